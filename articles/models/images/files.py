"""The files of an image: made from an upload with its credit inside, replaced, erased, and their public addresses."""

import contextlib
import functools
import hashlib
import logging
import secrets
from contextlib import AbstractContextManager
from dataclasses import dataclass

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import models, transaction
from django.utils import timezone

from articles import images
from articles.images import InvalidPicture, PictureError, source_type_uri
from articles.models.base import BaseModel
from articles.models.facts import record
from articles.models.images.file_reading import reading_columns
from articles.text import safe_address

log = logging.getLogger(__name__)
SHARED = "shared.jpg"
CARD = "card."  # begins the names of the renditions in the shape of cards
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
class NewFiles(AbstractContextManager):
    """Files that were made for an image, and stored, before the transaction in which its row changes.

    `columns` are those of the row that describe them, `reading` the columns of a new `FileReading`. Used as a context
    manager, the files are deleted again unless `ImageFiles.adopt` was called and the block ends without an exception.
    """

    columns: dict
    reading: dict | None
    paths: list
    adopted: bool = False

    def __exit__(self, exception_type, exception, traceback):
        if exception_type or not self.adopted:
            delete_files(self.paths)


class ImageFiles:
    """The files of one image, in the media storage under its `stem`; `renditions` lists those for readers.

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
        """Return the XMP packet of the files: creators and rights from the record, nothing else.

        It is empty for a placeholder, since the record describes the picture that is not here.
        """
        image = self.image
        if image.placeholder:
            return b""
        return images.xmp_packet(
            creators=[credit.creator for credit in image.credits.all() if credit.creator],
            credit_line=image.machine_credit,
            copyright_notice=image.copyright_notice,
            web_statement=safe_address(image.web_statement),
            digital_source_type=source_type_uri(image.stated_source_type),
            usage_terms=image.usage_terms,
            licensor_url=safe_address(image.licensor_url),
        )

    def fingerprint(self, sha256=None):
        """Return what the renditions depend on, hashed: one part for the pixels, one for the packet.

        The row has it as `recipe`. `sha256` is that of the upload, if not the one in the row.
        """
        image, widths, formats = self.image, sorted(settings.PICTURE_WIDTHS), settings.PICTURE_FORMATS
        pixels = f"{images.RENDITIONS_VERSION} {widths} {formats} {image.focal_x:.4f} {image.focal_y:.4f} "
        pixels += image.sha256 if sha256 is None else sha256
        return ":".join(hashlib.sha256(part).hexdigest()[:32] for part in (pixels.encode(), self.packet()))

    @property
    def are_stale(self):
        """Whether there are files that differ from what the record and the settings would produce now."""
        return bool(self.image.original) and self.image.recipe != self.fingerprint()

    def make(self, upload=None, stem=""):
        """Make and store new files for the image as it is in memory, credits included; return the `NewFiles`.

        They are made from the upload if there is one, and otherwise from the stored original, and stored under a new
        stem unless one is given. Raises `articles.images.PictureError` or OSError, and then nothing is stored.
        """
        stem, reading = stem or new_stem(), None
        if upload is None:
            master = self.read(self.image.original)
            columns = {name: getattr(self.image, name) for name in ("original", "sha256", "width", "height")}
            contents, renditions = self._renditions_with_new_packet() or self._new_renditions(
                images.open_master(master, max(settings.PICTURE_WIDTHS))
            )
        else:
            picture = images.make_master(
                upload,
                max_bytes=settings.MAX_PICTURE_BYTES,
                max_pixels=settings.MAX_PICTURE_PIXELS,
                max_jpeg_pixels=settings.MAX_JPEG_PIXELS,
                widest=max(settings.PICTURE_WIDTHS),
            )
            reading, master = reading_columns(upload), picture.content
            columns = {name: getattr(picture, name) for name in ("sha256", "width", "height")}
            columns |= self._read_credentials(upload, reading)
            columns["original"] = f"original.{picture.extension}"
            contents, renditions = self._new_renditions(picture.picture)
        paths = save_files(stem, {columns["original"]: master} | contents)
        columns |= {"stem": stem, "renditions": renditions, "recipe": self.fingerprint(columns["sha256"])}
        return NewFiles(columns, reading, paths)

    def _read_credentials(self, upload, reading):
        """Return the columns for the Content Credentials of an upload, and add all that they say to its reading.

        The image has them in memory from now on, for its files say how it was made.
        """
        image, credentials = self.image, images.read_content_credentials(upload)
        image.content_credentials = credentials.summary() if credentials else {}
        image.signed_source_type = credentials.source_type if credentials else ""
        if credentials and credentials.raw:
            reading["raw"]["C2PA"] = credentials.raw
        return {name: getattr(image, name) for name in ("content_credentials", "signed_source_type")}

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
        """Replace the image's files by new ones and save the row; the caller records the image.

        Addresses of the old files redirect to the new ones. On commit the old files are deleted, and the new ones are
        made once more if the record has changed since they were made.
        """
        image, old_stem, old_paths = self.image, self.image.stem, self.paths
        for column, value in new.columns.items():
            setattr(image, column, value)
        image.save(update_fields=None if image._state.adding else new.columns)
        if new.reading:
            image.readings.create(sha256=image.sha256, **new.reading)
        if old_paths and old_stem != image.stem:
            self.redirect_from(old_stem)
            transaction.on_commit(lambda: delete_files(old_paths))
        new.adopted = True
        renew_on_commit(image)

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
        """Delete the files on commit, and clear what the rows say about them; the caller saves the image's own row."""
        image, paths = self.image, self.paths
        transaction.on_commit(lambda: delete_files(paths))
        image.readings.all().delete()
        image.former_stems.all().delete()
        image.original, image.sha256, image.renditions, image.width, image.height = "", "", [], 0, 0
        image.content_credentials, image.signed_source_type = {}, ""

    def redirect_from(self, stem):
        """Redirect addresses with another stem to these files; for readers only if they may know them."""
        self.image.former_stems.create(stem=stem, was_public=self.image.was_public_by(timezone.now()))

    def was_public_under(self, stem):
        """Whether readers may know addresses under this stem: the image's own, or one that was public."""
        return stem == self.image.stem or self.image.former_stems.filter(stem=stem, was_public=True).exists()

    def _new_renditions(self, picture):
        """Return the renditions of a decoded master: their bytes by name, and the list of them for the row."""
        image, packet = self.image, self.packet()
        focus = (image.focal_x, image.focal_y)
        by_name = {SHARED: images.shared_rendition(picture, focus, xmp=packet)}
        cards = images.make_cards(picture, focus, settings.PICTURE_FORMATS, xmp=packet)
        by_name |= {f"{CARD}{r.width}.{r.extension}": r for r in cards}
        # Last, because they are made of one another, in place.
        made = images.make_renditions(picture, settings.PICTURE_WIDTHS, settings.PICTURE_FORMATS, xmp=packet)
        by_name |= {f"{r.width}.{r.extension}": r for r in made}
        listed = [
            {"name": name, "width": r.width, "height": r.height, "type": r.content_type}
            for name, r in sorted(by_name.items(), key=lambda item: (item[1].width, item[0]))
        ]
        return {name: r.content for name, r in by_name.items()}, listed

    def _renditions_with_new_packet(self):
        """Return the stored renditions, with the XMP packet for the record, or None where the pixels are stale too.

        No pixel is touched: correcting a credit costs milliseconds and loses no quality.
        """
        pixels, _, _ = self.fingerprint().partition(":")
        if pixels != self.image.recipe.partition(":")[0]:
            return None
        packet, listed = self.packet(), self.image.renditions
        with contextlib.suppress(InvalidPicture, FileNotFoundError):
            return {r["name"]: images.replace_xmp(self.read(r["name"]), packet) for r in listed}, listed
        return None


