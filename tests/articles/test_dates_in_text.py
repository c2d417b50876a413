"""Dates are found in copy as exactly as it has them, and only ever suggested."""

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.dates.extract import find_dates, find_topics, sentences
from articles.dates.partial import PartialDate

FOUND = [
    ("They met in 2004.", ["2004"]),
    ("The album, of November 2021, sold.", ["November 2021"]),
    ("On Aug. 30, 2015, they appeared.", ["Aug. 30, 2015"]),
    ("It was 30 August 2015 in London.", ["30 August 2015"]),
    ("Filed 2015-08-30 by hand.", ["2015-08-30"]),
    ("She wrote it in the summer of 2020.", ["the summer of 2020"]),
    ("Everyone did in the 1990s.", ["the 1990s"]),
    ("It began about 2005 or so.", ["about 2005"]),
    ("They had parted before 2016 already.", ["before 2016"]),
    ("It has stood since 1921.", ["since 1921"]),
    ("In early 2020 nobody knew.", ["early 2020"]),
    ("By mid-2018 it was over.", ["mid-2018"]),
    ("The war of 1914–1918 ended.", ["1914–1918"]),
    ("It ran from 2016 to 2018 there.", ["from 2016 to 2018"]),
    ("Something between 2016 and 2018 changed.", ["between 2016 and 2018"]),
    ("The festival of Aug. 4-6, 2022, was wet.", ["Aug. 4-6, 2022"]),
    ("From June to August 2020 it rained.", ["From June to August 2020"]),
    ("In 2004 they met, and in May 2008 they parted.", ["2004", "May 2008"]),
    ("MARCH 3, 1931, says the sheet.", ["MARCH 3, 1931"]),
    ("It happened on May 12.", ["May 12"]),
    ("The 12th of May was a Monday.", ["The 12th of May"]),
    ("Page 2004b, room 12, $2004, 2,004 people and 2004% more.", []),
    ("They may 12 times a day march 3 miles.", []),
    ("On February 30, 2021, nothing could happen.", []),
    ("Last week and tomorrow are no dates; nor is winter.", []),
    ("Call 555-2004-11 now.", []),
    ("Nothing.", []),
    ("", []),
]


@pytest.mark.parametrize("copy, words", FOUND)
def test_dates_are_found_as_the_copy_has_them(copy, words):
    assert [found.words for found in find_dates(copy, 2024)] == words


def test_what_is_found_means_what_an_editor_would_have_typed():
    for copy, words in FOUND:
        for found, expected in zip(find_dates(copy, 2024), words, strict=True):
            assert found.date == PartialDate.parse(f"{expected} 2024" if found.proposed else expected)


def test_a_date_without_a_year_is_only_proposed_and_only_with_the_articles_year():
    [found] = find_dates("It happened on May 12.", 2024)
    assert (found.proposed, found.date) == (True, PartialDate.parse("May 12, 2024"))
    assert find_dates("It happened on May 12.") == []
    [sure] = find_dates("It happened on May 12, 2018.", 2024)
    assert (sure.proposed, sure.date) == (False, PartialDate.parse("May 12, 2018"))


def test_each_shows_its_sentence_whole():
    copy = "He said so. On Aug. 4, 2022, Mr. B. West answered: “No.” Then\nnothing in 2023"
    whole = ["He said so.", "On Aug. 4, 2022, Mr. B. West answered: “No.”", "Then", "nothing in 2023"]
    assert list(sentences(copy)) == whole
    assert [(found.words, found.sentence) for found in find_dates(copy)] == [
        ("Aug. 4, 2022", whole[1]),
        ("2023", whole[3]),
    ]


@given(st.text(max_size=300), st.sampled_from([None, 2024]))
def test_no_text_is_too_strange(text, year):
    for found in find_dates(text, year):
        assert found.words in found.sentence


@given(
    st.dates(min_value=PartialDate.parse("1000").start, max_value=PartialDate.parse("2099").end),
    st.sampled_from(["ap", "guardian"]),
)
def test_every_day_in_both_styles_is_found(day, style):
    date = PartialDate.parse(day.isoformat())
    [found] = find_dates(f"It was {date.format(style)} when they met.")
    assert (found.date, found.proposed) == (date, False)


def topic(name, kind="person"):
    """Somebody or something with a name."""
    return SimpleNamespace(name=name, kind=kind)


class TestNames:
    """Who is named in a sentence."""

    mara, ines, ferry = topic("Mara Lindqvist"), topic("Ines Okafor"), topic("Ferry Lane", "place")

    @pytest.mark.parametrize(
        "text, names",
        [
            ("Ines Okafor met Mara Lindqvist.", ["ines", "mara"]),
            ("Lindqvist said so, on Ferry Lane.", ["mara", "ferry"]),
            ("The Lane was empty; Lindqvists were not.", []),
            ("Ines said so.", []),
        ],
    )
    def test_full_names_and_last_names_of_people_count(self, text, names):
        found = find_topics(text, [self.mara, self.ines, self.ferry])
        assert found == [getattr(self, name) for name in names]

    def test_a_last_name_of_two_tells_nobody(self):
        anna = topic("Anna Lindqvist")
        assert find_topics("Lindqvist said so.", [self.mara, anna]) == []
        assert find_topics("Anna Lindqvist said so.", [self.mara, anna]) == [anna]
