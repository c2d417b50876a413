"""The front page."""

import datetime
import itertools

import pytest

from articles.models import Article, Text
from tests.conftest import NOON
from tests.pages import Page
from timeline.models import Event, Timeline, TimelineBlock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def fill(section, by, count):
    """Publish articles, the higher the number the longer ago."""
    for number in range(1, count + 1):
        article = Article.objects.create(headline=f"Story {number}", section=section, slug=f"story-{number}")
        Text.objects.create(parent=article, region="body", ordering=10, html="<p>Words.</p>")
        article.publish(by, "update", at=NOON - datetime.timedelta(days=number), backdated=True)


def test_an_empty_site_greets_its_first_editor(client):
    page = Page(client.get("/"))
    assert page.texts("h1") == ["Your newsroom is ready for its first article"]
    assert page.all("a", href="/admin/")
    assert "python manage.py loaddata demo" in page.text


def test_the_greeting_does_not_tell_strangers_of_drafts(client, article):
    empty = client.get("/").content
    Article.objects.all().delete()
    assert client.get("/").content == empty


def test_the_newest_leads_then_the_pictured_then_the_rest_in_order(client, article, ana, culture, stage):
    fill(culture, ana, 6)
    for story in Article.objects.filter(slug__in=["story-2", "story-4", "story-5", "story-6"]):
        story.lead_image = stage
        story.save()
        story.publish(ana, "minor")
    article.publish(ana, "update")
    page = Page(client.get("/"))
    assert page.texts("article", "lead")[0].startswith(
        "Jo Farrow/Northlight/Meridian Images Culture How the songwriters"
    )
    assert page.texts("h3", "title") == ["Story 2", "Story 4", "Story 5"]
    assert page.texts("ul", "latest")[0].startswith("Story 1 May 11, 2026 Story 3 May 9, 2026 Story 6")
    assert page.all("img")[0]["fetchpriority"] == "high"


def test_each_story_has_one_link_and_a_day(client, article, ana, culture):
    fill(culture, ana, 6)
    article.publish(ana, "update")
    page = Page(client.get("/"))
    stories = [a["href"] for a in page.all("a") if a["href"].count("/") == 3 and a["href"].startswith("/culture/")]
    assert len(stories) == len(set(stories)) == 7
    assert len(page.times()) == 7


def test_the_last_events_of_the_newest_timeline_are_shown(client, article, ana):
    timeline = Timeline.objects.create(title="The two", slug="the-two")
    for year in range(2001, 2006):
        timeline.entries.create(
            event=Event.objects.create(date=str(year), title=f"In {year}", slug=f"in-{year}", text="What happened.")
        )
    TimelineBlock.objects.create(parent=article, region="body", ordering=40, timeline=timeline)
    article.publish(ana, "update")
    page = Page(client.get("/"))
    assert page.texts("span", "when") == ["2003", "2004", "2005"]
    assert page.texts("a", "meta") == ["The two, all 5 events"]


def test_there_is_one_heading_of_the_first_rank_and_none_is_skipped(client, article, ana, culture):
    fill(culture, ana, 6)
    article.publish(ana, "update")
    for address in ("/", "/culture/", "/culture/songwriters/", "/topics/", "/corrections/", "/nothing/"):
        page = Page(client.get(address))
        ranks = [int(e.tag[1]) for e in page.elements if e.tag in ("h1", "h2", "h3")]
        body = ranks[ranks.index(1) :]
        assert ranks.count(1) == 1, address
        assert all(after - before <= 1 for before, after in itertools.pairwise(body)), address


def test_the_footer_and_the_menu_lead_only_to_pages_that_are_there(client, article, ana):
    article.publish(ana, "update")
    page = Page(client.get("/"))
    links = {a["href"] for a in page.all("a") if a["href"].startswith("/")}
    assert {link: client.get(link).status_code for link in links} == dict.fromkeys(links, 200)
    assert page.all("a")[0]["href"] == "#main"


def test_a_fault_of_ours_has_a_page_that_needs_nothing(client, article, ana, monkeypatch):
    monkeypatch.setattr("newsroom.views.with_card_data", lambda editions: 1 / 0)
    client.raise_request_exception = False
    response = client.get("/")
    assert response.status_code == 500
    assert Page(response).texts("h1") == ["Something broke here"]
    assert not Page(response).all("link")
