"""Chromium for the tests of what only a browser shows. Without it they are skipped, but on CI they fail."""

import os
import shutil
from pathlib import Path

import pytest
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
def browser_page(chromium, live_server):
    """An empty page whose addresses begin at the live server; whatever it logs as an error fails the test."""
    context = chromium.new_context(base_url=live_server.url)
    page = context.new_page()
    broken = []
    page.on("pageerror", lambda error: broken.append(str(error)))
    yield page
    context.close()
    assert not broken
