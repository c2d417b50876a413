"""Entering many events at once, each with its people and its source, and into a timeline if wanted."""

import uuid

from django.db import transaction

from articles.models import Kind, permissions, record
from timeline.models import Event, event_slug

EVENT_FIELDS = ("date", "title", "text", "note", "status", "quotation", "quotation_kind", "speaker")


def key_in_batch(batch, position):
    """Return the primary key of the event at a position in a batch.

    `batch` is the UUID of a form that is submitted once. Submitted twice, it gives the same keys, so that no event is
    created twice.
    """
    return uuid.uuid5(batch, str(position))


@transaction.atomic
def create_events(rows, by, timeline=None, kind=Kind.MINOR, note=""):
    """Create an event of every row, or use the known event that a row names in `same_as`; return them all in order.

    A row is a mapping: `key` (the primary key), `EVENT_FIELDS`, `people` (topics), and `source` with `locator`; only
    `key`, `date` and `title` are required. With a timeline, the events get entries in it; the kind and the note
    describe that change to its readers.

    Raises `Refusal`, such as `NotAllowed`, and then nothing is stored.
    """
    permissions.check(by, permissions.on(Event, "add"))
    events = [row.get("same_as") or create_event(row, by) for row in rows]
    if timeline:
        timeline.add_events(events, by, kind, note)
    return events


def create_event(row, by):
    """Create the event of a row with its people and its citation, and record it; return it."""
    values = {name: row[name] for name in EVENT_FIELDS if row.get(name)}
    event = Event.objects.create(
        pk=row["key"], slug=Event.objects.unused_slug(event_slug(row["title"], row["date"])), **values
    )
    for position, topic in enumerate(row.get("people") or []):
        event.people.create(topic=topic, position=position)
    if row.get("source"):
        event.citations.create(source=row["source"], locator=row.get("locator") or "")
    record(event, by)
    return event
