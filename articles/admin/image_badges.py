"""What the desk says about an image in a word or two, and what it says in full at the head of its form."""

from dataclasses import dataclass

from django.utils import timezone

from articles.models import Image
from articles.models.rights import SOON

MEND = {"upload": "id_upload", "credits": "credits-group", "alt": "id_alt", "rights": "rights-group"}


@dataclass(frozen=True)
class Badge:
    """A word about an image; `tone` is bad, soon or plain."""

    words: str
    tone: str = "plain"


def day(moment):
    """Return a moment of the next two weeks as a desk says it: "Tue 12:00"."""
    return f"{timezone.localtime(moment):%a %H:%M}"


def badges(image, moment, unused=False):
    """Return the badges of an image whose credits and rights are loaded."""
    found = []
    if image.killed_at:
        found.append(Badge("killed", "bad"))
    elif not image.usable_at(moment):
        found.append(Badge("no right to use it", "bad"))
    else:
        dark = image.dark_from(moment)
        found += [Badge(f"right ends {day(dark)}", "soon")] if dark and dark <= moment + SOON else []
    found += [] if image.credits.all() else [Badge("no credit", "bad")]
    found += [] if image.alt or image.decorative else [Badge("no alternative text", "bad")]
    found += [Badge(image.ai_label[:1].lower() + image.ai_label[1:])] if image.ai_label else []
    found += [Badge("placeholder")] if image.placeholder else []
    return found + ([Badge("unused")] if unused else [])


@dataclass(frozen=True)
class Standing:
    """Whether an image can go out now: what keeps it from that, with the anchor where it is mended, and what to see."""

    faults: list
    soon: str
    warnings: list
    doubles: list

    @property
    def name(self):
        """The tone of the box."""
        return "bad" if self.faults else "soon" if self.soon or self.warnings else "good"


def standing(image, moment, known=None):
    """Return the `Standing` of a saved image at a moment."""
    about = f"The image “{image}” "
    faults = [
        (MEND[part], said.replace(f"{about}cannot be used then. ", "").replace(about, "It "))
        for part, said in image.faults(moment=moment)
    ]
    dark = image.dark_from(moment)
    soon = f"{timezone.localtime(dark):%A, %-d %B %Y at %H:%M}" if dark and dark <= moment + SOON else ""
    warnings = [w for w in image.warnings(moment, known=known) if "can be used only until" not in w]
    same = Image.objects.unmerged().filter(sha256=image.sha256).exclude(pk=image.pk)
    return Standing(faults, soon, warnings, list(same[:3]) if image.sha256 else [])
