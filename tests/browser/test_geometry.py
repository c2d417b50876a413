"""Where things stand on a page, measured in Chromium, with content that is hard on a layout."""

import itertools
from pathlib import Path

import pytest
from django.core.management import call_command
from django.urls import reverse

from articles.models import Article, Edition, Image, Source, Topic
from tests.browser import hard_content
from timeline.models import Event, Timeline

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FAULTS = (Path(__file__).parent / "geometry.js").read_text()
DEMO = {
    "story": "/entertainment/legend-and-west/",
    "section of the demonstration": "/places/",
    "author of the demonstration": "/authors/ida-marsh/",
    "topic of the demonstration": "/topics/john-legend/",
    "timeline of the demonstration": "/timelines/john-legend-and-kanye-west/",
}
BOXES = """
rows => rows.map(row => {
  const [text, picture] = ["article, :scope > div:not(.thumb)", "img"].map(
    part => row.querySelector(part).getBoundingClientRect().toJSON()
  );
  const label = row.querySelector(".thumb .made-by");
  return {text, picture, label: label && label.getBoundingClientRect().toJSON()};
})
"""
CARDS = """
cards => cards.map(card => [card, card.querySelector("img")].map(part => part.getBoundingClientRect().toJSON()))
"""
# Where the first and the last character of an element's text stand.
ENDS = """
all => all.map(element => {
  const text = document.createTreeWalker(element, NodeFilter.SHOW_TEXT).nextNode();
  const range = document.createRange();
  return [1, text.data.trimEnd().length].map(end => {
    range.setStart(text, end - 1);
    range.setEnd(text, end);
    return range.getBoundingClientRect().left;
  });
})
"""
MARKERS = """
rows => rows.map(row => {
  const [line, marker] = ["::before", "::after"].map(part => getComputedStyle(row, part));
  const number = (style, ...names) => names.reduce((sum, name) => sum + parseFloat(style[name]), 0);
  const date = document.createRange();
  date.selectNodeContents(row.querySelector(".when"));
  const box = row.getBoundingClientRect();
  const first = date.getClientRects()[0];
  const left = box.left + number(marker, "left");
  const right = left + number(marker, "width");
  const words = [...row.querySelectorAll("*")].flatMap(part => [...part.getClientRects()]);
  return {
    last: row.matches(":last-child"),
    off: left + number(marker, "width") / 2 - box.left - number(line, "left") - number(line, "width") / 2,
    low: box.top + number(marker, "top") + 6 - (first.top + first.bottom) / 2,
    touched: words.some(part => part.right > left && part.left < right && part.width),
  };
})
"""


@pytest.fixture
def hard(live_server):
    """The demonstration with hard content beside it: the addresses of its pages, by name."""
    call_command("loaddata", "demo", verbosity=0)
    return hard_content.fill() | DEMO


def faults_of(page, addresses, widths):
    """Return what is wrong with the geometry of the pages, by name and width in pixels."""
    found = {}
    for name, address in addresses.items():
        page.goto(address)
        for width in widths:
            page.set_viewport_size({"width": width, "height": 800})
            faults = page.evaluate(FAULTS)
            found |= {(name, width): faults} if faults else {}
    return found


def measured(page, address, selector, script, width):
    """Return what a script measures of the elements of a page at a width in pixels; there has to be one."""
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address)
    found = page.eval_on_selector_all(selector, script)
    assert found, address
    return found


def test_every_page_stays_in_its_window_and_on_paper_and_no_text_is_cut_or_overlaps(browser_page, hard):
    assert faults_of(browser_page, hard, (320, 390, 1280)) == {}
    browser_page.emulate_media(media="print")
    a4 = 643  # pixels between margins of 2 cm
    assert faults_of(browser_page, hard, (a4,)) == {}


def test_thumbnails_stand_beside_their_text_at_their_size_and_cards_on_one_line(browser_page, hard):
    for width, size in ((390, 120), (1280, 240)):
        for name in ("section", "author", "section of the demonstration", "author of the demonstration"):
            for row in measured(browser_page, hard[name], ".row.pictured", BOXES, width):
                assert row["picture"]["width"] == pytest.approx(size, abs=1), name
                assert row["picture"]["height"] == pytest.approx(size / 1.5, abs=2), name
                assert row["picture"]["left"] >= row["text"]["right"] + 8, name
                assert row["picture"]["top"] == pytest.approx(row["text"]["top"], abs=8), name
                label = row["label"] or {"left": row["picture"]["left"], "top": row["picture"]["bottom"]}
                assert label["left"] == row["picture"]["left"], name
                assert label["top"] >= row["picture"]["bottom"], name
        for row in measured(browser_page, hard["credits"], ".row.credited", BOXES, width):
            assert row["picture"]["width"] == pytest.approx(size, abs=1)
            assert row["picture"]["right"] <= row["text"]["left"] - 8
    cards = measured(browser_page, hard["front"], ".card", CARDS, 1280)
    assert len({(card["top"], picture["top"], round(card["width"])) for card, picture in cards}) == 1
    assert all(card["width"] == picture["width"] for card, picture in cards)


