"""A working day in Chromium: a reporter, an editor, an outsider with a link, a reader."""

import re
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from tests.publishing_forms import PUBLIC, url

pytestmark = pytest.mark.browser


def follow(page, name):
    """Follow a link of the strip about the article."""
    page.locator(".status-links").get_by_role("link", name=name, exact=True).click()


def press(page, name):
    """Press a button, which leads to another page."""
    with page.expect_navigation():
        page.get_by_role("button", name=name).click()


def save(page):
    """Save the form by its key."""
    with page.expect_navigation():
        page.keyboard.press("Control+s")


@pytest.fixture
def at_desk(open_page, live_server):
    """Return a function that opens a page of the desk for a person, whose session no other log-in ends."""

    def opened(person, address):
        page, client = open_page(), Client()
        client.force_login(person)
        session = client.cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        page.goto(address)
        return page

    return opened


@pytest.fixture
def reporter(at_desk, bo, article):
    """Bo's page, with the form of the article."""
    return at_desk(bo, url("change", article))


@pytest.fixture
def editor(at_desk, ana):
    """Ana's page, with the desk's first page."""
    return at_desk(ana, reverse("admin:index"))


def test_from_the_reporter_to_the_reader_and_back(reporter, editor, open_page, article):
    follow(reporter, "Send for edit…")
    reporter.get_by_label("Note to the editors").fill("The date is checked.")
    press(reporter, "Send for edit")
    expect(reporter.locator(".step")).to_contain_text("Ready for edit: sent by bo")

    editor.reload()
    editor.locator(".panel-needs-you").get_by_role("link", name=article.headline).click()
    expect(editor.locator(".step")).to_contain_text("The date is checked.")
    follow(editor, "Ask for changes…")
    editor.get_by_label("What should be changed?").fill("Who says so?")
    press(editor, "Ask for changes")

    reporter.reload()
    expect(reporter.locator(".step")).to_contain_text("Who says so?")
    reporter.fill("[name=dek]", "What each has said, and to whom.")
    save(reporter)
    follow(reporter, "Send for edit…")
    press(reporter, "Send for edit")

    editor.reload()
    follow(editor, "Approve…")
    press(editor, "Approve these words")
    expect(editor.locator(".step")).to_contain_text("Read and approved by ana")
    follow(editor, "Share…")
    press(editor, "Make a link")
    address = urlsplit(editor.locator(".new-link input").input_value()).path
    outsider = open_page()
    outsider.goto(address)
    expect(outsider.locator(".desk-banner")).to_contain_text("Draft, not for publication.")
    expect(outsider.get_by_role("heading", level=1)).to_have_text(article.headline)
    editor.reload()
    expect(editor.locator(".share-links")).to_contain_text("Opened once")
    press(editor, re.compile("^Revoke"))
    assert outsider.goto(address).status == 404

    follow(editor, "Publish…")
    press(editor, "Publish now")
    reader = open_page()
    reader.goto(PUBLIC)
    expect(reader.locator(".dek")).to_have_text("What each has said, and to whom.")

    editor.goto(url("change", article))
    editor.fill("[name=dek]", "What each has said, and where.")
    save(editor)
    follow(editor, "Publish…")
    expect(editor.locator(".going-out")).to_contain_text("Dek changed")
    editor.get_by_label("A correction", exact=True).check()
    editor.get_by_label("Note to readers").first.fill("It says where, not to whom.")
    expect(editor.locator("#agreement")).to_contain_text("they are told: “It says where, not to whom.”")
    press(editor, "Publish now")
    reader.reload()
    expect(reader.locator("#corrections")).to_contain_text("It says where, not to whom.")
    reader.goto(f"{PUBLIC}changes/")
    reader.get_by_role("link", name=re.compile("What changed")).first.click()
    expect(reader.locator("ins").first).to_contain_text("where")

    editor.goto(url("history", article))
    editor.get_by_role("link", name=re.compile("^Put back")).click()
    press(editor, re.compile("^Put edition 1 back"))
    reader.goto(PUBLIC)
    expect(reader.locator(".dek")).to_have_text("What each has said, and to whom.")
    reader.goto(f"{PUBLIC}changes/")
    expect(reader.locator("ol.changes > li")).to_have_count(3)
