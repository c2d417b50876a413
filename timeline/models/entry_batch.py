"""Entering events: many at once, each with whom it is about and who says so, and into a timeline if wanted."""

import uuid

from django.db import transaction

from articles.models import Kind, permissions, record
from timeline.models.event import Event
from timeline.models.search import event_slug

COLUMNS = ("date", "title", "text", "note", "status", "quotation", "quotation_kind", "speaker")


def key_of(once, place):
    """Return the key of the event in a place of a page that is sent once: sent twice, it makes no second event."""
    return uuid.uuid5(once, str(place))


@transaction.atomic
def enter(rows, by, timeline=None, kind=Kind.MINOR, note=""):
    """Make an event of every row, or take the known one that a row names in `same_as`; return them all in order.

    A row is a mapping: `key`, the columns of an event that it has, `people` (topics), and `source` with `locator`,
    `words` and `accessed`. With a timeline they get their places in it; the kind and the note are for its readers.
    Raises `Refusal`, such as `NotAllowed`, and then nothing is stored.
    """
    permissions.check(by, permissions.on(Event, "add"))
    events = [row.get("same_as") or entered(row, by) for row in rows]
    if timeline:
        timeline.add_events(events, by, kind, note)
    return events


def entered(row, by):
    """Make one event with its parts, recorded; return it."""
    given = {name: row[name] for name in COLUMNS if row.get(name)}
    event = Event.objects.create(
        pk=row["key"], slug=Event.objects.unused_slug(event_slug(row["title"], row["date"])), **given
    )
    for place, topic in enumerate(row.get("people") or []):
        event.people.create(topic=topic, position=place)
    if row.get("source"):
        event.citations.create(
            source=row["source"],
            locator=row.get("locator") or "",
            quotation=row.get("words") or "",
            accessed=row.get("accessed"),
        )
    record(event, by)
    return event
