"""Dates in parts (year, month, day, hour) as TimelineJS has them, read and written without adding precision."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext

from articles.dates import PartialDate, make_day
from timeline.interchange.html_to_text import excerpt

DAY_PARTS = ("year", "month", "day")
PARTS = (*DAY_PARTS, "hour", "minute", "second")
ISO_LENGTHS = {"year": len("2004"), "month": len("2004-05"), "day": len("2004-05-01")}
INTEGER = re.compile(r"-?[0-9]*")
MAX_DIGITS = 5  # Python refuses to convert very long numbers, and no part needs more


@dataclass(frozen=True)
class DateEnd:
    """The start or end of a date in a file: a date, and the time of day ("" if none).

    The formats have no time zones, so a time says too little to become part of the date.
    """

    date: PartialDate
    time: str = ""


def parse_date_parts(parts):
    """Return the `DateEnd` of a mapping of parts; None where all of them are empty. Raises ValueError."""
    if not isinstance(parts, dict):
        raise ValueError(gettext('a date must be an object with a year, such as {"year": "2004"}'))
    numbers = {name: parse_number(name, parts.get(name)) for name in PARTS}
    if all(value is None for value in numbers.values()):
        return None
    year, month, day = numbers["year"], numbers["month"], numbers["day"]
    if year is None:
        raise ValueError(gettext("a date needs a year"))
    if not (1 <= abs(year) <= 9999):
        raise ValueError(year_out_of_range(year))
    if day is not None and month is None:
        raise ValueError(gettext("a date with a day needs its month"))
    if month is not None and not 1 <= month <= 12:
        raise ValueError(gettext("There is no month %(number)s.") % {"number": month})
    # In the formats -44 is 44 B.C., as there is no year 0; in ISO 8601 it is 45 B.C.
    first = f"{year:04}" if year > 0 else f"{'-' if year < -1 else ''}{-year - 1:04}"
    iso = "-".join([first] + [f"{part:02}" for part in (month, day) if part is not None])
    if not (0 <= (numbers["hour"] or 0) <= 24 and 0 <= (numbers["minute"] or 0) <= 59):
        raise ValueError(gettext("there is no such time of day: the hour is 0 to 24 and the minute 0 to 59"))
    time = "" if numbers["hour"] is None or day is None else f"{numbers['hour']:02}:{numbers['minute'] or 0:02}"
    return DateEnd(PartialDate.from_edtf(iso), time)


def parse_number(name, value):
    """Return one part as an integer, None for nothing. Raises ValueError for anything but digits."""
    if value is None or isinstance(value, bool):
        return None
    text = str(value).strip()
    if name == "year":
        text = text.replace(",", "")  # spreadsheets write 1,990
    if not INTEGER.fullmatch(text) or text == "-":
        message = gettext("the %(part)s must be a number, and “%(value)s” is not")
        raise ValueError(message % {"part": name, "value": excerpt(value)})
    if len(text) > MAX_DIGITS:
        if name == "year":
            raise ValueError(year_out_of_range(text[:20]))
        raise ValueError(gettext("there is no %(part)s %(value)s") % {"part": name, "value": text[:20]})
    return int(text) if text else None


def year_out_of_range(year):
    """Return the message about a year that a `PartialDate` cannot hold."""
    return gettext("the year %(year)s is outside 9999 B.C. to A.D. 9999") % {"year": year}


def combine_ends(start, end):
    """Return (the date from start to end, remark or ""). `end` may be None. Raises ValueError."""
    if end is None or end.date == start.date:
        return start.date, ""
    precision = min((start.date.precision, end.date.precision), key=DAY_PARTS.index)
    first, last = (iso_start(either.date, precision) for either in (start, end))
    remark = ""
    if start.date.precision != end.date.precision:
        remark = gettext(
            "only one end of the date is more exact than the %(precision)s; both are cut to the %(precision)s"
        )
        remark %= {"precision": precision}
    return PartialDate.from_edtf(first if first == last else f"{first}/{last}"), remark


def iso_start(date, precision):
    """Return the first day of a date in ISO 8601, down to the year, the month or the day."""
    text = date.start.isoformat()
    return text[: ISO_LENGTHS[precision] + text.startswith("-")]


def parse_display_date(text, machine_date, time=""):
    """Return the date that a displayed text means if it is the machine-readable one; None otherwise.

    It is if both cover the same days; of an open date ("before", "after"), only the known end is compared.
    """
    try:
        displayed = PartialDate.parse(text)
    except ValueError:
        return None
    if not displayed.is_dated:
        return None
    ends = [(day_of(displayed.start), day_of(machine_date.start)), (day_of(displayed.end), day_of(machine_date.end))]
    if displayed.precision == "time" and time and f"{displayed.start:%H:%M}" != time:
        return None
    return displayed if all(end == other for end, other in ends if end) else None


def day_of(moment):
    """Return the day of a day or datetime, or None."""
    return moment and make_day(moment.year, moment.month, moment.day)


def to_date_parts(partial):
    """Return (start, end or None) of a date as mappings of strings.

    Parts have no qualifiers, decades or seasons; TimelineJS's `display_date` says those.
    """
    if partial.qualifier in ("before", "after", "since"):
        return parts_of(partial.start or partial.end, "day"), None
    if partial.precision == "time":
        time = {"hour": str(partial.start.hour), "minute": str(partial.start.minute)}
        return parts_of(partial.start, "day") | time, None
    if partial.precision == "range":
        (first, _modifier), (last, _other) = partial.ends
        return parts_of(partial.start, first), parts_of(partial.end, last)
    end = None if partial.precision in DAY_PARTS else parts_of(partial.end, partial.precision)
    return parts_of(partial.start, partial.precision), end


def parts_of(day, precision):
    """Return a day as a mapping of strings, down to the year, month or day; years before Christ are negative."""
    precision = precision if precision in DAY_PARTS else "month" if precision == "season" else "year"
    parts = {"year": day.year if day.year > 0 else day.year - 1, "month": day.month, "day": day.day}
    return {name: str(parts[name]) for name in DAY_PARTS[: DAY_PARTS.index(precision) + 1]}
