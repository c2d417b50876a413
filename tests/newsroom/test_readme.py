"""The README is true: every command in it runs, and every file that it names exists."""

import json
import os
import re
import shlex
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from tests.newsroom.fixture_files import EXAMPLE, write_pictures

TEXT = (settings.BASE_DIR / "README.md").read_text()
BIN = Path(sys.executable).parent
COMMANDS = [
    line
    for block in re.findall(r"```sh\n(.*?)```", TEXT, re.DOTALL)
    for line in block.splitlines()
    if line and not line.startswith("#")
]
# The two that install are run by .ci/run on a new machine.
INSTALLING = [line for line in COMMANDS if line.startswith("python3 -m venv")]
ASSIGNMENT = r"[A-Z_]+=\S+"
# They have a database of their own, so that the suite on PostgreSQL would only run them a second time.
once = pytest.mark.skipif(connection.vendor != "sqlite", reason="The commands run with SQLite, as a new site does.")
SERVING = [line for line in COMMANDS if "granian" in line and line not in INSTALLING]


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A folder with files to import and to load, and the environment of a migrated site in it."""
    folder = tmp_path_factory.mktemp("readme")
    event = {"start_date": {"year": "2004"}, "text": {"headline": "They met"}, "unique_id": "met"}
    (folder / "timeline.json").write_text(json.dumps({"title": {"text": {"headline": "Two"}}, "events": [event]}))
    (folder / "timeline.csv").write_text("date,title\n2004,They met\n")
    (folder / "harbour.json").write_text(EXAMPLE)
    write_pictures(folder)
    inherited = ("PATH", "HOME", "LANG")
    env = {name: os.environ[name] for name in inherited if name in os.environ} | {
        "VAR_DIR": str(folder),
        "SEQUENCES": "1",
    }
    subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], cwd=settings.BASE_DIR, env=env, check=True)
    return folder, env


def arguments(command, folder):
    """Return the arguments of a command, with this environment's programs, the folder's files and small numbers."""
    for name in ("timeline.json", "timeline.csv", "harbour.json", "bench.json", "bench.svg", "site.zip"):
        command = command.replace(name, f"{folder}/{name}")
    for number, small in ((" 200", " 5"), (" 10000", " 200"), (" 5000", " 35"), (" 15", " 1"), (" 61", " 2")):
        command = command.replace(number, small)
    words = [word for word in shlex.split(command) if not re.fullmatch(ASSIGNMENT, word)]
    return [re.sub(r"^\.venv/bin/", f"{BIN}/", word) for word in words]


def test_there_are_two_commands_for_a_new_machine():
    assert ["quickstart" in line or "pytest" in line for line in INSTALLING] == [True, True]
    runner = (settings.BASE_DIR / ".ci" / "run").read_text()
    assert "grep '^python3 -m venv' README.md" in runner


@pytest.mark.parametrize(
    "path", re.findall(r"[`(]((?:articles|timeline|newsroom|templates|tests|\.readme)/[\w/.-]*)[`)]", TEXT)
)
def test_a_file_or_folder_of_the_readme_exists(path):
    assert (settings.BASE_DIR / path).exists() or path == "templates/articles/blocks/poll.html"


@once
@pytest.mark.parametrize("command", [line for line in COMMANDS if line not in INSTALLING + SERVING])
def test_a_command_of_the_readme_runs(command, site):
    folder, env = site
    if other := re.match(r"VAR_DIR=var/(\w+) ", command):
        env = env | {"VAR_DIR": f"{folder}/{other[1]}"}
    process = subprocess.run(arguments(command, folder), cwd=settings.BASE_DIR, env=env, capture_output=True, text=True)
    assert process.returncode == 0, process.stdout + process.stderr


@once
@pytest.mark.parametrize("command", SERVING)
def test_the_server_of_the_readme_serves(command, site):
    folder, env = site
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    server = subprocess.Popen(
        [port if word == "8000" else word for word in arguments(command, folder)],
        cwd=settings.BASE_DIR,
        env=env,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        assert status_of(f"http://127.0.0.1:{port}/timelines/") == 200
    finally:
        server.terminate()
        server.wait()


def status_of(address, tries=150):
    """Return the status of a response from the address, or None after as many tries, a tenth of a second apart."""
    for _ in range(tries):
        try:
            with urllib.request.urlopen(address) as response:
                return response.status
        except OSError:
            time.sleep(0.1)
    return None
