"""What a rendition says about itself: the makers and rights of the picture, and nothing else."""

import json
import shutil
import subprocess
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.images.metadata import EmbeddedMetadata, read_metadata, xmp_packet
from articles.text import without_placeholder
from tests.articles import picture_files as made

CAPTURE = "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture"
RIGHTS = {
    "creators": ["Nadia Haddad", "Tomás <Tom> Rivera"],
    "credit_line": "Nadia Haddad & Tomás Rivera/Harbour \"Press\" ]]> 'Pool' 🛳",
    "copyright_notice": "© 2015 Harbour Press &amp; Sons",
    "web_statement": "https://harbour.example/terms?a=1&b=<2>",
    "digital_source_type": CAPTURE,
    "usage_terms": "Not in Finland.\nNo archives.",
    "licensor_url": "https://harbour.example/buy#7",
}


@pytest.mark.parametrize("form", ["JPEG", "WEBP", "AVIF"])
def test_what_a_rendition_carries_is_read_back(form):
    found = read_metadata(made.saved(form, xmp=xmp_packet(**RIGHTS)))
    assert replace(found, raw={}) == EmbeddedMetadata(**RIGHTS)


@pytest.mark.parametrize("form", ["JPEG", "WEBP", "AVIF"])
@pytest.mark.skipif(shutil.which("exiftool") is None, reason="exiftool (libimage-exiftool-perl) is not installed")
def test_exiftool_reads_the_same(form, tmp_path):
    file = tmp_path / "rendition"
    file.write_bytes(made.saved(form, xmp=xmp_packet(**RIGHTS)))
    said = subprocess.run(["exiftool", "-j", "-G1", "-struct", file], check=True, capture_output=True, timeout=60)
    [found] = json.loads(said.stdout)
    assert "ExifTool:Warning" not in found
    assert {name: value for name, value in found.items() if name.startswith("XMP-")} == {
        "XMP-dc:Creator": RIGHTS["creators"],
        "XMP-dc:Rights": RIGHTS["copyright_notice"],
        "XMP-photoshop:Credit": RIGHTS["credit_line"],
        "XMP-xmpRights:WebStatement": RIGHTS["web_statement"],
        "XMP-xmpRights:UsageTerms": RIGHTS["usage_terms"],
        "XMP-iptcExt:DigitalSourceType": CAPTURE,
        "XMP-plus:Licensor": [{"LicensorURL": RIGHTS["licensor_url"]}],
    }


def test_a_rendition_without_rights_carries_nothing():
    assert xmp_packet(creators=[], credit_line=" - ") == b""
    assert b"xmp" not in made.saved("JPEG", xmp=xmp_packet())


def test_the_longest_packet_fits_into_one_segment():
    long = dict.fromkeys(RIGHTS, "&" * 20_000) | {"creators": [f"{number}{'&' * 999}" for number in range(99)]}
    found = read_metadata(made.saved("JPEG", xmp=xmp_packet(**long)))
    assert len(found.creators) == 10
    assert (found.credit_line, found.web_statement) == ("&" * 1_000, "")


lines = st.text(max_size=60).filter(lambda text: text.strip(" -–—") == text and (not text or without_placeholder(text)))


@given(creators=st.lists(lines, max_size=4), credit_line=lines, copyright_notice=lines, usage_terms=lines)
def test_whatever_is_written_is_clean_and_read_back(**rights):
    packet = xmp_packet(**rights)
    packet.decode()
    found = read_metadata(made.saved("JPEG", xmp=packet))
    again = xmp_packet(**{name: getattr(found, name) for name in rights})
    assert (again, found.warnings, found.conflicts) == (packet, [], [])
    for name, value in rights.items():
        if isinstance(value, str) and value.isprintable():
            assert getattr(found, name).split() == value.split()
