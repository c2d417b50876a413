"""The chart above a timeline: all its events on one line, to scale, as numbers that a template draws."""

from calendar import month_abbr
from dataclasses import dataclass

from django.conf import settings

from articles.dates import LAST_YEAR, OPEN_END, STYLES, day_from_stored, day_of_ordinal, era_year, make_day

WIDTH = 1140
INSET = 9  # so that the first and the last mark are not cut off
BAND_INSET = 4  # on both sides of the part that is shown
ERA_GAP = 4  # between two eras
TICK_INSET = 18  # so that a year at either end is not cut off
LETTER_WIDTH = 7.4  # of an era's name, about
TICK_STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 5000)
MOST_TICKS = 10
MONTHS_BELOW = 400  # days; a shorter timeline has months on its axis


@dataclass(frozen=True)
class Mark:
    """An event: its place, its width where it is a range (0 otherwise), and the class of its precision."""

    x: int
    width: int
    marker: str


@dataclass(frozen=True)
class Bar:
    """An era: its place and width, and its name where there is room for it."""

    x: int
    width: int
    name: str


@dataclass(frozen=True)
class Tick:
    """A year, or a month of a short timeline, on the axis."""

    x: int
    text: str


def bounds(date):
    """Return the first and the last day of a partial date as ordinals, none without a date.

    An open end is given as the known one.

    Early, mid and late are narrowed to their third, so that the marks are in the order of the list.
    """
    first, last = date.bounds
    return ((first or last).toordinal(), (last or first).toordinal()) if date.is_dated else ()


def multiples(step, first, last):
    """Return the multiples of a step from one number until another."""
    return range(-(-first // step) * step, last + 1, step)


def tick_text(year):
    """Return the text of a year on the axis."""
    number, is_before_christ = era_year(year)
    return STYLES[settings.HOUSE_STYLE.lower()].year(make_day(year)) if is_before_christ else str(number)


class Chart:
    """The marks, bars and ticks for the events of a timeline, as `Timeline.entries_by_era` returns them.

    Places and widths are in the units of the SVG, `WIDTH` across.
    """

    width = WIDTH

    def __init__(self, entries_by_era):
        self.entries_by_era = entries_by_era
        days = [day for _, entries in entries_by_era for entry in entries for day in self.days_of(entry)]
        days += [bounds(era.start)[0] for era, _ in entries_by_era if era]
        self.first, self.last = (min(days), max(days)) if days else (0, 0)

    def days_of(self, entry):
        """Return the first and the last day of an entry as ordinals."""
        return bounds(entry.event.date)

    def __bool__(self):
        """Whether there is anything to draw: two different days."""
        return self.last > self.first

    def x_of(self, day):
        """Return the place of a day."""
        share = (day - self.first) / (self.last - self.first)
        return round(INSET + share * (WIDTH - 2 * INSET))

    @property
    def marks(self):
        """The events in order, but those without a date: a period as a mark in its middle, a range at its length."""
        dates = (entry.event.date for _, entries in self.entries_by_era for entry in entries)
        return [self._mark(date) for date in dates if date.is_dated]

    def _mark(self, date):
        first, last = (self.x_of(day) for day in bounds(date))
        if date.marker == "span" and last - first > 12:
            return Mark(first, last - first, "span")
        return Mark((first + last) // 2, 0, "year" if date.marker == "span" else date.marker)

    @property
    def bars(self):
        """The eras; one without an end lasts until the next begins."""
        eras = [era for era, _ in self.entries_by_era if era]
        starts = [self.x_of(bounds(era.start)[0]) - INSET for era in eras]
        limits = [start - ERA_GAP for start in starts[1:]] + [WIDTH]
        return [self._bar(era, x, limit) for era, x, limit in zip(eras, starts, limits[: len(eras)], strict=True)]

    def _bar(self, era, x, limit):
        end = self.x_of(min(bounds(era.end)[1], self.last)) + INSET if era.end else limit
        width = max(min(end, limit) - x, 4)
        return Bar(x, width, era.title if len(era.title) * LETTER_WIDTH + 20 < width else "")

    @property
    def ticks(self):
        """Round years, at most ten of them; months where the timeline is short."""
        if self.last - self.first < MONTHS_BELOW:
            return self._months()
        first, last = day_of_ordinal(self.first).year, day_of_ordinal(self.last).year
        step = next(step for step in TICK_STEPS if (last - first) / step <= MOST_TICKS)
        # There is no year 0, so years before Christ are counted by themselves.
        years = [1 - number for number in multiples(step, max(1 - last, 1), 1 - first)][::-1]
        years += multiples(step, max(first, 1), last)
        return self._placed((make_day(year).toordinal(), tick_text(year)) for year in years)

    def _months(self):
        first = day_of_ordinal(self.first)
        months = (divmod(first.year * 12 + first.month - 1 + past, 12) for past in range(15))
        days = [make_day(year, month + 1) for year, month in months if year <= LAST_YEAR]
        names = [month_abbr[day.month] + (f" {tick_text(day.year)}" if day.month == 1 else "") for day in days]
        return self._placed((day.toordinal(), name) for day, name in zip(days, names, strict=True))

    def _placed(self, ticks):
        inside = [(self.x_of(day), text) for day, text in ticks if self.first <= day <= self.last]
        return [Tick(min(max(x, TICK_INSET), WIDTH - TICK_INSET), text) for x, text in inside]


class CrowdedChart(Chart):
    """The chart of a timeline in parts: each event is a thin line, and the events of the part that is shown are marked.

    It is made of `ListedEvent`s, and the number of its lines is limited by its width.
    """

    marks = ()

    def __init__(self, listed_by_era, shown):
        self.days = {event.event: self._days(event) for _, events in listed_by_era for event in events}
        super().__init__(listed_by_era)
        self.shown = shown

    @staticmethod
    def _days(event):
        """Return the first and the last day of an event as ordinals; an open end is given as the known one."""
        if event.day == OPEN_END:
            return ()
        first = day_from_stored(event.day).toordinal()
        return first, day_from_stored(event.last_day).toordinal() if event.last_day else first

    def days_of(self, event):
        return self.days[event.event]

    @property
    def band(self):
        """The place and the width of the part that is shown; none where no event of it has a date."""
        days = [day for event in self.shown for day in self.days_of(event)]
        if not days:
            return Bar(0, 0, "")
        start, end = self.x_of(min(days)) - BAND_INSET, self.x_of(max(days)) + BAND_INSET
        return Bar(start, end - start, "")

    @property
    def lines(self):
        """Two SVG paths with a line in the middle of every event: of those with an exact day, and of the others.

        There is one line where several events are in one place.
        """
        places = {True: set(), False: set()}
        for _, events in self.entries_by_era:
            for days, is_exact in ((self.days_of(event), event.is_exact) for event in events):
                if days:
                    places[is_exact].add(self.x_of(sum(days) // 2))
        exact, other = places[True], places[False] - places[True]
        return ["".join(f"M{x} 26v16" for x in sorted(xs)) for xs in (exact, other)]
