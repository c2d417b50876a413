"""Dates in parts (year, month, day, hour) as TimelineJS has them, read and written without gaining exactness."""

import re
from dataclasses import dataclass, replace
from datetime import date

from articles.dates import PartialDate, range_precision
from timeline.interchange.html_to_text import echoed

NAMES = ("year", "month", "day", "hour", "minute", "second")
EXACTNESS = ("year", "month", "day")
NUMBER = re.compile(r"-?[0-9]*")
OUT_OF_RANGE = "the year {} lies outside A.D. 1 to 9999, which is all that is kept here"


@dataclass(frozen=True)
class Given:
    """One end of a date as a file gives it: the date, and the time of day ("" if none), whose zone nobody knows."""

    date: PartialDate
    clock: str = ""


def given(parts):
    """Read a mapping of parts; None where all of them are empty. Raises ValueError, with a sentence."""
    if not isinstance(parts, dict):
        raise ValueError('a date must be an object with a year, such as {"year": "2004"}')
    numbers = {name: number(name, parts.get(name)) for name in NAMES}
    if all(value is None for value in numbers.values()):
        return None
    year, month, day = numbers["year"], numbers["month"], numbers["day"]
    if year is None:
        raise ValueError("a date needs a year")
    if not 1 <= year <= 9999:
        raise ValueError(OUT_OF_RANGE.format(year))
    if day is not None and month is None:
        raise ValueError("a date with a day needs its month")
    iso = "-".join([f"{year:04}"] + [f"{part:02}" for part in (month, day) if part is not None])
    if not (0 <= (numbers["hour"] or 0) <= 24 and 0 <= (numbers["minute"] or 0) <= 59):
        raise ValueError("there is no such time of day; the hour is 0 to 24, and the minute 0 to 59")
    clock = "" if numbers["hour"] is None or day is None else f"{numbers['hour']:02}:{numbers['minute'] or 0:02}"
    return Given(worded(PartialDate.parse(iso)), clock)


def number(name, value):
    """Read one part: a number, a string of digits, or nothing. Raises ValueError for anything else."""
    if value is None or isinstance(value, bool):
        return None
    text = str(value).strip().replace(",", "") if name == "year" else str(value).strip()
    if not NUMBER.fullmatch(text) or text == "-":
        raise ValueError(f"the {name} must be a number, and “{echoed(value)}” is none")
    if len(text) > 5:
        raise ValueError(OUT_OF_RANGE.format(text[:20]) if name == "year" else f"there is no {name} {text[:20]}")
    return int(text) if text else None


def worded(partial):
    """Return a date whose words are those of AP style."""
    return replace(partial, words=partial.show())


def joined(start, end):
    """Return (the date from one end to the other, a remark or ""). `end` may be None. Raises ValueError."""
    if end is None or end.date == start.date:
        return start.date, ""
    exact = min((start.date.precision, end.date.precision), key=EXACTNESS.index)
    first, last = coarser(start.date, exact), coarser(end.date, exact)
    remark = ""
    if start.date.precision != end.date.precision:
        remark = f"only one end of the date is known to more than the {exact}; both are kept by the {exact}"
    if first == last:
        return worded(PartialDate.parse(first)), remark
    return worded(PartialDate.parse(f"{first} to {last}")), remark


def coarser(partial, exact):
    """Return a date in ISO 8601, cut to a year, month or day."""
    return partial.start.isoformat()[: {"year": 4, "month": 7, "day": 10}[exact]]


def displayed(words, machine, clock=""):
    """Return the date that words to be displayed mean, where it is the date given in parts; otherwise None."""
    try:
        shown = PartialDate.parse(words)
    except ValueError:
        return None
    return shown if agrees(shown, machine, clock) else None


def agrees(shown, machine, clock=""):
    """Whether words mean the same time as parts: the same days, or for an open date, the end that it has."""
    start, end = (day_of(shown.start), day_of(shown.end))
    if shown.precision == "time" and clock and f"{shown.start:%H:%M}" != clock:
        return False
    if shown.qualifier == "before":
        return end == day_of(machine.end)
    if shown.qualifier in ("after", "since"):
        return start == day_of(machine.start)
    return (start, end) == (day_of(machine.start), day_of(machine.end))


def day_of(moment):
    """Return the day of a date or datetime, or None."""
    return moment and date(moment.year, moment.month, moment.day)


def in_parts(partial):
    """Return (start, end or None) of a date as mappings of strings; what they cannot say, the words to display do."""
    if partial.qualifier in ("before", "after", "since"):
        return cut(partial.start or partial.end, "day"), None
    if partial.precision == "time":
        clock = {"hour": str(partial.start.hour), "minute": str(partial.start.minute)}
        return cut(partial.start, "day") | clock, None
    exact = {"decade": "year", "season": "month"}.get(partial.precision, partial.precision)
    if exact == "range":
        exact = range_precision(partial.start, partial.end)
    elif exact == partial.precision:
        return cut(partial.start, exact), None
    return cut(partial.start, exact), cut(partial.end, exact)


def cut(moment, exact):
    """Return a day as a mapping of strings, down to the year, month or day."""
    kept = EXACTNESS[: EXACTNESS.index(exact) + 1]
    return {name: str(getattr(moment, name)) for name in kept}
