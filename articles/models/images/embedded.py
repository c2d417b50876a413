"""What picture files said about themselves: kept for audit, offered to the editor, never written into an image."""

from django.db import models
from django.utils.translation import gettext

from articles.images.metadata import UnreadableMetadata, read_metadata
from articles.models.base import BaseModel


def read_again(upload):
    """Return what a file says about itself, as columns of a `FileReading`."""
    try:
        found = read_metadata(upload)
    except UnreadableMetadata as error:
        return {"found": {}, "warnings": [str(error)], "raw": {}}
    values = {name: value for name, value in vars(found).items() if name not in ("raw", "warnings") and value}
    return {"found": values, "warnings": found.warnings, "raw": found.raw}


class FileReading(BaseModel):
    """What a file said about itself when it was taken: the values to offer, and all of it for audit.

    `found` has the fields of `articles.embedded.EmbeddedMetadata` that are not empty.
    """

    image = models.ForeignKey("articles.Image", models.CASCADE, related_name="readings")
    sha256 = models.CharField(max_length=64)
    taken = models.DateTimeField(auto_now_add=True)
    found = models.JSONField(default=dict)
    warnings = models.JSONField(default=list)
    raw = models.JSONField(default=dict)

    class Meta:
        ordering = ["-taken"]

    def __str__(self):
        return gettext("what %(image)s said of itself") % {"image": self.image}
