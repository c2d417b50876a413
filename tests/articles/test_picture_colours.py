"""Colours of uploaded pictures: what readers see is what the photographer saw, whatever program shows it."""

from io import BytesIO

import pytest
from PIL import Image, ImageCms

from articles.images.colours import LONGEST_PROFILE, SRGB, SRGB_PROFILE
from articles.images.errors import InvalidPicture
from articles.images.ingest import make_master
from articles.images.primaries import adapted
from articles.images.renditions import make_renditions, shared_rendition
from tests.articles import picture_files as made

LIMITS = {"max_bytes": 5_000_000, "max_pixels": 1_000_000}
LEAF = (100, 200, 100)
GAMMA_1, GAMMA_2_2 = made.chunk(b"gAMA", b"\0\1\x86\xa0"), made.chunk(b"gAMA", b"\0\0\xb1\x8f")
IS_SRGB = made.chunk(b"sRGB", b"\0")


def picture(form, colour=LEAF, mode="RGB", size=(64, 52), **options):
    out = BytesIO()
    Image.new(mode, size, colour).save(out, form, **options)
    return out.getvalue()


def seen(content, at=(9, 9)):
    """The pixel of a file, and its profile."""
    image = Image.open(BytesIO(content))
    return image.getpixel(at), image.info.get("icc_profile")


def in_srgb(colour, profile):
    wide = ImageCms.getOpenProfile(BytesIO(profile))
    return ImageCms.profileToProfile(Image.new("RGB", (1, 1), colour), wide, SRGB).getpixel((0, 0))


def near(pixel, colour, tolerance=3):
    return all(abs(one - other) <= tolerance for one, other in zip(pixel, colour, strict=True))


def test_wide_colours_stay_wide_but_for_shared_links():
    profile = made.rgb_profile()
    assert not near(in_srgb(LEAF, profile), LEAF, 15)
    master = make_master(picture("JPEG", quality=95, icc_profile=profile), **LIMITS)
    for content in (master.content, next(make_renditions(master.content, [40])).content):
        pixel, kept = seen(content)
        assert near(pixel, LEAF)
        assert kept == profile
    pixel, kept = seen(shared_rendition(master.content, (0.5, 0.5)).content)
    assert near(pixel, in_srgb(LEAF, profile))
    assert kept == SRGB_PROFILE


@pytest.mark.parametrize("form, mode", [("JPEG", "RGB"), ("PNG", "RGB"), ("PNG", "RGBA")])
def test_a_long_profile_is_applied_and_not_sent_to_every_reader(form, mode):
    profile = made.rgb_profile(length=300_000)
    content = picture(form, LEAF + (128,) * (mode == "RGBA"), mode, icc_profile=profile)
    master = make_master(content, **LIMITS)
    made_of_old = list(make_renditions(content, [48, 64], ["webp", "jpg"]))  # a master from before there was this rule
    for file in (master.content, *(r.content for r in made_of_old)):
        assert len(file) < 3_000
        assert seen(file)[1] == SRGB_PROFILE
    pixel, _ = seen(master.content)
    assert near(pixel[:3], in_srgb(LEAF, profile))
    assert pixel[3:] == (128,) * (mode == "RGBA")


def test_a_profile_is_long_from_twenty_kilobytes_on():
    assert LONGEST_PROFILE == 20_000


def with_chunks(content, *chunks):
    """A PNG with chunks after its header."""
    return content[:33] + b"".join(chunks) + content[33:]


@pytest.mark.parametrize(
    ("chunks", "sample"),
    [
        ((GAMMA_1,), 188),  # linear light: half of it is 188 in sRGB
        ((GAMMA_2_2,), 128),
        ((IS_SRGB, GAMMA_1), 128),  # sRGB counts before gAMA (PNG 3, section 13.13)
        ((made.chunk(b"gAMA", b"\0\0\0\1"),), 128),  # no gamma of this world
        ((made.chunk(b"gAMA", b"\0\0\0\0"),), 128),
    ],
)
@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "P"])
def test_the_gamma_of_a_png_is_applied(chunks, sample, mode):
    grey = (128, 128, 128, 77) if mode == "RGBA" else (128, 128, 128)
    image = Image.new("RGBA" if mode == "RGBA" else "RGB", (20, 20), grey)
    image = image.quantize(2) if mode == "P" else image.convert(mode)
    out = BytesIO()
    image.save(out, "PNG")
    pixel, _ = seen(make_master(with_chunks(out.getvalue(), *chunks), **LIMITS).content)
    assert pixel == (sample,) * 3 + grey[3:]


