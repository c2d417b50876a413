"""Partial dates: values as exact as the record allows, with their grammar, styles, EDTF and columns."""

from articles.dates.extract import MOST, find_dates, topics_named
from articles.dates.fields import PartialDateField, PartialDateFormField, first_day
from articles.dates.partial import PRECISIONS, PartialDate
from articles.dates.periods import precision_of_ends
from articles.dates.styles import STYLES

__all__ = [
    "MOST",
    "PRECISIONS",
    "STYLES",
    "PartialDate",
    "PartialDateField",
    "PartialDateFormField",
    "find_dates",
    "first_day",
    "precision_of_ends",
    "topics_named",
]
