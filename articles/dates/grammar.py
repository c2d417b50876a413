"""The grammar of dates: what an editor types, or an EDTF string, becomes an exact meaning or a reason why not.

Nothing is guessed. Words that can be read in two ways are refused with an example of how to write what was meant.
"""

import re
from datetime import datetime, time, timedelta, timezone

from articles.dates import periods
from articles.dates.styles import MONTHS, SEASONS

MAX_LENGTH = 100  # characters; longer text is no date, and is refused before any of it is read

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


def _any_of(words):
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_YEAR = r"(?P<year>[0-9]{4})"
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_NAME = rf"(?P<name>{_any_of(_MONTH_NUMBERS)})\.?"
_CLOCK = (
    r"(?:(?P<noon>noon)|(?P<hour>[0-9]{1,2})(?=[:.]| ?[ap]\.?m)(?:[:.](?P<minute>[0-9]{2}))?"
    r"(?::(?P<second>[0-9]{2}(?:\.[0-9]+)?))?(?: ?(?P<half>[ap])\.?m\.?)?)"
)
_ZONE = r"(?: ?(?P<zone>z|utc|gmt|(?:(?:utc|gmt) ?)?(?P<sign>[-+–])(?P<hours>[0-9]{1,2})(?::?(?P<minutes>[0-9]{2}))?))?"
_WEEKDAY = "(mon|tues|wednes|thurs|fri|satur|sun)day"

# What one date may look like. Parts may be missing, because the ends of a range share them: Aug. 4-6, 2022.
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"{_YEAR}(?:(?P<dash>[-–])(?P<month>[0-9]{{2}})(?:(?P=dash)(?P<day>[0-9]{{2}}))?)?",
        rf"{_NAME}(?: {_DAY})?(?:,? {_YEAR})?",
        rf"(?:the )?{_DAY}(?: (?:of )?{_NAME})?(?:,? {_YEAR})?",
        rf"(?:the )?(?P<season>{_any_of(SEASONS)})(?:,? (?:of )?{_YEAR})?",
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
_QUALIFIED = re.compile(rf"(?:the )?(?P<word>{_any_of(_QUALIFIERS)})\.?(?:[-– ](?:in )?|(?=[0-9]))(?P<rest>.+)")
_ERA = re.compile(r"a\.?d\.? ?([0-9]{1,4})(?![0-9])|(?<![0-9])([0-9]{1,4}) ?(?:a\.?d|c\.?e)(?![a-z])\.?")
_HYPHENS = str.maketrans(dict.fromkeys("\u2010\u2011\ufe63\uff0d", "-"))
_DASHES = str.maketrans(dict.fromkeys("\u2012\u2014\u2015\u2212\ufe58", "–"))

_TIME_EXAMPLE = "4:20 p.m. UTC-4 Aug. 4, 2022 or 2022-08-04 16:20 UTC"
_EXAMPLES = "2004, November 2021, Aug. 30, 2015, summer 2020, the 2010s, about 2005, before 2016 or 2016–2018"

# Why something outside the grammar is refused: the first that is found in the words gives the reason.
_REFUSALS = tuple(
    (re.compile(found), reason)
    for found, reason in (
        (
            r"(?<![0-9])[0-9]{1,4}([-–/.])[0-9]{1,2}\1[0-9]{1,4}",
            "Which of the numbers is the month? Write Aug. 4, 2022 or 2022-08-04.",
        ),
        (r"\bwinter\b", "A winter belongs to two years. Write its months, such as December 2020 to February 2021."),
        (
            r"\bq[1-4]\b|\bquarter\b",
            "A quarter differs between calendars. Write its months, such as July-September 2020.",
        ),
        (r"\bcentury\b", "Write a century as its years, such as 1901–2000."),
        (
            rf"\b{_WEEKDAY}\b.*[0-9]{{4}}",
            "Leave the day of the week out, such as Aug. 30, 2015.",
        ),
        (
            rf"\b(last|next|this|yesterday|today|tomorrow|ago|now|recently|{_WEEKDAY})\b",
            "This moves with the calendar. Write the date itself, such as Aug. 30, 2015.",
        ),
        (r"[0-9] ?b\.?c\b", "Years before A.D. 1 cannot be kept. Write a year from A.D. 1 to 9999."),
        (r"\bmidnight\b", "Midnight of which day? Write the time, such as 2022-08-04 00:00 UTC."),
        (
            r"\b([ecmp][sd]t|bst|ist|jst|msk|wes?t|cest?|cet|eest|eet|a[ecw][sd]t|nz[sd]t)\b",
            f"These letters stand for several time zones. Write the offset, such as {_TIME_EXAMPLE}.",
        ),
        (r"[0-9]:[0-9]|[0-9] ?[ap]\.?m\b|\bnoon\b", f"This time is not understood. Write {_TIME_EXAMPLE}."),
        (
            rf"\b({_any_of(_QUALIFIERS)})(\b|(?=[0-9])).*( to | and |[0-9a-z]–|[0-9]-)",
            "The ends of a range are plain dates. Write 2016–2018, or one date such as about 2016.",
        ),
        (
            rf"\b({_any_of(_QUALIFIERS)})[-. ].*\b({_any_of(_QUALIFIERS)})[-. ]",
            "Use only one of these words with a date, such as since 2020 or early 2020.",
        ),
        (r"\bor\b|\band\b|\?", "Choose one date, a range such as 2016–2018, or about 2016."),
        (r"^(until|till|by|to|up to)\b", "Does the last day count? Write before 2017, or a range such as 2014–2016."),
        (r"[0-9]{5}", "Years run from A.D. 1 to 9999. Write a year with four digits, such as 2004."),
        (
            r"(?<![0-9])[0-9]{1,3}(s?$|(s|'s|’s)\b)|['’][0-9]{2}",
            "Write the year with four digits, such as 2004, or with its era if it is early, such as A.D. 325.",
        ),
        (r"/", "Write a range with to or a dash, such as 2016–2018, and a day as Aug. 4, 2022 or 2022-08-04."),
    )
)


