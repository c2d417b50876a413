"""Pictures as files: what an editor uploads becomes a clean master.

Nothing here knows a database row. What an uploaded file says about itself (credit, place, camera) has to be read
before it comes here, because a master carries pixels and a colour profile and nothing else.
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

log = logging.getLogger(__name__)

LONGEST_SIDE = 16_383  # pixels; a WebP file cannot be longer

_ACCEPTED = ("JPEG", "PNG", "WEBP", "AVIF", "GIF", "TIFF")
_DRAWN = ("PNG", "GIF")  # formats of screenshots and graphics, whose edges JPEG would smear
_COLOUR_MODES = ("1", "L", "LA", "La", "P", "PA", "RGB", "RGBA", "RGBa", "RGBX", "CMYK", "YCbCr")

_TURNS = {  # from the EXIF orientation, which says how the camera was held, to what sets the picture upright
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}

_UNREADABLE = _(
    "This is not a picture we can read. Use JPEG, PNG, WebP, AVIF, GIF or TIFF; if it is one of these, it is damaged."
)
_DAMAGED = _("The file is cut short or damaged. Export the picture again and upload the new file.")
_ODD_COLOURS = _(
    "The colours of this picture are stored in a way we cannot convert. Save it as RGB and upload it again."
)
_FAILED = _(
    "We could not process this picture. It is our fault, not the file's; it has been logged. "
    "Ask whoever runs this site to look there."
)


class PictureError(Exception):
    """A picture could not be made; the message tells the editor why and, where it can, what to do."""


class UnfitPicture(PictureError, ValueError):
    """The file cannot become a picture."""


class ProcessingFailed(PictureError):
    """The file is sound as far as we know, and we failed to make something of it; the log says how."""


@dataclass(frozen=True)
class Picture:
    """The master kept in place of an upload: upright, RGB or RGBA, free of metadata; width and height in pixels.

    `extension` has no dot. `sha256` is the hexadecimal hash of the bytes as uploaded, so that the same file sent
    again is known even though no master equals its original.
    """

    content: bytes
    extension: str
    content_type: str
    width: int
    height: int
    sha256: str


def prepare(upload: BinaryIO | bytes, *, max_bytes: int, max_pixels: int) -> Picture:
    """Make the master of an uploaded file, or raise PictureError with a sentence for the editor.

    The cheap refusals come first: bytes before format, format before size, and the size in the header before the
    first pixel is decoded. Of an animation the first frame is taken, of a TIFF with several pages the first.
    """
    file = stream(upload)
    _check_bytes(file, max_bytes)
    with processing():
        with decoding():
            _check_header(file, max_pixels)
            _check_whole(file)
        image, origin = _decode(file)
        content, extension = _master(image, origin)
    file.seek(0)
    return Picture(
        content=content,
        extension=extension,
        content_type="image/png" if extension == "png" else "image/jpeg",
        width=image.width,
        height=image.height,
        sha256=hashlib.file_digest(file, "sha256").hexdigest(),
    )


@contextmanager
def decoding() -> Iterator[None]:
    """Turn whatever a decoder raises into UnfitPicture: broken files make Pillow raise nearly every exception."""
    try:
        yield
    except UnfitPicture:
        raise
    except UnidentifiedImageError as error:
        raise UnfitPicture(_UNREADABLE) from error
    except Exception as error:
        raise UnfitPicture(_DAMAGED) from error


@contextmanager
def processing() -> Iterator[None]:
    """Log whatever fails once a picture is decoded, and raise ProcessingFailed: it is never the file's fault."""
    try:
        yield
    except PictureError:
        raise
    except Exception as error:
        log.exception("A picture could not be processed.")
        raise ProcessingFailed(_FAILED) from error


def stream(file: BinaryIO | bytes) -> BinaryIO:
    """The file as one that can be read and sought."""
    return BytesIO(file) if isinstance(file, bytes) else file


def _check_bytes(file: BinaryIO, max_bytes: int) -> None:
    size = file.seek(0, SEEK_END)
    if not size:
        raise UnfitPicture(gettext("This is an empty file. Choose the picture again."))
    if size > max_bytes:
        raise UnfitPicture(
            gettext("This file is larger than %(most)s MB. Export it smaller or as JPEG.")
            % {"most": f"{max_bytes / 2**20:.4g}"}
        )


