"""The EXIF block and its directory of tags, which is that of TIFF.

Standards: Exif 3.0 (CIPA DC-008) and TIFF 6.0. Not read by Pillow, which decodes every text as Latin-1 and fails on
damaged directories. Neither the position nor the camera is read.
"""

import struct

from articles.images.metadata.values import decode

TEXTS = {0x010E: "ImageDescription", 0x013B: "Artist", 0x8298: "Copyright", 0x9003: "DateTimeOriginal"}
XMP_TAG = 0x02BC
IPTC_TAG = 0x83BB
PHOTOSHOP_TAG = 0x8649
EXIF_DIRECTORY = 0x8769

MAX_ENTRIES = 1_000
MAX_BYTES = 1_048_576  # of a block inside the block
MAX_TEXT_BYTES = 65_536  # bytes
MAX_NAMES = 100

_WANTED = {*TEXTS, XMP_TAG, IPTC_TAG, PHOTOSHOP_TAG, EXIF_DIRECTORY}
_ORDERS = {b"II*\0": "<", b"MM\0*": ">"}
_SIZES = {3: 2, 4: 4, 5: 8, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}  # bytes by type of value; all others are one byte


def read_tags(tiff: bytes) -> dict[int, bytes]:
    """Return the values, as bytes, of the tags about makers and rights; damaged ones are left out.

    They are in the first directory and in its Exif directory.
    """
    order = _ORDERS.get(tiff[:4])
    if not order:
        return {}
    tags: dict[int, bytes] = {}
    _read_directory(tiff, order, tiff[4:8], tags)
    _read_directory(tiff, order, tags.pop(EXIF_DIRECTORY, b""), tags)
    return tags


def read_texts(blocks: list[bytes]) -> dict[str, list[str]]:
    """Return the texts by their Exif names, each from the first block that has it; names in Artist are split at ";".

    A text ends at NUL. Copyright may have two, the photographer's and the editor's (Exif 3.0, tag 33432); the second
    counts if the first is blank.
    """
    texts: dict[str, list[str]] = {}
    for tags in map(read_tags, blocks):
        for tag, name in TEXTS.items():
            parts = [part for part in tags.get(tag, b"")[:MAX_TEXT_BYTES].split(b"\0", 2) if part.strip()]
            if parts and name not in texts:
                text = decode(parts[0])
                texts[name] = text.split(";", MAX_NAMES) if name == "Artist" else [text]
    return texts


def _read_directory(tiff: bytes, order: str, offset: bytes, tags: dict[int, bytes]) -> None:
    """Add the wanted entries of the directory (TIFF 6.0, section 2) at an offset given as the file's own bytes."""
    try:
        (start,) = struct.unpack(order + "I", offset)
        (count,) = struct.unpack_from(order + "H", tiff, start)
        for entry in range(start + 2, start + 2 + 12 * min(count, MAX_ENTRIES), 12):
            tag, kind, number = struct.unpack_from(order + "HHI", tiff, entry)
            if tag not in _WANTED or tag in tags:
                continue
            length = number * _SIZES.get(kind, 1)
            (value,) = struct.unpack_from(order + "I", tiff, entry + 8) if length > 4 else (entry + 8,)
            tags[tag] = tiff[value : value + min(length, MAX_BYTES)]
    except struct.error:
        return
