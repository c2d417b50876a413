"""Files for images loaded from a fixture, made from pictures that lie beside it."""

import hashlib

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from articles.images import PictureError
from articles.models import record

SUFFIXES = (".webp", ".jpg", ".png")


class MissingPicture(Exception):
    """An image has no files and no picture to make them from."""


def store_missing_files(image, folder):
    """Make the files of an image again from `<stem>.*` in the folder, if storage lacks any of them.

    The image's row then describes the new files, in this site's sizes. Raises `MissingPicture`, with a message, if
    there is no such picture or it is not the one that the row was made from.
    """
    if not image.original or all(map(default_storage.exists, image.files.paths)):
        return
    picture = picture_of(image, folder)
    if picture is None:
        raise MissingPicture(
            _("The image “%(image)s” has no files here, and no picture of it lies beside the fixture.")
            % {"image": image}
        )
    if hashlib.sha256(picture.read_bytes()).hexdigest() != image.sha256:
        raise MissingPicture(
            _("%(name)s is not the picture that the fixture describes. Build the fixture again.")
            % {"name": picture.name}
        )
    # A storage that never overwrites would give the new files other names.
    for path in filter(default_storage.exists, image.files.paths):
        default_storage.delete(path)
    try:
        with picture.open("rb") as file, image.files.make(file, image.stem) as new, transaction.atomic():
            new.reading = None  # the file's own metadata came with the fixture
            image.files.adopt(new)
            record(image)
    except PictureError as error:
        raise MissingPicture(f"{picture.name}: {error}") from error


def picture_of(image, folder):
    """Return the path of the image's picture in the folder, or None."""
    candidates = [folder / f"{image.stem}{suffix}" for suffix in SUFFIXES] if folder else []
    # A stem with a slash in it would lead out of the folder.
    return next((path for path in candidates if path.parent == folder and path.is_file()), None)
