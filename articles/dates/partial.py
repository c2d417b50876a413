"""The dates of the news: as exact as the record allows, and never more exact than that."""

import re
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta, timezone

from articles.dates.edtf import format_edtf, iso_date, parse_edtf
from articles.dates.grammar import normalise, parse_words
from articles.dates.periods import ONE_DAY, Period, first_day_of_period, narrow, range_precision
from articles.dates.styles import STYLES

# Places in these two are digits of the stored form: never change their order, add only at the end.
PRECISIONS = ("range", "decade", "year", "season", "month", "day", "time")
QUALIFIERS = ("", "about", "early", "mid", "late", "before", "after", "since")

OPEN_END = "9999-99-99"
# Added to the minutes of a time, so that no zone makes them negative.
MIDNIGHT_MINUTES = 1500

_STORED = re.compile(
    "([0-9]{4}-[0-9]{2}-[0-9]{2}) ([0-9]{4}) ([0-6]) ([0-9]{4}-[0-9]{2}-[0-9]{2}) ([0-7]) ([-+][0-9]{4}) (.*)",
    re.DOTALL,
)
_SORTED_FIELDS = "{} {:04} {} {} {}"
_EXPLANATIONS = {
    "about": "some time around {}",
    "early": "the early part of {}",
    "mid": "the middle of {}",
    "late": "the late part of {}",
    "before": "some time before {}",
    "after": "some time after {}",
    "since": "from {} on, with no end",
    "year": "the whole of {}",
    "month": "the whole of {}",
    "day": "one day: {}",
    "time": "one moment: {}",
}


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A year, a month, a day, a time, a season, a decade or a range; perhaps about, early, before or after it.

    Make one with `parse`, `from_edtf` or `from_text`. Two are equal if they mean the same, whatever their words.

    - `words`: as the editor typed them, white space made single.
    - `start`, `end`: first and last day, None where open. For a time, both are the same aware datetime.
    - `precision`: `time day month season year decade range`; of the named date, for "before 2016" the year.
    - `qualifier`: empty, or `about early mid late before after since`. Before and after leave the named period out
      of the bounds and since begins with it; about, early, mid and late keep the whole of it. Only the order and
      `bounds` narrow early, mid and late to a third.
    """

    words: str = field(compare=False)
    start: date | datetime | None
    end: date | datetime | None
    precision: str
    qualifier: str = ""

    def __post_init__(self):
        if self.precision not in PRECISIONS or self.qualifier not in QUALIFIERS:
            raise ValueError("A partial date has one of the known precisions and qualifiers.")
        if (self.start is None, self.end is None) != (self.qualifier == "before", self.qualifier in ("after", "since")):
            raise ValueError("A partial date has two ends; only before, after and since leave one of them open.")
        if self.start and self.end and self.start > self.end:
            raise ValueError("A partial date does not end before it starts.")

    def __str__(self):
        return self.words

    @classmethod
    def parse(cls, text):
        """Read what an editor typed. Raises ValueError, with the reason and an example, for all that is not plain."""
        words = normalise(text)
        return cls(words, *parse_words(words))

    def show(self, style="ap"):
        """The date in a house style, AP or Guardian in any letter case; `parse` reads it back to the same meaning."""
        return "".join(text for text, _ in self.html_pieces(style))

    def html_pieces(self, style="ap"):
        """What `show` writes, as a list of texts, each with the value of its `<time datetime>` or None for plain text.

        A range has two times; a decade, a season and before, after and since have none, as HTML cannot say them.
        """
        house_style = STYLES[style.lower()]
        if self.precision == "range":
            precision = range_precision(self.start, self.end)
            first, separator, last = house_style.range(self.start, self.end, precision)
            return [(first, iso_date(self.start, precision)), (separator, None), (last, iso_date(self.end, precision))]
        prefix, name = house_style.with_qualifier(self.qualifier, self._name(house_style), self.precision)
        if not self.datetime_attr:
            return [(prefix + name, None)]
        return [(prefix, None), (name, self.datetime_attr)] if prefix else [(name, self.datetime_attr)]

    def _name(self, house_style):
        """The named period without its qualifier: 2016 in "before 2016"."""
        inside = self.start
        if self.qualifier == "before":
            inside = self.end + ONE_DAY
        elif self.qualifier == "after":
            inside = self.start - ONE_DAY
        return getattr(house_style, self.precision)(inside)

    @property
    def datetime_attr(self):
        """The value for one `<time datetime>` at the true precision, or "" where one such value cannot be true."""
        if self.qualifier in ("before", "after", "since") or self.precision in ("season", "decade", "range"):
            return ""
        return iso_date(self.start, self.precision)

    @property
    def marker(self):
        """The class of its mark on a timeline: `exact`, `month`, `year` (and all less exact), or `span` for a range."""
        if self.precision == "range":
            return "span"
        if self.qualifier or self.precision in ("year", "season", "decade"):
            return "year"
        return "month" if self.precision == "month" else "exact"

    @property
    def explanation(self):
        """How the words were understood, for the editor who typed them."""
        if self.precision == "range":
            return self._explain_range()
        name = self._name(STYLES["ap"])
        if not self.qualifier and self.precision in ("season", "decade"):
            unit = "month" if self.precision == "season" else "year"
            first, _, last = STYLES["ap"].range(self.start, self.end, unit)
            return f"the whole of {name}, from {first} to the end of {last}"
        return _EXPLANATIONS[self.qualifier or self.precision].format(name)

    def _explain_range(self):
        precision = range_precision(self.start, self.end)
        first, last = (getattr(STYLES["ap"], precision)(end) for end in (self.start, self.end))
        return (
            f"a range, from {first}, to {last}" if precision == "day" else f"a range, from {first} to the end of {last}"
        )

    @property
    def bounds(self):
        """The first and last day, as ISO 8601, that it may be: early, mid and late narrowed, None where it is open."""
        ends = narrow(self.start, self.end, self.precision, self.qualifier)
        return tuple(end and end.isoformat()[:10] for end in ends)

    def is_wholly_before(self, other):
        """Whether it has ended when another date begins; an open end never has, and an open start always began."""
        last, first = self.bounds[1], other.bounds[0]
        return last is not None and first is not None and last < first

    @property
    def sort_key(self):
        """Sorts by start, then the coarser precision first, then end (an open one last), then qualifier.

        Early, mid and late sort by the start of the first, middle or last third of their period, "before" by its
        upper bound. A time belongs to the day it was in its own zone; within the day, times stand in the order they
        happened, after all that is known by the day only.
        """
        first, last = self.bounds
        return (last if self.qualifier == "before" else first, *self._sort_fields[1:])

    @property
    def _sort_fields(self):
        """What it means, by the whole period; without the first day of a third this is the `sort_key`."""
        start = self.end if self.qualifier == "before" else self.start
        minute = 0
        if self.precision == "time":
            minute = MIDNIGHT_MINUTES + start.hour * 60 + start.minute - _utc_offset_minutes(start)
        return (
            start.isoformat()[:10],
            minute,
            PRECISIONS.index(self.precision),
            self.end.isoformat()[:10] if self.end else OPEN_END,
            QUALIFIERS.index(self.qualifier),
        )

    @property
    def meaning(self):
        """One string for everything that means the same, whatever its words and wherever it sorts; it never changes."""
        return _SORTED_FIELDS.format(*self._sort_fields)

    def as_text(self):
        """The date as one string, for database columns and frozen documents; `from_text` reads it without parsing.

        The form will not change. Fields of fixed width, each followed by a space, and then the words:
        `2021-11-01 0000 4 2021-11-30 0 +0000 November 2021`

        1. the day it sorts by: the first one (for "before", the last; for early, mid and late, that of their third);
        2. for a time: 1500 and the minutes from that day's midnight to the moment in UTC; otherwise 0000;
        3. the place of the precision in `PRECISIONS`;
        4. the last day, `9999-99-99` if open; for early, mid and late that of the whole period;
        5. the place of the qualifier in `QUALIFIERS`;
        6. for a time: the offset of its zone from UTC, in minutes; otherwise +0000.

        The first five are the `sort_key`, so texts sort as dates do. Their punctuation always stands in the same
        places, and so they sort alike in every collation.
        """
        offset = _utc_offset_minutes(self.start) if self.precision == "time" else 0
        return f"{_SORTED_FIELDS.format(*self.sort_key)} {offset:+05} {self.words}"

    @classmethod
    def from_text(cls, text):
        """Read what `as_text` wrote. Raises ValueError for anything else.

        The whole period of early, mid and late follows from any day in it: texts that were stored when these sorted
        by the first day of the whole, as frozen documents hold them for ever, read the same.
        """
        match = _STORED.fullmatch(text)
        if not match or not match[7].isprintable():
            raise ValueError("This is not the stored form of a date.")
        precision, qualifier = PRECISIONS[int(match[3])], QUALIFIERS[int(match[5])]
        start = first_day_of_period(date.fromisoformat(match[1]), precision, qualifier)
        end = None if match[4] == OPEN_END else date.fromisoformat(match[4])
        if precision == "time":
            start = end = _moment_from_minutes(start, int(match[2]) - MIDNIGHT_MINUTES, int(match[6]))
        return cls(match[7], None if qualifier == "before" else start, end, precision, qualifier)

    def to_edtf(self):
        """The date in EDTF (ISO 8601-2:2019).

        Lost: early, mid and late; "after 2016" becomes an open interval from 2017, which reads as since 2017; before,
        after and since a season or decade are written by months or years.
        """
        return format_edtf(Period(self.start, self.end, self.precision, self.qualifier))

    @classmethod
    def from_edtf(cls, text):
        """Read EDTF; the words are those of AP style. Raises ValueError for what a partial date does not keep."""
        partial = cls("", *parse_edtf(text))
        return replace(partial, words=partial.show())


def _utc_offset_minutes(moment):
    """The offset of an aware datetime's zone from UTC, in minutes."""
    return round(moment.utcoffset().total_seconds() / 60)


def _moment_from_minutes(day, minutes, offset):
    """The aware datetime at these minutes after the day's midnight in UTC, in the zone of this offset (minutes)."""
    clock = time(*divmod(minutes + offset, 60), tzinfo=timezone(timedelta(minutes=offset)))
    return datetime.combine(day, clock)
