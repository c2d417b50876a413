"""A reader looks up a person, an organisation, a work, a place."""

import pytest

from articles.models import Quotation, Topic
from tests.conftest import NOON
from tests.pages import Page
from timeline.models import Event, Timeline, TimelineBlock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
ADDRESS = "/topics/mara-lindqvist/"


@pytest.fixture
def published(article, mara, ana):
    """The article with a timeline of three events, two of them Mara's, live."""
    timeline = Timeline.objects.create(title="The two", slug="the-two")
    for position, (slug, date) in enumerate([("they-meet", "2004"), ("she-answers", "2018-05"), ("nobody", "2019")]):
        event = Event.objects.create(date=date, title=slug.replace("-", " "), slug=slug)
        timeline.entries.create(event=event, position=position)
    Event.objects.get(slug="they-meet").people.create(topic=mara)
    Event.objects.filter(slug="she-answers").update(quotation="Nobody left.", speaker=mara)
    TimelineBlock.objects.create(parent=article, region="body", ordering=40, timeline=timeline)
    article.publish(ana, "update")
    return article


def test_the_page_gathers_articles_words_and_events(client, published):
    Topic.objects.update(description="Songwriter.")
    page = Page(client.get(ADDRESS))
    assert page.texts("h1") == ["Mara Lindqvist"]
    assert page.texts("h2") == ["Articles", "What Mara Lindqvist said", "What happened, in order"]
    assert page.all("a", href="/culture/songwriters/")
    said = page.texts("figure", "quote")[0]
    assert said.startswith(
        "Nobody left. The Coastal Register, Coastal Press, May 12, 2018. Quoted in How the songwriters"
    )
    assert [li["id"] for li in page.all("li") if li["id"]] == ["they-meet", "she-answers"]
    assert page.things["Person"]["description"] == "Songwriter."


def test_words_quoted_twice_are_shown_once(client, published, ana):
    [quotation] = Quotation.objects.all()
    quotation.pk, quotation._state.adding, quotation.ordering = None, True, 90
    quotation.id = Quotation().id
    quotation.save()
    published.publish(ana, "minor")
    assert len(Page(client.get(ADDRESS)).all("figure", "quote")) == 1


def test_events_and_quotations_have_pages_of_their_own_where_there_are_many(client, published, monkeypatch):
    monkeypatch.setattr("newsroom.views.MOST_EVENTS", 1)
    page = Page(client.get(ADDRESS))
    assert page.all("a", href=f"{ADDRESS}events/")
    first = Page(client.get(f"{ADDRESS}events/"))
    assert [li["id"] for li in first.all("li") if li["id"]] == ["they-meet"]
    assert first.all("html", dir="ltr")
    assert first.all("a", href="?page=2")
    assert [li["id"] for li in Page(client.get(f"{ADDRESS}events/?page=2")).all("li") if li["id"]] == ["she-answers"]
    assert "Nobody left." in Page(client.get(f"{ADDRESS}quotations/")).texts("figure", "quote")[0]
    assert client.get("/topics/nobody/events/").status_code == 404


def test_many_events_of_a_topic_are_only_on_their_own_page(client, published, monkeypatch):
    monkeypatch.setattr("newsroom.views.MOST_SORTED", 0)
    page = Page(client.get(ADDRESS))
    assert not [li["id"] for li in page.all("li") if li["id"]]
    assert page.all("a", href=f"{ADDRESS}events/")


def test_a_topic_nobody_wrote_about_has_no_page(client, published):
    Topic.objects.create(name="Unwritten", slug="unwritten")
    assert client.get("/topics/unwritten/").status_code == 404
    assert "Unwritten" not in client.get("/topics/").content.decode()


def test_the_index_sorts_by_kind_and_name(client, published, article, ana):
    for name, kind in [("Tidewater Music", "organisation"), ("Abel Zorn", "person"), ("Ferry Lane", "place")]:
        article.abouts.create(topic=Topic.objects.create(name=name, slug=name.lower().replace(" ", "-"), kind=kind))
    article.publish(ana, "minor")
    page = Page(client.get("/topics/"))
    assert page.texts("h2") == ["People", "Organisations", "Places"]
    assert page.texts("p", "title") == ["Abel Zorn", "Mara Lindqvist", "Tidewater Music", "Ferry Lane"]


def released_topics(count):
    """Store topics that are public on their own."""
    names = [f"Person {number:03}" for number in range(count)]
    return Topic.objects.bulk_create(
        Topic(name=name, slug=name.lower().replace(" ", "-"), released_from=NOON) for name in names
    )


def test_however_many_there_are_the_index_leads_to_each(client):
    topics, found, address = released_topics(130), [], "/topics/"
    while address:
        page = Page(client.get(address))
        found += page.texts("p", "title")
        onward = [a["href"] for a in page.all("a") if a.text == "Further in the alphabet"]
        address = f"/topics/{onward[0]}" if onward else None
    assert found == [topic.name for topic in topics]


def test_a_page_of_a_kind_is_canonical_for_itself_and_leads_back(client, settings):
    released_topics(61)
    [onward] = [a["href"] for a in Page(client.get("/topics/")).all("a") if a.text == "Further in the alphabet"]
    page = Page(client.get(f"/topics/{onward}"))
    assert page.all("link", rel="canonical")[0]["href"] == f"{settings.SITE_URL}/topics/{onward}"
    assert page.texts("p", "title") == ["Person 060"]
    assert [a["href"] for a in page.all("a") if a.text == "All kinds"] == ["/topics/"]
    for wrong in ("?kind=nothing", "?kind=place", "?kind=person&before=nonsense", "?kind=person&before=eA"):
        assert client.get(f"/topics/{wrong}").status_code == 404


@pytest.mark.parametrize(
    "kind, term",
    [("person", "Person"), ("organisation", "Organization"), ("work", "CreativeWork"), ("place", "Place")],
)
def test_structured_data_says_what_it_is(client, published, kind, term):
    Topic.objects.update(kind=kind)
    assert Page(client.get(ADDRESS)).things[term]["name"] == "Mara Lindqvist"
