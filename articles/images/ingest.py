"""Ingest: turn the file that an editor uploads into a clean master.

A master has pixels and a colour profile and nothing else, so read an upload's metadata (credit, place, camera) first.
"""

import hashlib
import zlib
from dataclasses import dataclass
from io import SEEK_END
from typing import BinaryIO

from django.utils.translation import gettext
from PIL import Image

from articles.images.decoding import check_size, decode, open_picture
from articles.images.errors import InvalidPicture, decoder_errors, processing_errors
from articles.images.files import PictureFile, as_file, encode
from articles.images.shapes import reduced_for_renditions

_GRAPHICS = ("PNG", "GIF")  # screenshots and drawings, whose edges JPEG would blur
# Of zlib's ten levels: the sixth takes five times as long, for files a fifth smaller that only this site reads.
_PNG_LEVEL = 1


@dataclass(frozen=True)
class Master(PictureFile):
    """The picture that is stored instead of an upload: upright, RGB or RGBA, without metadata.

    `sha256` is the hexadecimal hash of the upload, not of the master, so that the same file uploaded again is
    recognised. `picture` has its pixels, no more than renditions need, so that they need not be decoded once more.
    """

    sha256: str
    picture: Image.Image


def make_master(
    upload: BinaryIO | bytes, *, max_bytes: int, max_pixels: int, max_jpeg_pixels: int | None = None, widest: int = 0
) -> Master:
    """Return the master of an uploaded file. Raise `PictureError`, with a message for the editor, if there is none.

    Of an animation the first frame is used, of a TIFF the first page. `max_jpeg_pixels` is the limit for a JPEG that
    can be decoded at a part of its size; without it, `max_pixels` is. `widest` is the width of the widest rendition;
    without it, they can be made of any width.
    """
    # The cheap checks come first: bytes, then format, then the size in the header, before any pixel is decoded.
    file = as_file(upload)
    _check_bytes(file, max_bytes)
    with processing_errors():
        with decoder_errors():
            _check_header(file, max_pixels, max_jpeg_pixels or max_pixels)
            _check_undamaged(file)
            source_format = open_picture(file).format
        image = decode(file, max_pixels)
        content, extension = _encode_master(image, source_format, file.seek(0, SEEK_END))
        size, image = image.size, reduced_for_renditions(image, widest)
    file.seek(0)
    return Master(
        content=content,
        extension=extension,
        content_type="image/png" if extension == "png" else "image/jpeg",
        width=size[0],
        height=size[1],
        sha256=hashlib.file_digest(file, "sha256").hexdigest(),
        picture=image,
    )


def _check_bytes(file: BinaryIO, max_bytes: int) -> None:
    size = file.seek(0, SEEK_END)
    if not size:
        raise InvalidPicture(gettext("This is an empty file. Choose the picture again."))
    if size > max_bytes:
        raise InvalidPicture(
            gettext("This file is larger than %(most)s MB. Export it smaller or as JPEG.")
            % {"most": f"{max_bytes / 1_000_000:.4g}"}
        )


def _check_header(file: BinaryIO, max_pixels: int, max_jpeg_pixels: int) -> None:
    """Raise `InvalidPicture` for unknown formats and for pictures too large to decode, by the header alone."""
    try:
        image = open_picture(file)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise InvalidPicture(
            gettext("This picture has far too many megapixels; %(most)s is the most. Scale it down.")
            % {"most": f"{max_pixels / 1_000_000:.4g}"}
        ) from error
    check_size(image, max_pixels, max_jpeg_pixels)


def _check_undamaged(file: BinaryIO) -> None:
    """Raise what Pillow raises for a damaged file, before it costs much memory."""
    # verify() finds broken PNG checksums but no missing pixels. A JPEG is therefore decoded at an eighth of its size,
    # which finds a missing end in a sixty-fourth of the memory.
    open_picture(file).verify()
    image = open_picture(file)
    if image.draft(None, (1, 1)):
        image.load()


def _encode_master(image: Image.Image, source_format: str, size: int) -> tuple[bytes, str]:
    """Encode graphics and transparent pictures as PNG (lossless), photographs as JPEG without chroma subsampling.

    `size` is that of the upload, in bytes.
    """
    if source_format in _GRAPHICS or image.mode == "RGBA":
        # In a photograph nothing repeats but runs, and looking for more takes half as long again.
        is_photograph = size > image.width * image.height / 2
        strategy = zlib.Z_RLE if is_photograph else zlib.Z_DEFAULT_STRATEGY
        return encode(image, "PNG", compress_level=_PNG_LEVEL, compress_type=strategy), "png"
    return encode(image, "JPEG", quality=92, subsampling="4:4:4"), "jpg"
