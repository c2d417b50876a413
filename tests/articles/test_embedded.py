"""What an editor is told about a picture's makers and rights after uploading it."""

import json

import pytest

from articles.images.metadata import read_metadata
from tests.articles import picture_files as made

PROPERTIES = """
<dc:creator><rdf:Seq><rdf:li>Nadia Haddad</rdf:li><rdf:li>Tomás Rivera</rdf:li></rdf:Seq></dc:creator>
<photoshop:Credit>Nadia Haddad &amp; Tomás Rivera/Harbour Press</photoshop:Credit>
<photoshop:Source>Harbour Press Europe</photoshop:Source>
<dc:rights><rdf:Alt>
  <rdf:li xml:lang="fr">Tous droits</rdf:li><rdf:li xml:lang="x-default">© 2015 Harbour Press</rdf:li>
</rdf:Alt></dc:rights>
<dc:description><rdf:Alt><rdf:li>The ferry leaves.&#13;&#10;At nine.</rdf:li></rdf:Alt></dc:description>
<photoshop:Headline>Ferry</photoshop:Headline>
<photoshop:Instructions>ONE TIME USE</photoshop:Instructions>
<xmpRights:UsageTerms><rdf:Alt><rdf:li>Not in Finland</rdf:li></rdf:Alt></xmpRights:UsageTerms>
<xmpRights:WebStatement rdf:resource="https://harbour.example/terms"/>
<plus:Licensor><rdf:Seq><rdf:li rdf:parseType="Resource">
  <plus:LicensorName>HP</plus:LicensorName><plus:LicensorURL>https://harbour.example/?a=1&amp;b=2</plus:LicensorURL>
</rdf:li></rdf:Seq></plus:Licensor>
<photoshop:DateCreated>2015-08-30T21:14:00-07:00</photoshop:DateCreated>
<Iptc4xmpCore:AltTextAccessibility><rdf:Alt>
  <rdf:li xml:lang="x-default">A white ferry</rdf:li>
</rdf:Alt></Iptc4xmpCore:AltTextAccessibility>
<Iptc4xmpExt:PersonInImage><rdf:Bag><rdf:li>Ida Moe</rdf:li></rdf:Bag></Iptc4xmpExt:PersonInImage>
<Iptc4xmpExt:PersonInImageWDetails><rdf:Bag><rdf:li><rdf:Description>
  <Iptc4xmpExt:PersonName><rdf:Alt><rdf:li>Per Dahl</rdf:li></rdf:Alt></Iptc4xmpExt:PersonName>
</rdf:Description></rdf:li></rdf:Bag></Iptc4xmpExt:PersonInImageWDetails>
<Iptc4xmpExt:DigitalSourceType>http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture</Iptc4xmpExt:DigitalSourceType>
<photoshop:AuthorsPosition>STR</photoshop:AuthorsPosition>
<plus:ImageSupplierImageId>HP-77</plus:ImageSupplierImageId>
"""
EVERYTHING = {
    "creators": ["Nadia Haddad", "Tomás Rivera"],
    "credit_line": "Nadia Haddad & Tomás Rivera/Harbour Press",
    "source": "Harbour Press Europe",
    "copyright_notice": "© 2015 Harbour Press",
    "caption": "The ferry leaves.\nAt nine.",
    "headline": "Ferry",
    "instructions": "ONE TIME USE",
    "usage_terms": "Not in Finland",
    "web_statement": "https://harbour.example/terms",
    "licensor_url": "https://harbour.example/?a=1&b=2",
    "date_created": "2015-08-30",
    "alt_text": "A white ferry",
    "people": ["Ida Moe", "Per Dahl"],
    "digital_source_type": "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture",
    "job_title": "STR",
    "image_id": "HP-77",
}
IIM = {
    "by_line": [b"Nadia Haddad", b"Tom\xc3\xa1s Rivera", b"Nadia Haddad"],
    "by_line_title": b"Staff",
    "credit": b"Harbour Press",
    "source": b"HP",
    "copyright": b"(c) HP",
    "caption": b"One\rTwo\0",
    "headline": b"Ferry",
    "instructions": b"NO ARCHIVES",
    "date_created": b"20150830",
    "job_id": b"LON123",
}


