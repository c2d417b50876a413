"""Images and their credits: the picture, and the line exactly as it must be printed."""

import functools
import secrets

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import models, transaction

from articles import pictures
from articles.date_field import PartialDateField
from articles.models.facts import Fact
from articles.models.row import Row
from articles.text import LineField, WordsField


def new_stem():
    """Return a name for an image's files that nobody can guess."""
    return secrets.token_hex(16)


class Image(Fact):
    """A picture with what must be known to show it. Its files are named after `stem`; `renditions` lists them.

    Each rendition is a mapping of `name`, `width`, `height` (pixels) and `type` (media type), smallest first.
    """

    stem = models.CharField(max_length=32, unique=True, default=new_stem, editable=False)
    original = models.CharField(max_length=120, blank=True, editable=False)
    sha256 = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    width = models.PositiveIntegerField(default=0, editable=False)
    height = models.PositiveIntegerField(default=0, editable=False)
    renditions = models.JSONField(default=list, editable=False)
    title = LineField(max_length=200, help_text="For the desk only: how you will find it again.")
    alt = WordsField("alternative text", blank=True, help_text="What the picture shows, for those who cannot see it.")
    decorative = models.BooleanField(default=False, help_text="The picture says nothing that the words do not.")
    caption = WordsField(blank=True)
    date = PartialDateField("date taken", blank=True, null=True)
    place = LineField("place taken", max_length=200, blank=True)
    source_type = models.CharField(
        max_length=60,
        blank=True,
        help_text="IPTC digital source type, such as digitalCapture or trainedAlgorithmicMedia.",
    )
    placeholder = models.BooleanField(
        default=False, help_text="A stand-in for a picture that is not here; kept out of machine-readable credits."
    )

    parts = ("credits",)

    class Meta:
        ordering = ["title"]

    def __str__(self):
        return self.title

    @property
    def credit(self):
        """The whole credit as printed: the credit lines in their order, joined by a semicolon."""
        return "; ".join(credit.line for credit in self.credits.all())

    @property
    def large(self):
        """The largest rendition as a mapping, or None where the image has no file."""
        return self.renditions[-1] if self.renditions else None

    @property
    def small(self):
        """The smallest rendition as a mapping, or None where the image has no file."""
        return self.renditions[0] if self.renditions else None

    def problems(self, alt=""):
        """Yield a sentence for everything that keeps this image from being published with this alternative text."""
        if not self.renditions:
            yield f"The image “{self}” has no file."
        if not self.credit:
            yield f"The image “{self}” has no credit line."
        if not (alt or self.alt or self.decorative):
            yield f"The image “{self}” has no alternative text and is not marked decorative."

    def url_of(self, rendition):
        """The public path of a rendition."""
        return f"/pictures/{self.stem}/{rendition['name']}"

    @property
    def src(self):
        """The public path of the largest rendition, or an empty string."""
        return self.url_of(self.large) if self.renditions else ""

    @property
    def srcset(self):
        """All renditions as an HTML `srcset`."""
        return ", ".join(f"{self.url_of(r)} {r['width']}w" for r in self.renditions)

    def take_file(self, upload):
        """Take an uploaded picture through the safe chain and store its files; the caller saves the row.

        Raises `articles.pictures.UnfitPicture`, and then nothing is stored.
        """
        picture = pictures.prepare(upload, max_bytes=settings.MAX_PICTURE_BYTES, max_pixels=settings.MAX_PICTURE_PIXELS)
        made = list(pictures.renditions(picture.content, pictures.WIDTHS))
        self.stem = new_stem()
        self.original = f"original.{picture.extension}"
        self.sha256, self.width, self.height = picture.sha256, picture.width, picture.height
        files = {self.original: picture.content} | {f"{r.width}.{r.extension}": r.content for r in made}
        self.renditions = [
            {"name": f"{r.width}.{r.extension}", "width": r.width, "height": r.height, "type": r.content_type}
            for r in sorted(made, key=lambda r: r.width)
        ]
        self.store_files(files)

    def store_files(self, files):
        """Store files (a mapping of name to bytes) under the stem: all of them, or none."""
        kept = []
        try:
            for name, content in files.items():
                kept.append(default_storage.save(self.path_of(name), ContentFile(content)))
        except OSError:
            for path in kept:
                default_storage.delete(path)
            raise

    def drop_files(self):
        """Delete the files that `take_file` has just stored, where the row is not saved after all."""
        for name in [self.original, *(rendition["name"] for rendition in self.renditions)]:
            default_storage.delete(self.path_of(name))
        self.original, self.renditions = "", []

    def erase_files(self):
        """Delete the picture and its renditions once the transaction stands, and forget them."""
        names = [self.original] * bool(self.original) + [r["name"] for r in self.renditions]
        for path in [self.path_of(name) for name in names]:
            transaction.on_commit(functools.partial(default_storage.delete, path))
        self.original, self.sha256, self.renditions, self.width, self.height = "", "", [], 0, 0

    def path_of(self, name):
        """Where a file of this image lies in the media storage."""
        return f"pictures/{self.stem}/{name}"


class ImageCredit(Row):
    """One credit of an image: the line exactly as it must be printed, and the parts of it that an editor confirmed."""

    image = models.ForeignKey(Image, models.CASCADE, related_name="credits")
    position = models.PositiveSmallIntegerField(default=0)
    line = LineField("credit line", max_length=1000, help_text="Exactly as it must be printed.")
    creator = LineField(max_length=200, blank=True)
    collection = LineField(max_length=200, blank=True)
    agency = LineField(max_length=200, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [models.CheckConstraint(condition=~models.Q(line=""), name="credit_line_not_empty")]

    def __str__(self):
        return self.line
