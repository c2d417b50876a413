"""What a photo editor uploads, and what becomes of it. Every file is made here."""

import hashlib
import random
import struct
import warnings
import zlib
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageCms, PngImagePlugin

from articles.images import decoding
from articles.images.errors import InvalidPicture
from articles.images.ingest import make_master
from articles.images.renditions import make_renditions

SMALL, LARGE = 640, 1600

RED, GREEN, BLUE, SEA = (200, 30, 30), (20, 160, 60), (30, 50, 200), (40, 120, 140)
SECRETS = (b"SECRET", b"GPS", b"Exif", b"8BIM", b"<x:xmpmeta", b"W5M0")
XMP = b'<?xpacket begin="" id="W5M0"?><x:xmpmeta xmlns:x="adobe:ns:meta/">SECRET</x:xmpmeta><?xpacket end="r"?>'
SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def scene(mode="RGB", size=(48, 32), colour=SEA):
    """A picture with a red corner at the top left and a blue one at the bottom left, so that turning it shows."""
    image = Image.new("RGB", size, colour)
    image.paste(RED, (0, 0, size[0] // 3, size[1] // 3))
    image.paste(BLUE, (0, size[1] - size[1] // 3, size[0] // 3, size[1]))
    return image.convert(mode)


def photograph(size=(120, 80)):
    """A picture that does not compress to nothing, so that half its file is half its pixels."""
    image = Image.new("RGB", size)
    image.putdata(list(zip(*[iter(random.Random(7).randbytes(size[0] * size[1] * 3))] * 3, strict=True)))
    return image


def file_of(image, form, **options):
    out = BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


def png_claiming(width, height, compressed=b""):
    """A PNG whose header and checksums are sound, whatever follows as its pixels."""

    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    start = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header)
    return start + chunk(b"IDAT", compressed) + chunk(b"IEND", b"")


def ingested(upload, max_bytes=5_000_000, max_pixels=1_000_000, max_jpeg_pixels=None):
    """The master of an upload, and the picture a reader's browser would see in it."""
    picture = make_master(upload, max_bytes=max_bytes, max_pixels=max_pixels, max_jpeg_pixels=max_jpeg_pixels)
    seen = Image.open(BytesIO(picture.content))
    assert seen.size == (picture.width, picture.height)
    assert seen.get_format_mimetype() == picture.content_type
    return picture, seen


def close_to(pixel, colour, tolerance=12):
    return all(abs(a - b) <= tolerance for a, b in zip(pixel, colour, strict=True))


@pytest.mark.parametrize(
    "form, extension",
    [("JPEG", "jpg"), ("WEBP", "jpg"), ("AVIF", "jpg"), ("TIFF", "jpg"), ("PNG", "png"), ("GIF", "png")],
)
def test_every_format_on_the_list_is_taken_and_known_again_by_its_hash(form, extension):
    content = file_of(scene(), form)
    upload = SimpleUploadedFile("Übersee.bin", content)
    upload.read(10)  # somebody looked at it before
    picture, seen = ingested(upload)
    assert (picture.extension, picture.width, picture.height, seen.mode) == (extension, 48, 32, "RGB")
    assert close_to(seen.getpixel((40, 16)), SEA)
    assert picture.sha256 == hashlib.sha256(content).hexdigest()
    assert ingested(content)[0] == picture
    assert not upload.closed


def test_nothing_the_file_said_about_place_camera_or_person_is_left():
    exif = Image.Exif()
    exif[0x010F] = exif[0x013B] = "SECRET"
    exif.get_ifd(0x8825).update({1: "N", 2: (59.0, 20.0, 1.0), 29: "SECRET GPS"})
    iptc = b"Photoshop 3.0\x008BIM\x04\x04\x00\x00\x00\x00\x00\x06SECRET"
    segment = b"\xff\xed" + struct.pack(">H", len(iptc) + 2) + iptc
    text = PngImagePlugin.PngInfo()
    text.add_text("Comment", "SECRET")
    uploads = [
        file_of(scene(), "JPEG", exif=exif, xmp=XMP, comment=b"SECRET", extra=segment, icc_profile=SRGB),
        file_of(scene(), "PNG", exif=exif, pnginfo=text),
        file_of(scene(), "WEBP", exif=exif, xmp=XMP),
        file_of(scene(), "AVIF", exif=exif, xmp=XMP),
        file_of(scene(), "TIFF", exif=exif, tiffinfo={270: "SECRET", 700: XMP}),
        file_of(scene("P"), "GIF", comment=b"SECRET"),
    ]
    for upload in uploads:
        assert b"SECRET" in upload
        picture, seen = ingested(upload + b"SECRET behind the end")
        sizes = [rendition.content for rendition in make_renditions(picture.content, [SMALL, LARGE])]
        assert [secret for secret in SECRETS for file in (picture.content, *sizes) if secret in file] == []
        assert dict(seen.getexif()) == {}


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "AVIF", "TIFF"])
def test_a_picture_taken_with_the_camera_held_on_its_side_stands_upright(form):
    exif = Image.Exif()
    exif[0x0112] = 6
    picture, seen = ingested(file_of(scene().transpose(Image.Transpose.ROTATE_90), form, exif=exif))
    assert (picture.width, picture.height) == (48, 32)
    assert close_to(seen.getpixel((3, 3)), RED, 30)
    assert close_to(seen.getpixel((3, 28)), BLUE, 30)


@pytest.mark.parametrize("orientation, held", [(2, 0), (3, 3), (4, 1), (5, 5), (6, 2), (7, 6), (8, 4)])
def test_each_way_to_hold_a_camera_is_known(orientation, held):
    exif = Image.Exif()
    exif[0x0112] = orientation
    _, seen = ingested(file_of(scene().transpose(Image.Transpose(held)), "PNG", exif=exif))
    assert seen.tobytes() == scene().tobytes()


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_broken_exif_block_does_not_cost_the_picture(form):
    picture, _ = ingested(file_of(scene(), form, exif=b"Exif\x00\x00nonsense instead of tags"))
    assert (picture.width, picture.height) == (48, 32)


def test_a_colour_profile_goes_with_the_picture_and_its_renditions():
    picture, seen = ingested(file_of(scene(), "JPEG", icc_profile=SRGB))
    [rendition] = make_renditions(picture.content, [20])
    assert seen.info["icc_profile"] == Image.open(BytesIO(rendition.content)).info["icc_profile"] == SRGB


@pytest.mark.parametrize("mode, profile", [("CMYK", SRGB), ("L", SRGB), ("RGB", b"no profile")])
def test_a_profile_that_does_not_fit_is_left_out(mode, profile):
    _, seen = ingested(file_of(scene(mode), "JPEG", icc_profile=profile))
    assert seen.mode == "RGB"
    assert "icc_profile" not in seen.info or seen.info["icc_profile"] == SRGB


@pytest.mark.parametrize("mode, form", [("CMYK", "JPEG"), ("CMYK", "TIFF"), ("YCbCr", "TIFF"), ("P", "PNG")])
def test_colours_for_print_and_palettes_become_rgb(mode, form):
    _, seen = ingested(file_of(scene(mode), form))
    assert seen.mode == "RGB"
    assert close_to(seen.getpixel((40, 16)), SEA, 30)


@pytest.mark.parametrize("mode, order, form", [("I;16", "<", "PNG"), ("I;16", "<", "TIFF"), ("I;16B", ">", "TIFF")])
def test_sixteen_bits_of_grey_keep_their_tones(mode, order, form):
    deep = Image.frombytes(mode, (4, 1), struct.pack(order + "4H", 0, 0x4000, 0x8000, 0xFFFF))
    _, seen = ingested(file_of(deep, form))
    assert [seen.getpixel((x, 0))[0] for x in range(4)] == pytest.approx([0, 64, 128, 255], abs=4)


def test_graphics_stay_lossless_and_see_through():
    drawn, clear = photograph(), scene("RGBA")
    assert ingested(file_of(drawn, "PNG"))[1].tobytes() == drawn.tobytes()
    clear.putpixel((0, 0), (0, 0, 0, 0))
    palette = scene("P")
    palette.info["transparency"] = palette.getpixel((0, 0))
    grey = Image.new("LA", (4, 4), (90, 0))
    for upload in (file_of(clear, "PNG"), file_of(clear, "TIFF"), file_of(palette, "PNG"), file_of(palette, "GIF")):
        picture, seen = ingested(upload)
        assert (picture.extension, seen.mode, seen.getpixel((0, 0))[3]) == ("png", "RGBA", 0)
        assert close_to(seen.getpixel((40, 16)), (*SEA, 255), 30)
        [rendition] = make_renditions(picture.content, [SMALL, LARGE])
        assert Image.open(BytesIO(rendition.content)).getpixel((0, 0))[3] < 128
    assert ingested(file_of(grey, "PNG"))[1].getpixel((0, 0)) == (90, 90, 90, 0)
    assert ingested(file_of(scene("RGBA"), "TIFF"))[0].extension == "jpg"  # nothing shines through


@pytest.mark.parametrize("form", ["GIF", "WEBP", "PNG", "AVIF", "TIFF", "MPO"])
def test_of_several_frames_the_first_is_taken(form):
    _, seen = ingested(file_of(scene(colour=GREEN), form, save_all=True, append_images=[scene(), scene()]))
    assert close_to(seen.convert("RGB").getpixel((40, 16)), GREEN, 20)
    assert not getattr(seen, "is_animated", False)


def refused(upload, **limits):
    with pytest.raises(InvalidPicture) as refusal:
        ingested(upload, **limits)
    return str(refusal.value)


@pytest.mark.parametrize(
    "upload",
    [
        b"Minutes of the meeting, not a picture.",
        b"<!doctype html><script>alert(1)</script>",
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        file_of(scene(), "EPS"),
        file_of(scene(), "ICO"),
        file_of(scene(), "BMP"),
        file_of(scene(), "PDF"),
    ],
    ids=["text", "html", "svg", "eps", "ico", "bmp", "pdf"],
)
def test_what_is_not_on_the_list_is_refused(upload):
    assert refused(upload).startswith("This picture cannot be read. Use JPEG, PNG, WebP, AVIF, GIF or TIFF")


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "AVIF", "GIF", "TIFF"])
@pytest.mark.parametrize("share", [0.5, 0.9])
def test_a_file_cut_short_is_refused(form, share):
    whole = file_of(photograph(), form, **({"compression": "tiff_lzw"} if form == "TIFF" else {}))
    assert "damaged" in refused(whole[: int(len(whole) * share)])


