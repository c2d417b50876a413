"""Renditions: the sizes of a picture that readers get, and the crops that cards and shared links show.

A rendition has pixels, a colour profile and one XMP packet. The packet can be replaced without decoding the pixels, so
that correcting a credit is cheap.
"""

import struct
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from django.utils.translation import gettext
from PIL import Image

from articles.images.colours import LONGEST_PROFILE, to_srgb
from articles.images.errors import InvalidPicture, decoder_errors, processing_errors
from articles.images.files import PictureFile, as_file, encode
from articles.images.shapes import SHARED_SIZE, crop_box, reduced_for_renditions, scale_for_renditions

MASTER_FORMATS = ("JPEG", "PNG", "WEBP")
# The crop that cards show: its ratio, its widths in pixels, and what is taken for the same ratio.
CARD_RATIO, CARD_WIDTHS, SAME_RATIO = 3 / 2, (480, 800), 0.01
# By extension: media type, Pillow's format and its options. Method 4 and speed 8 keep a large upload within seconds.
FORMATS = {
    "webp": ("image/webp", "WEBP", {"quality": 80, "method": 4}),
    "jpg": ("image/jpeg", "JPEG", {"quality": 82, "progressive": True}),
    "avif": ("image/avif", "AVIF", {"quality": 60, "speed": 8}),
}
# Increase it when a change makes other files of the same master: `manage.py renditions` then makes all of them again.
RENDITIONS_VERSION = 2

_XMP_SEGMENT_LABEL = b"http://ns.adobe.com/xap/1.0/\0"


