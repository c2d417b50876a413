"""Entering many events at once, each with its people and its source, and into a timeline if wanted."""

import uuid

from django.db import transaction

from articles.models import Kind, permissions, record_new
from timeline.models import Citation, Event, EventPerson, Timeline, event_slug

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
    describe that change to its readers. An unsaved timeline is made first; where there are no rows, none is made.

    Raises `Refusal`, such as `NotAllowed`, and then nothing is stored.
    """
    permissions.check(by, permissions.on(Event, "add"))
    new = {row["key"]: row for row in rows if not row.get("same_as")}
    slugs = Event.objects.unused_slugs([event_slug(row["title"], row["date"]) for row in new.values()])
    created = {
        key: Event(pk=key, slug=slug, **{name: row[name] for name in EVENT_FIELDS if row.get(name)})
        for (key, row), slug in zip(new.items(), slugs, strict=True)
    }
    Event.objects.bulk_create(created.values())
    EventPerson.objects.bulk_create(
        EventPerson(event=created[key], topic=topic, position=position)
        for key, row in new.items()
        for position, topic in enumerate(row.get("people") or [])
    )
    Citation.objects.bulk_create(
        Citation(event=created[key], source=row["source"], locator=row.get("locator") or "")
        for key, row in new.items()
        if row.get("source")
    )
    record_new(created.values(), by)
    events = [row.get("same_as") or created[row["key"]] for row in rows]
    if timeline and events:
        if timeline._state.adding:
            permissions.check(by, permissions.on(Timeline, "add"))
            timeline.save()
        timeline.add_events(events, by, kind, note)
    return events