def chrm(*values):
    """A chunk with the chromaticities of white, red, green and blue."""
    return made.chunk(b"cHRM", b"".join(round(value * 100_000).to_bytes(4) for value in values))


P3 = (0.3127, 0.329, 0.68, 0.32, 0.265, 0.69, 0.15, 0.06)
RED_IN_P3 = (234, 51, 35)  # the red of sRGB
CICP_P3 = made.chunk(b"cICP", bytes((12, 13, 0, 1)))


def png(colour, *chunks, mode="RGB"):
    return with_chunks(picture("PNG", colour, mode), *chunks)


@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_the_primaries_of_a_png_are_converted_to_srgb(mode):
    colour = RED_IN_P3 + ((77,) if mode == "RGBA" else ())
    pixel, profile = seen(make_master(png(colour, chrm(*P3), GAMMA_2_2, mode=mode), **LIMITS).content)
    assert near(pixel[:3], (255, 0, 0))
    assert pixel[3:] == colour[3:]
    assert not profile


def test_primaries_and_gamma_are_applied_together():
    pixel, _ = seen(make_master(png((214, 8, 4), chrm(*P3), GAMMA_1), **LIMITS).content)
    assert near(pixel, (255, 0, 0), 4)


@pytest.mark.parametrize(
    "chunks",
    [
        (chrm(0.3127, 0.329, 0.64, 0.33, 0.3, 0.6, 0.15, 0.06),),  # those of sRGB
        (IS_SRGB, chrm(*P3)),  # sRGB counts first
        (made.chunk(b"cICP", bytes((1, 13, 0, 1))), chrm(*P3)),  # and cICP before all
        (chrm(*[0.3127, 0.329] * 4),),  # no triangle
        (chrm(*[0] * 8),),
        (made.chunk(b"cICP", b"\x0c\x0d"),),  # too short
        (made.chunk(b"cICP", bytes((9, 14, 0, 1))),),  # none that is known here
    ],
)
def test_a_png_whose_colours_are_as_usual_stays_as_it_is(chunks):
    pixel, profile = seen(make_master(png(LEAF, *chunks), **LIMITS).content)
    assert (pixel, profile) == (LEAF, None)


def test_primaries_say_nothing_of_a_grey():
    image = with_chunks(picture("PNG", 128, "L"), chrm(0.31, 0.33, 0.68, 0.32, 0.265, 0.69, 0.15, 0.06))
    pixel, _ = seen(make_master(image, **LIMITS).content)
    assert pixel == (128, 128, 128)


def test_display_p3_stays_wide():
    pixel, profile = seen(make_master(png(RED_IN_P3, CICP_P3), **LIMITS).content)
    assert pixel == RED_IN_P3
    assert near(in_srgb(pixel, profile), (255, 0, 0))
    assert len(profile) < 600


def test_the_primaries_of_display_p3_are_those_that_others_publish():
    _, colorants = adapted(P3)
    published = ((0.51512, 0.29198, 0.1571), (0.2412, 0.69225, 0.06657), (-0.00105, 0.04189, 0.78407))
    for row, others in zip(colorants, published, strict=True):
        assert row == pytest.approx(others, abs=0.0005)


@pytest.mark.parametrize("transfer", [16, 18])  # PQ and HLG
def test_hdr_is_refused_in_words(transfer):
    with pytest.raises(InvalidPicture, match="HDR"):
        make_master(png(LEAF, made.chunk(b"cICP", bytes((9, transfer, 0, 1)))), **LIMITS)
