"""A timeline in outline: all its events by what orders, filters and groups them, before any of them is loaded."""

import json
from itertools import groupby
from typing import NamedTuple

from django.db.models import OuterRef, Subquery, Value

from articles.dates import OPEN_END, PLAIN, PRECISIONS, stored_part
from articles.models import Topic
from articles.queries import MOMENT, PreparedQuery, moment_from, part_rows, row_object
from timeline.models import Entry, Event, RuleQuery, Timeline
from timeline.pages.loader import SLUG, last_change, last_version

EXACT = {str(PRECISIONS.index(name)) for name in ("day", "time")}


class ListedEvent(NamedTuple):
    """An event of a timeline, and what its entry adds. `date` is in its stored form (see `PartialDate.as_text`).

    `topics` are the active topics that it is about, as a mapping of slugs to keys. Keys are as the database gives them.
    """

    event: object
    slug: str
    date: str
    title: str
    highlight: bool
    topics: dict

    @property
    def day(self):
        """The stored day that the event sorts by; `OPEN_END` where it has no date."""
        return stored_part(self.date, "day")

    @property
    def last_day(self):
        """The last stored day of the whole period; empty where it has no end."""
        day = stored_part(self.date, "last_day")
        return "" if day == OPEN_END else day

    @property
    def is_exact(self):
        """Whether the date is a day or a time, and nothing qualifies it."""
        return stored_part(self.date, "qualification") == PLAIN and stored_part(self.date, "precision") in EXACT


def active(model, path):
    """Return the condition that the facts at a path are active."""
    return {f"{path}__{column}": None for column in model.hiding_columns}


def active_entries(**condition):
    """Return the entries that have an active event."""
    return Entry.objects.filter(**condition, **active(Event, "event"))


def listed_columns(rows, event, title, highlight, *order):
    """Return (event, slug, date, title, highlight, topic, its slug, its columns that hide it) of some rows, in order.

    A row has the event at the path `event`; it is repeated for every topic that the event is about.
    """
    topic = f"{event}people__topic"
    shown = [f"{event}pk", f"{event}slug", f"{event}date", title, highlight]
    hidden = [f"{topic}__{column}" for column in Topic.hiding_columns]
    order = f"{event}date__sort_key", *order, f"{event}pk", f"{event}people__position", f"{event}people__pk"
    return rows.order_by(*order).values_list(*shown, topic, f"{topic}__slug", *hidden)


def listed_events(rows):
    """Return the `ListedEvent`s of the rows of `listed_columns`."""
    events = []
    for event, group in groupby(rows, lambda row: row[:5]):
        topics = {slug: key for key, slug, *hidden in (row[5:] for row in group) if slug and not any(hidden)}
        events.append(ListedEvent(*event, topics))
    return events


def outline():
    """Return the query of a public timeline: itself with its eras and its rule, and when it and its events changed."""
    parts = {name: part_rows(Timeline.part_relations()[name]) for name in ("eras", "rule_topics")}
    events = active_entries(timeline=OuterRef(OuterRef("pk"))).values("event")
    changes = Subquery(last_version([OuterRef("pk")])), Subquery(last_version(events))
    timelines = Timeline.objects.public_at(MOMENT).filter(slug=SLUG)
    return timelines.values_list(row_object(Timeline, **parts), *changes)


OUTLINE = PreparedQuery(outline)
EVENTS_OF_ENTRIES = PreparedQuery(
    lambda: listed_columns(active_entries(timeline__slug=SLUG), "event__", "title", "highlight", "position")
)
EVENTS_BY_RULE = RuleQuery(lambda events: listed_columns(events, "", Value(""), Value(0)))


class Outline:
    """A public timeline without its entries, and `events`, all its events in order as `ListedEvent`s.

    `changed` is when it or one of its events was last changed, or None where no version says.
    """

    def __init__(self, timeline, events, changed):
        self.timeline, self.events, self.changed = timeline, events, changed


def public_outline(slug, moment):
    """Return the outline of the timeline of a slug, or None where readers see no such timeline.

    Two queries, and one more for a timeline made by a rule.
    """
    for row, *changes in OUTLINE.run(slug=slug, moment=moment):
        timeline = Timeline.thaw(json.loads(row))
        if not timeline.has_rule:
            events = listed_events(EVENTS_OF_ENTRIES.run(slug=slug))
            return Outline(timeline, events, max(map(moment_from, filter(None, changes)), default=None))
        events = listed_events(EVENTS_BY_RULE.run(timeline, moment))
        return Outline(timeline, events, last_change([timeline.pk, *(event.event for event in events)], moment))
    return None
