"""Timelines of other programs come in whole or not at all, and nothing they name is fetched or run."""

import json
import socket
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from articles.dates.partial import PartialDate
from articles.models import Change, record
from tests.conftest import NOON
from timeline.interchange import UnreadableFile, import_timeline, read_file
from timeline.interchange.date_parts import parse_date_parts, parse_display_date
from timeline.interchange.html_to_text import html_to_text, text_to_html
from timeline.models import Event, Timeline

SLIDE = {"start_date": {"year": "2004"}, "text": {"headline": "They meet", "text": "<p>In a shared room.</p>"}}


def read(content):
    """Read a mapping or a text as though it were a file."""
    return read_file((content if isinstance(content, str) else json.dumps(content)).encode())


def one(slide=None, **parts):
    """Return the only record of a file of version 3 with one slide, changed in these parts."""
    [record] = read({"events": [(slide or SLIDE) | parts]}).events
    return record


@pytest.fixture(autouse=True)
def _nothing_is_fetched(monkeypatch, request):
    """Let every connection to another machine fail the test."""
    if "db" not in request.fixturenames:
        monkeypatch.setattr(socket, "create_connection", lambda *args, **kwargs: pytest.fail("something was fetched"))


@pytest.mark.parametrize(
    "parts, date, precision",
    [
        ({"start_date": {"year": "2004"}}, "2004", "year"),
        ({"start_date": {"year": 2004}}, "2004", "year"),
        ({"start_date": {"year": "44"}}, "A.D. 44", "year"),
        ({"start_date": {"year": "2021", "month": "11", "day": ""}}, "November 2021", "month"),
        ({"start_date": {"year": 2015, "month": 8, "day": 30}}, "Aug. 30, 2015", "day"),
        ({"end_date": {"year": "", "month": "", "day": ""}}, "2004", "year"),
        ({"end_date": {}}, "2004", "year"),
        ({"end_date": None}, "2004", "year"),
        ({"end_date": {"year": "2004"}}, "2004", "year"),
        ({"end_date": {"year": "2006"}}, "2004–2006", "range"),
        ({"end_date": {"year": "2006", "month": "3"}}, "2004–2006", "range"),
        ({"display_date": "about 2004"}, "about 2004", "year"),
        ({"display_date": "late 2004"}, "late 2004", "year"),
        ({"start_date": {"year": "2004", "display_date": "c2004"}}, "c2004", "year"),
        (
            {"start_date": {"year": "2010"}, "end_date": {"year": "2019"}, "display_date": "the 2010s"},
            "the 2010s",
            "decade",
        ),
    ],
)
def test_dates_keep_their_exactness_and_words_that_mean_the_same(parts, date, precision):
    record = one(**parts)
    assert (record.date, record.date.words, record.date.precision) == (PartialDate.parse(date), date, precision)
    assert record.note == ""


@pytest.mark.parametrize("words", ["1740s - Possibly 1770s", "13 сентября", "2005", "May 2004", "<b>winter</b>"])
def test_words_that_say_something_else_are_kept_in_the_note_with_a_remark(words):
    imported = read({"events": [SLIDE | {"display_date": words}]})
    assert imported.events[0].date == PartialDate.parse("2004")
    assert imported.events[0].note == f"Dated “{html_to_text(words)}”."
    assert "kept in the note" in imported.remarks[0][1]


def test_a_time_in_no_zone_is_no_time(db):
    record = one(start_date={"year": 2022, "month": 8, "day": 4, "hour": 16, "minute": 20})
    assert record.date == PartialDate.parse("Aug. 4, 2022")
    assert record.note == "Time given as 16:20, in no time zone."


@pytest.mark.parametrize(
    "slide, sentence",
    [
        ({"start_date": {"year": "-10000"}}, "the year -10000 is outside"),
        ({"start_date": {"year": 0}}, "the year 0 is outside"),
        ({"start_date": {"year": "2004", "month": "21"}}, "no month 21"),
        ({"start_date": {"year": "13800000000"}}, "is outside 9999 B.C. to A.D. 9999"),
        ({"start_date": {"year": "0"}}, "the year 0 is outside"),
        ({"start_date": {"year": "about 2004"}}, "the year must be a number"),
        ({"start_date": {"year": "2004", "day": "3"}}, "needs its month"),
        ({"start_date": {"year": "2004", "month": "13"}}, "no month 13"),
        ({"start_date": {"year": "2021", "month": "2", "day": "29"}}, "28 days"),
        ({"start_date": {"month": "2"}}, "needs a year"),
        ({"start_date": {}}, "needs a start date"),
        ({"start_date": "2004"}, "must be an object"),
        ({"end_date": {"year": "1999"}}, "ends before it begins"),
        ({"text": {}}, "needs a headline or a text"),
        ({"text": {"headline": "A", "text": "x" * 30_000}}, "more than 20000"),
    ],
)
def test_an_invalid_event_is_named_and_the_file_is_refused(slide, sentence):
    with pytest.raises(UnreadableFile) as refused:
        read({"events": [SLIDE, SLIDE | slide]})
    [(where, message)] = refused.value.errors
    assert where == "events[1]"
    assert sentence in message


