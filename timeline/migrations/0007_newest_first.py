from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def copy_updated_from(apps, schema_editor):
    """Sort every mention as its edition is sorted."""
    Edition = apps.get_model("articles", "Edition")
    updated = Edition.objects.filter(pk=OuterRef("edition")).values("updated_from")
    for name in ("EditionEvent", "EditionTimeline"):
        apps.get_model("timeline", name).objects.update(updated_from=Subquery(updated))



class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0009_newest_first'),
        ('timeline', '0006_erased_slugs'),
    ]

    operations = [
        migrations.AddField(
            model_name='editionevent',
            name='updated_from',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='editiontimeline',
            name='updated_from',
            field=models.DateTimeField(null=True),
        ),
        migrations.RunPython(copy_updated_from, migrations.RunPython.noop, elidable=True),
        migrations.AddIndex(
            model_name='editionevent',
            index=models.Index(models.F('fact'), models.F('updated_from'), models.F('edition'), name='editionevent_newest'),
        ),
        migrations.AddIndex(
            model_name='editiontimeline',
            index=models.Index(models.F('fact'), models.F('updated_from'), models.F('edition'), name='editiontimeline_newest'),
        ),
    ]
