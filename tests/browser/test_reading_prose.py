"""Running text as readers see it: every tag that an editor can write has a look of its own."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.articles.test_prose import PIECES

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# Where the words of an element begin, from the left edge of the window.
WORDS_AT = """element => {
  const range = document.createRange()
  range.selectNodeContents(element)
  return range.getClientRects()[0].left
}"""
# How far two items of a list stand apart.
GAP = "list => list.lastChild.getBoundingClientRect().top - list.firstChild.getBoundingClientRect().bottom"
# The markers of the lists that are no running text: navigation, contents, sources.
OTHER_LISTS = """() => [...document.querySelectorAll("ol, ul")]
  .filter((list) => !list.closest(".body > :is(ul, ol, blockquote)"))
  .map((list) => getComputedStyle(list).listStyleType)"""


@pytest.fixture
def page(browser_page, article, ana):
    """The page of an article whose text has a piece of every tag."""
    article.articles_text_set.update(html="".join(PIECES.values()))
    article.publish(ana, "update")
    browser_page.goto("/culture/songwriters/")
    return browser_page


def style(page, selector, name):
    """Return the computed style of every element that a selector finds in the body."""
    found = page.locator(f".body > {selector}")
    return found.evaluate_all("(all, name) => all.map((one) => getComputedStyle(one)[name])", name)


@pytest.mark.parametrize("width", [390, 1280])
def test_lists_show_bullets_and_numbers_beside_their_words(page, width):
    page.set_viewport_size({"width": width, "height": 900})
    assert style(page, "ul", "listStyleType") == ["disc"]
    assert style(page, "ul ul", "listStyleType") == ["circle"]
    assert style(page, "ol:not([type])", "listStyleType") == ["decimal"] * 3
    assert style(page, "ol[type]", "listStyleType") == ["lower-alpha"]
    text = page.locator(".body > p").first.evaluate(WORDS_AT)
    for item in page.locator(".body > :is(ul, ol) > li").all():
        assert 20 < item.evaluate(WORDS_AT) - text < 48
    assert page.locator(".body > ul ul li").evaluate(WORDS_AT) - text > 44
    assert page.evaluate("document.documentElement.scrollWidth") == width
    apart = page.locator(".body > ol").first.evaluate(GAP)
    assert 4 < apart < 16


def test_lists_that_are_no_text_show_neither(page):
    kinds = page.evaluate(OTHER_LISTS)
    assert len(kinds) >= 3
    assert set(kinds) == {"none"}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_quoted_text_is_set_off(page, scheme):
    page.emulate_media(color_scheme=scheme)
    text = page.locator(".body > p").first.evaluate(WORDS_AT)
    assert page.locator(".body > blockquote").evaluate(WORDS_AT) - text > 20
    assert style(page, "blockquote", "borderInlineStartWidth") == ["3px"]
    assert style(page, "blockquote", "borderInlineStartColor") != style(page, "blockquote", "backgroundColor")
    assert Axe().run(page).response["violations"] == []


def test_powers_and_indices_are_small_and_push_no_line_apart(page):
    for tag, direction in (("sup", -1), ("sub", 1)):
        paragraph = page.locator(f".body > p:has({tag})")
        box, small = paragraph.bounding_box(), paragraph.locator(tag).bounding_box()
        middle = small["y"] + small["height"] / 2 - box["y"] - box["height"] / 2
        assert middle * direction > 1
        assert small["height"] < 0.85 * box["height"]
        assert box["height"] == page.locator(".body > p").first.bounding_box()["height"]


def test_paper_shows_lists_and_where_links_lead(page):
    page.emulate_media(media="print")
    assert style(page, "ol", "listStyleType") == ["decimal", "decimal", "lower-alpha", "decimal"]
    link = page.locator(".body > p a")
    assert "https://example.org/" in link.evaluate("link => getComputedStyle(link, '::after').content")
