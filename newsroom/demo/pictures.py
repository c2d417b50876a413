"""Files for images that came by fixture, made from a picture beside it and stored under the stem in the row."""

import hashlib

from django.core.files.storage import default_storage
from django.db import transaction

from articles.images import PictureError
from articles.models import record

SUFFIXES = (".webp", ".jpg", ".png")


class NoPicture(Exception):
    """An image has no files and no picture to make them from."""


def store_missing_files(image, folder):
    """Make the files of an image again where storage lacks any, from `<stem>.*` in the folder, and record it.

    The row lists afterwards what was made: its sizes are this site's. Raises `NoPicture` where there is no such
    picture, or another than the row was made from, and OSError where the files cannot be stored.
    """
    if not image.original or all(map(default_storage.exists, image.files.paths)):
        return
    picture = picture_of(image, folder)
    if picture is None:
        raise NoPicture(f"The image “{image}” has no files here, and no picture of it lies beside the fixture.")
    if hashlib.sha256(picture.read_bytes()).hexdigest() != image.sha256:
        raise NoPicture(f"{picture.name} is not the picture that the fixture names. Build the fixture again.")
    for path in filter(default_storage.exists, image.files.paths):
        default_storage.delete(path)
    try:
        with picture.open("rb") as file, image.files.make(file, image.stem) as new, transaction.atomic():
            new.reading = None  # the file's own metadata came with the fixture
            image.files.adopt(new)
            record(image)
    except PictureError as error:
        raise NoPicture(f"{picture.name}: {error}") from error


def picture_of(image, folder):
    """Return the path of the image's picture in the folder, or None."""
    candidates = [folder / f"{image.stem}{suffix}" for suffix in SUFFIXES] if folder else []
    return next((path for path in candidates if path.parent == folder and path.is_file()), None)
