"""An editor types a date in words; it is understood exactly, shown in the house style, sorted and kept."""

import random
from calendar import monthrange
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from articles.dates.partial import PRECISIONS, QUALIFIERS, PartialDate

NEW_YORK = timezone(timedelta(hours=-4))
KOLKATA = timezone(timedelta(hours=5, minutes=30))
PRESS_TIME = datetime(2022, 8, 4, 16, 20, tzinfo=NEW_YORK)


def days(start, end):
    """Two ISO days, either of them "" for an open end."""
    return tuple(date.fromisoformat(day) if day else None for day in (start, end))


# words, start, end, precision, qualifier
UNDERSTOOD = [
    ("2004", "2004-01-01", "2004-12-31", "year", ""),
    ("0044", "0044-01-01", "0044-12-31", "year", ""),
    ("A.D. 44", "0044-01-01", "0044-12-31", "year", ""),
    ("44 AD", "0044-01-01", "0044-12-31", "year", ""),
    ("2021-11", "2021-11-01", "2021-11-30", "month", ""),
    ("2021–11", "2021-11-01", "2021-11-30", "month", ""),
    ("2001-12", "2001-12-01", "2001-12-31", "month", ""),
    ("November 2021", "2021-11-01", "2021-11-30", "month", ""),
    ("Nov. 2021", "2021-11-01", "2021-11-30", "month", ""),
    ("February 2020", "2020-02-01", "2020-02-29", "month", ""),
    ("2015-08-30", "2015-08-30", "2015-08-30", "day", ""),
    ("Aug. 30, 2015", "2015-08-30", "2015-08-30", "day", ""),
    ("30 August 2015", "2015-08-30", "2015-08-30", "day", ""),
    ("the 30th of August, 2015", "2015-08-30", "2015-08-30", "day", ""),
    ("Sept. 13, 2009", "2009-09-13", "2009-09-13", "day", ""),
    ("spring 2020", "2020-03-01", "2020-05-31", "season", ""),
    ("summer 2020", "2020-06-01", "2020-08-31", "season", ""),
    ("autumn 2020", "2020-09-01", "2020-11-30", "season", ""),
    ("the fall of 2020", "2020-09-01", "2020-11-30", "season", ""),
    ("the 2010s", "2010-01-01", "2019-12-31", "decade", ""),
    ("1990’s", "1990-01-01", "1999-12-31", "decade", ""),
    ("circa 2005", "2005-01-01", "2005-12-31", "year", "about"),
    ("about 2005", "2005-01-01", "2005-12-31", "year", "about"),
    ("around 2016", "2016-01-01", "2016-12-31", "year", "about"),
    ("c2005", "2005-01-01", "2005-12-31", "year", "about"),
    ("c. 2005", "2005-01-01", "2005-12-31", "year", "about"),
    ("early 2020", "2020-01-01", "2020-12-31", "year", "early"),
    ("mid-2018", "2018-01-01", "2018-12-31", "year", "mid"),
    ("late in the 1990s", "1990-01-01", "1999-12-31", "decade", "late"),
    ("early November 2021", "2021-11-01", "2021-11-30", "month", "early"),
    ("before 2016", "", "2015-12-31", "year", "before"),
    ("prior to 2016", "", "2015-12-31", "year", "before"),
    ("before summer 2020", "", "2020-05-31", "season", "before"),
    ("before Jan. 1, 2016", "", "2015-12-31", "day", "before"),
    ("after 2016", "2017-01-01", "", "year", "after"),
    ("after the 1990s", "2000-01-01", "", "decade", "after"),
    ("since 2016", "2016-01-01", "", "year", "since"),
    ("since Aug. 4, 2022", "2022-08-04", "", "day", "since"),
    ("2016-2018", "2016-01-01", "2018-12-31", "range", ""),
    ("2016–2018", "2016-01-01", "2018-12-31", "range", ""),
    ("2016 - 2018", "2016-01-01", "2018-12-31", "range", ""),
    ("from 2016 to 2018", "2016-01-01", "2018-12-31", "range", ""),
    ("between 2016 and 2018", "2016-01-01", "2018-12-31", "range", ""),
    ("Aug. 4-6, 2022", "2022-08-04", "2022-08-06", "range", ""),
    ("4–6 August 2022", "2022-08-04", "2022-08-06", "range", ""),
    ("Aug. 30-Sept. 2, 2022", "2022-08-30", "2022-09-02", "range", ""),
    ("30 December 2021 to 2 January 2022", "2021-12-30", "2022-01-02", "range", ""),
    ("2020-06-01 – 2020-06-05", "2020-06-01", "2020-06-05", "range", ""),
    ("June 2020 to August 2020", "2020-06-01", "2020-08-31", "range", ""),
    ("June-August 2020", "2020-06-01", "2020-08-31", "range", ""),
    ("between June and August 2020", "2020-06-01", "2020-08-31", "range", ""),
]

