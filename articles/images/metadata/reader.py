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
from articles.images.metadata.values import partial_date
from articles.images.metadata.xmp import UnreadablePacket, Value, read_packet, texts_at
from articles.text import one_line, printable

MOST_BYTES = 67_108_864
MOST_BLOCKS = 3  # of each kind


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

    def offers(self, each: Field) -> dict[str, list[str]]:
        """The cleaned values of a field by block, the block that counts most first; silent blocks are left out."""
        offers = {
            "XMP": next(self.in_packets(each), []),
            "IIM": each.cleaned(self.datasets.texts.get(each.iim, [])),
            "EXIF": each.cleaned(self.tags.get(each.exif, [])),
        }
        return {block: texts for block, texts in offers.items() if texts}

    def in_packets(self, each: Field) -> Iterator[list[str]]:
        """Yield what each XMP packet says of a field, if it says anything."""
        for packet in self.packets:
            if texts := each.cleaned(text for path in each.xmp for text in texts_at(packet, path)):
                yield texts

    def raw(self) -> dict:
        """All that was read, without what a JSON column refuses."""
        said = {"XMP": self.packets, "IIM": _printable(self.datasets.texts), "EXIF": _printable(self.tags)}
        return {block: found for block, found in said.items() if found}


def read_metadata(file: str | PathLike | bytes | BinaryIO) -> EmbeddedMetadata:
    """Read what a picture's file says about itself, without decoding its pixels.

    A file object is read from its start and left where it stood. Damage is a warning, and what stands beside it is
    read; only a file that is no picture, or cannot be read at all, raises UnreadableMetadata.
    """
    reading, warnings = _read(_content(file))
    values, conflicts = {}, []
    for name, each in FIELDS.items():
        offers = reading.offers(each)
        full = {_folded(text) for text in reading.datasets.full.get(each.iim, [])}
        block, texts = next(iter(offers.items()), ("", []))
        kept = each.kept(texts)
        values[name] = kept if each.many else "".join(kept)
        warnings += _limits(each, block, texts, full)
        if each.compared and _at_odds(each, offers, full):
            conflicts.append((name, {block: "; ".join(each.kept(texts)) for block, texts in offers.items()}))
    warnings += _odd_dates(reading)
    return EmbeddedMetadata(**values, conflicts=conflicts, warnings=list(dict.fromkeys(warnings)), raw=reading.raw())


def _printable(found: dict[str, list[str]]) -> dict[str, list[str]]:
    return {name: [printable(text) for text in texts] for name, texts in found.items()}


def _content(file: str | PathLike | bytes | BinaryIO) -> bytes:
    if isinstance(file, bytes | bytearray | memoryview):
        return bytes(file)
    try:
        if isinstance(file, str | PathLike):
            with open(file, "rb") as stream:
                return stream.read(MOST_BYTES)
        stood = file.tell()
        file.seek(0)
        content = file.read(MOST_BYTES)
        file.seek(stood)
        return content
    except (OSError, ValueError) as error:
        raise UnreadableMetadata("The file could not be read.") from error


def _read(content: bytes) -> tuple[ParsedBlocks, list[str]]:
    """The file's blocks as texts, and sentences about what was odd or damaged."""
    found = find_blocks(content)
    warnings = list(found.warnings)
    packets = []
    for packet in found.xmp[:MOST_BLOCKS]:
        try:
            packets.append(read_packet(packet))
        except UnreadablePacket as error:
            warnings.append(str(error))
    reading = ParsedBlocks(
        packets, iim.read_datasets(found.iim[:MOST_BLOCKS]), exif.read_texts(found.exif[:MOST_BLOCKS])
    )
    if reading.datasets.cut_short:
        warnings.append("The IPTC-IIM block is cut short or damaged; what stood before that was read.")
    if len(found.xmp) > 1:
        warnings.append(f"The file has {len(found.xmp)} XMP packets; of each field the first value was taken.")
    if differing := [each.label for each in FIELDS.values() if len(set(map(tuple, reading.in_packets(each)))) > 1]:
        warnings.append(f"The XMP packets differ in: {', '.join(differing)}.")
    return reading, warnings


def _limits(each: Field, block: str, texts: list[str], full: set[str]) -> Iterator[str]:
    """Yield sentences about a value that we cut, or that its block has probably cut."""
    kept = each.kept(texts)
    if len(kept) < len(texts):
        yield f"Values found for {each.label}: {len(texts)}; taken: {len(kept)}. The raw record has the whole."
    elif kept != texts:
        yield f"What was found for {each.label} was cut to {each.most:,} characters; the raw record has the whole."
    if block == "IIM" and full.intersection(map(_folded, texts)):
        yield f"What was found for {each.label} may be cut: IPTC-IIM holds only {iim.LIMITS[each.iim]} bytes of it."


def _odd_dates(reading: ParsedBlocks) -> Iterator[str]:
    """Yield a sentence about the first date of creation that is not understood; zeros and blanks mean none."""
    each = FIELDS["date_created"]
    found = [text for packet in reading.packets for text in texts_at(packet, each.xmp[0])]
    found += reading.datasets.texts.get(each.iim, []) + reading.tags.get(each.exif, [])
    for text in found:
        if not partial_date(text) and any(character in text for character in "123456789"):
            yield f'The date created was not understood: "{one_line(text)[:40]}".'
            return


def _at_odds(each: Field, offers: dict[str, list[str]], full: set[str]) -> bool:
    """Whether a block says what none of the blocks that count more says."""
    said = list(offers.items())
    return any(
        not any(_agree(each, higher, texts, full if block == "IIM" else set()) for _, higher in said[:place])
        for place, (block, texts) in enumerate(said)
        if place
    )


def _agree(each: Field, higher: list[str], lower: list[str], full: set[str]) -> bool:
    """Whether two blocks say the same, but for white space, cut names in IIM, and dates of another precision."""
    pairs = [(_folded(one), _folded(other)) for one, other in zip(higher, lower, strict=False)]
    if each.clean is partial_date:
        return all(one.startswith(other) or other.startswith(one) for one, other in pairs)
    same = all(one == other or (other in full and one.startswith(other)) for one, other in pairs)
    return (same and len(higher) == len(lower)) or _folded("; ".join(higher)) == _folded("; ".join(lower))


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", one_line(text))
