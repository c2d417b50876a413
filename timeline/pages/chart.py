"""The chart above a timeline: all its events on one line, to scale, as numbers that a template draws."""

import datetime
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property

from articles.dates import OPEN_END, PRECISIONS, QUALIFIERS
from timeline.pages.outline import ListedEvent

WIDTH, HEIGHT = 1140, 74
INSET = 9  # so that the first and the last mark are not cut off
BAND_INSET = 4  # on both sides of the part that is shown
ERA_GAP = 4  # between two eras
ERAS_TOP, ERAS_HEIGHT = 2, 44
LANE_HEIGHT = 22  # of eras at the same time, one above the other
MOST_LANES = 6
TICK_INSET = 18  # so that a year at either end is not cut off
LETTER_WIDTH = 7.4  # of an era's name, about
TICK_STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 5000)
MOST_TICKS = 10
MONTHS_BELOW = 400  # days; a shorter timeline has months on its axis
LINE_STEP = 6  # between two lines of a crowded chart
# The columns of a `ListedEvent` that say when it was, and the last two of them where it was a day or a moment.
DATE = slice(ListedEvent._fields.index("day"), ListedEvent._fields.index("qualifier") + 1)
EXACT = {(str(PRECISIONS.index(name)), str(QUALIFIERS.index(""))) for name in ("day", "time")}
LONG_PERIODS = ("range", "decade", "century")  # precisions of dates that are drawn at their length


@dataclass(frozen=True)
class Mark:
    """An event: its place, its width where it is a long period (0 otherwise), and the class of its precision."""

    x: int
    width: int
    marker: str


@dataclass(frozen=True)
class Bar:
    """An era: its place and size, and its name where there is room for it."""

    x: int
    width: int
    name: str
    y: int = ERAS_TOP
    height: int = ERAS_HEIGHT


@dataclass(frozen=True)
class Tick:
    """A year, or a month of a short timeline, on the axis."""

    x: int
    text: str


@dataclass(frozen=True)
class Period:
    """The time between two ticks in which there are events: its place and width, the places of its first and last event
    in the list, and its name.
    """

    x: int
    width: int
    first: int
    last: int
    name: str

    @property
    def count(self):
        """How many events begin in it."""
        return self.last - self.first + 1


def ordinal(day):
    """Return the number of a day that is given in ISO 8601."""
    return datetime.date.fromisoformat(day).toordinal()


def bounds(date):
    """Return the first and the last day of a partial date as ordinals; an open end is given as the known one.

    Early, mid and late are narrowed to their third, so that the marks are in the order of the list.
    """
    first, last = (day and ordinal(day) for day in date.bounds)
    return first or last, last or first


