"""Chromium for the tests of what only a browser shows. Without it they are skipped, but on CI they fail."""

import os
import shutil
import threading
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")


def pytest_collection_modifyitems(items):
    """Run the tests of a browser first, while the process is fresh.

    What thousands of other tests leave in it slows its server down, and keys get lost on a busy machine.
    """
    items.sort(key=lambda item: item.get_closest_marker("browser") is None)


def executable(playwright):
    """Return the path of a Chromium: the system's, or the one that Playwright downloaded; None where there is none."""
    path = next(filter(None, map(shutil.which, NAMES)), None) or playwright.chromium.executable_path
    return path if Path(path).exists() else None


@pytest.fixture(scope="package")
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


def wait_for_server(url):
    """Wait until every connection that the browser has made to the live server, and closed, has ended there as well.

    A picture that is still on its way reads tables which Django flushes after the test; SQLite in shared memory then
    answers "table is locked" at once, whatever its timeout.
    """
    # The server accepts connections in their order: once it answers this one, every earlier one has its thread.
    urlopen(f"{url}/static/newsroom/desk.css").close()
    for thread in threading.enumerate():
        if "process_request_thread" in thread.name:
            thread.join(timeout=30)


@pytest.fixture
def open_page(chromium, live_server):
    """Return a function that opens a page with an empty profile: `open_page(color_scheme="dark")`.

    Addresses begin at the live server; whatever a page logs as an error fails the test.
    """
    contexts, broken = [], []

    def new(**options):
        context = chromium.new_context(base_url=live_server.url, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: broken.append(str(error)))
        return page

    yield new
    for context in contexts:
        context.close()
    wait_for_server(live_server.url)
    assert not broken


@pytest.fixture
def browser_page(open_page):
    """A page as `open_page` opens it."""
    return open_page()
