"""Uploading a picture of any format, as agencies and their tools write it."""

import zlib
from io import BytesIO

import pytest

from articles.images.metadata import EmbeddedMetadata, UnreadableMetadata, read_metadata
from tests.articles import picture_files as made

XMP = made.packet(attributes='dc:creator="Nadia Haddad"')
IIM = made.datasets(by_line=b"Nadia Haddad")
EXIF = made.tiff(artist=b"Nadia Haddad\0")
ROOT = XMP[XMP.index(b"<x:") : XMP.index(b"<?xpacket end")]
XMP_TEXT = made.chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + XMP)
BIG = b"MM\0*\0\0\0\x08\0\x01\x01\x3b\0\x02\0\0\0\x0d\0\0\0\x1a\0\0\0\0Nadia Haddad\0"

FILES = {
    "PNG, XMP": (made.png(XMP_TEXT), "XMP"),
    "PNG, XMP after the pixels": (made.png(after=[XMP_TEXT]), "XMP"),
    "PNG, XMP as a raw profile": (made.png(made.raw_profile("xmp", XMP)), "XMP"),
    "PNG, IIM as a raw profile": (made.png(made.raw_profile("iptc", IIM, packed=False)), "IIM"),
    "PNG, IIM in a resource": (made.png(made.raw_profile("iptc", made.resource(0x0404, IIM))), "IIM"),
    "PNG, EXIF": (made.saved("PNG", exif=b"Exif\0\0" + EXIF), "EXIF"),
    "PNG, EXIF as a raw profile": (made.png(made.raw_profile("exif", b"Exif\0\0" + EXIF)), "EXIF"),
    "TIFF, XMP": (made.tiff(xmp=XMP), "XMP"),
    "TIFF by Pillow, XMP": (made.saved("TIFF", tiffinfo={700: XMP}), "XMP"),
    "TIFF, IIM": (made.tiff(iptc=IIM), "IIM"),
    "TIFF, IIM in a resource": (made.tiff(photoshop=made.resource(0x0404, IIM)), "IIM"),
    "TIFF, its own tags": (EXIF, "EXIF"),
    "TIFF of the other byte order": (BIG, "EXIF"),
    "JPEG, EXIF of the other byte order": (made.jpeg(made.segment(0xE1, b"Exif\0\0" + BIG)), "EXIF"),
    "WebP, XMP": (made.saved("WEBP", xmp=XMP), "XMP"),
    "WebP, EXIF": (made.saved("WEBP", exif=b"Exif\0\0" + EXIF), "EXIF"),
    "AVIF, XMP": (made.saved("AVIF", xmp=XMP), "XMP"),
    "AVIF, EXIF": (made.saved("AVIF", exif=b"Exif\0\0" + EXIF), "EXIF"),
    "AVIF, damaged": (made.saved("AVIF", xmp=XMP).replace(b"iloc", b"xxxx"), "XMP"),
    "HEIF, XMP": (b"\0\0\0\x18ftypheic" + bytes(99) + XMP + bytes(99), "XMP"),
    "HEIF, EXIF": (b"\0\0\0\x18ftypmif1" + bytes(99) + b"Exif\0\0" + EXIF, "EXIF"),
    "GIF, XMP": (made.saved("GIF")[:-1] + b"!\xff\x0bXMP DataXMP" + XMP + b";", "XMP"),
    "JPEG, XMP in a resource": (made.jpeg(made.photoshop_segment(made.resource(0x0424, XMP))), "XMP"),
}
HEADERS = {
    "another label": b"XMP\0" + XMP,
    "label without NUL": b"http://ns.adobe.com/xap/1.0/" + XMP,
    "declaration and padding": made.XMP_LABEL + b"\xef\xbb\xbf<?xml version='1.0'?>\n" + XMP + bytes(900),
    "junk for a header": made.XMP_LABEL + b"\x01junk" + ROOT + b"\n\0 \xff",
    "RDF alone": made.XMP_LABEL + ROOT[ROOT.index(b"<rdf:RDF") : ROOT.index(b"</x:")],
    "an old root": made.XMP_LABEL + XMP.replace(b"x:xmpmeta", b"x:xapmeta"),
    "UTF-16": made.XMP_LABEL + XMP.decode().encode("utf-16"),
    "UTF-32": made.XMP_LABEL + XMP.decode().encode("utf-32-be"),
    "control characters": made.XMP_LABEL + XMP.replace(b"Nadia", b"N\0a&#x1;di\x07a&#0;"),
}


