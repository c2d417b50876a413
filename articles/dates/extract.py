"""Finds dates and topics in copy: suggestions for an editor, never facts by themselves.

Regular expressions find what looks like a date. `PartialDate.parse` decides, so that every date is one that an editor
could have typed. A date without a year is only proposed, with the year that the caller passes.
"""

import re
from dataclasses import dataclass

from articles.dates.grammar import any_of
from articles.dates.partial import PartialDate
from articles.dates.styles import MONTHS, SEASONS

MAX_TEXT_LENGTH = 200_000
MAX_FOUND_DATES = 500


@dataclass(frozen=True)
class DateInText:
    """A date in copy, with its words and its sentence; `proposed` if the caller supplied the year."""

    sentence: str
    words: str
    date: PartialDate
    proposed: bool


_MONTH = rf"(?:{any_of({spelling for month in MONTHS['en'] for spelling in month})})(?![a-z])"
_YEAR = r"(?:1[0-9]{3}|20[0-9]{2})(?![0-9]|[,.][0-9]{3}|%)"
_DAY = r"[0-3]?[0-9](?:st|nd|rd|th)?(?![0-9:%])"
_TO = r" ?[-–] ?| to | until | through "
_QUALIFIER = r"(?:(?:about|around|circa|c\.|early|mid|late|before|after|since|prior to)[ -](?:in )?)?"
# The longest first, because words that one expression has matched are not matched by the next.
_PATTERNS = [
    rf"(?:from |between )?{_MONTH} {_DAY},? {_YEAR}(?:{_TO}| and ){_MONTH} {_DAY},? {_YEAR}",
    rf"{_MONTH} {_DAY}(?:{_TO})(?:{_MONTH} )?{_DAY},? {_YEAR}",
    rf"{_DAY}(?:{_TO}){_DAY} {_MONTH},? {_YEAR}",
    rf"{_QUALIFIER}{_MONTH} {_DAY},? {_YEAR}",
    rf"{_QUALIFIER}(?:the )?{_DAY} (?:of )?{_MONTH},? {_YEAR}",
    rf"{_QUALIFIER}[12][0-9]{{3}}-[01][0-9]-[0-3][0-9]",
    rf"(?:from |between )?{_MONTH}(?: {_YEAR})?(?:{_TO}| and ){_MONTH},? {_YEAR}",
    rf"{_QUALIFIER}{_MONTH},? (?:of )?{_YEAR}",
    rf"{_QUALIFIER}(?:the )?(?:{any_of(SEASONS)}) (?:of )?{_YEAR}",
    rf"{_QUALIFIER}the [12][0-9]{{2}}0s",
    rf"(?:from |between )?{_YEAR}(?:{_TO}| and ){_YEAR}",
    rf"{_QUALIFIER}(?<![$£€#.,/])(?<!No\. ){_YEAR}(?!-)",
]
_YEARLESS_PATTERNS = [rf"{_MONTH} {_DAY}(?:[-–]{_DAY})?", rf"(?:the )?{_DAY} (?:of )?{_MONTH}"]


def _compile(patterns):
    """Compile expressions that find whole words, in any case."""
    return [re.compile(rf"(?<![\w$£€-]){pattern}(?!\w)(?!-\w)", re.IGNORECASE) for pattern in patterns]


_WITH_YEAR, _WITHOUT_YEAR = _compile(_PATTERNS), _compile(_YEARLESS_PATTERNS)
# Without a capital these are other words, such as “may” and “march”.
_SMALL_MONTH = re.compile(r"\b(?:may|march|august|sept?|dec|mar|jan)\b")
_SENTENCE_END = re.compile(r"(?<=[.!?…])([”’\"')\]]*)\s+(?=[“‘\"'(\[]*[A-Z0-9])|\n+")
# A full stop after these does not end a sentence.
_ABBREVIATION = re.compile(
    rf"(?:\b(?:{any_of({m[1].rstrip('.') for m in MONTHS['en']})}|Mr|Mrs|Ms|Dr|St|No|U\.S|c|ca|vs|p)|\b[A-Z])\.$"
)


def sentences(text):
    """Yield the sentences of a text, each with single spaces; a line end always ends a sentence."""
    begin = 0
    for end in _SENTENCE_END.finditer(text):
        piece = text[begin : end.end(1) if end[1] else end.start()]
        if "\n" not in end[0] and _ABBREVIATION.search(piece):
            continue
        yield from filter(None, [" ".join(piece.split())])
        begin = end.end()
    yield from filter(None, [" ".join(text[begin:].split())])


def find_dates(text, year=None):
    """Return the dates in a plain text as `DateInText`, in their order, at most `MAX_FOUND_DATES`.

    Dates without a year are proposed with `year`, or left out without one. Raises nothing, whatever the text.
    """
    dates = []
    for sentence in sentences(text[:MAX_TEXT_LENGTH]):
        dates += dates_in_sentence(sentence, year)
        if len(dates) >= MAX_FOUND_DATES:
            break
    return dates[:MAX_FOUND_DATES]


def dates_in_sentence(sentence, year):
    """Return the dates in one sentence, in their order."""
    matched, dates = [], []
    patterns = [(pattern, False) for pattern in _WITH_YEAR] + [(pattern, True) for pattern in _WITHOUT_YEAR if year]
    for pattern, proposed in patterns:
        for match in pattern.finditer(sentence):
            overlaps = any(match.start() < end and start < match.end() for start, end in matched)
            if overlaps or _SMALL_MONTH.search(match[0]):
                continue
            matched.append(match.span())
            if date := parse_or_none(match[0], year if proposed else None):
                dates.append((match.start(), DateInText(sentence, match[0], date, proposed)))
    return [date for _, date in sorted(dates, key=lambda pair: pair[0])]


def parse_or_none(words, year=None):
    """Return the date of the words, completed with `year` if given; None if they are no date."""
    try:
        return PartialDate.parse(f"{words} {year:04}" if year else words)
    except ValueError:
        return None


def find_topics(text, topics):
    """Return the topics that a text names, in the order of their first mention.

    A topic is named by its full name, a person also by a last name that no other of the topics has.
    """
    last_names = [topic.name.split()[-1] for topic in topics if topic.name.split()]
    named = []
    for topic in topics:
        words = topic.name.split()
        names = [topic.name] if words else []
        if len(words) > 1 and topic.kind == "person" and last_names.count(words[-1]) == 1:
            names.append(words[-1])
        matches = (re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) for name in names)
        places = [match.start() for match in matches if match]
        if places:
            named.append((min(places), topic))
    return [topic for _, topic in sorted(named, key=lambda pair: pair[0])]
