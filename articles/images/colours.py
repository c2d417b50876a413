"""Colours: any mode that Pillow decodes becomes RGB or RGBA, and colours by an unusual rule become sRGB.

A profile is kept where it is short, so that wide colours stay wide; a long one costs every reader its bytes with every
rendition. Of what a PNG says of its colours cICP counts first, then a profile, then sRGB, then gAMA and cHRM.
Standards: ICC.1 for profiles, PNG 3 (sections 4.3 and 11.3.2) for PNG's chunks, IEC 61966-2-1 for sRGB.
"""

from collections.abc import Callable
from io import BytesIO

from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageCms

from articles.images.errors import InvalidPicture
from articles.images.primaries import (
    CICP_P3,
    CICP_SRGB,
    HDR_TRANSFERS,
    P3_CHROMATICITIES,
    SRGB_CURVE,
    differ_from_srgb,
    make_profile,
)

LONGEST_PROFILE = 20_000  # bytes; Display P3 and Adobe RGB have about 600, scanners' tables hundreds of thousands
STRIP = 256  # rows that are converted at a time; a multiple of every scale
SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
SRGB_PROFILE = SRGB.tobytes()  # 588 bytes
P3_PROFILE = make_profile(P3_CHROMATICITIES, SRGB_CURVE)  # Display P3

_COLOUR_MODES = ("1", "L", "LA", "La", "P", "PA", "RGB", "RGBA", "RGBa", "RGBX", "CMYK", "YCbCr")
_USUAL_GAMMA = (0.43, 0.48)  # 1/2.2, which every program takes for sRGB
_POSSIBLE_GAMMA = (0.1, 5)
_AS_RGB = (0, 1)  # in cICP: samples are RGB, and use their full range
_CICP_PROFILES = {CICP_SRGB: b"", CICP_P3: P3_PROFILE}
_HDR = _(
    "This picture is in HDR (high dynamic range), which few screens show and this site cannot convert. Export it "
    "without HDR, in sRGB or Display P3, and upload it again."
)
_ODD_COLOURS = _("The colours of this picture cannot be converted. Save it as RGB and upload it again.")


class Conversion:
    """How the pixels of a decoded picture become RGB or RGBA (`mode`), with the colour `profile` that they then need.

    Called with a strip of the picture it returns the strip converted. Raises `InvalidPicture` for what has no colours.
    """

    def __init__(self, image: Image.Image):
        self.is_deep_grey = image.mode.startswith("I;16")
        source_mode = "L" if self.is_deep_grey else image.mode
        if source_mode not in _COLOUR_MODES:
            raise InvalidPicture(_ODD_COLOURS)
        self.mode = "RGBA" if not self.is_deep_grey and is_see_through(image) else "RGB"
        self.transform, self.curve, self.profile = None, None, b""
        profile = image.info.get("icc_profile", b"")
        cicp = tuple(image.info.get("cicp") or ())
        if cicp[1:2] and cicp[1] in HDR_TRANSFERS:
            raise InvalidPicture(_HDR)
        space = colour_space(profile)
        if cicp[2:] == _AS_RGB and cicp[:2] in _CICP_PROFILES:
            self.profile = _CICP_PROFILES[cicp[:2]]
        elif space == {"CMYK": "CMYK", "L": "GRAY"}.get(source_mode):
            self.mode, self.transform = "RGB", _transform(profile, source_mode, "RGB")
        elif space == "RGB" and len(profile) > LONGEST_PROFILE:
            self.transform, self.profile = _transform(profile, self.mode, self.mode), SRGB_PROFILE
        elif space == "RGB":
            self.profile = profile
        elif image.format == "PNG" and "srgb" not in image.info:
            chromaticities, gamma = image.info.get("chromaticity"), image.info.get("gamma")
            if chromaticities and differ_from_srgb(chromaticities):
                made = make_profile(chromaticities, SRGB_CURVE if _is_usual(gamma) else (1 / gamma,))
                self.transform = _transform(made, self.mode, self.mode)
            else:
                self.curve = _curve(gamma, self.mode)

    @property
    def keeps_pixels(self) -> bool:
        """Whether pixels that have the mode already stay as they are."""
        return self.transform is None and self.curve is None

    def __call__(self, strip: Image.Image) -> Image.Image:
        if self.is_deep_grey:
            strip = strip.convert("I").point(lambda value: value * (255 / 65_535)).convert("L")
            strip.info.pop("transparency", None)  # it is a 16-bit grey, but the picture now has 8
        if self.transform is None or strip.mode != self.transform.input_mode:
            strip = strip if strip.mode == self.mode else strip.convert(self.mode)
        if self.transform is not None:
            strip = ImageCms.applyTransform(strip, self.transform)
        return strip.point(self.curve) if self.curve else strip


