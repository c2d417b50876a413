"""What the palette of the desk finds, for whom, and at what cost."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.models import Article, Author, Image, Source, Topic, record
from newsroom.palette import MOST
from timeline.models import Event, Timeline

pytestmark = pytest.mark.django_db
FIND = reverse("admin:find")


def found(client, words):
    """Return what is found for some words: a mapping of groups to labels."""
    groups = client.get(FIND, {"q": words}).json()["groups"]
    return {group["name"]: [item["label"] for item in group["items"]] for group in groups}


@pytest.fixture
def harbour(article, bo):
    """One row of each kind that has the word "harbour"."""
    article.headline = "A harbour of songs"
    article.save()
    Topic.objects.create(name="Östen Harbour", slug="osten-harbour")
    Author.objects.create(name="Ida Harbour", slug="ida-harbour")
    Source.objects.create(title="Harbour Times")
    Event.objects.create(date="2018", title="Harbour opens", slug="harbour-opens")
    Timeline.objects.create(title="Harbour years", slug="harbour-years")
    record(Image.objects.create(title="Harbour light", alt="Boats"))
    return article


def test_every_kind_is_found_and_leads_to_its_form(desk, harbour):
    assert found(desk, "HARBOUR") == {
        "Articles": ["A harbour of songs"],
        "Topics": ["Östen Harbour"],
        "Authors": ["Ida Harbour"],
        "Images": ["Harbour light"],
        "Events": ["Harbour opens"],
        "Timelines": ["Harbour years"],
        "Sources": ["Harbour Times"],
    }
    [group] = desk.get(FIND, {"q": "harbour songs"}).json()["groups"]
    address = reverse("admin:articles_article_change", args=[harbour.pk])
    assert group["items"] == [{"label": "A harbour of songs", "url": address}]


def test_accents_and_the_order_of_words_do_not_matter(desk, harbour):
    assert found(desk, "harbour osten") == {"Topics": ["Östen Harbour"]}


def test_without_words_there_are_things_to_do(desk):
    assert "New article" in found(desk, "")["Do"]
    assert found(desk, "import time") == {"Do": ["Import a timeline"]}


def test_everybody_finds_what_they_may_open(client, harbour, ana, bo, cem):
    other = Article.objects.create(headline="A harbour under embargo", created_by=ana)
    client.force_login(bo)
    assert found(client, "harbour")["Articles"] == [harbour.headline]
    client.force_login(ana)
    assert set(found(client, "harbour")["Articles"]) == {harbour.headline, other.headline}
    client.force_login(cem)
    assert found(client, "harbour") == {"Topics": ["Östen Harbour"], "Images": ["Harbour light"]}
    assert found(client, "")["Do"] == ["Upload pictures", "Agencies", "Collections", "Images", "Topics"]


def test_strangers_are_asked_to_log_in(client):
    assert client.get(FIND, {"q": "harbour"}).url.startswith(reverse("admin:login"))


@pytest.mark.parametrize("words", ["\0", "x" * 5_000, "a " * 400, "%_'\"", "\U0001f600"])
def test_strange_words_find_nothing_and_break_nothing(desk, words):
    assert desk.get(FIND, {"q": words}).status_code in (200, 400)


def test_it_costs_the_same_however_much_there_is(desk, ana, harbour):
    desk.get(FIND, {"q": "harbour"})
    costs = []
    for number in range(20):
        Article.objects.create(headline=f"Harbour {number}", created_by=ana)
        Topic.objects.create(name=f"Harbour {number}", slug=f"harbour-{number}")
        Event.objects.create(date="2018", title=f"Harbour {number}", slug=f"harbour-{number}")
        if number in (0, 19):
            with CaptureQueriesContext(connection) as queries:
                groups = found(desk, "harbour")
            costs.append(len(queries))
    assert len(groups["Articles"]) == len(groups["Topics"]) == len(groups["Events"]) == MOST
    assert costs[0] == costs[1] <= 16
