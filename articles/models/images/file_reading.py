"""The metadata embedded in picture files: stored for audit, offered to the editor, never copied into an image."""

from django.db import models
from django.utils.translation import gettext

from articles import images
from articles.models.base import BaseModel


def reading_columns(upload):
    """Return the metadata embedded in a file as columns of a `FileReading`."""
    try:
        metadata = images.read_metadata(upload)
    except images.UnreadableMetadata as error:
        return {"found": {}, "warnings": [str(error)], "raw": {}}
    values = {name: value for name, value in vars(metadata).items() if name not in ("raw", "warnings") and value}
    return {"found": values, "warnings": metadata.warnings, "raw": metadata.raw}


class FileReading(BaseModel):
    """The metadata of a file as it was uploaded: the values to offer, and all of it for audit.

    `found` has the fields of `articles.images.metadata.EmbeddedMetadata` that are not empty; `taken` is when it was
    read.
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
        return gettext("metadata of the file of %(image)s") % {"image": self.image}
