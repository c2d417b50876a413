"""What people write as a date, in five languages, and what each means: written by hand, without a database."""

from datetime import date

import pytest

from articles.dates.days import days_in_month, make_day
from articles.dates.partial import PartialDate
from articles.dates.refusal import Refused

# words = precision, first and last day (a year or month stands for its first or last day; .. is open), what is said
# of it. Years are astronomical: -0043 is 44 B.C.
MEANINGS = """
2004 = year 2004
1066 = year 1066
in 1917 = year 1917
the year 1917 = year 1917
1270 CE = year 1270
A.D. 79 = year 0079
79 AD = year 0079
AD79 = year 0079
0079 = year 0079
44 BC = year -0043
44 B.C. = year -0043
44 B.C.E. = year -0043
44 BCE = year -0043
9999 BC = year -9998
1 BC = year 0000
1 AD = year 0001
500 v. Chr. = year -0499
500 v.Chr. = year -0499
500 n. Chr. = year 0500
52 av. J.-C. = year -0051
800 apr. J.-C. = year 0800
218 a. C. = year -0217
711 d. C. = year 0711
500 f.Kr. = year -0499
500 e.Kr. = year 0500
c. 1000 BCE = year -0999 ~
c17 CE = year 0017 ~
about A.D. 44 = year 0044 ~
before 44 BC = year .. -0044 before
March 44 BC = month -0043-03
March 15, 44 BC = day -0043-03-15
15 March 44 BC = day -0043-03-15
Aug. 24, A.D. 79 = day 0079-08-24
100–44 BC = range -0099 -0043
100 BC–44 BC = range -0099 -0043
202 BCE–220 CE = range -0201 0220
c. 1600–1045 BCE = range -1599 -1044 ~
1–299 CE = range 0001 0299
A.D. 44–50 = range 0044 0050
the 40s BC = decade -0048 -0039
the 490s B.C. = decade -0498 -0489
winter 45–44 BC = season -0044-12 -0043-02
1st century BC = century -0099 0000
2nd century bce = century -0199 -0100
5th century B.C. = century -0499 -0400
3rd millennium BC = millennium -2999 -2000
2nd millennium = millennium 1001 2000
5th–4th century BCE = range -0499 -0300
1st century BC to 1st century AD = range -0099 0100
19th century = century 1801 1900
the 19th century = century 1801 1900
nineteenth century = century 1801 1900
twenty-first century = century 2001 2100
19th c. = century 1801 1900
19c = century 1801 1900
15c. = century 1401 1500
19th century? = century 1801 1900 ?
c. 19th century = century 1801 1900 ~
late 19th century = century 1801 1900 late
early 20th century = century 1901 2000 early
mid-19th century = century 1801 1900 mid
mid 19th century = century 1801 1900 mid
c. late 19th century = century 1801 1900 late~
first half of the 19th century = century 1801 1900 first_half
second half of the 18th century = century 1701 1800 second_half
1st half 19th century = century 1801 1900 first_half
last quarter of the 19th century = century 1801 1900 last_quarter
4th quarter of the 18th century = century 1701 1800 last_quarter
third quarter of the 16th century = century 1501 1600 third_quarter
before the 19th century = century .. 1800 before
after the 19th century = century 1901 .. after
since the 19th century = century 1801 .. since
18th–19th century = range 1701 1900
18th - 19th century = range 1701 1900
17-19th centuries = range 1601 1900
late 18th to early 19th century = range 1701 1900
late 18th century–early 19th century = range 1701 1900
19th-early 20th century = range 1801 2000
16th or 18th century = range 1501 1800 or
19. Jahrhundert = century 1801 1900
19. Jh. = century 1801 1900
spätes 19. Jahrhundert = century 1801 1900 late
Anfang des 19. Jahrhunderts = century 1801 1900 early
Ende 19. Jh. = century 1801 1900 late
5. Jahrhundert v. Chr. = century -0499 -0400
erste Hälfte des 19. Jahrhunderts = century 1801 1900 first_half
XIXe siècle = century 1801 1900
19e siècle = century 1801 1900
Ier siècle av. J.-C. = century -0099 0000
début du XIXe siècle = century 1801 1900 early
fin du XVIIIe siècle = century 1701 1800 late
milieu du XXe siècle = century 1901 2000 mid
première moitié du XXe siècle = century 1901 2000 first_half
siglo XIX = century 1801 1900
siglo I a. C. = century -0099 0000
s. XIX = century 1801 1900
finales del siglo XIX = century 1801 1900 late
principios del siglo XX = century 1901 2000 early
mediados del siglo XX = century 1901 2000 mid
1800-talet = century 1800 1899
slutet av 1800-talet = century 1800 1899 late
början av 1900-talet = century 1900 1999 early
19:e århundradet = century 1801 1900
the 1900s (1900–1909) = decade 1900 1909
the 1900s (1900–1999) = century 1900 1999
the early 1900s (1900–1999) = century 1900 1999 early
18-- = century 1800 1899
[18--] = century 1800 1899
197- = decade 1970 1979
[197-?] = decade 1970 1979 ?
the 1990s = decade 1990 1999
1990s = decade 1990 1999
1990's = decade 1990 1999
1990’s = decade 1990 1999
c. 1920s = decade 1920 1929 ~
ca. 1860s? = decade 1860 1869 ~?
1960s? = decade 1960 1969 ?
early 1960s = decade 1960 1969 early
early-1970s = decade 1970 1979 early
mid-1990s = decade 1990 1999 mid
late 1770's = decade 1770 1779 late
the late 1970s = decade 1970 1979 late
before the 1970s = decade .. 1969 before
since the 1970s = decade 1970 .. since
year in the 1860s = decade 1860 1869
1960s–1970s = range 1960 1979
1960s-70s = range 1960 1979
1960–70s = range 1960 1979
1770's - 1780s = range 1770 1789
late 1960s or early 1970s = range 1960 1979 or
1990er Jahre = decade 1990 1999
die 1990er = decade 1990 1999
frühe 1990er Jahre = decade 1990 1999 early
Anfang der 1920er Jahre = decade 1920 1929 early
années 1990 = decade 1990 1999
les années 1990 = decade 1990 1999
début des années 1990 = decade 1990 1999 early
años 1990 = decade 1990 1999
finales de los años 1920 = decade 1920 1929 late
década de 1920 = decade 1920 1929
1920-talet = decade 1920 1929
mitten av 1920-talet = decade 1920 1929 mid
1944? = year 1944 ?
[1944?] = year 1944 ?
[1944]? = year 1944 ?
1944 (?) = year 1944 ?
1968 [?] = year 1968 ?
?1944 = year 1944 ?
[1776] = year 1776
[ca. 1776] = year 1776 ~
probably 1944 = year 1944 ?
possibly 1944 = year 1944 ?
perhaps 1944 = year 1944 ?
1862 (uncertain) = year 1862 ?
uncertain: 1862 = year 1862 ?
uncertain: Jan 18 1862 = day 1862-01-18 ?
wahrscheinlich 1944 = year 1944 ?
vermutlich 1944 = year 1944 ?
probablement 1944 = year 1944 ?
probablemente 1944 = year 1944 ?
troligen 1944 = year 1944 ?
est. 1990 = year 1990 ~
circa 1824 = year 1824 ~
c1860 = year 1860 ~
c.1860 = year 1860 ~
ca. 1776 = year 1776 ~
ca 1776 = year 1776 ~
about 1860 = year 1860 ~
around 1860 = year 1860 ~
roughly 1968 = year 1968 ~
approximately 1968 = year 1968 ~
1860 approx = year 1860 ~
~1812 = year 1812 ~
~ Feb 1812 = month 1812-02 ~
um 1945 = year 1945 ~
etwa 1945 = year 1945 ~
vers 1945 = year 1945 ~
hacia 1945 = year 1945 ~
omkring 1945 = year 1945 ~
c. 1944? = year 1944 ~?
?c.1832 = year 1832 ~?
2004~ = year 2004 ~
2004% = year 2004 ~?
about Spring 1849 = season 1849-03 1849-05 ~
before 1877 = year .. 1876 before
prior to 1877 = year .. 1876 before
earlier than 1928 = year .. 1927 before
after 1935 = year 1936 .. after
later than 1928 = year 1929 .. after
?after 1782 = year 1783 .. after?
since 2016 = year 2016 .. since
2004-present = year 2004 .. since
2004 to the present = year 2004 .. since
before 18 January 1928 = day .. 1928-01-17 before
before approx January 18 1928 = day .. 1928-01-17 before~
before about 1928 = year .. 1927 before~
after summer 2016 = season 2016-09 .. after
since spring 2016 = season 2016-03 .. since
vor 1945 = year .. 1944 before
nach 1945 = year 1946 .. after
seit 1945 = year 1945 .. since
avant 1945 = year .. 1944 before
après 1945 = year 1946 .. after
depuis 1945 = year 1945 .. since
antes de 1945 = year .. 1944 before
después de 1945 = year 1946 .. after
desde 1945 = year 1945 .. since
före 1945 = year .. 1944 before
efter 1945 = year 1946 .. after
sedan 1945 = year 1945 .. since
early 2020 = year 2020 early
mid-2018 = year 2018 mid
mid 2016 = year 2016 mid
late 2021 = year 2021 late
first half of 2016 = year 2016 first_half
second half of 2016 = year 2016 second_half
early August 2022 = month 2022-08 early
mid-August 2022 = month 2022-08 mid
mid-summer 2016 = season 2016-06 2016-08 mid
late fall 2016 = season 2016-09 2016-11 late
Anfang 2016 = year 2016 early
Mitte 2016 = year 2016 mid
Ende August 2016 = month 2016-08 late
début 2016 = year 2016 early
mi-août 2016 = month 2016-08 mid
fin 2016 = year 2016 late
principios de 2016 = year 2016 early
finales de agosto de 2016 = month 2016-08 late
början av 2016 = year 2016 early
slutet av augusti 2016 = month 2016-08 late
November 2021 = month 2021-11
Nov. 2021 = month 2021-11
Nov 2021 = month 2021-11
November, 1953 = month 1953-11
November of 1953 = month 1953-11
1953 November = month 1953-11
2021-11 = month 2021-11
2010-12 = month 2010-12
11/2021 = month 2021-11
3/1959 = month 1959-03
08/2022 = month 2022-08
8-2022 = month 2022-08
Sept 2022 = month 2022-09
Sep. 2022 = month 2022-09
März 1848 = month 1848-03
Maerz 1848 = month 1848-03
Jänner 1848 = month 1848-01
Dez. 1848 = month 1848-12
février 1848 = month 1848-02
fevrier 1848 = month 1848-02
févr. 1848 = month 1848-02
août 1944 = month 1944-08
aout 1944 = month 1944-08
juil. 1944 = month 1944-07
enero de 1936 = month 1936-01
dic. 1936 = month 1936-12
setiembre de 1973 = month 1973-09
maj 1968 = month 1968-05
augusti 1914 = month 1914-08
okt. 1917 = month 1917-10
Aug. 30, 2015 = day 2015-08-30
August 30 2015 = day 2015-08-30
Aug 4th, 2022 = day 2022-08-04
4th of August, 2022 = day 2022-08-04
the 4th of August 2022 = day 2022-08-04
August the 4th 2022 = day 2022-08-04
30 August 2015 = day 2015-08-30
13 Sep 2009 = day 2009-09-13
13-Sep-2009 = day 2009-09-13
1963 Nov 22 = day 1963-11-22
1963 November 22 = day 1963-11-22
2022, August 4 = day 2022-08-04
2022 Aug. 4 = day 2022-08-04
2015-08-30 = day 2015-08-30
2009-9-13 = day 2009-09-13
2022/08/04 = day 2022-08-04
2022.08.04 = day 2022-08-04
20210804 = day 2021-08-04
22.11.1963 = day 1963-11-22
22. 11. 1963 = day 1963-11-22
22/11/1963 = day 1963-11-22
22-11-1963 = day 1963-11-22
11/22/1963 = day 1963-11-22
9/13/2009 = day 2009-09-13
4/15/1920 = day 1920-04-15
5/5/1930 = day 1930-05-05
2021-W14-3 = day 2021-04-07
2020-366 = day 2020-12-31
2021-032 = day 2021-02-01
22. November 1963 = day 1963-11-22
den 22. November 1963 = day 1963-11-22
am 22. Nov. 1963 = day 1963-11-22
22 novembre 1963 = day 1963-11-22
le 22 novembre 1963 = day 1963-11-22
1er janvier 2000 = day 2000-01-01
15 de agosto de 2015 = day 2015-08-15
el 15 de agosto del 2015 = day 2015-08-15
22 november 1963 = day 1963-11-22
den 22 november 1963 = day 1963-11-22
6 juni 1944 = day 1944-06-06
before Nov. 22, 1963 = day .. 1963-11-21 before
about Nov. 22, 1963 = day 1963-11-22 ~
Nov. 22, 1963? = day 1963-11-22 ?
Feb. 29, 2020 = day 2020-02-29
Spring 1944 = season 1944-03 1944-05
spring of 1944 = season 1944-03 1944-05
the summer of 1944 = season 1944-06 1944-08
1776 Spring = season 1776-03 1776-05
fall 2016 = season 2016-09 2016-11
Fall, 2016 = season 2016-09 2016-11
Autumn 2016 = season 2016-09 2016-11
Aut. 1776 = season 1776-09 1776-11
winter 2020–21 = season 2020-12 2021-02
winter 2020-21 = season 2020-12 2021-02
winter 2020/21 = season 2020-12 2021-02
winter 2020–2021 = season 2020-12 2021-02
the winter of 1872–73 = season 1872-12 1873-02
winter 1999–2000 = season 1999-12 2000-02
winter 1999–00 = season 1999-12 2000-02
before winter 1872–73 = season .. 1872-11 before
late winter 1872–73 = season 1872-12 1873-02 late
Frühling 1848 = season 1848-03 1848-05
Frühjahr 1848 = season 1848-03 1848-05
Winter 1944/45 = season 1944-12 1945-02
Herbst 1989 = season 1989-09 1989-11
printemps 1871 = season 1871-03 1871-05
été 1914 = season 1914-06 1914-08
l'été 1914 = season 1914-06 1914-08
hiver 1944-1945 = season 1944-12 1945-02
primavera de 1931 = season 1931-03 1931-05
otoño de 1931 = season 1931-09 1931-11
invierno de 1936-37 = season 1936-12 1937-02
våren 1945 = season 1945-03 1945-05
hösten 1956 = season 1956-09 1956-11
vintern 1939–40 = season 1939-12 1940-02
spring 1944 to fall 1944 = range 1944-03 1944-11
1777 Spring - 1778 Summer = range 1777-03 1778-08
1914–1918 = range 1914 1918
1914-1918 = range 1914 1918
1914 - 1918 = range 1914 1918
1914 to 1918 = range 1914 1918
1914 until 1918 = range 1914 1918
1914 through 1918 = range 1914 1918
from 1914 to 1918 = range 1914 1918
from 1914–1918 = range 1914 1918
1914–18 = range 1914 1918
1914-18 = range 1914 1918
1969–70 = range 1969 1970
1751-83 = range 1751 1783
1823–4 = range 1823 1824
1976–7 = range 1976 1977
1999-00 = range 1999 2000
1999/2000 = range 1999 2000
1858/1860 = range 1858 1860
1969/70 = range 1969 1970
c. 1945–1960 = range 1945 1960 ~
c.1945-c.1960 = range 1945 1960 ~
c.1799–1800 = range 1799 1800 ~
c.1823–8 = range 1823 1828 ~
?1827–9 = range 1827 1829 ?
?1789–90 = range 1789 1790 ?
1771 - 76? = range 1771 1776 ?
fl. 1650–1670 = range 1650 1670
active 1650–1670 = range 1650 1670
1857-mid 1860s = range 1857 1869
late 1915 to early 1917 = range 1915 1917
between 1968 and 1972 = range 1968 1972 between
betw. 1968 and 1972 = range 1968 1972 between
between June and August 2020 = range 2020-06 2020-08 between
between Aug. 4 and Aug. 6, 2022 = range 2022-08-04 2022-08-06 between
between c. 1650 and 1660 = range 1650 1660 between~
zwischen 1968 und 1972 = range 1968 1972 between
entre 1968 et 1972 = range 1968 1972 between
entre 1968 y 1972 = range 1968 1972 between
mellan 1968 och 1972 = range 1968 1972 between
1944 or 1945 = range 1944 1945 or
1786 or 1800 = range 1786 1800 or
[1944 or 1945] = range 1944 1945 or
1944 oder 1945 = range 1944 1945 or
1944 ou 1945 = range 1944 1945 or
1944 o 1945 = range 1944 1945 or
1944 eller 1945 = range 1944 1945 or
May or June 1944 = range 1944-05 1944-06 or
von 1914 bis 1918 = range 1914 1918
1914 bis 1918 = range 1914 1918
de 1914 à 1918 = range 1914 1918
de 1914 a 1918 = range 1914 1918
desde 1914 hasta 1918 = range 1914 1918
från 1914 till 1918 = range 1914 1918
Aug. 4-6, 2022 = range 2022-08-04 2022-08-06
April 9–12, 1964 = range 1964-04-09 1964-04-12
4–6 August 2022 = range 2022-08-04 2022-08-06
January 1st to 3rd 2016 = range 2016-01-01 2016-01-03
1st to 3rd January 2016 = range 2016-01-01 2016-01-03
1 Jan–3 Mar 2016 = range 2016-01-01 2016-03-03
Jan 1 – Mar 3, 2016 = range 2016-01-01 2016-03-03
Dec. 30, 2021-Jan. 2, 2022 = range 2021-12-30 2022-01-02
2020-06-01 – 2020-06-05 = range 2020-06-01 2020-06-05
2021-W14 = range 2021-04-05 2021-04-11
2020-W53 = range 2020-12-28 2021-01-03
4.–6. August 2022 = range 2022-08-04 2022-08-06
du 4 au 6 août 2022 = range 2022-08-04 2022-08-06
4 a 6 de agosto de 2022 = range 2022-08-04 2022-08-06
4–6 augusti 2022 = range 2022-08-04 2022-08-06
June–August 2020 = range 2020-06 2020-08
June 2020 to August 2020 = range 2020-06 2020-08
Nov. 2021-Feb. 2022 = range 2021-11 2022-02
December 1963-January 1964 = range 1963-12 1964-01
ca. January - February 1776 = range 1776-01 1776-02 ~
Juni bis August 2020 = range 2020-06 2020-08
juin à août 2020 = range 2020-06 2020-08
junio a agosto de 2020 = range 2020-06 2020-08
juni till augusti 2020 = range 2020-06 2020-08
from June 2020 to 2021 = range 2020-06 2021
2004-02-01 to March 2005 = range 2004-02-01 2005-03
n.d. = none
[n.d.] = none
N. D. = none
undated = none
no date = none
not dated = none
ohne Datum = none
o. D. = none
sans date = none
s.d. = none
sin fecha = none
s. f. = none
odaterad = none
u.å. = none
201X = decade 2010 2019
2016/.. = year 2016 .. since
[1968..1972] = range 1968 1972 between
"""