def test_a_png_is_refused_for_a_wrong_checksum_and_for_pixels_that_lack_behind_right_ones():
    sound = file_of(photograph(), "PNG")
    assert "damaged" in refused(sound[:-14] + b"XX" + sound[-12:])
    assert "cut short" in refused(png_claiming(100, 100, zlib.compress(b"\x00" * 30_100)[:30]))


def test_a_file_above_the_byte_limit_is_refused_before_anything_else():
    upload = file_of(photograph(), "PNG")
    assert ingested(upload, max_bytes=len(upload))
    assert "larger than 1.5 MB" in refused(b"\x00" * 1_600_000, max_bytes=1_500_000)
    assert "empty file" in refused(b"")


def test_too_many_pixels_are_refused_by_the_header_alone():
    assert ingested(file_of(scene(size=(100, 100)), "PNG"), max_pixels=10_000)
    assert "has 0.1 megapixels; 0.01 is the most" in refused(png_claiming(101, 100), max_pixels=10_000)
    assert "has 64 megapixels; 40 is the most" in refused(png_claiming(8_000, 8_000), max_pixels=40_000_000)
    assert "longer than 16,383 pixels" in refused(png_claiming(20_000, 10))


def test_a_jpeg_of_a_press_camera_may_have_more_pixels_than_what_is_decoded_whole():
    limits = {"max_pixels": 4_000, "max_jpeg_pixels": 6_400}
    picture = scene(size=(100, 61))
    assert ingested(file_of(picture, "JPEG"), **limits)
    assert ingested(file_of(picture, "MPO", save_all=True, append_images=[scene()]), **limits)
    assert "has 0.1 megapixels; 0.004 is the most. " in refused(file_of(picture, "PNG"), **limits)
    assert "has 0.1 megapixels; 0.0064 is the most. " in refused(file_of(scene(size=(100, 65)), "JPEG"), **limits)
    progressive = refused(file_of(picture, "JPEG", progressive=True), **limits)
    assert "0.004 is the most for a progressive JPEG. Save it as a baseline JPEG, or scale it down." in progressive


