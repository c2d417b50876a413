"""Dates in parts (year, month, day, hour) as TimelineJS has them, read and written without adding precision."""

import re
from dataclasses import dataclass, replace

from django.utils.translation import gettext

from articles.dates import PartialDate, make_day
from timeline.interchange.fields import Fields
from timeline.interchange.html_to_text import excerpt

DAY_PARTS = ("year", "month", "day")
PARTS = (*DAY_PARTS, "hour", "minute", "second", "millisecond")
MAX_YEAR, MONTHS = 9999, 12
INTEGER = re.compile(r"(-?[0-9]*)(?:\.0+)?")  # programs that calculate with years write 2004.0
SPREADSHEET_MONTH = re.compile("([A-Z][a-z]{2})-([0-9]{2})")
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
    if not isinstance(parts, (dict, Fields)):
        raise ValueError(gettext('a date must be an object with a year, such as {"year": "2004"}'))
    numbers = {name: parse_number(name, parts.get(name)) for name in DAY_PARTS}
    time = parse_time_parts(parts)
    if not time and all(value is None for value in numbers.values()):
        return None
    year, month, day = numbers["year"], numbers["month"], numbers["day"]
    if year is None:
        raise ValueError(gettext("a date needs a year"))
    if day is not None and month is None:
        raise ValueError(gettext("a date with a day needs its month"))
    return DateEnd(date_of_parts(*(part for part in (year, month, day) if part is not None)), time)


def date_of_parts(year, *month_and_day):
    """Return the date of a year, which is negative before A.D. 1, and perhaps of a month and day. Raises ValueError."""
    if not 1 <= abs(year) <= MAX_YEAR:
        raise ValueError(year_out_of_range(year))
    if month_and_day and not 1 <= month_and_day[0] <= MONTHS:
        raise ValueError(gettext("There is no month %(number)s.") % {"number": month_and_day[0]})
    # In the formats -44 is 44 B.C., as there is no year 0; in ISO 8601 it is 45 B.C.
    return PartialDate.from_edtf(edtf_of(year if year > 0 else year + 1, *month_and_day))


def edtf_of(year, *month_and_day):
    """Return a year, month or day in EDTF, which is ISO 8601 with astronomical years of four digits."""
    sign = "-" if year < 0 else ""
    return "-".join([f"{sign}{abs(year):04}", *(f"{part:02}" for part in month_and_day)])


def parse_time_parts(parts):
    """Return the time of day such as 16:20 or 16:20:05.250; "" where there is none. Raises ValueError."""
    hour, minute, second, millisecond = (parse_number(name, parts.get(name)) for name in PARTS[len(DAY_PARTS) :])
    if hour is None:
        if minute or second or millisecond:
            raise ValueError(gettext("a time needs its hour"))
        return ""
    if not (0 <= hour <= 24 and 0 <= (minute or 0) <= 59 and 0 <= (second or 0) <= 60):
        raise ValueError(gettext("there is no such time of day: the hour is 0 to 24 and the minute 0 to 59"))
    time = f"{hour:02}:{minute or 0:02}"
    if second or millisecond:
        time += f":{second or 0:02}" + (f".{millisecond:03}" if millisecond else "")
    return time


def parse_number(name, value):
    """Return one part as an integer, None for nothing. Raises ValueError for anything but digits."""
    if value is None or isinstance(value, bool):
        return None
    text = str(value).strip()
    if name == "year":
        text = text.replace(",", "")  # spreadsheets write 1,990
    if name == "month" and text.replace(".", "").isalpha():
        text = month_number(text) or text
    match = INTEGER.fullmatch(text)
    if not match or match[1] == "-" or (text and not match[1]):
        message = gettext("the %(part)s must be a number, and “%(value)s” is not")
        raise ValueError(message % {"part": name, "value": excerpt(value)})
    text = match[1]
    if len(text) > MAX_DIGITS:
        if name == "year":
            raise ValueError(year_out_of_range(text[:20]))
        raise ValueError(gettext("there is no %(part)s %(value)s") % {"part": name, "value": text[:20]})
    if name in ("month", "day") and not text.strip("0"):
        return None  # spreadsheets and databases write an unknown month or day as 0 or 00
    return int(text) if text else None


