"""Colour profiles made of what a PNG says of its colours: where its primaries and its white are, and its curve.

Standards: PNG 3 (sections 11.3.2.1 cHRM, 11.3.2.6 cICP), ITU-T H.273 for the numbers in cICP, ICC.1:2010 for profiles.
"""

import struct
from io import SEEK_SET
from typing import BinaryIO

Matrix = tuple[tuple[float, ...], ...]

# The chromaticities of white, red, green and blue: x and y of each, as Pillow reads cHRM.
SRGB_CHROMATICITIES = (0.3127, 0.329, 0.64, 0.33, 0.3, 0.6, 0.15, 0.06)
P3_CHROMATICITIES = (0.3127, 0.329, 0.68, 0.32, 0.265, 0.69, 0.15, 0.06)
SAME = 0.002  # by how much a chromaticity may differ and be the same: programs round them
# Primaries and transfer of cICP. Transfers that are meant for screens brighter than white paper:
CICP_SRGB, CICP_P3 = (1, 13), (12, 13)
HDR_TRANSFERS = (16, 18)  # PQ and HLG
SRGB_CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)  # of a parametric curve of type 3: g, a, b, c, d
D50 = (0.9642, 1.0, 0.8249)  # the white of profiles
BRADFORD = ((0.8951, 0.2664, -0.1614), (-0.7502, 1.7135, 0.0367), (0.0389, -0.0685, 1.0296))
_FIRST_CHUNK = 8  # bytes from the start of a PNG


def read_cicp(file: BinaryIO) -> tuple[int, ...] | None:
    """Return the four numbers of a PNG's cICP chunk, which Pillow does not read, or None where it has none."""
    file.seek(_FIRST_CHUNK, SEEK_SET)
    while len(head := file.read(8)) == len(b"lengname"):
        length, name = struct.unpack(">I4s", head)
        if name == b"cICP":
            content = file.read(4)
            return tuple(content) if length == len(content) == 4 else None
        if name == b"IDAT":  # it stands before the pixels
            return None
        file.seek(length + 4, 1)
    return None


def differ_from_srgb(chromaticities: tuple[float, ...]) -> bool:
    """Return whether chromaticities are possible ones, and others than those of sRGB."""
    differences = (abs(one - other) for one, other in zip(chromaticities, SRGB_CHROMATICITIES, strict=True))
    if max(differences) <= SAME:
        return False
    pairs = list(zip(chromaticities[::2], chromaticities[1::2], strict=True))
    _white, red, green, blue = pairs
    area = (green[0] - red[0]) * (blue[1] - red[1]) - (blue[0] - red[0]) * (green[1] - red[1])
    return all(x >= 0 and y > 0.01 and x + y <= 1 for x, y in pairs) and abs(area) > 0.01


def make_profile(chromaticities: tuple[float, ...], curve: tuple[float, ...]) -> bytes:
    """Return the ICC profile (version 4, about 500 bytes) of these chromaticities.

    `curve` is (g,) for an exponent, or the five numbers of `SRGB_CURVE`.
    """
    adaptation, colorants = adapted(chromaticities)
    curve_type = {1: 0, 5: 3}[len(curve)]
    curve_tag = struct.pack(">4s4xH2x", b"para", curve_type) + _fixed(*curve)
    tags = {
        b"desc": _text("Colours of a PNG"),
        b"cprt": _text("No copyright"),
        b"wtpt": b"XYZ \0\0\0\0" + _fixed(*D50),
        b"chad": b"sf32\0\0\0\0" + _fixed(*(value for row in adaptation for value in row)),
        **{
            name: b"XYZ \0\0\0\0" + _fixed(*(row[place] for row in colorants))
            for place, name in enumerate((b"rXYZ", b"gXYZ", b"bXYZ"))
        },
        **dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve_tag),
    }
    start = 128 + 4 + 12 * len(tags)
    table, data, places = struct.pack(">I", len(tags)), b"", {}
    for name, content in tags.items():
        if content not in places:
            places[content] = start + len(data)
            data += content
        table += struct.pack(">4sII", name, places[content], len(content))
    header = struct.pack(">I4xI4s4s4s12x4s", start + len(data), 0x04000000, b"mntr", b"RGB ", b"XYZ ", b"acsp")
    header += bytes(28) + _fixed(*D50)
    return header.ljust(128, b"\0") + table + data


def adapted(chromaticities: tuple[float, ...]) -> tuple[Matrix, Matrix]:
    """Return what turns the white of these chromaticities into that of profiles, and the primaries so turned.

    Each column of the second matrix has X, Y and Z of a primary.
    """
    white, *primaries = (
        (x / y, 1.0, (1 - x - y) / y) for x, y in zip(chromaticities[::2], chromaticities[1::2], strict=True)
    )
    columns = tuple(zip(*primaries, strict=True))
    amounts = _applied(_inverse(columns), white)
    scaled = tuple(tuple(value * amount for value, amount in zip(row, amounts, strict=True)) for row in columns)
    seen, wanted = _applied(BRADFORD, white), _applied(BRADFORD, D50)
    scale = tuple(tuple(wanted[i] / seen[i] * value for value in row) for i, row in enumerate(BRADFORD))
    adaptation = _product(_inverse(BRADFORD), scale)
    return adaptation, _product(adaptation, scaled)


def _product(left: Matrix, right: Matrix) -> Matrix:
    return tuple(zip(*(_applied(left, column) for column in zip(*right, strict=True)), strict=True))


def _applied(matrix: Matrix, vector: tuple[float, ...]) -> tuple[float, ...]:
    return tuple(sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)


def _inverse(matrix: Matrix) -> Matrix:
    """Return the inverse of a matrix of three by three."""
    (a, b, c), (d, e, f), (g, h, i) = matrix
    determinant = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)
    rows = (
        (e * i - f * h, c * h - b * i, b * f - c * e),
        (f * g - d * i, a * i - c * g, c * d - a * f),
        (d * h - e * g, b * g - a * h, a * e - b * d),
    )
    return tuple(tuple(value / determinant for value in row) for row in rows)


def _fixed(*values: float) -> bytes:
    """Return numbers as s15Fixed16Number."""
    return b"".join(struct.pack(">i", round(value * 65_536)) for value in values)


def _text(words: str) -> bytes:
    """Return words as multiLocalizedUnicodeType, padded to four bytes."""
    content = words.encode("utf-16-be")
    tag = struct.pack(">4s4xII2s2sII", b"mluc", 1, 12, b"en", b"US", len(content), 28) + content
    return tag + bytes(-len(tag) % 4)
