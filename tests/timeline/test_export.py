"""A public timeline goes out as JSON, CSV and a calendar, and comes back equal; what is not public does not go out."""

import csv
import datetime
import io
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.dates.partial import PartialDate
from articles.models import Source, record
from tests.pages import Page
from timeline.interchange import UnreadableFile, as_csv, as_timelinejs, import_timeline, read_file
from timeline.interchange.date_parts import combine_ends, parse_date_parts, parse_display_date, to_date_parts
from timeline.models import Event, Timeline

pytestmark = pytest.mark.django_db
DATES = (
    *("2004", "November 2021", "Aug. 30, 2015", "summer 2020", "the 2010s", "about 2005", "early 2020", "mid-2018"),
    *("before 2016", "after 2016", "since 2016", "before summer 2020", "2016–2018", "Aug. 4–6, 2022", "A.D. 44"),
    *("June–August 2020", "4:20 p.m. UTC-4 Aug. 4, 2022", "about the 1990s", "late November 2021"),
    *("before Jan. 1, 2016", "since Aug. 4, 2022", "9999", "before A.D. 2", "autumn 2020", "noon UTC Aug. 4, 2022"),
)


@pytest.fixture
def timeline(mara, ines, register, archive, stage):
    """A released timeline of every kind of date, with all that an event can say."""
    timeline = Timeline.objects.create(title="Every <date> & more", slug="every-date", dek="One.\n\nTwo.")
    for number, date in enumerate(DATES):
        event = Event.objects.create(
            date=date, title=f"Event {number} <b>&", slug=f"event-{number}", text="A < b\nand c."
        )
        timeline.entries.create(event=event, position=number, highlight=number == 3)
    quoted = Event.objects.get(slug="event-2")
    quoted.status, quoted.quotation, quoted.quotation_kind = "disputed", "Nobody left, “she” said.", "translated"
    quoted.speaker, quoted.said_in, quoted.said_at = mara, register, "00:41:10"
    quoted.note, quoted.image = "A note.", stage
    quoted.save()
    quoted.people.create(topic=mara)
    quoted.people.create(topic=ines, position=1)
    quoted.citations.create(source=archive, locator="p. 4", quotation="It says so.", accessed=datetime.date(2026, 5, 1))
    quoted.citations.create(
        source=Source.objects.create(title="Second Verse", url="https://example.org/88"), position=1
    )
    timeline.eras.create(title="Before & after", start="2004", end="2012")
    timeline.eras.create(title="Open", start="2013")
    timeline.eras.create(title="Vague", start="about 1990", end="early 2004")
    timeline.eras.create(title="First", start="before 1950", end="before 1960")
    timeline.entries.filter(event__slug="event-1").update(title="=Named here")
    Timeline.objects.update(released_from=datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC))
    record(timeline)
    return Timeline.objects.get()


def contents(timeline):
    """Return everything that the events of a timeline say, in order."""
    return [
        (
            *(e.event.date, e.event.title, e.title, e.highlight, e.event.text, e.event.note, e.event.status),
            *(e.event.quotation, e.event.quotation_kind, e.event.speaker, e.event.said_in, e.event.said_at),
            [person.topic for person in e.event.people.all()],
            [(c.source, c.locator, c.quotation, c.accessed) for c in e.event.citations.all()],
            e.event.image,
        )
        for e in timeline.ordered_entries
    ]


def eras_of(timeline):
    """Return everything that the eras of a timeline say."""
    return [(era.title, era.start, era.end) for era in timeline.eras.all()]


@pytest.mark.parametrize("form", ["json", "csv"])
@pytest.mark.parametrize("style", ["AP", "Guardian"])
def test_what_comes_back_equals_what_went_out(client, timeline, settings, form, style):
    settings.HOUSE_STYLE = style
    content = client.get(f"/timelines/every-date.{form}").content
    report = import_timeline(read_file(content), slug="again")
    assert contents(Timeline.objects.get(slug="again")) == contents(timeline)
    assert eras_of(report.timeline) == eras_of(timeline)
    assert len(report.eras) == 4
    assert report.remarks == []
    again = (as_timelinejs if form == "json" else as_csv)(Timeline.objects.get(slug="again"))
    assert read_file(again.encode()).events[2].extension == read_file(content).events[2].extension