def month_number(name):
    """Return the number of a month as text, by a name that dates may have; "" where there is no such month."""
    try:
        month = PartialDate.parse(f"{name} 2000")
    except ValueError:
        return ""
    return str(month.start.month) if month.precision == "month" and not month.qualifier else ""


def year_out_of_range(year):
    """Return the message about a year that a `PartialDate` cannot hold."""
    return gettext("the year %(year)s is outside 9999 B.C. to A.D. 9999") % {"year": year}


def combine_ends(start, end):
    """Return (the date from start to end, remark or ""). `end` may be None. Raises ValueError."""
    if end is None or end.date == start.date:
        return start.date, ""
    precision = min((start.date.precision, end.date.precision), key=precision_rank)
    if precision not in DAY_PARTS or start.date.qualifier or end.date.qualifier:
        message = gettext("a range is between years, months or days, and not between %(start)s and %(end)s")
        raise ValueError(message % {"start": start.date.format(), "end": end.date.format()})
    remark = ""
    if start.date.precision != end.date.precision:
        remark = gettext(
            "only one end of the date, from %(start)s to %(end)s, is more exact than the %(precision)s; both are cut "
            "to the %(precision)s"
        )
        remark %= {"start": start.date.format(), "end": end.date.format(), "precision": precision}
    parts = DAY_PARTS[: DAY_PARTS.index(precision) + 1]
    first, last = (edtf_of(*(getattr(either.date.start, part) for part in parts)) for either in (start, end))
    return PartialDate.from_edtf(first if first == last else f"{first}/{last}"), remark


def precision_rank(precision):
    """Return the place of a precision among those of parts; any other comes before them."""
    return DAY_PARTS.index(precision) if precision in DAY_PARTS else -1


def parse_display_date(text, machine_date, time=""):
    """Return the date that a displayed text means where the machine-readable one stands for it; None otherwise.

    It does if both cover the same days (of an open date, only the known end is compared). It also does if it is a part
    of the days that the text means, and could not say as little as the text does: parts have no decades, seasons and
    qualifiers, and programs fill the parts of a coarser date with its first or last day.
    """
    try:
        displayed = spreadsheet_month(text, machine_date) or PartialDate.parse(text)
    except ValueError:
        return None
    if not displayed.is_dated:
        return None
    if displayed.precision == "time" and time and f"{displayed.start:%H:%M}" != time[: len("16:20")]:
        return None
    if covers_same_days(displayed, machine_date) or is_boundary_of(displayed, machine_date):
        return displayed
    return displayed if contains(displayed, machine_date) and is_vaguer(displayed, machine_date) else None


def parse_undated(text):
    """Return the date of a text that says that there is none, such as “undated”; None for any other text."""
    try:
        date = PartialDate.parse(text)
    except ValueError:
        return None
    return None if date.is_dated else date


def spreadsheet_month(text, machine_date):
    """Return the month that a spreadsheet program writes as “Oct-06” if the first day of it stands for it, or None."""
    match = SPREADSHEET_MONTH.fullmatch(text.strip())
    if not match or not machine_date.start or f"{machine_date.start.year:02}"[-2:] != match[2]:
        return None
    month = PartialDate.parse(f"{match[1]} {machine_date.start.year:04}")
    return replace(month, words=month.format()) if machine_date.start == month.start else None


def covers_same_days(displayed, machine_date):
    """Whether two dates have the same first and last day, or the displayed one means the part that the other names."""
    return has_same_ends(displayed, machine_date) or displayed.bounds == machine_date.bounds


