"""The question before a second row gets a name that another one has already."""

from django import forms
from django.contrib.admin.templatetags.admin_urls import admin_urlname
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext

from articles.admin.forms import DeskForm
from articles.text import fold, folded_columns

MOST_NAMED = 5


class EqualNameForm(DeskForm):
    """Asks once, where another row has the same name but for case, accents and apostrophes; saving again answers it.

    The desk sets `others`, the rows (a query set) that this person may see. `equal_names` has the keys of those that
    the person was asked about.
    """

    equal_names = forms.CharField(required=False, widget=forms.HiddenInput)
    others = None

    def clean(self):
        """Refuse a new name, the first time, that others have."""
        cleaned = super().clean()
        rows = self._equally_named(cleaned)
        if not {str(row.pk) for row in rows} <= set(cleaned.get("equal_names", "").split()):
            self.data = self.data.copy()
            self.data["equal_names"] = " ".join(str(row.pk) for row in rows)
            message = gettext("There is already {rows}. Nothing has been saved: save again if this is another one.")
            self.add_error(None, format_html(message, rows=format_html_join(", ", "{}", map(self._link, rows))))
        return cleaned

    def _equally_named(self, cleaned):
        """Return the first other rows with the name that was typed; none where it was not changed."""
        if self.others is None or "folded" not in folded_columns(self._meta.model):
            return []
        [named_by] = self._meta.model._meta.get_field("folded").lines
        name = cleaned.get(named_by) or ""
        if named_by not in self.changed_data or not fold(name):
            return []
        return list(self.others.filter(folded=name).exclude(pk=self.instance.pk).order_by("pk")[:MOST_NAMED])

    def _link(self, row):
        """Return, for `format_html_join`, the link to the form of a row, which opens beside this one."""
        address = reverse(admin_urlname(row._meta, "change"), args=[row.pk])
        return [format_html('<a href="{}" target="_blank">{}</a>', address, row)]
