"""Periods of the calendar: what a named year, season or day covers, and what before, after or about makes of it."""

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

from articles.dates.styles import MONTHS, SEASONS

ONE_DAY = timedelta(days=1)
YEAR_OUT_OF_RANGE = "Years run from A.D. 1 to 9999. Write one with four digits, such as 2004."


class Period(NamedTuple):
    """First and last day (None: open), precision and qualifier. For a time, both ends are the same aware datetime."""

    start: date | None
    end: date | None
    precision: str
    qualifier: str = ""


def decade(year):
    """The ten years from the given one, which ends in 0."""
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
            f"There is no month {number}. Write a month from 01 to 12, such as 2021-11; "
            "write the years of a range in full, such as 2016–2018."
        )
    return _months(year, number, number, "month")


def _months(year, first, last, precision):
    """From the first day of one month to the last day of another in the same year."""
    if year < 1:
        raise ValueError(YEAR_OUT_OF_RANGE)
    return Period(date(year, first, 1), date(year, last, monthrange(year, last)[1]), precision)


def day(year, number_of_month, number):
    """One day. Raises ValueError, with the number of days that the month has, if it does not exist."""
    first, last, *_ = month(year, number_of_month)
    if not 1 <= number <= last.day:
        name = f"{MONTHS['en'][first.month - 1][0]} {year:04}"
        raise ValueError(
            f"{name} has {last.day} days, so there is no day {number}. Write {name} alone, or a day it has."
        )
    only = first.replace(day=number)
    return Period(only, only, "day")


def range_precision(start, end):
    """How a range is best written: by years if it fills them, or else by months, or else by days."""
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31) and start.year != end.year:
        return "year"
    whole = start.day == 1 and end.day == monthrange(end.year, end.month)[1]
    return "month" if whole and (start.year, start.month) != (end.year, end.month) else "day"


def range_between(first, last):
    """The range from one period to another. Both are equally exact, because only the outermost days are kept."""
    if first.precision != last.precision or first.precision not in ("year", "month", "day"):
        raise ValueError("A range runs between two years, two months or two days, such as June 2020 to August 2020.")
    if first == last:
        raise ValueError("Both ends of the range are the same. Write the date once, such as 2016.")
    if last.start < first.start:
        raise ValueError("The range ends before it begins. Write the earlier date first, such as 2016–2018.")
    return Period(first.start, last.end, "range")


# The first day of the middle and of the last third, from the first day of the whole: whole years, months or days.
_THIRDS = {
    "decade": lambda start: (start.replace(year=start.year + 4), start.replace(year=start.year + 7)),
    "year": lambda start: (start.replace(month=5), start.replace(month=9)),
    "season": lambda start: (start.replace(month=start.month + 1), start.replace(month=start.month + 2)),
    "month": lambda start: (start.replace(day=11), start.replace(day=21)),
}


def narrow(start, end, precision, qualifier):
    """The first and last day that early, mid or late means of a period: its first, middle or last third.

    A decade is divided into whole years (four, three and three), a year and a season into whole months, a month into
    days (ten, ten and the rest). What has no such qualifier, or no such parts, stays as it is.
    """
    if qualifier not in ("early", "mid", "late") or precision not in _THIRDS:
        return start, end
    second, last = _THIRDS[precision](start)
    return {
        "early": (start, second - ONE_DAY),
        "mid": (second, last - ONE_DAY),
        "late": (last, end),
    }[qualifier]


def first_day_of_period(day, precision, qualifier):
    """The first day of the whole period that a day of its early, middle or late third stands in."""
    if qualifier not in ("early", "mid", "late") or precision not in _THIRDS:
        return day
    if precision == "decade":
        return date(day.year // 10 * 10, 1, 1)
    return date(day.year, {"year": 1, "season": day.month // 3 * 3, "month": day.month}[precision], 1)


def with_qualifier(named, qualifier):
    """Before, after and since open one end of the named period; the other qualifiers keep the whole of it."""
    start, end, precision, _ = named
    if precision == "time" or (precision == "day" and qualifier in ("early", "mid", "late")):
        raise ValueError(f"“{qualifier}” needs a longer period. Write early August 2022, or about Aug. 4, 2022.")
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
