"""The sizes and crops of renditions, and how far a picture may be reduced before they are made."""

from PIL import Image

from articles.images.colours import convert_in_strips

SHARED_SIZE = (1200, 630)  # pixels; what social sites ask for
SHARED_RATIO = SHARED_SIZE[0] / SHARED_SIZE[1]
# By how much a picture is larger than its largest rendition at least when that is resampled. Above it, the picture is
# first reduced by whole numbers, which is ten times as fast (Pillow calls this the reducing gap).
_GAP = 1.5


def crop_box(
    size: tuple[int, int], focus: tuple[float, float], ratio: float = SHARED_RATIO
) -> tuple[float, float, float, float]:
    """Return the largest box of a ratio of width to height around the focal point: left, top, right and bottom."""
    wide = min(size[0], size[1] * ratio)
    high = min(size[1], wide / ratio)
    left = min(max(focus[0] * size[0] - wide / 2, 0), size[0] - wide)
    top = min(max(focus[1] * size[1] - high / 2, 0), size[1] - high)
    return scale_box((left, top, left + wide, top + high), size, size)


def scale_box(box: tuple[float, ...], full_size: tuple[int, int], size: tuple[int, int]) -> tuple[float, ...]:
    """Return a box of a picture of the size `full_size` in the coordinates of the same picture scaled to `size`."""
    # Sums of fractions of pixels may end a hair outside of the picture, which Pillow refuses.
    width, height = size
    left, right = (min(max(x * width / full_size[0], 0), width) for x in box[::2])
    top, bottom = (min(max(y * height / full_size[1], 0), height) for y in box[1::2])
    return left, top, right, bottom


def scale_for_renditions(size: tuple[int, int], widest: int) -> int:
    """Return by what a picture can be reduced before its renditions are made; 1 if `widest` is 0."""
    across = min(size[0], size[1] * SHARED_RATIO)
    fitting = (s for s in (4, 2) if size[0] >= _GAP * s * widest and across >= _GAP * s * SHARED_SIZE[0])
    return next(fitting, 1) if widest else 1


def reduced_for_renditions(image: Image.Image, widest: int) -> Image.Image:
    """Return an RGB or RGBA picture no larger than its renditions need, in little memory."""
    scale, info = scale_for_renditions(image.size, widest), image.info
    if scale > 1:
        image = convert_in_strips(image, Image.Image.copy, image.mode, scale)
        image.info = info
    return image
