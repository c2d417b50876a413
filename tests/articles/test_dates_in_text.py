"""Dates are found in copy as exactly as it has them, and only ever suggested."""

from datetime import date
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.dates.copy.find import find_dates, find_topics, sentences
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
    ("By the late 1990s, 1990s Britain was gone.", ["the late 1990s", "1990s"]),
    ("Born June 1954, he left early on March 3, 2014.", ["June 1954", "March 3, 2014"]),
    ("A ship of 1912, an 1850-built house, c. 1850.", ["1912", "1850", "c. 1850"]),
    ("It rained in 1998, 2001 and 2003.", ["1998", "2001", "2003"]),
    ("In 1998 sales fell, and the 1998 and 2002 elections did no good.", ["1998", "1998", "2002"]),
    ("In 2010 people gathered; in June 2000 people went home.", ["2010", "June 2000"]),
    ("On March 3, 1200 workers walked out.", ["March 3"]),
    ("The 1920 census, the Class of 1999, Title IX of 1972.", ["1920", "1999", "1972"]),
    ("Q3 2020, fiscal 2021, Tokyo 2020.", ["2020", "2021", "2020"]),
    ("It\u00a0was 12\u00a0June\u20091998, in the spring\u00ad of 1999.", ["12 June 1998", "the spring of 1999"]),
    ("May 12 people attend? On May 12, 30 people did.", ["May 12"]),
    ("May says she may march in March.", []),
    ("Form 1040, Flight 1549, page 1204, pp. 1998–2001, No. 2004, § 1983, PC 1512.", []),
    ("1500 people, some 1200, the 1500 metres, 1350 new jobs, 1640 images and 1998 of them.", []),
    ("Today 1100 remain in 2000 homes, a 1500-metre race away, 1900 a day, at 2000 hours.", []),
    ("The 1800 block of Gull Street, 1600 Pennsylvania Avenue, at 1420.", []),
    ("$1,999, € 1999, 1999 euros, 1984 pence, $1999.", []),
    ("Aged 45, 21-19, 9/11, 20/20, 24/7, on Tuesday, Boeing 747, Boeing 1747, 1920 x 1080, 1920x1080, 1080p.", []),
    ("Call 555 1984 or +44 20 7946 1998 or 1-800-555-1998.", []),
    ("He read “1984” twice, and “1999 Miles”, by the 1745 train to Crewe.", []),
    ("She read through 1800 pages, watched by 2017 travelling supporters.", []),
    ("A print of about 1790 shows it.", ["about 1790"]),
    ("Highs in the 80s were measured.", []),
    ("It was written by August Wilson, criticised by May and sung by June.", []),
    ("They met on 16 August, 8 November and 3 January.", ["16 August", "8 November", "3 January"]),
    ("1000s of people heard Summer of '69.", []),
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


READ_AS = [
    ("March 1, 2 and 3, 2020", ["2020-03-01", "2020-03-02", "2020-03-03"]),
    ("12 and 13 June 1998", ["1998-06-12", "1998-06-13"]),
    ("May 3 and June 4, 1998", ["1998-05-03", "1998-06-04"]),
    ("June, July and August 1999", ["1999-06", "1999-07", "1999-08"]),
    ("in June of 2014", ["2014-06"]),
    ("spring and summer 1976", ["1976-21", "1976-22"]),
    ("from 1914–18", ["1914/1918"]),
    ("1939-45", ["1939/1945"]),
    ("1999-00", ["1999/2000"]),
    ("from 1976 to '78", ["1976/1978"]),
    ("2019/20", ["2019/2020"]),
    ("1823–4", ["1823/1824"]),
    ("1998-present", ["1998/.."]),
    ("the winter of 1944-45", ["1944-12/1945-02"]),
    ("the early to mid-1990s", ["199X"]),
    ("in the early 2000s", ["200X"]),
    ("the 1990's", ["199X"]),
    ("the '90s", ["199X"]),
    ("the summer of '69", ["1969-22"]),
    ("back in '19", ["2019"]),
    ("back in '29", ["1929"]),
    ("from Dec. 30 to Jan. 2", ["2023-12-30/2024-01-02"]),
    ("from 12 September to 30 October 2017", ["2017-09-12/2017-10-30"]),
    ("between March 1 and 3, 2020", ["2020-03-01/2020-03-03"]),
    ("since the summer of 1969", ["1969-06/.."]),
    ("on Christmas Eve 1944 and New Year’s Day, 1945", ["1944-12-24", "1945-01-01"]),
    ("on Boxing Day", ["2023-12-26"]),
    ("from Oct. 3, 2002, to Jan. 19, 2003,", ["2002-10-03/2003-01-19"]),
    ("the night of 14/15 November 1940", ["1940-11-14/1940-11-15"]),
    ("born on 19 May 1925 to a merchant", ["1925-05-19"]),
    ("by Dec 8, 2020", ["2020-12-08"]),
    ("in the Fifties", ["195X"]),
    ("by the mid-80s", ["198X"]),
    ("in the twenties", ["192X"]),
    ("since ’79", ["1979/.."]),
    ("between 3350 and 3100 BC", ["-3349/-3099"]),
    ("May 3, June 4 and July 5, 1998", ["1998-05-03", "1998-06-04", "1998-07-05"]),
    ("2021-11", []),  # November, or the years to 2011?
]


