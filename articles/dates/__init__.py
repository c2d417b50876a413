"""Partial dates, as exact as the record allows: their grammar, house styles, EDTF and model field."""

from articles.dates.copy import MAX_FOUND_DATES, find_dates, find_topics
from articles.dates.days import (
    LAST_YEAR,
    STORED_YEAR_OFFSET,
    EarlyDay,
    add_days,
    day_from_stored,
    day_of_ordinal,
    day_to_stored,
    era_year,
    make_day,
)
from articles.dates.fields import PartialDateField, PartialDateFormField
from articles.dates.partial import PartialDate
from articles.dates.periods import NO_DATE, of_days
from articles.dates.stored import OPEN_END, OPEN_START, PLAIN, PRECISIONS, stored_part
from articles.dates.styles import STYLES, style_of

__all__ = [
    "LAST_YEAR",
    "MAX_FOUND_DATES",
    "NO_DATE",
    "OPEN_END",
    "OPEN_START",
    "PLAIN",
    "PRECISIONS",
    "STORED_YEAR_OFFSET",
    "STYLES",
    "EarlyDay",
    "PartialDate",
    "PartialDateField",
    "PartialDateFormField",
    "add_days",
    "day_from_stored",
    "day_of_ordinal",
    "day_to_stored",
    "era_year",
    "find_dates",
    "find_topics",
    "make_day",
    "of_days",
    "stored_part",
    "style_of",
]
