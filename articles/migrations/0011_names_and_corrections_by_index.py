from django.db import migrations, models
from django.db.models.functions import Upper


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0010_lists_by_index"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="change",
            name="change_fact",
        ),
        migrations.AddIndex(
            model_name="change",
            index=models.Index(models.F("fact"), models.F("kind"), models.F("moment"), name="change_fact_kind"),
        ),
        migrations.AddIndex(
            model_name="topic",
            index=models.Index(Upper("name"), name="topic_capitals"),
        ),
        migrations.AddIndex(
            model_name="source",
            index=models.Index(Upper("title"), name="source_capitals"),
        ),
    ]