def open_master(master: BinaryIO | bytes, widest: int = 0) -> Image.Image:
    """Return a master decoded, for all its renditions, of which the widest has that many pixels.

    Raises `InvalidPicture` if it cannot be read, and `ProcessingFailed` if its colours cannot be converted.
    """
    with decoder_errors():
        image = Image.open(as_file(master), formats=MASTER_FORMATS)
        scale = scale_for_renditions(image.size, widest)
        image.draft(None, (image.width // scale, image.height // scale))  # if it is a JPEG
        image.load()
    with processing_errors():
        if len(image.info.get("icc_profile", b"")) > LONGEST_PROFILE:
            image = to_srgb(image)
        return reduced_for_renditions(image, widest)


def make_renditions(
    master: Image.Image | BinaryIO | bytes,
    widths: Iterable[int],
    formats: Iterable[str] = ("webp",),
    *,
    xmp: bytes = b"",
) -> Iterator[PictureFile]:
    """Yield the master at each width in pixels in each format, the widest first, with `xmp` as its only metadata.

    Nothing is enlarged: widths beyond the master's make one rendition at its own width. The master is decoded once,
    and each size is made from the one before; one that `open_master` decoded is not to be used again. Raises
    `InvalidPicture` if the master cannot be read, and `ProcessingFailed` if making a rendition fails.
    """
    image = master if isinstance(master, Image.Image) else open_master(master)
    for width in sorted({min(width, image.width) for width in widths}, reverse=True):
        with processing_errors():
            image.thumbnail((width, image.height), Image.Resampling.LANCZOS, reducing_gap=3)
        for extension in formats:
            yield _encode_rendition(image, extension, xmp)


def make_cards(
    master: Image.Image | BinaryIO | bytes,
    focus: tuple[float, float],
    formats: Iterable[str] = ("webp",),
    *,
    xmp: bytes = b"",
) -> Iterator[PictureFile]:
    """Yield the picture in the shape of cards, around the focal point, at each of `CARD_WIDTHS`, the widest first.

    Nothing is enlarged, and nothing is yielded for a master that has the shape of a card already. Raises as
    `make_renditions` does.
    """
    image = master if isinstance(master, Image.Image) else open_master(master)
    if abs(image.width / image.height - CARD_RATIO) < SAME_RATIO:
        return
    box = crop_box(image.size, focus, CARD_RATIO)
    for width in sorted({min(width, round(box[2] - box[0])) for width in CARD_WIDTHS}, reverse=True):
        cut = resized_box(image, box, (width, max(round(width / CARD_RATIO), 1)))
        for extension in formats:
            yield _encode_rendition(cut, extension, xmp)


def shared_rendition(
    master: Image.Image | BinaryIO | bytes, focus: tuple[float, float], *, xmp: bytes = b""
) -> PictureFile:
    """Return the picture for shared links: 1200 by 630 pixels, with the focal point as near to its centre as possible.

    It is in sRGB, since those who show it often drop its profile. `focus` is (from the left, from the top), each from
    0 to 1. Nothing is enlarged: of a small master it is the largest part of that shape. Raises as `make_renditions`.
    """
    with processing_errors():
        image = master if isinstance(master, Image.Image) else open_master(master)
        box = crop_box(image.size, focus)
        width, height = box[2] - box[0], box[3] - box[1]
        size = SHARED_SIZE if width >= SHARED_SIZE[0] else (round(width), round(height))
        cut = to_srgb(resized_box(image, box, size))
    return _encode_rendition(cut, "jpg", xmp)


def resized_box(image: Image.Image, box: tuple[float, ...], size: tuple[int, int]) -> Image.Image:
    """Return a box of a picture at another size in pixels; raises `ProcessingFailed`."""
    with processing_errors():
        cut = image.resize(size, Image.Resampling.LANCZOS, box=box, reducing_gap=3)
    cut.info = {"icc_profile": image.info.get("icc_profile")}
    return cut


def _encode_rendition(image: Image.Image, extension: str, xmp: bytes) -> PictureFile:
    content_type, file_format, options = FORMATS[extension]
    with processing_errors():
        content = encode(_on_white(image) if file_format == "JPEG" else image, file_format, xmp=xmp, **options)
    return PictureFile(content, extension, content_type, image.width, image.height)


def _on_white(image: Image.Image) -> Image.Image:
    """Return the picture on white, the colour of the pages, for formats without transparency."""
    if image.mode != "RGBA":
        return image
    flat = Image.new("RGB", image.size, "white")
    flat.paste(image, mask=image.getchannel("A"))
    flat.info = {"icc_profile": image.info.get("icc_profile")}
    return flat


def replace_xmp(content: bytes, xmp: bytes) -> bytes:
    """Return a rendition with another XMP packet and the same pixels.

    Raises `InvalidPicture` for damaged files and for formats other than JPEG and WebP; make the rendition again then.
    """
    try:
        if content.startswith(b"\xff\xd8"):
            return _replace_xmp_in_jpeg(content, xmp)
        if content.startswith(b"RIFF") and content[8:15] == b"WEBPVP8":
            return _replace_xmp_in_webp(content, xmp)
    except (struct.error, IndexError) as error:
        raise InvalidPicture(gettext("This rendition is damaged.")) from error
    raise InvalidPicture(gettext("Renditions of this format have to be made again."))


def _replace_xmp_in_jpeg(content: bytes, xmp: bytes) -> bytes:
    """Return a JPEG file with the packet as its only XMP segment (APP1, ISO 16684-3), right after the JFIF segment."""
    segments, jfif, offset = [], b"", 2
    while content[offset : offset + 1] == b"\xff" and content[offset + 1] != 0xDA:
        marker, length = struct.unpack_from(">xBH", content, offset)
        segment = content[offset : offset + 2 + length]
        if marker == 0xE0 and not segments:
            jfif = segment
        elif not segment[4:].startswith(_XMP_SEGMENT_LABEL):
            segments.append(segment)
        offset += 2 + length
    body = _XMP_SEGMENT_LABEL + xmp
    stamp = struct.pack(">BBH", 0xFF, 0xE1, len(body) + 2) + body if xmp else b""
    return b"\xff\xd8" + jfif + stamp + b"".join(segments) + content[offset:]


def _replace_xmp_in_webp(content: bytes, xmp: bytes) -> bytes:
    """Return a WebP file in the extended format with the packet as its last and only XMP chunk (RFC 9649, 2.7)."""
    chunks, offset = [], 12
    while offset < len(content):
        name, length = struct.unpack_from("<4sI", content, offset)
        chunks.append((name, content[offset + 8 : offset + 8 + length]))
        offset += 8 + length + length % 2
    if chunks[0][0] != b"VP8X":
        chunks.insert(0, (b"VP8X", _extended_header(content)))
    head = bytearray(chunks[0][1])
    head[0] = head[0] | 0x04 if xmp else head[0] & ~0x04
    chunks = [(b"VP8X", bytes(head)), *(chunk for chunk in chunks[1:] if chunk[0] != b"XMP ")]
    chunks += [(b"XMP ", xmp)] if xmp else []
    body = b"WEBP" + b"".join(name + struct.pack("<I", len(c)) + c + b"\0" * (len(c) % 2) for name, c in chunks)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _extended_header(content: bytes) -> bytes:
    """Return the VP8X header (flags and size) that makes a simple WebP file an extended one (RFC 9649, 2.7)."""
    with decoder_errors():
        image = Image.open(as_file(content), formats=["WEBP"])
    flags = 0x10 if image.mode == "RGBA" else 0
    return struct.pack("<B3x", flags) + b"".join((side - 1).to_bytes(3, "little") for side in image.size)
