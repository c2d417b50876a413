import datetime
import json
import secrets

from django.db import migrations, models

TOMBSTONES = '{"erased":'  # documents are canonical JSON: their first key tells


def mark_erased_editions(apps, schema_editor):
    """Give every edition whose document is a tombstone the moment that the tombstone names."""
    EditionText = apps.get_model("articles", "EditionText")
    Edition = apps.get_model("articles", "Edition")
    for text in EditionText.objects.filter(document__startswith=TOMBSTONES).iterator():
        at = datetime.datetime.fromisoformat(json.loads(text.document)["erased"]["at"])
        Edition.objects.filter(pk=text.edition_id).update(erased_at=at)


def forget_erased_names(apps, schema_editor):
    """Give what was erased an address that does not hold its name."""
    for name in ("Topic", "Author"):
        model = apps.get_model("articles", name)
        erased = model.objects.filter(erased_at__isnull=False).exclude(slug__startswith="erased-")
        # Their keys alone: migrated back from a squashed migration, the state has columns of later ones.
        for key in erased.values_list("pk", flat=True):
            model.objects.filter(pk=key).update(slug=f"erased-{secrets.token_hex(4)}")


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0007_narrowed_dates"),
    ]

    operations = [
        migrations.AddField(
            model_name="edition",
            name="erased_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="formerstem",
            name="was_public",
            field=models.BooleanField(default=True),
        ),
        migrations.RunPython(mark_erased_editions, migrations.RunPython.noop, elidable=True),
        migrations.RunPython(forget_erased_names, migrations.RunPython.noop, elidable=True),
    ]
