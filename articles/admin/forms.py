"""The widgets and forms of the desk: autocompletes that cost no query, and dates that say how they were read."""

from types import MappingProxyType

from django import forms
from django.contrib.admin.views.decorators import staff_member_required
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.http import JsonResponse
from django.urls import reverse, reverse_lazy
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from articles.dates import PartialDate, PartialDateFormField
from articles.moments import format_moment
from articles.request_limits import is_key
from articles.text import visible_words

# The attributes of a date field: a script asks this address, while a date is typed, how it is understood.
DATE_FIELD_ATTRS = {"data-answered-by": reverse_lazy("date_answer"), "autocomplete": "off"}
# A placeholder for the key of an image in an address; the script replaces it with that of the chosen one.
ANY_KEY = "00000000-0000-0000-0000-000000000000"

# Characters of a date, as of the field in the database.
LONGEST_DATE = 200


def keys_in(values):
    """Return the values that can be keys; the database refuses any other with an error."""
    return [value for value in values if is_key(value)]


class LoadedChoiceField(forms.ModelChoiceField):
    """A choice of a row, which needs no query for the rows that were loaded: `loaded` has them by their keys, as text.

    A bound form accepts these rows, so they must come from the field's own query set.
    """

    loaded = MappingProxyType({})

    def to_python(self, value):
        return self.loaded.get(str(value)) or super().to_python(value)


class LoadedOptions:
    """Mixed into autocompletes: makes no query where the field has `loaded` the selected rows.

    Django's own widget queries the selected row of every field, which makes a long article slow to open.
    """

    def optgroups(self, name, value, attr=None):
        field, keys = self.choices.field, keys_in(value)
        rows = [getattr(field, "loaded", {}).get(str(key)) for key in keys]
        if None in rows:
            return super().optgroups(name, keys, attr)
        has_none = not self.is_required and not self.allow_multiple_selected
        options = [self.create_option(name, "", "", False, 0)] if has_none else []
        for row in rows:
            label = field.label_from_instance(row)
            options.append(self.create_option(name, row.pk, label, True, len(options)))
        return [(None, options, 0)]


class Chooser(LoadedOptions, AutocompleteSelect):
    """An autocomplete of one row."""


class ManyChooser(LoadedOptions, AutocompleteSelectMultiple):
    """An autocomplete of several rows."""


class PictureChooser(Chooser):
    """An autocomplete of images with the selected picture and thumbnails among the choices."""

    template_name = "admin/articles/picture_chooser.html"

    def get_url(self):
        return reverse("admin:articles_image_choose")

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["thumbnail_template"] = reverse("admin:articles_image_thumbnail", args=[ANY_KEY])
        has_image = value and is_key(value)
        context["thumbnail"] = reverse("admin:articles_image_thumbnail", args=[value]) if has_image else ""
        context["barred"] = self._barred(value)
        if context["barred"]:
            context["widget"]["attrs"]["aria-describedby"] = f"{context['widget']['attrs']['id']}_barred"
        return context

    def _barred(self, value):
        """Return why the chosen picture can never be published, and what to do; empty where it can, or none is."""
        image = getattr(self.choices.field, "loaded", {}).get(str(value))
        if image is None or image.killed_at is None:
            return ""
        killed = _("This picture was killed on %(moment)s.") % {"moment": format_moment(image.killed_at)}
        advice = _("The article cannot be published with it: choose another picture, or take it out.")
        return " ".join(filter(None, [killed, image.kill_notice, advice]))


class DeskForm(forms.ModelForm):
    """The form of the desk: an unbound one shows the rows that it has loaded, and says how a date was understood."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        for name, field in self.fields.items():
            if isinstance(field, LoadedChoiceField) and not self.is_bound:
                row = self.instance._state.fields_cache.get(name)
                field.loaded = {str(row.pk): row} if row else {}
            if isinstance(field, PartialDateFormField):
                self._explain_date(field, getattr(self.instance, name, None))

    def _explain_date(self, field, date):
        """Say under the field how the date was understood, and let the script do so while it is typed."""
        field.widget.attrs |= DATE_FIELD_ATTRS
        if date:
            field.help_text = format_html(_("Understood as {date}."), date=date.explanation)
        elif not field.help_text:
            field.help_text = _(
                "As exactly as the record allows: 12 May 2018, May 2018, 2018, about 2018, 2016 to 2018."
            )


class BlockForm(DeskForm):
    """The form of a block. Empty text can be saved; it keeps the article from being published."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, forms.CharField) and not field.widget.is_hidden:
                field.required = False


@staff_member_required
@never_cache
@require_GET
def date_answer(request):
    """Return as JSON what the text in `?text=` means as a date, or why they cannot be read."""
    text = request.GET.get("text", "")[:LONGEST_DATE]
    if not visible_words(text):
        return JsonResponse({"valid": True, "message": ""})
    try:
        return JsonResponse({"valid": True, "message": PartialDate.parse(text).explanation})
    except ValueError as reason:
        return JsonResponse({"valid": False, "message": str(reason)})
