"""Plain text as it is stored: without characters that could break a feed, a header or a database."""

from django.db import models
from django.db.models.lookups import IContains
from django.utils.translation import gettext_lazy as _

from articles.text.characters import fold, one_line, printable

BATCH = 1_000  # rows whose folded columns are compared at a time


class CleanedFieldMixin:
    """Cleans a column of text with `clean_text` on every way into the database: form, fixture, import or command."""

    def clean(self, value, model_instance):
        """Validate the text as it will be stored: what only looks filled is empty."""
        return super().clean(self.clean_text(value) if isinstance(value, str) else value, model_instance)

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        return self.clean_text(value) if isinstance(value, str) else value

    def pre_save(self, model_instance, add):
        value = self.get_prep_value(super().pre_save(model_instance, add))
        setattr(model_instance, self.attname, value)
        return value


class LineField(CleanedFieldMixin, models.CharField):
    """One line of plain text."""

    clean_text = staticmethod(one_line)
    default_error_messages = {"unique": _("There is one of this name already.")}


class WordsField(CleanedFieldMixin, models.TextField):
    """Plain text of several lines."""

    def clean_text(self, text):
        return printable(text).strip()


class FoldedText:
    """The value of a `FoldedField`: it is folded anew from the row's lines whenever it is read, as it is to be stored.

    So it is right on every way into the database: `save()`, `bulk_create()`, `bulk_update()` and `loaddata`.
    """

    def __init__(self, field):
        self.field = field

    def __get__(self, row, model=None):
        if row is None:
            return self
        return fold(" ".join(getattr(row, name) or "" for name in self.field.lines))

    def __set__(self, row, value):
        row.__dict__[self.field.attname] = value  # so that Django does not take the column for a deferred one


class FoldedField(models.TextField):
    """What look-ups compare: the lines (columns) of the same row, as `fold` folds them.

    A look-up folds what it looks for: `filter(folded="o'brien")` and `filter(folded__icontains="osten")`. Fixtures and
    frozen facts do not have the column. `update()` of a line must set it too; `verify --repair` finds what is wrong.
    """

    descriptor_class = FoldedText

    def __init__(self, *lines, **kwargs):
        self.lines = lines
        super().__init__(**{"default": "", "editable": False, "serialize": False, **kwargs})

    def deconstruct(self):
        name, path, _lines, kwargs = super().deconstruct()
        return name, path, list(self.lines), kwargs

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        return fold(value) if isinstance(value, str) else value


@FoldedField.register_lookup
class FoldedIContains(IContains):
    """Whether the folded column contains a text, which is folded, too."""

    prepare_rhs = True


def wrongly_folded(rows, columns):
    """Yield lists of those rows of a query set whose folded columns are not as they should be."""
    lines = {line for column in columns for line in rows.model._meta.get_field(column).lines}
    ordered = rows.order_by("pk").only("pk", *lines, *columns)
    batch = list(ordered[:BATCH])
    while batch:
        wrong = [row for row in batch if any(row.__dict__[column] != getattr(row, column) for column in columns)]
        if wrong:
            yield wrong
        batch = list(ordered.filter(pk__gt=batch[-1].pk)[:BATCH]) if len(batch) == BATCH else []


def folded_columns(model):
    """Return the names of the folded columns of a model."""
    return [field.name for field in model._meta.concrete_fields if isinstance(field, FoldedField)]
