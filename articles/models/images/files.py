"""The files of an image: made from an upload, stamped with the credit, replaced under the record, erased."""

import contextlib
import hashlib
import logging
import secrets
from dataclasses import dataclass, field

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import models, transaction
from django.utils import timezone

from articles.images import (
    RENDITIONS_VERSION,
    InvalidPicture,
    PictureError,
    make_master,
    make_renditions,
    replace_xmp,
    shared_rendition,
    source_type_uri,
)
from articles.images.metadata import xmp_packet
from articles.models.base import BaseModel
from articles.models.facts import record
from articles.models.images.embedded import reading_columns
from articles.models.images.sizes import SHARED
from articles.text import safe_address

log = logging.getLogger(__name__)
NOT_MADE = "The renditions of the image %s could not be made."


def new_stem():
    """Return a name for an image's files that nobody can guess."""
    return secrets.token_hex(16)


def path_of(stem, name):
    """Return the path of a file in the media storage."""
    return f"pictures/{stem}/{name}"


def delete_files(paths):
    """Delete files from storage; one that cannot be deleted is named in the log and left."""
    for path in paths:
        try:
            default_storage.delete(path)
        except OSError:
            log.exception("The file %s could not be deleted.", path)


@dataclass
class NewFiles:
    """Files that were made for an image before the transaction in which its row changes.

    They are stored under `stem` already. Used as a context manager, they are deleted again unless `ImageFiles.adopt`
    was called and the block ends without an exception.
    """

    stem: str
    original: str
    sha256: str
    width: int
    height: int
    renditions: list
    recipe: str
    reading: dict | None = None
    paths: list = field(default_factory=list)
    adopted: bool = False

    COLUMNS = ("stem", "original", "sha256", "width", "height", "renditions", "recipe")

    def __enter__(self):
        return self

    def __exit__(self, exception_type, exception, traceback):
        if exception_type or not self.adopted:
            delete_files(self.paths)


