"""What the form renderer writes itself equals what Django's templates give."""

import re

import pytest
from django import forms
from django.contrib.admin import site
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.forms.renderers import TemplatesSetting, get_default_renderer
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy, override

from articles.admin.forms import Chooser
from articles.form_renderer import FormRenderer
from articles.models import Quotation, Topic

ODD = """<b class="x">'&amp; & ü"""
ATTRS = {
    "class": ODD,
    "required": True,
    "disabled": False,
    "rows": 3,
    ODD: "x",
    "title": gettext_lazy("Search"),
    "x": None,
}
CHOICES = [("", "---------"), (1, "One"), (2000, 2000), (ODD, ODD), ("safe", mark_safe("<i>safe</i>")), (None, "None")]
WIDGETS = [
    *(widget(attrs=ATTRS) for widget in (forms.TextInput, forms.NumberInput, forms.URLInput, forms.HiddenInput)),
    forms.CheckboxInput(attrs=ATTRS),
    forms.Textarea(attrs=ATTRS),
    forms.Select(attrs=ATTRS, choices=CHOICES),
    forms.SelectMultiple(attrs=ATTRS, choices=CHOICES),
    forms.Select(choices=[("Group", [(1, "One"), (2, ODD)]), (3, "Three")]),
    forms.Select(),
    forms.RadioSelect(choices=CHOICES),
    forms.FileInput(),
    forms.DateTimeInput(attrs=ATTRS),
]
VALUES = [None, "", ODD, 0, 1, 2000, 1.5, True, False, [1, 2000], mark_safe("<i>safe</i>"), "a\nb"]


def test_the_site_uses_it():
    assert type(get_default_renderer()) is FormRenderer


@pytest.mark.parametrize("value", VALUES)
@pytest.mark.parametrize("widget", WIDGETS, ids=lambda widget: type(widget).__name__)
def test_widgets(widget, value):
    if isinstance(widget, forms.SelectMultiple) and not isinstance(value, (list, type(None))):
        value = [value]
    ours, theirs = (widget.render(ODD, value, {"id": "x"}, renderer()) for renderer in (FormRenderer, TemplatesSetting))
    assert ours == theirs
    assert type(ours) is type(theirs)


class Form(forms.Form):
    """A form with labels of every sort."""

    plain = forms.CharField(label=ODD, required=False)
    safe = forms.CharField(label=mark_safe("<i>safe</i>"), help_text="Help.")
    late = forms.CharField(label=gettext_lazy("Search"))
    several = forms.MultipleChoiceField(choices=CHOICES, widget=forms.CheckboxSelectMultiple)


@pytest.mark.parametrize("data", [None, {}, {"plain": ODD, "safe": "x", "late": ""}])
def test_labels_legends_and_lists_of_errors(data):
    ours, theirs = (Form(data, renderer=renderer()) for renderer in (FormRenderer, TemplatesSetting))
    for one, other in zip(ours, theirs, strict=True):
        assert one.label_tag() == other.label_tag()
        assert one.label_tag(attrs={"class": ODD}, label_suffix="") == other.label_tag(
            attrs={"class": ODD}, label_suffix=""
        )
        assert one.legend_tag() == other.legend_tag()
        assert one.errors.as_ul() == other.errors.as_ul()
        assert str(one.errors) == str(other.errors)
    assert str(ours) == str(theirs)


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize(
    "links", [{}, {"can_add_related": False}, {"can_change_related": True}, {"can_view_related": True}]
)
def test_the_widget_of_a_foreign_key(db, mara, language, links):
    field = Quotation._meta.get_field("speaker")
    form_field = forms.ModelChoiceField(Topic.objects.all(), widget=Chooser(field, site))
    wrapper = RelatedFieldWidgetWrapper(form_field.widget, field.remote_field, site, **links)
    for value in (None, str(mara.pk)):
        with override(language):
            ours, theirs = (
                wrapper.render("speaker", value, {"id": "x"}, renderer())
                for renderer in (FormRenderer, TemplatesSetting)
            )
        assert without_space(ours) == without_space(theirs)


def without_space(html):
    """Return HTML without the white space between and at the end of tags, which no browser shows here."""
    return re.sub(r"\s+", " ", re.sub(r">\s+<", "><", html)).replace(" >", ">").strip()
