"""Ingest: turn the file that an editor uploads into a clean master.

A master has pixels and a colour profile and nothing else, so read an upload's metadata (credit, place, camera) first.
"""

import hashlib
import logging
import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import SEEK_END, BytesIO
from typing import BinaryIO

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from PIL import ExifTags, Image, ImageCms, UnidentifiedImageError

from articles.images.errors import InvalidPicture, PictureError, ProcessingFailed

log = logging.getLogger(__name__)

LONGEST_SIDE = 16_383  # pixels; a WebP file cannot be longer
# A master has no more pixels: larger pictures are made half, or a quarter, as wide and high. A JPEG is decoded at that
# size, so that one of 61 megapixels takes less memory than one of 24, which is held twice while it is turned upright
# (2026, Pillow 13: 180 and 240 MB, with Django).
WHOLE_PIXELS = 24_500_000

_ACCEPTED = ("JPEG", "PNG", "WEBP", "AVIF", "GIF", "TIFF")
_JPEG = ("JPEG", "MPO")  # MPO: some cameras put a preview behind the picture
_GRAPHICS = ("PNG", "GIF")  # screenshots and drawings, whose edges JPEG would blur
_AVERAGED_MODES = ("L", "RGB", "RGBA", "CMYK")
_COLOUR_MODES = ("1", "L", "LA", "La", "P", "PA", "RGB", "RGBA", "RGBa", "RGBX", "CMYK", "YCbCr")

_UPRIGHT_TURNS = {  # from the EXIF orientation (how the camera was held) to what turns the picture upright
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}

_UNREADABLE = _(
    "This picture cannot be read. Use JPEG, PNG, WebP, AVIF, GIF or TIFF; if it is one of these, it is damaged."
)
_DAMAGED = _("The file is cut short or damaged. Export the picture again and upload the new file.")
_ODD_COLOURS = _("The colours of this picture cannot be converted. Save it as RGB and upload it again.")
_FAILED = _(
    "This picture could not be processed. The file is not the reason; the error has been logged. "
    "Ask whoever runs this site to look at the log."
)


@dataclass(frozen=True)
class PictureFile:
    """A picture encoded as a file: `width` and `height` are in pixels, and `extension` has no dot."""

    content: bytes
    extension: str
    content_type: str
    width: int
    height: int


@dataclass(frozen=True)
class Master(PictureFile):
    """The picture that is stored instead of an upload: upright, RGB or RGBA, without metadata.

    `sha256` is the hexadecimal hash of the upload, not of the master, so that the same file uploaded again is
    recognised.
    """

    sha256: str


def make_master(
    upload: BinaryIO | bytes, *, max_bytes: int, max_pixels: int, max_jpeg_pixels: int | None = None
) -> Master:
    """Return the master of an uploaded file. Raise `PictureError`, with a message for the editor, if there is none.

    Of an animation the first frame is used, of a TIFF the first page. `max_jpeg_pixels` is the limit for a JPEG that
    can be decoded at a part of its size; without it, `max_pixels` is.
    """
    # The cheap checks come first: bytes, then format, then the size in the header, before any pixel is decoded.
    file = as_file(upload)
    _check_bytes(file, max_bytes)
    with processing_errors():
        with decoder_errors():
            _check_header(file, max_pixels, max_jpeg_pixels or max_pixels)
            _check_undamaged(file)
        image, source_format = _decode(file)
        content, extension = _encode_master(image, source_format)
    file.seek(0)
    return Master(
        content=content,
        extension=extension,
        content_type="image/png" if extension == "png" else "image/jpeg",
        width=image.width,
        height=image.height,
        sha256=hashlib.file_digest(file, "sha256").hexdigest(),
    )


@contextmanager
def decoder_errors() -> Iterator[None]:
    """Turn whatever a decoder raises into `InvalidPicture`: damaged files make Pillow raise nearly every exception."""
    try:
        yield
    except InvalidPicture:
        raise
    except UnidentifiedImageError as error:
        raise InvalidPicture(_UNREADABLE) from error
    except Exception as error:
        raise InvalidPicture(_DAMAGED) from error


@contextmanager
def processing_errors() -> Iterator[None]:
    """Log whatever fails once a picture is decoded, and raise `ProcessingFailed`: then the file is not the reason."""
    try:
        yield
    except PictureError:
        raise
    except Exception as error:
        log.exception("A picture could not be processed.")
        raise ProcessingFailed(_FAILED) from error


def as_file(file: BinaryIO | bytes) -> BinaryIO:
    """Return bytes as a binary file; return a file as it is."""
    return BytesIO(file) if isinstance(file, bytes) else file


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
        image = Image.open(file, formats=_ACCEPTED)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise InvalidPicture(
            gettext("This picture has far too many megapixels; %(most)s is the most. Scale it down.")
            % {"most": f"{max_pixels / 1_000_000:.4g}"}
        ) from error
    pixels, is_progressive = image.width * image.height, "progressive" in image.info
    most = max_jpeg_pixels if image.format in _JPEG and not is_progressive else max_pixels
    if pixels > most:
        raise InvalidPicture(_too_many_pixels(pixels, most, is_progressive and pixels <= max_jpeg_pixels))
    if max(image.size) > LONGEST_SIDE:
        raise InvalidPicture(
            gettext("This picture is longer than %(most)s pixels on one side. Crop or scale it down.")
            % {"most": f"{LONGEST_SIDE:,}"}
        )


