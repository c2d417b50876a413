"""A reader follows an event to its own page, chooses what a timeline shows, and never meets what is under embargo."""

import datetime
import gzip

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Image, Source, Topic, record
from tests.pages import Page
from timeline.models import Event, Timeline, TimelineBlock

from .conftest import happened

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def live(shown, article, ana):
    """The article with the whole timeline, live."""
    article.publish(ana, "update")
    return article


def titles(page):
    """The titles of the events on a page, in order."""
    return page.texts("h3", "title")


class TestAnEventsPage:
    """`/events/<slug>/`."""

    def test_says_what_when_who_and_where_it_is_shown(self, client, live, mara, register, ana):
        part = Event.objects.get(slug="part")
        part.status, part.quotation, part.quotation_kind = "disputed", "Nobody left.", "translated"
        part.speaker, part.said_in, part.said_at, part.text = mara, register, "p. 4", "Both say so."
        part.save()
        part.citations.update(quotation="They part.", accessed="2026-05-01")
        record(part, ana, "correction", "The month was wrong.")
        page = Page(client.get("/events/part/"))
        assert page.texts("h1") == ["They part"]
        assert page.times()[0] == ("2021-11", "November 2021")
        assert "Disputed. Both say so. Nobody left. Mara Lindqvist (translated), The Coastal Register" in page.text
        assert "Coastal Press, p. 4" in page.text
        assert "Corrected May 12, 2026: The month was wrong." in page.text
        assert "Prize archive: “They part.” (seen 1 May 2026)" in page.text
        assert page.all("a", href="/timelines/together/?event=part#part")
        assert page.all("a", href="/culture/songwriters/")
        assert page.all("a", href="/topics/mara-lindqvist/")

    def test_a_correction_is_noted_on_the_timeline_and_in_the_article(self, client, live, ana):
        part = Event.objects.get(slug="part")
        part.title = "They go apart"
        part.save()
        record(part, ana, "correction", "The word was wrong.")
        for address in ("/timelines/together/", "/culture/songwriters/"):
            [event] = [li.text for li in Page(client.get(address)).all("li", "month") if "go apart" in li.text]
            assert "Corrected May 12, 2026: The word was wrong." in " ".join(event.split())

    def test_that_was_taken_down_says_why_and_is_nowhere_else(self, client, live, ana):
        Event.objects.get(slug="part").take_down(ana, "A court asked for it.")
        response = client.get("/events/part/")
        assert response.status_code == 410
        assert "A court asked for it." in Page(response).text
        assert "They part" not in Page(response).text
        for address in ("/timelines/together/", "/culture/songwriters/", "/topics/mara-lindqvist/", "/timelines/"):
            assert "They part" not in client.get(address).content.decode()
        assert b"They part" not in client.get("/timelines/together.json").content

    def test_that_was_taken_down_unpublished_is_not_there(self, client, together, ana):
        Event.objects.get(slug="part").take_down(ana, "Wrong.")
        assert client.get("/events/part/").status_code == 404

    def test_of_a_merged_event_leads_to_the_survivor(self, client, live, ana):
        again = happened("Sept. 13, 2009", "The prize is played", "prize-again")
        Event.objects.get(slug="prize").merge_into(again, ana)
        response = client.get("/events/prize/")
        assert (response.status_code, response["Location"]) == (301, "/events/prize-again/")
        assert titles(Page(client.get("/timelines/together/")))[1] == "The prize is played"

    def test_names_the_timelines_by_rule_that_show_it(self, client, live, mara):
        ruled = Timeline.objects.create(title="By rule", slug="by-rule", made="rule", released_from=timezone.now())
        ruled.rule_topics.create(topic=mara)
        page = Page(client.get("/events/part/"))
        assert page.all("a", href="/timelines/by-rule/?event=part#part")
        assert titles(Page(client.get("/timelines/by-rule/"))) == ["They meet", "They play the prize", "They part"]


class TestChoosing:
    """What the address of a timeline asks for."""

    def test_newest_or_oldest_first(self, client, live):
        oldest = Page(client.get("/timelines/together/"))
        assert oldest.all("a", "order")[0]["href"] == "?order=newest"
        newest = Page(client.get("/timelines/together/?order=newest"))
        assert titles(newest) == titles(oldest)[::-1]
        assert newest.all("a", "order")[0]["href"] == "/timelines/together/"
        assert newest.all("link", rel="canonical")[0]["href"].endswith("/timelines/together/")

    def test_several_people_at_once(self, client, live):
        page = Page(client.get("/timelines/together/?who=mara-lindqvist"))
        assert page.all("a", href="?who=mara-lindqvist&who=ines-okafor")
        both = Page(client.get("/timelines/together/?who=mara-lindqvist&who=ines-okafor&order=newest"))
        assert titles(both) == ["They play the prize", "They meet"]
        assert both.all("a", href="?who=mara-lindqvist&order=newest")
        assert both.texts("title") == ["Together: Mara Lindqvist, Ines Okafor | Newsroom"]

    def test_what_no_timeline_knows_is_not_there(self, client, live):
        for query in ("who=nobody", "who=mara-lindqvist&who=nobody", "&".join(f"who=a{n}" for n in range(9))):
            assert client.get(f"/timelines/together/?{query}").status_code == 404