@pytest.mark.parametrize(
    "mode, form, options",
    [
        ("RGB", "JPEG", {}),
        ("CMYK", "JPEG", {}),
        ("L", "JPEG", {"progressive": True}),
        ("RGB", "PNG", {}),
        ("RGBA", "PNG", {}),
        ("P", "GIF", {}),
        ("P", "PNG", {"transparency": 0}),
        ("1", "TIFF", {}),
        ("RGB", "WEBP", {}),
    ],
)
def test_a_very_large_picture_is_kept_smaller_and_upright(monkeypatch, mode, form, options):
    monkeypatch.setattr(decoding, "WHOLE_PIXELS", 6_000)
    exif = Image.Exif()
    exif[0x0112] = 6
    lying = scene(mode, size=(303, 201)).transpose(Image.Transpose.ROTATE_90)
    picture, seen = ingested(file_of(lying, form, **options, **({} if form == "GIF" else {"exif": exif})))
    assert sorted((picture.width, picture.height)) == [51, 76]
    if form != "GIF" and mode not in ("1", "L"):
        assert (picture.width, picture.height) == (76, 51)
        assert close_to(seen.convert("RGB").getpixel((70, 25)), SEA, 30)
        assert close_to(seen.convert("RGB").getpixel((5, 45)), BLUE, 30)