def normalise(text):
    """The words as they are kept: single spaces, none at the ends. Raises ValueError if they are too many or none."""
    if len(text) > MAX_LENGTH:
        raise ValueError(f"A date has at most {MAX_LENGTH} characters. Write one such as {_EXAMPLES}.")
    words = " ".join(text.split())
    if not words:
        raise ValueError(f"There is no date here. Write one such as {_EXAMPLES}.")
    return words


def parse_words(words):
    """The `Meaning` of a date in tidy English words. Raises ValueError with the reason and an example."""
    phrase = words.lower().translate(_HYPHENS).translate(_DASHES)
    phrase = re.sub(" ?– ?| - ", "–", phrase)
    phrase = _ERA.sub(lambda era: (era[1] or era[2]).zfill(4), phrase)
    phrase = re.sub("^(?:in|on|at|during) ", "", phrase)
    meaning = _parse_single(phrase) or _parse_qualified(phrase) or _parse_range(phrase)
    if meaning:
        return meaning
    for found, reason in _REFUSALS:
        if found.search(phrase):
            raise ValueError(reason)
    raise ValueError(f"This is not understood. Write a date such as {_EXAMPLES}.")


def _components(phrase):
    """What is said of one date, by part (`year`, `month` or `name`, `day`, `season`, `decade`), or None."""
    for form in _FORMS:
        if match := form.fullmatch(phrase):
            components = {component: value for component, value in match.groupdict().items() if value}
            if "name" in components:
                components["month"] = _MONTH_NUMBERS[components.pop("name")]
            return components
    return None


def _parse_single(phrase):
    """One date without qualifier, or None if the phrase has another shape."""
    components = _components(phrase)
    return _period_of(components) if components else _parse_time(phrase)


def _period_of(components):
    """The period that the parts name, from its first to its last day."""
    if "day" in components and "month" not in components:
        raise ValueError("A day needs its month and its year, such as Aug. 4, 2022; a year has four digits.")
    if "decade" in components:
        return periods.decade(int(components["decade"]))
    if "year" not in components:
        raise ValueError("The year is missing. Write Aug. 4, 2022, November 2021 or summer 2020.")
    year = int(components["year"])
    if "season" in components:
        return periods.season(year, components["season"])
    if "month" not in components:
        return periods.year(year)
    month = int(components["month"])
    if "day" in components:
        return periods.day(year, month, int(components["day"]))
    if components.get("dash") == "–" and year % 100 < month:
        raise ValueError("A month or a range of years? Write 2001-12 for December 2001, or 2001–2012 for the years.")
    return periods.month(year, month)


def _parse_time(phrase):
    """A day with a time of day and its zone, or None if the phrase has another shape."""
    for form in _TIMES:
        match = form.fullmatch(phrase)
        components = match and _components(match["date"])
        if components:
            day = _period_of(components)
            if day.precision != "day":
                raise ValueError(f"A time needs its day. Write {_TIME_EXAMPLE}.")
            moment = datetime.combine(day.start, _parse_time_of_day(match)).replace(tzinfo=_parse_zone(match))
            return periods.Period(moment, moment, "time")
    return None


def _parse_time_of_day(match):
    if match["noon"]:
        return time(hour=12)
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if match["second"] and float(match["second"]):
        raise ValueError("A time is kept to the minute. Leave the seconds out, such as 2022-08-04 16:20 UTC.")
    if minute > 59 or not (1 <= hour <= 12 if match["half"] else hour <= 23):
        raise ValueError(f"There is no such time of day. Write {_TIME_EXAMPLE}.")
    if match["half"]:
        hour = hour % 12 + (12 if match["half"] == "p" else 0)
    return time(hour=hour, minute=minute)


def _parse_zone(match):
    if not match["zone"]:
        raise ValueError(f"A time needs its zone. Write {_TIME_EXAMPLE}.")
    hours, minutes = int(match["hours"] or 0), int(match["minutes"] or 0)
    if hours > 14 or minutes > 59:
        raise ValueError("No zone is that far from UTC. Write an offset such as UTC-4 or UTC+5:30.")
    offset = timedelta(hours=hours, minutes=minutes)
    return timezone(offset if match["sign"] == "+" else -offset)


def _parse_qualified(phrase):
    """About, early, mid, late, before, after or since one date, or None if the phrase has another shape."""
    match = _QUALIFIED.fullmatch(phrase)
    named = match and _parse_single(match["rest"])
    if not named:
        return None
    return periods.with_qualifier(named, _QUALIFIERS[match["word"]])


def _parse_range(phrase):
    """Two years, months or days and all between, or None if the phrase has another shape."""
    match = _RANGE.fullmatch(phrase)
    ends = match and [_components(end) for end in match.groups() if end]
    if not ends or None in ends:
        return None
    first, last = ends
    if "day" in last and "month" not in last and "year" not in first:
        last["month"] = first.get("month")
    if "day" in first and "month" not in first:
        first["month"] = last.get("month")
    if "year" not in first:
        first["year"] = last.get("year")
    return periods.range_between(
        *(_period_of({component: value for component, value in end.items() if value}) for end in ends)
    )
