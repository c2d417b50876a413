"""Uploading a picture that is damaged, or made to do damage."""

import json
import zlib

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from articles.images.metadata import UnreadableMetadata, read_metadata
from tests.articles import picture_files as made
from tests.call_count import count_calls

GOOD = made.packet(attributes='dc:creator="Nadia Haddad"')
ENTITIES = "".join(f'<!ENTITY a{number} "{f"&a{number - 1};" * 10}">' for number in range(1, 10))
TAIL = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF {made.SPACES}>&a9;</rdf:RDF></x:xmpmeta>"
BOMBS = {
    "entities in entities": f'<!DOCTYPE x [<!ENTITY a0 "lol">{ENTITIES}]>{TAIL}',
    "one long entity": f'<?xpacket begin=""?><!DOCTYPE x [<!ENTITY a "{"A" * 60_000}">]><x>{"&a;" * 900}</x>',
    "a foreign file": f'<!DOCTYPE x [<!ENTITY a9 SYSTEM "file:///etc/passwd">]>{TAIL}',
    "a foreign document type": f'<!DOCTYPE x SYSTEM "https://example.org/x.dtd">{GOOD.decode()}',
    "an empty document type": f"<!DOCTYPE x>{GOOD.decode()}",
    "too many parts": made.packet("<b/>" * 12_000).decode(),
    "too many attributes": made.packet(attributes=" ".join(f'b{n}=""' for n in range(6_100))).decode(),
    "no sound XML": made.packet("<dc:creator>").decode(),
}
CREDIT = made.iim_segment(by_line=b"Nadia Haddad", credit=b"Harbour Press", headline=b"Ferry")
EXIF = made.tiff(artist=b"Nadia Haddad", taken=b"2015:08:30 21:14:00", xmp=GOOD, iptc=made.datasets(credit=b"HP"))
PICTURES = [
    made.jpeg(CREDIT, made.exif_segment(artist=b"Nadia Haddad", taken=b"2015"), made.xmp_segment(GOOD)),
    made.png(made.raw_profile("iptc", made.datasets(credit=b"HP")), made.raw_profile("xmp", GOOD)),
    made.saved("WEBP", xmp=GOOD, exif=b"Exif\0\0" + EXIF),
    made.saved("AVIF", xmp=GOOD, exif=b"Exif\0\0" + EXIF),
    made.saved("GIF") + GOOD,
    EXIF,
]
STARTS = [b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"II*\0\x08\0\0\0", b"MM\0*\0\0\0\x08", b"GIF89a"]
STARTS += [b"RIFF\0\0\0\0WEBP", b"\0\0\0\x18ftypavif", b"\0\0\0\x18ftypheic"]


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_at_once_and_the_other_blocks_are_read(name):
    file = made.jpeg(made.xmp_segment(BOMBS[name].encode()), CREDIT)
    found = read_metadata(file)
    assert found.credit_line == "Harbour Press"
    assert len(found.warnings) == 1
    assert found.warnings[0].startswith("An XMP packet ")
    assert "XMP" not in found.raw
    assert count_calls(lambda: read_metadata(file)) < 3_000


@pytest.mark.parametrize("shape", ["Alt", "Bag"])
def test_depth_ends_somewhere(shape):
    deep = f"<dc:creator><rdf:{shape}><rdf:li>" * 900 + f"</rdf:li></rdf:{shape}></dc:creator>" * 900
    file = made.png(made.chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + made.packet(deep)))
    assert read_metadata(file).creators == []


def test_a_packed_packet_is_unpacked_no_further_than_is_read():
    bomb = zlib.compress(b"<x:xmpmeta>" + b" " * 50_000_000)
    file = made.png(*[made.chunk(b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + bomb)] * 20)
    assert read_metadata(file).warnings == [
        "An XMP packet of 262,145 bytes was not read: 262,144 is the limit.",
        "The file has 8 XMP packets; the first value of each field was used.",
    ]
    assert count_calls(lambda: read_metadata(file)) < 250_000


HOSTILE = {
    "packets full of parts": made.jpeg(*[made.xmp_segment(made.packet("<dc:b>x</dc:b>" * 1_500))] * 40),
    "packets full of controls": made.saved("WEBP", xmp=made.packet("<dc:b>" + "\x01\xe9" * 80_000 + "</dc:b>")),
    "many datasets": made.tiff(iptc=made.datasets(by_line=[b"%d" % n for n in range(40_000)])),
    "many blocks": made.jpeg(
        made.photoshop_segment(5 * made.resource(0x0404, made.datasets(source=2_000 * [b""]))) * 30
    ),
    "many packed texts": made.png(*[made.raw_profile("xmp", b"<" * 200_000)] * 5_000),
    "many names": made.tiff(artist=b";".join(b"%d" % n for n in range(100_000))),
    "many segments": made.jpeg(*[made.exif_segment(artist=b"a;" * 999)] * 3_000),
    "endless fill": b"\xff\xd8" + b"\xff" * 20_000_000,
    "empty chunks": b"\x89PNG\r\n\x1a\n" + b"\0\0\0\0abcd\0\0\0\0" * 500_000,
    "packets that never end": b"GIF89a" + b"<?xpacket begin" * 300_000,
    "a large photograph": made.jpeg(made.xmp_segment(GOOD), CREDIT) + bytes(20_000_000),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_file_makes_much_work(name):
    assert count_calls(lambda: read_metadata(HOSTILE[name])) < 250_000


@pytest.mark.parametrize("length", range(0, 46, 5))
def test_an_iim_block_that_breaks_off_keeps_what_stood_before(length):
    block = made.datasets(by_line=b"Nadia Haddad", credit=b"Harbour Press", headline=b"Ferry")
    found = read_metadata(made.jpeg(made.photoshop_segment(made.resource(0x0404, block[:length]))))
    assert found.creators == (["Nadia Haddad"] if length >= 17 else [])
    assert found.credit_line == ("Harbour Press" if length >= 35 else "")
    assert len(found.warnings) == (0 if length in (0, 35, 45) else 1)


def read_or_refused(file):
    """Read the file; whatever is in it may be stored as JSON and shown. Only the one exception is allowed."""
    try:
        found = read_metadata(file)
    except UnreadableMetadata:
        return None
    stored = json.dumps(vars(found), ensure_ascii=False).encode()
    assert not set(stored) & {0, 7, 8, 27}
    return found


@given(start=st.sampled_from(STARTS), rest=st.binary(max_size=400))
@example(start=b"", rest=PICTURES[0])
def test_random_bytes_are_read_or_refused(start, rest):
    read_or_refused(start + rest)


@given(
    file=st.sampled_from(PICTURES),
    changes=st.lists(st.tuples(st.integers(0, 3_000), st.binary(min_size=1, max_size=4)), max_size=12),
    end=st.integers(0, 5_000),
)
def test_damaged_pictures_are_read_or_refused(file, changes, end):
    damaged = bytearray(file)
    for place, content in changes:
        damaged[place % len(file) : place % len(file) + len(content)] = content
    read_or_refused(bytes(damaged[:end]))


@given(inner=st.text(alphabet="<>/&;#x0AltBagSeqlirdf:Description \x00\x0b\ud800é='\"-", max_size=200))
def test_any_property_is_read_or_reported(inner):
    packet = made.packet("<dc:creator>@</dc:creator>").replace(b"@", inner.encode("utf-8", "surrogatepass"))
    found = read_or_refused(made.jpeg(made.xmp_segment(packet), CREDIT))
    assert found.headline == "Ferry"
