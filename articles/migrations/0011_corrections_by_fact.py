from django.db import migrations, models


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
    ]
