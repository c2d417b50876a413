"""Finds the metadata blocks in files of every format.

Standards: JPEG (ISO 10918-1, segments APP1 and APP13), PNG 3 (text and eXIf chunks), TIFF 6.0, WebP (RFC 9649), and
for XMP in all of them XMP part 3. Not read by Pillow, which returns one XMP packet of several, reads text after a
PNG's pixels only by decoding them, and fails on files that are damaged elsewhere.
"""

import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from io import BytesIO

from django.utils.translation import gettext, gettext_lazy

from articles.images.decoding import open_picture
from articles.images.metadata import exif, iim
from articles.images.metadata.values import decode
from articles.images.metadata.xmp import MAX_BYTES, looks_like_xmp

MAX_PARTS = 20_000  # segments or chunks; a large PNG has some thousands
MAX_SCANNED_BYTES = 8_388_608  # bytes
MAX_FILL_BYTES = 65_536  # bytes between two segments
MAX_TEXT_CHUNKS = 8  # PNG chunks that are unpacked
MAX_TEXT_CHUNK_BYTES = 2 * MAX_BYTES  # hexadecimal digits of a block that is just short enough

_MARKER = re.compile(rb"\xff[\x01-\xfe]")
_NO_LENGTH = {0x01, *range(0xD0, 0xD8)}
_END_OF_HEADER = {0xD9, 0xDA}
_EXTENDED_XMP = b"http://ns.adobe.com/xmp/extension/"
_KEYWORDS = (b"XML:com.adobe.xmp\0", b"Raw profile type ")
_PNG_KEYWORDS = (b"Author\0", b"Copyright\0", b"Description\0", b"Title\0")  # of PNG 3, section 11.3.3.2
_PACKETS = [(b"<?xpacket begin", b"<?xpacket end"), (b"<x:xmpmeta", b"</x:xmpmeta>"), (b"<rdf:RDF", b"</rdf:RDF>")]
_EXIF_HEADS = (b"Exif\0\0II*\0", b"Exif\0\0MM\0*")
_BRANDS = (b"avif", b"avis", b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
_CUT_SHORT = gettext_lazy("The file is damaged: it ends early.")


class UnreadableMetadata(ValueError):
    """The file is not a picture or cannot be read at all; the message is for the editor."""


@dataclass
class Blocks:
    """The raw blocks of a file, by kind and in the order of the file, and warnings about the file."""

    xmp: list[bytes] = field(default_factory=list)
    iim: list[bytes] = field(default_factory=list)
    exif: list[bytes] = field(default_factory=list)
    png: dict[str, list[str]] = field(default_factory=dict)  # texts by keyword
    warnings: list[str] = field(default_factory=list)

    def add_exif(self, block: bytes) -> None:
        self.exif.append(block.removeprefix(b"Exif\0\0"))

    def add_photoshop(self, block: bytes) -> None:
        add = {iim.IPTC_RESOURCE: self.iim.append, iim.XMP_RESOURCE: self.xmp.append, iim.EXIF_RESOURCE: self.add_exif}
        for number, content in iim.photoshop_resources(block):
            if number in add:
                add[number](content)

    def add_by_look(self, block: bytes) -> None:
        """Add a block by its first bytes, because its label is wrong as often as right."""
        if block.startswith((b"Exif\0\0", b"II*\0", b"MM\0*")):
            self.add_exif(block)
        elif block.startswith(b"\x1c"):
            self.iim.append(block)
        elif looks_like_xmp(block):
            self.xmp.append(block)
        else:
            self.add_photoshop(block)


def find_blocks(file: bytes) -> Blocks:
    """Return the metadata blocks of a picture. Raise `UnreadableMetadata` if its first bytes are not a picture's."""
    blocks = Blocks()
    _walker(file)(file, blocks)
    return blocks


def _walker(file: bytes) -> Callable[[bytes, Blocks], None]:
    starts = {
        b"\xff\xd8\xff": _walk_jpeg,
        b"\x89PNG\r\n\x1a\n": _walk_png,
        b"II*\0": _walk_tiff,
        b"MM\0*": _walk_tiff,
        b"GIF87a": _scan,
        b"GIF89a": _scan,
    }
    for start, walk in starts.items():
        if file.startswith(start):
            return walk
    if file.startswith(b"RIFF") and file[8:12] == b"WEBP":
        return _walk_webp
    if file[4:8] == b"ftyp" and any(brand in file[8:64] for brand in _BRANDS):
        return _walk_avif
    raise UnreadableMetadata(gettext("This is not a picture whose metadata can be read."))


def _walk_jpeg(file: bytes, blocks: Blocks) -> None:
    # Photoshop's resources may span several APP13 segments, so these are joined first. XMP is recognised by its
    # content, because its label is spelled in several ways. Extended XMP (XMP part 3: what exceeds one segment, such as
    # previews, depth maps and histories) is ignored.
    resources = []
    for marker, content in _segments(file, blocks):
        if marker == 0xED and content.startswith(b"Photoshop 3.0\0"):
            resources.append(content[14:])
        elif marker == 0xE1 and content.startswith(b"Exif\0\0"):
            blocks.add_exif(content)
        elif marker == 0xE1 and not content.startswith(_EXTENDED_XMP) and looks_like_xmp(content):
            blocks.xmp.append(content)
    blocks.add_photoshop(b"".join(resources))


def _segments(file: bytes, blocks: Blocks) -> Iterator[tuple[int, bytes]]:
    """Yield marker and content of each segment up to the pixels."""
    offset = 2
    for _ in range(MAX_PARTS):
        match = _MARKER.search(file, offset, offset + MAX_FILL_BYTES)
        if not match:
            break
        marker, offset = file[match.start() + 1], match.end()
        if marker in _END_OF_HEADER:
            return
        if marker not in _NO_LENGTH:
            length = int.from_bytes(file[offset : offset + 2])
            yield marker, file[offset + 2 : offset + length]
            offset += max(length, 2)
    blocks.warnings.append(str(_CUT_SHORT))


def _walk_png(file: bytes, blocks: Blocks) -> None:
    texts = 0
    for name, start, stop in _chunks(file, blocks):
        if name == b"eXIf":
            blocks.add_exif(file[start:stop])
        elif name in _TEXTS and texts < MAX_TEXT_CHUNKS and file.startswith(_KEYWORDS + _PNG_KEYWORDS, start):
            texts += 1
            keyword, _, data = file[start : min(stop, start + MAX_TEXT_CHUNK_BYTES)].partition(b"\0")
            _add_png_text(keyword, _TEXTS[name](data), blocks)


def _add_png_text(keyword: bytes, text: bytes, blocks: Blocks) -> None:
    """Add a text of a PNG: a line about the picture, or a block of metadata."""
    if keyword + b"\0" in _PNG_KEYWORDS:
        blocks.png.setdefault(keyword.decode(), []).append(decode(text[:MAX_BYTES]))
        return
    text = text if keyword == b"XML:com.adobe.xmp" else _raw_profile(text)
    if not text:
        blocks.warnings.append(gettext("A metadata block of this PNG is damaged or too long and was not read."))
    blocks.add_by_look(text)


def _chunks(file: bytes, blocks: Blocks) -> Iterator[tuple[bytes, int, int]]:
    """Yield name, start and end of each PNG chunk up to the end of the file, because text may follow the pixels."""
    offset = 8
    for _ in range(MAX_PARTS):
        length, name = int.from_bytes(file[offset : offset + 4]), file[offset + 4 : offset + 8]
        yield name, offset + 8, offset + 8 + length
        offset += 12 + length
        if name == b"IEND":
            return
        if offset >= len(file):
            break
    blocks.warnings.append(str(_CUT_SHORT))


def _unpacked(packed: bytes) -> bytes:
    """Return decompressed text, at most one byte longer than is read, so that its reader sees that it is too long."""
    try:
        return zlib.decompressobj().decompress(packed, MAX_BYTES + 1)
    except zlib.error:
        return b""


def _international(data: bytes) -> bytes:
    """Return the text of an iTXt chunk; after the keyword come a flag, method, language and translated keyword."""
    text = data[2:].split(b"\0", 2)[-1]
    return _unpacked(text) if data[:1] == b"\x01" else text


_TEXTS = {b"tEXt": bytes, b"zTXt": lambda data: _unpacked(data[1:]), b"iTXt": _international}


def _raw_profile(text: bytes) -> bytes:
    """Return a block that ImageMagick wrote into a text chunk: its name, its length, then hexadecimal lines."""
    lines = text.strip().split(b"\n", 2)
    try:
        return bytes.fromhex(lines[-1].decode("ascii"))
    except ValueError:
        return b""


def _walk_tiff(file: bytes, blocks: Blocks) -> None:
    tags = exif.read_tags(file)
    blocks.exif.append(file)
    blocks.xmp += [tags[exif.XMP_TAG]] if exif.XMP_TAG in tags else []
    blocks.iim += [tags[exif.IPTC_TAG]] if exif.IPTC_TAG in tags else []
    blocks.add_photoshop(tags.get(exif.PHOTOSHOP_TAG, b""))


def _walk_webp(file: bytes, blocks: Blocks) -> None:
    offset = 12
    for _ in range(MAX_PARTS):
        name, length = file[offset : offset + 4], int.from_bytes(file[offset + 4 : offset + 8], "little")
        if name == b"EXIF":
            blocks.add_exif(file[offset + 8 : offset + 8 + length])
        elif name == b"XMP ":
            blocks.xmp.append(file[offset + 8 : offset + 8 + length])
        offset += 8 + length + length % 2
        if offset >= len(file):
            blocks.warnings += [str(_CUT_SHORT)] if offset > len(file) + 1 else []
            return


def _walk_avif(file: bytes, blocks: Blocks) -> None:
    """Read the boxes of AVIF and HEIF with Pillow, and scan what it cannot open."""
    try:
        info = open_picture(BytesIO(file)).info
    except Exception:  # a damaged file makes a decoder raise anything, and it can still be scanned
        info = {}
    if info.get("exif"):
        blocks.add_exif(info["exif"])
    if info.get("xmp"):
        blocks.xmp.append(info["xmp"])
    if not (info.get("exif") or info.get("xmp")):
        _scan(file, blocks)


def _scan(file: bytes, blocks: Blocks) -> None:
    """Search the first bytes of a file for the marks of blocks, in formats without a parser here."""
    file = file[:MAX_SCANNED_BYTES]
    for begin, end in _PACKETS:
        start = file.find(begin)
        while start >= 0 and len(blocks.xmp) < 4:
            stop = file.find(end, start)
            blocks.xmp += [file[start : stop + len(end)]] if stop >= 0 else []
            start = file.find(begin, stop) if stop >= 0 else -1
        if blocks.xmp:
            break
    for start in map(file.find, _EXIF_HEADS):
        if start >= 0:
            blocks.add_exif(file[start : start + exif.MAX_BYTES])
