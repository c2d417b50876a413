"""The timeline on the front page: that of the newest article which has one, with its last events."""

import json

from django.db.models import Count, Value, Window

from articles.queries import Keys, PreparedQuery, key_from, part_rows, row_from_json, row_object
from timeline.models import Entry, Event, RuleQuery, Timeline
from timeline.pages.loader import FACT
from timeline.pages.outline import active_entries

MOST_EVENTS = 3


def timelines_of_editions():
    """Return (edition, a timeline that it shows, with the topics of its rule, as JSON) for some editions."""
    shown = Timeline.objects.filter(mentions__edition__in=Keys("editions"), erased_at=None).order_by()
    topics = part_rows(Timeline.part_relations()["rule_topics"])
    return shown.values_list("mentions__edition", row_object(Timeline, rule_topics=topics))


def last_of(rows, event, title, *order):
    """Return (event as JSON, its title in the timeline, how many events there are) for the last events, these first."""
    columns = (f"{event}date__sort_key", *order, f"{event}pk")
    rows = rows.order_by(*(f"-{column}" for column in columns))
    return rows.values_list(row_object(Event, event), title, Window(Count("pk")))[:MOST_EVENTS]


TIMELINES_OF_EDITIONS = PreparedQuery(timelines_of_editions)
LAST_ENTRIES = PreparedQuery(lambda: last_of(active_entries(timeline=FACT), "event__", "title", "position"))
LAST_BY_RULE = RuleQuery(lambda events: last_of(events, "", Value("")))


def newest_timeline(editions, moment):
    """Return the timeline of the first of some editions that has one, or None: two queries.

    `last_entries` has its last events, as entries in their order, and `event_count` is how many it has.
    """
    rows = TIMELINES_OF_EDITIONS.run(editions=[edition.pk for edition in editions])
    by_edition = {key_from(edition): row for edition, row in rows}
    for edition in editions:
        if edition.pk in by_edition:
            timeline = Timeline.thaw(json.loads(by_edition[edition.pk]))
            last = LAST_BY_RULE.run(timeline, moment) if timeline.has_rule else LAST_ENTRIES.run(fact=timeline.pk)
            events = [(row_from_json(Event, json.loads(row)), title) for row, title, _count in reversed(last)]
            timeline.last_entries = [Entry(event=event, title=title) for event, title in events]
            timeline.event_count = last[0][-1] if last else 0
            return timeline
    return None
