"""The years of dates that copy leaves out: that of the words before, or the one nearest to the day of the story."""

import re
from dataclasses import dataclass, field
from datetime import date

from articles.text import lazy_pattern

HALF_A_YEAR, A_MONTH, SOON = 183, 31, 21  # days
SEASON_START = (7, 1)  # the month and day from which a season of two years counts
MONTHS_OF_NAMES = (4, 5, 6, 8)  # April, May, June and August
SHORT = 20  # characters before a year with which a sentence begins

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY_BEFORE = lazy_pattern(rf"\b({'|'.join(_WEEKDAYS)}),? (?:the )?$", re.IGNORECASE)
# Words of the day on which the story is read: the sentence has left the year of which the story told.
_PRESENT = lazy_pattern(
    r"\b(?:today|yesterday|tomorrow|this (?:week|month|year|spring|summer|autumn|winter)|last (?:week|month|night|year)"
    r"|next (?:week|month|year)|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b"
    r"(?!,? (?:the )?(?:[0-3]?[0-9](?:st|nd|rd|th)? (?:of )?)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))",
    re.IGNORECASE,
)
_FUTURE = lazy_pattern(
    r"^until (?=[^,]*$|[^,]*, then )"
    r"|\b(?:will|shall|must|won[’']t|upcoming|deadline|hopes|set for|plans to|(?:is|are) (?:out |up |back )?(?:to|on)"
    r"|(?:is|are) (?:also |now )?(?:published|released|broadcast|screened|performed|on sale|open)"
    r"|(?<!was )(?<!were )(?<!been )(?<!had )(?:due|scheduled|expected|planned|set to)"
    r"|opens|begins|starts|closes|ends|takes place|runs)\b",
    re.IGNORECASE,
)
_PAST = lazy_pattern(
    r"\b(?:(?!need|feed|seed|speed|indeed)[a-z]{2,}ed|was|were|had|did|could|would|might|ate|beat|became|began|bought|broke"
    r"|brought|built|came|caught|chose|drew|drove|fell|felt|fought|found|flew|froze|gave|got|grew|heard|held|hid|kept|knew"
    r"|laid|lay|led|left|lent|lost|made|meant|met|paid|ran|rang|rode|rose|sang|sank|sat|saw|sent|shook|shot|sold|sought"
    r"|slept|spent|spoke|stole|stood|struck|stuck|swam|swore|taught|thought|threw|told|took|went|wept|woke|won|wore"
    r"|withdrew|wrote)\b",
    re.IGNORECASE,
)
_VERB_OF_PLANS = lazy_pattern(
    r"\b(?:meet|vote|play|go|return|gather|face|start|begin|open|close|end|appear|take|hold|turn|follow|resume)(?:s|es)?\b",
    re.IGNORECASE,
)
# What somebody said would happen: “said that figures would be published on 27 October”.
_WOULD = lazy_pattern(r"\bwould (?!have\b)|\b(?:has|have) until\b|\bif you\b", re.IGNORECASE)
_PAST_PERFECT = lazy_pattern(r"\b(?:had|having)(?: [a-z]+ly| not| already)?(?: been)? [a-z]+\b[^,;:—]*$", re.IGNORECASE)
_THAT_YEAR = lazy_pattern(r",? (?:of |in )?(?:that|the same) (?:same )?year\b", re.IGNORECASE)
_YEAR_AFTER = lazy_pattern(r",? (?:of |in )?the (?:following|next) year\b", re.IGNORECASE)
_YEAR_WHEN = lazy_pattern(r"\b([12][0-9]{3}),? when\b[^,;:—]*$")  # “in 1908, when it opened on January 2”
# “The trouble began on Dec. 21” goes back to what the copy has just told of.
_BEGAN = lazy_pattern(r"^(?:The|It|This|That|All)\b[^,;:]{0,40}\b(?:began|started) (?:on )?$")
_BY_ARTICLE = lazy_pattern(r",? (?:of |in )?(?P<which>last|this|next) year\b", re.IGNORECASE)
_STARTS_STORY = lazy_pattern(r"(?:^the|in|during|throughout|by|the year|back in|late in|early in),? $", re.IGNORECASE)
_PARTICIPLE = r"(?:[a-z]+ly )?[a-z]+(?:ed|en|ilt|orn|ade|aid|ung|ast|old)(?: [a-z]+){0,2} (?:in|on|by) $"
# “A house built in 1931 burned”, “the man who left in 1931”, “(born in 1931)”; and, with a comma after it,
# “, built in 1931,”.
_IN_PASSING = lazy_pattern(
    rf"\b(?:the|an?) (?:[a-z]+ )?{_PARTICIPLE}|, (?:which|who|whose|where)\b[^,]*$|\([^)]*$"
    r"|\b(?:after|before|since) the [a-z]+ of (?:the )?$"
    r"|\b(?:that|who|which|where|when) (?:[\w’']+ ){0,4}(?:in|on|by|of) (?:the )?$",
    re.IGNORECASE,
)
_IN_APPOSITION = lazy_pattern(rf"[,–—-] ?{_PARTICIPLE}", re.IGNORECASE)