def said(metadata):
    """Whatever the metadata says, conflicts and warnings too, without the raw record."""
    return {name: value for name, value in vars(metadata).items() if value and name != "raw"}


def of_jpeg(*segments):
    return read_metadata(made.jpeg(*segments))


def of_xmp(elements="", attributes=""):
    return of_jpeg(made.xmp_segment(made.packet(elements, attributes)))


def test_every_field_is_read_from_xmp_elements():
    found = of_xmp(PROPERTIES)
    assert said(found) == EVERYTHING
    assert found.raw["XMP"][0]["dc:rights"] == {"fr": "Tous droits", "x-default": "© 2015 Harbour Press"}
    assert json.loads(json.dumps(found.raw)) == found.raw


def test_xmp_may_be_written_as_attributes_and_its_names_in_capitals():
    licensor = '<rdf:li plus:LicensorURL="https://harbour.example"/>'
    found = of_xmp(
        f"<plus:Licensor><rdf:Bag>{licensor}</rdf:Bag></plus:Licensor>",
        'dc:creator="Nadia Haddad" photoshop:Credit="Harbour &quot;Press&quot;" dc:Rights="© HP"',
    )
    assert said(found) == {
        "creators": ["Nadia Haddad"],
        "credit_line": 'Harbour "Press"',
        "copyright_notice": "© HP",
        "licensor_url": "https://harbour.example",
    }


def test_a_value_may_be_qualified_and_an_empty_one_gives_way():
    found = of_xmp(
        "<photoshop:Credit/><photoshop:Credit>Harbour Press</photoshop:Credit>"
        "<photoshop:Credit>Somebody</photoshop:Credit>"
        "<dc:creator rdf:parseType='Resource'><rdf:value>Nadia Haddad</rdf:value><dc:type>maker</dc:type></dc:creator>"
    )
    assert said(found) == {"creators": ["Nadia Haddad"], "credit_line": "Harbour Press"}


def test_every_field_of_iim_is_read():
    found = of_jpeg(made.iim_segment(**IIM))
    assert said(found) == {
        "creators": ["Nadia Haddad", "Tomás Rivera"],
        "credit_line": "Harbour Press",
        "source": "HP",
        "copyright_notice": "(c) HP",
        "caption": "One\nTwo",
        "headline": "Ferry",
        "instructions": "NO ARCHIVES",
        "date_created": "2015-08-30",
        "job_title": "Staff",
        "image_id": "LON123",
    }
    assert list(found.raw) == ["IIM"]
    assert found.raw["IIM"]["2:80"] == ["Nadia Haddad", "Tomás Rivera", "Nadia Haddad"]
    assert found.raw["IIM"]["2:120"] == ["One\nTwo"]


def test_every_field_of_exif_is_read():
    artists = "Tomás Rivera; Nadia Haddad\0".encode()
    found = of_jpeg(
        made.exif_segment(
            artist=artists, copyright=b" \0\xa9 HP\0", description=b"Ferry\0junk", taken=b"2015:08:30 21:14:00\0"
        )
    )
    assert said(found) == {
        "creators": ["Tomás Rivera", "Nadia Haddad"],
        "copyright_notice": "© HP",
        "caption": "Ferry",
        "date_created": "2015-08-30",
    }


def test_iim_and_exif_are_windows_1252_where_they_are_not_utf_8():
    found = of_jpeg(
        made.iim_segment(by_line=b"Andr\xe9", credit=b"\x93Caf\xe9\x94 \x96 HP", headline=b"\x81x"),
        made.exif_segment(copyright=b"\xa9 Andr\xe9", description="© André".encode()),
    )
    assert (found.creators, found.credit_line, found.headline) == (["André"], "“Café” – HP", "x")
    assert (found.copyright_notice, found.caption) == ("© André", "© André")


