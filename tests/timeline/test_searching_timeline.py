"""A reader searches a timeline for words."""

import pytest

from tests.conftest import NOON
from tests.pages import Page
from timeline.models import Entry, Event, EventPerson, Timeline
from timeline.pages.search import words_asked, words_stand_in

ADDRESS = "/timelines/long/"


@pytest.fixture
def timeline(mara, clock):
    """Fifty events, one in each year from 1950; Mara is in those of the nineteen-nineties."""
    timeline = Timeline.objects.create(title="Long", slug="long", released_from=NOON)
    events = [Event(date=f"{year}", title=f"Year {year}", slug=f"year-{year}") for year in range(1950, 2000)]
    events[3].text = "The Café Tortoni closes."
    events[41].quotation, events[41].speaker = "We met at the cafe.", mara
    Event.objects.bulk_create(events)
    Entry.objects.bulk_create([Entry(timeline=timeline, event=event) for event in events])
    Entry.objects.filter(event=events[7]).update(title="A cafeteria opens")
    EventPerson.objects.bulk_create([EventPerson(event=event, topic=mara) for event in events[40:]])
    return timeline


def found(client, query):
    """The ids of the events of a page."""
    return [li["id"] for li in Page(client.get(ADDRESS + query)).all("li") if li["id"]]


@pytest.mark.django_db
class TestThePage:
    """The form above a long timeline, and what it finds."""

    def test_words_are_found_in_title_date_text_and_quotation_whatever_their_case_and_accents(self, client, timeline):
        assert found(client, "?q=CAFÉ") == ["year-1953", "year-1957", "year-1991"]
        assert found(client, "?q=tortoni+cafe") == ["year-1953"]
        assert found(client, "?q=1999") == ["year-1999"]
        assert found(client, "?q=cafe&order=newest") == ["year-1991", "year-1957", "year-1953"]

    def test_words_and_topics_narrow_together(self, client, timeline):
        assert found(client, "?q=cafe&who=mara-lindqvist") == ["year-1991"]
        page = Page(client.get(f"{ADDRESS}?who=mara-lindqvist&order=newest"))
        hidden = [(field["name"], field["value"]) for field in page.all("input", type="hidden")]
        assert hidden == [("who", "mara-lindqvist"), ("order", "newest")]

    def test_links_of_the_page_keep_the_words(self, client, timeline):
        page = Page(client.get(f"{ADDRESS}?q=year"))
        assert page.all("a", rel="next")[0]["href"] == "?q=year&part=2"
        assert page.all("a", href="?who=mara-lindqvist&q=year")
        assert page.all("a", href="?q=year&order=newest")

    def test_search_engines_do_not_list_it(self, client, timeline, settings):
        page = Page(client.get(f"{ADDRESS}?q=cafe"))
        assert page.meta("robots") == "noindex"
        assert page.all("link", rel="canonical")[0]["href"] == settings.SITE_URL + ADDRESS
        assert Page(client.get(ADDRESS)).meta("robots") != "noindex"

    @pytest.mark.parametrize("words", ["zebra", "cafe+zebra", "%22%3E%3Cb%3E", "x" * 4000])
    def test_where_nothing_is_found_the_page_says_so(self, client, timeline, words):
        response = client.get(f"{ADDRESS}?q={words}")
        assert "0 events with" in " ".join(Page(response).text.split())
        assert "<b>" not in response.content.decode()
        assert Page(response).all("a", href=ADDRESS)

    @pytest.mark.parametrize("words", ["", "+++", "%00", "%E2%80%8B"])
    def test_no_words_are_no_search(self, client, timeline, words):
        page = Page(client.get(f"{ADDRESS}?q={words}"))
        assert page.meta("robots") != "noindex"
        assert "50 events" in page.text

    def test_a_short_timeline_has_no_form(self, client, timeline):
        assert Page(client.get(ADDRESS)).all("form", "find")
        timeline.entries.filter(event__date__gte="1960").delete()
        assert not Page(client.get(ADDRESS)).all("form", "find")

    def test_a_topic_that_no_event_is_about_is_not_named(self, client, timeline, mara):
        EventPerson.objects.all().delete()
        assert client.get(f"{ADDRESS}?who=mara-lindqvist&q=cafe").status_code == 404


@pytest.mark.parametrize(
    "asked, text, stands",
    [
        ("harbour", "The harbour burns", True),
        ("harb", "The Harbour burns", True),
        ("arbour", "The harbour burns", False),
        ("burns harbour", "The harbour burns", True),
        ("harbour flood", "The harbour burns", False),
        ("obrien", "It was O’Brien's", True),
        ("end", "word " * 500 + "end", True),
    ],
)
def test_a_word_stands_where_another_begins_with_it(asked, text, stands):
    assert words_stand_in(words_asked(asked), [text]) is stands