def is_see_through(image: Image.Image) -> bool:
    """Return whether a picture has transparency; one that says so but has only opaque pixels has none."""
    if image.mode == "RGBA":
        return image.getextrema()[3] != (255, 255)
    return image.has_transparency_data


def colour_space(profile: bytes) -> str:
    """Return the colour space of an ICC profile ("RGB", "CMYK", "GRAY"), or "" without a sound profile."""
    try:
        return ImageCms.getOpenProfile(BytesIO(profile)).profile.xcolor_space.strip()
    except (OSError, ValueError, ImageCms.PyCMSError):  # ValueError: the name of the colour space is not ASCII
        return ""


def convert_in_strips(
    image: Image.Image, convert: Callable[[Image.Image], Image.Image], mode: str, scale: int = 1
) -> Image.Image:
    """Return a picture converted strip by strip, and reduced by a whole number, so that little is in memory twice.

    It is converted in place if neither its size nor its mode changes. `scale` divides `STRIP`.
    """
    if scale == 1 and image.mode == mode:
        target = image
    else:
        target = Image.new(mode, (-(-image.width // scale), -(-image.height // scale)))
    for top in range(0, image.height, STRIP):
        strip = convert(image.crop((0, top, image.width, min(top + STRIP, image.height))))
        target.paste(strip.reduce(scale) if scale > 1 else strip, (0, top // scale))
    return target


def to_srgb(image: Image.Image) -> Image.Image:
    """Return an RGB or RGBA picture in sRGB, for those who ignore profiles; raises `InvalidPicture`."""
    profile = image.info.get("icc_profile")
    if not profile or profile == SRGB_PROFILE:
        return image
    if colour_space(profile) == "RGB":
        image = ImageCms.applyTransform(image, _transform(profile, image.mode, image.mode))
    image.info = {"icc_profile": SRGB_PROFILE}
    return image


def _transform(profile: bytes, mode: str, to_mode: str) -> ImageCms.ImageCmsTransform:
    """Return the transform to sRGB; of RGBA, alpha stays as it is."""
    try:
        return ImageCms.buildTransform(ImageCms.getOpenProfile(BytesIO(profile)), SRGB, mode, to_mode)
    except ImageCms.PyCMSError as error:  # the profile can be opened but not applied
        raise InvalidPicture(_ODD_COLOURS) from error


def _is_usual(gamma: float | None) -> bool:
    """Return whether the exponent gAMA is that of sRGB, or none that is possible."""
    return not gamma or _USUAL_GAMMA[0] < gamma < _USUAL_GAMMA[1] or not _POSSIBLE_GAMMA[0] < gamma < _POSSIBLE_GAMMA[1]


def _curve(gamma: float | None, mode: str) -> list[int] | None:
    """Return the table from a PNG's samples, encoded with the exponent gAMA, to those of sRGB; None if they agree."""
    if _is_usual(gamma):
        return None
    light = [(sample / 255) ** (1 / gamma) for sample in range(256)]
    encoded = [12.92 * x if x <= 0.0031308 else 1.055 * x ** (1 / 2.4) - 0.055 for x in light]
    curve = [round(255 * value) for value in encoded]
    return curve * 3 + (list(range(256)) if mode == "RGBA" else [])
