"""A picture as a file in memory, and encoding one."""

from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO

from PIL import Image


@dataclass(frozen=True)
class PictureFile:
    """A picture encoded as a file: `width` and `height` are in pixels, and `extension` has no dot."""

    content: bytes
    extension: str
    content_type: str
    width: int
    height: int


def as_file(file: BinaryIO | bytes) -> BinaryIO:
    """Return bytes as a binary file; return a file as it is."""
    return BytesIO(file) if isinstance(file, bytes) else file


def encode(image: Image.Image, file_format: str, **options) -> bytes:
    """Return the file's bytes, with the colour profile and the `options` as its only metadata."""
    out = BytesIO()
    image.save(out, file_format, icc_profile=image.info.get("icc_profile"), **options)
    return out.getvalue()
