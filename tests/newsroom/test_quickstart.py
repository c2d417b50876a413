"""`quickstart` sets up a site that answers, can be run again, and never touches somebody else's data."""

import io
import os
import re
import signal
import socket
import subprocess
import sys
import time
import traceback
import urllib.request
from pathlib import Path

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.models import User
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import OperationalError
from PIL import Image as Pillow

from articles.models import Article, Edition, FactVersion, Image, Topic
from articles.models.images.files import ImageFiles
from newsroom.management.commands.quickstart import foreign_rows, stop_server
from tests.newsroom.demo import loaded_into

ROOT = Path(__file__).parent.parent.parent
PASSWORD = re.compile(r"^  ([a-z-]+) +((?:[a-z0-9]{4}-){3}[a-z0-9]{4})$", re.MULTILINE)


def quickstart():
    """Set up without serving; return the output."""
    output = io.StringIO()
    call_command("quickstart", "--no-serve", stdout=output)
    return output.getvalue()


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker, tmp_path_factory):
    with loaded_into(tmp_path_factory.mktemp("media"), django_db_blocker):
        yield


def free_port():
    """Return an unused port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.mark.django_db
class TestAnEmptyDatabase:
    def test_gets_the_demonstration_the_accounts_and_their_passwords_once(self):
        output = quickstart()
        assert Edition.objects.count() == 18
        assert "http://127.0.0.1:8000/admin/" in output
        passwords = dict(PASSWORD.findall(output))
        assert list(passwords) == ["reporter", "photo-editor", "editor", "chief"]
        for name, password in passwords.items():
            user = authenticate(username=name, password=password)
            assert user.is_staff
            assert not user.is_superuser
            assert [group.name for group in user.groups.all()] == [name.replace("-", " ")]
        assert not any(password in quickstart() for password in passwords.values())

    def test_is_told_of_each_step_before_it_is_taken(self, monkeypatch):
        monkeypatch.setattr("newsroom.management.commands.quickstart.create_accounts", lambda: {"editor": "secret"})
        lines = quickstart().splitlines()
        steps = ["Bringing the database up to date", "Loading the demonstration…", "The demonstration is loaded: 13"]
        found = [[line.startswith(step) for line in lines].index(True) for step in [*steps, "Creating an account"]]
        assert found == sorted(found)

    def test_gets_the_pictures_that_come_with_the_demonstration_and_makes_none(self, monkeypatch):
        monkeypatch.setattr(ImageFiles, "make", lambda *args: pytest.fail("a picture was made"))
        quickstart()
        for image in Image.objects.all():
            assert len(image.renditions) == 9
            for rendition in image.renditions:
                with default_storage.open(image.files.path_of(rendition["name"])) as file:
                    assert Pillow.open(file).size == (rendition["width"], rendition["height"])

    @pytest.mark.parametrize(
        "make, named",
        [
            (lambda: Article.objects.create(headline="Ours"), "1 article "),
            (lambda: Topic.objects.create(name="Mara", slug="mara"), "1 topic "),
            (lambda: User.objects.create_superuser("root"), "1 user "),
        ],
    )
    def test_is_not_one_that_holds_other_peoples_work(self, make, named):
        make()
        with pytest.raises(CommandError, match=rf"holds {named}that quickstart did not create\. Nothing was changed"):
            quickstart()
        assert Edition.objects.count() == 0
        assert User.objects.filter(username="chief").count() == 0


@pytest.mark.django_db
class TestALoadedDemonstration:
    @pytest.fixture(autouse=True)
    def _loaded(self, demo):
        pass

    def test_keeps_what_was_changed_in_it_and_the_passwords(self):
        first = quickstart()
        password = dict(PASSWORD.findall(first))["editor"]
        Article.objects.filter(slug="halvard-bridge").update(headline="Four ribbons")
        before = Edition.objects.count(), FactVersion.objects.count(), User.objects.count()
        output = quickstart()
        assert "was left as it is" in output
        assert "those of the first run" in output
        assert Article.objects.get(slug="halvard-bridge").headline == "Four ribbons"
        assert (Edition.objects.count(), FactVersion.objects.count(), User.objects.count()) == before
        assert authenticate(username="editor", password=password)

    def test_is_still_ours_when_people_have_worked_in_it(self):
        quickstart()
        User.objects.create_user("mara", is_staff=True)
        Article.objects.create(headline="A first try")
        quickstart()
        assert User.objects.count() == 5

    def test_counts_as_ours_when_it_was_loaded_by_loaddata(self):
        assert foreign_rows() == []
        Article.objects.create(headline="Ours")
        Topic.objects.create(name="Mara", slug="mara")
        Topic.objects.create(name="Ines", slug="ines")
        assert foreign_rows() == ["1 article", "2 topics"]


def test_a_port_in_use_is_reported_before_anything_is_done():
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        with pytest.raises(CommandError, match=r"is in use\. Stop the program that uses it, or choose another"):
            call_command("quickstart", port=server.getsockname()[1])


def test_a_database_that_does_not_answer_is_reported_without_its_address(monkeypatch):
    def unreachable():
        raise OperationalError("failed to resolve host 'ana:hunter2@db'")

    monkeypatch.setattr("newsroom.management.commands.quickstart.foreign_rows", unreachable)
    with pytest.raises(CommandError, match="Check that it runs, and that DATABASE_URL") as refused:
        quickstart()
    assert "hunter2" not in "".join(traceback.format_exception(refused.value))


def test_an_impossible_port_is_refused():
    with pytest.raises(CommandError, match="0 is not a port"):
        call_command("quickstart", port=0)


def starting(tmp_path, port):
    """Start `quickstart` in an empty folder, as a process."""
    env = os.environ | {
        "VAR_DIR": str(tmp_path),
        "DATABASE_URL": f"sqlite:///{tmp_path}/site.sqlite3",
        "CACHE_URL": "locmemcache://",
        "MEDIA_STORAGE": "local",
    }
    command = [sys.executable, "manage.py", "quickstart", "--port", str(port)]
    return subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.mark.parametrize("step", ["Bringing", "Loading"])
def test_ctrl_c_while_it_sets_up_is_one_line(tmp_path, step):
    with starting(tmp_path, free_port()) as started:
        for line in started.stdout:
            if line.startswith(step):
                break
        started.send_signal(signal.SIGINT)
        assert started.stdout.read() == "\nStopped. Run the same command to start again; nothing is lost.\n"
        assert "Traceback" not in started.stderr.read()
    assert started.returncode == 130


# As granian does while it starts, lose the first SIGTERM.
DEAF_AT_FIRST = """
import signal, time
signal.signal(signal.SIGTERM, lambda *_: signal.signal(signal.SIGTERM, signal.SIG_DFL))
print("ready", flush=True)
while True:
    time.sleep(60)
