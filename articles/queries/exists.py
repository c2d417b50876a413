"""EXISTS that is asked for the row in hand."""

from django.db.models import Exists


class ExistsForRow(Exists):
    """EXISTS that a database asks again for each row of the query around it.

    PostgreSQL may answer an EXISTS from a hash of all rows of the subquery, which it makes first: cheap where most rows
    are asked about, but a page shows twenty of them, and would read a whole table that grows with the archive. It
    makes no hash of a subquery that is compared with NULL.
    """

    def as_postgresql(self, compiler, connection, **context):
        return self.as_sql(compiler, connection, template="((%(subquery)s) IS NOT NULL)", **context)
