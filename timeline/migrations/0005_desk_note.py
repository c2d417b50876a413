import json
from datetime import timedelta

from django.db import migrations
from django.db.models import F
from django.utils import timezone

import articles.text.fields
from articles.models.editions.canonical import canonical

# What the importer wrote into the note of an event that came from another program's file.
PREFIXES = ("Media: ", "Caption: ", "Credit: ", "Alternative text: ", "Group: ", "Link: ", "Dated “", "Time given as ")


def divided(note):
    """Return (what stays for readers, what is the desk's) of a note."""
    lines = note.split("\n")
    kept = [line for line in lines if not line.startswith(PREFIXES)]
    moved = [line for line in lines if line.startswith(PREFIXES)]
    return "\n".join(kept).strip(), "\n".join(moved).strip()


def move(apps, schema_editor):
    """Move what the importer wrote in notes of imported events to the desk, as a version that tells readers nothing.

    Without that version the next change of the event would look as though somebody had changed its note.
    """
    alias = schema_editor.connection.alias
    events = apps.get_model("timeline", "Event")._base_manager.using(alias)
    entries = apps.get_model("timeline", "Entry")._base_manager.using(alias)
    imported = entries.exclude(unique_id="").values("event")
    moved = []
    for event in events.exclude(note="").filter(pk__in=imported).only("pk", "note", "desk_note"):
        note, desk_note = divided(event.note)
        if desk_note:
            event.note, event.desk_note = note, f"{event.desk_note}\n{desk_note}".strip()
            moved.append(event)
    events.bulk_update(moved, ["note", "desk_note"], batch_size=500)
    keep_versions(apps, alias, moved)
    if moved:
        generation = apps.get_model("articles", "Generation")._base_manager.using(alias)
        generation.update(number=F("number") + 1)


def keep_versions(apps, alias, events):
    """Keep a version of each event as it now stands, beside its last one."""
    versions = apps.get_model("articles", "FactVersion")._base_manager.using(alias)
    now = timezone.now()
    for event in events:
        latest = versions.filter(fact=event.pk).order_by("-moment").first()
        if latest:
            content = json.loads(latest.content) | {"note": event.note, "desk_note": event.desk_note}
            moment = max(now, latest.moment + timedelta(microseconds=1))
            versions.create(label=latest.label, fact=event.pk, moment=moment, content=canonical(content))


def move_back(apps, schema_editor):
    """Put the lines back into the notes, before the column goes."""
    events = apps.get_model("timeline", "Event")._base_manager.using(schema_editor.connection.alias)
    for event in events.exclude(desk_note="").only("pk", "note", "desk_note"):
        events.filter(pk=event.pk).update(note=f"{event.note}\n{event.desk_note}".strip())


class Migration(migrations.Migration):
    """Keep what an import found for the desk apart from what readers are told."""

    dependencies = [
        ("timeline", "0004_narrowed_dates"),
    ]

    operations = [
        migrations.AddField(
            model_name="event",
            name="desk_note",
            field=articles.text.fields.WordsField(
                blank=True,
                help_text=(
                    "For the desk only: what an import found and readers are not told, such as a picture's address."
                ),
                verbose_name="note for the desk",
            ),
        ),
        migrations.RunPython(move, move_back),
    ]
