"""A reader follows a timeline, on its own page and in an article."""

import re

import pytest

from articles.models import Source, record
from tests.conftest import NOON
from tests.pages import Page
from timeline.models import Event, Timeline, TimelineBlock
from timeline.pages import Chart

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
ADDRESS = "/timelines/the-two/"
PRECISE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def add(timeline, slug, date, *people, **columns):
    """Add an event to a timeline; its title is its slug in words."""
    event = Event.objects.create(date=date, title=slug.replace("-", " ").capitalize(), slug=slug, **columns)
    for topic in people:
        event.people.create(topic=topic)
    timeline.entries.create(event=event, position=timeline.entries.count())
    return event


@pytest.fixture
def timeline(mara, ines, register, stage):
    """The two: events of every precision under two eras, one of them quoted, cited and pictured."""
    timeline = Timeline.objects.create(title="The two", slug="the-two", dek="As exact as the record.")
    timeline.eras.create(title="Together", start="2004", end="2012")
    timeline.eras.create(title="Apart", start="2013")
    add(timeline, "joint-statement", "4 November 2022", mara, ines)
    add(timeline, "they-meet", "2004", mara, ines)
    add(timeline, "first-recording", "June 2006", mara)
    add(timeline, "summer-break", "summer 2006", ines)
    add(timeline, "a-first-song", "about 2005", mara)
    add(timeline, "two-tours", "2013-2015")
    add(timeline, "before-all", "before 2003")
    answer = add(
        timeline,
        "the-answer",
        "12 May 2018",
        mara,
        text="She tells the paper.",
        quotation="Nobody left.",
        speaker=mara,
        note="The paper names no day.",
        image=stage,
    )
    answer.citations.create(source=register, locator="p. 4")
    answer.citations.create(
        source=Source.objects.create(title="Second Verse", url="https://example.org/88"), position=1
    )
    record(timeline)
    return timeline


@pytest.fixture
def published(article, timeline, ana):
    """The article with the whole timeline in it, live."""
    TimelineBlock.objects.create(parent=article, region="body", ordering=40, timeline=timeline)
    article.publish(ana, "update")
    return article


def open_page(client, rest=""):
    response = client.get(ADDRESS + rest)
    assert response.status_code == 200
    return Page(response)


def events(page):
    """The (class, id) of every event, in its order."""
    return [(li["class"], li["id"]) for li in page.all("li") if li["id"]]


def test_events_stand_in_order_marked_by_their_precision(client, published):
    assert events(open_page(client)) == [
        ("year", "before-all"),
        ("year", "they-meet"),
        ("year", "a-first-song"),
        ("year", "summer-break"),
        ("month", "first-recording"),
        ("span", "two-tours"),
        ("exact", "the-answer"),
        ("exact", "joint-statement"),
    ]


def test_dates_are_told_in_words_and_never_more_exact_than_the_record(client, published):
    page = open_page(client)
    assert page.texts("span", "when") == [
        "before 2003",
        "2004",
        "about 2005",
        "summer 2006",
        "June 2006",
        "2013–2015",
        "May 12, 2018",
        "Nov. 4, 2022",
    ]
    stamps = [stamp for stamp, _ in page.times() if "T" not in stamp]
    assert stamps == ["2004", "2005", "2006-06", "2013", "2015", "2018-05-12", "2022-11-04"]
    assert all(PRECISE.fullmatch(stamp) for stamp in stamps)


def test_the_other_house_style_says_it_otherwise(client, published, settings):
    settings.HOUSE_STYLE = "Guardian"
    words = open_page(client).texts("span", "when")
    assert [words[2], words[6]] == ["c2005", "12 May 2018"]


def test_each_era_has_its_heading_and_its_list(client, published):
    page = open_page(client)
    assert page.texts("h2") == ["Before", "Together 2004 to 2012", "Apart from 2013"]
    assert len(page.all("ol", "events")) == 3