# words, a part of the reason
REFUSED = [
    ("8/4/2022", "Which of the numbers is the month?"),
    ("8.4.2022", "Which of the numbers is the month?"),
    ("08-04-2022", "Which of the numbers is the month?"),
    ("February 29, 2021", "February 2021 has 28 days"),
    ("2021-11-31", "November 2021 has 30 days"),
    ("Q3 2020", "July-September 2020"),
    ("winter 2020", "two years"),
    ("last week", "depends on the day it is read"),
    ("yesterday", "depends on the day it is read"),
    ("Sunday, Aug. 30, 2015", "day of the week"),
    ("2018-2016", "ends before it begins"),
    ("2016-2016", "Both ends"),
    ("2021-13", "no month 13"),
    ("2016-18", "in full, such as 2016–2018"),
    ("2001–12", "A month or a range of years?"),
    ("June 2020-2021", "two years, two months or two days"),
    ("summer 2020 to autumn 2020", "two years, two months or two days"),
    ("late 2019 to early 2020", "plain dates"),
    ("c2005-2010", "plain dates"),
    ("since early 2020", "only one of these words"),
    ("early Aug. 4, 2022", "“early” needs a longer period"),
    ("before 2022-08-04 16:20 UTC", "“before” needs a longer period"),
    ("2016 or 2017", "Choose one"),
    ("2004?", "Choose one"),
    ("until 2016", "last day"),
    ("August 4", "year is missing"),
    ("summer", "year is missing"),
    ("6, 2022", "month"),
    ("Aug. 4, 22", "four digits"),
    ("the 90s", "four digits"),
    ("325", "four digits"),
    ("12004", "A.D. 1 to 9999"),
    ("0000", "A.D. 1 to 9999"),
    ("the 0000s", "A.D. 1 to 9999"),
    ("44 BC", "A.D. 1"),
    ("before 0001", "A.D. 1 to 9999"),
    ("after 9999", "A.D. 1 to 9999"),
    ("19th century", "1901–2000"),
    ("2016/2018", "2016–2018"),
    ("4:20 p.m. Aug. 4, 2022", "needs its zone"),
    ("2022-08-04T16:20", "needs its zone"),
    ("4:20 p.m. EDT Aug. 4, 2022", "offset"),
    ("midnight UTC Aug. 4, 2022", "Midnight of which day?"),
    ("4:20 p.m. UTC August 2022", "needs its day"),
    ("2022-08-04 16:20:31 UTC", "to the minute"),
    ("2022-08-04 24:20 UTC", "no such time"),
    ("16:20 p.m. UTC Aug. 4, 2022", "no such time"),
    ("2022-08-04 16:20+15:00", "No zone"),
    ("at 4:20 on a Thursday in 2022", "day of the week"),
    ("１９９９", "cannot be read"),
    ("13 сентября", "cannot be read"),
    ("soon", "cannot be read"),
    ("", "no date"),
    (" \t\n", "no date"),
    ("2004" + " " * 97, "100 characters"),
    ("9" * 100_000, "100 characters"),
    ("\x00\ud800", "cannot be read"),
]


