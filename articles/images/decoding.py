"""Decoding: what pictures are taken, how large they may be, and their pixels, upright, in little memory.

The largest pictures are kept at half, or a quarter, of their width and height. How large they may be depends on what
their format costs while it is decoded, since a server's worker should stay under 256 MB.
"""

import math
from io import SEEK_SET
from typing import BinaryIO

from django.utils.translation import gettext
from PIL import ExifTags, Image

from articles.images.colours import STRIP, Conversion, convert_in_strips, is_see_through
from articles.images.errors import InvalidPicture, decoder_errors
from articles.images.primaries import read_cicp

try:
    import pillow_heif
except ImportError:  # the extra `heic` is not installed
    pillow_heif = None
else:
    pillow_heif.register_heif_opener(thumbnails=False, depth_images=False, aux_images=False)

LONGEST_SIDE = 16_383  # pixels; a WebP file cannot be longer
# A master has no more pixels: the largest that a usual camera or telephone takes without being asked for more.
WHOLE_PIXELS = 24_500_000
# What decoding and turning may take, in bytes for each of the most pixels that a picture may have: 167 MB for 31
# megapixels, beside the 85 MB that a worker has (2026, Pillow 13).
MEMORY_PER_PIXEL = 5.4
# Bytes that a pixel takes while its format is decoded: libwebp and libavif hold it several times, and libtiff maps the
# file. Others hold it once, as Pillow does. Measured by tests/benchmarks/images.py.
_DECODING_BYTES = {"WEBP": 16.1, "AVIF": 9.4, "TIFF": 5.8}
_HELD_BYTES = {"TIFF": 5.8}  # once it is decoded
# libheif keeps 5.8 bytes a pixel as long as its picture is open; whole, Pillow's copy is added.
_HEIF_WHOLE, _HEIF_OPEN = 8.8, 5.8
_NAMES = {"WEBP": "WebP", "HEIF": "HEIC"}
_ONE_BYTE_MODES = ("1", "L", "P")
_SCALES = (1, 2, 4, 8)
_JPEG = ("JPEG", "MPO")  # MPO: some cameras put a preview behind the picture
ACCEPTED = ("JPEG", "PNG", "WEBP", "AVIF", "GIF", "TIFF", *(("HEIF",) if pillow_heif else ()))
_HEIC_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs")