def first_day(text):
    year, month, day = (*map(int, text.removeprefix("-").split("-")), 1, 1)[:3]
    return make_day(-year if text.startswith("-") else year, month, day)


def last_day(text):
    year, *rest = map(int, text.removeprefix("-").split("-"))
    year = -year if text.startswith("-") else year
    month = rest[0] if rest else 12
    return make_day(year, month, rest[1] if len(rest) > 1 else days_in_month(year, month))


def meaning(text):
    """Return (precision, start, end, modifier or form, approximate, uncertain) of the right side of a line."""
    precision, *rest = text.split()
    dates = [word for word in rest if word == ".." or word.lstrip("-")[0].isdigit()]
    said = "".join(word for word in rest if word not in dates)
    start = end = None
    if dates:
        start = None if dates[0] == ".." else first_day(dates[0])
        end = None if dates[-1] == ".." else last_day(dates[-1])
    return precision, start, end, said.strip("~?").replace("_", " "), "~" in said, "?" in said


ROWS = [line.split(" = ") for line in MEANINGS.strip().splitlines()]
UNDERSTOOD = [(words, text) for words, text in ROWS if text != "?"]


def test_there_are_at_least_four_hundred_rows():
    assert len(UNDERSTOOD) >= 400
    assert len({words for words, _ in UNDERSTOOD}) == len(UNDERSTOOD)