@pytest.mark.parametrize("words, start, end, precision, qualifier", UNDERSTOOD)
def test_an_editor_types_a_date(words, start, end, precision, qualifier):
    typed = PartialDate.parse(words)
    assert (typed.start, typed.end) == days(start, end)
    assert (typed.precision, typed.qualifier) == (precision, qualifier)
    assert typed.words == str(typed) == words


@pytest.mark.parametrize("words", [row[0] for row in UNDERSTOOD])
def test_letter_case_spaces_and_a_leading_in_make_no_difference(words):
    typed = PartialDate.parse(words)
    spaced = "\u00a0 ".join(words.split())
    for variant in (words.upper(), words.lower(), f"  {spaced}\n", f"in {words}", f"On {words}"):
        assert PartialDate.parse(variant) == typed


@pytest.mark.parametrize("dash", "-‐‑‒–—―−")
def test_every_dash_joins_a_range(dash):
    assert PartialDate.parse(f"2016{dash}2018") == PartialDate.parse("2016 to 2018")
    assert PartialDate.parse(f"June {dash} August 2020") == PartialDate.parse("June to August 2020")
    assert PartialDate.parse(f"2015{dash}08{dash}30") == PartialDate.parse("Aug. 30, 2015")
    assert PartialDate.parse(f"mid{dash}2018") == PartialDate.parse("mid 2018")


@pytest.mark.parametrize("words, reason", REFUSED)
def test_an_editor_is_told_why_a_date_is_refused(words, reason):
    with pytest.raises(ValueError, match=r"^[^\ud800]+$") as refusal:
        PartialDate.parse(words)
    assert reason in str(refusal.value)


@pytest.mark.parametrize(
    "words, moment",
    [
        ("2022-08-04T16:20-04:00", PRESS_TIME),
        ("2022-08-04 16:20:00 -0400", PRESS_TIME),
        ("4:20 p.m. UTC-4 Aug. 4, 2022", PRESS_TIME),
        ("4.20pm UTC−4 on 4 August 2022", PRESS_TIME),
        ("4 August 2022 at 16:20 GMT-4", PRESS_TIME),
        ("2022-08-04 16:20 UTC", datetime(2022, 8, 4, 16, 20, tzinfo=UTC)),
        ("2022-08-04T16:20Z", datetime(2022, 8, 4, 16, 20, tzinfo=UTC)),
        ("4 p.m. UTC+5:30 August 4, 2022", datetime(2022, 8, 4, 16, 0, tzinfo=KOLKATA)),
        ("noon UTC Aug. 4, 2022", datetime(2022, 8, 4, 12, 0, tzinfo=UTC)),
        ("12 p.m. UTC Aug. 4, 2022", datetime(2022, 8, 4, 12, 0, tzinfo=UTC)),
        ("12 a.m. UTC Aug. 4, 2022", datetime(2022, 8, 4, 0, 0, tzinfo=UTC)),
    ],
)
def test_an_editor_types_a_time_with_its_zone(words, moment):
    typed = PartialDate.parse(words)
    assert (typed.precision, typed.start, typed.end) == ("time", moment, moment)
    assert typed.start.utcoffset() == moment.utcoffset()


