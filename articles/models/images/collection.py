"""Collections: named sets of pictures, for the desk only."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.base import BaseModel
from articles.text import LineField, WordsField


class Collection(BaseModel):
    """A named set of pictures that the desk has put together, for a story or a season; readers never see it."""

    name = LineField(max_length=120, unique=True)
    note = WordsField(blank=True, help_text=_("For the desk: what belongs here."))

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name

    def add(self, keys):
        """Add the images with these keys; those that are in it already stay."""
        rows = [CollectedImage(collection=self, image_id=key) for key in keys]
        CollectedImage.objects.bulk_create(rows, ignore_conflicts=True)

    def remove(self, keys):
        """Take the images with these keys out of it."""
        self.collected.filter(image__in=keys).delete()


class CollectedImage(BaseModel):
    """That a picture is in a collection."""

    collection = models.ForeignKey(Collection, models.CASCADE, related_name="collected", db_index=False)
    image = models.ForeignKey("articles.Image", models.CASCADE, related_name="collected")

    class Meta:
        constraints = [models.UniqueConstraint("collection", "image", name="collected_once")]

    def __str__(self):
        return f"{self.collection}: {self.image}"
