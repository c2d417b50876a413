"""Reading rows together with their parts in one query, on SQLite and PostgreSQL alike."""

import datetime

from django.db import models
from django.db.models import F, Func, OuterRef, Subquery
from django.db.models.functions import JSONObject

from articles.dates import PartialDateField


class RowObject(JSONObject):
    """A row as a JSON object. On SQLite without Django's probe, which would take the write lock to read a page."""

    def as_sqlite(self, compiler, connection, **extra):
        return Func.as_sql(self, compiler, connection, **extra)


class PartRows(Subquery):
    """The JSON objects of a subquery's only column `row`, in its order, as one JSON array."""

    output_field = models.JSONField()

    def as_sqlite(self, compiler, connection):
        template = "(SELECT json_group_array(json(_part.row)) FROM (%(subquery)s) _part)"
        return self.as_sql(compiler, connection, template=template)

    def as_postgresql(self, compiler, connection):
        template = "(SELECT coalesce(jsonb_agg(_part.row), '[]') FROM (%(subquery)s) _part)"
        return self.as_sql(compiler, connection, template=template)


def part_rows(relation):
    """Return the annotation that carries the rows of a reverse relation, in their model's own order."""
    part = relation.related_model
    columns = {field.attname: F(field.attname) for field in part._meta.concrete_fields}
    rows = part._base_manager.filter(**{relation.field.name: OuterRef("pk")})
    return PartRows(rows.order_by(*part._meta.ordering, "pk").values(row=RowObject(**columns)))


def from_stored(field, value):
    """Return the Python value of a field from what a database or a frozen document holds for it."""
    read = getattr(field, "from_db_value", None)
    value = read(value, None, None) if read and isinstance(value, str) else field.to_python(value)
    naive = isinstance(value, datetime.datetime) and value.tzinfo is None
    return value.replace(tzinfo=datetime.UTC) if naive else value  # SQLite keeps UTC without saying so


def thawed(model, stored):
    """Build an unsaved row from a mapping of column names to stored values; unknown columns are dropped."""
    row = model()
    for field in model._meta.concrete_fields:
        if field.attname in stored:
            setattr(row, field.attname, from_stored(field, stored[field.attname]))
    row._state.adding = False
    return row


def stored(field, row):
    """Return the value of a row's field as JSON can hold it; `from_stored` reads it back."""
    value = field.get_prep_value(getattr(row, field.attname))
    return value if value is None or isinstance(value, (bool, int, float, str, list, dict)) else str(value)


def restated(model, stored):
    """Return a row's stored values with its dates in the form of today, so that an older form of one is no change."""
    dates = {field.attname: field for field in model._meta.concrete_fields if isinstance(field, PartialDateField)}
    return {name: dates[name].get_prep_value(value) if name in dates else value for name, value in stored.items()}


def set_parts(row, name, parts):
    """Give a row the parts of a relation as though they had been prefetched."""
    queryset = getattr(row, name).all()
    queryset._result_cache = list(parts)
    queryset._prefetch_done = True
    if not hasattr(row, "_prefetched_objects_cache"):
        row._prefetched_objects_cache = {}
    row._prefetched_objects_cache[name] = queryset