def _check_header(file: BinaryIO, max_pixels: int) -> None:
    """Refuse formats we do not take and pictures too large to decode, by the file's header alone."""
    most = f"{max_pixels / 1_000_000:.4g}"
    try:
        image = Image.open(file, formats=_ACCEPTED)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise UnfitPicture(
            gettext("This picture has far too many megapixels; %(most)s is the most. Scale it down.") % {"most": most}
        ) from error
    pixels = image.width * image.height
    if pixels > max_pixels:
        megapixels = math.ceil(pixels / 100_000) / 10  # rounded up, so that it never reads like the limit itself
        raise UnfitPicture(
            gettext("This picture has %(megapixels)s megapixels; %(most)s is the most. Scale it down.")
            % {"megapixels": f"{megapixels:.5g}", "most": most}
        )
    if max(image.size) > LONGEST_SIDE:
        raise UnfitPicture(
            gettext("This picture is longer than %(most)s pixels on one side. Crop or scale it down.")
            % {"most": f"{LONGEST_SIDE:,}"}
        )


def _check_whole(file: BinaryIO) -> None:
    """Raise what Pillow raises for a damaged file, while that is still cheap.

    `verify()` sees broken PNG checksums but no missing pixels; a JPEG is therefore read through at an eighth of its
    size, which finds a missing end in a sixty-fourth of the memory.
    """
    Image.open(file, formats=_ACCEPTED).verify()
    image = Image.open(file, formats=_ACCEPTED)
    if image.draft(None, (1, 1)):
        image.load()


def _decode(file: BinaryIO) -> tuple[Image.Image, str]:
    """The first frame, upright, as RGB or RGBA, with at most a colour profile beside it; and its format."""
    with decoding():
        image = Image.open(file, formats=_ACCEPTED)
        image.load()
    origin, turn, profile = image.format, _turn(image), image.info.get("icc_profile", b"")
    image = _in_rgb(image, profile)  # by steps, so that no more than two copies of the pixels live at a time
    if turn is not None:
        image = image.transpose(turn)
    image.info = {"icc_profile": profile} if _colour_space(profile) == "RGB" else {}
    return image, origin


def _turn(image: Image.Image) -> Image.Transpose | None:
    """What sets the picture upright; the orientation is EXIF's, and Pillow gives AVIF's own as if it were that."""
    try:
        return _TURNS.get(image.getexif().get(ExifTags.Base.Orientation))
    except Exception:  # a broken EXIF block raises anything, and must not cost the editor a sound picture
        return None


def _in_rgb(image: Image.Image, profile: bytes) -> Image.Image:
    """The picture as RGB, or as RGBA if any of it is see-through. Copies only where it converts: pixels are large."""
    if image.mode.startswith("I;16"):
        image = image.convert("I").point(lambda value: value * (255 / 65_535)).convert("L")
        image.info.pop("transparency", None)  # names a 16-bit grey
    if image.mode not in _COLOUR_MODES:
        raise UnfitPicture(_ODD_COLOURS)
    if _colour_space(profile) == {"CMYK": "CMYK", "L": "GRAY"}.get(image.mode):
        return _from_profile(image, profile)
    mode = "RGBA" if image.has_transparency_data else "RGB"
    image = image if image.mode == mode else image.convert(mode)
    if mode == "RGBA" and image.getchannel("A").getextrema() == (255, 255):
        return image.convert("RGB")
    return image


def _from_profile(image: Image.Image, profile: bytes) -> Image.Image:
    """The picture as RGB, its colours as its profile says."""
    try:
        return ImageCms.profileToProfile(image, BytesIO(profile), ImageCms.createProfile("sRGB"), outputMode="RGB")
    except ImageCms.PyCMSError as error:  # the profile can be opened, but says nothing that can be followed
        raise UnfitPicture(_ODD_COLOURS) from error


def _colour_space(profile: bytes) -> str:
    """ICC's name of the colours a profile speaks of ("RGB", "CMYK", "GRAY"); empty if there is no sound profile."""
    try:
        return ImageCms.getOpenProfile(BytesIO(profile)).profile.xcolor_space.strip()
    except (OSError, ValueError, ImageCms.PyCMSError):  # ValueError: the name of the colours is not ASCII
        return ""


def _master(image: Image.Image, origin: str) -> tuple[bytes, str]:
    """Graphics and see-through pictures stay lossless as PNG; photographs become JPEG without thinned-out colour."""
    if origin in _DRAWN or image.mode == "RGBA":
        return encoded(image, "PNG"), "png"
    return encoded(image, "JPEG", quality=92, subsampling="4:4:4"), "jpg"


def encoded(image: Image.Image, form: str, **options) -> bytes:
    """The file's bytes; all a file may say besides its pixels is given here, nothing is inherited."""
    out = BytesIO()
    image.save(out, form, icc_profile=image.info.get("icc_profile"), **options)
    return out.getvalue()
