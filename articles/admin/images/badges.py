"""Badges on the picture desk, and the status of an image at the top of its form."""

from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.models import Image
from articles.models.images import SOON, lasting_warnings
from articles.moments import format_moment, format_moment_briefly
from articles.text import without_placeholder

MISSING = {
    "upload": _("It has no file."),
    "credits": _("It has no credit line."),
    "alt": _("It has no alternative text and is not marked decorative."),
}
# Where on an image's form the parts that `Image.faults` names are corrected.
FIX_ANCHORS = {"upload": "id_upload", "credits": "credits-group", "alt": "id_alt", "rights": "rights-group"}


@dataclass(frozen=True)
class Badge:
    """A word or two about an image; `tone` is bad, soon or neutral."""

    label: str
    tone: str = "neutral"


def badges(image, moment, unused=False):
    """Return the badges of an image whose credits and rights are loaded."""
    is_usable = image.usable_at(moment)
    end = image.usable_until(moment) if is_usable else None
    candidates = [
        (image.killed_at, gettext("killed"), "bad"),
        (not image.killed_at and not is_usable, gettext("no right to use it"), "bad"),
        (is_usable and is_soon(end, moment), right_ends(end), "soon"),
        (not image.has_credit, gettext("no credit"), "bad"),
        (not (without_placeholder(image.alt) or image.decorative), gettext("no alternative text"), "bad"),
        (image.ai_label, image.ai_label[:1].lower() + image.ai_label[1:], "neutral"),
        (image.placeholder, gettext("placeholder"), "neutral"),
        (unused, gettext("unused"), "neutral"),
    ]
    return [Badge(label, tone) for holds, label, tone in candidates if holds]


def is_soon(end, moment):
    """Whether rights end within two weeks of a moment; `end` is None if they do not end."""
    return end is not None and end <= moment + SOON


def right_ends(end):
    """Return the label for the moment at which rights end; empty if they do not end."""
    return gettext("right ends %(moment)s") % {"moment": format_moment_briefly(end)} if end else ""


@dataclass(frozen=True)
class ImageStatus:
    """Whether an image can be published now.

    `faults` are pairs of the anchor on the form where a fault is corrected and the sentence that names it; `soon` says
    until when the image can be used, where that is soon; `doubles` are images made from the same file.
    """

    faults: list
    soon: str
    warnings: list
    doubles: list

    @property
    def tone(self):
        """The tone of the box: bad, soon or good."""
        return "bad" if self.faults else "soon" if self.soon or self.warnings else "good"


def image_status(image, moment):
    """Return the `ImageStatus` of a saved image at a moment."""
    faults = [(FIX_ANCHORS[part], MISSING[part]) for part, _sentence in image.faults(moment=moment) if part in MISSING]
    faults += [(FIX_ANCHORS["rights"], reason) for reason in image.reasons(moment)]
    end = image.usable_until(moment)
    soon = format_moment(end) if is_soon(end, moment) else ""
    warnings = list(lasting_warnings(image))
    same = Image.objects.unmerged().filter(sha256=image.sha256).exclude(pk=image.pk)
    return ImageStatus(faults, soon, warnings, list(same[:3]) if image.sha256 else [])
