"""Pictures that lie beside a fixture: those that its images name, and those of images whose files are missing here."""

import hashlib
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from django.core.files.storage import default_storage
from django.core.management import CommandError
from django.db import transaction
from django.utils.translation import gettext as _

from articles.images import PictureError
from articles.models import Image, ImageCredit, record

SUFFIXES = (".webp", ".jpg", ".jpeg", ".png")
# The columns that the software fills from the picture file; a person's fixture cannot know them.
FILE_COLUMNS = ("stem", "original", "sha256", "width", "height", "renditions", "recipe")


@dataclass(frozen=True)
class Picture:
    """A picture file beside a fixture; `sha256` is the hexadecimal hash of its bytes."""

    path: Path
    sha256: str


def find_picture(file, name):
    """Return the `Picture` of a name in the folders beside a fixture file, or None."""
    for folder in file.picture_folders if Path(name).name == name else ():
        if (path := folder / name).is_file():
            return Picture(path, sha256_of(path))
    return None


def sha256_of(path):
    """Return the hexadecimal hash of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def find_pictures(rows, problems):
    """Set `picture` of the rows of images that name a file, and note each file that is not there."""
    for row in rows:
        if row.model is not Image:
            continue
        if "file" not in row.values and not row.values.get("original"):
            row.values |= file_called(row.values.get("stem"), row.file)
        if "file" in row.values:
            set_picture(row, row.values["file"], problems)


def file_called(stem, file):
    """Return the column `file` for an image that has no files, if a picture with its stem lies beside the fixture."""
    names = [f"{stem}{suffix}" for suffix in SUFFIXES if stem]
    return next(({"file": name} for name in names if find_picture(file, name)), {})


def set_picture(row, name, problems):
    """Set the picture of a row to the file with this name, or note why it cannot be taken."""
    if not isinstance(name, str) or Path(name).name != name:
        problems.add(row, "file", _("Write the name of a file that lies beside the fixture, without a folder."))
    elif picture := find_picture(row.file, name):
        row.picture = picture
        for column in FILE_COLUMNS:
            row.values.pop(column, None)
    else:
        folders = _(" or ").join(map(str, row.file.picture_folders)) or _("a folder: there is none")
        sentence = _("There is no picture “%(name)s”. Put it into %(folders)s.")
        problems.add(row, "file", sentence % {"name": name, "folders": folders})


def make_files(rows, problems):
    """Make the files of the pictures that are new, and return an `ExitStack` that deletes those not adopted.

    It takes seconds for each, so it is done before the transaction that locks the database. Credits are embedded.
    """
    with ExitStack() as stack:
        for row in rows:
            if row.picture and not (row.here and row.here.sha256 == row.picture.sha256 and row.here.original):
                _make_files_of(row, rows, stack, problems)
        problems.check()
        return stack.pop_all()


def _make_files_of(row, rows, stack, problems):
    credits = [r.object for r in rows if r.model is ImageCredit and r.object.image_id == row.key]
    row.object.set_parts("credits", credits)
    try:
        with row.picture.path.open("rb") as file:
            row.new_files = stack.enter_context(row.object.files.make(file))
    except PictureError as error:
        problems.add(row, "file", f"{row.picture.path.name}: {error}")
    except OSError as error:
        raise CommandError(
            _("The files of %(name)s could not be stored: %(error)s. Nothing was loaded.")
            % {"name": row.picture.path.name, "error": error}
        ) from error
    finally:
        row.object.loaded_parts = {}


def without_files(rows):
    """Yield a sentence for each new image whose row names no picture."""
    for row in rows:
        if row.model is Image and not (row.picture or row.object.original or row.object.erased_at):
            yield row.sentence("file", _("The image has no picture yet. Name one that lies beside the fixture."))


def store_missing_files(image, folder):
    """Make the files of an image from `<stem>.*` in the folder, if storage lacks any of them.

    The image's row then describes the new files, in this site's sizes. Raises `PictureError` if there is no such
    picture or it is not the one that the row was made from.
    """
    if not image.original or all(map(default_storage.exists, image.files.paths)):
        return
    candidates = [folder / f"{image.stem}{suffix}" for suffix in SUFFIXES] if folder else []
    # A stem with a slash in it would lead out of the folder.
    picture = next((path for path in candidates if path.parent == folder and path.is_file()), None)
    if picture is None:
        raise PictureError(
            _("The image “%(image)s” has no files here, and no picture of it lies beside the fixture.")
            % {"image": image}
        )
    if sha256_of(picture) != image.sha256:
        raise PictureError(
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
        raise PictureError(f"{picture.name}: {error}") from error
