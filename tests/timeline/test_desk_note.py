"""What an import found is kept for the desk: readers and exports never see it, and are told of no change."""

import importlib
import json
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection
from django.urls import reverse

from articles.models import Change, FactVersion, Generation, record
from tests.conftest import NOON
from timeline.interchange import import_timeline, read_file
from timeline.models import Event, Timeline

MEDIA = {"url": "https://example.org/a.jpg", "caption": "On stage", "credit": "Jo Farrow", "alt": "A stage"}
FOUND = [
    *("Dated “spring”. Time given as 16:20, in no time zone.", "Media: https://example.org/a.jpg", "Caption: On stage"),
    *("Credit: Jo Farrow", "Alternative text: A stage", "Group: Music"),
]


@pytest.fixture
def imported(db):
    """A released timeline of one event that was imported with all that is only the desk's."""
    start = {"year": "2022", "month": "8", "day": "4", "hour": "16", "minute": "20"}
    slide = {"start_date": start, "display_date": "spring", "text": {"headline": "They meet"}, "media": MEDIA}
    imported = read_file(json.dumps({"events": [slide | {"group": "Music"}]}).encode())
    import_timeline(imported, name="The two")
    Timeline.objects.update(released_from=NOON)
    return Event.objects.get()


def test_the_note_for_readers_stays_empty(imported):
    assert imported.note == ""
    assert imported.desk_note.split("\n") == FOUND


@pytest.mark.parametrize(
    "path",
    [
        *("timelines/the-two/", "timelines/the-two/embed/", "timelines/the-two.json", "timelines/the-two.csv"),
        *("timelines/the-two.ics", "events/they-meet/"),
    ],
)
def test_readers_and_exports_never_see_it(client, imported, path):
    response = client.get(f"/{path}")
    assert response.status_code == 200
    for words in ("example.org", "Jo Farrow", "Credit:", "Music", "Dated", "Time given as"):
        assert words not in response.content.decode()


def test_the_desk_sees_and_changes_it_and_readers_are_told_nothing(client, ana, imported):
    client.force_login(ana)
    page = client.get(reverse("admin:timeline_event_change", args=[imported.pk])).content.decode()
    assert "For the desk only" in page
    assert "Media: https://example.org/a.jpg" in page
    imported.desk_note = "Ask for the picture."
    imported.save()
    assert record(imported, ana) is not None
    assert not Change.objects.filter(verb="changed").exists()


def as_before(event):
    """Let an event stand as the importer once left it, with a line of an editor's between."""
    event.note, event.desk_note = "\n".join([*FOUND, "Year inferred."]), ""
    event.save()
    record(event)


def migration():
    """Return the migration's function that moves the lines."""
    return importlib.import_module("timeline.migrations.0005_desk_note").Migration.operations[1]


def test_the_migration_moves_what_the_importer_wrote_and_readers_are_told_nothing(imported, ana):
    by_hand = Event.objects.create(date="2004", title="By hand", slug="by-hand", note="Credit: to whom it is due")
    as_before(imported)
    Change.objects.all().delete()
    before, versions = Generation.objects.get().number, FactVersion.objects.count()
    editor = SimpleNamespace(connection=connection)
    for _ in range(2):
        migration().code(apps, editor)
    imported.refresh_from_db()
    by_hand.refresh_from_db()
    assert (imported.note, imported.desk_note.split("\n")) == ("Year inferred.", FOUND)
    assert (by_hand.note, by_hand.desk_note) == ("Credit: to whom it is due", "")
    assert FactVersion.objects.count() == versions + 1
    assert Generation.objects.get().number == before + 1
    assert record(imported, ana) is None
    assert not Change.objects.filter(verb="changed").exists()
    migration().reverse_code(apps, editor)
    imported.refresh_from_db()
    assert set(imported.note.split("\n")) == {*FOUND, "Year inferred."}


def test_an_event_whose_lines_were_moved_is_known_at_the_next_import(imported):
    as_before(imported)
    Event.objects.filter(pk=imported.pk).update(note="\n".join(FOUND))
    migration().code(apps, SimpleNamespace(connection=connection))
    imported.refresh_from_db()
    assert imported.desk_note.split("\n") == FOUND