def has_same_ends(displayed, machine_date):
    """Whether two dates have the same first and last day, as far as the displayed one has them.

    The ids of events are made by this rule, so it never changes.
    """
    ends = [(day_of(displayed.start), day_of(machine_date.start)), (day_of(displayed.end), day_of(machine_date.end))]
    return any(end for end, _ in ends) and all(end == other for end, other in ends if end)


def is_boundary_of(displayed, machine_date):
    """Whether a displayed date is open and ends or begins at a machine-readable one: “before 2004” at 2004."""
    if displayed.qualifier not in ("before", "after", "since"):
        return False
    try:
        bounded = PartialDate.parse(f"{displayed.qualifier} {machine_date.format()}")
    except ValueError:
        return False
    return (bounded.start, bounded.end) == (displayed.start, displayed.end)


def contains(displayed, machine_date):
    """Whether all days of a machine-readable date are among those of a displayed one."""
    return not any(
        [
            displayed.start and day_of(machine_date.start) < day_of(displayed.start),
            displayed.end and day_of(machine_date.end) > day_of(displayed.end),
        ]
    )


def is_vaguer(displayed, machine_date):
    """Whether a displayed date says less than parts can, or is filled with its first or last day.

    A range in parts has two ends that were both given on purpose.
    """
    if machine_date.precision == "range" or displayed.precision == "time":
        return False
    has_no_parts = bool(displayed.qualifier) or displayed.precision not in (*DAY_PARTS, "range")
    return has_no_parts or is_at_edge(displayed, machine_date)


def is_at_edge(displayed, machine_date):
    """Whether a date begins or ends together with a displayed one, or with the third of it that the text means."""
    first, last = machine_date.bounds
    edges = ((first, displayed.bounds[0]), (last, displayed.bounds[1]))
    days = (
        (day_of(machine_date.start), day_of(displayed.start)),
        (day_of(machine_date.end), day_of(displayed.end)),
    )
    return any(one == other for one, other in (*edges, *days) if other)


def is_inside(displayed, machine_date):
    """Whether a date was picked among the days that a text means: it then says something that the text does not."""
    stands_for = (covers_same_days, is_boundary_of, is_at_edge)
    return not any(rule(displayed, machine_date) for rule in stands_for)


def day_of(moment):
    """Return the day of a day or datetime, or None."""
    return moment and make_day(moment.year, moment.month, moment.day)


def to_date_parts(partial):
    """Return (start, end or None) of a date as mappings of strings.

    Parts have no qualifiers, decades or seasons; TimelineJS's `display_date` says those. An open date has the parts of
    the period that it names, or of the one after it: a last day before 2004 would be more exact than what is said.
    """
    if partial.qualifier == "before":
        named = PartialDate.parse(partial.format().removeprefix("before "))
        return parts_of(named.start, named_precision(named)), None
    if partial.qualifier in ("after", "since"):
        return parts_of(partial.start, named_precision(partial)), None
    if partial.precision == "time":
        time = {"hour": str(partial.start.hour), "minute": str(partial.start.minute)}
        return parts_of(partial.start, "day") | time, None
    if partial.precision == "range":
        (first, _modifier), (last, _other) = partial.ends
        return parts_of(partial.start, first), parts_of(partial.end, last)
    end = None if partial.precision in DAY_PARTS else parts_of(partial.end, partial.precision)
    return parts_of(partial.start, partial.precision), end


def named_precision(partial):
    """Return the part down to which a date is written in parts: year, month or day."""
    precision = partial.end_precision  # of a range, that of its ends
    return precision if precision in DAY_PARTS else {"season": "month", "time": "day"}.get(precision, "year")


def parts_of(day, precision):
    """Return a day as a mapping of strings, down to the year, month or day; years before Christ are negative."""
    precision = precision if precision in DAY_PARTS else "month" if precision == "season" else "year"
    parts = {"year": day.year if day.year > 0 else day.year - 1, "month": day.month, "day": day.day}
    return {name: str(parts[name]) for name in DAY_PARTS[: DAY_PARTS.index(precision) + 1]}