@pytest.mark.parametrize("side", [13_000, 60_000])
def test_a_bomb_is_refused_whether_python_warns_or_not(side):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert "megapixels; 40 is the most" in refused(png_claiming(side, side), max_pixels=40_000_000)
    assert "megapixels; 40 is the most" in refused(png_claiming(side, side), max_pixels=40_000_000)


def test_measurements_are_no_colours():
    assert "Save it as RGB" in refused(file_of(Image.new("F", (4, 4), 0.5), "TIFF"))


def test_a_profile_that_cannot_be_read_costs_nobody_a_sound_picture():
    profile = SRGB[:16] + b"RG\xac " + SRGB[20:]
    assert "icc_profile" not in ingested(file_of(scene(), "JPEG", icc_profile=profile))[1].info


def test_a_profile_that_leads_nowhere_is_the_files_fault():
    profile = bytearray(SRGB)
    profile[16:20] = b"CMYK"
    assert "Save it as RGB" in refused(file_of(scene("CMYK"), "JPEG", icc_profile=bytes(profile)))


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "AVIF", "GIF", "TIFF"])
def test_no_damage_ends_in_anything_but_a_picture_or_a_refusal(form):
    dice, whole = random.Random(form), file_of(photograph((40, 30)), form)
    for _ in range(60):
        damaged = bytearray(whole)
        for _ in range(dice.choice((1, 3, 9))):
            damaged[dice.randrange(dice.choice((64, len(damaged))))] = dice.randrange(256)
        try:
            ingested(bytes(damaged))
        except InvalidPicture:
            continue


def test_renditions_are_webp_at_each_width_the_widest_first():
    master = ingested(file_of(scene(size=(2400, 1600)), "JPEG"), max_pixels=4_000_000)[0].content
    large, small = make_renditions(BytesIO(master), [SMALL, LARGE])
    assert (large.width, large.height, large.content_type, large.extension) == (LARGE, 1067, "image/webp", "webp")
    assert (small.width, small.height) == (SMALL, 427)
    for rendition in (large, small):
        seen = Image.open(BytesIO(rendition.content))
        assert (seen.format, seen.size) == ("WEBP", (rendition.width, rendition.height))
        assert close_to(seen.getpixel((rendition.width // 10, rendition.height // 10)), RED)


def sizes_of(master, widths):
    """Return width and height of each rendition."""
    return [(rendition.width, rendition.height) for rendition in make_renditions(master, widths)]


def test_a_small_picture_is_never_enlarged():
    assert sizes_of(file_of(scene(), "PNG"), [SMALL, LARGE]) == [(48, 32)]
    assert sizes_of(file_of(scene(size=(800, 20)), "PNG"), [SMALL, LARGE]) == [(800, 20), (640, 16)]
    assert sizes_of(file_of(scene(size=(900, 1)), "PNG"), [90]) == [(90, 1)]


def test_a_rendition_carries_the_given_packet_and_no_other():
    exif = Image.Exif()
    exif[0x010F] = "SECRET"
    for rendition in make_renditions(file_of(scene(), "JPEG", exif=exif, xmp=XMP), [48, 24], xmp=b"<x>L. Cohen</x>"):
        assert Image.open(BytesIO(rendition.content)).info["xmp"] == b"<x>L. Cohen</x>"
        assert b"SECRET" not in rendition.content


def test_a_master_damaged_on_disk_is_told_in_words():
    with pytest.raises(InvalidPicture, match="damaged"):
        list(make_renditions(file_of(photograph(), "JPEG")[:900], [SMALL]))
