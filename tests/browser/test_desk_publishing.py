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
    expect(tab.locator(".agreement")).to_contain_text("Readers will see edition 1 at once")
    tab.get_by_role("button", name="Publish now").click()
    expect(tab.locator(".messagelist")).to_contain_text("Edition 1 is live from")
    tab.get_by_role("link", name="View live").click()
    assert tab.url == f"{live_server.url}/culture/songwriters/"
    expect(tab.get_by_role("heading", level=1)).to_have_text(article.headline)


def no_barriers(tab):
    """Assert that axe finds nothing on a page."""
    found = Axe().run(tab, options=RULES).response["violations"]
    assert [(rule["id"], node["html"]) for rule in found for node in rule["nodes"]] == []


def press(tab, *keys):
    """Press keys, one after another."""
    for key in keys:
        tab.keyboard.press(key)


def focused(tab):
    """The name of the field that has the focus."""
    return tab.evaluate("document.activeElement.name || document.activeElement.id")


def tab_to(tab, name):
    """Press Tab until a field has the focus."""
    for _press in range(80):
        tab.keyboard.press("Tab")
        if focused(tab) == name:
            assert tab.evaluate("document.activeElement.matches(':focus-visible')")
            return
    pytest.fail(f"The keyboard does not reach {name}.")


def test_scheduling_by_keyboard_alone_says_what_will_happen_before_it_does(desk, article, ana):
    article.publish(ana, Kind.UPDATE)
    tab = desk(ana)
    tab.goto(url("publish", article))
    at = datetime.date.today() + datetime.timedelta(days=400)
    expect(tab.get_by_label("Date and time", exact=True).first).to_be_hidden()
    tab_to(tab, "when")
    press(tab, "ArrowDown")
    expect(tab.get_by_label("Date and time", exact=True).first).to_be_visible()
    tab_to(tab, "at")
    tab.keyboard.type(f"{at:%m%d%Y}")
    press(tab, "Tab")
    tab.keyboard.type("0900AM")
    tab_to(tab, "until-when")
    tab_to(tab, "kind")
    press(tab, "Space")
    no_barriers(tab)
    button = tab.get_by_role("button", name=re.compile(f"Schedule for .* {at.year} 09:00 {settings.TIME_ZONE}"))
    expect(button).to_be_visible()
    expect(tab.locator(".agreement")).to_contain_text("Edition 1 stays until then.")
    assert article.editions.count() == 1
    tab_to(tab, "publish-button")
    tab.wait_for_timeout(700)  # a button that has just been renamed answers no click
    press(tab, "Enter")
    expect(tab.locator(".messagelist")).to_contain_text("Edition 2 goes live")
    assert article.editions.first().live_from.year == at.year
    tab.go_back()
    expect(tab.get_by_role("button", name=re.compile("Publish now|Schedule for"))).to_be_visible()


def test_a_check_leads_to_the_field_where_it_is_corrected(desk, article, ana):
    block = next(block for block in article.blocks() if block._meta.model_name == "quotation")
    type(block).objects.update(source=None)
    tab = desk(ana)
    tab.goto(url("publish", article))
    tab.get_by_role("link", name="The quotation “Nobody left.” has no source.").click()
    row = tab.locator(".inline-related", has=tab.locator(f'input[value="{block.pk}"]'))
    expect(row.locator(".field-source .select2-selection")).to_be_focused()


def test_what_a_colleague_saves_is_announced_on_the_open_page(desk, article, ana, dora):
    tab = desk(ana)
    tab.goto(url("publish", article))
    expect(tab.locator(".agreement-sentence")).to_be_visible()
    article.headline, article.modified_by = "Another headline", dora
    article.save()
    tab.get_by_label("At a date and time").first.check()
    expect(tab.locator(".saved-since")).to_contain_text("New or changed: Headline.")


def test_without_scripts_the_page_does_the_same_in_a_step_more(desk, article, ana):
    article.publish(ana, Kind.UPDATE)
    tab = desk(ana, java_script_enabled=False)
    tab.goto(url("publish", article))
    expect(tab.get_by_label("Date and time", exact=True).first).to_be_hidden()
    tab.get_by_role("button", name="Publish now").click()
    expect(tab.locator("form.confirmation")).to_contain_text("Say what kind of change it is.")
    tab.get_by_label("A minor edit").check()
    tab.get_by_role("button", name="Check again").click()
    expect(tab.locator(".agreement")).to_contain_text("The date that readers see stays as it is.")
    assert article.editions.count() == 1
    tab.get_by_role("button", name="Publish now").click()
    expect(tab.locator(".messagelist")).to_contain_text("Edition 2 is live from")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_of_publication_have_no_barriers(desk, article, ana, dora, scheme):
    article.publish(ana, Kind.UPDATE)
    article.headline = "Another headline"
    article.save()
    tab = desk(dora, color_scheme=scheme)
    together = reverse("admin:articles_article_publish_together") + f"?article={article.pk}"
    for address in [*(url(name, article) for name in ("publish", "history", "take_down", "compare")), together]:
        tab.goto(address)
        if button := {url("publish", article): "Publish now", url("take_down", article): "Continue"}.get(address):
            tab.get_by_role("button", name=button).click()
            expect(tab.locator(".errornote")).to_be_visible()
        no_barriers(tab)
    article.publish(ana, Kind.UPDATE)
    tab.goto(f"{article.editions.first().path}changes/compare/")
    no_barriers(tab)
