"""What in a database is the demonstration's, and what is somebody else's."""

import functools
import json
from pathlib import Path

from django.contrib.auth.models import User
from django.db import connection

from articles.models import Article, Section, fact_models
from newsroom.demo.accounts import accounts_are_open

FIXTURE = Path(__file__).parent.parent / "fixtures" / "demo.json"


@functools.cache
def demo_keys():
    """Return the keys of every row of the demonstration."""
    return frozenset(row["pk"] for row in json.loads(FIXTURE.read_text("utf-8")))


def others():
    """Return what the database holds that quickstart did not put there, such as `2 articles`; nothing if it is ours.

    A database in which quickstart opened the accounts is ours, whatever people have written there since. May be
    asked before the first migration, and before a later one: it reads no column that could still be missing.
    """
    tables = connection.introspection.table_names()
    counts = {}
    if User._meta.db_table in tables:
        if accounts_are_open():
            return []
        counts[User] = User.objects.count()
    for model in (Article, Section, *fact_models()):
        if model._meta.db_table in tables:
            keys = model.objects.values_list("pk", flat=True)
            counts[model] = sum(str(key) not in demo_keys() for key in keys.iterator())
    return [named(model, count) for model, count in counts.items() if count]


def named(model, count):
    """Return the count with the model's name in the right number."""
    return f"{count} {model._meta.verbose_name if count == 1 else model._meta.verbose_name_plural}"
