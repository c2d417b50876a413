"""The page of a timeline: all its events, or one part of those of a long timeline."""

from bisect import bisect, bisect_right

from django.conf import settings
from django.utils import timezone
from django.utils.functional import cached_property

from articles.dates import OPEN_END, day_to_stored
from articles.models import Topic
from articles.pages import FactLoader, add_corrections
from articles.queries import key_from
from timeline.models import Entry, Event
from timeline.pages.chart import Chart, CrowdedChart
from timeline.pages.filters import Filters
from timeline.pages.parts import MOST_ANCHORED, MOST_IN_PART, divide, lines


class TimelinePage:
    """What the page of a timeline shows at a moment, for the filters, the order and the part that its address asks for.

    `?part=` is the number of a part, and `?event=` the slug of an event, whose part is shown. Only the events that are
    shown are loaded; `entries` has them. Raises `LookupError` where there is no such topic, part or event.
    """

    def __init__(self, outline, query, moment):
        self.timeline = outline.timeline
        self.today = day_to_stored(timezone.localtime(moment).date())
        self.filters = Filters(outline, query)
        self.listed_by_era = self.timeline.by_era(self.filters.listed, lambda event: event.day)
        self.parts = divide(self.listed_by_era)
        self.part = self._part(query)
        self._load(self.part.events if self.part else self.filters.listed, moment)

    def _part(self, query):
        """Return the part that the address asks for, or the first in the chosen order; None for no parts."""
        if "event" in query:
            slugs = [event.slug for event in self.filters.listed]
            if query["event"] not in slugs:
                raise LookupError("no such event in this timeline")
            return self.part_at(slugs.index(query["event"]))
        if "part" in query:
            return {str(part.number): part for part in self.parts}[query["part"]]
        return self.in_order(self.parts)[0] if self.parts else None

    def part_at(self, place):
        """Return the part of the event at a place among those that pass the filter; None for no parts."""
        return self.parts[bisect(self.parts, place, key=lambda part: part.first) - 1] if self.parts else None

    def _load(self, shown, moment):
        facts = FactLoader(moment=moment)
        keys = [key_from(event.event) for event in shown]
        facts.add_keys(Event, keys)
        facts.add_keys(Topic, self.filters.topic_keys)
        facts.load()
        self.filters.use_facts(facts)
        self.entries = [
            Entry(timeline=self.timeline, event=event, title=listed.title, highlight=listed.highlight)
            for listed, key in zip(shown, keys, strict=True)
            if (event := facts.by_key.get(key))
        ]
        add_corrections([entry.event for entry in self.entries], moment)

    def in_order(self, rows):
        """Return events or parts, which are listed oldest first, in the chosen order."""
        return rows[::-1] if self.filters.newest_first else rows

    @property
    def entries_in_order(self):
        """The entries that are shown, in the chosen order."""
        return self.in_order(self.entries)

    @property
    def whole(self):
        """The (era or None, entries) pairs of a timeline without parts, in the chosen order."""
        pairs = [] if self.part else self.in_order(self.timeline.entries_by_era(self.entries))
        return [(era, self.in_order(entries)) for era, entries in pairs]

    @cached_property
    def chart(self):
        """All events that pass the filter on one line."""
        if self.part:
            return CrowdedChart(self.listed_by_era, self.today, self.part.events)
        return Chart(self.timeline.entries_by_era(self.entries), self.today)

    def address_of(self, place):
        """Return the address of the event at a place among those that pass the filter, in its part."""
        part = self.part_at(place)
        page = "" if part is self.part else self._address_of_part(part)
        return f"{page}#{self.filters.listed[place].slug}"

    def _address_of_part(self, part):
        """Return the address of a part; the first in the chosen order has the one without a number."""
        return self.filters.address(part=None if part is self.in_order(self.parts)[0] else part.number)

    @property
    def periods(self):
        """The (period, address of its first event in the chosen order) pairs of the chart."""
        periods = self.chart.periods([event.day for event in self.filters.listed])
        return [
            (period, self.address_of(period.last if self.filters.newest_first else period.first)) for period in periods
        ]

    @property
    def newest(self):
        """The address of the last event that has happened, and whether others are still to come; None for few events.

        Where all are still to come, it is the first. Events without a date, which come last, are neither.
        """
        days = [event.day for event in self.filters.listed if event.day != OPEN_END]
        happened = bisect_right(days, self.today)
        is_ahead = happened < len(days)
        if not days or (len(days) <= MOST_IN_PART and not is_ahead):
            return None
        return {"address": self.address_of(max(happened - 1, 0)), "is_ahead": is_ahead}

    @property
    def name_of_part(self):
        """What is added to the title: the topics of the filter, the era and the dates of the part."""
        names = [topic.name for topic in self.filters.topics]
        names += [self.part.era.title] if self.part.era else []
        return ", ".join([*names, self.part.dates.format(settings.HOUSE_STYLE)])

    @property
    def canonical_query(self):
        """The query of the canonical address: the order is another view of the same page, topics and a part are not.

        The first part of the timeline has the address without a number, and so has what is found by words.
        """
        if self.filters.words:
            return self.filters.query(newest_first=False, words="")
        number = self.part.number if self.part and self.part is not self.parts[0] else None
        return self.filters.query(newest_first=False, part=number)

    @property
    def part_rows(self):
        """The list of parts in the chosen order: (line, address of its first part, rows below it, its anchors) tuples.

        There are rows, made alike, below the line of the part that is shown. There is an anchor for each event of the
        other lines, for old links to it, unless the timeline is so long that they would be most of the page.
        """
        return self._rows_of(self.parts)

    def _rows_of(self, parts):
        has_anchors, rows = len(self.filters.listed) <= MOST_ANCHORED, []
        for line in self.in_order(lines(parts)):
            is_open = self.part in line.parts
            below = self._rows_of(line.parts) if is_open and len(line.parts) > 1 else []
            anchors = line.anchors if has_anchors and not is_open else ""
            rows.append((line, self._address_of_part(self.in_order(line.parts)[0]), below, anchors))
        return rows

    @property
    def neighbours(self):
        """The parts before and after the one that is shown, in the chosen order, each as (part, address, relation)."""
        ordered = self.in_order(self.parts)
        place = ordered.index(self.part)
        before = [(part, "prev") for part in ordered[max(place - 1, 0) : place]]
        after = [(part, "next") for part in ordered[place + 1 : place + 2]]
        return [(part, self._address_of_part(part), relation) for part, relation in before + after]