def test_an_event_says_who_spoke_who_says_so_and_what_to_know(client, published):
    page = open_page(client)
    [event] = [" ".join(li.text.split()) for li in page.all("li", id="the-answer")]
    assert "The answer She tells the paper. Nobody left. Mara Lindqvist" in event
    assert "Note: The paper names no day." in event
    assert "Sources: The Coastal Register, Coastal Press, p. 4; Second Verse" in event
    assert page.all("a", href="https://example.org/88")
    assert page.texts("span", "credit") == ["Jo Farrow/Northlight/Meridian Images"]


def test_a_link_shows_one_persons_events(client, published, settings):
    assert open_page(client).all("a", href="?who=ines-okafor")
    page = open_page(client, "?who=ines-okafor")
    assert [name for _, name in events(page)] == ["they-meet", "summer-break", "joint-statement"]
    assert page.texts("title") == ["The two: Ines Okafor | Newsroom"]
    assert page.meta("og:title") == "The two: Ines Okafor"
    canonical = page.all("link", rel="canonical")[0]["href"]
    assert canonical == f"{settings.SITE_URL}{ADDRESS}?who=ines-okafor"


@pytest.mark.parametrize("who", ["nobody", "", "%00", "x" * 8000, "mara-lindqvist%00"])
def test_nobody_of_that_name_is_a_page_that_is_not_there(client, published, who):
    assert client.get(f"{ADDRESS}?who={who}").status_code == 404


def test_a_key_explains_the_marks(client, published):
    assert open_page(client).texts("ul", "legend") == ["Exact day Month known Year only, about, or a span"]


def test_two_events_of_one_day_keep_the_editors_order(client, published, timeline):
    add(timeline, "zebra", "1 May 2020")
    add(timeline, "aardvark", "1 May 2020")
    names = [name for _, name in events(open_page(client))]
    assert names.index("aardvark") == names.index("zebra") + 1


def test_an_event_of_two_timelines_is_corrected_in_both(client, published, article, timeline, ana, clock):
    other = Timeline.objects.create(title="Another", slug="another")
    other.entries.create(event=Event.objects.get(slug="the-answer"))
    TimelineBlock.objects.create(parent=article, region="body", ordering=50, timeline=other)
    article.publish(ana, "minor")
    event = Event.objects.get(slug="the-answer")
    record(event)
    event.date = "13 May 2018"
    event.save()
    clock.shift(60)
    record(event, by=ana, kind="correction", note="It was the 13th.")
    for address in (ADDRESS, "/timelines/another/", "/culture/songwriters/", "/topics/mara-lindqvist/"):
        html = client.get(address).content.decode()
        assert '<time datetime="2018-05-13">May 13, 2018</time>' in html
    assert "It was the 13th." in client.get("/culture/songwriters/").content.decode()
    assert "Updated May 12, 2026, 12:01 p.m." in open_page(client).text


def test_a_credit_is_right_wherever_the_picture_stands(client, published, stage, ana, clock):
    clock.shift(60)
    stage.credits.update(line="J. Farrow/Meridian Images")
    record(stage, by=ana, kind="minor")
    for address in (ADDRESS, "/culture/songwriters/", "/topics/mara-lindqvist/", "/"):
        credits = {credit.text for credit in Page(client.get(address)).all("span", "credit")}
        assert credits == {"J. Farrow/Meridian Images"}


class TestInAnArticle:
    """The block that puts a timeline into an article."""

    def test_the_whole_of_it_stands_there(self, client, published):
        page = Page(client.get("/culture/songwriters/"))
        assert len(page.texts("span", "when")) == 8
        assert page.texts("h3")[:2] == ["Together 2004 to 2012", "Apart from 2013"]
        assert page.texts("a", "more") == ["Full timeline, 8 events"]
        assert len(page.things["NewsArticle"]["image"]) == 1

    def test_the_first_eight_and_a_link_to_the_rest(self, client, article, timeline, ana):
        for day in range(1, 10):
            add(timeline, f"day-{day}", f"{day} May 2024")
        TimelineBlock.objects.create(parent=article, region="body", ordering=40, timeline=timeline, extent="first")
        article.publish(ana, "update")
        page = Page(client.get("/culture/songwriters/"))
        assert len(page.texts("span", "when")) == 8
        assert page.texts("a", "more") == ["Full timeline, 17 events"]
        assert page.all("a", "more")[0]["href"] == ADDRESS

    def test_it_is_in_the_contents_and_its_sources_are_listed(self, client, published):
        page = Page(client.get("/culture/songwriters/"))
        [section] = page.all("section", "boxed")
        assert page.all("a", href=f"#{section['id']}")
        assert "Second Verse" in page.texts("ol", "sources")[0]


