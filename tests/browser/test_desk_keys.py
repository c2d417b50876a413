"""The keys of the desk in a browser: the palette, the list of keys, and the others, by keyboard alone."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.test_desk_writing import desk, form_of, violations  # noqa: F401 (fixtures)
from tests.publishing_forms import url

pytestmark = pytest.mark.browser
INDEX, LIST = reverse("admin:index"), reverse("admin:articles_article_changelist")


@pytest.mark.parametrize("width, scheme", [(1280, "light"), (390, "dark")])
def test_the_palette_finds_and_opens(desk, ana, article, mara, width, scheme):  # noqa: F811
    page = desk(ana, INDEX, width=width, color_scheme=scheme)
    page.keyboard.press("Control+k")
    box = page.get_by_role("combobox", name="Find or do")
    expect(box).to_be_focused()
    expect(page.get_by_role("option", name="New article")).to_have_attribute("aria-selected", "true")
    assert violations(page) == []
    page.keyboard.type("mara")
    expect(page.get_by_role("option")).to_have_text(["Mara Lindqvist"])
    page.keyboard.press("Control+a")
    page.keyboard.type("art")
    expect(page.get_by_role("option", name="Articles", exact=True)).to_be_visible()
    page.keyboard.press("ArrowDown")
    chosen = page.locator("[role=option][aria-selected=true]")
    expect(box).to_have_attribute("aria-activedescendant", chosen.get_attribute("id"))
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Control+a")
    page.keyboard.type("songwriters")
    expect(page.get_by_role("option")).to_have_text([article.headline])
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url.endswith(form_of(article))


def test_it_closes_where_it_was_opened(desk, ana):  # noqa: F811
    page = desk(ana, LIST)
    page.focus("#searchbar")
    page.keyboard.press("Control+k")
    page.keyboard.type("nothing has these words")
    expect(page.get_by_text("Nothing was found.")).to_be_visible()
    page.keyboard.press("Escape")
    if page.locator("dialog[open]").count():  # the first one empties a search field
        page.keyboard.press("Escape")
    expect(page.locator("#searchbar")).to_be_focused()


def test_the_keys_are_listed_and_single_ones_can_be_switched_off(desk, ana, article):  # noqa: F811
    page = desk(ana, LIST)
    page.locator("h1").click()
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keys")
    expect(dialog).to_be_visible()
    assert violations(page) == []
    page.get_by_label("Use the keys / and ?").uncheck()
    page.keyboard.press("Escape")
    for key in ("?", "/"):
        page.keyboard.press(key)
    expect(dialog).to_be_hidden()
    expect(page.locator("#searchbar")).not_to_be_focused()
    page.reload()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_keys_lead_to_search_preview_and_publication(desk, ana, article):  # noqa: F811
    page = desk(ana, LIST)
    page.locator("h1").click()
    page.keyboard.press("/")
    expect(page.locator("#searchbar")).to_be_focused()
    page.keyboard.type("?/")
    assert page.input_value("#searchbar") == "?/"
    for key, name in (("Control+Enter", "publish"), ("Control+p", "preview")):
        page.goto(form_of(article))
        with page.expect_navigation():
            page.keyboard.press(key)
        assert page.url.endswith(url(name, article))


def test_a_note_is_written_beside_the_form_and_nothing_typed_is_left(desk, ana, article):  # noqa: F811
    page = desk(ana, form_of(article))
    page.fill("[name=headline]", "Not saved yet")
    link = page.locator("h3 .desk-notes-link").first
    link.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Notes")
    expect(dialog.get_by_label("Note", exact=True)).to_be_focused()
    page.keyboard.type("Who says so?")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(dialog.get_by_text("Who says so?").first).to_be_visible()
    assert violations(page) == []
    expect(link).to_have_text("1 note")
    dialog.get_by_role("button", name="Resolve").click()
    expect(dialog.get_by_text("1 resolved note")).to_be_visible()
    dialog.get_by_role("button", name="Close").click()
    expect(link).to_be_focused()
    expect(link).to_have_text("Note")
    assert page.input_value("[name=headline]") == "Not saved yet"
