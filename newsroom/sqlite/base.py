"""The database wrapper: Django's own for SQLite, whose writers wait for their turn."""

import os

from django.db.backends.sqlite3 import base

from newsroom.sqlite.queue import WriteQueue

READS = ("SELECT", "PRAGMA", "EXPLAIN", "SAVEPOINT", "RELEASE", "ROLLBACK")


class DatabaseWrapper(base.DatabaseWrapper):
    """Takes its turn before a transaction, or a statement that writes outside of one, and gives it back after it.

    Readers are never held: they begin no transaction. A turn is waited for as long as SQLite would wait for its lock
    (`OPTIONS["timeout"]`, seconds).
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.queue = WriteQueue()
        self.execute_wrappers.append(self.execute_in_turn)

    def execute_in_turn(self, execute, sql, params, many, context):
        """Run a statement (the signature is that of Django's execute wrappers), in turn where it may write."""
        if self.connection.in_transaction or self.is_unqueued() or sql.lstrip()[:10].upper().startswith(READS):
            return execute(sql, params, many, context)
        self.queue.enter(os.fspath(self.settings_dict["NAME"]), self.settings_dict["OPTIONS"].get("timeout", 5))
        try:
            return execute(sql, params, many, context)
        finally:
            self.leave_queue()

    def is_unqueued(self):
        """Tell whether there is no file of which to stand beside: a database in memory, or one named by a URI."""
        return self.is_in_memory_db() or str(self.settings_dict["NAME"]).startswith("file:")

    def leave_queue(self):
        """Give the turn back, unless a transaction is still open."""
        if self.connection is None or not self.connection.in_transaction:
            self.queue.leave()

    def commit(self):
        """Commit, and give the turn back."""
        try:
            super().commit()
        finally:
            self.leave_queue()

    def rollback(self):
        """Roll back, and give the turn back."""
        try:
            super().rollback()
        finally:
            self.leave_queue()

    def close(self):
        """Close the connection, and give the turn back: what was not committed is rolled back by SQLite."""
        try:
            super().close()
        finally:
            if not self.is_in_memory_db():
                self.queue.leave()
