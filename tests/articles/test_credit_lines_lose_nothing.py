"""Whatever an editor pastes as a credit line, nothing in it is invented and nothing is lost."""

import re

from hypothesis import example, given
from hypothesis import strategies as st

from articles.credits.parser import MAX_CREDIT_LINE_LENGTH, CreditLine, parse_credit_line
from tests.articles.agencies import AGENCIES, KNOWN

WORDS = [
    *("Jo Farrow", "L. Cohen", "T. Abara and Li Wen", "Thinksock", "Home Office", "Sent in by a reader.", "ÅSA ÖBERG"),
    *(
        "Getty Images",
        "GETTY",
        "REUTERS",
        "AP Photo",
        "AFP PHOTO",
        "PA Wire",
        "REX",
        "Shutterstock",
        "WireImage",
        "NBC",
    ),
    *("MTV1415", "Staff", "HO", "Handout", "Pool", "File", "File Photo", "8137137dr", "CC BY-SA 4.0", "Public domain"),
    *("Photo by", "Credit:", "Mandatory Credit:", "© 2020", "(c)", "for MTV", "via TIME", "https://example.org/a", "★"),
    *("Fotos:", "Foto di", "Crédit photo :", "Bildquelle:", "Both photos:", "Fot.", "Photo", "Official", "Courtesy of"),
    *(
        "NASA",
        "ESA",
        "U.S. Navy",
        "picture alliance",
        "dpa",
        "PA Media",
        "EPA-EFE",
        "Unsplash",
        "The Guardian",
        "Netflix",
    ),
    *(
        "wren42",
        "Sgt. Jo Farrow",
        "Quayside Tribune",
        "Northlight Records",
        "All rights reserved",
        "2019",
        "FLPA",
        "left:",
    ),
]
JOINTS = ["/", " / ", " ", ", ", " via ", ", via ", " for ", "—", " - ", " | ", " (", ") ", "//"]
JOINTS += [" · ", "; ", ". ", "-", ": ", " on ", " auf ", " & "]
PASTED = st.lists(st.sampled_from(WORDS) | st.sampled_from(JOINTS), max_size=12).map("".join)
JOINED = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(JOINTS)), max_size=8).map(
    lambda pairs: "".join(word + joint for word, joint in pairs)
)
LINES = st.text(max_size=MAX_CREDIT_LINE_LENGTH + 10) | PASTED | JOINED

AS_WRITTEN = ("creator", "role", "event_code", "client", "via", "qualifier", "image_id", "licence")
NAMES = {agency.name for agency in AGENCIES}


def letters(*texts):
    return {word.casefold() for text in texts for word in re.findall(r"[^\W\d_]+", text)}


PREFIXES_AND_SEPARATORS = letters(
    "mandatory credit, photo by, photograph, image, picture, foto, (c), copyright, via, for",
    "fotos, di, crédit, bildquelle, both photos, fot, official, courtesy of, on, auf, the",
)


def plain(text):
    """The text in small letters, with one space for white space and hyphens and none around slashes."""
    return re.sub(r"[\s.,;:]*/[\s.,;:]*", "/", " ".join(text.replace("-", " ").split())).casefold()


def spellings(credit):
    """The words by which the line may name what the table names otherwise."""
    named = {credit.agency, *credit.collection.split("/")}
    return [word for agency in AGENCIES if agency.name in named for word in (agency.name, *agency.aliases)]


def parts(credit):
    """All that is given as it stands in the line."""
    return [part for part in (getattr(credit, name) for name in AS_WRITTEN) if part] + credit.unparsed


@given(LINES)
@example("x" * (MAX_CREDIT_LINE_LENGTH + 1))
@example("\ud800/\x00/ \u200b")
def test_every_line_is_read_and_kept_as_it_is(line):
    credit = parse_credit_line(line, KNOWN)
    assert isinstance(credit, CreditLine)
    assert credit.line == line


@given(LINES)
def test_every_part_stands_in_the_line(line):
    assert all(part and part in line for part in parts(parse_credit_line(line, KNOWN)))


@given(LINES)
def test_an_agency_is_one_of_the_table_that_the_line_names(line):
    credit = parse_credit_line(line, KNOWN)
    assert credit.agency in NAMES | {""}
    assert credit.offer in NAMES | {""}
    if credit.agency:
        assert any(plain(spelling).removeprefix("the ") in plain(line) for spelling in spellings(credit))


@given(LINES)
def test_no_word_of_the_line_is_lost(line):
    credit = parse_credit_line(line, KNOWN)
    kept = letters(*parts(credit), credit.agency, credit.collection, *spellings(credit))
    assert letters(line) <= kept | PREFIXES_AND_SEPARATORS


def test_a_line_too_long_to_be_a_credit_is_not_read():
    line = "Jo Farrow/AP" + "/AP" * MAX_CREDIT_LINE_LENGTH
    assert parse_credit_line(line, KNOWN) == CreditLine(line, unparsed=[line])
