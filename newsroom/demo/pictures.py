"""Files for images that came by fixture: made from a picture that lies beside it, under the stem in the row."""

import hashlib

from django.core.files.storage import default_storage

from articles.images import PictureError

SUFFIXES = (".webp", ".jpg", ".png")


class NoPicture(Exception):
    """An image has no files and no picture to make them from."""


def store_missing_files(image, folder):
    """Make the files of an image anew where storage lacks any, from `<stem>.*` in the folder.

    The row says afterwards what was made: its sizes are this site's. Raises `NoPicture`, with a sentence, where there
    is no such picture, or another than the row was made from.
    """
    if not image.original or all(map(default_storage.exists, image.file_paths)):
        return
    found = picture_of(image, folder)
    if found is None:
        raise NoPicture(f"The image “{image}” has no files here, and no picture of it lies beside the fixture.")
    if hashlib.sha256(found.read_bytes()).hexdigest() != image.sha256:
        raise NoPicture(f"{found.name} is not the picture that the fixture speaks of. Build the fixture again.")
    for path in filter(default_storage.exists, image.file_paths):
        default_storage.delete(path)
    try:
        with found.open("rb") as file:
            image.take_file(file, image.stem)
    except PictureError as error:
        raise NoPicture(f"{found.name}: {error}") from error
    image.metadata = None  # what it says of itself came with the fixture
    image.save()


def picture_of(image, folder):
    """Return the path of the image's picture in the folder, or None."""
    candidates = [folder / f"{image.stem}{suffix}" for suffix in SUFFIXES] if folder else []
    return next((path for path in candidates if path.parent == folder and path.is_file()), None)
