from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("timeline", "0008_timelines_by_title"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="event",
            index=models.Index(models.F("title"), name="timeline_event_title"),
        ),
    ]
