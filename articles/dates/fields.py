"""A model field and a form field for partial dates."""

from contextlib import suppress

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, Q, Value, When
from django.db.models.functions import Concat, Substr

from articles.dates.partial import PRECISIONS, QUALIFIERS, PartialDate
from articles.dates.styles import SEASONS

MAX_LENGTH = 200
SORT_KEY_LENGTH = 30
FIRST_DAY = "0001-01-01"


class PartialDateFormField(forms.CharField):
    """One line of words that becomes a `PartialDate`, or None; what cannot be read is refused with the reason."""

    def to_python(self, value):
        return " ".join(super().to_python(value).split())

    def clean(self, value):
        words = super().clean(value)
        if not words:
            return None
        try:
            return PartialDate.parse(words)
        except ValueError as reason:
            raise ValidationError(str(reason), code="invalid") from reason

    def prepare_value(self, value):
        return value.words if isinstance(value, PartialDate) else value

    def has_changed(self, initial, data):
        """Other words for the same date are a change too: the words are kept."""
        return super().has_changed(self.prepare_value(initial), data)


class PartialDateField(models.Field):
    """A `PartialDate` in one text column, in the stored form of `PartialDate.as_text`; none is NULL, never "".

    The column sorts as the dates do, on every database and in every collation. Among equal dates it sorts by the
    words, so give a further order after the look-up that leaves them out: `order_by("date__sort_key", "position")`.
    What is stored is not parsed again when it is read: a better parser never changes what an old date means.
    """

    description = "A date, as exact as the record allows"
    empty_strings_allowed = False

    def __init__(self, *args, **kwargs):
        kwargs["max_length"] = MAX_LENGTH
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        del kwargs["max_length"]
        return name, path, args, kwargs

    def get_internal_type(self):
        return "CharField"

    def to_python(self, value):
        """A `PartialDate` from one, from words or from the stored form; None from None and from empty words.

        Raises ValidationError with the reason if the words cannot be read.
        """
        if value is None or isinstance(value, PartialDate):
            return value
        text = str(value)
        if not text.strip():
            return None
        with suppress(ValueError):
            return PartialDate.from_text(text)
        try:
            return PartialDate.parse(text)
        except ValueError as reason:
            raise ValidationError(str(reason), code="invalid") from reason

    def from_db_value(self, value, expression, connection):
        return None if value is None else PartialDate.from_text(value)

    def pre_save(self, model_instance, add):
        """Words that were assigned become the date they mean, on the instance too."""
        value = super().pre_save(model_instance, add)
        if isinstance(value, str):
            value = self.to_python(value)
            setattr(model_instance, self.attname, value)
        return value

    def get_prep_value(self, value):
        value = self.to_python(super().get_prep_value(value))
        return None if value is None else value.as_text()

    def value_to_string(self, obj):
        """The words as typed: what stands in a fixture."""
        value = self.to_python(self.value_from_object(obj))
        return "" if value is None else value.words

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": PartialDateFormField, **kwargs})


class _StoredField(models.Transform):
    """A part of the stored form, which has fields of fixed width (see `PartialDate.as_text`)."""

    output_field = models.CharField()


@PartialDateField.register_lookup
class SortKey(_StoredField):
    """The part of the stored form that orders dates: equal for dates that mean the same, whatever their words."""

    lookup_name = "sort_key"
    template = f"SUBSTR(%(expressions)s, 1, {SORT_KEY_LENGTH})"


@PartialDateField.register_lookup
class Precision(_StoredField):
    """The place of the precision in `PRECISIONS`, as a digit."""

    lookup_name = "precision"
    template = "SUBSTR(%(expressions)s, 17, 1)"


@PartialDateField.register_lookup
class LastDay(_StoredField):
    """The last day, in ISO 8601: of the whole period for early, mid and late; `OPEN_END` where there is none."""

    lookup_name = "last_day"
    template = "SUBSTR(%(expressions)s, 19, 10)"


@PartialDateField.register_lookup
class Qualifier(_StoredField):
    """The place of the qualifier in `QUALIFIERS`, as a digit."""

    lookup_name = "qualifier"
    template = "SUBSTR(%(expressions)s, 30, 1)"


def first_day(column):
    """The expression of the first day, in ISO 8601, that a stored date may be: `FIRST_DAY` where its start is open.

    Early, mid and late are stored with the first day of their third; theirs is that of the whole period.
    """
    narrowed = Q(**{f"{column}__qualifier__in": [str(QUALIFIERS.index(name)) for name in ("early", "mid", "late")]})

    def named(precision, **more):
        place = str(PRECISIONS.index(precision))
        return narrowed & Q(**{f"{column}__precision": place}, **{f"{column}__{name}": x for name, x in more.items()})

    seasons = [
        When(named("season", last_day__contains=f"-{month + 2:02}-"), then=_first_day(column, 4, f"-{month:02}-01"))
        for month in sorted(set(SEASONS.values()))
    ]
    return Case(
        When(**{f"{column}__qualifier": str(QUALIFIERS.index("before"))}, then=Value(FIRST_DAY)),
        When(named("decade"), then=_first_day(column, 3, "0-01-01")),
        When(named("year"), then=_first_day(column, 4, "-01-01")),
        When(named("month"), then=_first_day(column, 7, "-01")),
        *seasons,
        default=Substr(column, 1, 10),
        output_field=models.CharField(),
    )


def _first_day(column, kept, rest):
    """The day that begins as the stored form does, and ends in the rest."""
    return Concat(Substr(column, 1, kept), Value(rest))
