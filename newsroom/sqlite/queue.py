"""A queue of writers in front of a database file, by advisory locks on two files beside it.

SQLite's own lock has no queue: a writer that finds it taken sleeps up to 100 ms and looks again, so that one process
which writes without a pause can keep another from ever writing, and on a busy machine does. Here a writer first takes
its place at the head (the second file) and from there waits for its turn (the first). Whoever has just written has to
go to the head again, and cannot overtake the one that waits there.

The operating system frees both locks when a process ends, however it ends. SQLite's lock still guards the data.
"""

import os
import random
import time

from django.db import OperationalError

try:
    import fcntl
except ImportError:  # Windows, where SQLite's own lock alone decides
    fcntl = None

PAUSE = 0.001, 0.005  # seconds between two looks at a lock; at random, so that no two writers keep step


class WriteQueue:
    """One connection's place in the queue of those that write to one database file."""

    def __init__(self):
        self._turn = None

    def enter(self, path, seconds):
        """Wait for the turn to write to the database at `path`.

        Raises `django.db.OperationalError` where the turn has not come after so many seconds.
        """
        if fcntl is None or self._turn is not None:
            return
        until = time.monotonic() + seconds
        head = _locked(f"{path}.lock-next", until)
        try:
            self._turn = _locked(f"{path}.lock", until)
        finally:
            os.close(head)

    def leave(self):
        """Let the next one write."""
        if self._turn is not None:
            turn, self._turn = self._turn, None
            os.close(turn)


def _locked(path, until):
    """Return the descriptor of a file that is locked for it alone; closing it frees the lock."""
    try:
        # Opened for reading: the account that serves the site need not be the one that made the file.
        file = os.open(path, os.O_RDONLY | os.O_CREAT, 0o644)
    except OSError as error:
        raise OperationalError(f"unable to open the lock file {path}: {error.strerror}") from error
    try:
        while not _take(file):
            if time.monotonic() >= until:
                raise OperationalError("database is locked: the turn to write did not come in time")
            time.sleep(random.uniform(*PAUSE))
    except BaseException:
        os.close(file)
        raise
    return file


def _take(file):
    """Lock a file if nobody has it locked; tell whether it is locked now."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
