from django.db import migrations, models

from articles.models.images.terms import credit_terms

BATCH = 500


def add_terms(apps, schema_editor):
    """Add to the search index the terms by which pictures without credit, and those of an agency, are found."""
    database = schema_editor.connection.alias
    words = apps.get_model("articles", "ImageWord").objects.using(database)
    images = apps.get_model("articles", "Image").objects.using(database).filter(merged_into=None)
    rows = []
    for image in images.only("pk").prefetch_related("credits").iterator(BATCH):
        rows += [words.model(image_id=image.pk, word=term) for term in credit_terms(image.credits.all())]
        if len(rows) >= BATCH:
            words.bulk_create(rows, ignore_conflicts=True)
            rows = []
    words.bulk_create(rows, ignore_conflicts=True)


def remove_terms(apps, schema_editor):
    words = apps.get_model("articles", "ImageWord").objects.using(schema_editor.connection.alias)
    words.filter(models.Q(word__startswith="!") | models.Q(word__startswith="/")).delete()


class Migration(migrations.Migration):
    dependencies = [("articles", "0014_workflow_and_drafts")]

    operations = [
        migrations.AddIndex(
            "image",
            models.Index("added", "id", name="image_erased", condition=models.Q(("erased_at__isnull", False))),
        ),
        migrations.RunPython(add_terms, remove_terms),
    ]