class Chart:
    """The marks, bars and ticks for the events of a timeline, as `Timeline.entries_by_era` returns them.

    Places and widths are in the units of the SVG, `WIDTH` across. `today` is a day in ISO 8601.
    """

    width = WIDTH

    def __init__(self, entries_by_era, today=""):
        self.entries_by_era = entries_by_era
        self.eras = list(dict.fromkeys(era for era, _ in entries_by_era if era))
        days = [*self._days(), *(bounds(era.start)[0] for era in self.eras)]
        self.first, self.last = (min(days), max(days)) if days else (0, 0)
        self.now = ordinal(today) if today else 0

    def _days(self):
        """Return days as ordinals, among them the first and the last of all events."""
        return [day for _, entries in self.entries_by_era for entry in entries for day in bounds(entry.event.date)]

    def __bool__(self):
        """Whether there is anything to draw: two different days."""
        return self.last > self.first

    def x_of(self, day):
        """Return the place of a day."""
        share = (day - self.first) / (self.last - self.first)
        return round(INSET + share * (WIDTH - 2 * INSET))

    @property
    def today(self):
        """The place of today, or None where all events are before or after it."""
        return self.x_of(self.now) if self.first < self.now < self.last else None

    @property
    def marks(self):
        """The events in order: a range, a decade and a century at its length, others as a mark in the middle."""
        return [self._mark(entry.event.date) for _, entries in self.entries_by_era for entry in entries]

    def _mark(self, date):
        first, last = (self.x_of(day) for day in bounds(date))
        if date.precision in LONG_PERIODS and last - first > 12:
            return Mark(first, last - first, "span")
        return Mark((first + last) // 2, 0, "year" if date.marker == "span" else date.marker)

    @cached_property
    def bars(self):
        """The eras; one without an end lasts until the next begins. Those of the same time are one above the other."""
        spans = self._days_of_eras()
        lanes = lanes_of(spans)
        limits, bars = {}, []  # limits: where the next bar of a lane begins
        for era, (first, last), lane in reversed(list(zip(self.eras, spans, lanes, strict=True))):
            x = self.x_of(first) - INSET
            width = max(min(self.x_of(min(last, self.last)) + INSET, limits.get(lane, WIDTH)) - x, 4)
            limits[lane] = x - ERA_GAP
            name = era.title if len(era.title) * LETTER_WIDTH + 20 < width else ""
            place = (ERAS_TOP - lane * (LANE_HEIGHT + ERA_GAP), LANE_HEIGHT) if any(lanes) else (ERAS_TOP, ERAS_HEIGHT)
            bars.append(Bar(x, width, name, *place))
        return bars[::-1]

    @property
    def top(self):
        """The upper end of the chart, negative where eras are one above the other."""
        return min((bar.y - ERAS_TOP for bar in self.bars), default=0)

    @property
    def height(self):
        """The height of the chart, with the names of its ticks."""
        return HEIGHT - self.top

    def _days_of_eras(self):
        """Return the first and the last day of each era."""
        starts = [bounds(era.start)[0] for era in self.eras]
        ends = [bounds(era.end)[1] if era.end else None for era in self.eras]
        following = [start - 1 for start in starts[1:]] + [self.last]
        return [(start, end or after) for start, end, after in zip(starts, ends, following, strict=False)]

    @property
    def ticks(self):
        """Round years, at most ten of them; months where the timeline is short."""
        return [Tick(min(max(self.x_of(day), TICK_INSET), WIDTH - TICK_INSET), text) for day, text in self._tick_days]

    @property
    def _tick_days(self):
        days = self._months() if self.last - self.first < MONTHS_BELOW else self._years()
        return [(day, text) for day, text in days if self.first <= day <= self.last]

    def _years(self):
        years = datetime.date.fromordinal(self.first).year, datetime.date.fromordinal(self.last).year
        step = next(step for step in TICK_STEPS if (years[1] - years[0]) / step <= MOST_TICKS)
        from_year = -(-years[0] // step) * step or step
        return [(datetime.date(year, 1, 1).toordinal(), str(year)) for year in range(from_year, years[1] + 1, step)]

    def _months(self):
        first = datetime.date.fromordinal(self.first)
        months = (divmod(first.year * 12 + first.month - 1 + past, 12) for past in range(15))
        days = (datetime.date(year, month + 1, 1) for year, month in months if year < 10_000)
        return [(day.toordinal(), f"{day:%b} {day.year}" if day.month == 1 else f"{day:%b}") for day in days]

    def periods(self, days):
        """Return the `Period`s between ticks that have events; `days`, in order, are those that the events sort by."""
        begins = [self.first, *(day for day, _ in self._tick_days if day > self.first)]
        places = [bisect_left(days, datetime.date.fromordinal(day).isoformat()) for day in begins]
        places[0] = 0
        ends = zip(begins, [*begins[1:], self.last], places, [*places[1:], len(days)], strict=True)
        return [self._period(days, *end) for end in ends if end[2] < end[3]]

    def _period(self, days, begin, end, place, next_place):
        x, last = self.x_of(begin) if place else 0, next_place - 1
        width = (self.x_of(end) if next_place < len(days) else WIDTH) - x
        length = 7 if self.last - self.first < MONTHS_BELOW else 4  # of a month or a year in ISO 8601
        names = dict.fromkeys((days[place][:length], days[last][:length]))
        return Period(x, width, place, last, "–".join(names))


def lanes_of(spans):
    """Return the lane, counted from 0, of each of some (first day, last day) pairs in order: the first that is free, or
    the lowest where there are too many.
    """
    lanes, ends = [], []
    for first, last in spans:
        lane = next((lane for lane, end in enumerate(ends) if end < first), min(len(ends), MOST_LANES - 1))
        ends[lane : lane + 1] = [last]
        lanes.append(lane)
    return lanes


class CrowdedChart(Chart):
    """The chart of a timeline in parts: thin lines where there are events, and the part that is shown is marked.

    It is made of `ListedEvent`s. The number of its lines is limited by its width.
    """

    marks = ()

    def __init__(self, listed_by_era, today, shown):
        self.dates = {event[DATE] for _, events in listed_by_era for event in events}
        super().__init__(listed_by_era, today)
        self.shown = shown

    def _days(self):
        first, last = min(day for day, *_ in self.dates), max(last_of(*date) for date in self.dates)
        return [ordinal(first), ordinal(last)]

    @property
    def band(self):
        """The place and the width of the part that is shown."""
        start = self.x_of(ordinal(self.shown[0].day)) - BAND_INSET
        end = self.x_of(ordinal(max(last_of(*event[DATE]) for event in self.shown))) + BAND_INSET
        return Bar(start, end - start, "")

    @property
    def lines(self):
        """Two SVG paths with a line in the middle of the events: of those with an exact day, and of the others.

        There is one line where several events are near one place.
        """
        exact = {ordinal(day) for day, _, precision, qualifier in self.dates if (precision, qualifier) in EXACT}
        others = [date for date in self.dates if date[2:] not in EXACT]
        middles = {(ordinal(day) + ordinal(last_of(day, *rest))) // 2 for day, *rest in others}
        exact, other = self._places(exact), self._places(middles)
        return ["".join(f"M{x} 26v16" for x in sorted(xs)) for xs in (exact, other - exact)]

    def _places(self, days):
        """Return the places of some days, as far apart as two lines are at least."""
        share = (WIDTH - 2 * INSET) / LINE_STEP / (self.last - self.first)
        steps = {round((day - self.first) * share) for day in days}
        return {INSET + LINE_STEP * step for step in steps}


def last_of(day, last_day, _precision, _qualifier):
    """Return the last day of a listed date, or the one that it sorts by where it has no end."""
    return day if last_day == OPEN_END else last_day
