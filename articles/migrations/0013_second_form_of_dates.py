from django.db import migrations

from articles.dates.migration import second_form


class Migration(migrations.Migration):
    """Store dates in a form that has years before Christ, centuries, uncertainty and no date."""

    dependencies = [
        ("articles", "0012_picture_desk"),
    ]

    operations = [second_form("articles")]