@dataclass
class Years:
    """The years that copy has mentioned so far, for the dates after them that have none.

    `published` is the day of the story, `year` only its year; either may be None. A year that the story tells of, such
    as in “In 2015, ...”, holds for the rest of its paragraph and the sentence after it, until a sentence speaks of the
    present. One at the end of a sentence holds in it only, and one in passing, such as “built in 1931”, not at all.
    """

    published: date | None = None
    year: int | None = None
    told: date | None = field(default=None, init=False)  # the first day of the date that the story tells of
    _is_said_first: bool = field(default=False, init=False)  # “In 2015, ...”, in this sentence or the one before
    mentioned: int | None = field(default=None, init=False)
    _last_year: int | None = field(default=None, init=False)  # the last mentioned, but not in passing
    day_before: date | None = field(default=None, init=False)  # the last whole day, also one in passing
    _is_new: bool = field(default=False, init=False)  # it was told in this sentence
    _is_for_sentence: bool = field(default=False, init=False)  # it holds in this sentence only

    def begin_sentence(self, sentence):
        """Begin a sentence. A bare year at the end of the one before, as in “They met in 2004.”, no longer holds."""
        self._is_said_first = self._is_new and self._is_said_first
        if self._is_for_sentence or _PRESENT.search(sentence):
            self.told = None
        if sentence.endswith("?") and not _PAST.search(sentence):  # a question of now begins another subject
            self.told = self.mentioned = self._last_year = self.day_before = None
        self._is_new = self._is_for_sentence = False

    def end_paragraph(self):
        """End a paragraph: a year of its last sentence holds in the next one too."""
        if not self._is_new:
            self.told = None

    def mention(self, partial, before, after):
        """Take note of a date whose year the words say, from the sentence `before` and `after` it."""
        day = partial.start or partial.end
        self.mentioned = day.year
        if not isinstance(day, date):
            return  # before the calendar of `datetime`, where no story counts days
        if not _IN_PASSING.search(before):
            self._last_year = day.year
        if partial.precision == "day":
            self.day_before = partial.start
        if partial.precision in ("decade", "range"):
            self._mention_span(partial, before, after)
        elif _is_told(partial, before, after):
            self._tell(date(day.year, day.month, day.day), partial.precision == "year", before)

    def _tell(self, day, is_year, before):
        """Let the story tell of a date; of a coming year only in this sentence, and if it is said first."""
        is_first = len(before) <= SHORT
        is_coming = self.reference is not None and day.year > self.reference
        if is_coming and not is_first:
            return
        self.told, self._is_new, self._is_said_first = day, True, is_first
        self._is_for_sentence = is_coming or (is_year and (not is_first or before == "The "))

    def follow(self, partial):
        """Let the story go on from a date to which the year that it tells of was given."""
        if partial.start and not self._is_for_sentence:
            self.told, self._is_new = partial.start, True

    def _mention_span(self, partial, before, after):
        """Years around the one that the story tells of keep it; others end its telling, unless they lay before it.

        A season of two years is told of like one: the months before July are those of the second.
        """
        if self.told and _PAST_PERFECT.search(before):
            self._is_new = True
            return
        if _is_season(partial, before, after):
            self._tell(date(partial.start.year, *SEASON_START), False, before)
            return
        is_around = (
            self.told and partial.start and partial.end and partial.start.year <= self.told.year <= partial.end.year
        )
        self.told, self._is_new = (self.told, True) if is_around else (None, False)

    @property
    def reference(self):
        """The year of the story, or None."""
        return self.published.year if self.published else self.year

    def of_month(self, month, sentence, start):
        """Return the year of a month alone and where it is from: that of the copy, or the next one of what will be."""
        if year := self.in_copy(month, sentence, start):
            return year, "copy"
        clause = _clause(sentence, start)
        if self.published and (_FUTURE.search(clause) or _WOULD.search(clause)):
            return self.published.year + (month < self.published.month), "article"
        is_news = self.published and self._last_year in (None, self.published.year, self.published.year - 1)
        is_name = month in MONTHS_OF_NAMES and sentence[:start].endswith("by ")  # “criticised by May”
        if is_news and not is_name and _PAST.search(clause):
            return self.published.year - (month > self.published.month), "article"
        return None, ""

    def in_copy(self, month, sentence, start):
        """Return the year in which the story tells of a month (a number) at a place of a sentence, or None."""
        if not self.told or (_is_of_future(sentence) and not self._is_new):
            return None
        if self.told.year < (self.reference or 0) and _FUTURE.search(_last_clause(sentence[:start])):
            return None
        is_season = (self.told.month, self.told.day) == SEASON_START
        is_next = month < self.told.month if is_season else self.told.month >= 11 and month <= 2
        return self.told.year + is_next

    def candidates(self, month, day, sentence, start, end):
        """Yield the years that a date of a sentence may be of, the likeliest first, as (year, where it is from)."""
        year = self._said_after(sentence[end:])
        if when := _YEAR_WHEN.search(sentence[:start]):
            year = int(when[1]), "copy"
        elif year is None and self._last_year and _BEGAN.search(sentence[:start]):
            year, self._is_said_first = (self._last_year, "copy"), True
        nearest = self._nearest(month, day, _clause(sentence, start))
        told = self.in_copy(month, sentence, start)
        if year is None and told and not self._is_recent(nearest, month, day):
            is_next = nearest == told + 1 and self._is_passed(month, day) and not _PAST_PERFECT.search(sentence[:start])
            year = told + is_next, "copy"
        if year is None and self._is_soon_after(month, day) and not _is_of_future(sentence):
            year = None if self._is_recent(nearest, month, day) else (self.day_before.year, "copy")
        if year is None and nearest:
            year = nearest, "article"
        if year is None:
            return
        yield year
        if _WEEKDAY_BEFORE.search(sentence[:start]) and self.reference:
            yield from ((self.reference + years, "article") for years in (0, -1, 1))

    def _said_after(self, words):
        """Return the year and its origin if words such as “of that year” follow the date, else None."""
        if self.mentioned and _THAT_YEAR.match(words):
            return self.mentioned, "copy"
        if self.mentioned and _YEAR_AFTER.match(words):
            return self.mentioned + 1, "copy"
        if self.reference and (match := _BY_ARTICLE.match(words)):
            return self.reference + {"last": -1, "this": 0, "next": 1}[match["which"].lower()], "article"
        return None

    def _nearest(self, month, day, clause):
        """Return the year of the story, or its neighbour: “Dec. 28” in a story of January is the past one.

        A date well after the story is of the year before, unless its clause speaks of the future; one that lies more
        than half a year back is of the next year, unless its clause speaks of the past.
        """
        days = self._days_ahead(self.reference, month, day)
        if days is None:
            return self.reference
        is_future, is_past = _is_of_future(clause) or bool(_WOULD.search(clause)), bool(_PAST.search(clause))
        if not is_future and days > (A_MONTH if is_past else HALF_A_YEAR):
            return self.reference - 1
        return self.reference + (days < -HALF_A_YEAR and (is_future or not is_past))

    def _days_ahead(self, year, month, day):
        """Return how many days after the story a date is, or None if it is not known or there is no such day."""
        try:
            return (date(year, month, day) - self.published).days
        except (TypeError, ValueError):  # no day of the story, a February 29
            return None

    def _is_passed(self, month, day):
        """Whether the story has already told of a later day of the year: it goes on in the next one."""
        return self.told is not None and (month, day) < (self.told.month, self.told.day)

    def _is_soon_after(self, month, day):
        """Whether a date is of the weeks after the last whole day that the copy has mentioned."""
        if not self.day_before or (month, day) == (2, 29):
            return False
        return 0 < (date(self.day_before.year, month, day) - self.day_before).days <= SOON

    def _is_recent(self, year, month, day):
        """Whether the date was in the month before the story, and no year was said first: then it is news."""
        days = None if self._is_said_first or not year else self._days_ahead(year, month, day)
        return days is not None and -A_MONTH <= days <= 0