@pytest.mark.parametrize("form", ["json", "csv"])
def test_importing_it_where_it_came_from_changes_nothing(client, timeline, form):
    report = import_timeline(read_file(client.get(f"/timelines/every-date.{form}").content), slug="every-date")
    assert {line.outcome for line in [*report.lines, *report.eras]} == {"known"}


@pytest.fixture
def with_undated(timeline, archive):
    """The timeline with two events without a date."""
    for number, date in enumerate(("undated", "n.d.")):
        event = Event.objects.create(date=date, title=f"Some day {number}", slug=f"some-day-{number}", note="A | note.")
        event.citations.create(source=archive, locator="p. 5")
        timeline.entries.create(event=event, position=100 + number)
    record(timeline)
    return Timeline.objects.get()


@pytest.mark.parametrize("form", ["json", "csv"])
def test_events_without_a_date_come_back_too(client, with_undated, form):
    content = client.get(f"/timelines/every-date.{form}").content
    report = import_timeline(read_file(content), slug="again")
    assert contents(report.timeline) == contents(with_undated)
    assert [str(entry.event.date) for entry in report.timeline.ordered_entries][-2:] == ["undated", "undated"]
    assert report.remarks == []
    report = import_timeline(read_file(content), slug="every-date")
    assert {line.outcome for line in [*report.lines, *report.eras]} == {"known"}


def test_events_without_a_date_do_not_keep_timelinejs_from_showing_the_others(client, with_undated):
    content = json.loads(client.get("/timelines/every-date.json").content)
    assert all(slide["start_date"]["year"] for slide in content["events"])
    assert content["newsroom"]["note"] == "TimelineJS does not show events without a date."
    rows = csv.DictReader(io.StringIO(client.get("/timelines/every-date.csv").content.decode("utf-8-sig")))
    assert all(row["Year"] for row in rows if row["Type"] != "title")


@pytest.mark.parametrize(
    ("cell", "error"),
    [("[", "this is not JSON"), ('{"text": "Some day"}', "start date"), ("[1]", "an event must be an object")],
)
def test_a_damaged_event_without_a_date_is_named(client, with_undated, cell, error):
    rows = list(csv.reader(io.StringIO(client.get("/timelines/every-date.csv").content.decode("utf-8-sig"))))
    rows[1][-1] = cell
    output = io.StringIO()
    csv.writer(output).writerows(rows)
    with pytest.raises(UnreadableFile, match=error):
        read_file(output.getvalue().encode())


def test_no_part_of_a_date_is_more_exact_than_what_is_said(client, timeline):
    content = json.loads(client.get("/timelines/every-date.json").content)
    starts = {slide["display_date"]: slide["start_date"] for slide in content["events"] if "end_date" not in slide}
    assert starts["before 2016"] == {"year": "2016"}
    assert starts["after 2016"] == {"year": "2017"}
    assert starts["since 2016"] == {"year": "2016"}
    assert starts["before summer 2020"] == {"year": "2020", "month": "6"}
    assert starts["before Jan. 1, 2016"] == {"year": "2016", "month": "1", "day": "1"}
    eras = {era["text"]["headline"]: era for era in content["eras"]}
    assert eras["Open"]["display_date"] == "2013 –"
    assert eras["Open"]["end_date"].keys() == {"year"}  # TimelineJS draws no era without one
    assert eras["Vague"]["display_date"] == "about 1990 – early 2004"


def test_version_three_has_what_other_programs_need(client, timeline):
    content = json.loads(client.get("/timelines/every-date.json").content)
    slides = {slide["unique_id"]: slide for slide in content["events"]}
    assert all(slide["display_date"] for slide in content["events"])
    assert all(isinstance(part, str) for s in content["events"] for part in s["start_date"].values())
    assert slides["event-0"]["start_date"] == {"year": "2004"}
    assert slides["event-2"]["media"]["credit"] == "Jo Farrow/Northlight/Meridian Images"
    assert slides["event-2"]["media"]["alt"] == "An empty stage"
    assert slides["event-2"]["media"]["url"].startswith("http://127.0.0.1:8000/pictures/")
    assert slides["event-2"]["text"]["headline"] == "Event 2 &lt;b&gt;&amp;"
    assert "Second Verse" in slides["event-2"]["text"]["text"]
    assert content["eras"][1]["end_date"]


