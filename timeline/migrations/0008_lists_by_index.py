from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("timeline", "0007_newest_first"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="timeline",
            index=models.Index(models.F("title"), models.F("id"), name="timeline_title"),
        ),
        migrations.AddIndex(
            model_name="timeline",
            index=models.Index(models.F("made"), name="timeline_made"),
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(models.F("title"), name="timeline_event_title"),
        ),
    ]