_UPRIGHT_TURNS = {  # from the EXIF orientation (how the camera was held) to what turns the picture upright
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def open_picture(file: BinaryIO) -> Image.Image:
    """Open an upload by its header alone; raise what Pillow raises, or `InvalidPicture` for HEIC without its extra."""
    file.seek(SEEK_SET)
    start = file.read(64)
    file.seek(SEEK_SET)
    if pillow_heif is None and start[4:8] == b"ftyp" and any(brand in start[8:] for brand in _HEIC_BRANDS):
        raise InvalidPicture(
            gettext(
                "This is a HEIC picture, as telephones take them, which this site cannot read. Export it as JPEG; or "
                "whoever runs this site can install Newsroom's extra “heic”."
            )
        )
    return Image.open(file, formats=ACCEPTED)


def check_size(image: Image.Image, max_pixels: int, max_jpeg_pixels: int) -> None:
    """Raise `InvalidPicture` for a picture too large to decode, by its header alone."""
    pixels, is_progressive = image.width * image.height, "progressive" in image.info
    is_baseline = image.format in _JPEG and not is_progressive
    most = max_jpeg_pixels if is_baseline else max_pixels
    smallest = _SCALES[-1] if is_baseline else 2
    needed = memory_for(image, smallest)
    if needed > MEMORY_PER_PIXEL * max_pixels:
        most = min(most, math.floor(pixels * MEMORY_PER_PIXEL * max_pixels / needed))
    if pixels > most:
        raise InvalidPicture(_too_many_pixels(image, most, is_progressive and pixels <= max_jpeg_pixels))
    if max(image.size) > LONGEST_SIDE:
        raise InvalidPicture(
            gettext("This picture is longer than %(most)s pixels on one side. Crop or scale it down.")
            % {"most": f"{LONGEST_SIDE:,}"}
        )


def _too_many_pixels(image: Image.Image, most: int, is_progressive: bool) -> str:
    """Return what is said of a picture with more pixels than the most that its format may have."""
    message = gettext("This picture has %(megapixels)s megapixels; %(most)s is the most. Scale it down.")
    if is_progressive:  # all of it has to be in memory, at whatever size it is decoded
        message = gettext(
            "This picture has %(megapixels)s megapixels; %(most)s is the most for a progressive JPEG. "
            "Save it as a baseline JPEG, or scale it down."
        )
    elif image.format in (*_DECODING_BYTES, "HEIF"):
        message = gettext(
            "This picture has %(megapixels)s megapixels; %(most)s is the most for %(format)s. "
            "Save it as JPEG, or scale it down."
        )
    megapixels = math.ceil(image.width * image.height / 100_000) / 10  # rounded up: it never equals the limit
    shown = most / 1_000_000 if most < 100_000 else math.floor(most / 100_000) / 10
    name = _NAMES.get(image.format, image.format)
    values = {"megapixels": f"{megapixels:.5g}", "most": f"{shown:.4g}", "format": name}
    return message % values


def memory_for(image: Image.Image, scale: int) -> float:
    """Return the bytes that a picture takes at most while it is decoded and kept at a scale, by its header alone."""
    pixels = image.width * image.height
    kept = pixels / scale**2
    in_place = image.mode in ("RGB", "RGBA")
    if image.format == "HEIF":
        return _HEIF_WHOLE * pixels if scale == 1 else _HEIF_OPEN * pixels + 4 * kept
    if image.format in _JPEG:  # decoded at the scale; a progressive one has all its coefficients in memory
        decoding = held = 4 * kept + _coefficient_bytes(image) * pixels
        added = 0 if in_place else 4 * kept
    else:
        one = 1 if image.mode in _ONE_BYTE_MODES else 4
        decoding = _DECODING_BYTES.get(image.format, one) * pixels
        held = _HELD_BYTES.get(image.format, one) * pixels
        added = 0 if in_place and scale == 1 else 4 * kept
    turning = (7 if image.mode == "RGB" else 8) * kept if _may_turn(image) else 0
    return max(decoding, held + added, turning)


def _coefficient_bytes(image: Image.Image) -> float:
    """Return the bytes a pixel that the coefficients of a progressive JPEG take; 0 for a baseline one."""
    if "progressive" not in image.info:
        return 0
    samplings = [(component[1], component[2]) for component in image.layer]
    whole = max(across for across, _ in samplings) * max(down for _, down in samplings)
    return 2 * sum(across * down for across, down in samplings) / whole


def decode(file: BinaryIO, max_pixels: int) -> Image.Image:
    """Return the picture upright, as RGB or RGBA, with at most a colour profile, as large as a master may be.

    Of an animation it is the first frame, of a TIFF the first page. Raises `InvalidPicture`.
    """
    with decoder_errors():
        image = open_picture(file)
        scale, turn = _scale(image, MEMORY_PER_PIXEL * max_pixels), None
        if image.format == "HEIF" and scale > 1:
            image, scale = _reduced_heif(file, image, scale), 1
        else:
            size = image.size
            image.draft(None, (max(image.width // scale, 1), max(image.height // scale, 1)))  # if it is a JPEG
            image.load()
            scale, turn = scale if image.size == size else 1, _upright_turn(image)
        if image.format == "PNG":
            image.info["cicp"] = read_cicp(file)
    conversion = Conversion(image)
    if scale > 1 or image.mode != conversion.mode or not conversion.keeps_pixels:
        image = convert_in_strips(image, conversion, conversion.mode, scale)
    if image.mode == "RGBA" and not is_see_through(image):
        image = convert_in_strips(image, lambda strip: strip.convert("RGB"), "RGB")
    image.info = {"icc_profile": conversion.profile} if conversion.profile else {}
    if turn is None:
        return image
    mode, info, channels = image.mode, image.info, list(image.split())
    del image
    return _turned(channels, turn, mode, info)


def _scale(image: Image.Image, memory: float) -> int:
    """Return by what the width and the height are divided, so that the pixels fit and the memory suffices."""
    pixels = image.width * image.height
    fitting = (s for s in _SCALES if pixels <= WHOLE_PIXELS * s**2 and memory_for(image, s) <= memory)
    return next(fitting, _SCALES[-1])


def _reduced_heif(file: BinaryIO, header: Image.Image, scale: int) -> Image.Image:
    """Return a HEIF picture, reduced. libheif turns it upright; its pixels are copied in strips, to save memory."""
    file.seek(SEEK_SET)
    heif = pillow_heif.open_heif(file, convert_hdr_to_8bit=True)
    heif = heif[heif.primary_index]
    pixels, stride, (width, height) = memoryview(heif.data), heif.stride, heif.size
    image = Image.new(heif.mode, (-(-width // scale), -(-height // scale)))
    for top in range(0, height, STRIP):
        rows = min(STRIP, height - top)
        strip = pixels[top * stride : (top + rows) * stride]
        strip = Image.frombytes(heif.mode, (width, rows), strip, "raw", heif.mode, stride)
        image.paste(strip.reduce(scale), (0, top // scale))
    image.info = {"icc_profile": header.info.get("icc_profile") or b""}
    return image


def _turned(channels: list[Image.Image], turn: Image.Transpose, mode: str, info: dict) -> Image.Image:
    """Return the picture of some channels, which are turned, in their list, one by one: this takes less memory."""
    for place in range(len(channels)):
        channels[place] = channels[place].transpose(turn)
    image = Image.merge(mode, channels)
    image.info = info
    return image


def _upright_turn(image: Image.Image) -> Image.Transpose | None:
    """Return what turns the picture upright by its EXIF orientation; Pillow reports AVIF's own as if it were EXIF's."""
    try:
        return _UPRIGHT_TURNS.get(image.getexif().get(ExifTags.Base.Orientation))
    except Exception:  # a broken EXIF block raises anything, and the picture may be sound all the same
        return None


def _may_turn(image: Image.Image) -> bool:
    """Return whether the header says that the picture lies on its side; a PNG's may come after its pixels."""
    return (image.format == "TIFF" or "exif" in image.info) and _upright_turn(image) is not None
