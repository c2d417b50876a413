"""What a reader chose of a timeline by its address: whose events, and in which order."""

from dataclasses import dataclass

from django.utils.http import urlencode

MOST = 4


@dataclass(frozen=True)
class Chip:
    """A topic that can be chosen: the address of the link that chooses it, or lets it go."""

    topic: object
    href: str
    chosen: bool


class Choice:
    """`?who=` a topic's slug, several times for events about all of them, and `?order=newest`.

    Raises `LookupError` for a topic that the timeline does not know.
    """

    def __init__(self, timeline, query):
        self.timeline = timeline
        self.newest_first = query.get("order") == "newest"
        self.people = timeline.people()
        by_slug = {topic.slug: topic for topic in self.people}
        slugs = dict.fromkeys(query.getlist("who"))
        if len(slugs) > MOST or not slugs.keys() <= by_slug.keys():
            raise LookupError("no such topic in this timeline")
        self.who = [by_slug[slug] for slug in slugs]

    @property
    def spans(self):
        """The spans that were chosen, in the order that was chosen."""
        return self.timeline.spans_about(*self.who, newest_first=self.newest_first)

    @property
    def names(self):
        """The chosen topics' names, as one text."""
        return ", ".join(topic.name for topic in self.who)

    def query(self, who=None, newest_first=None):
        """Return the query for these topics and this order, each as chosen where not given; with its question mark."""
        pairs = [("who", topic.slug) for topic in (self.who if who is None else who)]
        newest_first = self.newest_first if newest_first is None else newest_first
        pairs += [("order", "newest")] if newest_first else []
        return f"?{urlencode(pairs)}" if pairs else ""

    @property
    def everyone(self):
        """The address of everyone's events in the chosen order."""
        return self.query(who=[]) or self.timeline.get_absolute_url()

    @property
    def turned(self):
        """The address of the same events in the other order."""
        return self.query(newest_first=not self.newest_first) or self.timeline.get_absolute_url()

    @property
    def chips(self):
        """A chip for every topic of which some chosen event is told, those of the most events first."""
        shown = {p.topic_id for _, entries in self.spans for entry in entries for p in entry.event.people.all()}
        chips = []
        for topic in self.people:
            chosen = topic in self.who
            rest = [other for other in self.who if other != topic] if chosen else [*self.who, topic]
            if chosen or (topic.pk in shown and len(self.who) < MOST):
                chips.append(Chip(topic, self.query(who=rest) or self.timeline.get_absolute_url(), chosen))
        return chips
