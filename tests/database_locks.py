"""A database that another process is writing to: for a moment, or for longer than the timeout."""

from contextlib import contextmanager

from django.db import OperationalError, connection

from newsroom.sqlite.queue import WriteQueue

WRITES = ("BEGIN", "SAVEPOINT", "INSERT", "UPDATE", "DELETE")


@contextmanager
def turn_held(path):
    """Hold the turn to write to a database file, as another process does during a transaction."""
    queue = WriteQueue()
    queue.enter(path, seconds=20)
    try:
        yield
    finally:
        queue.leave()


@contextmanager
def database_locked():
    """Let every statement that writes fail, as it does when the database stays locked until the timeout."""

    def refuse(execute, sql, params, many, context):
        if sql.startswith(WRITES) or "FOR UPDATE" in sql:
            raise OperationalError("database is locked")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(refuse):
        yield
