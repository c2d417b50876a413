"""Which of a timeline's events a reader asked for: those about some topics, and those with some words."""

import json
import re

from django.db.models import OuterRef, SlugField

from articles.dates import PartialDate
from articles.models import Topic
from articles.queries import Keys, Parameter, PartRows, PreparedQuery, RowObject, key_from
from articles.text import fold, printable
from timeline.models import Event, EventPerson, Timeline
from timeline.pages.loader import FACT
from timeline.pages.outline import topics_from, topics_of

MOST_TOPICS = 4  # that an address may name
MOST_LETTERS = 100  # of the words that an address asks for
SEARCHED = ("pk", "date", "title", "text", "quotation")
SLUG_FORM = re.compile(r"[-\w]+")
WORDS_FOLDED = 20  # at once: `fold` cuts long texts off


def events_of_topics():
    """Return (slug, key, those of some events that are about it, as JSON) of the active topics of some slugs."""
    slugs = [Parameter(f"slug_{number}", SlugField()) for number in range(MOST_TOPICS)]
    about = EventPerson.objects.filter(topic=OuterRef("pk"), event__in=Keys("events")).order_by()
    rows = PartRows(about.values(row=RowObject(event="event")))
    return Topic.objects.active().filter(slug__in=slugs).order_by().values_list("slug", "pk", rows)


EVENTS_OF_TOPICS = PreparedQuery(events_of_topics)
TOPICS = PreparedQuery(lambda: Timeline.objects.filter(pk=FACT).values_list(topics_of(Keys("events"))))
TEXTS = PreparedQuery(lambda: Event.objects.filter(pk__in=Keys("events")).order_by().values_list(*SEARCHED))


def about_topics(listed, slugs):
    """Return (the events about all topics of some slugs, the topics' keys by slug).

    `listed` are `ListedEvent`s. Raises `LookupError` for a topic that none of them is about.
    """
    if not all(map(SLUG_FORM.fullmatch, slugs)):
        raise LookupError("no slug of a topic")
    padded = {f"slug_{number}": slug for number, slug in enumerate((slugs * MOST_TOPICS)[:MOST_TOPICS])}
    keys, about = {}, []
    for slug, key, rows in EVENTS_OF_TOPICS.run(events=[event.event for event in listed], **padded):
        keys[slug] = key
        about.append({key_from(row["event"]) for row in json.loads(rows)})
    if keys.keys() != set(slugs) or not all(about):
        raise LookupError("no such topic in this timeline")
    shared = set.intersection(*about)
    return [event for event in listed if key_from(event.event) in shared], keys


def topics_of_events(timeline, listed):
    """Return the keys of the topics of some events by slug, those of the most events first."""
    [(topics,)] = TOPICS.run(fact=timeline.pk, events=[event.event for event in listed])
    return topics_from(topics)


def words_asked(text):
    """Return the words that an address asks for, as look-ups compare them, each once."""
    return set(fold(printable(text[:MOST_LETTERS])).split())


def with_words(listed, words):
    """Return the events in which every one of some words stands: in what readers see as title, date, text or quotation.

    Case and accents do not matter, and a word may be the beginning of one in the text.
    """
    rows = TEXTS.run(events=[event.event for event in listed])
    texts = {key: [PartialDate.from_text(date).words, *text] for key, date, *text in rows}
    return [event for event in listed if words_stand_in(words, [event.title, event.day, *texts.get(event.event, ())])]


def words_stand_in(words, texts):
    """Return whether each of some folded words is a beginning of a word in one of the texts."""
    parts = " ".join(texts).split()
    pieces = (fold(" ".join(parts[start : start + WORDS_FOLDED])) for start in range(0, len(parts), WORDS_FOLDED))
    folded = f" {' '.join(pieces)}"
    return all(f" {word}" in folded for word in words)