def save_files(stem, contents):
    """Store files (a mapping of name to bytes) under a stem: all of them, or none. Return their paths.

    Raises OSError where the disk is full. It may have part of the last file by then, under its final name: that is
    deleted with the others, since nobody else writes to the folder of a stem.
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


def renew_on_commit(image):
    """Make stale files of an image again once the transaction that changes it is committed; log where that fails."""

    def renew():
        try:
            type(image).objects.get(pk=image.pk).files.renew()
        except (OSError, PictureError):
            log.exception(NOT_MADE, image.pk)

    transaction.on_commit(renew)


class ImageSizes(list):
    """The renditions of an image that pages show, smallest first, with their addresses.

    A rendition is a mapping of `name`, `width`, `height` (pixels) and `type` (media type). With `cards` they are those
    in the shape of cards. `prefix` is put before their addresses, where they are not those of all readers.
    """

    def __init__(self, stem, renditions, cards=False, prefix=""):
        super().__init__(r for r in renditions if r["name"] != SHARED and r["name"].startswith(CARD) == cards)
        self.stem, self.renditions, self.prefix = stem, renditions, prefix

    @property
    def for_cards(self):
        """The renditions in the shape of cards; those for pages where there are none."""
        return type(self)(self.stem, self.renditions, cards=True, prefix=self.prefix) or self

    @property
    def shared(self):
        """The rendition for shared links (1200 by 630 pixels, or smaller in that shape), or the largest; or None."""
        return next((r for r in self.renditions if r["name"] == SHARED), self.large)

    @functools.cached_property
    def large(self):
        """The largest rendition for pages, a JPEG where there is one, or None."""
        return max(self, key=lambda r: (r["width"], r["type"] == "image/jpeg"), default=None)

    @property
    def small(self):
        """The smallest rendition, or None."""
        return next(iter(self), None)

    def url_of(self, rendition):
        """Return the public path of a rendition; an empty string for None."""
        return f"{self.prefix}/pictures/{self.stem}/{rendition['name']}" if rendition else ""

    @property
    def src(self):
        """The public path of the largest rendition, or an empty string."""
        return self.url_of(self.large)

    @property
    def shared_src(self):
        """The public path of what shared links show, or an empty string where pages have nothing to show either."""
        return self.url_of(self.shared) if self else ""

    @property
    def thumbnail_src(self):
        """The public path of the smallest rendition, or an empty string."""
        return self.url_of(self.small)

    def srcset_of(self, media_type):
        """Return the renditions of one media type as an HTML `srcset`."""
        return ", ".join(f"{self.url_of(r)} {r['width']}w" for r in self if r["type"] == media_type)

    @property
    def srcset(self):
        """The `srcset` of an `<img>`: the JPEGs, or all there is in a set that has none."""
        return self.srcset_of(self.large["type"]) if self else ""

    @property
    def sources(self):
        """The (media type, srcset) pairs of `<source>`, the smallest files first, without what `<img>` itself has."""
        types = [t for t in ("image/avif", "image/webp") if self and t != self.large["type"]]
        return [(t, srcset) for t in types if (srcset := self.srcset_of(t))]


class FormerStem(BaseModel):
    """A stem under which an image's files were once stored; addresses with it redirect to the files of today.

    `was_public` is false where readers never had these addresses: then only the desk is redirected.
    """

    stem = models.CharField(max_length=32, unique=True)
    was_public = models.BooleanField(default=True)
    image = models.ForeignKey("articles.Image", models.CASCADE, related_name="former_stems")

    def __str__(self):
        return self.stem
