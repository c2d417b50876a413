"""The stored forms of a date: the second is written, both are read for ever.

The second form has fields of fixed width, each followed by a space, and then the words, such as

    12021-11-01 0000 6 12021-11-30 0000000000 12021-11-01 +0000 November 2021

1. the day it sorts by: the first possible one (for "before", the last); `99999-99-99` for no date;
2. for a time: 1500 and the minutes from that day's midnight to the moment in UTC; otherwise 0000;
3. the index of the precision in `PRECISIONS`;
4. the last day of the whole period; `99999-99-99` if open, `00000-00-00` for no date;
5. ten digits: two for the index of the modifier in `MODIFIERS`; one for the certainty (1 approximate, 2 uncertain,
   3 both); one for the index of the form in `FORMS`; and for each end of a range the indexes of its precision (one
   digit) and its modifier (two);
6. the first day of the whole period; `00000-00-00` if open, `99999-99-99` for no date;
7. for a time: the offset of its zone from UTC, in minutes, or +9999 without a zone; otherwise +0000.

Days have a year that is counted from 10000 B.C., so 12004 is A.D. 2004 and 09957 is 44 B.C. The first five fields are
the sort key: texts sort as dates do. Digits and punctuation are always in the same places, so that they sort alike in
every collation.

The first form was the same but for years of four digits, without centuries and what else `PRECISIONS` and `MODIFIERS`
gained; its fifth field was one digit, and it had no sixth.
"""

import re
from datetime import date, datetime, time, timedelta, timezone

from articles.dates.days import EarlyDay, day_from_stored, day_to_stored, days_in_month
from articles.dates.periods import OPEN, THIRDS, WINTER, Period, around, bounds, whole
from articles.dates.styles import utc_offset_minutes

# Their indexes are digits of the stored form: never change the order, add only at the end.
PRECISIONS = ("range", "millennium", "century", "decade", "year", "season", "month", "day", "time", "none")
MODIFIERS = (
    *("", "early", "mid", "late", "before", "after", "since", "first half", "second half"),
    *("first quarter", "second quarter", "third quarter", "last quarter"),
)
FORMS = ("", "between", "or")
OPEN_START, OPEN_END = "00000-00-00", "99999-99-99"  # before and after every day
PLAIN = "0" * 10
# Midnight in the stored minutes of a time: with 25 hours added, no offset from UTC makes them negative.
MIDNIGHT_MINUTES = 1500
NO_ZONE = 9999
# The parts that queries compare, by the name of the lookup: first character, counted from 1, and length. Equal dates
# have equal sort keys, whatever their words; `day` is the day that a date sorts by; `precision` is an index.
STORED_PARTS = {
    "sort_key": (1, 41),
    "day": (1, 11),
    "precision": (18, 1),
    "last_day": (20, 11),
    "qualification": (32, 10),
    "first_day": (43, 11),
}
_DAY = "[0-9]{5}-[0-9]{2}-[0-9]{2}"
_STORED = re.compile(rf"{_DAY} [0-9]{{4}} [0-9] {_DAY} [0-9]{{10}} {_DAY} [-+][0-9]{{4}} ")
_WORDS = 60  # where they begin
# The minutes and the precision of dates that have neither, by how they are stored.
_PLAIN_PRECISIONS = {f" 0000 {index} ": name for index, name in enumerate(PRECISIONS) if 0 < index < 8}

_FIRST_FORM = re.compile(
    "([0-9]{4}-[0-9]{2}-[0-9]{2}) ([0-9]{4}) ([0-6]) ([0-9]{4}-[0-9]{2}-[0-9]{2}) ([0-7]) ([-+][0-9]{4}) (.*)",
    re.DOTALL,
)
_FIRST_PRECISIONS = ("range", "decade", "year", "season", "month", "day", "time")
_FIRST_QUALIFIERS = ("", "about", "early", "mid", "late", "before", "after", "since")
_FIRST_OPEN_END = "9999-99-99"


