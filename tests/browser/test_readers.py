"""What a reader meets that only a browser shows: contrast, width, the keyboard, paper, and life without scripts."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.management import call_command
from django.utils import timezone

from articles.admin.images.upload import upload_pictures
from articles.models import Article, Author, Edition, Image, Topic
from tests.articles.test_desk_facts import picture
from timeline.models import Timeline

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def addresses(live_server):
    """An address of every kind of public page, on the site of the demonstration."""
    call_command("loaddata", "demo", verbosity=0)
    now = timezone.now()
    withdrawn = Edition.objects.live_at(now).filter(outcome="withdrawn").first()
    listed = list(Edition.objects.listed_at(now))
    in_error = Article.objects.get(pk=listed[-1].article_id)
    gone = in_error.take_down(None, "error", "It went out by mistake.", later="cancel")
    story = max(listed[:-1], key=lambda edition: len(edition.text.document))
    about = Topic.objects.public_at(now).filter(quotations__edition=story).first()
    return {
        "front": "/",
        "section": story.section.get_absolute_url(),
        "article": story.path,
        "changes": f"{story.path}changes/",
        "topics": "/topics/",
        "topic": about.get_absolute_url(),
        "author": Author.objects.public_at(now).first().get_absolute_url(),
        "timelines": "/timelines/",
        "timeline": Timeline.objects.public_at(now).first().get_absolute_url(),
        "newest first": "/timelines/ostrow-wall/?order=newest",
        "event": "/events/wall-ostrow-says/",
        "embedded timeline": "/timelines/ostrow-wall/embed/",
        "corrections": "/corrections/",
        "withdrawn": withdrawn.path,
        "gone": gone.path,
        "missing": "/nothing/here/",
    }


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_has_a_barrier_that_axe_can_find(browser_page, addresses, scheme, width):
    browser_page.emulate_media(color_scheme=scheme)
    browser_page.set_viewport_size({"width": width, "height": 900})
    barriers = {}
    for name, address in addresses.items():
        browser_page.goto(address)
        found = Axe().run(browser_page).response["violations"]
        barriers |= {name: [(v["id"], [n["html"] for n in v["nodes"]][:3]) for v in found]} if found else {}
    assert barriers == {}


def test_no_page_is_wider_than_a_small_screen(browser_page, addresses):
    wide = {}
    for width in (320, 390):
        browser_page.set_viewport_size({"width": width, "height": 800})
        for name, address in addresses.items():
            browser_page.goto(address)
            actual = browser_page.evaluate("document.documentElement.scrollWidth")
            wide |= {(name, width): actual} if actual > width else {}
    assert wide == {}


def test_pages_read_the_same_without_scripts(open_page, browser_page, addresses):
    plain = open_page(java_script_enabled=False)
    for address in addresses.values():
        browser_page.goto(address)
        plain.goto(address)
        assert plain.inner_text("body") == browser_page.inner_text("body")


def test_a_page_runs_no_script_and_asks_only_this_site(browser_page, addresses, live_server):
    asked = []
    browser_page.on("request", lambda request: asked.append((request.resource_type, request.url)))
    for address in addresses.values():
        browser_page.goto(address, wait_until="networkidle")
    assert all(url.startswith(live_server.url) for _, url in asked)
    assert "script" not in {kind for kind, _ in asked}
    assert browser_page.context.cookies() == []


def test_the_keyboard_reaches_the_content_first_and_shows_where_it_is(browser_page, addresses):
    browser_page.goto(addresses["article"])
    browser_page.keyboard.press("Tab")
    assert browser_page.evaluate("document.activeElement.textContent") == "Skip to content"
    assert browser_page.evaluate("document.activeElement.getBoundingClientRect().top") >= 0
    browser_page.keyboard.press("Enter")
    browser_page.keyboard.press("Tab")
    assert browser_page.evaluate("document.activeElement.closest('main') !== null")
    assert browser_page.evaluate("getComputedStyle(document.activeElement).outlineWidth") == "3px"


def test_controls_are_large_enough_for_a_finger(browser_page, addresses):
    browser_page.set_viewport_size({"width": 390, "height": 800})
    small = {}
    for name, address in addresses.items():
        browser_page.goto(address)
        found = browser_page.eval_on_selector_all(
            "nav a, .chips a, summary, .ways a, .pages a",
            "all => all.filter(e => e.checkVisibility() && e.clientHeight < 24).map(e => e.outerHTML)",
        )
        small |= {name: found} if found else {}
    assert small == {}


def test_pictures_are_shown_whole(browser_page, addresses):
    browser_page.goto(addresses["article"])
    shapes = browser_page.eval_on_selector_all(
        "img",
        "all => all.map(i => [i.clientWidth / i.clientHeight, i.getAttribute('width') / i.getAttribute('height')])",
    )
    assert shapes
    assert all(abs(shown - whole) < 0.02 for shown, whole in shapes)


@pytest.mark.parametrize("width", [390, 1280])
def test_a_portrait_is_no_taller_than_the_window(browser_page, article, ana, width):
    [upload] = upload_pictures([picture(size=(400, 1200))], ana)
    Image.objects.filter(pk=upload.image.pk).update(alt="A tall stage")
    upload.image.credits.create(line="Jo Farrow")
    Article.objects.filter(pk=article.pk).update(lead_image=upload.image)
    article.refresh_from_db()
    edition = article.publish(ana, "update")
    browser_page.set_viewport_size({"width": width, "height": 700})
    browser_page.goto(edition.path)
    box = browser_page.get_by_alt_text("A tall stage").bounding_box()
    assert 500 < box["height"] < 700


def test_paper_loses_no_credit_caption_date_or_change(browser_page, addresses):
    browser_page.goto(addresses["article"])
    browser_page.emulate_media(media="print")
    hidden = browser_page.eval_on_selector_all(
        ".credit, figcaption, time, .note, .history li",
        "all => all.filter(e => !e.checkVisibility({contentVisibilityAuto: true})).map(e => e.outerHTML)",
    )
    assert hidden == []
    assert not browser_page.is_visible(".nav")