@pytest.mark.parametrize(
    "words, ap, guardian",
    [
        ("2004", "2004", "2004"),
        ("0044", "A.D. 44", "AD44"),
        ("c0044", "about A.D. 44", "cAD44"),
        ("0320s", "the A.D. 320s", "the AD320s"),
        ("2021-11", "November 2021", "November 2021"),
        ("2022-08-04", "Aug. 4, 2022", "4 August 2022"),
        ("2022-05-04", "May 4, 2022", "4 May 2022"),
        ("2009-09-13", "Sept. 13, 2009", "13 September 2009"),
        ("2022-08-04T16:20-04:00", "4:20 p.m. UTC-4 Aug. 4, 2022", "4.20pm UTC-4 on 4 August 2022"),
        ("2022-08-04T09:00+05:30", "9 a.m. UTC+5:30 Aug. 4, 2022", "9am UTC+5:30 on 4 August 2022"),
        ("2022-08-04T12:00Z", "noon UTC Aug. 4, 2022", "noon UTC on 4 August 2022"),
        ("2022-08-04T00:05Z", "12:05 a.m. UTC Aug. 4, 2022", "12.05am UTC on 4 August 2022"),
        ("2010s", "the 2010s", "the 2010s"),
        ("early in the 2010s", "the early 2010s", "the early 2010s"),
        ("mid 2010s", "the mid-2010s", "the mid-2010s"),
        ("Summer 2020", "summer 2020", "summer 2020"),
        ("autumn 2020", "fall 2020", "autumn 2020"),
        ("2016 to 2018", "2016–2018", "2016–2018"),
        ("Aug. 4 to 6, 2022", "Aug. 4–6, 2022", "4–6 August 2022"),
        ("Aug. 30 to Sept. 2, 2022", "Aug. 30–Sept. 2, 2022", "30 August to 2 September 2022"),
        ("Dec. 30, 2021 to Jan. 2, 2022", "Dec. 30, 2021–Jan. 2, 2022", "30 December 2021 to 2 January 2022"),
        ("June to August 2020", "June–August 2020", "June to August 2020"),
        ("Nov. 2021 to Feb. 2022", "November 2021–February 2022", "November 2021 to February 2022"),
        ("January to December 2016", "January–December 2016", "January to December 2016"),
        ("Aug. 1-31, 2022", "Aug. 1–31, 2022", "1–31 August 2022"),
        ("circa 2005", "about 2005", "c2005"),
        ("circa June 2005", "about June 2005", "about June 2005"),
        ("early 2020", "early 2020", "early 2020"),
        ("mid 2018", "mid-2018", "mid-2018"),
        ("prior to 2016", "before 2016", "before 2016"),
        ("before 2022-08-04", "before Aug. 4, 2022", "before 4 August 2022"),
        ("after 2016", "after 2016", "after 2016"),
        ("since the 1990s", "since the 1990s", "since the 1990s"),
    ],
)
def test_a_reader_sees_the_house_style(words, ap, guardian):
    typed = PartialDate.parse(words)
    assert (typed.format(), typed.format("guardian")) == (ap, guardian)


@pytest.mark.parametrize(
    "words, parts",
    [
        ("2004", [("2004", "2004")]),
        ("November 2021", [("November 2021", "2021-11")]),
        ("Aug. 30, 2015", [("Aug. 30, 2015", "2015-08-30")]),
        ("A.D. 44", [("A.D. 44", "0044")]),
        ("2022-08-04T16:20-04:00", [("4:20 p.m. UTC-4 Aug. 4, 2022", "2022-08-04T16:20-04:00")]),
        ("about 2005", [("about ", None), ("2005", "2005")]),
        ("mid-2018", [("mid-", None), ("2018", "2018")]),
        ("2016–2018", [("2016", "2016"), ("–", None), ("2018", "2018")]),
        ("June–August 2020", [("June", "2020-06"), ("–", None), ("August 2020", "2020-08")]),
        ("Aug. 4–6, 2022", [("Aug. 4", "2022-08-04"), ("–", None), ("6, 2022", "2022-08-06")]),
        ("the 2010s", [("the 2010s", None)]),
        ("the early 2010s", [("the early 2010s", None)]),
        ("summer 2020", [("summer 2020", None)]),
        ("before 2016", [("before 2016", None)]),
        ("after 2016", [("after 2016", None)]),
        ("since 2016", [("since 2016", None)]),
    ],
)
def test_a_page_carries_machine_dates_of_the_true_precision(words, parts):
    typed = PartialDate.parse(words)
    assert typed.html_pieces() == parts
    attributes = [attribute for _, attribute in parts if attribute]
    assert typed.datetime_attr == (attributes[0] if len(attributes) == 1 else "")


