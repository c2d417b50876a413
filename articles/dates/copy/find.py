"""Finds dates and topics in copy: suggestions for an editor, never facts by themselves.

Expressions find what looks like a date. `PartialDate.parse` decides, so that every date is one that an editor could
have typed. A date without a year is only proposed, with a year of the copy before it or of the story.
"""

import re
from dataclasses import dataclass

from articles.dates.copy.forms import FORMS, HINT
from articles.dates.copy.numbers import is_counted, years_only
from articles.dates.copy.years import Years, fits_weekday
from articles.dates.grammar import any_of
from articles.dates.partial import PartialDate
from articles.dates.styles import MONTHS

MAX_TEXT_LENGTH = 200_000
MAX_FOUND_DATES = 500
LONGEST_ABBREVIATION = 12  # characters, with what stands before it
MAX_SENTENCE_LENGTH = 1000  # characters


@dataclass(frozen=True)
class DateInText:
    """A date in copy, with its words and its sentence.

    `year_from` says where its year comes from if the words leave it out: "copy" (the words before it), "article" (the
    day of the story) or "century" (the words have its last two digits); it is empty if they do not.
    """

    sentence: str
    words: str
    date: PartialDate
    year_from: str = ""

    @property
    def proposed(self):
        """Whether the year is not in the words, and so only a proposal."""
        return bool(self.year_from)


# Without a capital these are other words, such as “may” and “march”.
_SMALL_MONTH = re.compile(r"\b(?:may|march|august|sept?|dec|mar|jan)\b")
# “Highs in the 80s” are no years.
_TEMPERATURE = re.compile(r"\b(?:temperatures?|highs?|lows?|mercury|aged?|winds?)\b[^;:]{0,40}$", re.IGNORECASE)
_TENS = re.compile(r"(?:[a-z]ties|(?<![0-9])[0-9]0s)$", re.IGNORECASE)
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_SENTENCE_END = re.compile(r"(?<=[.!?…])([”’\"')\]]*)\s+(?=[“‘\"'(\[]*[A-Z0-9])|\n+")
_SHORT_MONTHS = any_of({m[1].rstrip(".") for m in MONTHS["en"] if m[1].endswith(".")})  # not “in May.”
# A full stop after these does not end a sentence.
_ABBREVIATION = re.compile(
    rf"(?:\b(?:{_SHORT_MONTHS}|Mr|Mrs|Ms|Dr|Prof|Rev|Jr|Sr|Gen|Col|Lt|Sgt|Sen|Rep"
    r"|Gov|St|Mt|Nos?|U\.S|ca?|vs|[bd]|pp?|[Vv]ol|[Tt]el|ext|[Ff]ig|[Cc]h|[Ss]ec|approx)|\b[A-Z])\.$"
)


def sentences(text):
    """Yield the sentences of a text, each with single spaces; a line end always ends a sentence.

    A sentence that is too long to be one is cut, so that looking for the words around a date stays quick.
    """
    for sentence in _whole_sentences(text):
        while len(sentence) > MAX_SENTENCE_LENGTH:
            space = sentence.rfind(" ", 0, MAX_SENTENCE_LENGTH) + 1
            yield sentence[: space or MAX_SENTENCE_LENGTH].rstrip()
            sentence = sentence[space or MAX_SENTENCE_LENGTH :]
        yield sentence


def _whole_sentences(text):
    begin = 0
    for end in _SENTENCE_END.finditer(text):
        piece = text[begin : end.end(1) if end[1] else end.start()]
        # Only its end is searched: an expression that ends with `$` is tried at every place before it.
        if "\n" not in end[0] and _ABBREVIATION.search(piece[-LONGEST_ABBREVIATION:]):
            continue
        yield from filter(None, [" ".join(piece.split())])
        begin = end.end()
    yield from filter(None, [" ".join(text[begin:].split())])


