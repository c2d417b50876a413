"""The database wrapper: Django's own for SQLite, with a queue of writers."""

import functools
import os

from django.db.backends.sqlite3 import base

from newsroom.sqlite.queue import WriteQueue

READS = ("SELECT", "PRAGMA", "EXPLAIN", "SAVEPOINT", "RELEASE", "ROLLBACK")


@functools.lru_cache(maxsize=1000)
def with_question_marks(sql):
    """Return SQL with the placeholders of SQLite; done anew for every query of a page, it took longer than they did."""
    return base.FORMAT_QMARK_REGEX.sub("?", sql).replace("%%", "%")


class Cursor(base.SQLiteCursorWrapper):
    """Remembers the SQL that it has converted."""

    def convert_query(self, query, *, param_names=None):
        """Convert a statement; one with named parameters as Django does."""
        return super().convert_query(query, param_names=param_names) if param_names else with_question_marks(query)


class DatabaseWrapper(base.DatabaseWrapper):
    """Enters the queue before a transaction, or before a statement that writes outside of one, and leaves it after.

    Readers do not wait, as they begin no transaction. A writer waits for its turn as long as SQLite would wait for its
    lock: `OPTIONS["timeout"]`, in seconds.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.queue = WriteQueue()
        self.execute_wrappers.append(self.execute_in_turn)

    def create_cursor(self, name=None):
        """Return a cursor of this module."""
        return self.connection.cursor(factory=Cursor)

    def execute_in_turn(self, execute, sql, params, many, context):
        """Run a statement, in turn if it may write. The signature is that of Django's execute wrappers."""
        if self.connection.in_transaction or self.is_unqueued() or sql.lstrip()[:10].upper().startswith(READS):
            return execute(sql, params, many, context)
        self.queue.enter(os.fspath(self.settings_dict["NAME"]), self.settings_dict["OPTIONS"].get("timeout", 5))
        try:
            return execute(sql, params, many, context)
        finally:
            self.leave_queue()

    def is_unqueued(self):
        """Return whether there is no file to put lock files beside: a database in memory, or one named by a URI."""
        return self.is_in_memory_db() or str(self.settings_dict["NAME"]).startswith("file:")

    def leave_queue(self):
        """Leave the queue, unless a transaction is still open."""
        if self.connection is None or not self.connection.in_transaction:
            self.queue.leave()

    def commit(self):
        """Commit and leave the queue."""
        try:
            super().commit()
        finally:
            self.leave_queue()

    def rollback(self):
        """Roll back and leave the queue."""
        try:
            super().rollback()
        finally:
            self.leave_queue()

    def close(self):
        """Close the connection and leave the queue; SQLite rolls back what was not committed."""
        try:
            super().close()
        finally:
            self.queue.leave()
