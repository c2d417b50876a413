"""Renditions: the sizes of a picture that readers get, and the cropped one that shared links show.

Nothing here knows a database row. A rendition carries pixels, a colour profile and one packet of XMP, and the packet
can be exchanged without touching the pixels: correcting a credit costs no decoding.
"""

import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from PIL import Image

from articles.images.ingest import UnfitPicture, decoding, encoded, processing, stream

MASTERS = ("JPEG", "PNG", "WEBP")
SHARED = (1200, 630)  # pixels; what social sites ask for
FORMATS = {  # extension to media type and what Pillow is told; method 4 and speed 8 keep a large upload under seconds
    "webp": ("image/webp", "WEBP", {"quality": 80, "method": 4}),
    "jpg": ("image/jpeg", "JPEG", {"quality": 82, "progressive": True}),
    "avif": ("image/avif", "AVIF", {"quality": 60, "speed": 8}),
}
VERSION = 1  # raised whenever the same master would come out otherwise: `manage.py renditions` then makes all anew

_XMP_LABEL = b"http://ns.adobe.com/xap/1.0/\0"


@dataclass(frozen=True)
class Rendition:
    """One size of a master as readers get it; width and height in pixels, `extension` without a dot."""

    content: bytes
    extension: str
    content_type: str
    width: int
    height: int


def renditions(
    master: BinaryIO | bytes, widths: Iterable[int], formats: Iterable[str] = ("webp",), *, xmp: bytes = b""
) -> Iterator[Rendition]:
    """Yield the master at each width in pixels in each format, the widest first, with `xmp` as its only metadata.

    Nothing is enlarged: widths beyond the master's give one rendition at the master's own. The master is decoded
    once and each size is made from the one before. Raises UnfitPicture if the master itself cannot be read, and
    ProcessingFailed if nothing can be made of it.
    """
    with decoding():
        image = Image.open(stream(master), formats=MASTERS)
        image.load()
    for width in sorted({min(width, image.width) for width in widths}, reverse=True):
        with processing():
            image.thumbnail((width, image.height), Image.Resampling.LANCZOS, reducing_gap=3)
        for extension in formats:
            yield _rendition(image, extension, xmp)


def shared(master: BinaryIO | bytes, focus: tuple[float, float], *, xmp: bytes = b"") -> Rendition:
    """Return the picture that shared links show: 1200 by 630 pixels, the focal point as near its middle as can be.

    `focus` is (from the left, from the top), each from 0 to 1. Nothing is enlarged: of a small master it is the
    largest part of that shape. Raises UnfitPicture if the master cannot be read, and ProcessingFailed if nothing can
    be made of it.
    """
    with processing():
        with decoding():
            image = Image.open(stream(master), formats=MASTERS)
        whole, part = image.size, crop(image.size, focus)
        width, height = part[2] - part[0], part[3] - part[1]
        size = SHARED if width >= SHARED[0] else (round(width), round(height))
        with decoding():
            image.draft(None, (round(whole[0] * size[0] / width), round(whole[1] * size[1] / height)))
            image.load()
        cut = image.resize(size, Image.Resampling.LANCZOS, box=scaled(part, whole, image.size), reducing_gap=3)
        cut.info = {"icc_profile": image.info.get("icc_profile")}
    return _rendition(cut, "jpg", xmp)


def crop(size: tuple[int, int], focus: tuple[float, float]) -> tuple[float, float, float, float]:
    """Return the largest part in the shape of `SHARED` that holds the focal point: left, top, right and bottom."""
    wide = min(size[0], size[1] * SHARED[0] / SHARED[1])
    high = min(size[1], wide * SHARED[1] / SHARED[0])
    left = min(max(focus[0] * size[0] - wide / 2, 0), size[0] - wide)
    top = min(max(focus[1] * size[1] - high / 2, 0), size[1] - high)
    return scaled((left, top, left + wide, top + high), size, size)