def find_dates(text, year=None, published=None):
    """Return the dates in a plain text as `DateInText`, in their order, at most `MAX_FOUND_DATES`.

    Dates without a year are proposed with the year that the copy tells of, such as in “In 2015, ... on August 30”;
    otherwise with the one that makes them nearest to the day on which the story was `published`, or with its `year` if
    only that is known. Without any of these they are left out. Raises nothing, whatever the text.
    """
    years, dates = Years(published, year), []
    for paragraph in _INVISIBLE.sub("", text[:MAX_TEXT_LENGTH]).split("\n"):
        for sentence in sentences(paragraph):
            dates += dates_in_sentence(sentence, years)
            if len(dates) >= MAX_FOUND_DATES:
                return dates[:MAX_FOUND_DATES]
        years.end_paragraph()
    return dates


def dates_in_sentence(sentence, years):
    """Return the dates in one sentence, in their order; `years` are the years mentioned so far."""
    years.begin_sentence(sentence)
    if not HINT.search(sentence):
        return []
    dates = []
    for form, match in sorted(_matches(sentence), key=lambda pair: pair[1].start()):
        origin = form.year_of(match)
        if origin == "words":
            found = [DateInText(sentence, *pair) for pair in _readings(match, form, "")]
            if found:
                years.mention(found[-1].date, sentence[: match.start()], sentence[match.end() :])
        elif origin == "century":
            found = _with_year(sentence, form, match, years.reference, "century") if years.reference else []
        else:
            found = _without_year(sentence, form, match, years, only_copy=origin == "context")
        dates += found
    return dates


def _matches(sentence):
    """Return (form, match) of everything that looks like a date; none overlaps another."""
    matches, rest = [], years_only(sentence)
    for form in FORMS:
        for match in form.expression.finditer(rest):
            if _is_another_word(sentence, form, match):
                continue
            matches.append((form, match))
            start, end = match.span()
            rest = rest[:start] + "\0" * (end - start) + rest[end:]  # so that no other form matches here
    return matches


def _is_another_word(sentence, form, match):
    """Whether it is “march 3 miles” or “May 12 people” rather than a date."""
    if _TEMPERATURE.search(sentence[: match.start()]) and _TENS.search(match[0]):
        return True
    is_number = form.year_of(match) == "article" and is_counted(sentence, match.end())
    return is_number or bool(_SMALL_MONTH.search(match[0]))


def _readings(match, form, year):
    """Return (words, date) of each date in a match."""
    words, qualifier = match[0], match.groupdict().get("qualifier")
    dates = [_first_date(phrases) for phrases in form.readings(match, year)]
    if dates == [None] and qualifier:  # “early on May 3, 2020” has no early May 3
        words = words.removeprefix(qualifier)
        dates = [_first_date([words])]
    return [(words, date) for date in dates if date]


def _first_date(phrases):
    """Return the date of the first phrase that is one, or None."""
    return next(filter(None, map(parse_or_none, phrases)), None)


def _with_year(sentence, form, match, year, origin):
    return [DateInText(sentence, words, date, origin) for words, date in _readings(match, form, f"{year:04}")]


def _without_year(sentence, form, match, years, only_copy):
    """Return the dates in a match that leaves the year out, in the likeliest year of which it is a date."""
    start, end = match.span()
    # Any leap year shows the month and the day.
    example = _readings(match, form, "2000")
    if not example:
        return []
    first = example[0][1].start
    if only_copy:
        year, origin = years.of_month(first.month, sentence, start)
        return _followed(years, _with_year(sentence, form, match, year, origin)) if year else []
    dates = []
    for year, origin in years.candidates(first.month, first.day, sentence, start, end):
        found = _with_year(sentence, form, match, year, origin)
        if found and fits_weekday(found[0].date.start, sentence[:start]):
            return _followed(years, found)
        dates = dates or found
    return _followed(years, dates)


def _followed(years, dates):
    """Return dates whose year was left out; if it is that of the copy, let the story go on from the last of them."""
    if dates and dates[-1].year_from == "copy":
        years.follow(dates[-1].date)
    return dates


def parse_or_none(words):
    """Return the date of the words, None if they are no date."""
    try:
        return PartialDate.parse(words)
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