"""


def test_a_server_that_loses_the_first_signal_is_stopped_all_the_same():
    command = [sys.executable, "-c", DEAF_AT_FIRST]
    with subprocess.Popen(command, stdout=subprocess.PIPE, start_new_session=True) as server:
        server.stdout.readline()
        stop_server(server)
        assert server.returncode == -signal.SIGTERM


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_the_site_answers_with_its_pictures_and_stops_on_a_signal(tmp_path, stop):
    site = f"http://127.0.0.1:{(port := free_port())}"
    with starting(tmp_path, port) as started:
        for line in started.stdout:
            if line.startswith("Serving"):
                break
        with urllib.request.urlopen(f"{site}/entertainment/legend-and-west/", timeout=20) as response:
            page = response.read().decode()
        assert f'<link rel="canonical" href="{site}/entertainment/legend-and-west/">' in page
        with urllib.request.urlopen(f"{site}/pictures/placeholder-vmas/480.webp", timeout=20) as response:
            assert response.headers["Content-Type"] == "image/webp"
        started.send_signal(stop)
        assert "Stopped." in started.stdout.read()
    assert started.returncode == 0
    until = time.monotonic() + 5
    with socket.socket() as probe:
        while probe.connect_ex(("127.0.0.1", port)) == 0 and time.monotonic() < until:
            time.sleep(0.05)
        assert probe.connect_ex(("127.0.0.1", port)) != 0
