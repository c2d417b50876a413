"""A reader follows the chart of a timeline, and finds the newest event; eras at the same time; a day by the hour."""

import re

import pytest

from tests.conftest import NOON
from tests.pages import Page
from timeline.models import Entry, Event, Timeline
from timeline.models.timeline import last_era
from timeline.pages.chart import lanes_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
ADDRESS = "/timelines/line/"


def make(dates, eras=()):
    """Make the timeline of some dates and of some (title, start, end) eras."""
    timeline = Timeline.objects.create(title="Line", slug="line", released_from=NOON)
    for title, start, end in eras:
        timeline.eras.create(title=title, start=start, end=end)
    events = [Event(date=date, title=f"Event {n}", slug=f"event-{n}") for n, date in enumerate(dates)]
    Event.objects.bulk_create(events)
    Entry.objects.bulk_create([Entry(timeline=timeline, event=event, position=n) for n, event in enumerate(events)])
    return timeline


def open_page(client, query=""):
    return Page(client.get(ADDRESS + query))


def periods(page):
    """The (name, address) of each period of the chart."""
    [strip] = re.findall(r'<nav class="strip".*?</nav>', page.html, re.DOTALL)
    return re.findall(r'<a href="([^"]+)" aria-label="([^"]+)"', strip)


class TestThePeriods:
    """Links on the chart, one for each time between two ticks that has events."""

    def test_each_leads_to_its_first_event(self, client):
        make(["1990", "1994-05-05", "1996", "2003", "2007"])
        assert periods(open_page(client)) == [
            ("#event-0", "1990: 1 event"),
            ("#event-1", "1994: 1 event"),
            ("#event-2", "1996: 1 event"),
            ("#event-3", "2003: 1 event"),
            ("#event-4", "2007: 1 event"),
        ]

    def test_newest_first_it_leads_to_the_one_that_stands_first(self, client):
        make(["1990", "1991-05-05", "2003"])
        assert periods(open_page(client, "?order=newest"))[0] == ("#event-1", "1990–1991: 2 events")

    def test_a_short_time_has_months(self, client):
        make(["2024-03-02", "2024-05-02", "2024-05-05"])
        assert periods(open_page(client))[-1] == ("#event-1", "2024-05: 2 events")

    def test_in_a_long_timeline_it_leads_to_the_part(self, client):
        make([f"{1900 + number}-01-02" for number in range(100)])
        for address, name in periods(open_page(client)):
            query, _, slug = address.partition("#")
            assert Page(client.get(ADDRESS + query)).all("li", id=slug), name
        assert len(periods(open_page(client))) <= 11

    def test_the_number_of_events_is_right_in_all(self, client):
        make([f"{1900 + number}" for number in range(55)])
        assert sum(int(re.search(r"(\d+) event", name)[1]) for _, name in periods(open_page(client))) == 55


class TestTheNewest:
    """A link to the last event that has happened; today is May 12, 2026."""

    def test_a_long_timeline_leads_to_its_last_event(self, client):
        make([f"{1900 + number}" for number in range(50)])
        [link] = [a for a in open_page(client).all("a", "order") if "newest event" in a.text]
        page = Page(client.get(ADDRESS + link["href"].partition("#")[0]))
        assert link["href"].endswith("#event-49")
        assert page.all("li", id="event-49")

    def test_where_events_are_to_come_it_leads_to_today(self, client):
        make(["2026-05-01", "2026-05-12", "2026-07-01"])
        page = open_page(client)
        assert [a["href"] for a in page.all("a", "order") if a.text == "Today"] == ["#event-1"]
        assert 'class="today"' in page.html

    @pytest.mark.parametrize("dates", [["1990", "1991"], ["44 B.C.", "1991", "n.d."], ["n.d."]])
    def test_a_short_timeline_of_the_past_needs_none(self, client, dates):
        make(dates)
        page = open_page(client)
        assert [a.text for a in page.all("a", "order")] == ["Newest first"]
        assert 'class="today"' not in page.html


class TestEras:
    """Eras that overlap."""

    @pytest.fixture
    def overlapping(self):
        eras = [("Reign", "1990", "2010"), ("War", "2000", "2005"), ("Strike", "2002", "2003"), ("After", "2011", None)]
        return make(["1985", "1995", "2001", "2002", "2004", "2007", "2012"], eras)

    def test_an_event_belongs_to_the_era_that_began_last_and_has_not_ended(self, overlapping):
        pairs = Timeline.objects.get().entries_by_era()
        assert [(str(era), [str(entry.event.date) for entry in entries]) for era, entries in pairs] == [
            ("None", ["1985"]),
            ("Reign", ["1995"]),
            ("War", ["2001"]),
            ("Strike", ["2002"]),
            ("War", ["2004"]),
            ("Reign", ["2007"]),
            ("After", ["2012"]),
        ]

    def test_they_are_drawn_one_above_the_other(self, client, overlapping):
        html = open_page(client).html
        bars = re.findall(r'class="era-bar" x="(\d+)" y="(-?\d+)" width="(\d+)" height="(\d+)"', html)
        tops = [int(y) for _, y, _, _ in bars]
        assert tops[0] == tops[3] > tops[1] > tops[2]
        assert all(int(height) + 4 <= tops[0] - tops[1] for *_, height in bars)
        assert re.findall(r'class="era-name"[^>]*>(\w+)<', html) == ["Reign", "War", "Strike", "After"]

    @pytest.mark.parametrize("day, place", [("1989", None), ("1991", 0), ("2001", 1), ("2006", 0), ("2020", 0)])
    def test_after_all_it_is_the_one_that_ended_last(self, day, place):
        assert last_era([("1990", "2010"), ("2000", "2005")], day) == place

    def test_lanes_are_used_again(self):
        assert lanes_of([(1, 9), (2, 4), (3, 5), (5, 7), (10, 12)]) == [0, 1, 2, 1, 0]


@pytest.mark.parametrize("date, is_long", [("1990s", True), ("1990-1994", True), ("1992", False), ("mid-1990s", True)])
def test_a_long_period_is_drawn_at_its_length(client, date, is_long):
    make([date, "1985", "2005"])
    assert ('rect class="ring dotted"' in open_page(client).html) is is_long


class TestADayByTheHour:
    """The date stands once."""

    def test_a_time_of_the_day_that_was_said_stands_alone(self, client):
        make(["2026-05-08", "2026-05-08 09:00 UTC", "2026-05-08 12:00 UTC", "2026-05-09 08:00 UTC", "May 2027"])
        page = open_page(client)
        whens = page.texts("span", "when")
        assert whens == ["May 8, 2026", "9 a.m. UTC", "noon UTC", "8 a.m. UTC May 9, 2026", "May 2027"]
        assert [stamp for stamp, text in page.times() if text == "9 a.m. UTC"] == ["2026-05-08T09:00+00:00"]

    def test_another_zone_may_be_another_day(self, client):
        make(["2026-05-08 23:00 UTC", "2026-05-09 01:00 UTC+2", "2026-05-09 02:30 UTC+2"])
        assert open_page(client).texts("span", "when") == [
            "11 p.m. UTC May 8, 2026",
            "1 a.m. UTC+2 May 9, 2026",
            "2:30 a.m. UTC+2",
        ]

    def test_the_other_house_style(self, client, settings):
        settings.HOUSE_STYLE = "Guardian"
        make(["2026-05-08 09:00 UTC", "2026-05-08 16:30 UTC"])
        assert open_page(client).texts("span", "when")[1] == "4.30pm UTC"
