"""The filters of a timeline's page, as its address gives them: topics and order."""

from collections import Counter

from django.utils.http import urlencode

from articles.models import Topic
from timeline.pages.parts import MOST_UNDIVIDED

MOST_TOPICS = 4
MOST_LINKS = 24  # beside a timeline in parts: a long one may have a thousand topics


class Filters:
    """`?who=` a topic's slug, repeated for events about all of these topics, and `?order=newest`.

    `listed` are the events of the timeline (`ListedEvent`). Raises `LookupError` for a topic that it does not have.
    Its topics are loaded later: add `topic_keys` to a `FactLoader`, and give it to `use_facts`.
    """

    def __init__(self, timeline, listed, query):
        self.timeline = timeline
        self.newest_first = query.get("order") == "newest"
        self.slugs = list(dict.fromkeys(query.getlist("who")))
        counts = Counter(slug for event in listed for slug in event.topics)
        if len(self.slugs) > MOST_TOPICS or not counts.keys() >= set(self.slugs):
            raise LookupError("no such topic in this timeline")
        # The events that pass the filter, oldest first.
        self.listed = [event for event in listed if event.topics.keys() >= set(self.slugs)]
        self.has_topics = bool(counts)
        keys = {slug: key for event in listed for slug, key in event.topics.items()}
        offered = set(self.slugs)
        if len(self.slugs) < MOST_TOPICS:
            offered.update(slug for event in self.listed for slug in event.topics)
        offered = [slug for slug in sorted(counts, key=lambda slug: -counts[slug]) if slug in offered]
        if len(listed) > MOST_UNDIVIDED:
            offered = [slug for place, slug in enumerate(offered) if place < MOST_LINKS or slug in self.slugs]
        self.topic_keys = [Topic._meta.pk.to_python(keys[slug]) for slug in offered]

    def use_facts(self, facts):
        """Take the topics that the filter names or offers from a loader."""
        self.offered = facts.of(Topic, self.topic_keys)
        by_slug = {topic.slug: topic for topic in self.offered}
        self.topics = [by_slug[slug] for slug in self.slugs]

    @property
    def topic_names(self):
        """The names of the chosen topics, separated by commas."""
        return ", ".join(topic.name for topic in self.topics)

    def query(self, slugs=None, newest_first=None, part=None):
        """Return the query for these topics and this order, each as it is now if None; with its question mark.

        `part` is the number of a part of the timeline; without it the address leads to the first.
        """
        pairs = [("who", slug) for slug in (self.slugs if slugs is None else slugs)]
        newest_first = self.newest_first if newest_first is None else newest_first
        pairs += [("order", "newest")] if newest_first else []
        pairs += [("part", part)] if part else []
        return f"?{urlencode(pairs)}" if pairs else ""

    def address(self, **changes):
        """Return the address of the page with other filters, relative where it has any."""
        return self.query(**changes) or self.timeline.get_absolute_url()

    @property
    def all_address(self):
        """The address of all events in the chosen order."""
        return self.address(slugs=[])

    @property
    def reversed_address(self):
        """The address of the same events in the other order."""
        return self.address(newest_first=not self.newest_first)

    @property
    def links(self):
        """A link for every topic of the events that pass the filter, those of the most events first.

        It adds the topic to the filter, or removes one that is active. Beside a long timeline only so many are offered.
        """
        links = []
        for topic in self.offered:
            is_active = topic in self.topics
            slugs = [slug for slug in self.slugs if slug != topic.slug] if is_active else [*self.slugs, topic.slug]
            links.append({"topic": topic, "href": self.address(slugs=slugs), "is_active": is_active})
        return links
