"""Partial dates: as exact as the record allows, and never more exact than that."""

import re
from calendar import monthrange
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta, timezone

from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.dates.edtf import parse_edtf
from articles.dates.grammar import normalise, parse_words
from articles.dates.periods import ONE_DAY
from articles.dates.styles import STYLES, utc_offset_minutes

# Their indexes are digits of the stored form: never change the order, add only at the end.
PRECISIONS = ("range", "decade", "year", "season", "month", "day", "time")
QUALIFIERS = ("", "about", "early", "mid", "late", "before", "after", "since")

OPEN_END = "9999-99-99"  # sorts after every day
# Midnight in the stored minutes of a time: with 25 hours added, no offset from UTC makes them negative.
MIDNIGHT_MINUTES = 1500

_STORED = re.compile(
    "([0-9]{4}-[0-9]{2}-[0-9]{2}) ([0-9]{4}) ([0-6]) ([0-9]{4}-[0-9]{2}-[0-9]{2}) ([0-7]) ([-+][0-9]{4}) (.*)",
    re.DOTALL,
)
# The parts of the stored form that queries compare, by the name of the lookup: first character, counted from 1, and
# length. Equal dates have equal sort keys, whatever their words; `day` is the day that a date sorts by; `precision`
# and `qualifier` are indexes, as a digit.
STORED_PARTS = {"sort_key": (1, 30), "day": (1, 10), "precision": (17, 1), "last_day": (19, 10), "qualifier": (30, 1)}
_SORTED_FIELDS = "{} {:04} {} {} {}"
_EXPLANATIONS = {
    "about": _("some time around {}"),
    "early": _("the early part of {}"),
    "mid": _("the middle of {}"),
    "late": _("the late part of {}"),
    "before": _("some time before {}"),
    "after": _("some time after {}"),
    "since": _("from {} on, with no end"),
    "year": _("the whole of {}"),
    "month": _("the whole of {}"),
    "day": _("one day: {}"),
    "time": _("one moment: {}"),
}
# From the first day of a period: the first days of its middle and of its last third. A decade is divided into whole
# years (four, three and three), a year and a season into whole months, a month into days (ten, ten and the rest).
_THIRDS = {
    "decade": lambda start: (start.replace(year=start.year + 4), start.replace(year=start.year + 7)),
    "year": lambda start: (start.replace(month=5), start.replace(month=9)),
    "season": lambda start: (start.replace(month=start.month + 1), start.replace(month=start.month + 2)),
    "month": lambda start: (start.replace(day=11), start.replace(day=21)),
}


