"""The kinds of change, and the outcomes of a take-down."""

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.exceptions import Refusal
from articles.text import printable


class Kind(models.TextChoices):
    """What kind of change an edition or a corrected fact is to readers."""

    UPDATE = "update", _("New facts or an update")
    CORRECTION = "correction", _("Correction")
    MINOR = "minor", _("Minor edit that changes no meaning")
    TAKEDOWN = "takedown", _("Take-down")


class Outcome(models.TextChoices):
    """What readers see at the address of an article that was taken down."""

    ERROR = "error", _("Published in error: a short notice")
    MERGED = "merged", _("Merged into another article: a redirect")
    WITHDRAWN = "withdrawn", _("Withdrawn: the text stays under a banner")
    LEGAL = "legal", _("Legal removal: a notice, and gone from history")


SIGNIFICANT = (Kind.UPDATE, Kind.CORRECTION)


def check_kind(kind, note):
    """Raise `Refusal` where a public change has no kind, or a correction has no note."""
    if kind not in (Kind.UPDATE, Kind.CORRECTION, Kind.MINOR):
        raise Refusal({"kind": gettext("Say what kind of change this is.")})
    if kind == Kind.CORRECTION and not printable(note).strip():
        raise Refusal({"note": gettext("Say what was wrong and what is right; readers are told.")})