def stored_part(text, name):
    """Return a part of the stored form of a date, by its name in `STORED_PARTS`."""
    start, length = STORED_PARTS[name]
    return text[start - 1 : start - 1 + length]


def sort_key(period):
    """Return the first five fields of a `Period` (or `PartialDate`)."""
    if period.precision == "none":
        return f"{OPEN_END} 0000 9 {OPEN_START} {PLAIN}"
    first = period.end if period.modifier == "before" else bounds(period)[0]
    return (
        f"{day_to_stored(first)} {_minutes(period):04} {PRECISIONS.index(period.precision)} "
        f"{day_to_stored(period.end) if period.end else OPEN_END} {_qualification(period)}"
    )


def _minutes(period):
    if period.precision != "time":
        return 0
    moment = period.start
    offset = utc_offset_minutes(moment) if moment.tzinfo else 0
    return MIDNIGHT_MINUTES + moment.hour * 60 + moment.minute - offset


def _qualification(period):
    """Return the ten digits of the fifth field."""
    certainty = period.approximate + 2 * period.uncertain
    digits = f"{MODIFIERS.index(period.modifier):02}{certainty}{FORMS.index(period.form)}"
    ends = (f"{PRECISIONS.index(precision)}{MODIFIERS.index(modifier):02}" for precision, modifier in period.ends)
    return f"{digits}{''.join(ends)}".ljust(10, "0")


def to_stored(period, words):
    """Return the second stored form of a `Period` (or `PartialDate`) and its words."""
    first = OPEN_END if period.precision == "none" else OPEN_START
    offset = 0
    if period.precision == "time":
        offset = utc_offset_minutes(period.start) if period.start.tzinfo else NO_ZONE
    return f"{sort_key(period)} {day_to_stored(period.start) if period.start else first} {offset:+05} {words}"


def plain_from_stored(text):
    """Return (words, start, end, precision) of a second form that nothing qualifies; None for other texts.

    Most dates are such, and pages read hundreds of them: this is twice as fast as `from_stored`.
    """
    precision = _PLAIN_PRECISIONS.get(text[11:19])
    if not precision or text[30:42] != f" {PLAIN} " or text[53:60] != " +0000 ":
        return None
    words, first, last = text[_WORDS:], text[42:53], text[19:30]
    start = day_from_stored(first)
    end = start if first == last else day_from_stored(last)
    return (words, start, end, precision) if first <= last and words.isprintable() else None


def from_stored(text):
    """Return (words, `Period`) of either stored form. Raise `ValueError` for anything else."""
    if not _STORED.match(text):
        return _from_first_form(text)
    words, precision, qualification = text[_WORDS:], PRECISIONS[int(text[17])], text[31:41]
    if not words.isprintable():
        raise ValueError("This is not the stored form of a date.")
    if precision == "none":
        return words, Period(None, None, "none")
    if precision == "time":
        start = end = _moment(day_from_stored(text[:11]), int(text[12:16]) - MIDNIGHT_MINUTES, int(text[54:59]))
    else:
        first, last = text[42:53], text[19:30]
        start = None if first == OPEN_START else day_from_stored(first)
        end = start if first == last else None if last == OPEN_END else day_from_stored(last)
        if first > last or start is end is None:
            raise ValueError("This is not the stored form of a date.")
    if qualification == PLAIN:
        return words, Period(start, end, precision)
    return words, Period(start, end, precision, *_from_qualification(qualification, precision))


def _from_qualification(digits, precision):
    """Return (modifier, approximate, uncertain, form, ends) of the ten digits."""
    certainty = int(digits[2])
    if certainty > 3 or int(digits[:2]) >= len(MODIFIERS) or int(digits[3]) >= len(FORMS):
        raise ValueError("This is not the stored form of a date.")
    ends = ()
    if precision == "range":
        ends = tuple((PRECISIONS[int(end[0])], MODIFIERS[int(end[1:])]) for end in (digits[4:7], digits[7:]))
    return MODIFIERS[int(digits[:2])], certainty % 2 == 1, certainty > 1, FORMS[int(digits[3])], ends