class TestTheIndex:
    """Every timeline on one page."""

    def test_each_says_how_much_it_covers(self, client, published):
        page = Page(client.get("/timelines/"))
        assert page.texts("h2", "title") == ["The two"]
        assert page.texts("p", "meta") == ["8 events: before 2003 to Nov. 4, 2022"]

    def test_however_many_there_are_each_is_on_one_page(self, client, clock):
        titles = [f"Line {number:02}" for number in range(45)]
        for title in titles:
            Timeline.objects.create(title=title, slug=title.lower().replace(" ", "-"), released_from=NOON)
        found, address = [], "/timelines/"
        while address:
            page = Page(client.get(address))
            found += page.texts("h2", "title")
            onward = [a["href"] for a in page.all("a") if a.text == "Further in the alphabet"]
            address = f"/timelines/{onward[0]}" if onward else None
        assert found == titles

    def test_one_by_rule_says_how_much_it_covers_now(self, client, published):
        ruled = Timeline.objects.create(title="By rule", slug="by-rule", made="rule", rule_from="2004")
        Timeline.objects.filter(pk=ruled.pk).update(released_from=NOON)
        empty = Timeline.objects.create(title="Empty", slug="empty", released_from=NOON)
        assert not empty.entries.exists()
        page = Page(client.get("/timelines/"))
        assert page.texts("h2", "title") == ["By rule", "Empty", "The two"]
        extents = page.texts("p", "meta")
        assert extents[0].split(":")[0] == f"{len(ruled.filter_events(Event.objects.all()))} events"
        assert extents[1] == "0 events"

    def test_a_timeline_nobody_published_is_not_there(self, client, timeline):
        assert "The two" not in client.get("/timelines/").content.decode()
        assert client.get(ADDRESS).status_code == 404


class TestTheStrip:
    """All events on one line, to scale."""

    def test_marks_stand_in_order_within_the_strip(self, timeline):
        chart = Chart(Timeline.objects.get().entries_by_era())
        places = [mark.x for mark in chart.marks]
        assert len(places) == 8
        assert all(0 < x < chart.width for x in places)
        assert [mark.marker for mark in chart.marks if mark.width] == ["span"]

    def test_bars_do_not_overlap_and_ticks_are_few(self, timeline):
        chart = Chart(Timeline.objects.get().entries_by_era())
        first, second = chart.bars
        assert first.x + first.width < second.x
        assert second.x + second.width == chart.width
        assert [tick.text for tick in chart.ticks][:2] == ["2004", "2006"]
        assert len(chart.ticks) <= 11

    @pytest.mark.parametrize(
        "dates, ticks",
        [
            (["2 March 2024", "20 June 2024"], ["Apr", "May", "Jun"]),
            (["0001", "9999"], ["1000", "2000", "3000", "4000", "5000", "6000", "7000", "8000", "9000"]),
            (["1 December 9999", "31 December 9999"], ["Dec"]),
        ],
    )
    def test_the_axis_fits_a_summer_and_all_of_history(self, dates, ticks):
        timeline = Timeline.objects.create(title="Span", slug="span")
        for number, date in enumerate(dates):
            add(timeline, f"event-{number}", date)
        assert [tick.text for tick in Chart(Timeline.objects.get().entries_by_era()).ticks] == ticks

    def test_one_day_needs_no_strip(self):
        timeline = Timeline.objects.create(title="Day", slug="day")
        assert not Chart(timeline.entries_by_era())
        add(timeline, "only", "4 November 2022")
        assert not Chart(Timeline.objects.get().entries_by_era())
