"""Periods of the calendar: the days of a century, year or month, and how a modifier such as “before” changes them."""

from typing import NamedTuple

from django.utils.translation import gettext

from articles.dates.days import (
    FIRST_DAY,
    FIRST_YEAR,
    LAST_DAY,
    LAST_YEAR,
    YEAR_OUT_OF_RANGE,
    add_days,
    add_months,
    days_in_month,
    era_year,
    make_day,
)
from articles.dates.refusal import Refused
from articles.dates.styles import MONTHS, SEASONS

THIRDS = ("early", "mid", "late")
HALVES = ("first half", "second half")
QUARTERS = ("first quarter", "second quarter", "third quarter", "last quarter")
OPEN = ("before", "after", "since")
# What makes up a period, and how many of them there are; a month has as many days as it has.
UNITS = {
    "millennium": ("year", 1000),
    "century": ("year", 100),
    "decade": ("year", 10),
    "year": ("month", 12),
    "season": ("month", 3),
    "month": ("day", 30),
}
# How many of these units are over when the middle and the last third begin.
_CUTS = {
    "millennium": (333, 667),
    "century": (33, 67),
    "decade": (4, 7),
    "year": (4, 8),
    "season": (1, 2),
    "month": (10, 20),
}
_PRECISIONS_OF_PARTS = {
    **dict.fromkeys(THIRDS, frozenset(UNITS)),
    **dict.fromkeys(HALVES, frozenset(UNITS) - {"season"}),
    **dict.fromkeys(QUARTERS, frozenset(["century"])),
}
WINTER = 12


class Period(NamedTuple):
    """What a `PartialDate` holds beside its words: see there."""

    start: object
    end: object
    precision: str
    modifier: str = ""
    approximate: bool = False
    uncertain: bool = False
    form: str = ""
    ends: tuple = ()


def is_plain(date):
    """Whether nothing qualifies a `Period` (or `PartialDate`)."""
    return not (date.modifier or date.approximate or date.uncertain or date.form)


NO_DATE = Period(None, None, "none")


def years(first, count, precision):
    """Return the period of so many years, of a precision."""
    if not (first >= FIRST_YEAR and first + count - 1 <= LAST_YEAR):
        raise Refused(YEAR_OUT_OF_RANGE, gettext("Write one of these years."), "2004", "44 B.C.")
    return Period(make_day(first), make_day(first + count - 1, 12, 31), precision)


def century(number, is_before_christ, length=100):
    """Return the century of a number, or the millennium if it has 1000 years: the 19th has 1801 to 1900."""
    if not 1 <= number <= LAST_YEAR // length + 1:
        raise Refused(
            gettext("Centuries run from the 99th B.C. to the 99th A.D.; there is none of the number %(number)s.")
            % {"number": number},
            gettext("Write it in full."),
            "19th century",
            "5th century B.C.",
        )
    first = 1 - number * length if is_before_christ else (number - 1) * length + 1
    return years(first, length, "century" if length == 100 else "millennium")


def hundreds(year):
    """Return the hundred years from a year that ends in 00: in Swedish they are a century of their own."""
    return years(year, 100, "century")


def decade(year, is_before_christ=False):
    """Return the ten years from one that ends in 0; before Christ they are counted backwards: 49 to 40 B.C."""
    if year < 1:
        raise Refused(
            gettext("There is no year 0, so the first decade has only nine years."),
            gettext("Write them."),
            "A.D. 1 to A.D. 9",
        )
    return years(1 - (year + 9) if is_before_christ else year, 10, "decade")


def year(number):
    return years(number, 1, "year")


def season(year_number, name):
    """Return the three months of a season that belongs to one year; see `winter`."""
    first = make_day(year(year_number).start.year, SEASONS[name])
    return _months(first, 3, "season")


def winter(year_number):
    """Return the winter that begins in December of a year."""
    year(year_number + 1)
    return _months(make_day(year(year_number).start.year, WINTER), 3, "season")


def month(year_number, number):
    if not 1 <= number <= 12:
        raise Refused(
            gettext("There is no month %(number)s.") % {"number": number},
            gettext("Write a month from 01 to 12, or the years of a range in full."),
            f"{max(year_number, 1):04}-11",
            "2016–2018",
        )
    return _months(make_day(year(year_number).start.year, number), 1, "month")


def _months(first, count, precision):
    last = add_months(first, count - 1)
    return Period(first, make_day(last.year, last.month, days_in_month(last.year, last.month)), precision)


def day(year_number, number_of_month, number):
    """Return the period of one day. Raise `Refused`, with the length of the month, if there is no such day."""
    first, last, *_rest = month(year_number, number_of_month)
    if not 1 <= number <= last.day:
        count, is_before_christ = era_year(first.year)
        name = f"{MONTHS['en'][first.month - 1][0]} " + (f"{count} B.C." if is_before_christ else f"{count:04}")
        raise Refused(
            gettext("%(month)s has %(days)s days, so there is no day %(number)s.")
            % {"month": name, "days": last.day, "number": number},
            gettext("Write the month alone, or a day it has."),
            name,
        )
    only = make_day(first.year, first.month, number)
    return Period(only, only, "day")


def days(first, last):
    """Return the range from one day to another."""
    return Period(first, last, "range", ends=(("day", ""), ("day", "")))


def of_days(first, last, precision):
    """Return the one year, month or day that has two days, or the range from that of the first to that of the last."""
    periods = around(first, precision), around(last, precision)
    return periods[0] if periods[0] == periods[1] else range_between(*periods)


