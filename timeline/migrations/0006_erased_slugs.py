import secrets

from django.db import migrations


def forget_erased_names(apps, schema_editor):
    """Give what was erased an address that does not hold its name."""
    for name in ("Event", "Timeline"):
        model = apps.get_model("timeline", name)
        for fact in model.objects.filter(erased_at__isnull=False).exclude(slug__startswith="erased-"):
            fact.slug = f"erased-{secrets.token_hex(4)}"
            fact.save(update_fields=["slug"])


class Migration(migrations.Migration):
    dependencies = [
        ("timeline", "0005_desk_note"),
    ]

    operations = [
        migrations.RunPython(forget_erased_names, migrations.RunPython.noop, elidable=True),
    ]
