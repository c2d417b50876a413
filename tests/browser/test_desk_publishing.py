"""Publication as an editor does it, in Chromium: preview, publish, schedule, and no barrier in light or dark."""

import datetime
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import expect

from articles.models import Kind

pytestmark = pytest.mark.browser
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture
def desk(open_page, live_server, client):
    """Return a function that opens a tab of the desk, in which a member of it has logged in."""

    def opened(user, **options):
        client.force_login(user)
        page = open_page(**options)
        session = client.cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        return page

    return opened


def url(name, article):
    """The address of a page of publication."""
    return reverse(f"admin:articles_article_{name}", args=[article.pk])


def test_from_the_form_through_preview_to_the_readers_page(desk, article, ana, live_server):
    tab = desk(ana)
    tab.goto(url("change", article))
    expect(tab.locator(".status")).to_contain_text("Readers see nothing of this article yet.")
    tab.get_by_role("link", name="Preview").click()
    expect(tab.locator(".desk-banner")).to_contain_text("Preview of the working copy")
    expect(tab.get_by_role("heading", level=1)).to_have_text(article.headline)
    tab.goto(url("change", article))
    tab.get_by_role("link", name="Publish…").click()
    tab.get_by_role("button", name="Continue").click()
    expect(tab.locator(".agreement")).to_contain_text("Readers will see edition 1 at once")
    tab.get_by_role("button", name="Publish now").click()
    expect(tab.locator(".messagelist")).to_contain_text("Edition 1 is live from")
    tab.get_by_role("link", name="View live").click()
    assert tab.url == f"{live_server.url}/culture/songwriters/"
    expect(tab.get_by_role("heading", level=1)).to_have_text(article.headline)


def test_scheduling_by_keyboard_says_what_will_happen_before_it_does(desk, article, ana):
    article.publish(ana, Kind.UPDATE)
    tab = desk(ana)
    tab.goto(url("publish", article))
    at = datetime.date.today() + datetime.timedelta(days=400)
    tab.get_by_label("New facts or an update").focus()
    tab.keyboard.press("Space")
    tab.get_by_label("Date and time", exact=True).focus()
    tab.keyboard.type(f"{at:%m%d%Y}")
    tab.keyboard.press("Tab")
    tab.keyboard.type("0900AM")
    tab.keyboard.press("Tab")
    expect(tab.get_by_label("At a date and time")).to_be_checked()
    button = tab.get_by_role("button", name=re.compile(f"Set to go live .* {at.year} 09:00 {settings.TIME_ZONE}"))
    expect(button).to_be_enabled()
    expect(tab.locator(".agreement")).to_contain_text("Edition 1 stays until then.")
    assert article.editions.count() == 1
    button.focus()
    tab.keyboard.press("Enter")
    expect(tab.locator(".messagelist")).to_contain_text("Edition 2 goes live")
    assert article.editions.first().live_from.year == at.year


def test_without_scripts_the_page_does_the_same_in_a_step_more(desk, article, ana):
    article.publish(ana, Kind.UPDATE)
    tab = desk(ana, java_script_enabled=False)
    tab.goto(url("publish", article))
    tab.get_by_role("button", name="Continue").click()
    expect(tab.locator("form.confirmation")).to_contain_text("Say what kind of change it is.")
    tab.get_by_label("A minor edit").check()
    tab.get_by_role("button", name="Continue").click()
    tab.get_by_role("button", name="Publish now").click()
    expect(tab.locator(".messagelist")).to_contain_text("Edition 2 is live from")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_of_publication_have_no_barriers(desk, article, ana, dora, scheme):
    article.publish(ana, Kind.UPDATE)
    article.headline = "Another headline"
    article.save()
    tab = desk(dora, color_scheme=scheme)
    for name in ("publish", "history", "take_down"):
        tab.goto(url(name, article))
        if name != "history":
            tab.get_by_role("button", name="Continue").click()
            expect(tab.locator(".errornote")).to_be_visible()
        found = Axe().run(tab, options=RULES).response["violations"]
        assert [(rule["id"], node["html"]) for rule in found for node in rule["nodes"]] == []
