"""The XMP block: reads packets of every shape and writes small new ones.

Standards: XMP (ISO 16684-1) for the packet and its RDF; IPTC Photo Metadata 2025.1 and PLUS for the properties.
XML is parsed by defusedxml without document types and entities, and only after its size has been checked.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from xml.sax.saxutils import escape

from defusedxml import DefusedXmlException, ElementTree
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.images.metadata.fields import FIELDS, Field
from articles.images.metadata.values import decode, joined
from articles.text import printable

MAX_BYTES = 262_144  # real packets have 2,000 to 60,000; a JPEG segment holds 65,533
MAX_MARKS = {"<": 6_000, "=": 6_000, "&": 20_000}  # the IPTC's reference picture has some 700 tags
MAX_DEPTH = 24

NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
    "plus": "http://ns.useplus.org/ldf/xmp/1.0/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "exif": "http://ns.adobe.com/exif/1.0/",
    "tiff": "http://ns.adobe.com/tiff/1.0/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
}
Value = str | list | dict

_STANDARD_NAMES = {
    name.lower(): name for field in FIELDS.values() for path in field.xmp for name in re.split("[/+]", path)
}
_PREFIXES = {address.rstrip("/#"): prefix for prefix, address in NAMESPACES.items()}
_RDF = f"{{{NAMESPACES['rdf']}}}"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_ROOT = re.compile(r"<!DOCTYPE|<(?:[\w.-]+:)?(xmpmeta|xapmeta|RDF)(?=[\s>])")
_MARKS = (b"<?xpacket", b"xmpmeta", b"xapmeta", b"RDF", b"<\0?", b"<\0\0\0?", b"<!DOCTYPE")
_WIDE_ENCODINGS = [
    ("utf-32-be", b"\0\0\0<\0\0\0"),
    ("utf-32-le", b"<\0\0\0"),
    ("utf-16-be", b"\0<\0"),
    ("utf-16-le", b"<\0"),
]
_NO_RDF = _("An XMP packet could not be read: it has no RDF.")
_BEGIN = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
_END = '<?xpacket end="r"?>'
_WRITTEN_PREFIXES = ("dc", "photoshop", "xmpRights", "Iptc4xmpExt", "plus")
_ALTERNATIVES = ("dc:rights", "xmpRights:UsageTerms")
_STRAY_BYTES = {0xDC00 + byte: decode(bytes([byte])) for byte in range(0x80, 0x100)}
_CHARACTER = re.compile(r"&#(?:x([0-9a-fA-F]{1,6})|([0-9]{1,7}));")


class UnreadablePacket(ValueError):
    """The packet is refused or is not XMP; the message is for the editor."""


def looks_like_xmp(block: bytes) -> bool:
    """Return whether a block with an unreliable label is an XMP packet."""
    return any(mark in block for mark in _MARKS)


def read_packet(packet: bytes) -> dict[str, Value]:
    """Return the properties of a packet by name ("dc:creator"). Raise `UnreadablePacket`.

    A value is a string, a list (Bag, Seq) or a dict: of languages (Alt, "x-default") or of fields (a structure). The
    first value of a property counts. GPS positions are left out: they may show where somebody lives.
    """
    if len(packet) > MAX_BYTES:
        raise UnreadablePacket(
            gettext("An XMP packet of %(size)s bytes was not read: %(limit)s is the limit.")
            % {"size": f"{len(packet):,}", "limit": f"{MAX_BYTES:,}"}
        )
    text = _text(packet)
    if any(text.count(mark) > limit for mark, limit in MAX_MARKS.items()):
        raise UnreadablePacket(gettext("An XMP packet was not read: it has far too many parts."))
    try:
        root = ElementTree.fromstring(_xml(text), forbid_dtd=True)
    except DefusedXmlException as error:
        raise UnreadablePacket(
            gettext("An XMP packet was refused: it declares a document type or entities.")
        ) from error
    except ElementTree.ParseError as error:
        raise UnreadablePacket(
            gettext("An XMP packet could not be read: its XML is not well-formed (%(error)s).") % {"error": error}
        ) from error
    rdf = next(root.iter(_RDF + "RDF"), None)
    if rdf is None:
        raise UnreadablePacket(_NO_RDF)
    return _properties(rdf)


def _text(packet: bytes) -> str:
    """Return the text in UTF-8, UTF-16 or UTF-32, which ISO 16684-1 allows; other bytes are read as Windows-1252."""
    for encoding, mark in _WIDE_ENCODINGS:
        if (start := packet[:64].find(mark)) >= 0:
            return packet[start:].decode(encoding, "ignore")
    try:
        return packet.decode("utf-8")
    except UnicodeDecodeError:
        return packet.decode("utf-8", "surrogateescape").translate(_STRAY_BYTES)


def _xml(text: str) -> str:
    """Return the XML of a packet from its root element on, without header and padding.

    A document type before the root stays, so that the parser refuses it.
    """
    text = _CHARACTER.sub(_valid_reference, printable(text))
    root = _ROOT.search(text)
    if not root:
        raise UnreadablePacket(_NO_RDF)
    end = text.rfind(f"{root[1]}>")
    return text[root.start() : end + len(root[1]) + 1] if root[1] and end >= 0 else text[root.start() :]


def _valid_reference(reference: re.Match) -> str:
    """Return a character reference, or "" if XML 1.0 does not allow its character."""
    code = int(reference[1], 16) if reference[1] else int(reference[2])
    return reference[0] if code < 0x110000 and printable(chr(code)) else ""


def _properties(node, depth: int = 0) -> dict[str, Value]:
    """Return the properties of a node, written as attributes or elements, also inside an rdf:Description."""
    properties: dict[str, Value] = {}
    if depth > MAX_DEPTH:
        return properties
    named = [(_name(tag), text) for tag, text in node.items() if not tag.startswith((_RDF, _XML))]
    for child in node:
        if child.tag == _RDF + "Description":
            named += _properties(child, depth + 1).items()
        else:
            named.append((_name(child.tag), _value(child, depth + 1)))
    for name, value in named:
        if ":" in name and not name.startswith("exif:GPS") and not properties.get(name):
            properties[name] = value
    return properties


def _value(node, depth: int) -> Value:
    if depth > MAX_DEPTH:
        return ""
    for child in node:
        if child.tag == _RDF + "Alt":
            return _languages(child, depth)
        if child.tag in (_RDF + "Bag", _RDF + "Seq"):
            return [_value(item, depth + 1) for item in child]
    return _properties(node, depth) or node.get(_RDF + "resource") or node.text or ""


def _languages(alternatives, depth: int) -> dict[str, Value]:
    languages: dict[str, Value] = {}
    for item in alternatives:
        languages.setdefault(item.get(_XML + "lang", "x-default").lower(), _value(item, depth + 1))
    return languages


def _name(tag: str) -> str:
    """Return the name of a property with the prefix of the IPTC standard, or the tag if its namespace is unknown.

    The case of known fields is corrected: real files have dc:Rights and plus:ImageSupplierImageId.
    """
    address, _brace, name = tag.removeprefix("{").rpartition("}")
    prefix = _PREFIXES.get(address.rstrip("/#"))
    return _STANDARD_NAMES.get(f"{prefix}:{name}".lower(), f"{prefix}:{name}") if prefix else tag


def texts_at(properties: dict[str, Value], path: str) -> Iterator[str]:
    """Yield the texts of a property or of a field of a structure, such as "plus:Licensor/plus:LicensorURL".

    Of several properties, whose names are joined by "+", it yields one text: "Lyon, France".
    """
    name, _slash, rest = path.partition("/")
    if "+" in name:
        yield joined(next(texts_at(properties, part), "") for part in name.split("+"))
        return
    value = properties.get(name, "")
    if not rest:
        yield from _texts(value)
        return
    for structure in value if isinstance(value, list) else [value]:
        if isinstance(structure, dict):
            yield from texts_at(structure, rest)


def _texts(value: Value) -> Iterator[str]:
    """Yield the texts of a value; of an Alt only that of the default language, or else the first."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
    elif "rdf:value" in value:
        yield from _texts(value["rdf:value"])
    elif value and not any(":" in key for key in value):
        yield from _texts(value.get("x-default") or next(iter(value.values())))


