"""What the desk says about an image in a word or two, and what it says in full at the head of its form."""

from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.models import Image
from articles.models.images import SOON, lasting_warnings
from articles.moments import format_moment, format_moment_briefly

MISSING = {
    "upload": _("It has no file."),
    "credits": _("It has no credit line."),
    "alt": _("It has no alternative text and is not marked decorative."),
}
FIX_ANCHORS = {"upload": "id_upload", "credits": "credits-group", "alt": "id_alt", "rights": "rights-group"}


@dataclass(frozen=True)
class Badge:
    """A word about an image; `tone` is bad, soon or plain."""

    words: str
    tone: str = "plain"


def badges(image, moment, unused=False):
    """Return the badges of an image whose credits and rights are loaded."""
    found = []
    if image.killed_at:
        found.append(Badge(gettext("killed"), "bad"))
    elif not image.usable_at(moment):
        found.append(Badge(gettext("no right to use it"), "bad"))
    else:
        dark = image.dark_from(moment)
        found += (
            [Badge(gettext("right ends %(moment)s") % {"moment": format_moment_briefly(dark)}, "soon")]
            if dark and dark <= moment + SOON
            else []
        )
    found += [] if image.credits.all() else [Badge(gettext("no credit"), "bad")]
    found += [] if image.alt or image.decorative else [Badge(gettext("no alternative text"), "bad")]
    found += [Badge(image.ai_label[:1].lower() + image.ai_label[1:])] if image.ai_label else []
    found += [Badge(gettext("placeholder"))] if image.placeholder else []
    return found + ([Badge(gettext("unused"))] if unused else [])


@dataclass(frozen=True)
class ImageStatus:
    """Whether an image can go out now: what keeps it from that, with the anchor where it is mended, and what to see."""

    faults: list
    soon: str
    warnings: list
    doubles: list

    @property
    def name(self):
        """The tone of the box."""
        return "bad" if self.faults else "soon" if self.soon or self.warnings else "good"


def image_status(image, moment, known=None):
    """Return the `ImageStatus` of a saved image at a moment."""
    faults = [(FIX_ANCHORS[part], MISSING[part]) for part, said in image.faults(moment=moment) if part in MISSING]
    faults += [(FIX_ANCHORS["rights"], reason) for reason in image.reasons(moment)]
    dark = image.dark_from(moment)
    soon = format_moment(dark) if dark and dark <= moment + SOON else ""
    warnings = list(lasting_warnings(image, known=known))
    same = Image.objects.unmerged().filter(sha256=image.sha256).exclude(pk=image.pk)
    return ImageStatus(faults, soon, warnings, list(same[:3]) if image.sha256 else [])