def test_markers_of_a_timeline_stand_on_its_line_beside_the_date(browser_page, hard):
    pages = ("front", "topic", "article", "embed", "right to left", "timeline", "timeline of the demonstration")
    for name, width in itertools.product(pages, (390, 1280)):
        for row in measured(browser_page, hard[name], ".events > li", MARKERS, width):
            assert row["last"] or row["off"] == pytest.approx(0, abs=0.6), name
            assert row["low"] == pytest.approx(0, abs=3), name
            assert not row["touched"], name


def test_other_directions_keep_their_punctuation_and_long_contents_can_be_reached(browser_page, hard):
    for first, last in measured(browser_page, hard["right to left"], ".byline time", ENDS, 1280):
        assert first < last, "Nov. 26, 2026, 3:21 p.m. ends at the right"
    dek = f'.row:has([href="{hard["right to left"]}"]) article > p:not([class])'
    (first, last), *_ = measured(browser_page, hard["section"], dek, ENDS, 1280)
    assert first > last, "Arabic ends at the left, also in an English list"
    browser_page.goto(hard["article"])
    browser_page.evaluate("document.documentElement.style.scrollBehavior = 'auto'; scrollTo(0, 3000)")
    rail = browser_page.locator(".rail")
    assert rail.evaluate("rail => rail.scrollHeight > rail.clientHeight")
    assert rail.evaluate("rail => rail.getBoundingClientRect().bottom <= innerHeight")


@pytest.fixture
def desk_page(browser_page, live_server, client, dora):
    """A page in which Dora, the chief, has logged in."""
    client.force_login(dora)
    session = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    browser_page.context.add_cookies([session])
    return browser_page


def desk_addresses():
    """Return the addresses of the desk's pages about hard content."""
    article = Article.objects.get(slug="hard-8")
    event, other = Event.objects.filter(slug__in=["hard-event-0", "hard-event-2"])
    one, another = Topic.objects.filter(slug__in=["person-0", "person-1"])
    source = Source.objects.get(url=hard_content.ADDRESS)
    image = article.lead_image
    facts = (article, event, image, one, source, Timeline.objects.get(slug="hard-timeline"))
    models = [f"admin:{fact._meta.app_label}_{fact._meta.model_name}" for fact in facts]
    acts = ("publish", "take_down", "history", "preview", "delete")
    return [
        reverse("admin:index"),
        *(reverse(f"{model}_changelist") for model in models),
        *(reverse(f"{model}_change", args=[fact.pk]) for model, fact in zip(models, facts, strict=True)),
        *(reverse(f"admin:articles_article_{act}", args=[article.pk]) for act in acts),
        reverse("admin:articles_article_read", args=[article.pk, Edition.objects.filter(article=article)[0].number]),
        reverse("admin:articles_image_kill", args=[image.pk]),
        reverse("admin:articles_image_merge", args=[image.pk]) + f"?other={Image.objects.exclude(pk=image.pk)[0].pk}",
        reverse("admin:articles_topic_merge", args=[one.pk]) + f"?other={another.pk}",
        reverse("admin:articles_source_citations", args=[source.pk]),
        reverse("admin:timeline_event_merge", args=[event.pk]) + f"?other={other.pk}",
        reverse("admin:timeline_event_down", args=[event.pk]),
        reverse("admin:timeline_event_found", args=[article.pk]),
        reverse("admin:timeline_event_many"),
        reverse("admin:timeline_timeline_import"),
    ]


def test_no_page_of_the_desk_is_wider_than_its_window(desk_page, hard):
    wide = {}
    for address in desk_addresses():
        assert desk_page.goto(address).status == 200, address
        for width in (390, 1280):
            desk_page.set_viewport_size({"width": width, "height": 900})
            actual = desk_page.evaluate("document.scrollingElement.scrollWidth")
            wide |= {(address, width): actual} if actual > width else {}
    assert wide == {}
