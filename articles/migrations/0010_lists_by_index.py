from django.db import migrations, models
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce


def derive_public_from(apps, schema_editor):
    """Give every line of the log the moment from which readers can see it."""
    Change = apps.get_model("articles", "Change")
    begins = apps.get_model("articles", "Edition").objects.filter(pk=OuterRef("edition")).values("live_from")
    Change.objects.update(public_from=Coalesce(Subquery(begins), "moment"))


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0009_newest_first"),
    ]

    operations = [
        migrations.AddField(
            model_name="change",
            name="public_from",
            field=models.DateTimeField(editable=False, null=True, serialize=False),
        ),
        migrations.RunPython(derive_public_from, migrations.RunPython.noop, elidable=True),
        migrations.AddIndex(
            model_name="change",
            index=models.Index(models.F("kind"), models.F("public_from"), models.F("id"), name="change_public"),
        ),
        migrations.AddIndex(
            model_name="change",
            index=models.Index(models.F("fact"), models.F("moment"), name="change_fact"),
        ),
        migrations.AddIndex(
            model_name="topic",
            index=models.Index(models.F("kind"), models.F("name"), models.F("id"), name="topic_kind"),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(models.F("modified"), models.F("id"), name="article_modified"),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(models.F("section"), models.F("modified"), models.F("id"), name="article_section_modified"),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(models.F("state"), models.F("modified"), models.F("id"), name="article_state_modified"),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(models.F("created_by"), models.F("modified"), models.F("id"), name="article_own_modified"),
        ),
        migrations.AddIndex(
            model_name="edition",
            index=models.Index(models.F("article"), models.F("outcome"), models.F("live_from"), name="edition_outcome"),
        ),
    ]
