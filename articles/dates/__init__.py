"""Partial dates, as exact as the record allows: their grammar, house styles, EDTF and model field."""

from articles.dates.extract import MAX_FOUND_DATES, find_dates, find_topics
from articles.dates.fields import PartialDateField, PartialDateFormField, first_day
from articles.dates.partial import OPEN_END, PRECISIONS, QUALIFIERS, PartialDate, stored_part
from articles.dates.styles import STYLES

__all__ = [
    "MAX_FOUND_DATES",
    "OPEN_END",
    "PRECISIONS",
    "QUALIFIERS",
    "STYLES",
    "PartialDate",
    "PartialDateField",
    "PartialDateFormField",
    "find_dates",
    "find_topics",
    "first_day",
    "stored_part",
]
