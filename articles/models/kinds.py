"""The kinds of change that readers are told apart, and what a take-down leaves behind."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What kind of change an edition or a corrected fact is to readers."""

    UPDATE = "update", _("New facts or an update")
    CORRECTION = "correction", _("Correction")
    MINOR = "minor", _("Minor edit that changes no meaning")
    TAKEDOWN = "takedown", _("Take-down")


class Outcome(models.TextChoices):
    """What readers meet where an article was taken down."""

    ERROR = "error", _("Published in error: a short notice")
    MERGED = "merged", _("Merged into another article: a redirect")
    WITHDRAWN = "withdrawn", _("Withdrawn: the text stays under a banner")
    LEGAL = "legal", _("Legal removal: a notice, and gone from history")


SIGNIFICANT = (Kind.UPDATE, Kind.CORRECTION)
