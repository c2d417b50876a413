"""Files for images that came by fixture: made from a picture that lies beside it, under the names in the row."""

from django.conf import settings
from django.core.files.storage import default_storage

from articles import pictures

SUFFIXES = (".webp", ".jpg", ".png")


class NoPicture(Exception):
    """An image has no files and no picture to make them from."""


def store_missing_files(image, folder):
    """Store those files of an image that storage lacks, made from `<stem>.*` in the folder; the row is unchanged.

    Raises `NoPicture`, with a sentence, where there is no such picture, or another than the row was made from.
    """
    names = [image.original, *(r["name"] for r in image.renditions)] if image.original else []
    missing = [name for name in names if not default_storage.exists(image.path_of(name))]
    if not missing:
        return
    found = picture_of(image, folder)
    if found is None:
        raise NoPicture(f"The image “{image}” has no files here, and no picture of it lies beside the fixture.")
    made = files_of(image, found)
    image.store_files({name: made[name] for name in missing})


def picture_of(image, folder):
    """Return the path of the image's picture in the folder, or None."""
    candidates = [folder / f"{image.stem}{suffix}" for suffix in SUFFIXES] if folder else []
    return next((path for path in candidates if path.parent == folder and path.is_file()), None)


def files_of(image, path):
    """Return the bytes of an image's files by their names in the row, taken through the safe chain."""
    with path.open("rb") as file:
        master = pictures.prepare(file, max_bytes=settings.MAX_PICTURE_BYTES, max_pixels=settings.MAX_PICTURE_PIXELS)
    made = {r.width: r.content for r in pictures.renditions(master.content, pictures.WIDTHS)}
    if master.sha256 != image.sha256 or {r["width"] for r in image.renditions} != set(made):
        raise NoPicture(f"{path.name} is not the picture that the fixture speaks of. Build the fixture again.")
    return {image.original: master.content} | {r["name"]: made[r["width"]] for r in image.renditions}
