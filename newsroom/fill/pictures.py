"""The pictures of the archive: a few are made as uploads are, and many images share their files by hard links."""

import io
import os
import random

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image as Picture
from PIL import ImageDraw

from articles.images import SourceType
from articles.models import FileReading, Image, ImageCredit
from newsroom.fill.words import AGENCIES, person_name

SETS = 12
SHARED_COLUMNS = ("original", "sha256", "width", "height", "renditions", "recipe")  # of images that share their files
SIZE = 1600, 1067


class PictureFiles:
    """Gives images their files.

    Files have the credit of their image in them, so images share files only within a set: those of one credit. Where
    there are no files to share yet, they are made from a drawing as the desk makes them from an upload.
    """

    def __init__(self, plan):
        self.plan, self.models = plan, {}

    def credit(self, number):
        """Return the credit, unsaved, of the image with this number."""
        made_by = number % SETS
        photographer, agency = person_name(17 * made_by + 3), AGENCIES[made_by % len(AGENCIES)]
        line = f"{photographer}/{agency}" if made_by % 4 else photographer
        return ImageCredit(line=line, creator=photographer, agency=agency if made_by % 4 else "")

    def source_type(self, number):
        """Return how an image was made: one set is by AI."""
        return SourceType.GENERATED if number % SETS == 7 else SourceType.CAPTURE

    def store(self, number, image):
        """Store the files of an image that has its credits, and set its columns; return the unsaved `FileReading`."""
        made_by = number % SETS
        clear(image)  # a run that was stopped may have left some
        model = self.models.get(made_by) or self._stored_model(made_by, image)
        if model is None:
            new = image.files.make(drawing(made_by), image.stem)
            for column, value in new.columns.items():
                setattr(image, column, value)
            image.reading = new.reading
            self.models[made_by] = image
            return FileReading(image=image, sha256=image.sha256, **new.reading)
        for column in SHARED_COLUMNS:
            setattr(image, column, getattr(model, column))
        for old, new in zip(model.files.paths, image.files.paths, strict=True):
            share(old, new)
        return FileReading(image=image, sha256=image.sha256, **model.reading)

    def forget(self):
        """Share no file of this run any more: it may have been deleted."""
        self.models = {}

    def _stored_model(self, made_by, image):
        """Return the image of an earlier run whose files this one can share, or None where they were changed since."""
        model = Image.objects.filter(pk=self.plan.key("image", made_by)).first()
        reading = model and model.latest_reading
        if not reading or model.files.are_stale or not all(map(default_storage.exists, model.files.paths)):
            return None
        model.reading = {"found": reading.found, "warnings": reading.warnings, "raw": reading.raw}
        image.sha256 = model.sha256
        if image.files.fingerprint() != model.recipe:
            return None
        self.models[made_by] = model
        return model


def clear(image):
    """Delete whatever lies under the stem of an image that is not stored yet."""
    folder = image.files.path_of("")
    try:
        _, names = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in names:
        default_storage.delete(folder + name)


def share(old, new):
    """Store the file `old` as `new` too: as a hard link, which takes no space, or else as a copy."""
    try:
        target = default_storage.path(new)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        os.link(default_storage.path(old), target)
    except (NotImplementedError, OSError):
        with default_storage.open(old) as file:
            default_storage.save(new, ContentFile(file.read()))


def drawing(number):
    """Return a drawing as the bytes of a JPEG: a sky, a sea and some houses."""
    draw = random.Random(f"drawing {number}")
    sky, shades = Picture.linear_gradient("L").resize(SIZE), [draw.uniform(0.3, 1) for _ in range(3)]
    picture = Picture.merge("RGB", [sky.point([int(value * shade) for value in range(256)]) for shade in shades])
    pen, (width, height) = ImageDraw.Draw(picture), SIZE
    pen.rectangle([0, height * 2 // 3, width, height], fill=tuple(draw.randint(20, 120) for _ in range(3)))
    for _ in range(30):
        left, top = draw.randint(0, width), draw.randint(height // 3, height * 2 // 3)
        colour = tuple(draw.randint(40, 240) for _ in range(3))
        pen.rectangle([left, top, left + draw.randint(30, 160), height * 2 // 3 + 40], fill=colour)
    content = io.BytesIO()
    picture.save(content, "JPEG", quality=85)
    return content.getvalue()
