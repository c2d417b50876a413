"""The chart above a timeline: all its events on one line, to scale, as numbers that a template draws."""

from bisect import bisect_left
from calendar import month_abbr
from dataclasses import dataclass
from functools import cached_property

from django.conf import settings

from articles.dates import (
    LAST_YEAR,
    OPEN_END,
    PLAIN,
    PRECISIONS,
    STORED_YEAR_OFFSET,
    STYLES,
    day_from_stored,
    day_of_ordinal,
    day_to_stored,
    era_year,
    make_day,
)
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
DATE = slice(ListedEvent._fields.index("day"), ListedEvent._fields.index("qualification") + 1)
EXACT = {(str(PRECISIONS.index(name)), PLAIN) for name in ("day", "time")}
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
    """Return the number of a stored day."""
    return day_from_stored(day).toordinal()


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

    Places and widths are in the units of the SVG, `WIDTH` across. `today` is a stored day.
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
        """The events in order, but those without a date: a range, a decade and a century at its length, others as a
        mark in the middle.
        """
        dates = (entry.event.date for _, entries in self.entries_by_era for entry in entries)
        return [self._mark(date) for date in dates if date.is_dated]

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
        first, last = day_of_ordinal(self.first).year, day_of_ordinal(self.last).year
        step = next(step for step in TICK_STEPS if (last - first) / step <= MOST_TICKS)
        # There is no year 0, so years before Christ are counted by themselves.
        years = [1 - number for number in multiples(step, max(1 - last, 1), 1 - first)][::-1]
        years += multiples(step, max(first, 1), last)
        return [(make_day(year).toordinal(), tick_text(year)) for year in years]

    def _months(self):
        first = day_of_ordinal(self.first)
        months = (divmod(first.year * 12 + first.month - 1 + past, 12) for past in range(15))
        days = [make_day(year, month + 1) for year, month in months if year <= LAST_YEAR]
        names = [month_abbr[day.month] + (f" {tick_text(day.year)}" if day.month == 1 else "") for day in days]
        return [(day.toordinal(), name) for day, name in zip(days, names, strict=True)]

    def periods(self, days):
        """Return the `Period`s between ticks that have events; `days` are those that the events sort by, in order.

        Events without a date, which come last, are in none.
        """
        days = days[: bisect_left(days, OPEN_END)]
        begins = [self.first, *(day for day, _ in self._tick_days if day > self.first)]
        places = [bisect_left(days, day_to_stored(day_of_ordinal(day))) for day in begins]
        places[0] = 0
        ends = zip(begins, [*begins[1:], self.last], places, [*places[1:], len(days)], strict=True)
        return [self._period(days, *end) for end in ends if end[2] < end[3]]

    def _period(self, days, begin, end, place, next_place):
        x, last = self.x_of(begin) if place else 0, next_place - 1
        width = (self.x_of(end) if next_place < len(days) else WIDTH) - x
        names = dict.fromkeys(map(self._period_name, (days[place], days[last])))
        return Period(x, width, place, last, "–".join(names))

    def _period_name(self, day):
        """Return the year of a stored day, and in a short timeline its month, as the name of a period."""
        year = tick_text(int(day[:5]) - STORED_YEAR_OFFSET)
        return f"{year}{day[5:8]}" if self.last - self.first < MONTHS_BELOW else year


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
        dates = [date for date in self.dates if date[0] != OPEN_END]
        days = [day for day, *_ in dates] + [last_of(*date) for date in dates]
        return [ordinal(min(days)), ordinal(max(days))] if days else []

    @property
    def band(self):
        """The place and the width of the part that is shown; none where no event of it has a date."""
        shown = [event[DATE] for event in self.shown if event.day != OPEN_END]
        if not shown:
            return Bar(0, 0, "")
        start = self.x_of(ordinal(shown[0][0])) - BAND_INSET
        end = self.x_of(ordinal(max(last_of(*date) for date in shown))) + BAND_INSET
        return Bar(start, end - start, "")

    @property
    def lines(self):
        """Two SVG paths with a line in the middle of the events: of those with an exact day, and of the others.

        There is one line where several events are near one place.
        """
        dated = [date for date in self.dates if date[0] != OPEN_END]
        exact = {ordinal(day) for day, _, precision, qualification in dated if (precision, qualification) in EXACT}
        others = [date for date in dated if date[2:] not in EXACT]
        middles = {(ordinal(day) + ordinal(last_of(day, *rest))) // 2 for day, *rest in others}
        exact, other = self._places(exact), self._places(middles)
        return ["".join(f"M{x} 26v16" for x in sorted(xs)) for xs in (exact, other - exact)]

    def _places(self, days):
        """Return the places of some days, as far apart as two lines are at least."""
        share = (WIDTH - 2 * INSET) / LINE_STEP / (self.last - self.first)
        steps = {round((day - self.first) * share) for day in days}
        return {INSET + LINE_STEP * step for step in steps}


def last_of(day, last_day, _precision, _qualification):
    """Return the last day of a listed date, or the one that it sorts by where it has no end."""
    return day if last_day == OPEN_END else last_day
