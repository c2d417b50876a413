"""The page of a timeline: all its events, or one part of those of a long timeline."""

from django.conf import settings

from articles.models import Topic
from articles.pages import FactLoader, add_corrections
from timeline.models import Entry, Event
from timeline.pages.chart import Chart, CrowdedChart
from timeline.pages.filters import Filters
from timeline.pages.parts import divide


class TimelinePage:
    """What the page of a timeline shows at a moment, for the filters, the order and the part that its address asks for.

    Only the events that are shown are loaded; `entries` has them. Raises `LookupError` where there is no such topic or
    part.
    """

    def __init__(self, outline, query, moment):
        self.timeline = outline.timeline
        self.filters = Filters(outline.timeline, outline.events, query)
        self.listed_by_era = self.timeline.by_era(self.filters.listed, lambda event: event.day)
        self.parts = divide(self.listed_by_era)
        self.part = self._part(query.get("part"))
        self._load(self.part.events if self.part else self.filters.listed, moment)

    def _part(self, number):
        """Return the part of a number, as the address gives it, or the first in the chosen order; None for no parts."""
        by_number = {str(part.number): part for part in self.parts}
        if number is not None:
            return by_number[number]
        return self.in_order(self.parts)[0] if self.parts else None

    def _load(self, shown, moment):
        facts = FactLoader(moment=moment)
        keys = [Event._meta.pk.to_python(event.event) for event in shown]
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

    @property
    def chart(self):
        """All events that pass the filter on one line."""
        if self.part:
            return CrowdedChart(self.listed_by_era, self.part.events)
        return Chart(self.timeline.entries_by_era(self.entries))

    @property
    def name_of_part(self):
        """What is added to the title: the topics of the filter, the era and the dates of the part."""
        names = [topic.name for topic in self.filters.topics]
        names += [self.part.era.title] if self.part.era else []
        return ", ".join([*names, self.part.dates.format(settings.HOUSE_STYLE)])

    @property
    def canonical_query(self):
        """The query of the canonical address: the order is another view of the same page, a filter and a part are not.

        The first part of the timeline has the address without a number.
        """
        number = self.part.number if self.part and self.part is not self.parts[0] else None
        return self.filters.query(newest_first=False, part=number)

    @property
    def part_links(self):
        """A (part, address) pair for every part in the chosen order."""
        ordered = self.in_order(self.parts)
        return [(part, self.filters.address(part=part.number if place else None)) for place, part in enumerate(ordered)]

    @property
    def neighbours(self):
        """The parts before and after the one that is shown, in the chosen order, each as (part, address, relation)."""
        links = self.part_links
        place = [part for part, _ in links].index(self.part)
        before = [(*link, "prev") for link in links[max(place - 1, 0) : place]]
        return before + [(*link, "next") for link in links[place + 1 : place + 2]]
