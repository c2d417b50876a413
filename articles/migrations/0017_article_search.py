"""The words of working copies, and their index: FTS5 with triggers on SQLite, GIN on PostgreSQL.

SQLite drops the triggers of a table that it makes anew: a migration that alters this one has to create them again.
Articles that are there already are found by their headlines, and by the rest after `verify --repair`.
"""

import django.db.models.deletion
from django.db import migrations, models

import articles.models.search

TABLE = "articles_articletext"
INDEX = f"{TABLE}_index"
REMOVE = f"INSERT INTO {INDEX} ({INDEX}, rowid, words) VALUES ('delete', old.id, old.words);"
ADD = f"INSERT INTO {INDEX} (rowid, words) VALUES (new.id, new.words);"
STATEMENTS = {
    "sqlite": [
        f"CREATE VIRTUAL TABLE {INDEX} USING fts5(words, content='{TABLE}', content_rowid='id', prefix='2 3', "
        "tokenize=\"unicode61 remove_diacritics 0 tokenchars '_'\")",
        f"CREATE TRIGGER {TABLE}_inserted AFTER INSERT ON {TABLE} BEGIN {ADD} END",
        f"CREATE TRIGGER {TABLE}_deleted AFTER DELETE ON {TABLE} BEGIN {REMOVE} END",
        f"CREATE TRIGGER {TABLE}_updated AFTER UPDATE ON {TABLE} BEGIN {REMOVE} {ADD} END",
    ],
    "postgresql": [
        f"CREATE INDEX {INDEX} ON {TABLE} USING gin (array_to_tsvector(string_to_array(words, ' ')))",
    ],
}
HEADLINES = f"INSERT INTO {TABLE} (article_id, words) SELECT id, folded FROM articles_article"


def create_index(apps, schema_editor):
    for statement in [*STATEMENTS[schema_editor.connection.vendor], HEADLINES]:
        schema_editor.execute(statement, params=None)


def drop_index(apps, schema_editor):
    """Drop SQLite's table; the triggers, and PostgreSQL's index, go with the table of the model."""
    if schema_editor.connection.vendor == "sqlite":
        for name in ("inserted", "deleted", "updated"):
            schema_editor.execute(f"DROP TRIGGER {TABLE}_{name}")
        schema_editor.execute(f"DROP TABLE {INDEX}")


class Migration(migrations.Migration):
    dependencies = [("articles", "0016_proposed_authors")]

    operations = [
        migrations.CreateModel(
            name="ArticleText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("words", articles.models.search.FoldedWords()),
                (
                    "article",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="search_text",
                        to="articles.article",
                    ),
                ),
            ],
        ),
        migrations.RunPython(create_index, drop_index),
    ]
