"""What every form of the desk has: choosers that cost no query, and dates that say how they were understood."""

import uuid

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.urls import reverse, reverse_lazy
from django.utils.html import format_html
from django.utils.translation import gettext as _

from articles.dates import PartialDateFormField

# What the script needs that asks, while a date is typed, how it is understood.
ANSWERED = {"data-answered-by": reverse_lazy("date_answer"), "autocomplete": "off"}
NOBODY = "00000000-0000-0000-0000-000000000000"


def keys_in(values):
    """Return those of the values that can be keys: the database would refuse to be asked for any other."""
    return [value for value in values if is_key(value)]


def is_key(value):
    """Whether a text is a UUID."""
    try:
        uuid.UUID(str(value))
    except ValueError:
        return False
    return True


class Chooser(AutocompleteSelect):
    """An autocomplete that is told the chosen row where the form has already loaded it.

    Django's own asks the database once for each field, which makes a long article slow to open.
    """

    chosen = None

    def optgroups(self, name, value, attr=None):
        if self.chosen is None or [str(self.chosen.pk)] != [str(v) for v in value]:
            return super().optgroups(name, keys_in(value), attr)
        none = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
        label = self.choices.field.label_from_instance(self.chosen)
        return [(None, [*none, self.create_option(name, self.chosen.pk, label, True, len(none))], 0)]


class ManyChooser(AutocompleteSelectMultiple):
    """An autocomplete of several rows."""

    def optgroups(self, name, value, attr=None):
        return super().optgroups(name, keys_in(value), attr)


class PictureChooser(Chooser):
    """A chooser of images that shows the chosen picture, and thumbnails among the choices."""

    template_name = "admin/articles/picture_chooser.html"

    def get_url(self):
        return reverse("admin:articles_image_choose")

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["thumbnail_of_nobody"] = reverse("admin:articles_image_thumbnail", args=[NOBODY])
        shown = value and is_key(value)
        context["thumbnail"] = reverse("admin:articles_image_thumbnail", args=[value]) if shown else ""
        return context


class DeskForm(forms.ModelForm):
    """A form that hands its choosers the rows it has loaded, and answers a date with what it was taken to mean."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        for name, field in self.fields.items():
            widget = getattr(field.widget, "widget", field.widget)
            if isinstance(widget, Chooser):
                widget.chosen = self.instance._state.fields_cache.get(name)
            if isinstance(field, PartialDateFormField):
                self._answer(field, getattr(self.instance, name, None))

    def _answer(self, field, date):
        """Say under the field how the date was understood, and let it answer while it is typed."""
        field.widget.attrs |= ANSWERED
        if date:
            field.help_text = format_html(_("Understood as {date}."), date=date.explanation)
        elif not field.help_text:
            field.help_text = _(
                "As exactly as the record allows: 12 May 2018, May 2018, 2018, about 2018, 2016 to 2018."
            )


class BlockForm(DeskForm):
    """The form of a block: empty words can be saved, and keep the article from being published."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, forms.CharField) and not field.widget.is_hidden:
                field.required = False