@pytest.mark.parametrize(
    "words, understood, marker",
    [
        ("2021-11", "the whole of November 2021", "month"),
        ("2015-08-30", "one day: Aug. 30, 2015", "exact"),
        ("2022-08-04 16:20 UTC", "one moment: 4:20 p.m. UTC Aug. 4, 2022", "exact"),
        ("2004", "the whole of 2004", "year"),
        ("summer 2020", "the whole of summer 2020, from June to the end of August 2020", "year"),
        ("2010s", "the whole of the 2010s, from 2010 to the end of 2019", "year"),
        ("c2005", "some time around 2005", "year"),
        ("early 2020", "the early part of 2020", "year"),
        ("mid-2018", "the middle of 2018", "year"),
        ("late November 2021", "the late part of November 2021", "year"),
        ("before 2016", "some time before 2016", "year"),
        ("after 2016", "some time after 2016", "year"),
        ("since 2016", "from 2016 on, with no end", "year"),
        ("2016-2018", "a range, from 2016 to the end of 2018", "span"),
        ("Aug. 4-6, 2022", "a range, from Aug. 4, 2022, to Aug. 6, 2022", "span"),
    ],
)
def test_an_editor_sees_how_a_date_was_understood(words, understood, marker):
    typed = PartialDate.parse(words)
    assert (typed.explanation, typed.marker) == (understood, marker)


IN_ORDER = [
    "before 2016", "Dec. 31, 2015", "Jan. 1–6, 2016", "2016–2018", "2016", "about 2016", "early 2016", "since 2016",
    "January 2016", "Jan. 1, 2016", "2016-01-01 09:00+05:30", "2016-01-01 08:00 UTC", "2016-01-01 23:00-04:00",
    "Jan. 2, 2016", "after 2016", "9999", "Dec. 31, 9999",
]  # fmt: skip


def test_a_timeline_is_sorted_by_start_then_coarser_then_end():
    dates = [PartialDate.parse(words) for words in IN_ORDER]
    shuffled = random.Random(1).sample(dates, len(dates))
    assert [date.words for date in sorted(shuffled, key=lambda date: date.sort_key)] == IN_ORDER


THIRDS_IN_ORDER = [
    "the 1990s", "early 1990s", "1991", "1993", "December 1993", "mid-1990s", "1994", "December 1996", "the late 1990s",
    "1997", "2016", "early 2016", "January 2016", "early January 2016", "Jan. 10, 2016", "mid-January 2016",
    "Jan. 11, 2016", "Jan. 20, 2016", "late January 2016", "Jan. 21, 2016", "April 2016", "mid-2016", "May 2016",
    "summer 2016", "June 2016", "mid-summer 2016", "July 2016", "late summer 2016", "August 2016", "late 2016",
    "September 2016", "November 2016",
]  # fmt: skip


def test_early_mid_and_late_stand_at_the_third_of_their_period():
    dates = [PartialDate.parse(words) for words in THIRDS_IN_ORDER]
    shuffled = random.Random(3).sample(dates, len(dates))
    assert [date.words for date in sorted(shuffled, key=lambda date: date.sort_key)] == THIRDS_IN_ORDER
    assert [date.words for date in sorted(shuffled, key=lambda date: date.as_text())] == THIRDS_IN_ORDER


@pytest.mark.parametrize(
    "words, first, last",
    [
        ("early 2016", "2016-01-01", "2016-04-30"),
        ("mid-2016", "2016-05-01", "2016-08-31"),
        ("late 2016", "2016-09-01", "2016-12-31"),
        ("early 1990s", "1990-01-01", "1993-12-31"),
        ("mid-1990s", "1994-01-01", "1996-12-31"),
        ("late 1990s", "1997-01-01", "1999-12-31"),
        ("mid-February 2016", "2016-02-11", "2016-02-20"),
        ("late February 2016", "2016-02-21", "2016-02-29"),
        ("late summer 2016", "2016-08-01", "2016-08-31"),
        ("2016", "2016-01-01", "2016-12-31"),
        ("before 2016", None, "2015-12-31"),
        ("since 2016", "2016-01-01", None),
        ("2022-08-04 16:20 UTC-4", "2022-08-04", "2022-08-04"),
    ],
)
def test_only_the_order_narrows_a_date_its_start_and_end_stay_those_of_the_whole(words, first, last):
    typed = PartialDate.parse(words)
    assert typed.bounds == (first, last)
    if typed.qualifier in ("early", "mid", "late"):
        named = words.removeprefix(typed.qualifier).strip("- ")
        assert (typed.start, typed.end) == (PartialDate.parse(named).start, PartialDate.parse(named).end)


