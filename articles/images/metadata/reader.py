"""Reads a file's metadata from its XMP, IPTC-IIM and EXIF blocks.

XMP comes before IIM, which cuts names at 32 bytes, and IIM before EXIF (Metadata Working Group, Guidelines 2.0), and a
PNG's own texts come last. Of several XMP packets the newest comes first. Conflicts between the blocks are reported.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from os import PathLike
from typing import BinaryIO

from django.utils.translation import gettext

from articles.images.metadata import exif, iim
from articles.images.metadata.containers import UnreadableMetadata, find_blocks
from articles.images.metadata.fields import FIELDS, Field
from articles.images.metadata.values import clean_date
from articles.images.metadata.xmp import UnreadablePacket, Value, newest_first, read_packet, texts_at, written_at
from articles.text import one_line, printable

MAX_BYTES = 67_108_864
MAX_BLOCKS = 3  # of each kind
XMP_BLOCKS = ("XMP", "other XMP", "third XMP")


@dataclass(frozen=True)
class EmbeddedMetadata:
    """The metadata of a file; an absent text is "". The fields are those of IPTC Photo Metadata.

    `date_created` is an ISO year, month or day ("2021-11"); `digital_source_type` the URI as in the file.
    `place` is the city, state and country in one line. `conflicts` are pairs of a field and its values by block, where
    these differ: "XMP", "other XMP" of a second packet, "IIM", "EXIF", "PNG text". `warnings` are
    messages for the editor. `raw` is everything that was read, by block, as JSON; it never has GPS positions.
    """

    creators: list[str] = field(default_factory=list)
    credit_line: str = ""
    source: str = ""
    copyright_notice: str = ""
    caption: str = ""
    headline: str = ""
    instructions: str = ""
    usage_terms: str = ""
    web_statement: str = ""
    licensor_url: str = ""
    date_created: str = ""
    place: str = ""
    alt_text: str = ""
    people: list[str] = field(default_factory=list)
    keywords: list[str] = field(default_factory=list)
    digital_source_type: str = ""
    job_title: str = ""
    image_id: str = ""
    conflicts: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    raw: dict = field(default_factory=dict)


@dataclass
class ParsedBlocks:
    """The parsed blocks: the properties of each XMP packet (newest first), IIM's datasets, EXIF's tags by name, and a
    PNG's texts by keyword.
    """

    packets: list[dict[str, Value]]
    datasets: iim.Datasets
    tags: dict[str, list[str]]
    png: dict[str, list[str]]

    def values_by_block(self, field_: Field) -> dict[str, list[str]]:
        """Return the cleaned values of a field by block, in the order of precedence, without blocks that have none."""
        values_by_block = dict(zip(XMP_BLOCKS, self.in_packets(field_), strict=False)) | {
            "IIM": field_.cleaned(self.datasets.texts_of(field_.iim)),
            "EXIF": field_.cleaned(self.tags.get(field_.exif, [])),
            "PNG text": field_.cleaned(self.png.get(field_.png, [])),
        }
        return {block: texts for block, texts in values_by_block.items() if texts}

    def in_packets(self, field_: Field) -> Iterator[list[str]]:
        """Yield the values of a field in each XMP packet that has any."""
        for packet in self.packets:
            if texts := field_.cleaned(text for path in field_.xmp for text in texts_at(packet, path)):
                yield texts

    def raw(self) -> dict:
        """Return everything that was read, without characters that a JSON column refuses."""
        blocks = {
            "XMP": self.packets,
            "IIM": _printable(self.datasets.texts),
            "EXIF": _printable(self.tags),
            "PNG text": _printable(self.png),
        }
        return {block: texts for block, texts in blocks.items() if texts}


def read_metadata(file: str | PathLike | bytes | BinaryIO) -> EmbeddedMetadata:
    """Return the metadata of a picture file, without decoding its pixels.

    A file object is read from its start and returned to its position. Damage gives a warning, and the rest is read.
    Raises `UnreadableMetadata` if the file is no picture or cannot be read at all.
    """
    parsed, warnings = _parse_blocks(_read_file(file))
    values, conflicts = {}, []
    for name, field_ in FIELDS.items():
        values_by_block = parsed.values_by_block(field_)
        full = {_fold(text) for text in parsed.datasets.full.get(field_.iim, [])}
        block, texts = next(iter(values_by_block.items()), ("", []))
        offered = field_.offered(texts)
        values[name] = offered if field_.max_values else "".join(offered)
        warnings += _length_warnings(field_, block, texts, full)
        if field_.is_compared and _is_conflict(field_, values_by_block, full):
            conflicts.append(
                (name, {block: "; ".join(field_.offered(texts)) for block, texts in values_by_block.items()})
            )
    warnings += _date_warnings(parsed)
    return EmbeddedMetadata(**values, conflicts=conflicts, warnings=list(dict.fromkeys(warnings)), raw=parsed.raw())


def _printable(texts_by_name: dict[str, list[str]]) -> dict[str, list[str]]:
    return {name: [printable(text) for text in texts] for name, texts in texts_by_name.items()}


def _read_file(file: str | PathLike | bytes | BinaryIO) -> bytes:
    if isinstance(file, bytes | bytearray | memoryview):
        return bytes(file)
    try:
        if isinstance(file, str | PathLike):
            with open(file, "rb") as stream:
                return stream.read(MAX_BYTES)
        position = file.tell()
        file.seek(0)
        content = file.read(MAX_BYTES)
        file.seek(position)
        return content
    except (OSError, ValueError) as error:
        raise UnreadableMetadata(gettext("The file could not be read.")) from error


def _parse_blocks(content: bytes) -> tuple[ParsedBlocks, list[str]]:
    """Return the parsed blocks of a file, and warnings about what is odd or damaged."""
    blocks = find_blocks(content)
    warnings = list(blocks.warnings)
    packets = []
    for packet in blocks.xmp[:MAX_BLOCKS]:
        try:
            packets.append(read_packet(packet))
        except UnreadablePacket as error:
            warnings.append(str(error))
    datasets, tags = iim.read_datasets(blocks.iim[:MAX_BLOCKS]), exif.read_texts(blocks.exif[:MAX_BLOCKS])
    parsed = ParsedBlocks(newest_first(packets), datasets, tags, blocks.png)
    if parsed.datasets.cut_short:
        warnings.append(gettext("The IPTC-IIM block is cut short or damaged; the part before that was read."))
    if len(blocks.xmp) > 1:
        warnings.append(_several_packets(packets) % {"count": len(blocks.xmp)})
    if differing := [field_.label for field_ in FIELDS.values() if len(set(map(tuple, parsed.in_packets(field_)))) > 1]:
        warnings.append(gettext("The XMP packets differ in: %(fields)s.") % {"fields": ", ".join(differing)})
    return parsed, warnings


def _several_packets(packets: list[dict[str, Value]]) -> str:
    """Return the warning about several packets, with a place for their `count`."""
    if packets and all(map(written_at, packets)):
        return gettext("The file has %(count)s XMP packets; the newest value of each field was used.")
    return gettext("The file has %(count)s XMP packets; the first value of each field was used.")


def _length_warnings(field_: Field, block: str, texts: list[str], full: set[str]) -> Iterator[str]:
    """Yield warnings about values that are cut here, or that their block has probably cut."""
    offered = field_.offered(texts)
    if len(offered) < len(texts):
        yield gettext(
            "Values of %(field)s in the file: %(count)s; used: %(used)s. The raw metadata has all of them."
        ) % {"field": field_.label, "count": len(texts), "used": len(offered)}
    elif offered != texts:
        yield gettext("The %(field)s was cut to %(length)s characters; the raw metadata has all of it.") % {
            "field": field_.label,
            "length": f"{field_.max_length:,}",
        }
    if block == "IIM" and full.intersection(map(_fold, texts)):
        yield gettext("The %(field)s may be cut: IPTC-IIM has only %(size)s bytes for it.") % {
            "field": field_.label,
            "size": iim.LIMITS[field_.iim],
        }


def _date_warnings(parsed: ParsedBlocks) -> Iterator[str]:
    """Yield a warning about the first date of creation that cannot be read; zeros and blanks mean none."""
    field_ = FIELDS["date_created"]
    texts = [text for packet in parsed.packets for text in texts_at(packet, field_.xmp[0])]
    texts += parsed.datasets.texts.get(field_.iim, []) + parsed.tags.get(field_.exif, [])
    for text in texts:
        if not clean_date(text) and any(character in text for character in "123456789"):
            yield gettext("The date created cannot be read: “%(date)s”.") % {"date": one_line(text)[:40]}
            return


def _is_conflict(field_: Field, values_by_block: dict[str, list[str]], full: set[str]) -> bool:
    """Return whether a block has a value that no block before it has."""
    blocks = list(values_by_block.items())
    return any(
        not any(_agrees(field_, higher, texts, full if block == "IIM" else set()) for _, higher in blocks[:place])
        for place, (block, texts) in enumerate(blocks)
        if place
    )


def _agrees(field_: Field, higher: list[str], lower: list[str], full: set[str]) -> bool:
    """Return whether two blocks agree but for white space, names that IIM cuts, and the precision of dates."""
    pairs = [(_fold(one), _fold(other)) for one, other in zip(higher, lower, strict=False)]
    if field_.clean is clean_date:
        return all(one.startswith(other) or other.startswith(one) for one, other in pairs)
    same = all(one == other or (other in full and one.startswith(other)) for one, other in pairs)
    return (same and len(higher) == len(lower)) or _fold("; ".join(higher)) == _fold("; ".join(lower))


def _fold(text: str) -> str:
    return unicodedata.normalize("NFC", one_line(text))