def creators_and_blocks(file):
    found = read_metadata(file)
    return found.creators, list(found.raw), found.conflicts, found.warnings


@pytest.mark.parametrize("name", FILES)
def test_every_format_keeps_its_blocks_somewhere(name):
    file, block = FILES[name]
    assert creators_and_blocks(file) == (["Nadia Haddad"], [block], [], [])


@pytest.mark.parametrize("name", HEADERS)
def test_xmp_is_found_behind_an_unusual_header(name):
    file = made.jpeg(made.segment(0xE1, HEADERS[name]))
    assert creators_and_blocks(file) == (["Nadia Haddad"], ["XMP"], [], [])


def test_a_stray_byte_in_utf_8_spoils_only_itself():
    packet = made.packet(attributes='dc:creator="Tomás Rivera" photoshop:Credit="Caf?"').replace(b"Caf?", b"Caf\xe9")
    found = read_metadata(made.jpeg(made.xmp_segment(packet)))
    assert (found.creators, found.credit_line) == (["Tomás Rivera"], "Café")


@pytest.mark.parametrize("cut", [20, 50, 90])
def test_photoshop_resources_may_run_over_several_segments(cut):
    resources = made.resource(0x03ED, bytes(15)) + made.resource(0x0404, IIM, b"IPTC") + made.resource(0x0422, EXIF)
    file = made.jpeg(made.photoshop_segment(resources[:cut]), made.photoshop_segment(resources[cut:]))
    assert creators_and_blocks(file) == (["Nadia Haddad"], ["IIM", "EXIF"], [], [])


def test_of_two_packets_the_first_value_counts():
    first = made.packet(attributes='photoshop:Credit="Harbour Press" photoshop:Source="-"')
    second = made.packet(attributes='photoshop:Credit="Somebody" photoshop:Source="HP"')
    found = read_metadata(made.jpeg(made.xmp_segment(first), made.xmp_segment(second)))
    assert (found.credit_line, found.source) == ("Harbour Press", "HP")
    assert found.warnings == [
        "The file has 2 XMP packets; the first value of each field was used.",
        "The XMP packets differ in: credit line.",
    ]
    assert len(found.raw["XMP"]) == 2


def test_of_two_iim_or_exif_blocks_the_first_value_counts():
    blocks = [made.datasets(credit=b"Harbour Press"), made.datasets(credit=b"Somebody", source=b"HP")]
    segments = [made.photoshop_segment(made.resource(0x0404, block)) for block in blocks]
    segments += [made.exif_segment(copyright=b"HP"), made.exif_segment(copyright=b"X", description=b"Ferry")]
    found = read_metadata(made.jpeg(*segments))
    assert (found.credit_line, found.source) == ("Harbour Press", "HP")
    assert (found.copyright_notice, found.caption) == ("HP", "Ferry")


def test_a_dataset_may_say_its_length_in_four_bytes():
    extended = b"\x1c\x02\x78\x80\x04\0\0\0\x05Ferry" + IIM
    found = read_metadata(made.jpeg(made.photoshop_segment(made.resource(0x0404, extended))))
    assert (found.caption, found.creators, found.warnings) == ("Ferry", ["Nadia Haddad"], [])


def test_extended_xmp_is_passed_over():
    extension = made.segment(0xE1, b"http://ns.adobe.com/xmp/extension/\0" + bytes(40) + XMP)
    assert creators_and_blocks(made.jpeg(extension)) == ([], [], [], [])


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF", "GIF"])
def test_a_file_that_says_nothing(form):
    assert read_metadata(made.saved(form)) == EmbeddedMetadata()


def test_a_file_may_be_a_path_bytes_or_an_open_file_which_stays_where_it_stood(tmp_path):
    file = made.jpeg(made.xmp_segment(XMP))
    path = tmp_path / "ferry.jpg"
    path.write_bytes(file)
    stream = BytesIO(file)
    stream.seek(7)
    assert read_metadata(path) == read_metadata(str(path)) == read_metadata(file) == read_metadata(stream)
    assert stream.tell() == 7