def test_all_errors_of_a_file_are_reported_at_once():
    with pytest.raises(UnreadableFile) as refused:
        read({"events": [SLIDE, {"text": {"headline": "Undated"}}, 5, SLIDE, {"start_date": {"year": 1999}}]})
    assert [where for where, _ in refused.value.errors] == ["events[1]", "events[2]", "events[4]"]


@pytest.mark.parametrize(
    "content, sentence",
    [
        ("", "it is empty"),
        ("{}", "Found at the root: nothing"),
        ('{"type": "FeatureCollection", "features": []}', "Expected is TimelineJS’s".replace("’", "'")),
        ("[1, 2]", "Found at the root: a list"),
        ('{"events": {}}', "must be a list"),
        ('{"events": []}', "no events"),
        ('{"timeline": {"date": "x"}}', "must be a list"),
        ('{"scale": "cosmological", "events": [{}]}', "cosmological"),
        ('{"events": [', "line 1: this is not JSON"),
        ('{"events": [\n\n oops', "line 3: this is not JSON"),
        ("[" * 100_000, "cannot be read"),
        ("name,born\nAda,1815\n", "line 1: this is not a timeline"),
        ("Year,Headline\n2004,\n", "line 2: an event needs a headline"),
        ("Year,Headline\nMMIV,They meet\n", "line 2: the year must be a number"),
        ("Year,Headline\n,They meet\n", "line 2: an event needs a start date"),
        ("date,description\n8/4/2022,They meet\n", "line 2: Which of the numbers is the month?"),
        ("x" * 5_000_001, "megabytes"),
    ],
)
def test_a_foreign_or_broken_file_is_refused_with_what_was_expected_and_where(content, sentence):
    with pytest.raises(UnreadableFile) as refused:
        read(content)
    assert sentence in " ".join(refused.value.messages)


def test_trailing_commas_jsonp_byte_order_marks_and_windows_letters_are_tolerated():
    text = '{"events": [{"start_date": {"year": "2004",}, "text": {"headline": "Comma ,] stays",},},],}'
    assert read(text).events[0].title == "Comma ,] stays"
    old = '{"timeline": {"headline": "Old", "date": [{"startDate": "2004", "headline": "They meet"}]}}'
    for jsonp in (f"storyjs_jsonp_data = {old};", f"var storyjs_jsonp_data={old}", f"callback({old});", "\ufeff" + old):
        assert read(jsonp).title == "Old"
    assert read_file("Year,Headline\r\n2004,Café".encode("cp1252")).events[0].title == "Café"
    assert read_file("Year\tHeadline\n2004\tThey meet".encode("utf-16")).events[0].title == "They meet"


def test_version_one_with_its_dates_and_eras():
    picture = {"media": "http://x/", "credit": "C"}
    imported = read(
        {
            "timeline": {
                "headline": "Old",
                "text": "<p>Dek</p>",
                "startDate": "2012",
                "date": [
                    {
                        "startDate": "1963,8,9",
                        "endDate": "",
                        "headline": "Day",
                        "asset": picture,
                    },
                    {"startDate": "2012,1,,", "endDate": "2012,3", "headline": "Months", "tag": "Group"},
                    {"startDate": "5/12/2015", "headline": "Slashes"},
                ],
                "era": [{"startDate": "1960", "endDate": "1969", "headline": "The sixties"}],
            }
        }
    )
    assert [record.date.format() for record in imported.events] == [
        "Aug. 9, 1963",
        "January–March 2012",
        "May 12, 2015",
    ]
    assert [record.note for record in imported.events] == ["Media: http://x/\nCredit: C", "Group: Group", ""]
    assert "month first" in imported.remarks[0][1]
    assert (imported.title, imported.dek, imported.eras[0].end.format()) == ("Old", "Dek", "1969")


SHEET = """Year,Month,Day,Time,End Year,End Month,End Day,End Time,Display Date,Headline,Text,Media,Media Credit,Type,Group
,,,,,,,,,All of it,<p>Dek</p>,,,title,
2009,9,13,,,,,,,They play,"Two lines,
one cell",https://example.org/a.jpg,Jo Farrow,,Music

"1,990",,,,1999,,,,the 1990s,A decade,,,,,
2000,,,,2009,,,,,The aughts,,,,era,
"""  # noqa: E501


