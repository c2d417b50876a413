"""Periods of the calendar: the days of a year, season or month, and how a qualifier such as “before” changes them."""

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.dates.styles import MONTHS, SEASONS

ONE_DAY = timedelta(days=1)
YEAR_OUT_OF_RANGE = _("Years run from A.D. 1 to 9999. Write one with four digits, such as 2004.")


class Period(NamedTuple):
    """First and last day (None: open), precision and qualifier. For a time, both are the same aware datetime."""

    start: date | None
    end: date | None
    precision: str
    qualifier: str = ""


def decade(year):
    """Return the ten years from `year`, which ends in 0."""
    if year < 1:
        raise ValueError(YEAR_OUT_OF_RANGE)
    return Period(date(year, 1, 1), date(year + 9, 12, 31), "decade")


def year(number):
    return _months(number, 1, 12, "year")


def season(year, name):
    first = SEASONS[name]
    return _months(year, first, first + 2, "season")


def month(year, number):
    if not 1 <= number <= 12:
        raise ValueError(
            gettext(
                "There is no month %(number)s. Write a month from 01 to 12, such as 2021-11; "
                "write the years of a range in full, such as 2016–2018."
            )
            % {"number": number}
        )
    return _months(year, number, number, "month")


def _months(year, first, last, precision):
    """Return the period from the first day of one month to the last day of another in the same year."""
    if year < 1:
        raise ValueError(YEAR_OUT_OF_RANGE)
    return Period(date(year, first, 1), date(year, last, monthrange(year, last)[1]), precision)


def day(year, number_of_month, number):
    """Return the period of one day. Raise `ValueError`, with the length of the month, if there is no such day."""
    first, last, *_ = month(year, number_of_month)
    if not 1 <= number <= last.day:
        name = f"{MONTHS['en'][first.month - 1][0]} {year:04}"
        raise ValueError(
            gettext(
                "%(month)s has %(days)s days, so there is no day %(number)s. Write %(month)s alone, or a day it has."
            )
            % {"month": name, "days": last.day, "number": number}
        )
    only = first.replace(day=number)
    return Period(only, only, "day")


def range_between(first, last):
    """Return the range between two periods of the same precision: only its first and last day are stored."""
    if first.precision != last.precision or first.precision not in ("year", "month", "day"):
        raise ValueError(
            gettext("A range runs between two years, two months or two days, such as June 2020 to August 2020.")
        )
    if first == last:
        raise ValueError(gettext("Both ends of the range are the same. Write the date once, such as 2016."))
    if last.start < first.start:
        raise ValueError(gettext("The range ends before it begins. Write the earlier date first, such as 2016–2018."))
    return Period(first.start, last.end, "range")


def with_qualifier(period, qualifier):
    """Return a period with a qualifier: before, after and since open one end, the others leave both as they are."""
    start, end, precision, _qualifier = period
    if precision == "time" or (precision == "day" and qualifier in ("early", "mid", "late")):
        raise ValueError(
            gettext("“%(qualifier)s” needs a longer period. Write early August 2022, or about Aug. 4, 2022.")
            % {"qualifier": qualifier}
        )
    try:
        if qualifier == "before":
            start, end = None, start - ONE_DAY
        elif qualifier == "after":
            start, end = end + ONE_DAY, None
        elif qualifier == "since":
            end = None
    except OverflowError:
        raise ValueError(YEAR_OUT_OF_RANGE) from None
    return Period(start, end, precision, qualifier)
