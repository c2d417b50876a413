"""Fields for the names of facts, where an autocomplete cannot serve: several names in a field, and without a script."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.urls import reverse, reverse_lazy
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from articles.models import permissions
from articles.text import fold, one_line

LONGEST_TEXT = 1_000
MOST_PARENTHESES = 10  # in the name of a source
MOST_NAMES = 20  # in one field: every name is looked up


class NameField(forms.CharField):
    """The name of one fact that the foreign key `to` could refer to. The value is the fact, or None.

    A name matches in any case, and without its accents and apostrophes; so does the title of a source without its
    publisher. A slug matches too. Only facts `visible_to` a person at a moment match.
    """

    visible_to = None
    known = None  # the facts of many fields, where `load_names` has loaded them at once

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
        """Return the fact with a name, or what `unknown` does; raise `ValidationError` where several have it."""
        known = self.facts_named({text}) if self.known is None else self.known
        rows = [row for row in known if self._is_named(row, text)][:20]
        for written in (str, fold):
            exact = [row for row in rows if written(str(row)) == written(text)]
            rows = exact if len(exact) == 1 else rows
        if len(rows) == 1:
            return rows[0]
        if not rows:
            return self.unknown(text)
        message = _("More than one %(kind)s is named “%(name)s”: write its slug.")
        if "slug" not in self.columns:
            message = _("More than one %(kind)s is named “%(name)s”: cite it in the event's own form, or merge them.")
        raise ValidationError(message % {"kind": self.model._meta.verbose_name, "name": text[:80]})

    def unknown(self, text):
        """Raise `ValidationError` for a name that no fact has; a subclass may return a new one, unsaved.

        Whoever may add it is given a link, which opens beside the page: what was typed here stays.
        """
        meta, name = self.model._meta, text[:80]
        kind = meta.verbose_name
        if not self.visible_to or not permissions.allows(self.visible_to[0], permissions.on(self.model, "add")):
            message = _("No %(kind)s named “%(name)s”. Choose a known one, or add it first.")
            raise ValidationError(message % {"kind": kind, "name": name})
        address = reverse(f"admin:{meta.app_label}_{meta.model_name}_add")
        raise ValidationError(
            format_html(
                _("No {kind} named “{name}”. Choose a known one, or {link}, and send this page again."),
                kind=kind,
                name=name,
                link=format_html(
                    '<a href="{}?{}" target="_blank">{}</a>',
                    address,
                    urlencode({self.column: text}),
                    _("add it in another tab"),
                ),
            )
        )

    @property
    def column(self):
        """The column of the name."""
        return "name" if "name" in self.columns else "title"

    def names_in(self, text):
        """Return every name that may have to be looked up for a text."""
        return {text}

    def facts_named(self, texts):
        """Return the active facts that have one of these names, and perhaps some more."""
        facts = self.model.objects.active()
        facts = facts.visible_to(*self.visible_to) if self.visible_to else facts
        names = texts | {title for text in texts for title in possible_titles(text)}
        named = Q(folded__in=names)
        if "slug" in self.columns:
            named |= Q(slug__in={text.lower() for text in texts})
        return list(facts.filter(named))

    def _is_named(self, row, text):
        """Whether a fact has this name."""
        if row.folded == fold(text):
            return True
        if "slug" in self.columns:
            return row.slug == text.lower()
        return fold(f"{row.title} ({row.publisher}") == fold(text.removesuffix(")"))


def possible_titles(text):
    """Return what may be the title in the name of a source, `Title (Publisher)`: both may have parentheses."""
    return [text[: parenthesis.start()] for parenthesis in re.finditer(r" \(", text)][:MOST_PARENTHESES]


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

    def names_in(self, text):
        names = {name.strip() for name in text.split(";")}
        return names | {part.strip() for name in names for part in name.split(",")}

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


def load_names(forms):
    """Look up the names in all fields of some bound forms at once: one query for each kind of fact."""
    fields = [
        (field, one_line(str(form[name].data or ""))[:LONGEST_TEXT])
        for form in forms
        for name, field in form.fields.items()
        if isinstance(field, NameField)
    ]
    for model in {field.model for field, _text in fields}:
        of_model = [(field, text) for field, text in fields if field.model is model]
        texts = {name for field, text in of_model for name in field.names_in(text) if name and "\0" not in name}
        known = of_model[0][0].facts_named(texts) if texts else []
        for field, _text in of_model:
            field.known = known
