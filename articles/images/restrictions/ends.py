"""Finds when a restriction ends the use of a picture: "ONLY FOR 14 DAYS", "No use after 31 December 2026"."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from articles.images.restrictions.matching import LONGEST, SPACE, Folded, words
from articles.images.restrictions.vocabulary import LANGUAGES, MONTHS, NUMBERS, UNITS
from articles.text import lazy_pattern

MOST_DAYS = 36_500


@dataclass(frozen=True)
class End:
    """An end in a text: after a number of `days`, or on a `day`, the last of use; `words` are those that say so."""

    words: str
    days: int | None = None
    day: date | None = None


_ONLY = "|".join(language.only for language in LANGUAGES.values())
# "Only two weeks later" is a time of day or year, and no end.
_NO_LATER = (
    r"(?![\s_-]+(?:later|after|before|earlier|ago|old|into|left|away|until|since|from|spater|danach|vor|nach|alt"
    r"|plus tard|apres|avant|despues|antes|mas tarde|dopo|prima|fa|senare|efter|fore|sedan)\b)"
)
_COUNT = rf"(?P<count>\d{{1,4}}|{'|'.join(NUMBERS)})[\s_-]*(?P<unit>{'|'.join(UNITS)})(?!\w){_NO_LATER}"
_USE = r"(?:use|used|usage|publish\w*|licen[cs]e\w*|licen[cs]ing|available|valid|archiv\w*|download\w*)"
_NO = r"(?:no|not|never|expires?|expiring|delete[d]?|remove[d]?|nicht|kein\w*|loschen|ne pas|pas|no|non|ej|inte)"
_AFTER = r"(?:after|nach(?: dem)?|apres(?: le)?|despues de(?:l)?|dopo(?: il)?|efter(?: den)?|beyond|past)"
_UNTIL = (
    r"(?:until|till|to|through|bis(?:[\s_-]+zum)?|jusqu[\s_-]+(?:au|a)|hasta(?:[\s_-]+el)?|fino(?:[\s_-]+al)?"
    r"|till[\s_-]+och[\s_-]+med)"
)
_MONTH = "|".join(f"(?P<m{number}>{names})" for number, names in enumerate(MONTHS, start=1))
_DATES = (
    r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?!\d)",
    r"(?P<day>\d{1,2})\.[\s]?(?P<month>\d{1,2})\.[\s]?(?P<year>\d{4})",
    r"(?P<day>1[3-9]|2\d|3[01])/(?P<month>\d{1,2})/(?P<year>\d{4})",  # only where there is no other reading
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|\.)?\s+(?:de\s+)?(?:{_MONTH})[a-z]*\.?,?\s+(?:de\s+)?(?P<year>\d{{4}})",
    rf"(?:{_MONTH})[a-z]*\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})",
)
_PERIODS = [
    lazy_pattern(rf"(?<!\w){pattern}")
    for pattern in (
        rf"{words(_ONLY)}{SPACE}(?:\w+{SPACE}){{0,3}}{_COUNT}",
        rf"(?:\w+{SPACE})?{_COUNT}{SPACE}(?:\w+{SPACE}){{0,2}}{words(_ONLY)}",
        rf"{_USE}{SPACE}(?:is{SPACE}|be{SPACE}|for{SPACE}|within{SPACE}|up{SPACE}|to{SPACE}|limited{SPACE}){{0,3}}{_COUNT}",
        rf"{_COUNT}{SPACE}{_USE}",
        rf"{_NO}{SPACE}(?:\w+{SPACE}){{0,6}}{_AFTER}{SPACE}{_COUNT}",
        rf"{_NO}{SPACE}{_AFTER}{SPACE}{_COUNT}",
        rf"(?:max|maximum|maximal|hochstens|maximo|massimo|hogst)\.?{SPACE}(?:of{SPACE})?{_COUNT}",
    )
]
_LAST_DAYS = [
    lazy_pattern(rf"(?<!\w){before}[\s:]+(?:the\s+|el\s+|le\s+|il\s+|den\s+|on\s+)?{day}")
    for day in _DATES
    for before in (
        rf"{_NO}{SPACE}(?:\w+{SPACE}){{0,6}}{_AFTER}",
        rf"(?:valid|usable|use|used|licen[cs]\w*|rights?|available|allowed|cleared|{words(_ONLY)}|verwendbar|nutzbar"
        rf"|gultig|freigegeben|valable|utilisable|valido|valida|utilizable|utilizzabile|galler)"
        rf"{SPACE}(?:\w+{SPACE}){{0,4}}{_UNTIL}",
        r"(?:expires?|expiry(?: date)?|expiration(?: date)?|use by|lauft ab am|expire le|caduca el|scade il)",
    )
]
# "Do not use until": then the date is when use begins.
_BEGINS = lazy_pattern(r"(?<!\w)(?:embargo\w*|hold|no|not|never|don t|sperrfrist|nicht|ne|pas|non|retener|ej|inte)\W")


def find_ends(text: str) -> list[End]:
    """Return the ends in a text, each once, in their order."""
    text = unicodedata.normalize("NFC", text[:LONGEST])
    folded = Folded.of(text)
    ends = {}
    for pattern in _PERIODS:
        for match in pattern.finditer(folded.text):
            count = match["count"]
            days = (int(count) if count.isdigit() else NUMBERS[count]) * UNITS[match["unit"]]
            if 0 < days <= MOST_DAYS:
                begin, end = folded.span(match)
                ends.setdefault(days, (begin, End(text[begin:end], days=days)))
    for pattern in _LAST_DAYS:
        for match in pattern.finditer(folded.text):
            day = _day(match)
            sentence = re.split(r"[.;\n]", folded.text[: match.start() + 1])[-1] + match[0]
            if day and (re.search(_AFTER, match[0]) or not _BEGINS.search(sentence)):
                begin, end = folded.span(match)
                ends.setdefault(day, (begin, End(text[begin:end], day=day)))
    return [end for _begin, end in sorted(ends.values(), key=lambda pair: pair[0])]


def _day(match: re.Match) -> date | None:
    """Return the day of a match of `_DATES`, or None if there is no such day."""
    groups = match.groupdict()
    month = groups.get("month") or next(number for number in range(1, 13) if groups.get(f"m{number}"))
    try:
        return date(int(groups["year"]), int(month), int(groups["day"]))
    except ValueError:
        return None
