"""Partial dates: as exact as the record allows, and never more exact than that."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime

from django.utils.functional import cached_property

from articles.dates.days import EarlyDay, day_to_stored
from articles.dates.edtf import parse_edtf, to_edtf
from articles.dates.grammar import normalise, parse_words
from articles.dates.periods import OPEN, Period, bounds, is_plain
from articles.dates.shown import explain, machine_date, pieces
from articles.dates.stored import (
    FORMS,
    MODIFIERS,
    PRECISIONS,
    STORED_PARTS,
    first_form_key,
    from_stored,
    plain_from_stored,
    sort_key,
    to_stored,
)
from articles.dates.styles import style_of

QUALIFIERS = ("", "about", *MODIFIERS[1:])
SORT_KEY_LENGTH = STORED_PARTS["sort_key"][1]


@dataclass(frozen=True)
class PartialDate:
    """A time, day, month, season, year, decade, century, millennium or range, perhaps qualified, or no date.

    Make one with `parse`, `from_edtf` or `from_text`. Two are equal if they mean the same, whatever their words.

    - `words`: as the editor typed them, with single spaces.
    - `start`, `end`: first and last day, None where open. Days before A.D. 1, which `datetime.date` does not have, are
      `EarlyDay`s, whose `year` is astronomical (-43 for 44 B.C.). For a time, both are the same datetime, which is
      aware unless its zone is not known.
    - `precision`: one of `PRECISIONS`; of the named date, for "before 2016" the year; `none` for “undated”.
    - `modifier`: empty, or one of `MODIFIERS`. Before and after exclude the named period, and since begins with it. For
      the others, `start` and `end` are those of the whole period; only the order and `bounds` narrow them to its part.
    - `approximate` (“about”) and `uncertain` (“1944?”): how certain it is.
    - `form`: of a range, empty if it lasts from one end to the other; `between` for one unknown moment in it; `or` for
      one of its two ends. `ends` has a (precision, modifier) pair for each end.
    """

    words: str = field(compare=False)
    start: date | datetime | EarlyDay | None
    end: date | datetime | EarlyDay | None
    precision: str
    modifier: str = ""
    approximate: bool = False
    uncertain: bool = False
    form: str = ""
    ends: tuple = ()

    def __post_init__(self):
        if self.precision not in PRECISIONS or self.modifier not in MODIFIERS or self.form not in FORMS:
            raise ValueError("A partial date has one of the known precisions, modifiers and forms.")
        open_ends = (self.precision == "none", self.precision == "none")
        if self.modifier in OPEN:
            open_ends = self.modifier == "before", self.modifier != "before"
        if (self.start is None, self.end is None) != open_ends:
            raise ValueError("A partial date has two ends; only before, after and since leave one of them open.")
        if self.start and self.end and self.start > self.end:
            raise ValueError("A partial date does not end before it starts.")
        if (self.precision == "range") != bool(self.ends):
            raise ValueError("A partial date says how exact its ends are if it is a range.")

    def __str__(self):
        return self.words

    @classmethod
    def parse(cls, text):
        """Parse what an editor typed. Raise `ValueError`, with the reason and an example, for what cannot be read."""
        words = normalise(text)
        return cls(words, *parse_words(words))

    @property
    def qualifier(self):
        """What is said of the period: `modifier`, or else “about” if it is approximate."""
        return self.modifier or ("about" if self.approximate else "")

    @property
    def is_dated(self):
        """Whether it says anything of the time: “undated” does not."""
        return self.precision != "none"

    @property
    def is_plain(self):
        """Whether nothing qualifies it, so that it means its period from the first day to the last."""
        return is_plain(self)

    def format(self, style="ap", language="en"):
        """Return the date in a house style ("ap" or "guardian", in any case), or as another language writes it.

        `parse` reads it back to an equal date.
        """
        return "".join(text for text, _datetime in self.html_pieces(style, language))

    def html_pieces(self, style="ap", language="en"):
        """Return the formatted date as (text, value of `<time datetime>`) pairs; the value is None for plain text.

        A range has two times. A season, a decade and longer, before, after, since and what was before A.D. 1 have none,
        because HTML has no such values.
        """
        return pieces(self, style_of(style, language))

    @property
    def datetime_attr(self):
        """The value of `<time datetime>` at the true precision, or "" where no single value is true."""
        return machine_date(self)

    @property
    def end_precision(self):
        """The precision of `start` and `end`: of a range that of its more exact end."""
        return max((end[0] for end in self.ends), key=PRECISIONS.index) if self.ends else self.precision

    @property
    def marker(self):
        """The CSS class of its mark on a timeline: `exact`, `month`, `year` (or less exact) or `span` (a range)."""
        if self.precision == "range":
            return "year" if self.form else "span"
        if not self.is_plain or self.precision not in ("month", "day", "time"):
            return "year"
        return "month" if self.precision == "month" else "exact"

    @property
    def explanation(self):
        """What the date means, in words, for the editor who typed it."""
        return explain(self)

    @cached_property
    def bounds(self):
        """The first and last possible day, None where open; early, mid, late and other parts are narrowed to them."""
        return bounds(self)

    def is_wholly_before(self, other):
        """Whether it ends before another date begins; an open end never does, and before an open start nothing does."""
        last, first = self.bounds[1], other.bounds[0]
        return last is not None and first is not None and day_to_stored(last) < day_to_stored(first)

    def overlaps(self, other):
        """Whether a day may be in both; no date overlaps none.

        Early, mid and late count as their whole period, and an open end has no limit.
        """
        return (
            self.is_dated
            and other.is_dated
            and not any(
                one.end and two.start and day_to_stored(one.end) < day_to_stored(two.start)
                for one, two in ((self, other), (other, self))
            )
        )

    @cached_property
    def sort_key(self):
        """The order of dates, as a string: by start, then the coarser precision first, then by end (an open one last).

        Early, mid and late sort by the start of the first, middle or last third of their period, "before" by its
        upper bound, and no date after all others. A time belongs to its day in its own zone; within the day, times
        follow in the order in which they happened, after all dates without a time.
        """
        return sort_key(self)

    @property
    def sort_day(self):
        """The day that it sorts by, as eleven characters (see `days.day_to_stored`)."""
        return self.sort_key[:11]

    @property
    def canonical_key(self):
        """A string that equal dates share, whatever their words; ids of imports are made of it, so it never changes.

        It is that of the first stored form, and leaves out what that could not say.
        """
        return first_form_key(self) or self.sort_key

    def as_text(self):
        """Return the date as one string, for database columns and frozen documents; `from_text` reads it.

        The form never changes; see `stored`. Texts sort as dates do, in every collation.
        """
        return to_stored(self, self.words)

    @classmethod
    def from_text(cls, text):
        """Return the date of a string that `as_text` wrote, now or ever. Raise `ValueError` for anything else."""
        # Every page reads dates. They were checked when they were stored, and setting a frozen date's fields one by
        # one takes longer than reading them; the stored form begins with the sort key.
        if plain := plain_from_stored(text):
            words, start, end, precision = plain
            partial = cls.__new__(cls)
            vars(partial).update(
                words=words, start=start, end=end, precision=precision, sort_key=text[:SORT_KEY_LENGTH]
            )
            return partial
        words, period = from_stored(text)
        if text[4:5] == "-":  # the first form, whose sort key was another
            return cls(words, *period)
        partial = cls.__new__(cls)
        vars(partial).update(zip(Period._fields, period, strict=True), words=words, sort_key=text[:SORT_KEY_LENGTH])
        return partial

    def to_edtf(self):
        """Return the date in EDTF (ISO 8601-2:2019); what is lost is said in `edtf.to_edtf`."""
        return to_edtf(self)

    @classmethod
    def from_edtf(cls, text):
        """Parse EDTF; the words are those of AP style. Raise `ValueError` for what a partial date cannot hold."""
        partial = cls("", *parse_edtf(text))
        return replace(partial, words=partial.format())
