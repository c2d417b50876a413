"""Parses EDTF, the Extended Date/Time Format of ISO 8601-2:2019, as far as a partial date can hold it."""

import re
from datetime import date, datetime

from django.utils.translation import gettext

from articles.dates import periods

_DATE = re.compile(r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-[0-9]{2})?)?")
_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:00(?:Z|[-+][0-9]{2}:[0-9]{2})")
# Sub-year groupings of ISO 8601-2; 24 is missing, because winter belongs to two years.
_SEASONS = {"21": "spring", "22": "summer", "23": "autumn"}
_EXAMPLES = "2004, 2021-11, 2015-08-30, 2020-22, 201X, 2005~, 2016/2018, ../2015 or 2016/.."


def parse_edtf(text):
    """Return the `Period` of an EDTF string. Raise `ValueError` for everything that a partial date cannot hold."""
    first, slash, last = text.partition("/")
    if not slash:
        return periods.with_qualifier(_parse_single(text[:-1]), "about") if text.endswith("~") else _parse_single(text)
    if first == "..":
        before = _parse_end(last)
        if before.end == date.max:
            raise ValueError(periods.YEAR_OUT_OF_RANGE)
        return before._replace(start=None, qualifier="before")
    if last == "..":
        return periods.with_qualifier(_parse_end(first), "since")
    return periods.range_between(_parse_end(first), _parse_end(last))


def _parse_single(text):
    if re.fullmatch("[0-9]{3}X", text):
        return periods.decade(int(text[:3]) * 10)
    if re.fullmatch("[0-9]{4}-2[1-3]", text):
        return periods.season(int(text[:4]), _SEASONS[text[5:]])
    if _TIME.fullmatch(text):
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            raise ValueError(
                gettext("There is no such time: %(text)s. Write 2022-08-04T16:20:00-04:00.") % {"text": text}
            ) from None
        return periods.Period(moment, moment, "time")
    return _parse_end(text)


def _parse_end(text):
    """Return the period of a year, a month or a day: what EDTF allows at the ends of an interval."""
    if not _DATE.fullmatch(text):
        raise ValueError(
            gettext("This is not EDTF, or a form of it that cannot be stored. Write %(examples)s.")
            % {"examples": _EXAMPLES}
        )
    match [int(number) for number in text.split("-")]:
        case [year]:
            return periods.year(year)
        case [year, month]:
            return periods.month(year, month)
        case [year, month, day]:
            return periods.day(year, month, day)
