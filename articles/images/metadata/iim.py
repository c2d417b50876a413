"""The IPTC-IIM block: numbered datasets of limited length, and the Photoshop resources that contain them.

Standards: IPTC-IIM 4.2 (datasets, their limits in bytes, 1:90 for the character set) and Adobe's "Photoshop File
Formats" (image resource blocks).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from articles.images.metadata.values import decode, joined

LIMITS = {  # bytes
    "2:05": 64, "2:25": 64, "2:40": 256, "2:80": 32, "2:85": 32, "2:90": 32, "2:95": 32, "2:101": 64, "2:103": 32,
    "2:105": 256, "2:110": 32, "2:115": 32, "2:116": 128, "2:120": 2000,
}  # fmt: skip
SLACK = 4  # bytes: some writers reserve one for a NUL, and part of a UTF-8 character (up to three) is cut off

IPTC_RESOURCE = 0x0404
EXIF_RESOURCE = 0x0422
XMP_RESOURCE = 0x0424

MAX_BYTES = 262_144
MAX_DATASETS = 2_000
MAX_RESOURCES = 1_000

_TEXTS = range(5, 200)  # of record 2; the others are binary, such as a version number or a preview


@dataclass
class Datasets:
    """Texts by dataset ("2:80"); `full` are those as long as their limit, so probably cut.

    `cut_short` is set if a block ends inside a dataset or is too long to be read whole.
    """

    texts: dict[str, list[str]] = field(default_factory=dict)
    full: dict[str, list[str]] = field(default_factory=dict)
    cut_short: bool = False

    def texts_of(self, names: str) -> list[str]:
        """Return the texts of a dataset, or of several joined by "+" the first of each as one text."""
        if "+" not in names:
            return self.texts.get(names, [])
        return [joined(text for name in names.split("+") for text in self.texts.get(name, [])[:1])]


def read_datasets(blocks: list[bytes]) -> Datasets:
    """Return the texts of all blocks; of a dataset in several blocks the first counts."""
    datasets = Datasets()
    for block in blocks:
        texts: dict[str, list[str]] = {}
        for record, number, content in _datasets(block[:MAX_BYTES], datasets):
            if record == 2 and number in _TEXTS:
                name = f"2:{number:02}"
                full = len(content.rstrip(b"\0 ")) >= LIMITS.get(name, MAX_BYTES) - SLACK
                text = _text(content, full)
                texts.setdefault(name, []).append(text)
                if full:
                    datasets.full.setdefault(name, []).append(text)
        datasets.texts = texts | datasets.texts
        datasets.cut_short |= len(block) > MAX_BYTES
    return datasets


def _datasets(block: bytes, datasets: Datasets) -> Iterator[tuple[int, int, bytes]]:
    """Yield record, number and content of each dataset (IIM 4.2, section 1.6); stop where the block is cut short."""
    offset = 0
    for _ in range(MAX_DATASETS):
        if block[offset : offset + 1] != b"\x1c":
            return
        header = block[offset : offset + 5]
        length = int.from_bytes(header[3:])
        start = offset + 5
        if length & 0x8000:  # an extended dataset gives the number of bytes of its length
            start += length & 0x7FFF
            length = int.from_bytes(block[offset + 5 : min(start, offset + 9)])
        offset = start + length
        if len(header) < 5 or offset > len(block):
            break
        yield header[1], header[2], block[start:offset]
    datasets.cut_short = True


def _text(content: bytes, full: bool) -> str:
    """Return the text, without the incomplete UTF-8 character that a limit in bytes may leave at its end."""
    # Dataset 1:90 (the character set) is ignored: most files lack it, and in others it is wrong.
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        complete = content[: error.start]
        if error.reason == "unexpected end of data" and (full or not complete.isascii()):
            return complete.decode("utf-8")
        return decode(content)


def photoshop_resources(block: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield number and content of each image resource: signature, number, padded name, length, padded content.

    Signatures are searched for, because writers pad differently.
    """
    offset = 0
    for _ in range(MAX_RESOURCES):
        offset = block.find(b"8BIM", offset)
        if offset < 0 or offset + 12 > len(block):
            return
        number = int.from_bytes(block[offset + 4 : offset + 6])
        start = offset + 6 + (block[offset + 6] + 2) // 2 * 2
        length = int.from_bytes(block[start : start + 4])
        offset = start + 4 + length
        yield number, block[start + 4 : offset]
