"""Nothing of a file is lost silently: it is taken, repaired, kept in the note for the desk, or named in the report."""

import csv
import io
import json

import pytest

from articles.dates import PartialDate
from timeline.interchange import UnreadableFile, read_file, read_named_media
from timeline.interchange.times import moment_in_zone, parse_zone

SLIDE = {"start_date": {"year": "2004"}, "text": {"headline": "They meet", "text": "In a shared room."}}


def read(content, **options):
    """Read a mapping, a list of rows or a text as though it were a file."""
    if isinstance(content, list):
        written = io.StringIO(newline="")
        csv.writer(written).writerows(content)
        content = written.getvalue()
    return read_file((content if isinstance(content, str) else json.dumps(content)).encode(), **options)


def one(**parts):
    """Return (the only event, the remarks) of a file of version 3 with one slide, changed in these parts."""
    imported = read({"events": [SLIDE | parts]})
    [event] = imported.events
    return event, imported.remarks


class TestEveryPart:
    """What no column can hold."""

    @pytest.mark.parametrize(
        ("parts", "kept"),
        [
            ({"background": {"url": "https://example.org/b.jpg"}}, "Background.url: https://example.org/b.jpg"),
            ({"background": {"color": "#fff"}}, "Background.color: #fff"),
            ({"autolink": True}, "Autolink: True"),
            ({"media": {"url": "x", "link": "https://example.org/"}}, "Media.link: https://example.org/"),
            ({"start_date": {"year": "2004", "format": "yyyy"}}, "Start_date.format: yyyy"),
            ({"invented": [{"deep": ["one", {"two": "three"}]}]}, "Invented[0].deep[1].two: three"),
            ({"text": {"headline": "A", "text": '<img src="https://example.org/i.png">'}}, "https://example.org/i.png"),
            ({"text": {"headline": "A", "text": "<iframe src='http://x.org/'></iframe>"}}, "Text.text: http://x.org/"),
            ({"start_date": {"year": 2004, "hour": 5}}, "Time given as 05:00"),
            ({"start_date": {"year": 2004, "month": 5, "day": 1, "hour": 5, "second": 7}}, "Time given as 05:00:07"),
            ({"end_date": {"year": 2004, "month": 5, "day": 1, "hour": 5}}, "Time given as 05:00, in no time zone"),
        ],
    )
    def test_is_kept_in_the_note_of_its_event_and_named(self, parts, kept):
        event, remarks = one(**parts)
        assert kept in event.note
        assert remarks

    @pytest.mark.parametrize(
        ("content", "named"),
        [
            ({"events": [SLIDE], "title": {"media": {"url": "https://example.org/a.jpg"}}}, "https://example.org/a"),
            ({"events": [SLIDE], "title": {"background": {"color": "#123"}}}, "#123"),
            ({"events": [SLIDE], "font": "Lora"}, "Lora"),
            ({"events": [SLIDE], "eras": [era := {"start_date": {"year": 1900}, "text": {"headline": "E"}}]}, ""),
            ({"events": [SLIDE], "eras": [era | {"media": {"url": "http://x.org"}}]}, "http://x.org"),
            ({"events": [SLIDE], "eras": [era | {"text": {"headline": "E", "text": "Long ago."}}]}, "Long ago."),
            ({"events": [SLIDE], "eras": [era | {"text": {"headline": "E" * 101}}]}, "it is cut"),
            ({"timeline": {"date": [{"startDate": "2004", "headline": "A"}], "chart": [1, 2]}}, "“1”"),
            ('{"events": [{"start_date": {"year": 2004}, "text": {"headline": "A"}}], "events": ["lost?"]}', "lost?"),
        ],
    )
    def test_is_named_with_its_value_where_there_is_no_event_for_it(self, content, named):
        remarks = read(content).remarks
        assert named in " ".join(message for _, message in remarks)
        assert bool(remarks) == bool(named)

    @pytest.mark.parametrize(
        ("header", "row", "expected"),
        [
            (["date", "end_date", "title", "description"], ["1917", "1952", "Branch", "Founded."], ()),
            (["Start Date", "End Date", "Event", "Notes"], ["1917", "1952", "Branch", "Ask."], ["Notes: Ask."]),
            (["date", "title", "url", "tag"], ["1917–1952", "Branch", "http://x.org", "A"], ["Link: http://x.org"]),
            (["when", "headline", "", "colour"], ["1917-1952", "Branch", "x", "red"], ["columns: x", "Colour: red"]),
            (["date", "end", "name", "name"], ["1917", "1952", "Branch", "Other"], ["Name (2): Other"]),
            (["from", "to", "label"], ["1917", "1952", "Branch"], ()),
            (["event_date", "end", "Event title"], ["1917", "1952", "Branch"], ()),
            (["Year", "End Year", "Headline", "Mood"], ["1917", "1952", "Branch", "sad"], ["Mood: sad"]),
            (["Year", "End Year", "Headline"], ["1917", "1952", "Branch", "more"], ["Cells beyond the columns: more"]),
        ],
    )
    def test_every_column_of_a_spreadsheet_is_taken_or_kept(self, header, row, expected):
        [event] = read([header, row]).events
        assert (event.title, event.date) == ("Branch", PartialDate.parse("1917–1952"))
        assert all(words in event.note for words in expected)
        assert bool(event.note) == bool(expected)

    def test_the_report_counts_the_events_of_an_unknown_field_in_one_remark(self):
        imported = read({"events": [SLIDE | {"autolink": "no", "text": {"headline": str(n)}} for n in range(30)]})
        assert [(where, "30 events" in message) for where, message in imported.remarks] == [("autolink", True)]

    def test_a_description_is_the_text_where_there_is_a_title(self):
        [event] = read([["date", "title", "description"], ["1917", "Branch", "Founded."]]).events
        assert (event.title, event.text) == ("Branch", "Founded.")

    def test_remarks_that_are_not_listed_are_counted(self):
        slides = [SLIDE | {"display_date": "once", "text": {"headline": str(n)}} for n in range(1_500)]
        remarks = read({"events": slides}).remarks
        assert (len(remarks), remarks[-1][1]) == (1_000, "501 more remarks are not listed")


