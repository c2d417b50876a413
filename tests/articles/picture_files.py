"""Picture files as cameras, agencies and Photoshop write them, made byte by byte for the tests."""

import struct
import zlib
from io import BytesIO

from PIL import Image

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
SPACES = " ".join(
    f'xmlns:{prefix}="{address}"'
    for prefix, address in {
        "rdf": RDF,
        "dc": "http://purl.org/dc/elements/1.1/",
        "photoshop": "http://ns.adobe.com/photoshop/1.0/",
        "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
        "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
        "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
        "plus": "http://ns.useplus.org/ldf/xmp/1.0/",
        "exif": "http://ns.adobe.com/exif/1.0/",
    }.items()
)
XMP_LABEL = b"http://ns.adobe.com/xap/1.0/\0"


def saved(form, **options):
    """A small picture as Pillow saves it."""
    out = BytesIO()
    Image.new("RGB", (16, 16), "teal").save(out, form, **options)
    return out.getvalue()


def packet(elements="", attributes=""):
    """An XMP packet of properties written as elements or as attributes of rdf:Description."""
    description = f'<rdf:Description rdf:about="" {attributes}>{elements}</rdf:Description>'
    rdf = f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF {SPACES}>{description}</rdf:RDF></x:xmpmeta>'
    return f'<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>{rdf}<?xpacket end="w"?>'.encode()


def segment(marker, content):
    """A JPEG segment: APP1 is 0xE1, APP13 is 0xED."""
    return struct.pack(">BBH", 0xFF, marker, len(content) + 2) + content


def jpeg(*segments):
    whole = saved("JPEG")
    return whole[:2] + b"".join(segments) + whole[2:]


def xmp_segment(content, label=XMP_LABEL):
    return segment(0xE1, label + content)


def photoshop_segment(resources):
    return segment(0xED, b"Photoshop 3.0\0" + resources)


def resource(number, content, name=b""):
    """A Photoshop image resource, its name and its content padded to even lengths."""
    head = b"8BIM" + struct.pack(">HB", number, len(name)) + name + b"\0" * (1 - len(name) % 2)
    return head + struct.pack(">I", len(content)) + content + b"\0" * (len(content) % 2)


def datasets(**texts):
    """An IIM block: `by_line=[...]` or `credit=b"..."`, each text as bytes."""
    numbers = {
        "object_name": 5, "keywords": 25, "instructions": 40, "date_created": 55, "by_line": 80, "by_line_title": 85,
        "city": 90, "state": 95, "country": 101, "job_id": 103, "headline": 105, "credit": 110, "source": 115,
        "copyright": 116, "caption": 120,
    }  # fmt: skip
    block = b""
    for name, values in texts.items():
        for value in values if isinstance(values, list) else [values]:
            block += struct.pack(">BBBH", 0x1C, 2, numbers[name], len(value)) + value
    return block


def iim_segment(**texts):
    return photoshop_segment(resource(0x0404, datasets(**texts)))


def tiff(taken=b"", **texts):
    """A TIFF file of one directory without pixels, which is also what an EXIF block is: all values are bytes."""
    tags = {
        "description": 0x010E,
        "artist": 0x013B,
        "xmp": 0x02BC,
        "copyright": 0x8298,
        "iptc": 0x83BB,
        "photoshop": 0x8649,
    }
    entries = {tags[name]: value for name, value in texts.items()}
    start = 8 + 2 + 12 * (len(entries) + 1) + 4
    exif = struct.pack("<HHHII", 1, 0x9003, 2, len(taken), start + 18) + bytes(4) + taken
    rows, values = b"", exif
    for tag, value in sorted(entries.items()):
        value = value.ljust(5, b"\0")
        rows += struct.pack("<HHII", tag, 2, len(value), start + len(values))
        values += value
    rows += struct.pack("<HHII", 0x8769, 4, 1, start)
    return b"II*\0" + struct.pack("<IH", 8, len(entries) + 1) + rows + bytes(4) + values


def exif_segment(**texts):
    return segment(0xE1, b"Exif\0\0" + tiff(**texts))


def png(*chunks, after=()):
    """A PNG with chunks before its pixels and others after them."""
    whole = saved("PNG")
    return whole[:33] + b"".join(chunks) + whole[33:-12] + b"".join(after) + whole[-12:]


def chunk(name, content):
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def raw_profile(name, content, packed=True):
    """ImageMagick's chunk for a block that PNG has no place for."""
    text = f"\n{name}\n{len(content):8}\n".encode() + content.hex().encode() + b"\n"
    keyword = f"Raw profile type {name}".encode() + b"\0"
    return chunk(b"zTXt", keyword + b"\0" + zlib.compress(text)) if packed else chunk(b"tEXt", keyword + text)


def rgb_profile(length=0):
    """An ICC profile of wide colours: the primaries of Display P3, a gamma of 2.2, and as many bytes as asked for."""

    def numbers(*values):
        return b"".join(struct.pack(">i", round(value * 65_536)) for value in values)

    tags = {
        b"desc": b"desc" + bytes(4) + struct.pack(">I", 5) + b"Wide\0" + bytes(78),
        b"cprt": b"text" + bytes(4) + b"none\0",
        b"wtpt": b"XYZ " + bytes(4) + numbers(0.9642, 1, 0.8249),
        b"rXYZ": b"XYZ " + bytes(4) + numbers(0.5151, 0.2412, -0.0011),
        b"gXYZ": b"XYZ " + bytes(4) + numbers(0.2919, 0.6922, 0.0419),
        b"bXYZ": b"XYZ " + bytes(4) + numbers(0.1572, 0.0666, 0.7841),
    }
    tags |= dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), b"curv" + bytes(4) + struct.pack(">IH", 1, round(2.2 * 256)))
    tags[b"pad "] = b"data" + bytes(8) + bytes(length)
    table, values = b"", b""
    start = 128 + 4 + 12 * len(tags)
    for name, value in tags.items():
        value += bytes(-len(value) % 4)
        table += name + struct.pack(">II", start + len(values), len(value))
        values += value
    body = struct.pack(">I", len(tags)) + table + values
    head = struct.pack(">I4sI", 128 + len(body), b"lcms", 0x02100000) + b"mntrRGB XYZ "
    head += struct.pack(">6H", 2026, 1, 1, 0, 0, 0) + b"acsp" + bytes(28) + numbers(0.9642, 1, 0.8249)
    return head.ljust(128, b"\0") + body