def fits_weekday(day, before):
    """Whether a day is on the day of the week that the words before it name, if they name one."""
    match = _WEEKDAY_BEFORE.search(before)
    return not match or _WEEKDAYS[day.weekday()] == match[1].lower()


def _clause(sentence, place):
    """Return the clause at a place: a semicolon may divide what happened from what will, and so may commas."""
    verbs = re.split(r" (?:and|but) ", sentence[:place])[-1]  # “it was tried in May and must end by June 30”
    rest = re.split(r" (?:and|but) |[,;:—]", sentence[place:])[0]
    if not re.search("[,;:—]", verbs) and (_PAST.search(verbs) or _FUTURE.search(verbs)):
        return verbs + rest
    clause = _piece(sentence, place, ";:—")
    between_commas = _piece(sentence, place, ";:—,")
    return between_commas if _PAST.search(between_commas) else clause


def _last_clause(words):
    """Return what stands after the last comma, semicolon, colon, dash or “and” of words."""
    return re.split(r"[,;:—]| and ", words)[-1]


def _piece(sentence, place, separators):
    """Return the words at a place, up to the next separators on both sides."""
    start = max(map(sentence[:place].rfind, separators)) + 1
    return sentence[start:place] + re.split(f"[{separators}]", sentence[place:])[0]


def _is_of_future(clause):
    """Whether a clause speaks of the future."""
    return bool(_FUTURE.search(clause) or (_VERB_OF_PLANS.search(clause) and not _PAST.search(clause)))


def _is_season(partial, before, after):
    """Whether a range is a season of two years, of which the sentence tells: “In the 1969/70 season”."""
    is_range = isinstance(partial.start, date) and isinstance(partial.end, date)
    if not is_range or partial.end.year != partial.start.year + 1 or partial.precision != "range":
        return False
    return after.startswith((" season", " campaign")) or bool(_STARTS_STORY.search(before.removesuffix("the ")))


def _is_told(partial, before, after):
    """Whether the story tells of a date, or only mentions it in passing."""
    if partial.qualifier not in ("", "early", "mid", "late") or _IN_PASSING.search(before):
        return False
    if _PAST_PERFECT.search(before):
        return False
    if _IN_APPOSITION.search(before) and after[:1] in (",", ".", ")", ";"):
        return False
    return partial.precision != "year" or bool(_STARTS_STORY.search(before))