@pytest.mark.parametrize("file", [b"", b"\xff\xd8", b"%PDF-1.7", b"<svg/>", XMP, b"\0\0\0\x18ftypmp42" + bytes(60)])
def test_what_is_no_picture_is_refused_in_words(file):
    with pytest.raises(UnreadableMetadata, match="not a picture"):
        read_metadata(file)


def test_what_cannot_be_read_is_refused_in_words(tmp_path):
    with pytest.raises(UnreadableMetadata, match="could not be read"):
        read_metadata(tmp_path / "missing.jpg")


NEWER, OLDER = 'xmp:MetadataDate="2024-05-01T10:00:00+02:00"', 'xmp:ModifyDate="2019-01-31T23:00:00"'


@pytest.mark.parametrize("first, second", [(OLDER, NEWER), (NEWER, OLDER)])
def test_of_two_dated_packets_the_newer_counts_and_the_other_is_offered(first, second):
    credits = {NEWER: "Harbour Press", OLDER: "Harbour Press Archive"}
    xmp = 'xmlns:xmp="http://ns.adobe.com/xap/1.0/"'
    packets = [made.packet(attributes=f'{xmp} {date} photoshop:Credit="{credits[date]}"') for date in (first, second)]
    found = read_metadata(made.jpeg(*map(made.xmp_segment, packets)))
    assert found.credit_line == "Harbour Press"
    offered = {"XMP": "Harbour Press", "other XMP": "Harbour Press Archive"}
    assert found.conflicts == [("credit_line", offered)]
    assert found.warnings[0] == "The file has 2 XMP packets; the newest value of each field was used."


def test_a_pngs_own_texts_come_after_every_other_block():
    author = made.chunk(b"tEXt", b"Author\0Nadia Haddad")
    rights = made.chunk(b"iTXt", b"Copyright\0\0\0\0\0" + "© 2021 Häfen".encode())
    packed = made.chunk(b"zTXt", b"Description\0\0" + zlib.compress(b"The ferry"))
    found = read_metadata(made.png(author, rights, packed, made.chunk(b"tEXt", b"Title\0-")))
    assert (found.creators, found.copyright_notice) == (["Nadia Haddad"], "© 2021 Häfen")
    assert (found.caption, found.headline) == ("The ferry", "")
    assert found.raw["PNG text"]["Author"] == ["Nadia Haddad"]
    xmp = made.chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + made.packet("<dc:rights>Harbour Press</dc:rights>"))
    found = read_metadata(made.png(rights, xmp))
    assert found.conflicts == [("copyright_notice", {"XMP": "Harbour Press", "PNG text": "© 2021 Häfen"})]


PLACES = {
    "XMP": made.packet(attributes='photoshop:City="Lyon" photoshop:State="Rhône" photoshop:Country="France"'),
    "created": made.packet(
        "<Iptc4xmpExt:LocationCreated><rdf:Bag><rdf:li rdf:parseType='Resource'><Iptc4xmpExt:City>Lyon"
        "</Iptc4xmpExt:City><Iptc4xmpExt:ProvinceState>Rhône</Iptc4xmpExt:ProvinceState>"
        "<Iptc4xmpExt:CountryName>France</Iptc4xmpExt:CountryName></rdf:li></rdf:Bag></Iptc4xmpExt:LocationCreated>",
        'photoshop:City="Paris"',
    ),
    "shown": made.packet(
        "<Iptc4xmpExt:LocationShown><rdf:Bag><rdf:li rdf:parseType='Resource'><Iptc4xmpExt:City>Lyon, Rhône"
        "</Iptc4xmpExt:City><Iptc4xmpExt:CountryName>France</Iptc4xmpExt:CountryName></rdf:li></rdf:Bag>"
        "</Iptc4xmpExt:LocationShown>",
    ),
}


@pytest.mark.parametrize("packet", PLACES.values(), ids=PLACES)
def test_the_place_is_city_state_and_country(packet):
    assert read_metadata(made.jpeg(made.xmp_segment(packet))).place == "Lyon, Rhône, France"


def test_the_place_in_iim_leaves_out_what_is_not_known():
    block = made.datasets(city=b"Lyon", state=b"-", country=b"France")
    found = read_metadata(made.jpeg(made.photoshop_segment(made.resource(0x0404, block))))
    assert (found.place, found.conflicts) == ("Lyon, France", [])
    assert read_metadata(made.jpeg(made.iim_segment(city=b"-", state=b" "))).place == ""
