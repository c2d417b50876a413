"""The parts of a long timeline: its eras, or years, or groups of years with about a dozen events."""

import math
from itertools import accumulate, groupby
from operator import itemgetter

from django.utils.html import escape
from django.utils.safestring import mark_safe

from articles.dates import NO_DATE, OPEN_END, PartialDate, day_from_stored, of_days

MOST_UNDIVIDED = 40  # events of a timeline that is shown whole
MOST_IN_PART = 16  # events of a part: so many cost what an ordinary timeline does, and half as much again
MOST_IN_ERA = 24  # events of an era that is one part
MOST_ANCHORED = 400  # events of a timeline of which each page has an anchor for each event
MOST_LINES = 15  # of a level of the list of parts
# From coarse to fine: the length of the beginning that the stored days of a period share.
PERIODS = {"year": 5, "month": 8, "day": 11}


class Part:
    """A part of a timeline: some events that follow one another (`ListedEvent`), all of one era or of none.

    `first` is the place of its first event in the timeline.

    `precision` is that of the periods between which the timeline was divided; None where the part is a whole era.
    """

    def __init__(self, number, first, era, events, precision):
        self.number, self.first, self.era, self.events, self.precision = number, first, era, events, precision

    def __len__(self):
        return len(self.events)

    @property
    def anchors(self):
        """An empty element for each event, with its id in the page of the part: an old link to it leads to this one."""
        slugs = escape(" ".join(event.slug for event in self.events)).split(" ")  # at once: there may be thousands
        return mark_safe("".join(f'<i id="{slug}"></i>' for slug in slugs))

    @property
    def dates(self):
        """The years, months or days from the first event to the last, as a partial date, or “undated” for none."""
        days = [day_from_stored(event.day) for event in self.events if event.day != OPEN_END]
        return PartialDate("", *of_days(days[0], days[-1], self.precision or "year") if days else NO_DATE)


class Line:
    """A line of the list of parts: one part, or several that follow one another, which begin in one period."""

    def __init__(self, parts):
        self.parts, self.number, first = parts, parts[0].number, parts[0]
        self.era = first.era if all(part.era == first.era for part in parts) else None
        events = [event for part in parts for event in part.events]
        self.whole = first if len(parts) == 1 else Part(first.number, first.first, self.era, events, "year")

    def __len__(self):
        return len(self.whole)

    @property
    def anchors(self):
        """The anchors of the events of all its parts."""
        return self.whole.anchors

    @property
    def dates(self):
        """The years, months or days from the first event to the last, as a partial date."""
        return self.whole.dates


def divide(events_by_era):
    """Return the parts of (era or None, events) pairs in order, numbered from 1; none where there are few events."""
    if sum(len(events) for _, events in events_by_era) <= MOST_UNDIVIDED:
        return []
    pieces = [
        (era, piece, precision)
        for era, events in events_by_era
        for precision, piece in ([(None, events)] if era and len(events) <= MOST_IN_ERA else split(events))
    ]
    firsts = accumulate((len(events) for _, events, _ in pieces), initial=0)
    return [Part(number, first, *piece) for number, (first, piece) in enumerate(zip(firsts, pieces, strict=False), 1)]


def lines(parts):
    """Return parts as `Line`s, at most `MOST_LINES`: one for each part; or for all that begin in one year, decade or
    century; or where all are in one year, for so many that follow one another.
    """
    if len(parts) <= MOST_LINES:
        return [Line([part]) for part in parts]
    for length in (5, 4, 3):  # of the beginning that the days of a year, a decade and a century share
        grouped = [list(group) for _, group in groupby(parts, key=lambda part: part.events[0].day[:length])]
        if 1 < len(grouped) <= MOST_LINES:
            return [Line(group) for group in grouped]
    size = math.ceil(len(parts) / MOST_LINES)
    return [Line(parts[start : start + size]) for start in range(0, len(parts), size)]


def split(events, precisions=tuple(PERIODS)):
    """Return (precision, events) pairs of about the same size: years, or groups of them; where a year has too many
    events, months or days; and where one day has too many, some of its events.
    """
    if not precisions:
        return [("day", group) for group in groups([event] for event in events)]
    precision, *finer = precisions
    length = PERIODS[precision]
    days = ((event.day[:length], event) for event in events)
    periods = [[event for _, event in group] for _, group in groupby(days, key=itemgetter(0))]
    pieces = []
    for is_small, run in groupby(periods, lambda period: len(period) <= MOST_IN_PART):
        if is_small:
            pieces += [(precision, group) for group in groups(run)]
        else:
            pieces += [piece for period in run for piece in split(period, finer)]
    return pieces


def groups(periods):
    """Return the events of periods that follow one another as lists of about the same size; none divides a period."""
    periods = list(periods)
    total = sum(map(len, periods))
    size = total / math.ceil(total / MOST_IN_PART)
    grouped, passed, last_share = [], 0, None
    for period in periods:
        share = int((passed + len(period) / 2) / size)  # in which of the shares of equal size its middle is
        passed += len(period)
        if share == last_share and len(grouped[-1]) + len(period) <= MOST_IN_PART:
            grouped[-1] += period
        else:
            grouped.append(list(period))
        last_share = share
    return grouped
