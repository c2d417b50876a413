"""Being shown where the blocks of one file contradict each other, and only there."""

import pytest

from articles.images.metadata import read_metadata
from tests.articles import picture_files as made


def of_jpeg(*segments):
    return read_metadata(made.jpeg(*segments))


def xmp(**properties):
    attributes = " ".join(f'dc:{name}="{text}"' for name, text in properties.items())
    return made.xmp_segment(made.packet(attributes=attributes))


def test_xmp_counts_before_iim_before_exif_and_what_disagrees_is_reported():
    packet = made.packet("<dc:creator>Nadia Haddad</dc:creator>", 'plus:ImageSupplierImageID="7"')
    found = of_jpeg(
        made.exif_segment(artist=b"Camera's owner\0", copyright=b"EXIF\0", description=b"From EXIF\0"),
        made.iim_segment(by_line=b"N. Haddad", copyright=b"IIM", job_id=b"LON123"),
        made.xmp_segment(packet),
    )
    assert (found.creators, found.copyright_notice, found.caption) == (["Nadia Haddad"], "IIM", "From EXIF")
    assert found.image_id == "7"
    assert found.conflicts == [
        ("creators", {"XMP": "Nadia Haddad", "IIM": "N. Haddad", "EXIF": "Camera's owner"}),
        ("copyright_notice", {"IIM": "IIM", "EXIF": "EXIF"}),
    ]


MATE = "Photographer's Mate 3rd Class (AW) Elodie Thøgersen"


@pytest.mark.parametrize("cut", [MATE[:32], MATE[:31], MATE[:29] + "\0\0\0"])
def test_a_name_cut_by_iim_is_no_conflict(cut):
    cut = cut.encode()
    found = of_jpeg(made.iim_segment(by_line=cut), made.exif_segment(artist=cut), xmp(creator=MATE))
    assert (found.creators, found.conflicts, found.warnings) == ([MATE], [], [])


def test_a_name_cut_elsewhere_is_a_conflict():
    found = of_jpeg(made.exif_segment(artist=MATE[:32].encode()), xmp(creator=MATE))
    assert found.conflicts == [("creators", {"XMP": MATE, "EXIF": MATE[:32]})]


def test_a_short_name_that_begins_like_the_other_is_a_conflict():
    found = of_jpeg(made.iim_segment(by_line=b"Nadia"), xmp(creator="Nadia Haddad"))
    assert found.conflicts == [("creators", {"XMP": "Nadia Haddad", "IIM": "Nadia"})]


def test_a_missing_second_name_is_a_conflict():
    found = of_jpeg(made.iim_segment(by_line=[b"Nadia Haddad", b"Ida Moe"]), xmp(creator="Nadia Haddad"))
    assert found.conflicts == [("creators", {"XMP": "Nadia Haddad", "IIM": "Nadia Haddad; Ida Moe"})]


def test_names_joined_in_one_block_and_apart_in_another_agree():
    both = made.iim_segment(by_line=[b"Nadia Haddad", b"Ida Moe"])
    found = of_jpeg(both, made.exif_segment(artist=b"Nadia Haddad;Ida Moe"), xmp(creator="Nadia Haddad; Ida Moe"))
    assert (found.creators, found.conflicts) == (["Nadia Haddad; Ida Moe"], [])


def test_white_space_and_the_way_accents_are_composed_are_no_conflict():
    found = of_jpeg(made.iim_segment(caption="One\r\rCafe\u0301 ".encode()), xmp(description="One Café"))
    assert (found.caption, found.conflicts) == ("One Café", [])


@pytest.mark.parametrize(("in_xmp", "in_exif"), [("2021-11", b"2021:11:05 10:00:00\0"), ("2021-11-05", b"2021:11\0")])
def test_dates_of_different_precision_agree(in_xmp, in_exif):
    packet = made.packet(attributes=f'photoshop:DateCreated="{in_xmp}"')
    found = of_jpeg(made.exif_segment(taken=in_exif), made.xmp_segment(packet))
    assert (found.date_created, found.conflicts) == (in_xmp, [])


def test_different_dates_are_a_conflict():
    found = of_jpeg(made.exif_segment(taken=b"2021:12:05"), made.iim_segment(date_created=b"20211105"))
    assert found.conflicts == [("date_created", {"IIM": "2021-11-05", "EXIF": "2021-12-05"})]
