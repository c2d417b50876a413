"""Rows and their parts as JSON: read in one query on SQLite and PostgreSQL, frozen in versions and documents."""

import datetime
import functools
import uuid

from django.db import models
from django.db.models import Func, OuterRef, Subquery
from django.db.models.base import ModelState
from django.db.models.functions import JSONObject

from articles.dates import PartialDateField
from articles.text import FoldedField


class RowObject(JSONObject):
    """A row as a JSON object.

    On SQLite it skips the check that `JSONObject` makes, which opens a transaction: ours begin with the write lock, and
    a reader's page must not wait for that.
    """

    def as_sqlite(self, compiler, connection, **extra):
        return Func.as_sql(self, compiler, connection, **extra)


class PartRows(Subquery):
    """The JSON objects in the column `row` of a subquery, in its order, as one JSON array."""

    output_field = models.JSONField()

    def as_sqlite(self, compiler, connection):
        template = "json((SELECT json_group_array(json(_part.row)) FROM (%(subquery)s) _part))"
        return self.as_sql(compiler, connection, template=template)

    def as_postgresql(self, compiler, connection):
        template = "(SELECT coalesce(jsonb_agg(_part.row), '[]') FROM (%(subquery)s) _part)"
        return self.as_sql(compiler, connection, template=template)


class RowCount(Subquery):
    """The number of rows of a subquery, which has a limit where no more need be counted."""

    output_field = models.IntegerField()
    template = "(SELECT COUNT(*) FROM (%(subquery)s) _part)"


def own_columns(model):
    """Return the columns of a model but those that are folded from others: they are only for look-ups."""
    return [field for field in model._meta.concrete_fields if not isinstance(field, FoldedField)]


def row_object(model, path="", **more):
    """Return the expression for all columns of a row, itself or at a path of foreign keys, and more, as JSON."""
    return RowObject(**{field.attname: f"{path}{field.attname}" for field in own_columns(model)}, **more)


def part_rows(relation):
    """Return the annotation of the rows of a reverse relation, in their model's own order."""
    part = relation.related_model
    rows = part._base_manager.filter(**{relation.field.name: OuterRef("pk")})
    return PartRows(rows.order_by(*part._meta.ordering, "pk").values(row=row_object(part)))


def json_reader(field):
    """Return the function that turns what JSON holds for a field, unless null, into the field's value.

    None where the two are the same. `field.to_python` would do for most kinds too, but it took a third of the time in
    which a row is built.
    """
    if convert := getattr(field, "from_db_value", None):
        return lambda value: convert(value, None, None) if isinstance(value, str) else field.to_python(value)
    target = field.target_field if field.is_relation else field
    if isinstance(target, models.UUIDField):
        return key_from
    if isinstance(target, models.DateTimeField):
        return moment_from
    is_text = type(target).to_python in (models.CharField.to_python, models.TextField.to_python)
    return None if is_text else target.to_python


@functools.lru_cache(maxsize=20_000)
def key_from(value):
    """Return the UUID of a text, or of what a database driver gives.

    The keys of a page come again and again, in it and on the next.
    """
    return uuid.UUID(str(value))


def moment_from(value):
    """Return an aware moment from what JSON holds or a database driver gives: SQLite's is in UTC, without an offset."""
    moment = datetime.datetime.fromisoformat(value) if isinstance(value, str) else value
    return moment.replace(tzinfo=datetime.UTC) if moment.tzinfo is None else moment


@functools.cache
def json_readers(model):
    """Return (column, reader of its values, its default as a function) for every column of a model."""
    return [(field.attname, json_reader(field), field.get_default) for field in model._meta.concrete_fields]


def to_json(field, row):
    """Return the value of a row's field as JSON can hold it; `row_from_json` reverses this."""
    value = field.get_prep_value(getattr(row, field.attname))
    return value if value is None or isinstance(value, (bool, int, float, str, list, dict)) else str(value)


def row_from_json(model, values):
    """Build an unsaved row from a mapping of column names to JSON values; unknown columns are dropped.

    Like unpickling, this does not call the model's `__init__`, which took half of the time; no signal is sent.
    """
    row = model.__new__(model)
    row._state = ModelState()
    row._state.adding = False
    columns = row.__dict__
    for name, read, default in json_readers(model):
        if name not in values:
            columns[name] = default()
        else:
            value = values[name]
            columns[name] = value if read is None or value is None else read(value)
    return row


def normalise_dates(model, values):
    """Return a row's JSON values with every date in today's form, so that an older form of it is no difference."""
    dates = {field.attname: field for field in model._meta.concrete_fields if isinstance(field, PartialDateField)}
    return {name: dates[name].get_prep_value(value) if name in dates else value for name, value in values.items()}
