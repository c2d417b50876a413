"""The files of an image: taken through the safe chain, made into sizes, stamped with the credit, replaced whole."""

import contextlib
import hashlib
import logging
import secrets

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.utils import timezone

from articles.images import (
    RENDITIONS_VERSION,
    UnfitPicture,
    make_master,
    make_renditions,
    replace_xmp,
    shared_rendition,
    source_type_uri,
)
from articles.images.metadata import xmp_packet
from articles.models.base import BaseModel
from articles.models.images.embedded import read_again
from articles.models.images.sizes import SHARED, ImageSizes
from articles.text import safe_address

log = logging.getLogger(__name__)


def new_stem():
    """Return a name for an image's files that nobody can guess."""
    return secrets.token_hex(16)


def focus_field(axis):
    """Return the column of one coordinate of the focal point."""
    within = [MinValueValidator(0), MaxValueValidator(1)]
    return models.FloatField(f"focal point, {axis}", default=0.5, validators=within)


def delete_files(paths):
    """Delete files from storage; one that cannot be deleted is named in the log and left."""
    for path in paths:
        try:
            default_storage.delete(path)
        except OSError:
            log.exception("The file %s could not be deleted.", path)


class ImageFiles(ImageSizes, models.Model):
    """The columns and verbs of an image's files. They lie under `stem`; `renditions` lists those readers may get.

    Each rendition is a mapping of `name`, `width`, `height` (pixels) and `type` (media type), smallest first; the one
    for shared links is named `shared.jpg`. `recipe` says from what they were made: where it differs from what the
    record would give today, they are stale.
    """

    stem = models.CharField(max_length=32, unique=True, default=new_stem, editable=False)
    original = models.CharField(max_length=120, blank=True, editable=False)
    sha256 = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    width = models.PositiveIntegerField(default=0, editable=False)
    height = models.PositiveIntegerField(default=0, editable=False)
    renditions = models.JSONField(default=list, editable=False)
    recipe = models.CharField(max_length=80, blank=True, editable=False)
    focal_x = focus_field("from the left (0 to 1)")
    focal_y = focus_field("from the top (0 to 1)")

    metadata = None  # what the file said that was taken last, until the row is saved

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        """Save the row, and with it what a newly taken file said about itself; a new image can be found at once."""
        new = self._state.adding
        super().save(*args, **kwargs)
        if new:
            self.index()
        if self.metadata:
            self.readings.create(sha256=self.sha256, **self.metadata)
            self.metadata = None

    def path_of(self, name):
        """Where a file of this image lies in the media storage."""
        return f"pictures/{self.stem}/{name}"

    @property
    def file_paths(self):
        """Where the original and the renditions lie."""
        return [self.path_of(name) for name in [self.original, *(r["name"] for r in self.renditions)] if name]

    def packet(self):
        """Return the XMP packet that this image's files carry: makers and rights from the record, nothing else.

        A placeholder's files carry none: what the record says is true of the picture that is not here.
        """
        if self.placeholder:
            return b""
        return xmp_packet(
            creators=[credit.creator for credit in self.credits.all() if credit.creator] if self.pk else [],
            credit_line=self.machine_credit,
            copyright_notice=self.copyright_notice,
            web_statement=safe_address(self.web_statement),
            digital_source_type=source_type_uri(self.source_type),
            usage_terms=self.usage_terms,
            licensor_url=safe_address(self.licensor_url),
        )

    def fingerprint(self):
        """Return the recipe of the renditions as they would be made now: one part for pixels, one for the packet."""
        widths, formats = sorted(settings.PICTURE_WIDTHS), settings.PICTURE_FORMATS
        pixels = f"{RENDITIONS_VERSION} {widths} {formats} {self.focal_x:.4f} {self.focal_y:.4f} {self.sha256}"
        digests = (hashlib.sha256(part).hexdigest()[:32] for part in (pixels.encode(), self.packet()))
        return ":".join(digests)

    def take_file(self, upload, stem=""):
        """Take an uploaded picture through the safe chain and store its files; the caller saves the row.

        What the file says about itself is kept when the row is saved, and offered. Raises
        `PictureError` or OSError, and then nothing is stored.
        """
        picture = make_master(upload, max_bytes=settings.MAX_PICTURE_BYTES, max_pixels=settings.MAX_PICTURE_PIXELS)
        self.metadata = read_again(upload)
        self.stem = stem or new_stem()
        self.original = f"original.{picture.extension}"
        self.sha256, self.width, self.height = picture.sha256, picture.width, picture.height
        self.store_files({self.original: picture.content} | self.made(picture.content))

    def made(self, master):
        """Make the renditions of a master, list them in the row, and return their bytes by name."""
        packet = self.packet()
        made = list(make_renditions(master, settings.PICTURE_WIDTHS, settings.PICTURE_FORMATS, xmp=packet))
        named = {f"{r.width}.{r.extension}": r for r in made}
        named[SHARED] = shared_rendition(master, (self.focal_x, self.focal_y), xmp=packet)
        self.renditions = [
            {"name": name, "width": r.width, "height": r.height, "type": r.content_type}
            for name, r in sorted(named.items(), key=lambda item: (item[1].width, item[0]))
        ]
        self.recipe = self.fingerprint()
        return {name: r.content for name, r in named.items()}

    def store_files(self, files):
        """Store files (a mapping of name to bytes) under the stem: all of them, or none.

        Raises OSError where there is no room for them. A part of the last one is on the disk then, under the name that
        it was to have: nobody else writes to the folder of a stem.
        """
        begun = []
        try:
            for name, content in files.items():
                begun.append(self.path_of(name))
                default_storage.save(begun[-1], ContentFile(content))
        except BaseException:
            delete_files(begun)
            raise

    def drop_files(self):
        """Delete the files that `take_file` has just stored, where the row is not saved after all."""
        delete_files(self.file_paths)
        self.original, self.renditions, self.metadata = "", [], None

    def erase_files(self):
        """Delete the picture and its renditions once the transaction stands, and forget them and what they said."""
        paths = self.file_paths
        transaction.on_commit(lambda: delete_files(paths))
        self.readings.all().delete()
        self.former_stems.all().delete()
        self.original, self.sha256, self.renditions, self.width, self.height = "", "", [], 0, 0

    def lead_from(self, stem, paths):
        """Let addresses of the files that a new upload has replaced lead here; those files go on commit."""
        self._lead_here(stem)
        transaction.on_commit(lambda: delete_files(paths))

    def _lead_here(self, stem):
        """Let addresses of files that lay under another stem lead to these: readers too, if they may know them."""
        self.former_stems.create(stem=stem, was_public=self.was_public_by(timezone.now()))

    def was_public_under(self, stem):
        """Tell whether readers may know addresses under this stem: the image's own, or one that they were given."""
        return stem == self.stem or self.former_stems.filter(stem=stem, was_public=True).exists()

    @transaction.atomic
    def replace_file(self, upload):
        """Take another file under the same credit and uses, and save the row; the caller records the fact.

        Addresses of the old files lead to the new ones; the old files go once this is committed. Raises
        `PictureError` or OSError, and then nothing has changed.
        """
        with self._changing_stem():
            self.take_file(upload)

    def renew_renditions(self, seen=True):
        """Make the renditions anew, as the record and the settings now say, and save the row.

        They get new names, unless nobody can have `seen` the old ones. Where only the packet differs it is exchanged
        and no pixel is touched. Returns whether anything was stale. Raises OSError or
        `PictureError` where that cannot be done, and then nothing has changed.
        """
        if not self.original or self.recipe == self.fingerprint():
            return False
        with transaction.atomic(), self._changing_stem():
            master, old = self.read(self.original), [self.path_of(r["name"]) for r in self.renditions]
            files = self._restamped() or self.made(master)
            if seen:
                self.stem = new_stem()
                files[self.original] = master
            else:
                delete_files(old)
            self.store_files(files)
        return True

    def read(self, name):
        """Return the bytes of one of the files."""
        with default_storage.open(self.path_of(name)) as file:
            return file.read()

    def _restamped(self):
        """Return the renditions with the packet of today by name, or None where the pixels are stale too."""
        recipe = self.fingerprint()
        if recipe.split(":")[0] != self.recipe.split(":")[0]:
            return None
        with contextlib.suppress(UnfitPicture, FileNotFoundError):
            files = {r["name"]: replace_xmp(self.read(r["name"]), self.packet()) for r in self.renditions}
            self.recipe = recipe
            return files
        return None

    @contextlib.contextmanager
    def _changing_stem(self):
        """Save the row under the new stem that the body gives it, and let the old one lead there.

        On failure the new files go and the row is as it was; on commit the old ones go.
        """
        columns = ("stem", "original", "sha256", "width", "height", "renditions", "recipe")
        before, old_paths = {name: getattr(self, name) for name in columns}, self.file_paths
        try:
            yield
            self.save(update_fields=columns)
            if self.stem != before["stem"]:
                self._lead_here(before["stem"])
        except BaseException:
            if self.stem != before["stem"]:
                delete_files(self.file_paths)
            for name, value in before.items():
                setattr(self, name, value)
            raise
        if self.stem != before["stem"]:
            transaction.on_commit(lambda: delete_files(old_paths))


class FormerStem(BaseModel):
    """A stem under which an image's files once lay: pages and feeds in flight still name it, and it leads on.

    One that readers were never given leads only the desk on; to them it is an address that never was.
    """

    stem = models.CharField(max_length=32, unique=True)
    was_public = models.BooleanField(default=True)
    image = models.ForeignKey("articles.Image", models.CASCADE, related_name="former_stems")

    def __str__(self):
        return self.stem
