"""A queue of the writers of a database file, made of advisory locks on two files beside it.

SQLite's own lock has no queue: a writer that finds it locked sleeps for up to 100 ms and tries again. So a process that
writes without a pause can starve another, and on a busy machine does. Here, a writer first locks the head of the queue,
`<database>.lock-next`, and waits there for its turn, `<database>.lock`. A process that has just written must lock the
head again, and so cannot overtake the one that is waiting there.

The operating system releases both locks when a process ends, however it ends. SQLite's lock still protects the data.
"""

import os
import random
import time

from django.db import OperationalError

try:
    import fcntl
except ImportError:  # Windows, where SQLite's own lock alone decides
    fcntl = None

PAUSE = 0.001, 0.005  # seconds between two attempts to lock; random, so that no two writers keep in step


class WriteQueue:
    """One connection's place in the queue of those that write to one database file."""

    def __init__(self):
        self._turn = None

    def enter(self, path, seconds):
        """Wait for the turn to write to the database at `path`.

        Raises `django.db.OperationalError` if the turn has not come after so many seconds.
        """
        if fcntl is None or self._turn is not None:
            return
        deadline = time.monotonic() + seconds
        head = _locked(f"{path}.lock-next", deadline)
        try:
            self._turn = _locked(f"{path}.lock", deadline)
        finally:
            os.close(head)

    def leave(self):
        """Let the next writer write."""
        if self._turn is not None:
            turn, self._turn = self._turn, None
            os.close(turn)


def _locked(path, deadline):
    """Return the descriptor of an exclusively locked file; closing it releases the lock."""
    try:
        # For reading only: the account that serves the site need not be the one that created the file.
        file = os.open(path, os.O_RDONLY | os.O_CREAT, 0o644)
    except OSError as error:
        raise OperationalError(f"unable to open the lock file {path}: {error.strerror}") from error
    try:
        while not _lock(file):
            if time.monotonic() >= deadline:
                raise OperationalError("database is locked: the turn to write did not come in time")
            time.sleep(random.uniform(*PAUSE))
    except BaseException:
        os.close(file)
        raise
    return file


def _lock(file):
    """Try to lock a file; return whether it succeeded."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