@pytest.mark.parametrize(
    "one, other, before",
    [
        ("early 2016", "late 2016", True),
        ("early 2016", "mid-2016", True),
        ("2016", "late 2016", False),
        ("2016", "November 2016", False),
        ("May 2016", "May 31, 2016", False),
        ("May 2016", "June 1, 2016", True),
        ("May 31, 2016", "May 31, 2016", False),
        ("before 2016", "2016", True),
        ("since 2015", "2016", False),
        ("2015", "before 2020", False),
    ],
)
def test_a_date_is_over_before_another_begins(one, other, before):
    assert PartialDate.parse(one).is_wholly_before(PartialDate.parse(other)) is before


@pytest.mark.parametrize(
    "words, edtf",
    [
        ("2004", "2004"),
        ("A.D. 44", "0044"),
        ("November 2021", "2021-11"),
        ("Aug. 30, 2015", "2015-08-30"),
        ("4:20 p.m. UTC-4 Aug. 4, 2022", "2022-08-04T16:20:00-04:00"),
        ("about 2005", "2005~"),
        ("2016–2018", "2016/2018"),
        ("June–August 2020", "2020-06/2020-08"),
        ("Aug. 4–6, 2022", "2022-08-04/2022-08-06"),
        ("before 2016", "../2015"),
        ("before January 2016", "../2015-12"),
        ("since 2016", "2016/.."),
        ("the 2010s", "201X"),
        ("about summer 2020", "2020-22~"),
        ("spring 2020", "2020-21"),
        ("fall 2020", "2020-23"),
    ],
)
def test_a_date_is_exchanged_as_edtf(words, edtf):
    typed = PartialDate.parse(words)
    assert typed.to_edtf() == edtf
    read = PartialDate.from_edtf(edtf)
    assert (read, read.words) == (typed, words)


@pytest.mark.parametrize(
    "words, edtf, as_read",
    [
        ("early 2020", "2020", "2020"),
        ("mid-2010s", "201X", "the 2010s"),
        ("after 2016", "2017/..", "since 2017"),
        ("before summer 2020", "../2020-05", "before June 2020"),
        ("since the 1990s", "1990/..", "since 1990"),
    ],
)
def test_some_meaning_is_lost_in_edtf(words, edtf, as_read):
    typed = PartialDate.parse(words)
    read = PartialDate.from_edtf(edtf)
    assert (typed.to_edtf(), read.words) == (edtf, as_read)
    assert (read.start, read.end) == (typed.start, typed.end)


@pytest.mark.parametrize(
    "edtf",
    [
        "", "2004?", "2004%", "2020-24", "2004-XX", "19XX", "Y12004", "-0044", "0000", "000X", "2021-13", "2021-02-29",
        "2004/2005-02", "2018/2016", "2004/", "/2004", "../..", "../9999", "2005~/2008~", "2020-21/2020-22", "1/2/3",
        "2022-08-04T16:20:00", "2022-08-04T24:00:00Z", "2022-08-04T16:20:00Z~", "November 2021", "201x", "\x00",
    ],
)  # fmt: skip
def test_other_edtf_is_refused(edtf):
    with pytest.raises(ValueError, match=r"Write|Years|A range"):
        PartialDate.from_edtf(edtf)


