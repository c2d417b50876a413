"""The filters of a timeline's page, as its address gives them: topics and order."""

from django.utils.http import urlencode

MOST_TOPICS = 4


class Filters:
    """`?who=` a topic's slug, repeated for events about all of these topics, and `?order=newest`.

    Raises `LookupError` for a topic that the timeline does not have.
    """

    def __init__(self, timeline, query):
        self.timeline = timeline
        self.newest_first = query.get("order") == "newest"
        self.people = timeline.people()
        by_slug = {topic.slug: topic for topic in self.people}
        slugs = dict.fromkeys(query.getlist("who"))
        if len(slugs) > MOST_TOPICS or not slugs.keys() <= by_slug.keys():
            raise LookupError("no such topic in this timeline")
        self.topics = [by_slug[slug] for slug in slugs]
        keys = {topic.pk for topic in self.topics}
        # The entries that pass the filter, oldest first.
        self.entries = [
            entry
            for entry in timeline.ordered_entries
            if keys <= {person.topic_id for person in entry.event.people.all()}
        ]

    @property
    def entries_by_era(self):
        """The (era or None, entries) pairs that pass the filter, in the chosen order."""
        pairs = self.timeline.entries_by_era(self.entries)
        return [(era, entries[::-1]) for era, entries in pairs[::-1]] if self.newest_first else pairs

    @property
    def topic_names(self):
        """The names of the chosen topics, separated by commas."""
        return ", ".join(topic.name for topic in self.topics)

    def query(self, topics=None, newest_first=None):
        """Return the query for these topics and this order, each as it is now if None; with its question mark."""
        pairs = [("who", topic.slug) for topic in (self.topics if topics is None else topics)]
        newest_first = self.newest_first if newest_first is None else newest_first
        pairs += [("order", "newest")] if newest_first else []
        return f"?{urlencode(pairs)}" if pairs else ""

    def address(self, **changes):
        """Return the address of the page with other filters, relative where it has any."""
        return self.query(**changes) or self.timeline.get_absolute_url()

    @property
    def all_address(self):
        """The address of all events in the chosen order."""
        return self.address(topics=[])

    @property
    def reversed_address(self):
        """The address of the same events in the other order."""
        return self.address(newest_first=not self.newest_first)

    @property
    def links(self):
        """A link for every topic of the events that pass the filter, those of the most events first.

        It adds the topic to the filter, or removes one that is active.
        """
        shown = {person.topic_id for entry in self.entries for person in entry.event.people.all()}
        links = []
        for topic in self.people:
            is_active = topic in self.topics
            topics = [other for other in self.topics if other != topic] if is_active else [*self.topics, topic]
            if is_active or (topic.pk in shown and len(self.topics) < MOST_TOPICS):
                links.append({"topic": topic, "href": self.address(topics=topics), "is_active": is_active})
        return links
