"""Until the second it goes live, a scheduled article betrays nothing of itself: neither do the facts only it uses."""

import datetime

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from articles.models import Article, Text
from tests.conftest import NOON
from tests.pages import Page
from timeline.models import Event, Timeline, TimelineBlock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
AT = NOON + datetime.timedelta(days=1)


@pytest.fixture
def scheduled(article, mara, ana, stage):
    """The article with a timeline, to go live tomorrow at noon."""
    timeline = Timeline.objects.create(title="The two", slug="the-two")
    timeline.entries.create(event=Event.objects.create(date="2004", title="They meet", slug="they-meet"))
    Event.objects.get().people.create(topic=mara)
    TimelineBlock.objects.create(parent=article, region="body", ordering=40, timeline=timeline)
    article.publish(ana, "update", at=AT)
    default_storage.save(stage.files.path_of("640.webp"), ContentFile(b"RIFF"))
    return article


@pytest.fixture
def closed(scheduled, stage):
    """Every address that must not answer before."""
    return [
        "/culture/songwriters/",
        "/culture/songwriters/changes/",
        "/culture/",
        "/topics/mara-lindqvist/",
        "/timelines/the-two/",
        "/authors/petra-nwosu/",
        stage.sizes.src,
    ]


def test_no_address_answers_until_the_second_and_all_answer_then(client, closed, clock):
    clock.move_to(AT - datetime.timedelta(seconds=1))
    assert {address: client.get(address).status_code for address in closed} == dict.fromkeys(closed, 404)
    clock.move_to(AT)
    answers = [client.get(address) for address in closed]
    assert [answer.status_code for answer in answers] == [200] * len(closed)
    assert b"".join(answers[-1])


def test_it_is_counted_nowhere(client, scheduled, culture, ana, clock):
    other = Article.objects.create(headline="In the open", section=culture, slug="open")
    Text.objects.create(parent=other, region="body", ordering=10, html="<p>Words.</p>")
    other.publish(ana, "update")
    clock.move_to(AT - datetime.timedelta(seconds=1))
    for address in ("/", "/culture/", "/topics/", "/timelines/", "/corrections/", "/culture/open/"):
        html = client.get(address).content.decode()
        for word in ("songwriters", "Mara", "The two", "They meet", "Petra"):
            assert word not in html
    clock.move_to(AT)
    assert Page(client.get("/topics/")).texts("p", "title") == ["Mara Lindqvist"]
    assert Page(client.get("/timelines/")).texts("h2", "title") == ["The two"]
    assert "songwriters" in client.get("/").content.decode()


def test_a_section_of_scheduled_articles_only_is_in_no_menu(client, scheduled, clock):
    assert "Culture" not in client.get("/").content.decode()
    clock.move_to(AT)
    assert Page(client.get("/")).all("a", href="/culture/")


def test_a_coming_edition_changes_nothing_of_the_one_that_is_live(client, article, ana, clock):
    article.publish(ana, "update")
    before = client.get("/culture/songwriters/").content
    article.headline = "What nobody may know yet"
    article.save()
    article.publish(ana, "update", "A note to come.", at=AT)
    assert client.get("/culture/songwriters/").content == before
    clock.move_to(AT)
    assert Page(client.get("/culture/songwriters/")).texts("h1") == ["What nobody may know yet"]


def test_a_topic_shows_only_what_is_public_of_it(client, scheduled, mara, culture, ana, clock):
    other = Article.objects.create(headline="In the open", section=culture, slug="open")
    Text.objects.create(parent=other, region="body", ordering=10, html="<p>Words.</p>")
    other.abouts.create(topic=mara)
    other.publish(ana, "update")
    page = Page(client.get("/topics/mara-lindqvist/"))
    assert "In the open" in page.text
    for word in ("songwriters", "They meet", "Nobody left"):
        assert word not in page.html
