"""A timeline in outline: all its events by what orders and divides them, before any of them is loaded."""

import json
from itertools import starmap
from typing import NamedTuple

from django.db.models import Count, Min, OuterRef, Subquery, Value

from articles.models import Topic
from articles.queries import MOMENT, Keys, PartRows, PreparedQuery, RowObject, moment_from, part_rows, row_object
from timeline.models import Entry, Event, EventPerson, RuleQuery, Timeline
from timeline.pages.loader import FACT, SLUG, last_version

MOST_TOPICS_LISTED = 100  # of a timeline's topics, those of the most events


class ListedEvent(NamedTuple):
    """An event of a timeline, and what its entry adds; its key is as the database gives it.

    `day`, by which it sorts, `last_day`, `precision` and `qualification` are parts of its stored date, as
    `articles.dates.stored` describes them; `day` is `OPEN_END` where it has no date. `topics` are the active topics
    that it is about, as JSON objects with `key` and `slug`, where they were asked for.
    """

    event: object
    slug: str
    day: str
    last_day: str
    precision: str
    qualification: str
    title: str
    highlight: bool
    topics: str = "[]"


def active(model, path):
    """Return the condition that the facts at a path are active."""
    return {f"{path}__{column}": None for column in model.hiding_columns}


def active_entries(**condition):
    """Return the entries that have an active event."""
    return Entry.objects.filter(**condition, **active(Event, "event"))


def listed_columns(rows, event, title, highlight, *order, with_topics=False):
    """Return the columns of `ListedEvent` of some rows, in order; a row has the event at the path `event`."""
    about = EventPerson.objects.filter(event=OuterRef(f"{event}pk"), **active(Topic, "topic"))
    about = about.order_by("position", "pk").values(row=RowObject(key="topic", slug="topic__slug"))
    rows = rows.order_by(f"{event}date__sort_key", *order, f"{event}pk")
    dates = (f"{event}date__{part}" for part in ("day", "last_day", "precision", "qualification"))
    topics = [PartRows(about)] if with_topics else []
    return rows.values_list(f"{event}pk", f"{event}slug", *dates, title, highlight, *topics)


def listed_entries(with_topics):
    """Return the query of the events that were chosen for a timeline."""
    rows = active_entries(timeline__slug=SLUG)
    return listed_columns(rows, "event__", "title", "highlight", "position", with_topics=with_topics)


def topics_of(events):
    """Return the active topics of some events, those of the most first, as JSON objects with `key` and `slug`."""
    people = EventPerson.objects.filter(event__in=events, **active(Topic, "topic")).order_by()
    # Count("topic") and Min: an index has all that is counted, and the JSON is made for each topic, not for each row.
    counted = people.values("topic").annotate(count=Count("topic"), slug=Min("topic__slug")).order_by("-count", "slug")
    return PartRows(counted.values(row=RowObject(key="topic", slug=Min("topic__slug")))[:MOST_TOPICS_LISTED])


def outline():
    """Return the query of a public timeline: itself with its eras and its rule, when it and its events changed, and the
    topics of its events.
    """
    parts = {name: part_rows(Timeline.part_relations()[name]) for name in ("eras", "rule_topics")}
    events = active_entries(timeline=OuterRef(OuterRef("pk"))).values("event")
    changes = Subquery(last_version([OuterRef("pk")])), Subquery(last_version(events))
    timelines = Timeline.objects.public_at(MOMENT).filter(slug=SLUG)
    return timelines.values_list(row_object(Timeline, **parts), topics_of(events), *changes)


def outline_by_rule():
    """Return the query of (topics, last change) of the events of a timeline made by a rule, by their keys."""
    last = Subquery(last_version(Keys("facts")))
    return Timeline.objects.filter(pk=FACT).values_list(topics_of(Keys("facts")), last)


OUTLINE = PreparedQuery(outline)
OUTLINE_BY_RULE = PreparedQuery(outline_by_rule)
# By whether each event is read with its topics.
EVENTS_OF_ENTRIES = {choice: PreparedQuery(lambda choice=choice: listed_entries(choice)) for choice in (False, True)}
EVENTS_BY_RULE = {
    choice: RuleQuery(lambda events, choice=choice: listed_columns(events, "", Value(""), Value(0), with_topics=choice))
    for choice in (False, True)
}


class Outline:
    """A public timeline without its entries, and `events`, all its events in order as `ListedEvent`s.

    `topics` are the keys of its topics by their slugs, those of the most events first. `changed` is when it or one of
    its events was last changed, or None where no version says.
    """

    def __init__(self, timeline, events, topics, changes):
        self.timeline, self.events = timeline, events
        self.topics = topics_from(topics)
        self.changed = max(map(moment_from, filter(None, changes)), default=None)


def topics_from(text):
    """Return the keys of topics by their slugs, from what `topics_of` gives."""
    return {topic["slug"]: topic["key"] for topic in json.loads(text)}


def public_outline(slug, moment, with_topics=False):
    """Return the outline of the timeline of a slug, or None where readers see no such timeline.

    `with_topics` reads each event's topics with it, which a page needs that shows the events about some of them.
    Two queries, and one more for a timeline made by a rule.
    """
    for row, topics, *changes in OUTLINE.run(slug=slug, moment=moment):
        timeline = Timeline.thaw(json.loads(row))
        if not timeline.has_rule:
            events = list(starmap(ListedEvent, EVENTS_OF_ENTRIES[with_topics].run(slug=slug)))
            return Outline(timeline, events, topics, changes)
        events = list(starmap(ListedEvent, EVENTS_BY_RULE[with_topics].run(timeline, moment)))
        facts = [timeline.pk, *(event.event for event in events)]
        [(topics, last)] = OUTLINE_BY_RULE.run(fact=timeline.pk, facts=facts, moment=moment)
        return Outline(timeline, events, topics, [last])
    return None