@pytest.mark.parametrize("words, edtf", READ_AS)
def test_forms_that_an_editor_would_write_otherwise_are_read(words, edtf):
    found = find_dates(f"It rained {words} or so.", published=date(2024, 1, 20))
    expected = [PartialDate.from_edtf(one) for one in edtf]
    assert [(one.date.start, one.date.end) for one in found] == [(one.start, one.end) for one in expected]


WITHOUT_YEAR = [
    ("In 2015, she met him on August 30 at the awards.", "2015-08-30", "copy"),
    ("In 2015, she toured with a band. They met on August 30.", "2015-08-30", "copy"),
    ("In 1914 war came.\nOn 4 August it was here.", "1914-08-04", "copy"),
    ("On 30 December 1998 it snowed. On 2 January it thawed.", "1999-01-02", "copy"),
    ("The 2024 Games are from July 24 to 30.", "2024-07-24/2024-07-30", "copy"),
    ("They broke up in 1991; on August 30 of that year he left.", "1991-08-30", "copy"),
    ("They broke up in 1991, and on August 30 of the following year he left.", "1992-08-30", "copy"),
    ("In 2015 she moved to Ghent. In August she married.", "2015-08", "copy"),
    ("The house, built in 1931, burned on Dec. 28.", "2022-12-28", "article"),
    ("In 1931 it was new. On Tuesday it burned, as on Dec. 28.", "2022-12-28", "article"),
    ("It was sold in 2007. The sale will be heard on Feb. 3.", "2023-02-03", "article"),
    ("On Dec. 28 the bridge fell.", "2022-12-28", "article"),
    ("On June 1 they met.", "2022-06-01", "article"),
    ("A deal was reached in September and must be kept until Dec. 6.", "2023-12-06", "article"),
    ("It has to be kept, but they reached it in September and must go.", "2022-09", "article"),
    ("The next match is against Vale, whom they beat 4-0 on June 24.", "2022-06-24", "article"),
    ("It is the lowest since Oct. 27.", "2022-10-27/..", "article"),
    ("They have not lost since Boxing Day.", "2022-12-26/..", "article"),
    ("Many were late in June 2021.\nThe trouble began on Dec. 21.", "2021-12-21", "copy"),
    ("It opened in October.", "2022-10", "article"),
    ("The shop, which opened in 1926, burned in March. A hearing is near.", "2022-03", "article"),
    ("It will be seen in June.", "2023-06", "article"),
    ("He said that it would open on 27 October.", "2023-10-27", "article"),
    ("She must report by March 20.", "2023-03-20", "article"),
    ("It was tried in January 2020 and will be tried again in June.", "2023-06", "article"),
    ("It was sold in 2007. Who pays for it? It is for sale until Feb. 3.", "2023-02-03", "article"),
    ("They toured in 1990. In 1990 they played between April and August.", "1990-04/1990-08", "copy"),
    ("In July 2015 it began. From August to October it slept.", "2015-08/2015-10", "copy"),
    ("On May 3, 2019, it began. It went on June 4.\nIt ended on July 5.", "2019-07-05", "copy"),
    ("It began on 12 October 2021 and ended on 4 June.", "2022-06-04", "copy"),
    ("In the 1969/70 season they lost on 3 January.", "1970-01-03", "copy"),
    ("The mint was new in 1908, when it opened on January 2.", "1908-01-02", "copy"),
    ("He served 27 years, who had killed on 3 October 1986.\nHe was caught on 6 October.", "1986-10-06", "copy"),
    ("In July 2015 a memo came. It had been written on Oct. 9, 2013. It was read on Dec. 1.", "2015-12-01", "copy"),
    ("A hearing is set for Nov. 3.", "2023-11-03", "article"),
    ("The vote is on Feb. 3.", "2023-02-03", "article"),
    ("They met on Dec. 28; they meet again on Feb. 3.", "2023-02-03", "article"),
    ("It snowed on Wednesday, Jan. 5.", "2022-01-05", "article"),
    ("He died on Jan. 3 last year.", "2022-01-03", "article"),
]


@pytest.mark.parametrize("copy, edtf, origin", WITHOUT_YEAR)
def test_a_year_that_is_left_out_is_that_of_the_words_before_or_the_nearest(copy, edtf, origin):
    found = [one for one in find_dates(copy, published=date(2023, 1, 5)) if one.proposed][-1]
    assert (found.date.to_edtf(), found.year_from) == (edtf, origin)


def test_a_very_long_sentence_is_cut():
    cut = list(sentences("many words " * 500 + "x" * 3000))
    assert max(map(len, cut)) <= 1000
    assert "".join(cut).replace(" ", "") == "manywords" * 500 + "x" * 3000


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
    written = PartialDate.parse(day.isoformat())
    [found] = find_dates(f"It was {written.format(style)} when they met.")
    assert (found.date, found.proposed) == (written, False)


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