def written_at(properties: dict[str, Value]) -> datetime | None:
    """Return when the metadata of a packet, or else its file, was last changed; None if it does not say."""
    for name in ("xmp:MetadataDate", "xmp:ModifyDate"):
        for text in texts_at(properties, name):
            try:
                moment = datetime.fromisoformat(text.strip())
            except ValueError:
                continue
            # Without a zone it is some local time, and as good as UTC for telling years or days apart.
            return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return None


def newest_first(packets: list[dict[str, Value]]) -> list[dict[str, Value]]:
    """Return packets newest first, if all say when they were written, and otherwise in the order of the file."""
    moments = [written_at(packet) for packet in packets]
    if None in moments:
        return packets
    return [packet for _, packet in sorted(zip(moments, packets, strict=True), key=lambda pair: pair[0], reverse=True)]


def xmp_packet(
    *,
    creators: Iterable[str] = (),
    credit_line: str = "",
    copyright_notice: str = "",
    web_statement: str = "",
    digital_source_type: str = "",
    usage_terms: str = "",
    licensor_url: str = "",
) -> bytes:
    """Return a packet of these fields, for a rendition; `b""` if all are empty.

    It is read-only, without padding (ISO 16684-1, section 7), and always fits into one JPEG segment. Values are
    cleaned and cut as `read_metadata` does it, so that it reads what was written.
    """
    values = {
        "creators": list(creators),
        "credit_line": [credit_line],
        "copyright_notice": [copyright_notice],
        "web_statement": [web_statement],
        "digital_source_type": [digital_source_type],
        "usage_terms": [usage_terms],
        "licensor_url": [licensor_url],
    }
    properties = "".join(_property(FIELDS[name], texts) for name, texts in values.items())
    spaces = "".join(f' xmlns:{prefix}="{NAMESPACES[prefix]}"' for prefix in _WRITTEN_PREFIXES)
    description = f'<rdf:Description rdf:about=""{spaces}>{properties}</rdf:Description>'
    rdf = f'<rdf:RDF xmlns:rdf="{NAMESPACES["rdf"]}">{description}</rdf:RDF>'
    packet = f'{_BEGIN}<x:xmpmeta xmlns:x="adobe:ns:meta/">{rdf}</x:xmpmeta>{_END}'
    return packet.encode() if properties else b""


def _property(field: Field, texts: list[str]) -> str:
    """Return a property as an element in the form of the standard: Seq, Alt, a Seq of structures, or text."""
    name, _slash, part = field.xmp[0].partition("/")
    items = [escape(text) for text in field.offered(field.cleaned(texts))]
    if not items:
        return ""
    if part:
        inner = f'<rdf:Seq><rdf:li rdf:parseType="Resource"><{part}>{items[0]}</{part}></rdf:li></rdf:Seq>'
    elif name in _ALTERNATIVES:
        inner = f'<rdf:Alt><rdf:li xml:lang="x-default">{items[0]}</rdf:li></rdf:Alt>'
    elif field.max_values:
        inner = f"<rdf:Seq>{''.join(f'<rdf:li>{item}</rdf:li>' for item in items)}</rdf:Seq>"
    else:
        inner = items[0]
    return f"<{name}>{inner}</{name}>"
