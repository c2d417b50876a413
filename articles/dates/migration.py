"""Rewrites stored dates in migrations: since `0007`, early, mid and late sort by the first day of their third.

Frozen documents and fact versions are never rewritten; `PartialDate.from_text` reads both forms.
"""

from django.db import migrations
from django.db.models.functions import Concat, Substr

from articles.dates.fields import PartialDateField, first_day
from articles.dates.partial import QUALIFIERS

BATCH = 1_000
NARROWED = [str(QUALIFIERS.index(name)) for name in ("early", "mid", "late")]


def columns(apps, app_label):
    """Yield (model, field name) for every partial date in an app, in the state of the migration."""
    for model in apps.get_app_config(app_label).get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, PartialDateField):
                yield model, field.name


def narrowing(app_label):
    """Return the operation that rewrites the dates of an app in the present form; running it twice changes nothing."""

    def narrow(apps, schema_editor):
        for model, name in columns(apps, app_label):
            manager = model._base_manager.using(schema_editor.connection.alias)
            rows = list(manager.filter(**{f"{name}__qualifier__in": NARROWED}).only("pk", name))
            manager.bulk_update(rows, [name], batch_size=BATCH)

    def widen(apps, schema_editor):
        for model, name in columns(apps, app_label):
            rows = model._base_manager.using(schema_editor.connection.alias)
            rows.filter(**{f"{name}__qualifier__in": NARROWED}).update(
                **{name: Concat(first_day(name), Substr(name, len("YYYY-MM-DD") + 1))}
            )

    return migrations.RunPython(narrow, widen)