@pytest.mark.parametrize(
    "words, text",
    [
        ("November 2021", "2021-11-01 0000 4 2021-11-30 0 +0000 November 2021"),
        ("the 2010s", "2010-01-01 0000 1 2019-12-31 0 +0000 the 2010s"),
        ("before 2016", "2015-12-31 0000 2 2015-12-31 5 +0000 before 2016"),
        ("since 2016", "2016-01-01 0000 2 9999-99-99 7 +0000 since 2016"),
        ("2022-08-04T16:20-04:00", "2022-08-04 2720 6 2022-08-04 0 -0240 2022-08-04T16:20-04:00"),
        ("mid-2016", "2016-05-01 0000 2 2016-12-31 3 +0000 mid-2016"),
        ("the late 1990s", "1997-01-01 0000 1 1999-12-31 4 +0000 the late 1990s"),
    ],
)
def test_the_stored_form_never_changes(words, text):
    assert PartialDate.parse(words).as_text() == text
    read = PartialDate.from_text(text)
    assert (read, read.words) == (PartialDate.parse(words), words)


def test_the_stored_form_is_read_without_parsing_its_words():
    read = PartialDate.from_text("2021-11-01 0000 4 2021-11-30 0 +0000 the month it began")
    assert (read.words, read.format()) == ("the month it began", "November 2021")


