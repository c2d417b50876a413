from django.db import migrations

from articles.dates.migration import second_form


class Migration(migrations.Migration):
    """Store dates in a form that has years before Christ, centuries, uncertainty and no date."""

    dependencies = [
        ("articles", "0013_second_form_of_dates"),
        ("timeline", "0009_names_and_slugs"),
    ]

    operations = [second_form("timeline")]
