"""A model field and a form field for partial dates."""

from contextlib import suppress
from functools import partial

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from articles.dates.partial import PartialDate
from articles.dates.stored import STORED_PARTS
from articles.text import visible_words

MAX_LENGTH = 200


class PartialDateFormField(forms.CharField):
    """A text input whose value is a `PartialDate` or None; words that cannot be read are refused with the reason."""

    def to_python(self, value):
        return visible_words(super().to_python(value))

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
        """Return whether the words differ: other words for an equal date are stored too."""
        return super().has_changed(self.prepare_value(initial), data)


class StoredPart(models.Transform):
    """A part of the stored form of a date: `start` is its first character, counted from 1."""

    template = "SUBSTR(%(expressions)s, %(start)s, %(length)s)"
    output_field = models.CharField()


class PartialDateField(models.Field):
    """A `PartialDate` in one text column, as `PartialDate.as_text` writes it; no date is NULL, never "".

    The column sorts as the dates do, on every database and in every collation. Equal dates sort by their words; to
    sort them by another column, order by the lookup without the words first: `order_by("date__sort_key", "position")`.
    A stored date is never parsed again: a better parser must not change what it means.
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

    def get_transform(self, lookup_name):
        """Return the transform of a part of the stored form, by its name in `STORED_PARTS`."""
        if lookup_name not in STORED_PARTS:
            return super().get_transform(lookup_name)
        start, length = STORED_PARTS[lookup_name]
        return partial(StoredPart, start=start, length=length)

    def to_python(self, value):
        """Return the `PartialDate` of words or of the stored form; None for None and for empty words.

        Raises `ValidationError` with the reason if the words cannot be read.
        """
        if value is None or isinstance(value, PartialDate):
            return value
        text = str(value)
        if not visible_words(text):
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
        """Return the date, and set it on the instance where words were assigned."""
        value = super().pre_save(model_instance, add)
        if isinstance(value, str):
            value = self.to_python(value)
            setattr(model_instance, self.attname, value)
        return value

    def get_prep_value(self, value):
        value = self.to_python(super().get_prep_value(value))
        return None if value is None else value.as_text()

    def value_to_string(self, obj):
        """Return the words as typed, for fixtures."""
        value = self.to_python(self.value_from_object(obj))
        return "" if value is None else value.words

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": PartialDateFormField, **kwargs})
