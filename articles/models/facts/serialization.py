"""Rows and their parts as JSON: read in one query on SQLite and PostgreSQL, frozen in versions and documents."""

import datetime

from django.db import models
from django.db.models import F, Func, OuterRef, Subquery
from django.db.models.functions import JSONObject

from articles.dates import PartialDateField


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
        template = "(SELECT json_group_array(json(_part.row)) FROM (%(subquery)s) _part)"
        return self.as_sql(compiler, connection, template=template)

    def as_postgresql(self, compiler, connection):
        template = "(SELECT coalesce(jsonb_agg(_part.row), '[]') FROM (%(subquery)s) _part)"
        return self.as_sql(compiler, connection, template=template)


def part_rows(relation):
    """Return the annotation of the rows of a reverse relation, in their model's own order."""
    part = relation.related_model
    columns = {field.attname: F(field.attname) for field in part._meta.concrete_fields}
    rows = part._base_manager.filter(**{relation.field.name: OuterRef("pk")})
    return PartRows(rows.order_by(*part._meta.ordering, "pk").values(row=RowObject(**columns)))


def from_json(field, value):
    """Return the Python value of a field from what a database or a frozen document holds for it."""
    convert = getattr(field, "from_db_value", None)
    value = convert(value, None, None) if convert and isinstance(value, str) else field.to_python(value)
    is_naive = isinstance(value, datetime.datetime) and value.tzinfo is None
    return value.replace(tzinfo=datetime.UTC) if is_naive else value  # SQLite stores UTC without an offset


def to_json(field, row):
    """Return the value of a row's field as JSON can hold it; `from_json` reverses this."""
    value = field.get_prep_value(getattr(row, field.attname))
    return value if value is None or isinstance(value, (bool, int, float, str, list, dict)) else str(value)


def row_from_json(model, values):
    """Build an unsaved row from a mapping of column names to JSON values; unknown columns are dropped."""
    row = model()
    for field in model._meta.concrete_fields:
        if field.attname in values:
            setattr(row, field.attname, from_json(field, values[field.attname]))
    row._state.adding = False
    return row


def normalise_dates(model, values):
    """Return a row's JSON values with every date in today's form, so that an older form of it is no difference."""
    dates = {field.attname: field for field in model._meta.concrete_fields if isinstance(field, PartialDateField)}
    return {name: dates[name].get_prep_value(value) if name in dates else value for name, value in values.items()}
