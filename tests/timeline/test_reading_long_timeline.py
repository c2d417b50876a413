"""A reader follows a long timeline, one part at a time."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.dates import PLAIN
from articles.models import Source, Topic
from tests.conftest import NOON
from tests.pages import Page
from timeline.models import Citation, Entry, Event, EventPerson, Timeline
from timeline.pages.outline import ListedEvent, public_outline
from timeline.pages.parts import MOST_ANCHORED, MOST_IN_PART, MOST_UNDIVIDED, divide

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
ADDRESS = "/timelines/long/"


def add_events(timeline, dates, stem="event"):
    """Add an event of each date to a timeline, in two queries; return them."""
    events = [
        Event(date=date, title=f"{stem.capitalize()} {number}", slug=f"{stem}-{number}")
        for number, date in enumerate(dates)
    ]
    Event.objects.bulk_create(events)
    Entry.objects.bulk_create([Entry(timeline=timeline, event=event, position=n) for n, event in enumerate(events)])
    return events


@pytest.fixture
def timeline(db):
    """Three events in each month of 1990, and three in each of the years from 1991 to 2010; public on its own."""
    timeline = Timeline.objects.create(title="Long", slug="long", released_from=NOON)
    dates = [f"1990-{month:02}-{day:02}" for month in range(1, 13) for day in range(1, 4)]
    add_events(timeline, dates + [f"{year}-05-{day:02}" for year in range(1991, 2011) for day in range(1, 4)])
    return timeline


@pytest.fixture
def eras(timeline):
    """Two eras: a short one in 2006 to 2008, and one that lasts."""
    timeline.eras.create(title="The break", start="2006", end="2008")
    timeline.eras.create(title="After it", start="2009")


def open_page(client, rest=""):
    response = client.get(ADDRESS + rest)
    assert response.status_code == 200
    return Page(response)


def events(page):
    """The ids of the events that are shown."""
    return [li["id"] for li in page.all("li") if li["id"]]


def links_to_parts(page):
    """The addresses of parts that a page lists, without anchors."""
    return {a["href"] for a in page.all("a") if "part=" in a["href"] and "#" not in a["href"]}


def every_address(client):
    """The addresses of all parts in their order, each from the link to the next; the first is that of the timeline."""
    addresses, onward = [""], True
    while onward:
        onward = [a["href"] for a in open_page(client, addresses[-1]).all("a", rel="next")]
        addresses += onward[:1]
    return addresses


def canonical(page):
    return page.all("link", rel="canonical")[0]["href"]


def test_each_event_is_shown_in_one_part_in_order(client, timeline):
    shown = [events(open_page(client, address)) for address in every_address(client)]
    assert [slug for part in shown for slug in part] == [f"event-{number}" for number in range(96)]
    assert all(8 < len(part) <= MOST_IN_PART for part in shown)


def test_a_page_says_which_years_it_shows_and_links_to_those_before_and_after(client, timeline, settings):
    page = open_page(client, "?part=4")
    assert events(page)[0] == "event-36"
    assert page.texts("h2")[0] == "1991–1995"
    assert page.texts("title") == ["Long: 1991–1995 | Newsroom"]
    assert page.meta("og:title") == "Long: 1991–1995"
    assert canonical(page) == f"{settings.SITE_URL}{ADDRESS}?part=4"
    assert [(a["href"], " ".join(a.text.split())) for a in page.all("a", rel="prev")] == [
        ("?part=3", "Earlier: September–December 1990")
    ] * 2
    assert [(a["href"], " ".join(a.text.split())) for a in page.all("a", rel="next")] == [
        ("?part=5", "Later: 1996–2000")
    ] * 2


def test_the_first_part_has_the_address_of_the_timeline(client, timeline, settings):
    for page in (open_page(client), open_page(client, "?part=1")):
        assert events(page)[0] == "event-0"
        assert canonical(page) == settings.SITE_URL + ADDRESS
        assert not page.all("a", rel="prev")
    assert page.all("a", rel="next")[0]["href"] == "?part=2"
    assert open_page(client, "?part=2").all("a", rel="prev")[0]["href"] == ADDRESS


def test_the_list_of_parts_gives_the_dates_and_the_number_of_events_of_each(client, timeline):
    [listed] = open_page(client).texts("nav", "all-parts")
    assert listed == (
        "All parts January–April 1990 12 events May–August 1990 12 events September–December 1990 12 events "
        "1991–1995 15 events 1996–2000 15 events 2001–2005 15 events 2006–2010 15 events"
    )


def test_an_old_link_to_an_event_leads_to_the_event_or_to_the_line_of_its_part(client, timeline):
    for address in every_address(client):
        page = open_page(client, address)
        anchors = [i["id"] for i in page.all("i") if i["id"]]
        assert sorted(events(page) + anchors) == sorted(f"event-{number}" for number in range(96))
    # The element is in the line that has the link to the part.
    html = client.get(ADDRESS).content.decode()
    line = next(line for line in html.split("<li>") if '<i id="event-38"></i>' in line)
    assert 'href="?part=4"' in line


def test_an_event_has_an_address_in_its_timeline_that_shows_its_part(client, timeline, settings):
    page = Page(client.get("/events/event-38/"))
    assert page.all("a", href=f"{ADDRESS}?event=event-38#event-38")
    page = open_page(client, "?event=event-38")
    assert events(page)[0] == "event-36"
    assert canonical(page) == f"{settings.SITE_URL}{ADDRESS}?part=4"
    assert events(open_page(client, "?order=newest&event=event-38"))[-1] == "event-36"
    for unknown in ("event-96", "", "%00", "9" * 4000):
        assert client.get(f"{ADDRESS}?event={unknown}").status_code == 404


def test_the_address_of_an_event_in_a_short_timeline_shows_all_of_it(client, settings):
    timeline = Timeline.objects.create(title="Long", slug="long", released_from=NOON)
    add_events(timeline, ["1990", "1991"])
    page = open_page(client, "?event=event-1")
    assert events(page) == ["event-0", "event-1"]
    assert canonical(page) == settings.SITE_URL + ADDRESS


def test_a_timeline_that_is_very_long_has_no_anchors_of_other_parts(client, timeline):
    add_events(timeline, [f"{2011 + number // 20}" for number in range(MOST_ANCHORED)], "more")
    assert not open_page(client).all("i")


def test_many_parts_are_listed_by_decade_and_those_of_the_shown_year_by_themselves(client, timeline):
    add_events(timeline, [f"{2011 + number // 20}-05-{1 + number % 20:02}" for number in range(300)], "more")
    [listed] = open_page(client, "?event=more-45").texts("nav", "all-parts")
    assert listed == (
        "All parts 1990–2000 66 events 2001–2010 30 events 2011–2019 180 events 2011 20 events 2012 20 events "
        "2013 20 events May 1–10, 2013 10 events May 11–20, 2013 10 events 2014 20 events "
        "2015 20 events 2016 20 events 2017 20 events 2018 20 events 2019 20 events 2020–2025 120 events"
    )


def test_no_id_of_the_page_can_be_that_of_an_event(client, timeline):
    Event.objects.filter(slug="event-0").update(slug="part")
    Event.objects.filter(slug="event-95").update(slug="parts")
    ids = re.findall(r'\sid="([^"]+)"', client.get(ADDRESS).content.decode())
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("number", ["0", "8", "-1", "01", "1.0", "x", "", "²", "%00", "9" * 4000])
def test_a_part_that_is_not_there_is_no_page(client, timeline, number):
    assert client.get(f"{ADDRESS}?part={number}").status_code == 404


def test_a_short_timeline_has_no_parts(client):
    timeline = Timeline.objects.create(title="Long", slug="long", released_from=NOON)
    add_events(timeline, [f"{1900 + number}" for number in range(MOST_UNDIVIDED)])
    page = open_page(client)
    assert len(events(page)) == MOST_UNDIVIDED
    assert not page.all("nav", "all-parts")
    assert client.get(f"{ADDRESS}?part=1").status_code == 404
    add_events(timeline, ["2001"], "another")
    assert len(events(open_page(client))) <= MOST_IN_PART


def test_eras_are_parts_and_an_era_of_many_events_is_divided(client, timeline, eras):
    page = open_page(client)
    assert (
        "2001–2005 15 events The break 2006–2008 9 events After it 2009–2010 6 events"
        in page.texts("nav", "all-parts")[0]
    )
    page = open_page(client, "?part=7")
    assert page.texts("h2")[0] == "The break 2006 to 2008"
    assert page.texts("title") == ["Long: The break, 2006–2008 | Newsroom"]
    add_events(timeline, [f"2009-06-{day:02}" for day in range(1, 29)] * 2, "later")
    page = open_page(client, "?part=8")
    assert page.texts("h2")[0] == "After it May 2009"
    assert open_page(client, "?part=9").texts("h2")[0] == "After it June 1–7, 2009"


def test_newest_first_begins_with_the_last_part(client, timeline, settings):
    page = open_page(client, "?order=newest")
    assert events(page) == [f"event-{number}" for number in range(95, 80, -1)]
    assert canonical(page) == f"{settings.SITE_URL}{ADDRESS}?part=7"
    assert page.all("a", rel="next")[0]["href"] == "?order=newest&part=6"
    page = open_page(client, "?order=newest&part=6")
    assert events(page)[0] == "event-80"
    assert page.all("a", rel="prev")[0]["href"] == "?order=newest"
    assert page.texts("nav", "all-parts")[0].startswith("All parts 2006–2010 15 events 2001–2005")


class TestFilters:
    """Links that show the events about a topic only."""

    @pytest.fixture
    def people(self, timeline, mara):
        """Mara is in every event of an odd number but the first two, another in the last ten."""
        other = Topic.objects.create(name="Ines Okafor", slug="ines-okafor")
        listed = list(timeline.ordered_entries)
        pairs = [(entry, mara) for entry in listed[4:] if entry.position % 2]
        pairs += [(entry, other) for entry in listed[-10:]]
        EventPerson.objects.bulk_create([EventPerson(event=entry.event, topic=topic) for entry, topic in pairs])

    def test_a_filter_applies_to_the_whole_timeline_which_is_then_divided_anew(self, client, people, settings):
        page = open_page(client, "?who=mara-lindqvist")
        assert events(page)[:2] == ["event-5", "event-7"]
        assert page.texts("title") == ["Long: Mara Lindqvist, 1990 | Newsroom"]
        assert page.all("a", rel="next")[0]["href"] == "?who=mara-lindqvist&part=2"
        page = open_page(client, "?who=mara-lindqvist&part=2")
        assert canonical(page) == f"{settings.SITE_URL}{ADDRESS}?who=mara-lindqvist&part=2"
        assert client.get(f"{ADDRESS}?who=mara-lindqvist&part=4").status_code == 404
        anchors = [i["id"] for i in page.all("i") if i["id"]]
        assert len(anchors + events(page)) == 46

    def test_few_events_that_pass_are_shown_whole(self, client, people):
        page = open_page(client, "?who=ines-okafor")
        assert len(events(page)) == 10
        assert not page.all("nav", "all-parts")
        page = open_page(client, "?who=ines-okafor&who=mara-lindqvist")
        assert len(events(page)) == 5

    def test_a_link_of_a_filter_leads_to_its_first_part(self, client, people):
        page = open_page(client, "?who=mara-lindqvist&part=2")
        assert page.all("a", href="?who=mara-lindqvist&who=ines-okafor")
        assert page.all("a", "order")[0]["href"] == "?who=mara-lindqvist&order=newest"

    def test_the_topics_of_the_most_events_have_links_and_the_chosen_one(self, client, timeline):
        topics = [Topic(name=f"Topic {number}", slug=f"topic-{number}") for number in range(40)]
        Topic.objects.bulk_create(topics)
        entries = timeline.ordered_entries
        EventPerson.objects.bulk_create(
            [EventPerson(event=e.event, topic=t) for n, t in enumerate(topics) for e in entries[: 50 - n]]
        )
        links = [a["href"] for a in open_page(client).all("a") if "who=" in a["href"] and "order" not in a["href"]]
        assert links == [f"?who=topic-{number}" for number in range(12)]
        page = open_page(client, "?who=topic-39")
        assert page.texts("h1") == ["Long"]
        assert [a.text.strip()[-8:] for a in page.all("a") if a["aria-current"] == "true"][-1] == "Topic 39"


class TestTheChart:
    """All events on one line, whatever part is shown."""

    def test_it_shows_all_events_and_marks_the_part(self, client, timeline):
        html = client.get(f"{ADDRESS}?part=4").content.decode()
        [path] = re.findall(r'class="line exact" d="([^"]+)"', html)
        places = [int(x) for x in re.findall(r"M(\d+) ", path)]
        assert places == sorted(set(places))
        assert (places[0], places[-1]) == (9, 1131)
        [(x, width)] = re.findall(r'class="band" x="(\d+)" y="22" width="(\d+)"', html)
        ticks = {text: int(x) for x, text in re.findall(r'<text x="(\d+)" y="66"[^>]*>(\d+)<', html)}
        assert ticks["1990"] < int(x) < ticks["1992"]
        assert ticks["1994"] < int(x) + int(width) < ticks["1996"]

    def test_what_is_less_exact_than_a_day_has_a_line_of_its_own_kind(self, client, timeline):
        Event.objects.filter(slug="event-95").update(date="after 2010")
        Event.objects.filter(slug="event-0").update(date="about 1989")
        html = client.get(ADDRESS).content.decode()
        [path] = re.findall(r'class="line" d="([^"]*)"', html)
        assert len(re.findall("M", path)) == 2


class TestByRule:
    """A timeline that shows every public event about a topic."""

    def test_it_is_divided_the_same_way(self, client, timeline, mara):
        rule = Timeline.objects.create(title="Rule", slug="rule", made="rule", released_from=NOON)
        rule.rule_topics.create(topic=mara)
        chosen = [entry.event for entry in timeline.ordered_entries[:60]]
        EventPerson.objects.bulk_create([EventPerson(event=event, topic=mara) for event in chosen])
        page = Page(client.get("/timelines/rule/"))
        assert events(page) == [f"event-{number}" for number in range(12)]
        assert Page(client.get("/timelines/rule/?part=2")).texts("h2")[0] == "May–August 1990"

    def test_it_shows_nothing_that_is_not_public(self, client, timeline, mara):
        rule = Timeline.objects.create(title="Rule", slug="rule", made="rule", released_from=NOON)
        rule.rule_topics.create(topic=mara)
        for event in Event.objects.all():
            event.people.create(topic=mara)
        secret = Event.objects.create(date="1980", title="Secret", slug="secret")
        secret.people.create(topic=mara)
        for address in ("/timelines/rule/", "/timelines/rule/?order=newest"):
            assert "secret" not in client.get(address).content.decode()


def test_what_readers_may_not_see_is_in_no_part_and_has_no_anchor(client, timeline, ana):
    down, merged = Event.objects.get(slug="event-90"), Event.objects.get(slug="event-91")
    down.take_down(ana, "It names a child.")
    merged.merge_into(Event.objects.get(slug="event-92"), ana, "minor")
    for address in every_address(client):
        html = client.get(ADDRESS + address).content.decode()
        assert 'id="event-90"' not in html
        assert 'id="event-91"' not in html
        assert html.count('id="event-92"') == 1
    assert "94 events" in html


def test_an_inactive_topic_is_no_filter(client, timeline, mara, ana):
    other = Topic.objects.create(name="Mara L", slug="mara-l")
    for entry in timeline.ordered_entries[:3]:
        entry.event.people.create(topic=other)
    assert open_page(client, "?who=mara-l")
    other.merge_into(mara, ana)
    assert client.get(f"{ADDRESS}?who=mara-l").status_code == 404
    assert open_page(client, "?who=mara-lindqvist")
    Topic.objects.filter(pk=mara.pk).update(erased_at=NOON)
    assert client.get(f"{ADDRESS}?who=mara-lindqvist").status_code == 404
    Topic.objects.filter(pk=mara.pk).update(erased_at=None)
    assert len(events(open_page(client, "?who=mara-lindqvist"))) == 3


def test_exports_and_the_embedded_page_are_complete(client, timeline):
    assert len(client.get("/timelines/long.json").json()["events"]) == 96
    assert client.get("/timelines/long.csv").content.decode().count("\n") >= 96
    assert client.get("/timelines/long.ics").content.decode().count("BEGIN:VEVENT") == 96
    assert client.get("/timelines/long/embed/").content.decode().count('<li class="exact"') == 96


def test_a_thousand_events_cost_what_a_hundred_do(client, timeline):
    def cost():
        with CaptureQueriesContext(connection) as captured:
            response = client.get(ADDRESS)
        return len(captured), len(response.content)

    cost()
    queries, size = cost()
    source = Source.objects.create(title="Source")
    added = add_events(timeline, [f"{2011 + number // 30}-07-{1 + number % 30:02}" for number in range(904)], "more")
    Citation.objects.bulk_create([Citation(event=event, source=source) for event in added])
    more_queries, more_size = cost()
    assert queries == more_queries <= 6
    assert more_size < size * 1.25


def test_only_the_events_of_the_part_are_loaded(client, timeline, monkeypatch):
    loaded = []
    thaw = Event.thaw.__func__
    monkeypatch.setattr(Event, "thaw", classmethod(lambda cls, frozen: loaded.append(1) or thaw(cls, frozen)))
    open_page(client, "?part=2")
    assert len(loaded) == 12


def test_events_of_one_day_are_divided_by_their_number():
    date = "11990-05-01", "11990-05-01", "7", PLAIN
    listed = [ListedEvent(number, f"event-{number}", *date, "", False) for number in range(60)]
    divided = divide([(None, listed)])
    assert [len(part) for part in divided] == [15, 15, 15, 15]
    assert {part.dates.format("guardian") for part in divided} == {"1 May 1990"}


def test_the_outline_has_the_order_of_the_timeline(timeline):
    add_events(timeline, ["1 May 2020", "summer 2006", "early 2006", "before 2006", "2006", "about 2006"] * 2, "odd")
    for position, entry in enumerate(timeline.entries.filter(event__slug__startswith="odd")):
        Entry.objects.filter(pk=entry.pk).update(position=12 - position)
    expected = [entry.event.slug for entry in Timeline.objects.get().ordered_entries]
    assert [event.slug for event in public_outline("long", NOON).events] == expected