class TestBlemishes:
    """What loses nothing is repaired; the rest is refused, or left out if that is asked for."""

    @pytest.mark.parametrize(
        ("content", "title", "text"),
        [
            ({"title": [{"text": {"headline": "T"}}], "events": [SLIDE]}, "They meet", "In a shared room."),
            ([{"title": {"text": {"headline": "T"}}, "events": [SLIDE]}], "They meet", "In a shared room."),
            ({"title": {"text": "T"}, "events": [[SLIDE]]}, "They meet", "In a shared room."),
            (
                {"title": {"text": "T"}, "events": [SLIDE | {"start_date": {"year": 2004, "month": "00", "day": 0}}]},
                *("They meet", None),
            ),
            ({"title": {"text": "T"}, "events": SLIDE}, "They meet", "In a shared room."),
            ({"title": {"text": "T"}, "events": [SLIDE | {"text": [{"headline": "A"}]}]}, "A", ""),
            ({"title": {"text": "T"}, "events": [SLIDE | {"text": "A text."}]}, "A text.", "A text."),
            ({"title": {"text": "T"}, "events": [SLIDE | {"start_date": [{"year": 2004.0}]}]}, "They meet", None),
            ({"title": {"text": "T"}, "events": [{}, SLIDE, None, {"text": {"headline": " "}}]}, "They meet", None),
            (
                {"title": {"text": "T"}, "events": [SLIDE | {"text": {}, "media": {"url": "u", "caption": "A <b>c"}}]},
                *("A c", ""),
            ),
        ],
    )
    def test_what_loses_nothing_is_repaired(self, content, title, text):
        imported = read(json.dumps(content))
        [event] = imported.events
        assert (imported.title, event.title, event.date) == ("T", title, PartialDate.parse("2004"))
        assert text is None or event.text == text

    @pytest.mark.parametrize(
        ("part", "where"),
        [
            ({"end_date": {"year": "1999"}}, "events[1]"),
            ({"start_date": {"year": "soon"}}, "events[1]"),
            ({"text": {}}, "events[1]"),
            ({"text": {"headline": {"a": 1}}}, "events[1].text.headline"),
            ({"newsroom": {"people": 5}}, "events[1].newsroom.people"),
        ],
    )
    def test_the_rest_is_refused_or_left_out_and_listed(self, part, where):
        content = {"events": [SLIDE, SLIDE | part, 7]}
        with pytest.raises(UnreadableFile) as refused:
            read(content)
        assert refused.value.leaves_events
        imported = read(content, leave_out=True)
        assert [event.where for event in imported.events] == ["events[0]"]
        assert [place for place, _ in imported.errors] == [where, "events[2]"]

    def test_slides_without_anything_around_them_are_events(self):
        assert [event.title for event in read(json.dumps([SLIDE])).events] == ["They meet"]

    @pytest.mark.parametrize(
        ("content", "date"),
        [
            ([["Year", "Month", "Day", "Headline"], ["1963", "Nov.", "22", "A"]], "Nov. 22, 1963"),
            ([["Year", "Month", "Day", "Headline"], ["1963", "November", "22", "A"]], "Nov. 22, 1963"),
            ([["Year", "Month", "Day", "Headline"], ["1963", "spring", "", "A"]], None),
            ({"timeline": {"date": [{"startDate": "22/11/1963", "headline": "A"}]}}, "Nov. 22, 1963"),
            ({"timeline": {"date": [{"startDate": "22/13/1963", "headline": "A"}]}}, None),
            ([["start", "end", "title"], ["1990", "present", "A"]], "since 1990"),
            ([["start", "end", "title"], ["about 1990", "1992", "A"]], None),
        ],
    )
    def test_a_date_that_can_mean_only_one_thing_is_read(self, content, date):
        if date is None:
            with pytest.raises(UnreadableFile):
                read(content)
        else:
            assert read(content).events[0].date == PartialDate.parse(date)

    def test_an_error_repeats_the_words_by_which_its_event_is_found(self):
        for content in (
            {"events": [SLIDE, {"text": {"headline": "They <i>part</i>"}}]},
            {"timeline": {"date": [{"startDate": "2004", "headline": "A"}, {"headline": "They part"}]}},
            [["Year", "Headline"], ["2004", "A"], ["", "They part"]],
            [["date", "title"], ["2004", "A"], ["soon", "They part"]],
        ):
            [(_, message)] = read(content, leave_out=True).errors
            assert message.endswith("(“They part”)")

    @pytest.mark.parametrize("part", [{"title": 5}, {"title": {"text": [1, 2]}}, {"eras": 5}, {"eras": [5]}])
    def test_a_title_or_era_may_be_left_out_too(self, part):
        imported = read({"events": [SLIDE]} | part, leave_out=True)
        assert (len(imported.events), len(imported.errors)) == (1, 1)

    def test_a_file_of_which_nothing_would_be_left_is_refused(self):
        with pytest.raises(UnreadableFile) as refused:
            read({"events": [5]}, leave_out=True)
        assert not refused.value.leaves_events

    @pytest.mark.parametrize("words", ["word " * 60, "x" * 300, "y" * 199 + " z" * 10, "a " * 20 + "x" * 300])
    def test_a_headline_is_cut_between_words_and_the_text_has_all_of_it(self, words):
        for text in ({"headline": words}, {"headline": "", "text": words}):
            event, _ = one(text=text)
            assert len(event.title) <= 200
            assert event.title.endswith("…")
            assert event.text.startswith(words.strip())
            rest = words.strip().removeprefix(event.title[:-1])
            assert rest.startswith(" ") or " " not in event.title[40:]