def test_the_spreadsheet_with_its_title_era_and_blank_rows():
    imported = read(SHEET)
    assert (imported.title, imported.dek, [era.title for era in imported.eras]) == ("All of it", "Dek", ["The aughts"])
    first, second = imported.events
    assert (first.where, first.date.format(), first.text) == ("line 3", "Sept. 13, 2009", "Two lines, one cell")
    assert first.note == "Media: https://example.org/a.jpg\nCredit: Jo Farrow\nGroup: Music"
    assert (second.where, second.date.precision) == ("line 6", "decade")


def test_timeline_setter_keeps_link_series_and_surplus_in_the_note():
    heading = "date,display_date,description,link,series,html"
    text = f'{heading}\n"Dec. 1, 2003",December 2003,Ambushed.,http://x/,S,<h2>H</h2>,more\n'
    imported = read(text)
    [record] = imported.events
    assert (record.date.format(), record.title) == ("December 2003", "Ambushed.")
    assert record.note == "Link: http://x/\nGroup: S\nH\nCells beyond the columns: more"
    assert [where for where, _ in imported.remarks] == ["cells beyond the columns"]


def test_html_becomes_words_and_scripts_nothing():
    html = (
        '<p onclick="x()">One <b>two</b></p><script>alert(1)</script><p>Three<br>four</p>'
        '<a href="https://example.org/">link</a> <a href="javascript:x()">bad</a>'
        "<style>p{}</style><img src=x onerror=y>"
    )
    words = html_to_text(html)
    assert words == "One two\n\nThree\nfour\n\nlink (https://example.org/) bad"
    assert one(text={"headline": "<script>x()</script>A &amp; B <i>c</i>", "text": ""}).title == "A & B c"


@pytest.mark.parametrize("text", ["A < b & c", "One\n\ntwo\nthree", "“q” 'x' \"y\"", "&amp;", ""])
def test_plain_text_survives_html(text):
    assert html_to_text(text_to_html(text)) == text


def test_events_without_an_id_have_one_that_stays_and_doubles_are_told_apart():
    imported = read({"events": [SLIDE, SLIDE, SLIDE | {"unique_id": "a"}, SLIDE | {"unique_id": "a"}]})
    names = [record.unique_id for record in imported.events]
    assert names[0] == read({"events": [SLIDE]}).events[0].unique_id
    assert names[1:] == [f"{names[0]}-2", "a", "a-2"]
    assert "another event of this file has the id" in imported.remarks[0][1]


def test_a_display_date_agrees_only_with_the_same_time():
    start = parse_date_parts({"year": 2022, "month": 8, "day": 4})
    assert parse_display_date("4:20 p.m. UTC-4 Aug. 4, 2022", start.date, "16:20").precision == "time"
    assert parse_display_date("4:20 p.m. UTC-4 Aug. 4, 2022", start.date, "17:20") is None