def _too_many_pixels(pixels: int, most: int, is_progressive: bool) -> str:
    """Return what is told of a picture with more pixels than the most that its format may have."""
    message = gettext("This picture has %(megapixels)s megapixels; %(most)s is the most. Scale it down.")
    if is_progressive:  # all of it has to be in memory, at whatever size it is decoded
        message = gettext(
            "This picture has %(megapixels)s megapixels; %(most)s is the most for a progressive JPEG. "
            "Save it as a baseline JPEG, or scale it down."
        )
    megapixels = math.ceil(pixels / 100_000) / 10  # rounded up, so that it never equals the limit
    return message % {"megapixels": f"{megapixels:.5g}", "most": f"{most / 1_000_000:.4g}"}


def _check_undamaged(file: BinaryIO) -> None:
    """Raise what Pillow raises for a damaged file, before it costs much memory."""
    # verify() finds broken PNG checksums but no missing pixels. A JPEG is therefore decoded at an eighth of its size,
    # which finds a missing end in a sixty-fourth of the memory.
    Image.open(file, formats=_ACCEPTED).verify()
    image = Image.open(file, formats=_ACCEPTED)
    if image.draft(None, (1, 1)):
        image.load()


def _decode(file: BinaryIO) -> tuple[Image.Image, str]:
    """Return the first frame, upright, as RGB or RGBA, with at most a colour profile, and the format of the file."""
    with decoder_errors():
        image = Image.open(file, formats=_ACCEPTED)
        scale = _scale(image)
        image.draft(None, (max(image.width // scale, 1), max(image.height // scale, 1)))  # if it is a JPEG
        image.load()
    source_format, turn, profile = image.format, _upright_turn(image), image.info.get("icc_profile", b"")
    # Step by step: never more than two copies of the pixels in memory.
    image = _shrink(_to_rgb(_shrink(image), profile))
    if turn is not None:
        image = image.transpose(turn)
    image.info = {"icc_profile": profile} if _colour_space(profile) == "RGB" else {}
    return image, source_format


def _scale(image: Image.Image) -> int:
    """Return by what power of two the width and the height are divided."""
    scale = 1
    while image.width * image.height > WHOLE_PIXELS * scale**2:
        scale *= 2
    return scale


def _shrink(image: Image.Image) -> Image.Image:
    """Return a picture that was decoded whole at the size of its master, if its colours can be averaged."""
    can_be_averaged = image.mode in _AVERAGED_MODES and "transparency" not in image.info
    return image.reduce(_scale(image)) if can_be_averaged and _scale(image) > 1 else image


def _upright_turn(image: Image.Image) -> Image.Transpose | None:
    """Return what turns the picture upright by its EXIF orientation; Pillow reports AVIF's own as if it were EXIF's."""
    try:
        return _UPRIGHT_TURNS.get(image.getexif().get(ExifTags.Base.Orientation))
    except Exception:  # a broken EXIF block raises anything, and the picture may be sound all the same
        return None


def _to_rgb(image: Image.Image, profile: bytes) -> Image.Image:
    """Return the picture as RGB, or as RGBA if any pixel is transparent; it is copied only if it is converted."""
    if image.mode.startswith("I;16"):
        image = image.convert("I").point(lambda value: value * (255 / 65_535)).convert("L")
        image.info.pop("transparency", None)  # it is a 16-bit grey, but the picture now has 8
    if image.mode not in _COLOUR_MODES:
        raise InvalidPicture(_ODD_COLOURS)
    if _colour_space(profile) == {"CMYK": "CMYK", "L": "GRAY"}.get(image.mode):
        return _convert_by_profile(image, profile)
    mode = "RGBA" if image.has_transparency_data else "RGB"
    image = image if image.mode == mode else image.convert(mode)
    if mode == "RGBA" and image.getchannel("A").getextrema() == (255, 255):
        return image.convert("RGB")
    return image


def _convert_by_profile(image: Image.Image, profile: bytes) -> Image.Image:
    """Return the picture as sRGB, converted by its colour profile."""
    try:
        return ImageCms.profileToProfile(image, BytesIO(profile), ImageCms.createProfile("sRGB"), outputMode="RGB")
    except ImageCms.PyCMSError as error:  # the profile can be opened but not applied
        raise InvalidPicture(_ODD_COLOURS) from error


def _colour_space(profile: bytes) -> str:
    """Return the colour space of an ICC profile ("RGB", "CMYK", "GRAY"), or "" without a sound profile."""
    try:
        return ImageCms.getOpenProfile(BytesIO(profile)).profile.xcolor_space.strip()
    except (OSError, ValueError, ImageCms.PyCMSError):  # ValueError: the name of the colour space is not ASCII
        return ""


def _encode_master(image: Image.Image, source_format: str) -> tuple[bytes, str]:
    """Encode graphics and transparent pictures as PNG (lossless), photographs as JPEG without chroma subsampling."""
    if source_format in _GRAPHICS or image.mode == "RGBA":
        return encode(image, "PNG"), "png"
    return encode(image, "JPEG", quality=92, subsampling="4:4:4"), "jpg"


def encode(image: Image.Image, file_format: str, **options) -> bytes:
    """Return the file's bytes, with the colour profile and the `options` as its only metadata."""
    out = BytesIO()
    image.save(out, file_format, icc_profile=image.info.get("icc_profile"), **options)
    return out.getvalue()
