"""The rows of a database that are not the demonstration's, so that `quickstart` touches nobody's data."""

import functools
import json
from pathlib import Path

from django.contrib.auth.models import User
from django.db import connection

from articles.models import Article, Section, fact_models
from newsroom.demo.accounts import accounts_exist

FIXTURE = Path(__file__).parent.parent / "fixtures" / "demo.json"


@functools.cache
def demo_keys():
    """Return the keys of every row of the demonstration."""
    return frozenset(row["pk"] for row in json.loads(FIXTURE.read_text("utf-8")))


def foreign_rows():
    """Return what the database holds that quickstart did not create, such as `["2 articles"]`.

    A database with quickstart's accounts counts as its own, whatever was written there since. This may run before the
    first migration or before a later one: it reads no column that might still be missing.
    """
    tables = connection.introspection.table_names()
    counts = {}
    if User._meta.db_table in tables:
        if accounts_exist():
            return []
        counts[User] = User.objects.count()
    for model in (Article, Section, *fact_models()):
        if model._meta.db_table in tables:
            keys = model.objects.values_list("pk", flat=True)
            counts[model] = sum(str(key) not in demo_keys() for key in keys.iterator())
    return [count_label(model, count) for model, count in counts.items() if count]


def count_label(model, count):
    """Return the count with the model's name, such as `1 article` or `2 articles`."""
    return f"{count} {model._meta.verbose_name if count == 1 else model._meta.verbose_name_plural}"
