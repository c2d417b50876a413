"""The filters of a timeline's page, as its address gives them: topics, words and order."""

from django.utils.http import urlencode

from articles.models import Topic
from articles.queries import key_from
from articles.text import printable
from timeline.pages.parts import MOST_UNDIVIDED
from timeline.pages.search import MOST_LETTERS, MOST_TOPICS, about_topics, topics_of_events, with_words, words_asked

MOST_LINKS = 12  # beside a long timeline: it may have a thousand topics


class Filters:
    """`?who=` a topic's slug, repeated for events about all of these topics; `?q=` words; and `?order=newest`.

    `listed` are the events that pass, oldest first (`ListedEvent`). Raises `LookupError` for a topic that the timeline
    does not have. Its topics are loaded later: add `topic_keys` to a `FactLoader`, and give it to `use_facts`.
    """

    most_letters = MOST_LETTERS

    def __init__(self, outline, query):
        self.timeline = outline.timeline
        self.newest_first = query.get("order") == "newest"
        self.slugs = list(dict.fromkeys(query.getlist("who")))
        asked = words_asked(query.get("q", ""))
        self.words = " ".join(printable(query["q"][:MOST_LETTERS]).split()) if asked else ""
        self.is_long = len(outline.events) > MOST_UNDIVIDED
        self.has_topics = bool(outline.topics)
        if len(self.slugs) > MOST_TOPICS:
            raise LookupError("more topics than an address may name")
        self.listed, topics = outline.events, outline.topics
        if self.slugs:
            self.listed = about = about_topics(self.listed, self.slugs)
            _, topics = topics_of_events(about or outline.events)
        if asked:
            self.listed = with_words(self.listed, asked)
        self.topic_keys = [key_from(topics[slug]) for slug in self._offered(list(topics))]

    def _offered(self, slugs):
        """Return the topics of the filter, and those of its events that may be added to it, by their slugs."""
        if len(self.slugs) == MOST_TOPICS:
            return self.slugs
        others = [slug for slug in slugs if slug not in self.slugs]
        return [*self.slugs, *(others[:MOST_LINKS] if self.is_long else others)]

    def use_facts(self, facts):
        """Take the topics that the filter names or offers from a loader."""
        self.offered = facts.of(Topic, self.topic_keys)
        by_slug = {topic.slug: topic for topic in self.offered}
        self.topics = [by_slug[slug] for slug in self.slugs]

    @property
    def topic_names(self):
        """The names of the chosen topics, separated by commas."""
        return ", ".join(topic.name for topic in self.topics)

    def query(self, slugs=None, newest_first=None, part=None, words=None):
        """Return the query for these topics, words and this order, each as it is now if None; with its question mark.

        `part` is the number of a part of the timeline; without it the address leads to the first.
        """
        pairs = [("who", slug) for slug in (self.slugs if slugs is None else slugs)]
        words = self.words if words is None else words
        pairs += [("q", words)] if words else []
        newest_first = self.newest_first if newest_first is None else newest_first
        pairs += [("order", "newest")] if newest_first else []
        pairs += [("part", part)] if part else []
        return f"?{urlencode(pairs)}" if pairs else ""

    def address(self, **changes):
        """Return the address of the page with other filters, relative where it has any."""
        return self.query(**changes) or self.timeline.get_absolute_url()

    @property
    def all_address(self):
        """The address of the events about any topic in the chosen order."""
        return self.address(slugs=[])

    @property
    def wordless_address(self):
        """The address of the events with any words, and the same topics and order."""
        return self.address(words="")

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
