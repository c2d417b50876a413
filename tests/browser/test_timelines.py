"""Readers follow a timeline's chart with the mouse and with the keyboard, search it, and print it."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.hard_content import WORD
from tests.conftest import NOON
from timeline.models import Entry, Event, Timeline

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def timeline(db):
    """Sixty events in each of two years, with long words and Arabic titles, and eras that overlap."""
    timeline = Timeline.objects.create(title=f"Long {WORD}", slug="long", released_from=NOON)
    for title, start, end in ((WORD, "1989", "1996"), ("War", "1990", "1992"), ("After", "1997", None)):
        timeline.eras.create(title=title, start=start, end=end)
    titles = [WORD, "حدث شيء ما في المدينة القديمة", "Short"]
    events = [
        Event(date=f"{year}-{1 + n % 12:02}-{1 + n // 12:02}", title=titles[n % 3], slug=f"event-{year}-{n}")
        for year in (1990, 1999)
        for n in range(60)
    ]
    Event.objects.bulk_create(events)
    Entry.objects.bulk_create([Entry(timeline=timeline, event=event) for event in events])
    return timeline


def test_the_chart_can_be_clicked_and_followed_by_keyboard(browser_page, timeline):
    browser_page.set_viewport_size({"width": 1280, "height": 900})
    browser_page.goto("/timelines/long/")
    last = browser_page.locator(".strip a").last
    last.focus()
    assert last.locator("rect").evaluate("e => getComputedStyle(e).strokeWidth") == "3px"
    browser_page.keyboard.press("Enter")
    browser_page.wait_for_url("**part=*#event-1999-0")
    assert browser_page.locator("li:target").is_visible()
    browser_page.goto("/timelines/long/?part=5")
    box = browser_page.locator(".strip a rect").first.bounding_box()
    browser_page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    browser_page.wait_for_url("**#event-1990-0")
    assert browser_page.locator("li:target").is_visible()


def test_words_are_searched_without_a_script(browser_page, timeline):
    browser_page.goto("/timelines/long/")
    browser_page.get_by_label("Search this timeline").fill("short")
    browser_page.keyboard.press("Enter")
    browser_page.wait_for_url("**q=short")
    assert set(browser_page.locator(".events .title").all_inner_texts()) == {"Short"}


@pytest.mark.parametrize("width, scheme", [(390, "dark"), (1280, "light")])
def test_a_long_timeline_has_no_barrier_and_fits_its_window(browser_page, timeline, width, scheme):
    browser_page.emulate_media(color_scheme=scheme)
    browser_page.set_viewport_size({"width": width, "height": 900})
    for address in ("/timelines/long/", "/timelines/long/?q=short", "/timelines/long/?q=zebra"):
        browser_page.goto(address)
        assert [violation["id"] for violation in Axe().run(browser_page).response["violations"]] == []
        assert browser_page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_on_paper_an_era_keeps_its_heading_with_its_first_event(browser_page, timeline):
    """Chromium parts them where something within a grid of the event asks for no break after it."""
    browser_page.goto("/timelines/long/")
    browser_page.emulate_media(media="print")
    rules = browser_page.eval_on_selector_all(
        ".era > h2, .events > li, .events > li > *",
        "all => all.map(e => [e.matches('h2'), e.matches('li'), getComputedStyle(e)])"
        ".map(([h2, li, s]) => `${h2 ? 'h2' : li ? 'li' : 'in'} ${s.breakAfter} ${s.breakInside}`)",
    )
    assert set(rules) == {"h2 avoid avoid", "li auto avoid", "in auto auto"}
