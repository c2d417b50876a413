"""Prepared queries: query sets that are compiled once, and then run with other values.

Django writes the SQL of a query set anew each time it is used. For the queries of a reader's page that took more than
twice the time of running them.
"""

import json

from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.models import Expression

from articles.queries.json_rows import row_from_json, row_object


class Parameter(Expression):
    """A value that a prepared query is given when it runs; it is written where a query set takes a value."""

    def __init__(self, name, output_field):
        super().__init__(output_field)
        self.name = name

    def as_sql(self, compiler, connection):
        return "%s", [self]

    def database_value(self, value, connection):
        """Return a value as the database takes it."""
        return self.output_field.get_db_prep_value(value, connection)


class Keys(Parameter):
    """A list of keys (UUIDs) that a prepared query is given, of any length, for the lookup `in`."""

    def __init__(self, name):
        super().__init__(name, models.UUIDField())

    def as_sqlite(self, compiler, connection):
        return "(SELECT value FROM json_each(%s))", [self]

    def as_postgresql(self, compiler, connection):
        return "(SELECT unnest(%s::uuid[]))", [self]

    def database_value(self, value, connection):
        keys = [super(Keys, self).database_value(key, connection) for key in value]
        return json.dumps(keys) if connection.vendor == "sqlite" else keys


class PreparedQuery:
    """A query set that is built and compiled when it is first run on a database.

    `build` is a function without arguments which returns a query set of tuples (`values_list`) with a `Parameter`
    wherever a value differs from one run to the next. Columns are returned as the database driver gives them.
    """

    def __init__(self, build):
        self.build = build
        self.compiled = {}

    def compile(self, using):
        """Return the SQL for a database, and its parameters in order."""
        return self.build().using(using).query.get_compiler(using).as_sql()

    def run(self, using=DEFAULT_DB_ALIAS, **values):
        """Return the rows, as tuples, for these values of the parameters."""
        if using not in self.compiled:
            self.compiled[using] = self.compile(using)
        sql, parameters = self.compiled[using]
        connection = connections[using]
        ready = [p.database_value(values[p.name], connection) if isinstance(p, Parameter) else p for p in parameters]
        with connection.cursor() as cursor:
            cursor.execute(sql, ready)
            return cursor.fetchall()


class PreparedRows(PreparedQuery):
    """A prepared query for rows of a model, with the rows to which some relations (to one row each) lead.

    `build` returns a query set of the model, and no `values_list`. `related` are paths such as `edition__address`, each
    after the path that it begins with.
    """

    def __init__(self, model, build, *related):
        super().__init__(build)
        self.model = model
        self.related = []
        models_by_path = {"": model}
        for path in related:
            parent, _, name = path.rpartition("__")
            field = models_by_path[parent]._meta.get_field(name)
            models_by_path[path] = field.related_model
            self.related.append((parent, path, field))

    def compile(self, using):
        objects = [row_object(field.related_model, f"{path}__") for _, path, field in self.related]
        rows = self.build().values_list(row_object(self.model), *objects)
        return rows.using(using).query.get_compiler(using).as_sql()

    def run(self, using=DEFAULT_DB_ALIAS, **values):
        """Return the rows for these values of the parameters, as a list of model instances.

        Rows that refer to the same row share its instance.
        """
        shared = {}
        return [self._instance(row, shared) for row in super().run(using, **values)]

    def _instance(self, texts, shared):
        """Build a row, and those it refers to, from the JSON of each."""
        instances = {"": row_from_json(self.model, json.loads(texts[0]))}
        for (parent, path, field), text in zip(self.related, texts[1:], strict=True):
            # Equal rows have equal foreign keys, so that what they refer to is the same too.
            if (path, text) not in shared:
                shared[path, text] = self._referred(field.related_model, json.loads(text))
            instances[path] = shared[path, text]
            if instances[parent]:
                field.set_cached_value(instances[parent], instances[path])
        return instances[""]

    @staticmethod
    def _referred(model, values):
        """Build a row that another refers to; None for what a LEFT JOIN did not find, which has no key."""
        return row_from_json(model, values) if values[model._meta.pk.attname] is not None else None


MOMENT = Parameter("moment", models.DateTimeField())