@dataclass(frozen=True)
class PartialDate:
    """A year, month, day, time, season, decade or range, perhaps with a qualifier such as about, early or before.

    Make one with `parse`, `from_edtf` or `from_text`. Two are equal if they mean the same, whatever their words.

    - `words`: as the editor typed them, with single spaces.
    - `start`, `end`: first and last day, None where open. For a time, both are the same aware datetime.
    - `precision`: `time day month season year decade range`; of the named date, for "before 2016" the year.
    - `qualifier`: empty, or `about early mid late before after since`. Before and after exclude the named period,
      and since begins with it. For about, early, mid and late, `start` and `end` are those of the whole period; only
      the order and `bounds` narrow early, mid and late to a third.
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
        """Parse what an editor typed. Raise `ValueError`, with the reason and an example, for what cannot be read."""
        words = normalise(text)
        return cls(words, *parse_words(words))

    def format(self, style="ap"):
        """Return the date in a house style, "ap" or "guardian" in any case; `parse` reads it back to an equal date."""
        return "".join(text for text, _datetime in self.html_pieces(style))

    def html_pieces(self, style="ap"):
        """Return the formatted date as (text, value of `<time datetime>`) pairs; the value is None for plain text.

        A range has two times. A decade, a season, before, after and since have none, because HTML has no such values.
        """
        house_style = STYLES[style.lower()]
        if self.precision == "range":
            first, separator, last = house_style.range(self.start, self.end, self.end_precision)
            return [(first, self._iso_date(self.start)), (separator, None), (last, self._iso_date(self.end))]
        prefix, name = house_style.with_qualifier(self.qualifier, self._format_period(house_style), self.precision)
        machine = self.datetime_attr
        if not machine:
            return [(prefix + name, None)]
        return [(prefix, None), (name, machine)] if prefix else [(name, machine)]

    @property
    def end_precision(self):
        """The precision to write `start` and `end` in: of a range years if it fills them, else months, else days."""
        if self.precision != "range":
            return self.precision
        start, end = self.start, self.end
        if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31) and start.year != end.year:
            return "year"
        fills_months = start.day == 1 and end.day == monthrange(end.year, end.month)[1]
        return "month" if fills_months and (start.year, start.month) != (end.year, end.month) else "day"

    def _iso_date(self, day):
        """Return `start` or `end` in ISO 8601: `2004`, `2021-11`, `2015-08-30` or `2022-08-04T16:20-04:00`.

        A day of a season is written by its month, one of a decade by its year: EDTF has no intervals of either.
        """
        if self.precision == "time":
            return day.isoformat(timespec="minutes")
        return day.isoformat()[: {"decade": 4, "year": 4, "season": 7, "month": 7, "day": 10}[self.end_precision]]

    def _format_period(self, house_style):
        """Return the named period without its qualifier: 2016 in “before 2016”."""
        day = self.start  # any day of the named period, which before and after exclude
        if self.qualifier == "before":
            day = self.end + ONE_DAY
        elif self.qualifier == "after":
            day = self.start - ONE_DAY
        return getattr(house_style, self.precision)(day)

    @property
    def datetime_attr(self):
        """The value of `<time datetime>` at the true precision, or "" where no single value is true."""
        if self.qualifier in ("before", "after", "since") or self.precision in ("season", "decade", "range"):
            return ""
        return self._iso_date(self.start)

    @property
    def marker(self):
        """The CSS class of its mark on a timeline: `exact`, `month`, `year` (or less exact) or `span` (a range)."""
        if self.precision == "range":
            return "span"
        if self.qualifier or self.precision in ("year", "season", "decade"):
            return "year"
        return "month" if self.precision == "month" else "exact"

    @property
    def explanation(self):
        """What the date means, in words, for the editor who typed it."""
        if self.precision == "range":
            first, last = (getattr(STYLES["ap"], self.end_precision)(end) for end in (self.start, self.end))
            if self.end_precision == "day":
                return gettext("a range, from %(first)s, to %(last)s") % {"first": first, "last": last}
            return gettext("a range, from %(first)s to the end of %(last)s") % {"first": first, "last": last}
        name = self._format_period(STYLES["ap"])
        if not self.qualifier and self.precision in ("season", "decade"):
            unit = "month" if self.precision == "season" else "year"
            first, _separator, last = STYLES["ap"].range(self.start, self.end, unit)
            words = {"period": name, "first": first, "last": last}
            return gettext("the whole of %(period)s, from %(first)s to the end of %(last)s") % words
        return _EXPLANATIONS[self.qualifier or self.precision].format(name)

    @cached_property
    def bounds(self):
        """The first and last possible day in ISO 8601, None where open; early, mid and late are narrowed to a third."""
        start, end = self.start, self.end
        if self.qualifier in ("early", "mid", "late") and self.precision in _THIRDS:
            middle, last = _THIRDS[self.precision](start)
            thirds = {"early": (start, middle - ONE_DAY), "mid": (middle, last - ONE_DAY), "late": (last, end)}
            start, end = thirds[self.qualifier]
        return tuple(day and day.isoformat()[:10] for day in (start, end))

    def is_wholly_before(self, other):
        """Whether it ends before another date begins; an open end never does, and before an open start nothing does."""
        last, first = self.bounds[1], other.bounds[0]
        return last is not None and first is not None and last < first

    def overlaps(self, other):
        """Whether a day may be in both. Early, mid and late count as their whole period; an open end has no limit."""
        return not any(
            one.end and two.start and one.end.isoformat()[:10] < two.start.isoformat()[:10]
            for one, two in ((self, other), (other, self))
        )

    @cached_property
    def sort_key(self):
        """The order of dates: by start, then the coarser precision first, then by end (an open one last) and qualifier.

        Early, mid and late sort by the start of the first, middle or last third of their period, "before" by its
        upper bound. A time belongs to its day in its own zone; within the day, times follow in the order in which they
        happened, after all dates without a time.
        """
        first, last = self.bounds
        return (last if self.qualifier == "before" else first, *self._sort_fields[1:])

    @property
    def _sort_fields(self):
        """The `sort_key` by the whole period, not by the first day of a third."""
        start = self.end if self.qualifier == "before" else self.start
        minute = 0
        if self.precision == "time":
            minute = MIDNIGHT_MINUTES + start.hour * 60 + start.minute - utc_offset_minutes(start)
        return (
            start.isoformat()[:10],
            minute,
            PRECISIONS.index(self.precision),
            self.end.isoformat()[:10] if self.end else OPEN_END,
            QUALIFIERS.index(self.qualifier),
        )

    @property
    def canonical_key(self):
        """A string that equal dates share, whatever their words; ids of imports are made of it, so it never changes."""
        return _SORTED_FIELDS.format(*self._sort_fields)

    def as_text(self):
        """Return the date as one string, for database columns and frozen documents; `from_text` reads it.

        The form never changes: fields of fixed width, each followed by a space, and then the words, such as
        `2021-11-01 0000 4 2021-11-30 0 +0000 November 2021`

        1. the day it sorts by: the first one (for "before", the last; for early, mid and late, that of their third);
        2. for a time: 1500 and the minutes from that day's midnight to the moment in UTC; otherwise 0000;
        3. the index of the precision in `PRECISIONS`;
        4. the last day, `9999-99-99` if open; for early, mid and late that of the whole period;
        5. the index of the qualifier in `QUALIFIERS`;
        6. for a time: the offset of its zone from UTC, in minutes; otherwise +0000.

        The first five are the `sort_key`, so texts sort as dates do. Their punctuation is always in the same
        places, so that they sort alike in every collation.
        """
        offset = utc_offset_minutes(self.start) if self.precision == "time" else 0
        return f"{_SORTED_FIELDS.format(*self.sort_key)} {offset:+05} {self.words}"

    @classmethod
    def from_text(cls, text):
        """Return the date of a string that `as_text` wrote. Raise `ValueError` for anything else.

        Early, mid and late once sorted by the first day of the whole period, and frozen documents hold that form for
        ever. Both forms are read, because the whole period follows from any day in it.
        """
        match = _STORED.fullmatch(text)
        if not match or not match[7].isprintable():
            raise ValueError("This is not the stored form of a date.")
        precision, qualifier = PRECISIONS[int(match[3])], QUALIFIERS[int(match[5])]
        start = _first_day_of_period(date.fromisoformat(match[1]), precision, qualifier)
        end = None if match[4] == OPEN_END else date.fromisoformat(match[4])
        if precision == "time":
            start = end = _moment_from_minutes(start, int(match[2]) - MIDNIGHT_MINUTES, int(match[6]))
        return cls(match[7], None if qualifier == "before" else start, end, precision, qualifier)

    def to_edtf(self):
        """Return the date in EDTF (ISO 8601-2:2019).

        Lost: early, mid and late; "after 2016" becomes an open interval from 2017, which reads as since 2017; before,
        after and since a season or decade are written by months or years.
        """
        if self.precision == "range" or self.qualifier in ("before", "after", "since"):
            return "/".join(self._iso_date(day) if day else ".." for day in (self.start, self.end))
        if self.precision == "time":
            period = self.start.isoformat(timespec="seconds")
        elif self.precision == "season":
            period = f"{self.start.year:04}-{20 + self.start.month // 3}"  # March to May is 21
        elif self.precision == "decade":
            period = f"{self.start.year // 10:03}X"
        else:
            period = self._iso_date(self.start)
        return period + ("~" if self.qualifier == "about" else "")

    @classmethod
    def from_edtf(cls, text):
        """Parse EDTF; the words are those of AP style. Raise `ValueError` for what a partial date cannot hold."""
        partial = cls("", *parse_edtf(text))
        return replace(partial, words=partial.format())


def stored_part(text, name):
    """Return a part of the stored form of a date, by its name in `STORED_PARTS`."""
    start, length = STORED_PARTS[name]
    return text[start - 1 : start - 1 + length]


def _first_day_of_period(day, precision, qualifier):
    """Return the first day of the whole period, from any day in its early, middle or late third."""
    if qualifier not in ("early", "mid", "late") or precision not in _THIRDS:
        return day
    if precision == "decade":
        return date(day.year // 10 * 10, 1, 1)
    return date(day.year, {"year": 1, "season": day.month // 3 * 3, "month": day.month}[precision], 1)


def _moment_from_minutes(day, minutes, offset):
    """Return the aware datetime at `minutes` after midnight UTC of a day, in the zone of an `offset` in minutes."""
    clock = time(*divmod(minutes + offset, 60), tzinfo=timezone(timedelta(minutes=offset)))
    return datetime.combine(day, clock)
