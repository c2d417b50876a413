"""How large a picture may be: each format by what it takes to decode it, and HEIC only where it can be read."""

from io import BytesIO

import pytest
from PIL import Image

from articles.images import InvalidPicture, decoding
from articles.images.ingest import make_master

MOST = 40_000  # pixels


def picture(form, pixels, mode="RGB", **options):
    """A picture of about that many pixels, no more."""
    out = BytesIO()
    Image.effect_noise((200, pixels // 200), 40).convert(mode).save(out, form, **options)
    return out.getvalue()


def master(upload, max_pixels=MOST):
    return make_master(upload, max_bytes=5_000_000, max_pixels=max_pixels)


@pytest.mark.parametrize(
    ("form", "share"),
    [("JPEG", 1), ("PNG", 1), ("GIF", 1), ("TIFF", 0.79), ("AVIF", 0.56), ("WEBP", 0.32)],
)
def test_a_format_that_takes_more_memory_may_have_fewer_pixels(form, share):
    assert master(picture(form, int(MOST * (share - 0.02)))).width
    with pytest.raises(InvalidPicture, match="is the most"):
        master(picture(form, int(MOST * (share + 0.03))))


def test_the_limit_of_a_format_is_named_with_a_way_out():
    with pytest.raises(InvalidPicture) as refusal:
        master(picture("WEBP", 40_000))
    assert str(refusal.value) == (
        "This picture has 0.1 megapixels; 0.01342 is the most for WebP. Save it as JPEG, or scale it down."
    )


@pytest.mark.parametrize(
    ("form", "options", "share", "width"),
    [
        ("JPEG", {}, 1, 200),
        ("JPEG", {"progressive": True, "subsampling": "4:2:0"}, 1, 100),  # all its coefficients are in memory
        ("JPEG", {"progressive": True, "subsampling": "4:2:0"}, 0.75, 200),
        ("JPEG", {"progressive": True, "subsampling": "4:4:4"}, 0.75, 100),
        ("JPEG", {"progressive": True, "subsampling": "4:4:4"}, 0.5, 200),
        ("PNG", {}, 1, 200),
        ("PNG", {"mode": "RGBA"}, 1, 200),
        ("JPEG", {"mode": "CMYK"}, 1, 100),  # in memory as it is and as RGB
    ],
)
def test_what_would_take_too_much_memory_whole_is_kept_at_half_its_size(form, options, share, width):
    assert master(picture(form, int(MOST * share), **options)).width == width


HEIC = b"\0\0\0\x1cftypheic\0\0\0\0mif1heicmiaf" + bytes(64)


def test_heic_is_refused_by_its_name_where_the_extra_is_not_installed(monkeypatch):
    monkeypatch.setattr(decoding, "pillow_heif", None)
    monkeypatch.setattr(decoding, "ACCEPTED", tuple(name for name in decoding.ACCEPTED if name != "HEIF"))
    with pytest.raises(InvalidPicture, match="This is a HEIC picture") as refusal:
        master(HEIC)
    assert "Export it as JPEG" in str(refusal.value)
    assert "“heic”" in str(refusal.value)


def heic(image, **options):
    out = BytesIO()
    image.save(out, "HEIF", quality=90, **options)
    return out.getvalue()


@pytest.mark.skipif(not decoding.pillow_heif, reason="needs the extra “heic”")
def test_heic_is_taken_upright_where_the_extra_is_installed():
    image, exif = Image.new("RGB", (300, 200), "teal"), Image.Exif()
    image.paste("red", (0, 0, 100, 60))
    exif[0x0112] = 6  # to be ignored: HEIF has a box of its own for turns, which is applied when it is decoded
    picture = master(heic(image, exif=exif), max_pixels=100_000)
    assert (picture.width, picture.height, picture.extension) == (300, 200, "jpg")
    pixels = Image.open(BytesIO(picture.content))
    assert pixels.getpixel((20, 20))[0] > 200 > 100 > pixels.getpixel((280, 180))[0]
    assert pixels.getexif() == {}


@pytest.mark.skipif(not decoding.pillow_heif, reason="needs the extra “heic”")
def test_a_large_heic_is_kept_smaller_and_a_damaged_one_refused(monkeypatch):
    monkeypatch.setattr(decoding, "WHOLE_PIXELS", 20_000)
    content = heic(Image.new("RGB", (301, 201), "teal"))
    picture = master(content, max_pixels=100_000)
    assert (picture.width, picture.height) == (151, 101)
    with pytest.raises(InvalidPicture, match="damaged"):
        master(content[: len(content) // 2], max_pixels=100_000)
    with pytest.raises(InvalidPicture, match="the most for HEIC"):
        master(content, max_pixels=60_500 // 2)