def test_version_three_keeps_to_the_rules_by_which_timelinejs_reads_it(client, timeline):
    content = json.loads(client.get("/timelines/every-date.json").content)
    parts = ("year", "month", "day", "hour", "minute")
    for item in [*content["events"], *content["eras"]]:
        ends = [item["start_date"], *([item["end_date"]] if "end_date" in item else [])]
        for end in ends:
            assert set(end) <= set(parts)
            assert "year" in end
            assert all(re.fullmatch("-?[0-9]+", value) for value in end.values())
        moments = [tuple(int(end.get(part, 0)) for part in parts) for end in ends]
        assert moments == sorted(moments)
        assert item["text"]["headline"]
    assert all("end_date" in era for era in content["eras"])
    assert len({slide["unique_id"] for slide in content["events"]}) == len(content["events"])
    assert "start_date" not in content["title"]


@pytest.mark.parametrize("form", ["json", "csv", "ics"])
def test_a_placeholder_claims_no_photographer_in_any_export(client, timeline, stage, form):
    stage.placeholder, stage.copyright_notice = True, "© Jo Farrow"
    stage.save()
    content = client.get(f"/timelines/every-date.{form}").content.decode()
    assert "Event 2" in content
    assert "Farrow" not in content
    if form == "json":
        [media] = [slide["media"] for slide in json.loads(content)["events"] if "media" in slide]
        assert (media["credit"], media["alt"]) == ("", "An empty stage")
    page = client.get("/events/event-2/").content.decode()
    assert "Jo Farrow/<wbr>Northlight/<wbr>Meridian Images" in page


def test_a_spreadsheet_program_can_tell_that_the_table_is_utf_8(client, timeline):
    content = client.get("/timelines/every-date.csv").content
    assert content.startswith("\ufeffYear,Month,Day,".encode())
    assert content.count("\ufeff".encode()) == 1
    assert "Nobody left, “she” said." in content.decode("utf-8-sig")


def test_no_cell_is_a_formula(client, timeline):
    rows = list(csv.reader(io.StringIO(client.get("/timelines/every-date.csv").content.decode("utf-8-sig"))))
    assert rows[0][:3] == ["Year", "Month", "Day"]
    assert not [cell for row in rows for cell in row if cell[:1] in ("=", "+", "-", "@", "\t")]
    assert any("'=Named here" in row for row in rows)


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "＝", "＋", "－", "＠", "'=", "''-"])
def test_a_cell_that_begins_with_a_sign_is_text_in_a_spreadsheet_and_comes_back_as_it_was(client, timeline, sign):
    words = f"{sign}1+1"
    Event.objects.filter(entries__timeline=timeline).update(title=words, note=words)
    content = client.get("/timelines/every-date.csv").content
    cells = [cell for row in csv.reader(io.StringIO(content.decode("utf-8-sig"))) for cell in row if "1+1" in cell]
    assert cells
    assert all(cell == f"'{words}" for cell in cells)
    own = read_file(content).events[0].extension
    assert (own["own_title"], own["note"]) == (words, words)


@pytest.mark.parametrize("words", ["'The Grammys'", "'", "''quoted''", "'tis so"])
def test_an_apostrophe_is_not_doubled_and_comes_back(client, timeline, words):
    Event.objects.filter(entries__timeline=timeline).update(title=words, note=words)
    content = client.get("/timelines/every-date.csv").content
    cells = [cell for row in csv.reader(io.StringIO(content.decode("utf-8-sig"))) for cell in row if "'" in cell]
    assert words in cells
    own = read_file(content).events[0].extension
    assert (own["own_title"], own["note"]) == (words, words)


def test_the_calendar_holds_only_what_is_known_to_the_day(client, timeline):
    response = client.get("/timelines/every-date.ics")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    content = response.content.decode()
    assert all(len(line.encode()) <= 75 for line in content.split("\r\n"))
    assert "\n" not in content.replace("\r\n", "")
    unfolded = content.replace("\r\n ", "")
    assert unfolded.count("BEGIN:VEVENT") == unfolded.count("DTSTAMP:") == 4
    assert "DTSTART;VALUE=DATE:20150830\r\nDTEND;VALUE=DATE:20150831" in unfolded
    assert "DTSTART;VALUE=DATE:20220804\r\nDTEND;VALUE=DATE:20220807" in unfolded
    assert "DTSTART:20220804T202000Z" in unfolded
    assert f"X-WR-CALDESC:{len(DATES) - 4} events that are not known to the day are left out." in unfolded
    assert "SUMMARY:Disputed: Event 2" in unfolded
    assert "A < b\\nand c." in unfolded


