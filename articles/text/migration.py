"""Fills derived text in migrations: folded columns, and slugs in small letters."""

from django.db import migrations

from articles.text.fields import BATCH, folded_columns, wrongly_folded
from articles.text.slugs import PathField, SlugField, cleaned_slug


def models_of(apps, app_label, schema_editor):
    """Yield (model, manager) for every model of an app, in the state of the migration."""
    for model in apps.get_app_config(app_label).get_models():
        yield model, model._base_manager.using(schema_editor.connection.alias)


def filling_folded(app_label):
    """Return the operation that fills the folded columns of an app; running it twice changes nothing."""

    def fill(apps, schema_editor):
        for model, rows in models_of(apps, app_label, schema_editor):
            if columns := folded_columns(model):
                for wrong in wrongly_folded(rows, columns):
                    rows.bulk_update(wrong, columns)

    return migrations.RunPython(fill, migrations.RunPython.noop)


def lower_casing(app_label):
    """Return the operation that writes slugs and paths of an app in small letters, with a number where one is taken."""

    def lower(apps, schema_editor):
        for model, rows in models_of(apps, app_label, schema_editor):
            for field in model._meta.concrete_fields:
                if isinstance(field, (SlugField, PathField)):
                    lower_case(rows, field)

    return migrations.RunPython(lower, migrations.RunPython.noop)


def lower_case(rows, field):
    """Write a column of slugs in small letters; those that differ from another by their case only get a number."""
    stored = rows.order_by("pk").values_list("pk", field.name)
    changed = [(key, slug) for key, slug in stored.iterator(BATCH) if slug != cleaned_slug(slug)]
    for key, slug in changed:
        lowered, number = cleaned_slug(slug), 1
        while field.unique and rows.filter(**{field.name: lowered}).exists():
            number += 1
            lowered = f"{cleaned_slug(slug)[: field.max_length - 10]}-{number}"
        rows.filter(pk=key).update(**{field.name: lowered})