def test_words_of_articles_and_events_stand_together_by_date(client, live, mara, archive):
    happened(
        *("2012", "She writes", "writes", [], [archive]),
        quotation="I left.",
        quotation_kind="paraphrase",
        speaker=mara,
        released_from=timezone.now(),
    )
    said = Page(client.get("/topics/mara-lindqvist/")).texts("figure", "quote")
    assert said[0] == "I left. Prize archive, 2012 (in other words). Quoted in She writes"
    assert said[1].startswith("Nobody left. The Coastal Register")
    assert len(said) == 2


def test_a_merged_topic_leads_to_the_survivor(client, live, mara):
    maren = Topic.objects.create(name="Maren", slug="maren")
    mara.merge_into(maren)
    response = client.get("/topics/mara-lindqvist/")
    assert (response.status_code, response["Location"]) == (301, "/topics/maren/")


PUBLIC = [
    *("/", "/timelines/", "/timelines/together/", "/timelines/together.json", "/timelines/together.csv"),
    *("/timelines/together.ics", "/timelines/together/embed/", "/timelines/by-rule/", "/timelines/by-rule.json"),
    *("/timelines/secret/", "/timelines/secret.json", "/timelines/secret.ics", "/timelines/secret/embed/"),
    *("/events/secret/", "/events/meet/", "/topics/", "/topics/mara-lindqvist/", "/topics/sly-hidden/"),
    *("/oembed/?url=http://127.0.0.1:8000/timelines/secret/", "/culture/songwriters/", "/culture/", "/corrections/"),
    *("/timelines/secret.csv", "/timelines/by-rule/?order=newest", "/pictures/secretstem/640.webp"),
]


def test_what_only_an_embargoed_article_shows_is_nowhere_until_its_second(client, live, article, ana, mara, clock):
    ruled = Timeline.objects.create(title="By rule", slug="by-rule", made="rule", released_from=timezone.now())
    ruled.rule_topics.create(topic=mara)
    before = {address: (client.get(address).status_code, client.get(address).content) for address in PUBLIC}
    image = Image.objects.create(title="Secret", alt="Secret picture", stem="secretstem")
    image.renditions = [{"name": "640.webp", "width": 640, "height": 427, "type": "image/webp"}]
    image.save()
    image.credits.create(line="Secret credit")
    hidden, source = (
        Topic.objects.create(name="Sly Hidden", slug="sly-hidden"),
        Source.objects.create(title="Secret source"),
    )
    event = happened("2010", "Secret event", "secret", [mara, hidden], [source], image=image)
    secret = Timeline.objects.create(title="Secret timeline", slug="secret")
    secret.entries.create(event=event)
    record(secret)
    TimelineBlock.objects.create(parent=article, region="body", ordering=50, timeline=secret)
    at = timezone.now() + HOUR
    article.publish(ana, "update", at=at)
    clock.move_to(at - datetime.timedelta(microseconds=1))
    for address in PUBLIC:
        response = client.get(address)
        assert (response.status_code, response.content) == before[address], address
    for fact in (event, secret, hidden, source, image):
        assert not fact.is_public(), fact
    clock.move_to(at)
    for address in ("/events/secret/", "/timelines/secret.json", "/timelines/by-rule/", "/topics/mara-lindqvist/"):
        assert "Secret event" in client.get(address).content.decode(), address
    for fact in (event, secret, hidden, source, image):
        assert fact.is_public(), fact


@pytest.fixture
def long_one(db, mara, ines, register):
    """A released timeline of 280 events, each with a text, two people and a source of its own."""
    timeline = Timeline.objects.create(title="Long", slug="long", released_from=timezone.now())
    for number in range(280):
        day = datetime.date(1950, 1, 1) + datetime.timedelta(days=97 * number)
        event = Event.objects.create(
            date=day.isoformat(),
            title=f"What happened on day {97 * number} of the affair",
            slug=f"day-{number}",
            text=f"The harbor board, in its {number}th sitting, put the question off until {day.year + 1}.",
        )
        event.people.create(topic=mara)
        event.people.create(topic=ines, position=1)
        event.citations.create(source=Source.objects.create(title=f"Minutes no. {number}"), locator=f"p. {number % 40}")
        timeline.entries.create(event=event)
    timeline.eras.create(title="After the war", start="1950", end="1979")
    timeline.eras.create(title="The long wait", start="1980")
    return timeline


@pytest.mark.parametrize("rest", ["", "?order=newest", "?who=mara-lindqvist", "embed/"])
def test_280_events_cost_few_queries_and_few_bytes_and_no_script(client, long_one, rest):
    with CaptureQueriesContext(connection) as captured:
        response = client.get(f"/timelines/long/{rest}")
    assert response.content.count(b'id="day-') == 280
    assert len(captured) <= 8
    assert len(gzip.compress(response.content)) <= 40_000
    assert b"<script" not in response.content


def test_280_events_by_rule_cost_no_more(client, long_one, mara):
    ruled = Timeline.objects.create(title="By rule", slug="by-rule", made="rule", released_from=timezone.now())
    ruled.rule_topics.create(topic=mara)
    with CaptureQueriesContext(connection) as captured:
        response = client.get("/timelines/by-rule/")
    assert response.content.count(b'id="day-') == 280
    assert len(captured) <= 8


def test_an_article_with_a_timeline_by_rule_stays_within_its_queries(client, long_one, article, ana, mara):
    ruled = Timeline.objects.create(title="By rule", slug="by-rule", made="rule")
    ruled.rule_topics.create(topic=mara)
    TimelineBlock.objects.create(parent=article, region="body", ordering=40, timeline=ruled)
    article.publish(ana, "update")
    with CaptureQueriesContext(connection) as captured:
        assert client.get("/culture/songwriters/").status_code == 200
    assert len(captured) <= 8