@pytest.mark.parametrize("words, text", UNDERSTOOD)
def test_what_people_write_means_what_it_says(words, text):
    read = PartialDate.parse(words)
    said = (read.precision, read.start, read.end, read.modifier or read.form, read.approximate, read.uncertain)
    assert said == meaning(text)
    assert read.start is None or isinstance(read.start, date) == (read.start.year > 0)


@pytest.mark.parametrize("words, text", UNDERSTOOD)
def test_what_people_write_is_shown_and_stored_so_that_it_reads_back(words, text):
    read = PartialDate.parse(words)
    assert PartialDate.from_text(read.as_text()) == read
    for style, language in (("ap", "en"), ("guardian", "en"), *(("ap", code) for code in ("de", "fr", "es", "sv"))):
        assert PartialDate.parse(read.format(style, language)) == read, read.format(style, language)


# words = a part of the cause
REFUSALS = """
12/11/1963 = Which of the numbers is the month?
12.11.1963 = Which of the numbers is the month?
10/2/1929 = Which of the numbers is the month?
8/4/22 = a year has four digits
the 1900s = decade or the century
1800s = decade or the century
early 1900s = decade or the century
les années 1900 = decade or the century
2000-talet = decade or the century
1900er Jahre = decade or the century
winter 1872 = two years
Winter 1776 - Spring 1777 = two years
Autumn–Winter 2016 = two years
Winter 2020–22 = follow one another
Q3 2020 = quarter differs
third quarter 2021 = quarter differs
3. Quartal 2021 = quarter differs
by 2004 = last day count
up to 2004 = last day count
until 2004 = last day count
bis 2004 = last day count
 - 1776 = last day count
from 2004 = Until when?
not before 2004 = Until when?
1971- = Until when?
2001–12 = month or a range of years
1900–10 = month or a range of years
2022-8 = month or a range of years
2008/09 = month or a range of years
2021-13 = no month 13
2021-W60 = no week
31 April 2021 = 30 days
29.2.1900 = 28 days
1776-11-00 = no day 0
January 2016–2018 = belong to both ends
1918–1914 = ends before it begins
19th–18th century = ends before it begins
1944–1944 = Both ends
1973, 1978 = several dates
1776, 1789, 1812 = several dates
c. 1821, printed 1830 = several dates
1845, exhibited 1845 = several dates
1900; 1973 = several dates
1944, 1945 or 1946 = several dates
1879 and 1887 = Two dates
Aug. 4 and 5, 2022 = Two dates
August 4, 5 and 6, 2022 = Two dates
April and May 2019 = Two dates
published 1833 = “published”
1878 (patented) = “patented”
Michaelmas 1920 = “Michaelmas”
Christmas 1914 = “Christmas”
Qianlong period (1736-1795) = “Qianlong period”
day in 1872 = “day”
Shōwa 20 = “Shōwa”
fin de siècle = Which century?
century = Which century?
the Nineties = Of which century
the 90s = Of which century
mid-'90s = Of which century
4 Aug 22 = Of which century
Aug. 4, '22 = Of which century
Aug-22 = year is missing
August 4 = year is missing
August = year is missing
summer = year is missing
6 juin = year is missing
79 = Is this a year?
325? = Is this a year?
618-907 = Is this a year?
1,999 = no comma
10,000 BC = no comma
194051955 = too long
12004 = too long
0 BC = Years run from
0000 = no year 0
Thu 4 Aug 2022 = day of the week
Donnerstag, 4. August 2022 = day of the week
last Tuesday = depends on the day
gestern = depends on the day
next year = depends on the day
since early 2016 = only one of these words
early or mid 2022 = only one of these words
after 1968 but before 1972 = only one of these words
1915 late = stand before their period
the week of Aug. 1, 2022 = week begin
end of 2021 = How near
midnight Aug. 4, 2022 = Midnight
4:20 p.m. Aug. 4, 2022 = needs its zone
4:20 p.m. EDT Aug. 4, 2022 = several time zones
25:10 UTC Aug. 4, 2022 = no such time
6, 2022 = A day needs its month
early Aug. 4, 2022 = longer period
"""
REFUSED = [line.split(" = ") for line in REFUSALS.strip("\n").splitlines()]


@pytest.mark.parametrize("words, cause", REFUSED)
def test_what_is_refused_has_its_own_cause_and_an_example_that_can_be_read(words, cause):
    with pytest.raises(Refused) as refusal:
        PartialDate.parse(words)
    assert cause in refusal.value.cause
    assert refusal.value.examples
    for example in refusal.value.examples:
        assert PartialDate.parse(example)
        assert example.rstrip(".") in str(refusal.value)
