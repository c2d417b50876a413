"""The list of timelines: each with how many events it has and what time they cover."""

import uuid
from dataclasses import dataclass

from django.db.models import Count, Max, Min, Value

from articles.dates import PartialDate
from articles.pages import RowList
from articles.queries import MOMENT, Keys, PreparedQuery, key_from
from timeline.models import Entry, Event, Timeline

TIMELINE_LIST = RowList(
    Timeline,
    lambda after: Timeline.objects.public_at(MOMENT).filter(after).order_by("title", "pk"),
    by="title",
    ascending=True,
)


@dataclass(frozen=True)
class Extent:
    """How many events a timeline has, and the dates of the first and the last; they are None where it has none."""

    count: int = 0
    first: PartialDate | None = None
    last: PartialDate | None = None


def extents_of_entries():
    """Return (timeline, count, first date, last date) of the events that were chosen for some timelines."""
    active = {f"event__{column}": None for column in Event.hiding_columns}
    entries = Entry.objects.filter(timeline__in=Keys("timelines"), **active).order_by()
    return entries.values_list("timeline").annotate(Count("pk"), Min("event__date"), Max("event__date"))


EXTENTS_OF_ENTRIES = PreparedQuery(extents_of_entries)


def with_extents(timelines, moment):
    """Set `extent` on each of some timelines; their events are counted in the database, and not read.

    One query, and two more where some are made by a rule, however many.
    """
    curated = [timeline.pk for timeline in timelines if not timeline.has_rule]
    extents = {
        key_from(key): Extent(count, *map(PartialDate.from_text, dates))
        for key, count, *dates in EXTENTS_OF_ENTRIES.run(timelines=curated)
    }
    if ruled := [timeline.pk for timeline in timelines if timeline.has_rule]:
        extents |= extents_by_rule(Timeline.objects.filter(pk__in=ruled).with_parts(), moment)
    for timeline in timelines:
        timeline.extent = extents.get(timeline.pk, Extent())
    return timelines


def extents_by_rule(timelines, moment):
    """Return the `Extent` of each of some timelines with rules, by key."""
    first, *others = [
        timeline.filter_events(Event.objects.public_at(moment))
        .annotate(key=Value(str(timeline.pk)))
        .order_by()
        .values("key")
        .annotate(count=Count("pk"), first=Min("date"), last=Max("date"))
        .values_list("key", "count", "first", "last")
        for timeline in timelines
    ]
    return {uuid.UUID(key): Extent(*extent) for key, *extent in first.union(*others, all=True)}