class TestTheCommand:
    """`manage.py import_timeline`."""

    pytestmark = pytest.mark.django_db

    @pytest.fixture
    def file(self, tmp_path):
        """A file of version 3 with two events, disordered."""
        path = tmp_path / "the-two.json"
        later = {"start_date": {"year": "2009"}, "text": {"headline": "They play"}, "unique_id": "play"}
        path.write_text(json.dumps({"title": {"text": {"headline": "The two"}}, "events": [later, SLIDE]}))
        return path

    def run(self, *arguments, **options):
        """Run the command; return what it printed."""
        out = StringIO()
        call_command("import_timeline", *arguments, stdout=out, no_color=True, **options)
        return out.getvalue()

    def test_says_a_line_for_every_event_and_publishes_nothing(self, db, file, client):
        output = self.run(file)
        assert "events[0]: new: 2009: They play" in output
        assert "2 events imported into /timelines/the-two/ (2 of them new)." in output
        assert [str(entry) for entry in Timeline.objects.get().ordered_entries] == ["They meet", "They play"]
        assert client.get("/timelines/the-two/").status_code == 404

    def test_stores_nothing_in_a_dry_run(self, db, file):
        assert "would be imported" in self.run(file, dry_run=True)
        assert not Event.objects.exists()
        assert not Timeline.objects.exists()

    def test_changes_nothing_the_second_time_and_leaves_what_editors_corrected(self, db, file):
        self.run(file)
        again = {"timeline": "the-two"}
        assert "events[0]: known: 2009" in self.run(file, **again)
        Event.objects.filter(title="They play").update(title="They play the prize")
        assert "different here: not changed" in self.run(file, **again)
        assert Event.objects.count() == 2
        assert "updated (was They play the prize)" in self.run(file, update=True, **again)
        assert Event.objects.filter(title="They play").exists()

    def test_goes_into_the_timeline_that_is_named(self, db, file):
        self.run(file, timeline="another")
        assert Timeline.objects.get().slug == "another"

    def test_asks_whether_a_file_is_about_the_timeline_of_its_title(self, db, file):
        Timeline.objects.create(title="The two", slug="the-two")
        Timeline.objects.create(title="Ruled", slug="ruled", made="rule")
        for more in ({}, {"dry_run": True}, {"update": True}):
            with pytest.raises(CommandError, match=r"--timeline the-two.*--new"):
                self.run(file, **more)
        assert not Event.objects.exists()
        assert "/timelines/the-two-2/" in self.run(file, new=True)
        assert [timeline.entries.count() for timeline in Timeline.objects.order_by("slug")] == [0, 0, 2]

    def test_a_title_is_the_same_in_other_letters_and_under_another_slug(self, db, file):
        Timeline.objects.create(title="THE TWO", slug="a-pair")
        with pytest.raises(CommandError, match="--timeline a-pair"):
            self.run(file)

    def test_a_timeline_by_rule_with_the_same_title_is_another_one(self, db, file):
        Timeline.objects.create(title="The two", slug="the-two", made="rule")
        assert "/timelines/the-two-2/" in self.run(file)

    def test_asks_what_readers_of_a_public_timeline_are_told(self, db, file):
        timeline = Timeline.objects.create(title="The two", slug="the-two", released_from=NOON)
        record(timeline)
        with pytest.raises(CommandError, match="--kind update, correction or minor"):
            self.run(file, timeline="the-two")
        with pytest.raises(CommandError, match="what was wrong"):
            self.run(file, timeline="the-two", kind="correction")
        assert not Event.objects.exists()
        self.run(file, timeline="the-two", kind="correction", note="Two events were missing.")
        assert Event.objects.public_at(timezone.now()).count() == 2
        change = Change.objects.get(verb="changed")
        assert (change.fact, change.kind, change.note) == (timeline.pk, "correction", "Two events were missing.")

    def test_asks_before_an_event_that_readers_see_takes_the_words_of_the_file(self, db, file):
        self.run(file)
        Event.objects.update(title="Corrected", released_from=NOON)
        with pytest.raises(CommandError, match="--kind"):
            self.run(file, update=True, timeline="the-two")
        assert Event.objects.filter(title="Corrected").count() == 2
        self.run(file, update=True, timeline="the-two", kind="update", note="As the file says.")
        assert not Event.objects.filter(title="Corrected").exists()

    def test_asks_nothing_where_nothing_that_readers_see_changes(self, db, file):
        self.run(file)
        Timeline.objects.update(released_from=NOON)
        record(Timeline.objects.get())
        Change.objects.all().delete()
        assert "known: 2009" in self.run(file, timeline="the-two")
        assert not Change.objects.exists()

    def test_refuses_a_slug_that_can_be_none(self, db, file):
        with pytest.raises(CommandError, match="cannot be the slug"):
            self.run(file, timeline="The two/")

    def test_refuses_a_broken_file_whole_with_the_place(self, db, file):
        content = json.loads(file.read_text())
        content["events"][1]["start_date"] = {"year": "0"}
        file.write_text(json.dumps(content))
        with pytest.raises(CommandError, match=r"events\[1\]: the year 0") as refused:
            self.run(file)
        assert refused.value.returncode == 1
        assert not Event.objects.exists()

    def test_refuses_a_file_that_is_not_there_and_a_timeline_by_rule(self, db, file, tmp_path):
        with pytest.raises(CommandError, match="cannot be read"):
            self.run(tmp_path / "nowhere.json")
        Timeline.objects.create(title="Ruled", slug="ruled", made="rule")
        with pytest.raises(CommandError, match="made by a rule"):
            self.run(file, timeline="ruled")

    def test_takes_three_hundred_events(self, db, tmp_path, django_assert_max_num_queries):
        slides = [SLIDE | {"unique_id": f"e{number}", "start_date": {"year": 1700 + number}} for number in range(300)]
        imported = read({"events": slides[::-1]})
        report = import_timeline(imported, name="Long")
        assert report.count("new") == 300
        entries = Timeline.objects.get().ordered_entries
        assert [entry.event.date.start.year for entry in entries] == list(range(1700, 2000))