class ImageFiles:
    """The files of one image. They lie in the media storage under its `stem`; `renditions` lists those for readers.

    Making files takes seconds, and SQLite has one writer: they are made first, outside of any transaction, by `make`,
    and `adopt` then changes the row in the transaction that records the image. Until that is committed readers get
    the old files, and after it only the new ones.
    """

    def __init__(self, image):
        self.image = image

    def path_of(self, name):
        """Return the path of a file of this image in the media storage."""
        return path_of(self.image.stem, name)

    @property
    def paths(self):
        """The paths of the original and the renditions."""
        names = [self.image.original, *(r["name"] for r in self.image.renditions)]
        return [self.path_of(name) for name in names if name]

    def read(self, name):
        """Return the bytes of one of the files."""
        with default_storage.open(self.path_of(name)) as file:
            return file.read()

    def packet(self):
        """Return the XMP packet that the files carry: makers and rights from the record, nothing else.

        A placeholder's files carry none: what the record says is true of the picture that is not here.
        """
        image = self.image
        if image.placeholder:
            return b""
        return xmp_packet(
            creators=[credit.creator for credit in image.credits.all() if credit.creator],
            credit_line=image.machine_credit,
            copyright_notice=image.copyright_notice,
            web_statement=safe_address(image.web_statement),
            digital_source_type=source_type_uri(image.source_type),
            usage_terms=image.usage_terms,
            licensor_url=safe_address(image.licensor_url),
        )

    def fingerprint(self, sha256=None):
        """Return what the renditions depend on, hashed: one part for the pixels, one for the packet.

        The row keeps it as `recipe`. `sha256` is that of the upload, if not the one in the row.
        """
        image, widths, formats = self.image, sorted(settings.PICTURE_WIDTHS), settings.PICTURE_FORMATS
        pixels = f"{RENDITIONS_VERSION} {widths} {formats} {image.focal_x:.4f} {image.focal_y:.4f} "
        pixels += image.sha256 if sha256 is None else sha256
        return ":".join(hashlib.sha256(part).hexdigest()[:32] for part in (pixels.encode(), self.packet()))

    @property
    def are_stale(self):
        """Whether there are files, and others than the record and the settings would give now."""
        return bool(self.image.original) and self.image.recipe != self.fingerprint()

    def make(self, upload=None, stem=""):
        """Make and store new files for the image as it is in memory, credits included; return the `NewFiles`.

        Made from the upload where there is one, and otherwise from the original that is stored. They lie under a new
        stem, unless one is given. Raises `articles.images.PictureError` or OSError, and then nothing is stored.
        """
        stem, image, reading = stem or new_stem(), self.image, None
        if upload is None:
            master, original = self.read(image.original), image.original
            sha256, width, height = image.sha256, image.width, image.height
            contents, listed = self._restamped() or self._made(master)
        else:
            limits = {"max_bytes": settings.MAX_PICTURE_BYTES, "max_pixels": settings.MAX_PICTURE_PIXELS}
            picture = make_master(upload, **limits)
            reading = reading_columns(upload)
            master, original = picture.content, f"original.{picture.extension}"
            sha256, width, height = picture.sha256, picture.width, picture.height
            contents, listed = self._made(master)
        paths = store(stem, {original: master} | contents)
        recipe = self.fingerprint(sha256)
        return NewFiles(stem, original, sha256, width, height, listed, recipe, reading, paths)

    def make_if_stale(self):
        """Return new files where the record no longer agrees with the stored ones; None where it does.

        None also where they cannot be made: a correction counts more than its files. That is logged, and
        `manage.py renditions` makes them later.
        """
        if not self.are_stale:
            return None
        try:
            return self.make()
        except (OSError, PictureError):
            log.exception(NOT_MADE, self.image.pk)
            return None

    def adopt(self, new):
        """Let new files take the place of the image's and save the row; the caller records the image.

        Addresses of the old files lead to the new ones. On commit the old files are deleted, and the new ones made
        once more if the record has meanwhile become another than they were made for.
        """
        image, old_stem, old_paths = self.image, self.image.stem, self.paths
        for column in NewFiles.COLUMNS:
            setattr(image, column, getattr(new, column))
        image.save(update_fields=None if image._state.adding else NewFiles.COLUMNS)
        if new.reading:
            image.readings.create(sha256=new.sha256, **new.reading)
        if old_paths and old_stem != new.stem:
            self.redirect_from(old_stem)
            transaction.on_commit(lambda: delete_files(old_paths))
        new.adopted = True
        transaction.on_commit(lambda: renew_later(type(image), image.pk))

    def store(self, upload, stem=""):
        """Make files from an upload and adopt them; raises as `make` does, and then nothing has changed."""
        with self.make(upload, stem) as new, transaction.atomic():
            self.adopt(new)

    def renew(self):
        """Make the files again if they are stale, and record the image. Raises as `make` does."""
        if self.are_stale:
            with self.make() as new, transaction.atomic():
                self.adopt(new)
                record(self.image)

    def erase(self):
        """Delete the files on commit, and clear what the row and other rows say of them; the caller saves the row."""
        image, paths = self.image, self.paths
        transaction.on_commit(lambda: delete_files(paths))
        image.readings.all().delete()
        image.former_stems.all().delete()
        image.original, image.sha256, image.renditions, image.width, image.height = "", "", [], 0, 0

    def redirect_from(self, stem):
        """Let addresses of files that lay under another stem lead to these: for readers only if they may know them."""
        self.image.former_stems.create(stem=stem, was_public=self.image.was_public_by(timezone.now()))

    def was_public_under(self, stem):
        """Tell whether readers may know addresses under this stem: the image's own, or one that was public."""
        return stem == self.image.stem or self.image.former_stems.filter(stem=stem, was_public=True).exists()

    def _made(self, master):
        """Return the renditions of a master: their bytes by name, and the list of them for the row."""
        image, packet = self.image, self.packet()
        made = list(make_renditions(master, settings.PICTURE_WIDTHS, settings.PICTURE_FORMATS, xmp=packet))
        by_name = {f"{r.width}.{r.extension}": r for r in made}
        by_name[SHARED] = shared_rendition(master, (image.focal_x, image.focal_y), xmp=packet)
        listed = [
            {"name": name, "width": r.width, "height": r.height, "type": r.content_type}
            for name, r in sorted(by_name.items(), key=lambda item: (item[1].width, item[0]))
        ]
        return {name: r.content for name, r in by_name.items()}, listed

    def _restamped(self):
        """Return the renditions with today's packet, or None where the pixels are stale too.

        No pixel is touched: correcting a credit costs milliseconds and loses no quality.
        """
        pixels, _, _ = self.fingerprint().partition(":")
        if pixels != self.image.recipe.partition(":")[0]:
            return None
        packet, listed = self.packet(), self.image.renditions
        with contextlib.suppress(InvalidPicture, FileNotFoundError):
            return {r["name"]: replace_xmp(self.read(r["name"]), packet) for r in listed}, listed
        return None


def store(stem, contents):
    """Store files (a mapping of name to bytes) under a stem: all of them, or none. Return their paths.

    Raises OSError where there is no room for them. A part of the last one is on the disk then, under the name that it
    was to have: nobody else writes to the folder of a stem.
    """
    paths = []
    try:
        for name, content in contents.items():
            paths.append(path_of(stem, name))
            default_storage.save(paths[-1], ContentFile(content))
    except BaseException:
        delete_files(paths)
        raise
    return paths


def renew_later(model, key):
    """Make stale files of an image again, outside of the transaction that changed it; log where that fails."""
    try:
        model.objects.get(pk=key).files.renew()
    except (OSError, PictureError):
        log.exception(NOT_MADE, key)


class FormerStem(BaseModel):
    """A stem under which an image's files once lay: pages and feeds in flight still name it, and it leads on.

    One that readers were never given leads only the desk on; to them it is an address that never was.
    """

    stem = models.CharField(max_length=32, unique=True)
    was_public = models.BooleanField(default=True)
    image = models.ForeignKey("articles.Image", models.CASCADE, related_name="former_stems")

    def __str__(self):
        return self.stem
