"""Reads and writes EDTF, the Extended Date/Time Format of ISO 8601-2:2019: levels 0 and 1, and of level 2 what maps.

| EDTF | date |
| --- | --- |
| `2004`, `2004-06`, `2004-06-11`, `-0043` | a year, a month, a day, 44 B.C. |
| `2004-06-11T16:20:00-04:00`, `...T16:20:00` | a time with its zone, or in local time; to the minute |
| `2004-21` to `-23`, `-25` to `-27` | a season; `-24` and `-28`, a winter, is between two Decembers and Februaries |
| `2004-33` to `-39`, `-40`, `-41` | the months of a quarter or a third; the first or second half of a year |
| `201X`, `20XX`, `1XXX`, `1950S2` | a decade, a hundred years, between two years |
| `2004-XX`, `2004-06-XX`, `XXXX` | the year, the month, no date |
| `2004?`, `2004~`, `2004%` | uncertain, about, both; of a part of a date or of an interval it is said of the whole |
| `2004/2006`, `2004-06/2006` | a range; the ends may differ in precision |
| `2004/..`, `2004/`, `../2004`, `/2004` | since 2004, before 2005; what is unknown is read as open |
| `[1968..1972]`, `[1944,1945]` | between the two, one of the two; `[..1972]` and `[1968..]` are as the intervals |
"""

import re
from datetime import datetime, timedelta, timezone

from django.utils.translation import gettext

from articles.dates import periods
from articles.dates.days import LAST_DAY, YEAR_OUT_OF_RANGE
from articles.dates.periods import NO_DATE, WINTER, Period
from articles.dates.refusal import Refused

_EXAMPLES = "2004", "2021-11", "2015-08-30", "2020-22", "201X", "2005~", "2016/2018", "../2015", "[1968..1972]"
_DATE = re.compile(r"(-?[0-9]{4})(?:-([0-9]{2}|XX)(?:-([0-9]{2}|XX))?)?")
_LONG_YEAR = re.compile(r"Y-?[0-9]+(?:E[0-9]+)?(?:S[0-9]+)?")
_TIME = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-2][0-9]:[0-5][0-9]):[0-9]{2}(?:\.[0-9]+)?(?:(Z)|([-+])([0-9]{2})(?::?([0-9]{2}))?)?"
)
_UNSPECIFIED = re.compile(r"(-?)([0-9]*)(X{1,3})")
_SIGNIFICANT = re.compile(r"(-?[0-9]{4})S([1-4])")
_SET = re.compile(r"[\[{](.*?)(\.\.|,)(.*?)[\]}]")
_CERTAINTY = re.compile("[?~%]")
_SEASONS = {21: "spring", 22: "summer", 23: "autumn"}
_CODES = {season: code for code, season in _SEASONS.items()}
# Codes of level 2 for several months: the first, and how many.
_MONTHS = {33: (1, 3), 34: (4, 3), 35: (7, 3), 36: (10, 3), 37: (1, 4), 38: (5, 4), 39: (9, 4)}
_HALVES = {40: "first half", 41: "second half"}
_WINTERS = (24, 28)


def parse_edtf(text):
    """Return the `Period` of an EDTF string. Raise `ValueError` for everything that a partial date cannot hold."""
    plain = _CERTAINTY.sub("", text)
    marks = text if len(plain) < len(text) else ""
    if ("T" in plain and marks) or re.search("[?~%]{2}", marks):
        raise _unknown(text)
    approximate, uncertain = ("~" in marks or "%" in marks), ("?" in marks or "%" in marks)
    period = _parse(plain)
    if not (approximate or uncertain):
        return period
    return period._replace(approximate=approximate, uncertain=uncertain)


def _parse(text):
    if match := _SET.fullmatch(text):
        return _parse_set(text, *match.groups())
    first, slash, last = text.partition("/")
    return _parse_interval(text, first, last) if slash else _parse_single(text)


def _parse_interval(text, first, last):
    if first in ("", "..") and last in ("", ".."):
        raise _unknown(text)
    if first in ("", ".."):
        return _open_start(_parse_single(last))
    if last in ("", ".."):
        return periods.with_modifier(_parse_end(first), "since")
    ends = _parse_end(first), _parse_end(last)
    return ends[0] if ends[0] == ends[1] else periods.range_between(*ends)


def _parse_set(text, first, connector, last):
    if text[0] == "{" or "," in last:
        if connector == "..":
            return _parse_interval(text, first, last)
        raise Refused(
            gettext("These are several dates, and one can be stored."),
            gettext("Write one, or a choice of two."),
            "[1944,1945]",
        )
    if not first or not last:
        return _parse_interval(text, first, last)
    return periods.range_between(_parse_end(first), _parse_end(last), "between" if connector == ".." else "or")


def _open_start(before):
    """Return the period of everything until the end of a period: “before” what follows it."""
    if before.end == LAST_DAY:
        raise Refused(YEAR_OUT_OF_RANGE, gettext("Nothing can be after them."), "../2015")
    return before._replace(start=None, modifier="before")


def _parse_end(text):
    period = _parse_single(text)
    if period.precision in ("time", "none", "range") or period.modifier:
        raise _unknown(text)
    return period


def _parse_single(text):
    if text == "XXXX":
        return NO_DATE
    if match := _SIGNIFICANT.fullmatch(text):
        return _with_unknown_digits(int(match[1]), 4 - int(match[2]))
    match = _UNSPECIFIED.fullmatch(text)
    if match and len(match[2]) + len(match[3]) == 4:
        return _unspecified(match)
    if _LONG_YEAR.fullmatch(text):
        return _long_year(text)
    if match := _TIME.fullmatch(text):
        return _time(text, match)
    if match := _DATE.fullmatch(text):
        return _date(text, *match.groups())
    raise _unknown(text)


