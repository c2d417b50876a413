"""Colours of uploaded pictures: what readers see is what the photographer saw, whatever program shows it."""

from io import BytesIO

import pytest
from PIL import Image, ImageCms

from articles.images.colours import LONGEST_PROFILE, SRGB, SRGB_PROFILE
from articles.images.ingest import make_master
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
