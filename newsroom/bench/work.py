"""What the database does for a page: queries, and steps of SQLite's virtual machine or rows that PostgreSQL reads."""

import json

from django.db import connection
from django.db.backends.signals import connection_created

UNITS = {"sqlite": "SQLite steps", "postgresql": "rows read"}


class Work:
    """A context that counts the queries of the default database and what they cost it."""

    def __init__(self):
        self.statements, self.steps = [], 0

    @property
    def queries(self):
        return len(self.statements)

    def amount(self):
        """Return what the queries cost, in the unit of `UNITS`; None for another database."""
        if connection.vendor == "postgresql":
            return sum(rows_read(sql, params) for sql, params in self.statements if sql.startswith("SELECT"))
        return self.steps if connection.vendor == "sqlite" else None

    def __enter__(self):
        self.wrapper = connection.execute_wrapper(self._note)
        self.wrapper.__enter__()
        if connection.vendor == "sqlite":
            connection.ensure_connection()
            self._watch(connection=connection)
            connection_created.connect(self._watch)  # a request may open a connection of its own
        return self

    def __exit__(self, *exception):
        self.wrapper.__exit__(*exception)
        if connection.vendor == "sqlite":
            connection_created.disconnect(self._watch)
            if connection.connection:
                connection.connection.set_progress_handler(None, 0)

    def _note(self, execute, sql, params, many, context):
        self.statements.append((sql, params))
        return execute(sql, params, many, context)

    def _watch(self, connection, **kwargs):
        connection.connection.set_progress_handler(self._step, 1)

    def _step(self):
        self.steps += 1


def rows_read(sql, params):
    """Return how many rows PostgreSQL reads from tables and indexes for a query, those that it drops included."""
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}", params)
        [[plans]] = cursor.fetchall()
    plans = json.loads(plans) if isinstance(plans, str) else plans
    return sum(rows_of(plan["Plan"]) for plan in plans)


def rows_of(node):
    """Return the rows that a node of a plan reads, and those of the nodes below it."""
    below = sum(map(rows_of, node.get("Plans", [])))
    if "Scan" not in node["Node Type"] or node["Node Type"] == "Subquery Scan":
        return below
    rows = node["Actual Rows"] + node.get("Rows Removed by Filter", 0) + node.get("Rows Removed by Index Recheck", 0)
    return below + round(rows * node["Actual Loops"])