@pytest.mark.parametrize("letter", ["a", "å", "’", "😀"])
def test_the_calendar_keeps_every_character_of_a_long_text(client, timeline, letter):
    event = Event.objects.get(slug="event-2")
    event.text = f"Mara, Ines; and C:\\songs. {letter * 200}"
    event.save()
    lines = client.get("/timelines/every-date.ics").content.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    for line in lines:
        line.decode()  # no character is cut in two
    unfolded = b"\n".join(lines).replace(b"\n ", b"").decode()
    assert f"DESCRIPTION:Mara\\, Ines\\; and C:\\\\songs. {letter * 200}" in unfolded


PERIODS = st.one_of(
    st.dates().map(lambda day: day.isoformat()),
    st.dates().map(lambda day: day.isoformat()[:7]),
    st.dates().map(lambda day: day.isoformat()[:4]),
    st.integers(100, 999).map(lambda decade: f"the {decade}0s"),
)


@given(
    words=PERIODS,
    qualifier=st.sampled_from(["", "about ", "early ", "before ", "after ", "since "]),
    style=st.sampled_from(["ap", "guardian"]),
)
def test_every_date_survives_its_parts_and_its_words(words, qualifier, style):
    try:
        date = PartialDate.parse(f"{qualifier}{words}")
    except ValueError:
        return
    start, end = (parts and parse_date_parts(parts) for parts in to_date_parts(date))
    assert parse_display_date(date.format(style), combine_ends(start, end)[0], start.time) == date


def test_what_is_not_public_is_not_exported_embedded_or_told_of(client, timeline):
    Timeline.objects.update(released_from=None)
    rest = ("every-date/", "every-date.json", "every-date.csv", "every-date.ics", "every-date/embed/")
    assert {client.get(f"/timelines/{end}").status_code for end in rest} == {404}
    asked = "/oembed/?url=http://127.0.0.1:8000/timelines/every-date/"
    assert client.get(asked).status_code == 404
    assert client.get("/oembed/?url=http://127.0.0.1:8000/timelines/never/").content == client.get(asked).content


class TestEmbedding:
    """The one page that others may frame, and how they learn of it."""

    def test_only_this_page_may_be_framed(self, client, timeline):
        assert "X-Frame-Options" not in client.get("/timelines/every-date/embed/").headers
        for path in ("/timelines/every-date/", "/timelines/", "/events/event-2/", "/", "/oembed/"):
            assert client.get(path)["X-Frame-Options"] == "DENY"

    def test_it_has_no_script_and_its_links_leave_the_frame(self, client, timeline):
        html = client.get("/timelines/every-date/embed/").content.decode()
        assert "<script" not in html
        assert '<base target="_top">' in html
        assert 'content="noindex"' in html
        assert html.count("<html") == html.count("<h1") == 1

    def test_oembed_is_discovered_and_answers(self, client, timeline):
        [link] = Page(client.get("/timelines/every-date/")).all("link", type="application/json+oembed")
        address = link["href"]
        content = client.get(address.removeprefix("http://127.0.0.1:8000")).json()
        assert (content["version"], content["type"], content["height"]) == ("1.0", "rich", 800)
        assert 'src="http://127.0.0.1:8000/timelines/every-date/embed/"' in content["html"]
        assert 'title="Every &lt;date&gt; &amp; more"' in content["html"]

    def test_it_keeps_within_the_size_that_is_asked_for(self, client, timeline):
        asked = {"url": "http://127.0.0.1:8000/timelines/every-date/", "maxwidth": "300", "maxheight": "200"}
        content = client.get("/oembed/", asked).json()
        assert (content["width"], content["height"]) == (300, 200)
        Timeline.objects.create(
            title="Empty", slug="empty", released_from=datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
        )
        assert client.get("/oembed/", {"url": "http://127.0.0.1:8000/timelines/empty/"}).json()["height"] == 180

    @pytest.mark.parametrize(
        "url",
        [
            "",
            "http://127.0.0.1:8000/",
            "https://elsewhere.example/timelines/every-date/",
            "http://[",
            "/%00",
            "x" * 9000,
        ],
    )
    def test_another_address_is_not_found(self, client, timeline, url):
        assert client.get("/oembed/", {"url": url}).status_code == 404

    def test_another_format_is_not_offered(self, client, timeline):
        assert client.get("/oembed/", {"url": "x", "format": "xml"}).status_code == 501
