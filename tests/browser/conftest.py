"""Chromium for the tests of what only a browser shows. Without it they are skipped, but on CI they fail."""

import os
import shutil
import threading
from pathlib import Path

import pytest
from django.core.signals import request_finished, request_started
from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")


def executable(playwright):
    """Return the path of a Chromium: the system's, or the one that Playwright downloaded; None where there is none."""
    found = next(filter(None, map(shutil.which, NAMES)), None) or playwright.chromium.executable_path
    return found if Path(found).exists() else None


@pytest.fixture(scope="session")
def chromium():
    """A running Chromium."""
    with sync_playwright() as playwright:
        path = executable(playwright)
        if path is None:
            (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)("There is no Chromium on this machine.")
        # Playwright's loop runs in this thread; the tests' own database calls are made between its turns, never in it.
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def answered():
    """A call that returns when the live server has answered every request.

    A picture that is still on its way reads tables which Django flushes after the test; SQLite in shared memory then
    answers "table is locked" at once, whatever its timeout.
    """
    open_requests, changed = [], threading.Condition()

    def count(signal, **kwargs):
        with changed:
            open_requests.append(1) if signal is request_started else open_requests.pop()
            changed.notify_all()

    request_started.connect(count)
    request_finished.connect(count)

    def wait():
        with changed:
            changed.wait_for(lambda: not open_requests, timeout=30)

    yield wait
    request_started.disconnect(count)
    request_finished.disconnect(count)


@pytest.fixture
def browser_page(chromium, live_server, answered):
    """An empty page whose addresses begin at the live server; whatever it logs as an error fails the test."""
    context = chromium.new_context(base_url=live_server.url)
    page = context.new_page()
    broken = []
    page.on("pageerror", lambda error: broken.append(str(error)))
    yield page
    context.close()
    answered()
    assert not broken