class TestDisplayedDates:
    """The words that display a date against its parts, which TimelineJS cannot leave out."""

    @pytest.mark.parametrize(
        ("start", "end", "words", "date", "note"),
        [
            ("2003-12-1", "", "December 2003", "December 2003", ""),
            ("2003-12-31", "", "December 2003", "December 2003", ""),
            ("2003-1-1", "", "2003", "2003", ""),
            ("2003-1", "", "2003", "2003", ""),
            ("2003-1-1", "", "about 2003", "about 2003", ""),
            ("1730", "", "the 1730s", "the 1730s", ""),
            ("1737", "", "Late 1730s", "late 1730s", ""),
            ("1738", "", "the late 1730s", "late 1730s", "Placed at 1738."),
            ("2003-6-1", "", "summer 2003", "summer 2003", ""),
            ("2003-7", "", "summer 2003", "summer 2003", "Placed at July 2003."),
            ("2003-12-31", "", "before 2004", "before 2004", ""),
            ("2004-1-1", "", "before 2004", "before 2004", ""),
            ("2004", "", "before 2004", "before 2004", ""),
            ("2003", "", "before 2004", "before 2004", ""),
            ("2004", "", "after 2004", "after 2004", ""),
            ("2005-1-1", "", "after 2004", "after 2004", ""),
            ("2004", "", "since 2004", "since 2004", ""),
            ("1914", "", "1914–1918", "1914–1918", ""),
            ("1914", "1918", "1914–1918", "1914–1918", ""),
            ("1997", "1999", "the late 1990s", "late 1990s", ""),
            ("2006-10-1", "", "Oct-06", "October 2006", ""),
            # what parts can say, and say otherwise, is no padding
            ("2003-12-12", "", "December 2003", "Dec. 12, 2003", "Dated “December 2003”."),
            ("2003-12-12", "", "2003", "Dec. 12, 2003", "Dated “2003”."),
            ("1914-7-28", "1918-11-11", "1914–1918", "July 28, 1914–Nov. 11, 1918", "Dated “1914–1918”."),
            ("2003", "", "December 2003", "2003", "Dated “December 2003”."),
            ("2003", "", "the 1990s", "2003", "Dated “the 1990s”."),
            ("2003", "", "before 2003", "before 2003", ""),
            ("2005", "", "before 2003", "2005", "Dated “before 2003”."),
            ("2006-10-6", "", "Oct-06", "Oct. 6, 2006", "Dated “Oct-06”."),
        ],
    )
    def test_the_words_win_where_the_parts_only_fill_them(self, start, end, words, date, note):
        names = ("year", "month", "day")
        parts = {
            name: dict(zip(names, text.split("-"), strict=False))
            for name, text in (("start_date", start), ("end_date", end))
        }
        event, remarks = one(display_date=words, **parts)
        assert (event.date, event.note) == (PartialDate.parse(date), note)
        assert bool(remarks) == bool(note)

    def test_an_id_made_of_a_date_stays_whatever_the_words_and_the_zone_say(self):
        day = {"year": 2003, "month": 12, "day": 1, "hour": 16}
        slides = [SLIDE | {"start_date": day}, SLIDE | {"start_date": day, "display_date": "December 2003"}]
        ids = {read({"events": [slide]}, zone=zone).events[0].unique_id for slide in slides for zone in ("", "UTC")}
        assert len(ids) == 1


