"""What a file says, gathered from its XMP, IPTC-IIM and EXIF blocks.

XMP counts before IIM, which cuts names at 32 bytes, and IIM before EXIF (Metadata Working Group, Guidelines 2.0);
where the blocks disagree, that is reported and not hidden.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from os import PathLike
from typing import BinaryIO

from articles.images.metadata import exif, iim
from articles.images.metadata.containers import UnreadableMetadata, find_blocks
from articles.images.metadata.fields import FIELDS, Field
from articles.images.metadata.values import clean_date
from articles.images.metadata.xmp import UnreadablePacket, Value, read_packet, texts_at
from articles.text import one_line, printable

MAX_BYTES = 67_108_864
MAX_BLOCKS = 3  # of each kind


@dataclass(frozen=True)
class EmbeddedMetadata:
    """What a file says about itself; an absent text is empty. The fields are those of IPTC Photo Metadata.

    `date_created` is an ISO year, month or day ("2021-11"); `digital_source_type` the URI as it was found.
    `conflicts` pairs a field with what each block says ("XMP", "IIM", "EXIF"), where they disagree. `warnings` are
    sentences for the editor. `raw` is all that was read, by block, fit for JSON; GPS positions are never in it.
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
    alt_text: str = ""
    people: list[str] = field(default_factory=list)
    digital_source_type: str = ""
    job_title: str = ""
    image_id: str = ""
    conflicts: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    raw: dict = field(default_factory=dict)


@dataclass
class ParsedBlocks:
    """The blocks as texts: the properties of each XMP packet, IIM's datasets, EXIF's tags by name."""

    packets: list[dict[str, Value]]
    datasets: iim.Datasets
    tags: dict[str, list[str]]

    def values_by_block(self, field_: Field) -> dict[str, list[str]]:
        """The cleaned values of a field by block, the block that counts most first; silent blocks are left out."""
        values_by_block = {
            "XMP": next(self.in_packets(field_), []),
            "IIM": field_.cleaned(self.datasets.texts.get(field_.iim, [])),
            "EXIF": field_.cleaned(self.tags.get(field_.exif, [])),
        }
        return {block: texts for block, texts in values_by_block.items() if texts}

    def in_packets(self, field_: Field) -> Iterator[list[str]]:
        """Yield what each XMP packet says of a field, if it says anything."""
        for packet in self.packets:
            if texts := field_.cleaned(text for path in field_.xmp for text in texts_at(packet, path)):
                yield texts

    def raw(self) -> dict:
        """All that was read, without what a JSON column refuses."""
        blocks = {"XMP": self.packets, "IIM": _printable(self.datasets.texts), "EXIF": _printable(self.tags)}
        return {block: found for block, found in blocks.items() if found}


def read_metadata(file: str | PathLike | bytes | BinaryIO) -> EmbeddedMetadata:
    """Read what a picture's file says about itself, without decoding its pixels.

    A file object is read from its start and left where it stood. Damage is a warning, and what stands beside it is
    read; only a file that is no picture, or cannot be read at all, raises UnreadableMetadata.
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


def _printable(found: dict[str, list[str]]) -> dict[str, list[str]]:
    return {name: [printable(text) for text in texts] for name, texts in found.items()}


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
        raise UnreadableMetadata("The file could not be read.") from error


def _parse_blocks(content: bytes) -> tuple[ParsedBlocks, list[str]]:
    """The file's blocks as texts, and sentences about what was odd or damaged."""
    found = find_blocks(content)
    warnings = list(found.warnings)
    packets = []
    for packet in found.xmp[:MAX_BLOCKS]:
        try:
            packets.append(read_packet(packet))
        except UnreadablePacket as error:
            warnings.append(str(error))
    parsed = ParsedBlocks(packets, iim.read_datasets(found.iim[:MAX_BLOCKS]), exif.read_texts(found.exif[:MAX_BLOCKS]))
    if parsed.datasets.cut_short:
        warnings.append("The IPTC-IIM block is cut short or damaged; what stood before that was read.")
    if len(found.xmp) > 1:
        warnings.append(f"The file has {len(found.xmp)} XMP packets; of each field the first value was taken.")
    if differing := [field_.label for field_ in FIELDS.values() if len(set(map(tuple, parsed.in_packets(field_)))) > 1]:
        warnings.append(f"The XMP packets differ in: {', '.join(differing)}.")
    return parsed, warnings


def _length_warnings(field_: Field, block: str, texts: list[str], full: set[str]) -> Iterator[str]:
    """Yield sentences about a value that we cut, or that its block has probably cut."""
    offered = field_.offered(texts)
    if len(offered) < len(texts):
        yield f"Values found for {field_.label}: {len(texts)}; taken: {len(offered)}. The raw record has the whole."
    elif offered != texts:
        yield f"What was found for {field_.label} was cut to {field_.max_length:,} characters; the raw record has the whole."
    if block == "IIM" and full.intersection(map(_fold, texts)):
        yield f"What was found for {field_.label} may be cut: IPTC-IIM holds only {iim.LIMITS[field_.iim]} bytes of it."


def _date_warnings(parsed: ParsedBlocks) -> Iterator[str]:
    """Yield a sentence about the first date of creation that is not understood; zeros and blanks mean none."""
    field_ = FIELDS["date_created"]
    found = [text for packet in parsed.packets for text in texts_at(packet, field_.xmp[0])]
    found += parsed.datasets.texts.get(field_.iim, []) + parsed.tags.get(field_.exif, [])
    for text in found:
        if not clean_date(text) and any(character in text for character in "123456789"):
            yield f'The date created was not understood: "{one_line(text)[:40]}".'
            return


def _is_conflict(field_: Field, values_by_block: dict[str, list[str]], full: set[str]) -> bool:
    """Whether a block says what none of the blocks that count more says."""
    blocks = list(values_by_block.items())
    return any(
        not any(_agrees(field_, higher, texts, full if block == "IIM" else set()) for _, higher in blocks[:place])
        for place, (block, texts) in enumerate(blocks)
        if place
    )


def _agrees(field_: Field, higher: list[str], lower: list[str], full: set[str]) -> bool:
    """Whether two blocks say the same, but for white space, cut names in IIM, and dates of another precision."""
    pairs = [(_fold(one), _fold(other)) for one, other in zip(higher, lower, strict=False)]
    if field_.clean is clean_date:
        return all(one.startswith(other) or other.startswith(one) for one, other in pairs)
    same = all(one == other or (other in full and one.startswith(other)) for one, other in pairs)
    return (same and len(higher) == len(lower)) or _fold("; ".join(higher)) == _fold("; ".join(lower))


def _fold(text: str) -> str:
    return unicodedata.normalize("NFC", one_line(text))