def scaled(part: tuple[float, ...], whole: tuple[int, int], size: tuple[int, int]) -> tuple[float, ...]:
    """Return a part of a picture in the coordinates that it has where `whole` is scaled to `size`, and within that.

    Sums of fractions of pixels end a hair outside of the picture, which Pillow refuses.
    """
    ends = (part[place] * size[place % 2] / whole[place % 2] for place in range(4))
    return tuple(min(max(end, 0), size[place % 2]) for place, end in enumerate(ends))


def _rendition(image: Image.Image, extension: str, xmp: bytes) -> Rendition:
    content_type, form, options = FORMATS[extension]
    with processing():
        content = encoded(_opaque(image) if form == "JPEG" else image, form, xmp=xmp, **options)
    return Rendition(content, extension, content_type, image.width, image.height)


def _opaque(image: Image.Image) -> Image.Image:
    """The picture for a format that cannot be seen through: on white, as pages are."""
    if image.mode != "RGBA":
        return image
    flat = Image.new("RGB", image.size, "white")
    flat.paste(image, mask=image.getchannel("A"))
    flat.info = {"icc_profile": image.info.get("icc_profile")}
    return flat


def restamped(content: bytes, xmp: bytes) -> bytes:
    """Return a rendition with another XMP packet and the same pixels.

    Raises UnfitPicture where the file's form has no place that is known here; it is then to be made anew.
    """
    try:
        if content.startswith(b"\xff\xd8"):
            return _restamped_jpeg(content, xmp)
        if content.startswith(b"RIFF") and content[8:15] == b"WEBPVP8":
            return _restamped_webp(content, xmp)
    except (struct.error, IndexError) as error:
        raise UnfitPicture("This rendition is damaged.") from error
    raise UnfitPicture("This form of picture has to be made anew.")


def _restamped_jpeg(content: bytes, xmp: bytes) -> bytes:
    """A JPEG file with the packet as its only XMP segment (APP1; ISO 16684-3), before all but JFIF's own segment."""
    kept, first, place = [], b"", 2
    while content[place : place + 1] == b"\xff" and content[place + 1] != 0xDA:
        marker, length = struct.unpack_from(">xBH", content, place)
        segment = content[place : place + 2 + length]
        if marker == 0xE0 and not kept:
            first = segment
        elif not segment[4:].startswith(_XMP_LABEL):
            kept.append(segment)
        place += 2 + length
    body = _XMP_LABEL + xmp
    stamp = struct.pack(">BBH", 0xFF, 0xE1, len(body) + 2) + body if xmp else b""
    return b"\xff\xd8" + first + stamp + b"".join(kept) + content[place:]


def _restamped_webp(content: bytes, xmp: bytes) -> bytes:
    """A WebP file of the extended form with the packet as its only XMP chunk, the last (RFC 9649, section 2.7)."""
    chunks, place = [], 12
    while place < len(content):
        name, length = struct.unpack_from("<4sI", content, place)
        chunks.append((name, content[place + 8 : place + 8 + length]))
        place += 8 + length + length % 2
    if chunks[0][0] != b"VP8X":
        chunks.insert(0, (b"VP8X", _extended(content)))
    head = bytearray(chunks[0][1])
    head[0] = head[0] | 0x04 if xmp else head[0] & ~0x04
    chunks = [(b"VP8X", bytes(head)), *(chunk for chunk in chunks[1:] if chunk[0] != b"XMP ")]
    chunks += [(b"XMP ", xmp)] if xmp else []
    body = b"WEBP" + b"".join(name + struct.pack("<I", len(c)) + c + b"\0" * (len(c) % 2) for name, c in chunks)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _extended(content: bytes) -> bytes:
    """The header that turns a WebP file of the simple form into one of the extended form: flags and size."""
    with decoding():
        image = Image.open(stream(content), formats=["WEBP"])
    flags = 0x10 if image.mode == "RGBA" else 0
    return struct.pack("<B3x", flags) + b"".join((side - 1).to_bytes(3, "little") for side in image.size)