def _moment(day, minutes, offset):
    """Return the datetime at `minutes` after midnight UTC of a day, in the zone of an offset in minutes, if any."""
    if offset == NO_ZONE:
        return datetime.combine(day, time(*divmod(minutes, 60)))
    return datetime.combine(day, time(*divmod(minutes + offset, 60), tzinfo=timezone(timedelta(minutes=offset))))


def _from_first_form(text):
    """Return (words, `Period`) of the first stored form.

    At first early, mid and late sorted by the first day of their whole period, and later by that of their third. Both
    are read, because the whole period follows from any day in it.
    """
    match = _FIRST_FORM.fullmatch(text)
    if not match or not match[7].isprintable():
        raise ValueError("This is not the stored form of a date.")
    precision, qualifier = _FIRST_PRECISIONS[int(match[3])], _FIRST_QUALIFIERS[int(match[5])]
    start = date.fromisoformat(match[1])
    end = None if match[4] == _FIRST_OPEN_END else date.fromisoformat(match[4])
    if precision == "time":
        start = end = _moment(start, int(match[2]) - MIDNIGHT_MINUTES, int(match[6]))
    if qualifier in THIRDS and precision != "range":
        start = around(start, precision).start
    ends = ()
    if precision == "range":
        ends = ((end_precision(start, end), ""),) * 2
    period = Period(None if qualifier == "before" else start, end, precision, ends=ends)
    if qualifier == "about":
        return match[7], period._replace(approximate=True)
    return match[7], period._replace(modifier=qualifier)


def end_precision(start, end):
    """Return the precision of both ends of a range that says none: years if it fills them, else months, else days."""
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31) and start.year != end.year:
        return "year"
    fills_months = start.day == 1 and end.day == days_in_month(end.year, end.month)
    return "month" if fills_months and (start.year, start.month) != (end.year, end.month) else "day"


def first_form_key(period, narrowed=False):
    """Return the first five fields of the first form of a `Period` (or `PartialDate`); None where it had no such date.

    What it could not say is left out: centuries are ranges, and nothing is uncertain. With `narrowed`, early, mid and
    late have the first day of their third.
    """
    if period.precision == "none" or isinstance(period.start or period.end, EarlyDay):
        return None
    precision, qualifier = _first_form_names(period)
    first = period.end if qualifier == "before" else period.start
    if narrowed and qualifier in THIRDS:
        first = bounds(period)[0]
    last = period.end.isoformat()[:10] if period.end else _FIRST_OPEN_END
    return (
        f"{first.isoformat()[:10]} {_minutes(period) if precision == 'time' else 0:04} "
        f"{_FIRST_PRECISIONS.index(precision)} {last} {_FIRST_QUALIFIERS.index(qualifier)}"
    )


def _first_form_names(period):
    """Return the precision and the qualifier that come nearest to a date in the first form."""
    if period.precision == "time" and not period.start.tzinfo:
        return "day", ""
    is_winter = period.precision == "season" and whole(period).start.month == WINTER
    is_new = is_winter or period.precision in ("century", "millennium")
    if period.modifier in OPEN:
        return ("day" if is_new else period.precision), period.modifier
    precision = "range" if is_new else period.precision
    if precision == "range":
        return precision, ""
    qualifier = period.modifier if period.modifier in THIRDS else ""
    return precision, qualifier or ("about" if period.approximate else "")


def to_first_form(period, words, narrowed=True):
    """Return the first stored form of a `Period` (or `PartialDate`) and its words; None where it had no such date."""
    key = first_form_key(period, narrowed)
    if key is None:
        return None
    offset = utc_offset_minutes(period.start) if period.precision == "time" and period.start.tzinfo else 0
    return f"{key} {offset:+05} {words}"
