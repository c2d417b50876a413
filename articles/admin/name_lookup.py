"""Fields for the names of facts, where an autocomplete cannot serve: several names in a field, and without a script."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.urls import reverse_lazy
from django.utils.translation import gettext as _

from articles.text import one_line

LONGEST_TEXT = 1_000
MOST_NAMES = 20  # in one field: every name is looked up


class NameField(forms.CharField):
    """The name of one fact that the foreign key `to` could refer to. The value is the fact, or None.

    A name matches in any letter case; so does a slug, and the title of a source without its publisher. Only facts
    `visible_to` a person at a moment match.
    """

    visible_to = None

    def __init__(self, *, to, **kwargs):
        self.to, self.model = to, to.remote_field.model
        self.columns = {field.name for field in self.model._meta.concrete_fields}
        super().__init__(**{"required": False, "max_length": LONGEST_TEXT, **kwargs})

    def widget_attrs(self, widget):
        """Add the attributes with which the script queries the admin's autocomplete view."""
        names = {"app": self.to.model._meta.app_label, "model": self.to.model._meta.model_name, "field": self.to.name}
        own = {f"data-names-{key}": value for key, value in names.items()}
        return super().widget_attrs(widget) | own | {"data-names": reverse_lazy("admin:autocomplete")}

    def clean(self, value):
        text = one_line(super().clean(value))
        return self.fact_named(text) if text else None

    def prepare_value(self, value):
        return str(value) if isinstance(value, self.model) else value

    def fact_named(self, text):
        """Return the fact with a name. Raises `ValidationError` where there is none, or more than one."""
        facts = self.model.objects.active()
        facts = facts.visible_to(*self.visible_to) if self.visible_to else facts
        rows = list(facts.filter(self._matches(text))[:20])
        exact = [row for row in rows if str(row).casefold() == text.casefold()]
        rows = exact if len(exact) == 1 else rows
        if len(rows) == 1:
            return rows[0]
        message = _("No %(kind)s named “%(name)s”. Choose a known one, or add it first.")
        if rows and "slug" in self.columns:
            message = _("More than one %(kind)s is named “%(name)s”: write its slug.")
        elif rows:
            message = _("More than one %(kind)s is named “%(name)s”: cite it in the event's own form, or merge them.")
        raise ValidationError(message % {"kind": self.model._meta.verbose_name, "name": text[:80]})

    def _matches(self, text):
        """Return the condition that a fact has this name."""
        column = "name" if "name" in self.columns else "title"
        matches = Q(**{f"{column}__iexact": text})
        if "slug" in self.columns:
            return matches | Q(slug=text.lower())
        title, _bracket, publisher = text.removesuffix(")").rpartition(" (")
        return matches | Q(title__iexact=title, publisher__iexact=publisher)


class NamesField(NameField):
    """The names of several facts, separated by commas or semicolons. The value is a list of facts, each once."""

    def widget_attrs(self, widget):
        return super().widget_attrs(widget) | {"data-names-many": ""}

    def clean(self, value):
        text = one_line(forms.CharField.clean(self, value))
        if len(re.findall("[;,]+", text)) >= MOST_NAMES:
            raise ValidationError(_("Name at most %(most)s here.") % {"most": MOST_NAMES})
        names = [name.strip() for name in text.split(";") if name.strip()]
        rows = [row for name in names for row in self._facts_named(name)]
        return list(dict.fromkeys(rows))

    def prepare_value(self, value):
        return "; ".join(map(str, value)) if isinstance(value, list) else value

    def _facts_named(self, text):
        """Return the fact whose name has commas in it, or the facts between the commas."""
        try:
            return [self.fact_named(text)]
        except ValidationError:
            names = [name.strip() for name in text.split(",") if name.strip()]
            if len(names) < 2:
                raise
            return [self.fact_named(name) for name in names]


def see_as(form, user, moment):
    """Restrict every name in a form to the facts that a person may see at a moment."""
    for field in form.fields.values():
        if isinstance(field, NameField):
            field.visible_to = user, moment
