"""Which of a timeline's events a reader asked for: those about some topics, and those with some words."""

import json
from collections import Counter

from articles.dates import OPEN_END, PartialDate, day_from_stored
from articles.queries import Keys, PreparedQuery
from articles.text import fold, printable
from timeline.models import Event

MOST_TOPICS = 4  # that an address may name
MOST_LETTERS = 100  # of the words that an address asks for
SEARCHED = ("pk", "date", "title", "text", "quotation")
WORDS_FOLDED = 20  # at once: `fold` cuts long texts off

TEXTS = PreparedQuery(lambda: Event.objects.filter(pk__in=Keys("events")).order_by().values_list(*SEARCHED))


def topics_of_events(listed):
    """Return (the slugs of the topics of each event, the keys of all topics by slug, those of the most events first).

    `listed` are `ListedEvent`s that were read with their topics.
    """
    topics = [{topic["slug"]: topic["key"] for topic in json.loads(event.topics)} for event in listed]
    counts = Counter(slug for slugs in topics for slug in slugs)
    keys = {slug: key for slugs in topics for slug, key in slugs.items()}
    return topics, {slug: keys[slug] for slug in sorted(counts, key=lambda slug: (-counts[slug], slug))}


def about_topics(listed, slugs):
    """Return the events about all topics of some slugs; raise `LookupError` for one that none of them is about."""
    topics, keys = topics_of_events(listed)
    if not keys.keys() >= set(slugs):
        raise LookupError("no such topic in this timeline")
    return [event for event, about in zip(listed, topics, strict=True) if about.keys() >= set(slugs)]


def words_asked(text):
    """Return the words that an address asks for, as look-ups compare them, each once."""
    return set(fold(printable(text[:MOST_LETTERS])).split())


def with_words(listed, words):
    """Return the events in which every one of some words stands: in what readers see as title, date, text or quotation.

    Case and accents do not matter, and a word may be the beginning of one in the text.
    """
    rows = TEXTS.run(events=[event.event for event in listed])
    texts = {key: [PartialDate.from_text(date).words, *text] for key, date, *text in rows}
    return [event for event in listed if words_stand_in(words, [*own_words(event), *texts.get(event.event, ())])]


def own_words(event):
    """Return the title that a timeline gives an event, and the day that it sorts by in ISO 8601."""
    return [event.title] if event.day == OPEN_END else [event.title, day_from_stored(event.day).isoformat()]


def words_stand_in(words, texts):
    """Return whether each of some folded words is a beginning of a word in one of the texts."""
    parts = " ".join(texts).split()
    pieces = (fold(" ".join(parts[start : start + WORDS_FOLDED])) for start in range(0, len(parts), WORDS_FOLDED))
    folded = f" {' '.join(pieces)}"
    return all(f" {word}" in folded for word in words)
