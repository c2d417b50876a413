"""Rewrites stored dates in migrations, without parsing their words.

Every different date is converted once, in Python, and then all rows by one statement: a million rows take seconds.
Frozen documents and fact versions are never rewritten; `PartialDate.from_text` reads all forms.
"""

from itertools import islice

from django.db import migrations

from articles.dates.fields import PartialDateField
from articles.dates.stored import from_stored, to_first_form, to_stored

BATCH = 1_000
TABLE = "converted_dates"


def columns(apps, app_label):
    """Yield (table, column) for every partial date in an app, in the state of the migration."""
    for model in apps.get_app_config(app_label).get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, PartialDateField):
                yield model._meta.db_table, field.column


def rewriting(app_label, forward, backward):
    """Return the operation that rewrites the dates of an app.

    `forward` and `backward` are given a `Period` and its words, and return the stored form; None where there is none.
    """

    def rewrite(write):
        return lambda apps, schema_editor: _rewrite(apps, app_label, schema_editor.connection, write)

    return migrations.RunPython(rewrite(forward), rewrite(backward))


def narrowing(app_label):
    """Return the operation of `0007` that let early, mid and late sort by the first day of their third."""
    return rewriting(app_label, to_first_form, lambda period, words: to_first_form(period, words, narrowed=False))


def second_form(app_label):
    """Return the operation that rewrites the dates of an app in the second stored form.

    Its reverse writes what the first form cannot say (centuries, uncertainty, one unknown moment) as the range or the
    date that comes nearest, with its words; it is refused where there is none, which is before A.D. 1 and no date.
    """
    return rewriting(app_label, to_stored, to_first_form)


def _rewrite(apps, app_label, connection, write):
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        for table, column in columns(apps, app_label):
            table, column = quote(table), quote(column)
            cursor.execute(f"SELECT DISTINCT {column} FROM {table} WHERE {column} IS NOT NULL")
            changed = _changed((text for (text,) in cursor.fetchall()), write, f"{table}.{column}")
            if not changed:
                continue
            cursor.execute(f"CREATE TEMPORARY TABLE {TABLE} (old varchar(200) PRIMARY KEY, new varchar(200) NOT NULL)")
            rows = iter(changed.items())
            while batch := list(islice(rows, BATCH)):
                cursor.executemany(f"INSERT INTO {TABLE} (old, new) VALUES (%s, %s)", batch)
            converted = f"SELECT new FROM {TABLE} WHERE old = {table}.{column}"
            cursor.execute(f"UPDATE {table} SET {column} = ({converted}) WHERE {column} IN (SELECT old FROM {TABLE})")
            cursor.execute(f"DROP TABLE {TABLE}")


def _changed(texts, write, place):
    """Return the new text of each text that is not the same in its new form."""
    changed = {}
    for text in texts:
        words, period = from_stored(text)
        new = write(period, words)
        if new is None:
            raise ValueError(
                f"“{words}” in {place} cannot be stored as earlier versions did: change or delete it first."
            )
        if new != text:
            changed[text] = new
    return changed
