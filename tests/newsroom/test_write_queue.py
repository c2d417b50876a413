"""Several writers of one SQLite file: each gets its turn, and readers do not wait."""

import subprocess
import sys
import threading
import time

import pytest
from django.conf import settings
from django.db import OperationalError
from django.db.utils import ConnectionHandler

from newsroom.sqlite import queue
from tests.database_locks import turn_held

pytestmark = [
    pytest.mark.django_db,  # for permission to open connections: the suite's own database is not touched
    pytest.mark.skipif(queue.fcntl is None, reason="There are no advisory locks on this system."),
]
ADD, COUNT = "INSERT INTO line VALUES (1)", "SELECT count(*) FROM line"
HOLD = """
import sys
from tests.database_locks import turn_held
with turn_held(sys.argv[1]):
    print(flush=True)
    input()
"""
PATIENCE = 5  # seconds in which a thread has surely begun to wait


class Desk:
    """One connection to the file, as each process or thread has its own."""

    def __init__(self, path, timeout=20):
        options = {"transaction_mode": "IMMEDIATE", "timeout": timeout, "init_command": "PRAGMA journal_mode=WAL"}
        self.handler = ConnectionHandler(
            {"default": {"ENGINE": "newsroom.sqlite", "NAME": str(path), "OPTIONS": options}}
        )
        self.connection = self.handler["default"]
        self.connection.inc_thread_sharing()

    def run(self, sql):
        """Run a statement outside of a transaction; return the first value it gives, or None."""
        with self.connection.cursor() as cursor:
            row = cursor.execute(sql).fetchone()
        return row and row[0]

    def begin(self):
        self.connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)

    def end(self, how="commit"):
        getattr(self.connection, how)()
        self.connection.set_autocommit(True)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "lines.sqlite3"


@pytest.fixture
def sit_down(path):
    """Return a function that opens a further connection to the file."""
    desks = []

    def open_connection(timeout=20):
        desks.append(Desk(path, timeout))
        return desks[-1]

    open_connection().run("CREATE TABLE line (number integer)")
    yield open_connection
    for desk in desks:
        desk.connection.close()


def wait_until_somebody_waits(path):
    """Return when a writer is at the head of the queue."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with open(f"{path}.lock-next", "a") as head:
            try:
                queue.fcntl.flock(head, queue.fcntl.LOCK_EX | queue.fcntl.LOCK_NB)
            except BlockingIOError:
                return
        time.sleep(0.001)


def write_once(desk):
    """Write one line outside of a transaction."""
    desk.run(ADD)


def write_twice(desk):
    """Write two lines in a transaction."""
    desk.begin()
    desk.run(ADD)
    desk.run(ADD)
    desk.end()


@pytest.mark.parametrize("write", [write_once, write_twice])
def test_whoever_waits_cannot_be_overtaken_by_the_one_who_has_just_written(sit_down, path, write):
    first, second = sit_down(), sit_down()
    first.begin()
    waiting = threading.Thread(target=write, args=[second])
    waiting.start()
    wait_until_somebody_waits(path)
    first.end()
    first.begin()
    try:
        assert first.run(COUNT) > 0, "the one who waited has written"
    finally:
        first.end()
        waiting.join()


def test_a_reader_does_not_wait(sit_down):
    writer, reader = sit_down(), sit_down(timeout=0)
    writer.begin()
    writer.run(ADD)
    assert reader.run(COUNT) == 0
    writer.end()
    assert reader.run(COUNT) == 1


@pytest.mark.parametrize("write", [write_once, write_twice])
def test_a_turn_that_does_not_come_is_a_locked_database(sit_down, path, write):
    desk = sit_down(timeout=0.1)
    with turn_held(path), pytest.raises(OperationalError, match="database is locked"):
        write(desk)
    write(desk)
    assert desk.run(COUNT) > 0


@pytest.mark.parametrize("how", ["commit", "rollback"])
def test_a_transaction_gives_its_turn_back_however_it_ends(sit_down, how):
    first, second = sit_down(), sit_down(timeout=0)
    first.begin()
    first.run(ADD)
    with pytest.raises(OperationalError):
        write_once(second)
    first.end(how)
    write_once(second)
    assert second.run(COUNT) == 1 + (how == "commit")


def test_a_statement_that_fails_and_a_connection_that_closes_give_the_turn_back(sit_down):
    first, second = sit_down(), sit_down(timeout=0)
    with pytest.raises(OperationalError, match="no such table"):
        first.run("INSERT INTO lines VALUES (1)")
    write_once(second)
    first.begin()
    first.connection.close()
    write_once(second)


def test_a_process_that_is_killed_gives_its_turn_back(sit_down, path):
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, path], cwd=settings.BASE_DIR, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    holder.stdout.readline()
    desk = sit_down(timeout=0)
    with pytest.raises(OperationalError):
        write_once(desk)
    holder.kill()
    holder.communicate()
    write_once(desk)


def test_a_lock_file_that_cannot_be_made_is_named(tmp_path, sit_down):
    (tmp_path / "lines.sqlite3.lock").unlink()
    (tmp_path / "lines.sqlite3.lock").mkdir()
    with pytest.raises(OperationalError, match=r"lock file .*lines\.sqlite3\.lock"):
        write_once(sit_down())


def test_without_advisory_locks_sqlites_own_lock_decides(sit_down, monkeypatch):
    monkeypatch.setattr(queue, "fcntl", None)
    first, second = sit_down(), sit_down(timeout=0)
    first.begin()
    with pytest.raises(OperationalError):
        write_once(second)
    first.end()
    write_once(second)


def test_a_database_in_memory_needs_no_file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Desk(":memory:").run("CREATE TABLE line (number integer)")
    assert not list(tmp_path.iterdir())
