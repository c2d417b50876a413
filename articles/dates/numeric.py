"""Dates in digits: 2015-08-30, 22.11.1963, 20210804, ISO weeks and days of the year."""

import re
from datetime import date, timedelta

from django.utils.translation import gettext

from articles.dates import periods
from articles.dates.refusal import Refused

NUMERIC = (
    r"(?<![0-9])(?:"
    r"[0-9]{4}(?P<_a>[-–/.])[0-9]{1,2}(?P=_a)[0-9]{1,2}"
    r"|[0-9]{1,2}(?P<_b>[-–/.] ?)[0-9]{1,2}(?P=_b)(?:[0-9]{4}|[0-9]{2})"
    r"|[0-9]{4}-?w[0-9]{2}(?:-?[1-7])?"
    r"|[0-9]{4}-[0-9]{3}"
    r"|[0-9]{8}"
    r")(?![0-9])"
)
_YEAR_FIRST = re.compile("([0-9]{4})[-–/.]([0-9]{1,2})[-–/.]([0-9]{1,2})")
_YEAR_LAST = re.compile("([0-9]{1,2})[-–/.] ?([0-9]{1,2})[-–/.] ?([0-9]{4}|[0-9]{2})")
_WEEK = re.compile("([0-9]{4})-?w([0-9]{2})(?:-?([1-7]))?")
_DAY_OF_YEAR = re.compile("([0-9]{4})-([0-9]{3})")
_PLAUSIBLE_YEARS = range(1000, 2101)  # in dates of eight digits


def parse_numeric(text, token):
    """Return the token (made by `token`) of a date in digits: `I` with its period, or `Z` if it has two readings."""
    if match := _YEAR_FIRST.fullmatch(text):
        return token("I", periods.day(*map(int, match.groups())), text)
    if match := _WEEK.fullmatch(text):
        return token("I", _week(text, *match.groups()), text)
    if match := _DAY_OF_YEAR.fullmatch(text):
        return _day_of_year(text, int(match[1]), int(match[2]), token)
    if match := _YEAR_LAST.fullmatch(text):
        return _year_last(text, *match.groups(), token)
    readings = {
        (int(text[a : a + 4]), int(text[b : b + 2]), int(text[c : c + 2]))
        for a, b, c in ((0, 4, 6), (4, 2, 0), (4, 0, 2))
    }
    days = [day for day in readings if day[0] in _PLAUSIBLE_YEARS and _is_day(*day)]
    return token("I", periods.day(*days[0]), text) if len(days) == 1 else token("N" if not days else "Z", 0, text)


def _year_last(text, first, second, year, token):
    """A day before a month, or a month before a day: taken if only one is possible, or both are the same."""
    first, second = int(first), int(second)
    if len(year) == 2:
        return token("Z", None, text)
    if first == second or 12 < first <= 31 or second > 12:
        day, month = (first, second) if second <= 12 else (second, first)
        return token("I", periods.day(int(year), month, day), text)
    return token("Z", None, text)


def _is_day(year, month, day):
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _week(text, year, week, day):
    try:
        first = date.fromisocalendar(int(year), int(week), int(day or 1))
    except ValueError:
        raise Refused(
            gettext("There is no week %(text)s: a year has 52 or 53 weeks.") % {"text": text.upper()},
            gettext("Write the week or its days."),
            "2021-W14",
            "April 5–11, 2021",
        ) from None
    return (
        periods.days(first, first + timedelta(days=6)) if not day else periods.day(first.year, first.month, first.day)
    )


def _day_of_year(text, year, number, token):
    """The day of a year, unless the number may be the end of a range of years: 1299-301."""
    if number > 99 and 0 < year // 1000 * 1000 + number - year < 100:
        return token("Z", None, text)
    if not (year and 1 <= number <= (366 if _is_day(year, 2, 29) else 365)):
        return token("N", 0, text)
    day = date(year, 1, 1) + timedelta(days=number - 1)
    return token("I", periods.day(day.year, day.month, day.day), text)
