"""A moment to come in a browser: an article in its frame, and the whole site under its banner, by keyboard alone."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from articles.models import Text
from tests.browser.test_desk_writing import desk, violations  # noqa: F401 (fixtures)
from tests.publishing_forms import url

pytestmark = pytest.mark.browser


@pytest.fixture
def scheduled(article, ana):
    """The article, published by Ana, with other words from tomorrow on."""
    article.publish(ana, "update")
    Text.objects.update(html="<p>They met in 2005.</p>")
    return article.publish(ana, "update", at=timezone.now() + datetime.timedelta(days=1))


@pytest.mark.parametrize("width, scheme", [(1280, "dark"), (390, "light")])
def test_an_article_is_framed_as_of_a_moment_to_come(desk, ana, article, scheduled, width, scheme):  # noqa: F811
    page = desk(ana, url("screens", article), width=width, color_scheme=scheme)
    expect(page.frame_locator("iframe").get_by_text("Preview of the working copy.")).to_be_visible()
    page.get_by_label("What readers see then").check()
    for days, words in ((0, "They met in 2004."), (2, "They met in 2005.")):
        local = timezone.now() + datetime.timedelta(days=days)
        page.get_by_label("Date and time").fill(f"{local:%Y-%m-%dT%H:%M}" if days else "")
        with page.expect_navigation():
            page.get_by_role("button", name="Show", exact=True).press("Enter")
        expect(page.frame_locator("iframe").get_by_text(words)).to_be_visible()
        assert page.locator("iframe").evaluate("frame => frame.clientWidth") <= 390
        assert violations(page) == []


def test_the_whole_site_is_walked_and_left(desk, ana, scheduled):  # noqa: F811
    page = desk(ana, reverse("as_of"))
    page.get_by_role("link", name=f"{timezone.now() + datetime.timedelta(days=1):%Y}").last.press("Enter")
    expect(page.get_by_text("They met in 2005.")).to_be_visible()
    banner = page.get_by_role("complementary", name="Desk")
    expect(banner).to_contain_text("with what is scheduled. Readers do not see this.")
    assert violations(page) == []
    page.get_by_role("contentinfo").get_by_role("link", name="Front page").press("Enter")
    page.get_by_role("link", name=scheduled.headline).first.press("Enter")
    expect(page.get_by_text("They met in 2005.")).to_be_visible()
    assert "/as-of/" in page.url
    banner.get_by_role("link", name="Back to now").press("Enter")
    page.get_by_role("link", name=scheduled.headline).first.press("Enter")
    expect(page.get_by_text("They met in 2004.")).to_be_visible()
    assert "/as-of/" not in page.url