def range_between(first, last, form=""):
    """Return the range between two periods: throughout, or one unknown moment (`between`), or one of the two (`or`)."""
    if "time" in (first.precision, last.precision) or "range" in (first.precision, last.precision):
        raise Refused(
            gettext("A range runs between two days, months, years or longer periods."),
            gettext("Write its first and its last."),
            "Aug. 4, 2022 to Aug. 6, 2022",
        )
    if first[:4] == last[:4]:
        raise Refused(gettext("Both ends of the range are the same."), gettext("Write the date once."), "2016")
    if _begins_later(first, last):
        raise Refused(
            gettext("The range ends before it begins."),
            gettext("Write the earlier date first."),
            "2016–2018",
        )
    return Period(
        first.start,
        last.end,
        "range",
        approximate=first.approximate or last.approximate,
        uncertain=first.uncertain or last.uncertain,
        form=form,
        ends=tuple((end.precision, end.modifier) for end in (first, last)),
    )


def _begins_later(first, last):
    first_days, last_days = (narrow(*end[:4]) for end in (first, last))
    return last_days[0] < first_days[0] or last_days[1] < first_days[1] or last.end < first.start


def with_modifier(period, modifier):
    """Return a period with a modifier: before, after and since open one end, the others leave both as they are."""
    start, end, precision, *_rest = period
    if modifier in QUARTERS and precision == "year":
        first, last = (MONTHS["en"][3 * QUARTERS.index(modifier) + place][0] for place in (0, 2))
        example = f"{first}-{last} {max(start.year, 1):04}"
        raise Refused(gettext("A quarter differs between calendars."), gettext("Write its months."), example)
    if precision in ("time", "none") or (modifier not in OPEN and precision not in _PRECISIONS_OF_PARTS[modifier]):
        raise Refused(
            gettext("“%(modifier)s” needs a longer period.") % {"modifier": modifier},
            gettext("Write a day or time as it is, or a part of a longer period."),
            "about Aug. 4, 2022",
            "early August 2022",
        )
    if period.modifier or (modifier in OPEN and precision == "range"):
        raise Refused(
            gettext("A date is stored with only one of these words."),
            gettext("Use only one."),
            "since 2020",
            "early 2020",
        )
    if modifier == "before":
        start, end = None, _day_beside(start, FIRST_DAY, -1)
    elif modifier == "after":
        start, end = _day_beside(end, LAST_DAY, 1), None
    elif modifier == "since":
        end = None
    return period._replace(start=start, end=end, modifier=modifier)


def _day_beside(day, limit, step):
    if day == limit:
        raise Refused(YEAR_OUT_OF_RANGE, gettext("Nothing can be before or after them."), "2004")
    return add_days(day, step)


def narrow(start, end, precision, modifier):
    """Return (first, last) possible day: of early, mid and late, of halves and quarters the part of their period."""
    if not modifier or modifier in OPEN:
        return start, end
    unit, count = UNITS[precision]
    if modifier in THIRDS:
        cuts = (0, *_CUTS[precision], None)
        part = THIRDS.index(modifier)
    else:
        parts = HALVES if modifier in HALVES else QUARTERS
        cuts = (*(count * number // len(parts) for number in range(len(parts))), None)
        part = parts.index(modifier)
    first = _after_units(start, unit, cuts[part])
    return first, end if cuts[part + 1] is None else add_days(_after_units(start, unit, cuts[part + 1]), -1)


def _after_units(start, unit, count):
    if unit == "year":
        return make_day(start.year + count)
    return add_months(start, count) if unit == "month" else add_days(start, count)


def around(day, precision):
    """Return the period of a precision, up to a millennium, that a day belongs to."""
    if precision == "day":
        return Period(day, day, "day")
    if precision in ("month", "year"):
        return month(day.year, day.month) if precision == "month" else year(day.year)
    if precision == "season":
        return _months(add_months(day, -(day.month % 3)), 3, "season")
    length = {"decade": 10, "century": 100, "millennium": 1000}[precision]
    number, is_before_christ = era_year(day.year)
    if length == 10:
        return decade(number // 10 * 10, is_before_christ)
    return century((number - 1) // length + 1, is_before_christ, length)


def whole(date):
    """Return the whole period that a `Period` (or `PartialDate`) names: 2016 of “before 2016”, which has no start."""
    if date.modifier == "before":
        return beginning(add_days(date.end, 1), date.precision)
    if date.modifier == "after":
        return ending(add_days(date.start, -1), date.precision)
    if date.modifier == "since":
        return beginning(date.start, date.precision)
    return Period(date.start, date.end, date.precision)


def beginning(day, precision):
    """Return the period of a precision that begins with a day; a century may begin with a year that ends in 00 too."""
    if precision == "century" and day.year > 0 and day.year % 100 == 0:
        return hundreds(day.year)
    return around(day, precision)


def ending(day, precision):
    """Return the period of a precision that ends with a day."""
    if precision == "century" and day.year > 0 and day.year % 100 == 99:
        return hundreds(day.year - 99)
    return around(day, precision)


def bounds(date):
    """Return the (first, last) possible day of a `Period` (or `PartialDate`), None where open."""
    if date.precision != "range":
        return narrow(date.start, date.end, date.precision, date.modifier)
    (first, first_modifier), (last, last_modifier) = date.ends
    first_day, last_day = date.start, date.end
    if first_modifier:
        first_day = narrow(*beginning(first_day, first)[:3], first_modifier)[0]
    if last_modifier:
        last_day = narrow(*ending(last_day, last)[:3], last_modifier)[1]
    return first_day, last_day