def test_a_name_that_only_iim_has_and_has_cut_comes_with_a_warning():
    found = of_jpeg(made.iim_segment(credit=b"Harbour Press/Pool/Elodie Bj" + "øø".encode()[:3]))
    assert found.credit_line == "Harbour Press/Pool/Elodie Bjø"
    assert found.warnings == ["The credit line may be cut: IPTC-IIM has only 32 bytes for it."]


@pytest.mark.parametrize("padded", [b"Harbour Press".ljust(32), b"Harbour Press".ljust(32, b"\0")])
def test_a_padded_value_is_not_taken_for_a_cut_one(padded):
    assert said(of_jpeg(made.iim_segment(credit=padded))) == {"credit_line": "Harbour Press"}


def test_half_a_character_at_the_end_is_dropped():
    assert of_jpeg(made.iim_segment(headline="Bjørn ø".encode()[:-1])).headline == "Bjørn"


@pytest.mark.parametrize("placeholder", ["-", " - ", "", "--", "—"])
def test_a_placeholder_is_no_value_and_no_conflict(placeholder):
    xmp = made.xmp_segment(made.packet(f"<photoshop:Credit>{placeholder}</photoshop:Credit>"))
    found = of_jpeg(xmp, made.iim_segment(credit=b"Harbour Press", source=placeholder.encode()))
    assert said(found) == {"credit_line": "Harbour Press"}


DATES = {
    "2021": "2021",
    "2021-11": "2021-11",
    "2021-11-00": "2021-11",
    "20211100": "2021-11",
    "2015-08-30": "2015-08-30",
    "2015-8-3": "2015-08-03",
    "20150830": "2015-08-30",
    "2015:08:30 21:14:00": "2015-08-30",
    "2015-08-30T21:14:00Z": "2015-08-30",
    "0000:00:00 00:00:00": "",
    "    :  :  ": "",
}


@pytest.mark.parametrize("found", DATES)
def test_a_date_is_as_exact_as_it_was_found(found):
    metadata = of_jpeg(made.iim_segment(date_created=found.encode()))
    assert (metadata.date_created, metadata.warnings) == (DATES[found], [])


@pytest.mark.parametrize("found", ["8/4/2022", "2021-13", "2021-02-30", "yesterday at 5"])
def test_a_date_nobody_understands_is_left_out_and_reported(found):
    metadata = of_xmp(attributes=f'photoshop:DateCreated="{found}"')
    assert said(metadata) == {"warnings": [f"The date created cannot be read: “{found}”."]}


def test_a_very_long_credit_is_cut_with_a_warning_and_stands_whole_in_raw():
    credit = "Harbour Press " * 1_200
    found = of_xmp(attributes=f'photoshop:Credit="{credit}" xmpRights:WebStatement="https://{"h" * 2_000}"')
    assert said(found) == {
        "credit_line": credit[:1_000].rstrip(),
        "warnings": [
            "The credit line was cut to 1,000 characters; the raw metadata has all of it.",
            "Values of web statement in the file: 1; used: 0. The raw metadata has all of them.",
        ],
    }
    assert found.raw["XMP"][0]["photoshop:Credit"] == credit


def test_a_position_is_never_passed_on():
    place = "<rdf:Bag><rdf:li exif:GPSLatitude='52,1N' Iptc4xmpExt:City='Oslo'/></rdf:Bag>"
    found = of_xmp(f"<Iptc4xmpExt:LocationCreated>{place}</Iptc4xmpExt:LocationCreated>", 'exif:GPSLatitude="52,1N"')
    assert found.raw == {"XMP": [{"Iptc4xmpExt:LocationCreated": [{"Iptc4xmpExt:City": "Oslo"}]}]}
