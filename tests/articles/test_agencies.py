"""A desk's own agencies are read like the built-in ones, and the built-in table contradicts itself nowhere."""

from collections import Counter

from articles.credits.agencies import KnownAgencies, spelling_key
from articles.credits.parser import CreditLine, parse_credit_line
from articles.models import Agency
from tests.articles.agencies import AGENCIES, KNOWN

MERIDIAN = KnownAgencies(
    [Agency(name="Meridian Images", aliases=["Meridian"], collections=["Northlight"], partners=["Quayside Archive"])]
)


def test_a_desk_adds_its_own_agency():
    line = "Jo Farrow/Northlight/MERIDIAN"
    expected = CreditLine(line, creator="Jo Farrow", collection="Northlight", agency="Meridian Images")
    assert parse_credit_line(line, MERIDIAN) == expected


def test_an_agency_the_table_does_not_know_is_not_named():
    assert parse_credit_line("Jo Farrow/Getty Images", MERIDIAN).unparsed == ["Getty Images"]


def test_a_partner_is_known_only_beside_its_agency():
    beside = parse_credit_line("T. Abara/Quayside Archive/Meridian Images", MERIDIAN)
    assert (beside.collection, beside.unparsed) == ("Quayside Archive", [])
    alone = parse_credit_line("T. Abara/Quayside Archive", MERIDIAN)
    assert (alone.collection, alone.unparsed) == ("", ["Quayside Archive"])


def test_a_spelling_with_a_slash_is_one_agency():
    known = KnownAgencies([Agency(name="Meridian", aliases=["NORTH/LIGHT"])])
    assert parse_credit_line("Jo Farrow/North / Light", known).agency == "Meridian"


def test_a_name_beats_an_alias_and_blank_spellings_mean_nothing():
    known = KnownAgencies([Agency(name="First", aliases=["Second", " "], collections=[""]), Agency(name="Second")])
    assert known.agency("second") == "Second"
    assert not known.agency("")
    assert not known.collection("")


def test_no_two_built_in_agencies_share_a_spelling():
    spellings = Counter(
        key for row in AGENCIES for key in set(map(spelling_key, [row.name, *row.aliases, *row.collections]))
    )
    assert [spelling for spelling, rows in spellings.items() if rows > 1] == []


def test_built_in_partners_that_are_agencies_are_called_by_their_names():
    partners = {partner for row in AGENCIES for partner in row.partners}
    assert {partner for partner in partners if KNOWN.agency(partner) not in ("", partner)} == set()
    assert {partner for partner in partners if KNOWN.collection(partner)} == set()


def test_spellings_that_differ_in_a_hyphen_an_article_or_an_address_are_one():
    for line in ("www.gettyimages.com", "GETTY-IMAGES", "The Getty Images", "Getty Images, Inc."):
        assert KNOWN.agency(line) == "Getty Images", line
    assert KNOWN.agency("Keystone Pictures") == ""


def test_an_agency_is_a_collection_by_its_brand_but_not_by_its_long_name():
    spellings = ["PA Wire", "ZUMA Press Wire", "VCG", "Agence France-Presse", "Anadolu Agency", "Associated Press"]
    assert [KNOWN.as_collection(spelling) for spelling in spellings] == [
        *("PA Wire", "ZUMA Press Wire", "VCG"),
        *("AFP", "Anadolu", "AP"),
    ]
