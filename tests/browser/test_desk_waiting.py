"""A save that waits for another one says so while it waits, and is done when its turn comes."""

import os
import socket
import subprocess
import sys
import time

import pytest
from django.conf import settings

from newsroom.sqlite import queue
from tests.database_locks import turn_held

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(queue.fcntl is None, reason="There are no advisory locks on this system."),
]
ACCOUNT = {"DJANGO_SUPERUSER_USERNAME": "root", "DJANGO_SUPERUSER_PASSWORD": "root-password"}
PATIENCE = 60  # seconds for a server to answer on a machine with much else to do
WAITS = "Waiting for another save to finish… Your text is safe on this page."


def free_port():
    """A port that nobody serves on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def is_served(port):
    """Tell whether somebody accepts connections at a port."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture
def database(tmp_path):
    """The file of the served site's database."""
    return tmp_path / "site.sqlite3"


@pytest.fixture
def site(tmp_path, database):
    """A site in a process of its own, with a database file and one account; its address."""
    env = os.environ | ACCOUNT | {"VAR_DIR": str(tmp_path), "DATABASE_URL": f"sqlite:///{database}"}

    def run(*arguments):
        return subprocess.Popen([sys.executable, "manage.py", *arguments], cwd=settings.BASE_DIR, env=env)

    assert run("migrate", "-v0").wait() == 0
    assert run("createsuperuser", "--noinput", "--email=root@example.org", "-v0").wait() == 0
    server = run("runserver", "--noreload", f"127.0.0.1:{(port := free_port())}")
    until = time.monotonic() + PATIENCE
    while not is_served(port) and server.poll() is None and time.monotonic() < until:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    server.terminate()
    server.wait()


@pytest.fixture
def page(chromium, site):
    """The desk of that site as it is after logging in."""
    context = chromium.new_context(base_url=site)
    page = context.new_page()
    page.set_default_timeout(1000 * PATIENCE)
    page.goto("/admin/login/?next=/admin/")
    page.fill("[name=username]", ACCOUNT["DJANGO_SUPERUSER_USERNAME"])
    page.fill("[name=password]", ACCOUNT["DJANGO_SUPERUSER_PASSWORD"])
    page.click("[type=submit]")
    page.wait_for_url("**/admin/")
    yield page
    context.close()


# Playwright asks a page nothing while its form is being sent, so the page says by itself what its live region says.
WATCH = """() => {
  const region = document.querySelector("[role=status]")
  const said = () => region.offsetHeight > 20 && console.info(region.innerText)
  new MutationObserver(said).observe(region, { childList: true })
}"""


def test_a_save_that_waits_says_so_and_is_done_in_its_turn(page, database):
    page.goto("/admin/articles/article/add/")
    page.fill("[name=headline]", "Typed while somebody else saves")
    page.evaluate(WATCH)
    with turn_held(database), page.expect_console_message(lambda message: message.type == "info") as said:
        page.click("[name=_continue]", no_wait_after=True)
    assert said.value.text == WAITS
    page.wait_for_url("**/change/**")
    assert page.input_value("[name=headline]") == "Typed while somebody else saves"
    assert page.locator(".desk-waiting").count() == 0
