"""The grammar of dates: parses what an editor types, or refuses it with a reason.

Nothing is guessed: words that can be read in two ways are refused, with an example of how to write each.
"""

import re
from datetime import datetime, time, timedelta, timezone

from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.dates import periods
from articles.dates.styles import MONTHS, SEASONS
from articles.text import visible_words

MAX_LENGTH = 100  # characters; longer text is refused before any expression runs over it

_MONTH_NUMBERS = {
    spelling.lower().rstrip("."): number
    for names in MONTHS.values()
    for number, spellings in enumerate(names, 1)
    for spelling in spellings
}
_QUALIFIERS = {
    "about": "about", "around": "about", "circa": "about", "ca": "about", "c": "about", "approximately": "about",
    "early": "early", "mid": "mid", "late": "late",
    "before": "before", "prior to": "before", "after": "after", "since": "since",
}  # fmt: skip


def any_of(words):
    """Return an expression for any of the words, the longest first, so that a short one never hides a longer one."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_YEAR = r"(?P<year>[0-9]{4})"
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_NAME = rf"(?P<name>{any_of(_MONTH_NUMBERS)})\.?"
_CLOCK = (
    r"(?:(?P<noon>noon)|(?P<hour>[0-9]{1,2})(?=[:.]| ?[ap]\.?m)(?:[:.](?P<minute>[0-9]{2}))?"
    r"(?::(?P<second>[0-9]{2}(?:\.[0-9]+)?))?(?: ?(?P<half>[ap])\.?m\.?)?)"
)
_ZONE = r"(?: ?(?P<zone>z|utc|gmt|(?:(?:utc|gmt) ?)?(?P<sign>[-+–])(?P<hours>[0-9]{1,2})(?::?(?P<minutes>[0-9]{2}))?))?"
_WEEKDAY = "(mon|tues|wednes|thurs|fri|satur|sun)day"

# The forms of one date. Month and year may be missing, because the ends of a range share them: Aug. 4-6, 2022.
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"{_YEAR}(?:(?P<dash>[-–])(?P<month>[0-9]{{2}})(?:(?P=dash)(?P<day>[0-9]{{2}}))?)?",
        rf"{_NAME}(?: {_DAY})?(?:,? {_YEAR})?",
        rf"(?:the )?{_DAY}(?: (?:of )?{_NAME})?(?:,? {_YEAR})?",
        rf"(?:the )?(?P<season>{any_of(SEASONS)})(?:,? (?:of )?{_YEAR})?",
        r"(?:the )?(?P<decade>[0-9]{3}0)['’]?s",
    )
)
_TIMES = (
    re.compile(rf"{_CLOCK}{_ZONE},? (?:on )?(?P<date>.+)"),
    re.compile(rf"(?P<date>.+?)(?:t|,? (?:at )?){_CLOCK}{_ZONE}"),
)
_RANGE = re.compile(
    r"(?:from |between )?(.+?)(?: (?:to|until|till|through) |–)(.+)"
    r"|between (.+?) and (.+)"
    r"|(?:from |between )?([^-]+)-([^-]+)"
)
_QUALIFIED = re.compile(rf"(?:the )?(?P<word>{any_of(_QUALIFIERS)})\.?(?:[-– ](?:in )?|(?=[0-9]))(?P<rest>.+)")
_ERA = re.compile(r"a\.?d\.? ?([0-9]{1,4})(?![0-9])|(?<![0-9])([0-9]{1,4}) ?(?:a\.?d|c\.?e)(?![a-z])\.?")
_HYPHENS = str.maketrans(dict.fromkeys("\u2010\u2011\ufe63\uff0d", "-"))
_DASHES = str.maketrans(dict.fromkeys("\u2012\u2014\u2015\u2212\ufe58", "–"))

_TIME_EXAMPLE = "4:20 p.m. UTC-4 Aug. 4, 2022 or 2022-08-04 16:20 UTC"
_EXAMPLES = "2004, November 2021, Aug. 30, 2015, summer 2020, the 2010s, about 2005, before 2016 or 2016–2018"

# Reasons for what the grammar does not know: the first expression that matches gives the reason.
_REFUSALS = (
    (
        r"(?<![0-9])[0-9]{1,4}([-–/.])[0-9]{1,2}\1[0-9]{1,4}",
        _("Which of the numbers is the month? Write Aug. 4, 2022 or 2022-08-04."),
    ),
    (r"\bwinter\b", _("A winter belongs to two years. Write its months, such as December 2020 to February 2021.")),
    (
        r"\bq[1-4]\b|\bquarter\b",
        _("A quarter differs between calendars. Write its months, such as July-September 2020."),
    ),
    (r"\bcentury\b", _("Write a century as its years, such as 1901–2000.")),
    (
        rf"\b{_WEEKDAY}\b.*[0-9]{{4}}",
        _("Leave the day of the week out, such as Aug. 30, 2015."),
    ),
    (
        rf"\b(last|next|this|yesterday|today|tomorrow|ago|now|recently|{_WEEKDAY})\b",
        _("This depends on the day it is read. Write the date itself, such as Aug. 30, 2015."),
    ),
    (r"[0-9] ?b\.?c\b", _("Years before A.D. 1 cannot be stored. Write a year from A.D. 1 to 9999.")),
    (r"\bmidnight\b", _("Midnight of which day? Write the time, such as 2022-08-04 00:00 UTC.")),
    (
        r"\b([ecmp][sd]t|bst|ist|jst|msk|wes?t|cest?|cet|eest|eet|a[ecw][sd]t|nz[sd]t)\b",
        format_lazy(
            _("These letters stand for several time zones. Write the offset, such as {example}."),
            example=_TIME_EXAMPLE,
        ),
    ),
    (
        r"[0-9]:[0-9]|[0-9] ?[ap]\.?m\b|\bnoon\b",
        format_lazy(_("This time cannot be read. Write {example}."), example=_TIME_EXAMPLE),
    ),
    (
        rf"\b({any_of(_QUALIFIERS)})(\b|(?=[0-9])).*( to | and |[0-9a-z]–|[0-9]-)",
        _("The ends of a range are plain dates. Write 2016–2018, or one date such as about 2016."),
    ),
    (
        rf"\b({any_of(_QUALIFIERS)})[-. ].*\b({any_of(_QUALIFIERS)})[-. ]",
        _("Use only one of these words with a date, such as since 2020 or early 2020."),
    ),
    (r"\bor\b|\band\b|\?", _("Choose one date, a range such as 2016–2018, or about 2016.")),
    (
        r"^(until|till|by|to|up to)\b",
        _("Does the last day count? Write before 2017, or a range such as 2014–2016."),
    ),
    (r"[0-9]{5}", _("Years run from A.D. 1 to 9999. Write a year with four digits, such as 2004.")),
    (
        r"(?<![0-9])[0-9]{1,3}(s?$|(s|'s|’s)\b)|['’][0-9]{2}",
        _("Write the year with four digits, such as 2004, or with its era if it is early, such as A.D. 325."),
    ),
    (r"/", _("Write a range with to or a dash, such as 2016–2018, and a day as Aug. 4, 2022 or 2022-08-04.")),
)


def normalise(text):
    """Return the text with single spaces and none at the ends. Raise `ValueError` if it is empty or too long."""
    if len(text) > MAX_LENGTH:
        raise ValueError(
            gettext("A date has at most %(length)s characters. Write one such as %(examples)s.")
            % {"length": MAX_LENGTH, "examples": _EXAMPLES}
        )
    words = visible_words(text)
    if not words:
        raise ValueError(gettext("There is no date here. Write one such as %(examples)s.") % {"examples": _EXAMPLES})
    return words


def parse_words(words):
    """Return the `Period` of a date in normalised English words. Raise `ValueError` with the reason and an example."""
    phrase = words.lower().translate(_HYPHENS).translate(_DASHES)
    phrase = re.sub(" ?– ?| - ", "–", phrase)
    phrase = _ERA.sub(lambda era: (era[1] or era[2]).zfill(4), phrase)
    phrase = re.sub("^(?:in|on|at|during) ", "", phrase)
    period = _parse_single(phrase) or _parse_qualified(phrase) or _parse_range(phrase)
    if period:
        return period
    for pattern, reason in _REFUSALS:
        if re.search(pattern, phrase):
            raise ValueError(reason)
    raise ValueError(gettext("This cannot be read. Write a date such as %(examples)s.") % {"examples": _EXAMPLES})


def _components(phrase):
    """Return the components of one date by name (`year`, `month`, `day`, `season`, `decade`), or None."""
    for form in _FORMS:
        if match := form.fullmatch(phrase):
            components = {component: value for component, value in match.groupdict().items() if value}
            if "name" in components:
                components["month"] = _MONTH_NUMBERS[components.pop("name")]
            return components
    return None


def _parse_single(phrase):
    """Return the period of one date without a qualifier, or None if the phrase has another form."""
    components = _components(phrase)
    return _period_of(components) if components else _parse_time(phrase)


def _period_of(components):
    """Return the period of these components, from its first to its last day."""
    if "day" in components and "month" not in components:
        raise ValueError(gettext("A day needs its month and its year, such as Aug. 4, 2022; a year has four digits."))
    if "decade" in components:
        return periods.decade(int(components["decade"]))
    if "year" not in components:
        raise ValueError(gettext("The year is missing. Write Aug. 4, 2022, November 2021 or summer 2020."))
    year = int(components["year"])
    if "season" in components:
        return periods.season(year, components["season"])
    if "month" not in components:
        return periods.year(year)
    month = int(components["month"])
    if "day" in components:
        return periods.day(year, month, int(components["day"]))
    if components.get("dash") == "–" and year % 100 < month:
        raise ValueError(
            gettext("A month or a range of years? Write 2001-12 for December 2001, or 2001–2012 for the years.")
        )
    return periods.month(year, month)


def _parse_time(phrase):
    """Return the period of a day with a time and its zone, or None if the phrase has another form."""
    for form in _TIMES:
        match = form.fullmatch(phrase)
        components = match and _components(match["date"])
        if components:
            day = _period_of(components)
            if day.precision != "day":
                raise ValueError(gettext("A time needs its day. Write %(example)s.") % {"example": _TIME_EXAMPLE})
            moment = datetime.combine(day.start, _parse_time_of_day(match)).replace(tzinfo=_parse_zone(match))
            return periods.Period(moment, moment, "time")
    return None


def _parse_time_of_day(match):
    if match["noon"]:
        return time(hour=12)
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if match["second"] and float(match["second"]):
        raise ValueError(
            gettext("A time is stored to the minute. Leave the seconds out, such as 2022-08-04 16:20 UTC.")
        )
    if minute > 59 or not (1 <= hour <= 12 if match["half"] else hour <= 23):
        raise ValueError(gettext("There is no such time of day. Write %(example)s.") % {"example": _TIME_EXAMPLE})
    if match["half"]:
        hour = hour % 12 + (12 if match["half"] == "p" else 0)
    return time(hour=hour, minute=minute)


def _parse_zone(match):
    if not match["zone"]:
        raise ValueError(gettext("A time needs its zone. Write %(example)s.") % {"example": _TIME_EXAMPLE})
    hours, minutes = int(match["hours"] or 0), int(match["minutes"] or 0)
    if hours > 14 or minutes > 59:
        raise ValueError(gettext("No zone is that far from UTC. Write an offset such as UTC-4 or UTC+5:30."))
    offset = timedelta(hours=hours, minutes=minutes)
    return timezone(offset if match["sign"] == "+" else -offset)


def _parse_qualified(phrase):
    """Return the period of one date after a qualifier, or None if the phrase has another form."""
    match = _QUALIFIED.fullmatch(phrase)
    period = match and _parse_single(match["rest"])
    if not period:
        return None
    return periods.with_qualifier(period, _QUALIFIERS[match["word"]])


def _parse_range(phrase):
    """Return the period between two years, months or days, or None if the phrase has another form."""
    match = _RANGE.fullmatch(phrase)
    ends = match and [_components(end) for end in match.groups() if end]
    if not ends or None in ends:
        return None
    first, last = ends
    # Each end may leave out what the other has: Aug. 4-6, 2022; 4-6 August 2022; June-August 2020.
    if "day" in last and "month" not in last and "year" not in first:
        last["month"] = first.get("month")
    if "day" in first and "month" not in first:
        first["month"] = last.get("month")
    if "year" not in first:
        first["year"] = last.get("year")
    periods_of_ends = [_period_of({name: value for name, value in end.items() if value}) for end in ends]
    return periods.range_between(*periods_of_ends)