class TestTimes:
    """Times of day, which no format gives a zone."""

    @pytest.mark.parametrize(
        ("zone", "day", "time", "words"),
        [
            ("Europe/London", "1979-03-03", "16:15", "4:15 p.m. UTC March 3, 1979"),
            ("europe/london", "2022-07-03", "05:50", "5:50 a.m. UTC+1 July 3, 2022"),
            ("America/New_York", "1979-03-03", "00:00", "12 a.m. UTC-5 March 3, 1979"),
            ("UTC-4", "1979-03-03", "12:00", "noon UTC-4 March 3, 1979"),
            ("Asia/Kolkata", "1979-03-03", "24:00", "12 a.m. UTC+5:30 March 4, 1979"),
        ],
    )
    def test_a_zone_makes_a_moment_of_a_time(self, zone, day, time, words):
        moment = moment_in_zone(PartialDate.parse(day).start, time, parse_zone(zone))
        assert (moment, moment.words) == (PartialDate.parse(words), words)

    @pytest.mark.parametrize(
        ("day", "time"), [("2022-03-27", "01:30"), ("2022-10-30", "01:30"), ("1840-05-01", "12:00")]
    )
    def test_a_time_that_came_twice_or_never_stays_in_the_note(self, day, time):
        imported = read([["date", "time", "title"], [day, time, "A"]], zone="Europe/London")
        [event] = imported.events
        assert (event.date.precision, event.note) == ("day", f"Time given as {time}, in Europe/London.")
        assert imported.remarks

    @pytest.mark.parametrize("zone", ["Mars/Base", "noon", "EST5EDT6", "UTC+99", "\x00", "2004"])
    def test_an_unknown_zone_is_refused_with_an_example(self, zone):
        with pytest.raises(UnreadableFile, match="America/New_York"):
            read({"events": [SLIDE]}, zone=zone)

    @pytest.mark.parametrize(
        ("header", "row"),
        [
            (["Year", "Month", "Day", "Time", "Headline"], ["1979", "3", "3", "5:50", "A"]),
            (["date", "time", "title"], ["March 3, 1979", "5:50 am", "A"]),
            (["date", "title"], ["1979-03-03 05:50", "A"]),
            (["date", "title"], ["1979-03-03T05:50", "A"]),
            (["date", "title"], ["March 3, 1979, 5:50 a.m.", "A"]),
        ],
    )
    def test_a_time_without_a_zone_orders_the_events_of_a_day(self, header, row):
        [event] = read([header, row]).events
        assert (event.date, event.time) == (PartialDate.parse("March 3, 1979"), "05:50")
        assert event.note == "Time given as 05:50, in no time zone."


def test_an_end_that_is_only_a_time_is_one_of_the_same_day():
    header = ["Year", "Month", "Day", "Time", "End Time", "Headline"]
    [event] = read([header, ["1979", "3", "3", "5:50", "7:00", "A"]]).events
    assert event.note == "Time given as 05:50 to 07:00, in no time zone."


def test_media_in_a_note_are_named_with_what_the_file_says_of_them():
    note = "Dated “x”.\nMedia: https://x.org/a.JPG?v=1\nCaption: On stage\nCredit: Jo\nAlternative text: A\nGroup: B"
    note += "\nLink: http://y.org/page\nMedia: javascript:x()\nCaption: lost\nText.text: https://z.org/i.png\nHello"
    named = read_named_media(note)
    assert [(media.address, media.is_picture, media.title) for media in named] == [
        ("https://x.org/a.JPG?v=1", True, "On stage"),
        ("http://y.org/page", False, "y.org/page"),
        ("https://z.org/i.png", True, "z.org/i.png"),
    ]
    assert (named[0].credit, named[0].alt) == ("Jo", "A")