@pytest.mark.parametrize(
    "text",
    [
        "", "2004", "2021-11-31 0000 4 2021-11-30 0 +0000 x", "2021-11-01 0000 4 2021-10-30 0 +0000 x",
        "2021-11-01 0000 4 2021-11-30 8 +0000 x", "2021-11-01 0000 6 2021-11-01 0 +0000 x",
        "2021-11-01 2000 6 2021-11-01 0 +1440 x", "2021-11-01 0000 4 2021-11-30 0 +0000 \x00",
    ],
)  # fmt: skip
def test_a_damaged_stored_form_is_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011 (some reasons are the calendar's own)
        PartialDate.from_text(text)


@pytest.mark.parametrize(
    "start, end, precision, qualifier",
    [
        (date(2004, 1, 2), date(2004, 1, 1), "range", ""),
        (None, None, "year", "before"),
        (date(2004, 1, 1), None, "range", ""),
        (date(2004, 1, 1), date(2004, 12, 31), "year", "since"),
        (date(2004, 1, 1), date(2004, 12, 31), "century", ""),
        (date(2004, 1, 1), date(2004, 12, 31), "year", "perhaps"),
    ],
)
def test_no_date_runs_backwards_or_is_open_or_unknown_in_kind(start, end, precision, qualifier):
    with pytest.raises(ValueError, match="A partial date"):
        PartialDate("x", start, end, precision, qualifier)


def test_dates_are_equal_if_they_mean_the_same():
    assert PartialDate.parse("Nov. 2021") == PartialDate.parse("2021-11")
    assert len({PartialDate.parse("c2005"), PartialDate.parse("about 2005"), PartialDate.parse("2005")}) == 2


def bounds(precision, day):
    """The first and last day of the period of this precision around the day."""
    if precision == "decade":
        return date(day.year // 10 * 10, 1, 1), date(day.year // 10 * 10 + 9, 12, 31)
    first, last = {"year": (1, 12), "month": (day.month, day.month)}.get(
        precision, (day.month // 3 * 3, day.month // 3 * 3 + 2)
    )
    return date(day.year, first, 1), date(day.year, last, monthrange(day.year, last)[1])


@st.composite
def named_periods(draw):
    precision = draw(st.sampled_from(["decade", "year", "season", "month", "day"]))
    day = draw(st.dates(min_value=date(10, 1, 1)))
    if precision == "season":
        day = day.replace(month=draw(st.integers(3, 11)), day=1)
    start, end = (day, day) if precision == "day" else bounds(precision, day)
    qualifier = draw(st.sampled_from(["", "about", "early", "mid", "late", "before", "after", "since"]))
    if precision == "day" and qualifier in ("early", "mid", "late"):
        qualifier = ""
    if qualifier == "before":
        start, end = None, start - timedelta(days=1)
    elif qualifier == "after" and end < date.max:
        start, end = end + timedelta(days=1), None
    elif qualifier in ("since", "after"):
        end, qualifier = None, "since"
    return PartialDate("", start, end, precision, qualifier)


@st.composite
def moments(draw):
    zone = timezone(timedelta(minutes=draw(st.integers(-14 * 60, 14 * 60))))
    moment = draw(st.datetimes()).replace(second=0, microsecond=0, tzinfo=zone)
    return PartialDate("", moment, moment, "time")


@st.composite
def ranges(draw):
    start, end = sorted(draw(st.lists(st.dates(), min_size=2, max_size=2, unique=True)))
    outer = draw(st.sampled_from(["year", "month", "day"]))
    if outer != "day" and bounds(outer, start) != bounds(outer, end):
        start, end = bounds(outer, start)[0], bounds(outer, end)[1]
    return PartialDate("", start, end, "range")


partial_dates = st.one_of(named_periods(), moments(), ranges())


@given(partial_dates, st.sampled_from(["ap", "guardian", "AP", "Guardian"]))
@example(PartialDate("", date(2022, 8, 1), date(2022, 8, 31), "range"), "ap")
@example(PartialDate("", date(1, 1, 1), date(9999, 12, 31), "range"), "guardian")
def test_what_is_shown_reads_back_to_the_same_date(shown, style):
    read = PartialDate.parse(shown.format(style))
    assert read == shown
    assert read.format(style) == shown.format(style)


@given(partial_dates)
def test_edtf_reads_back_to_the_same_bounds(written):
    read = PartialDate.from_edtf(written.to_edtf())
    assert (read.start, read.end) == (written.start, written.end)
    if written.qualifier not in ("early", "mid", "late", "before", "after", "since"):
        assert read == written


@given(partial_dates)
def test_the_stored_form_reads_back_to_the_same_date(stored):
    read = PartialDate.from_text(stored.as_text())
    assert read == stored
    assert read.sort_key == stored.sort_key
    assert read.format() == stored.format()


@given(partial_dates)
def test_what_was_stored_before_thirds_sorted_is_read_as_the_same_date(stored):
    """Frozen documents and fact versions have the first day of the whole period where the third's stands today."""
    whole = (stored.end if stored.qualifier == "before" else stored.start).isoformat()[:10]
    before = whole + stored.as_text()[10:]
    read = PartialDate.from_text(before)
    assert read == stored
    assert read.as_text() == stored.as_text()
    assert read.canonical_key == before[:30]


@given(partial_dates, partial_dates, partial_dates)
def test_the_order_of_dates_is_total(one, other, third):
    keys = [date.sort_key for date in (one, other, third)]
    assert (keys[0] < keys[1]) + (keys[1] < keys[0]) + (keys[0] == keys[1]) == 1
    assert (keys[0] == keys[1]) == (one == other) == (one.canonical_key == other.canonical_key)
    if keys[0] <= keys[1] <= keys[2]:
        assert keys[0] <= keys[2]


@given(partial_dates, partial_dates)
def test_the_stored_form_sorts_like_the_date(one, other):
    assert (one.as_text()[:30] < other.as_text()[:30]) == (one.sort_key < other.sort_key)
    if one != other:
        assert one.sort_key != other.sort_key


SCRAPS = ["2004", "16", "4", "0", "-", "–", " ", ", ", ".", "/", "~", ":20", "t", "z", "s", "'s", "Aug. ", "may", "c",
          "fall ", "about ", "early ", "before ", "since", "from ", "between ", " to ", " and ", "the ", "UTC", "+5",
          "p.m. ", "noon ", "AD ", "BC", "in ", "X", "winter", "\x00", "２"]  # fmt: skip


@given(st.one_of(st.text(), st.lists(st.sampled_from(SCRAPS), max_size=12).map("".join)))
def test_any_text_is_a_date_or_refused_with_a_reason(text):
    for read in (PartialDate.parse, PartialDate.from_edtf, PartialDate.from_text):
        try:
            typed = read(text)
        except ValueError as refusal:
            assert str(refusal)  # noqa: PT017 (both outcomes are right)
        else:
            assert typed.precision in PRECISIONS
            assert typed.qualifier in QUALIFIERS
            assert not (typed.start and typed.end) or typed.start <= typed.end
            assert PartialDate.parse(typed.format()) == typed
            assert typed.words.isprintable()