def _date(text, year, month, day):
    year = int(year)
    if text.startswith("-0000") or (month == "XX" and day not in (None, "XX")):
        raise _unknown(text)
    if month in (None, "XX"):
        return periods.year(year)
    if day not in (None, "XX"):
        return periods.day(year, int(month), int(day))
    return periods.month(year, int(month)) if int(month) <= 12 or day else _part_of_year(text, year, int(month))


def _part_of_year(text, year, code):
    if code in _WINTERS:
        ends = periods.month(year - 1, WINTER), periods.month(year + 1, 2)
        return periods.range_between(*ends, "between")
    if code in _HALVES:
        return periods.with_modifier(periods.year(year), _HALVES[code])
    if code in _MONTHS:
        first, count = _MONTHS[code]
        return periods.range_between(periods.month(year, first), periods.month(year, first + count - 1))
    if 21 <= code <= 27:
        return periods.season(year, _SEASONS[code if code < 25 else code - 4])
    if 29 <= code <= 32:
        cause = gettext("Seasons of the southern hemisphere are not stored apart.")
        raise Refused(cause, gettext("Write their months."), f"{year:04}-09/{year:04}-11")
    return periods.month(year, code)  # which says that there is no such month


def _unspecified(match):
    """Return a decade, a hundred years, or one unknown year of many."""
    sign, digits, unknown = match.groups()
    first, count = int(digits or 0) * 10 ** len(unknown), 10 ** len(unknown)
    if not sign and first:
        if count == 10:
            return periods.decade(first)
        if count == 100:
            return periods.hundreds(first)
    return _with_unknown_digits(-first if sign else first, len(unknown))


def _with_unknown_digits(year, digits):
    """Return the one unknown year of those that differ from a year only in so many last digits."""
    if not digits:
        return periods.year(year)
    count = 10**digits
    first = abs(year) // count * count
    ends = (first, first + count - 1) if year >= 0 else (-(first + count - 1), -first)
    return periods.range_between(*map(periods.year, ends), "between")


def _long_year(text):
    number = re.match("Y(-?[0-9]{1,9})(?:E([0-9]))?$", text)
    year = int(number[1]) * 10 ** int(number[2] or 0) if number else None
    if year is None or not -9998 <= year <= 9999:
        raise Refused(YEAR_OUT_OF_RANGE, gettext("Write one of these years."), "2004", "-0043")
    return periods.year(year)


def _time(text, match):
    local, utc, sign, hours, minutes = match.groups()
    try:
        moment = datetime.fromisoformat(local)
        if utc or sign:
            offset = timedelta(hours=int(hours or 0), minutes=int(minutes or 0))
            moment = moment.replace(tzinfo=timezone(-offset if sign == "-" else offset))
    except ValueError:
        cause = gettext("There is no such time: %(text)s.") % {"text": text}
        raise Refused(cause, gettext("Write one that there is."), "2022-08-04T16:20:00-04:00") from None
    return Period(moment, moment, "time")


def _unknown(text):
    cause = gettext("“%(text)s” is not EDTF, or a form of it that cannot be stored.") % {"text": text}
    return Refused(cause, gettext("Write another."), *_EXAMPLES)


def to_edtf(date):
    """Return a `Period` (or `PartialDate`) in EDTF.

    Lost: early, mid and late (of ends of ranges too), and parts of a century; "after 2016" becomes an open interval
    from 2017, which reads as since 2017; before, after and since a season or longer period are written by months or
    years; winters and numbered centuries are written as intervals, which are read as ranges.
    """
    mark = ("", "~", "?", "%")[date.approximate + 2 * date.uncertain]
    if date.precision == "none":
        return "XXXX"
    if date.modifier in periods.OPEN:
        first, last = (_iso(day, date.precision) + mark if day else ".." for day in (date.start, date.end))
        return f"{first}/{last}"
    if date.precision == "range":
        first, last = (
            _iso(day, precision) + mark
            for day, (precision, _modifier) in zip((date.start, date.end), date.ends, strict=True)
        )
        return {"": f"{first}/{last}", "between": f"[{first}..{last}]", "or": f"[{first},{last}]"}[date.form]
    return _single_to_edtf(date, mark)


def _single_to_edtf(date, mark):
    start, end = date.start, date.end
    if date.precision == "time":
        return start.isoformat(timespec="seconds")
    if date.precision == "season" and start.month != WINTER:
        return f"{_iso(start, 'year')}-{20 + start.month // 3}{mark}"  # March to May is 21
    if date.precision == "decade" and start.year > 0:
        return f"{start.year // 10:03}X{mark}"
    if date.precision == "century" and start.year > 0 and start.year % 100 == 0:
        return f"{start.year // 100:02}XX{mark}"
    if date.precision in ("season", "decade", "century", "millennium"):
        return f"{_iso(start, date.precision)}{mark}/{_iso(end, date.precision)}{mark}"
    if date.precision == "year" and date.modifier in periods.HALVES:
        return f"{_iso(start, 'year')}-{40 + periods.HALVES.index(date.modifier)}{mark}"
    return _iso(start, date.precision) + mark


def _iso(day, precision):
    """Return a day down to the year, the month or the day; a day of a season by its month, of a decade by its year."""
    text = f"{day.year:05}" if day.year < 0 else f"{day.year:04}"
    if precision in ("month", "season", "day"):
        text += f"-{day.month:02}"
    return f"{text}-{day.day:02}" if precision == "day" else text
