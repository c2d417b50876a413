from django.db import migrations, models
from django.db.models import OuterRef, Q, Subquery


def derive_live_until(apps, schema_editor):
    """Give every edition the moment at which the next one of its article takes its place."""
    Edition = apps.get_model("articles", "Edition")
    later = Q(live_from__gt=OuterRef("live_from")) | Q(live_from=OuterRef("live_from"), number__gt=OuterRef("number"))
    following = Edition.objects.filter(later, article=OuterRef("article"), cancelled_at=None)
    begins = following.order_by("live_from", "number").values("live_from")[:1]
    Edition.objects.filter(cancelled_at=None).update(live_until=Subquery(begins))


def copy_updated_from(apps, schema_editor):
    """Sort every mention as its edition is sorted."""
    Edition = apps.get_model("articles", "Edition")
    updated = Edition.objects.filter(pk=OuterRef("edition")).values("updated_from")
    for name in ("EditionAuthor", "EditionImage", "EditionQuotation", "EditionSource", "EditionTopic"):
        apps.get_model("articles", name).objects.update(updated_from=Subquery(updated))



class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0008_erased_editions'),
    ]

    operations = [
        migrations.AddField(
            model_name='edition',
            name='live_until',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='editionauthor',
            name='updated_from',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='editionimage',
            name='updated_from',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='editionquotation',
            name='updated_from',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='editionsource',
            name='updated_from',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='editiontopic',
            name='updated_from',
            field=models.DateTimeField(null=True),
        ),
        migrations.RunPython(derive_live_until, migrations.RunPython.noop, elidable=True),
        migrations.RunPython(copy_updated_from, migrations.RunPython.noop, elidable=True),
        migrations.AddIndex(
            model_name='editionauthor',
            index=models.Index(models.F('fact'), models.F('updated_from'), models.F('edition'), name='editionauthor_newest'),
        ),
        migrations.AddIndex(
            model_name='editionimage',
            index=models.Index(models.F('fact'), models.F('updated_from'), models.F('edition'), name='editionimage_newest'),
        ),
        migrations.AddIndex(
            model_name='editionquotation',
            index=models.Index(models.F('speaker'), models.F('updated_from'), models.F('edition'), name='editionquotation_newest'),
        ),
        migrations.AddIndex(
            model_name='editionsource',
            index=models.Index(models.F('fact'), models.F('updated_from'), models.F('edition'), name='editionsource_newest'),
        ),
        migrations.AddIndex(
            model_name='editiontopic',
            index=models.Index(models.F('fact'), models.F('updated_from'), models.F('edition'), name='editiontopic_newest'),
        ),
    ]
