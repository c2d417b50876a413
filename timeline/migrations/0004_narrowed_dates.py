from django.db import migrations

from articles.dates.migration import narrowing


class Migration(migrations.Migration):
    """Let early, mid and late sort by the first, middle and last third of their period."""

    dependencies = [
        ("articles", "0007_narrowed_dates"),
        ("timeline", "0003_merging_without_an_index"),
    ]

    operations = [narrowing("timeline")]
