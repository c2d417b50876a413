"""Fields in which a known row is named by its name: two letters suggest it, and without a script it is typed whole."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.urls import reverse_lazy
from django.utils.translation import gettext as _

from articles.text import one_line

LONGEST = 1_000
MOST_NAMES = 20  # in one field: every name is looked up


class NameField(forms.CharField):
    """One line with the name of a row; `to` is the foreign key whose rows are meant. Gives the row, or None.

    A fact is found only if `seen_by`, a person and a moment, is shown it. It is known by its whole name in any letter
    case, by its slug, or, for a source, by its title alone.
    """

    seen_by = None

    def __init__(self, *, to, **kwargs):
        self.to, self.model = to, to.remote_field.model
        super().__init__(**{"required": False, "max_length": LONGEST, **kwargs})

    def widget_attrs(self, widget):
        """Tell the script which of the desk's own suggestions to ask for."""
        names = {"app": self.to.model._meta.app_label, "model": self.to.model._meta.model_name, "field": self.to.name}
        own = {f"data-names-{key}": value for key, value in names.items()}
        return super().widget_attrs(widget) | own | {"data-names": reverse_lazy("admin:autocomplete")}

    def clean(self, value):
        text = one_line(super().clean(value))
        return self.found(text) if text else None

    def prepare_value(self, value):
        return str(value) if isinstance(value, self.model) else value

    def found(self, text):
        """Return the row of a name. Raises `ValidationError` where there is none, or more than one."""
        facts = self.model.objects.active()
        facts = facts.visible_to(*self.seen_by) if self.seen_by else facts
        rows = list(facts.filter(self._called(text))[:20])
        exact = [row for row in rows if str(row).casefold() == text.casefold()]
        rows = exact if len(exact) == 1 else rows
        if len(rows) != 1:
            named = {"kind": self.model._meta.verbose_name, "name": text[:80]}
            raise ValidationError((self._too_many() if rows else self._none()) % named)
        return rows[0]

    def _none(self):
        """Return what is said of a name that no row has."""
        return _("No %(kind)s here is called “%(name)s”. Choose a known one, or add it first.")

    def _too_many(self):
        """Return what is said of a name that more than one row has."""
        if self._has_slug():
            return _("More than one %(kind)s is called “%(name)s”: write its slug.")
        return _("More than one %(kind)s is called “%(name)s”: cite it in the event's own form, or merge them.")

    def _has_slug(self):
        return any(field.name == "slug" for field in self.model._meta.concrete_fields)

    def _called(self, text):
        """Return the condition of being called this."""
        column = "name" if any(f.name == "name" for f in self.model._meta.concrete_fields) else "title"
        called = Q(**{f"{column}__iexact": text})
        if self._has_slug():
            return called | Q(slug=text.lower())
        title, _bracket, publisher = text.removesuffix(")").rpartition(" (")
        return called | Q(title__iexact=title, publisher__iexact=publisher)


class NamesField(NameField):
    """One line with the names of several rows, between commas or semicolons. Gives a list of rows, each once."""

    def widget_attrs(self, widget):
        return super().widget_attrs(widget) | {"data-names-many": ""}

    def clean(self, value):
        text = one_line(forms.CharField.clean(self, value))
        if len(re.findall("[;,]+", text)) >= MOST_NAMES:
            raise ValidationError(_("Name at most %(most)s here.") % {"most": MOST_NAMES})
        rows = [row for piece in text.split(";") if piece.strip() for row in self._rows(piece.strip())]
        return list(dict.fromkeys(rows))

    def prepare_value(self, value):
        return "; ".join(map(str, value)) if isinstance(value, list) else value

    def _rows(self, piece):
        """Return the rows of a piece: a name may have a comma in it, or the comma stands between two."""
        try:
            return [self.found(piece)]
        except ValidationError:
            names = [name.strip() for name in piece.split(",") if name.strip()]
            if len(names) < 2:
                raise
            return [self.found(name) for name in names]


def see_as(form, user, moment):
    """Let every name in a form mean only what a person is shown at a moment."""
    for field in form.fields.values():
        if isinstance(field, NameField):
            field.seen_by = user, moment
