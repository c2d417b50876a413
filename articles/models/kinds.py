"""The kinds of change that readers are told apart, and what a take-down leaves behind."""

from django.db import models


class Kind(models.TextChoices):
    """What kind of change an edition or a corrected fact is to readers."""

    UPDATE = "update", "New facts or an update"
    CORRECTION = "correction", "Correction"
    MINOR = "minor", "Minor edit that changes no meaning"
    TAKEDOWN = "takedown", "Take-down"


class Outcome(models.TextChoices):
    """What readers meet where an article was taken down."""

    ERROR = "error", "Published in error: a short notice"
    MERGED = "merged", "Merged into another article: a redirect"
    WITHDRAWN = "withdrawn", "Withdrawn: the text stays under a banner"
    LEGAL = "legal", "Legal removal: a notice, and gone from history"


SIGNIFICANT = (Kind.UPDATE, Kind.CORRECTION)
