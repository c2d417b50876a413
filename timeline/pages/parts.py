"""The parts of a long timeline: its eras, or years, or groups of years with about thirty events."""

import math
from itertools import groupby

from django.utils.html import escape
from django.utils.safestring import mark_safe

from articles.dates import NO_DATE, OPEN_END, PartialDate, day_from_stored, of_days

MOST_UNDIVIDED = 60  # events of a timeline that is shown whole
MOST_IN_PART = 50  # events of a part, unless it is a whole era
# From coarse to fine: the length of the beginning that the stored days of a period share.
PERIODS = {"year": 5, "month": 8, "day": 11}


class Part:
    """A part of a timeline: some events that follow one another (`ListedEvent`), all of one era or of none.

    `precision` is that of the periods between which the timeline was divided; None where the part is a whole era.
    """

    def __init__(self, number, era, events, precision):
        self.number, self.era, self.events, self.precision = number, era, events, precision

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


def divide(events_by_era):
    """Return the parts of (era or None, events) pairs in order, numbered from 1; none where there are few events."""
    if sum(len(events) for _, events in events_by_era) <= MOST_UNDIVIDED:
        return []
    pieces = [
        (era, piece, precision)
        for era, events in events_by_era
        for precision, piece in ([(None, events)] if era and len(events) <= MOST_UNDIVIDED else split(events))
    ]
    return [Part(number, *piece) for number, piece in enumerate(pieces, start=1)]


def split(events, precisions=tuple(PERIODS)):
    """Return (precision, events) pairs of about the same size: years, or groups of them; where a year has too many
    events, months or days; and where one day has too many, some of its events.
    """
    if not precisions:
        return [("day", group) for group in groups([event] for event in events)]
    precision, *finer = precisions
    periods = [list(group) for _, group in groupby(events, lambda event: event.day[: PERIODS[precision]])]
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
