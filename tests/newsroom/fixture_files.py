"""Fixtures as a person writes them: the example of the README, its pictures, and loading rows from a file."""

import io
import json
import re

from django.conf import settings
from django.core.management import call_command
from PIL import Image as Pillow

README = (settings.BASE_DIR / "README.md").read_text()
EXAMPLE = re.search(r"## Write a fixture.*?```json\n(.*?)```", README, re.DOTALL)[1]
# Columns of an article, and a row of the section that it names.
HARBOUR = {"headline": "How the harbour came to be", "slug": "harbour", "section": "places"}
PLACES = ("articles.section", {"name": "Places", "slug": "places"})
PICTURES = {"noon.jpg": "navy", "stairs.jpg": "grey"}


def write_pictures(folder, pictures=PICTURES):
    """Write pictures of one colour each into a folder."""
    folder.mkdir(exist_ok=True)
    for name, colour in pictures.items():
        Pillow.new("RGB", (600, 400), colour).save(folder / name)


def load(*paths, **options):
    """Load fixtures; return what the command says."""
    said = io.StringIO()
    call_command("loaddata", *map(str, paths), stdout=said, stderr=said, **options)
    return said.getvalue()


def write(path, *rows):
    """Write rows, each a model and its columns, as a fixture; return its path."""
    path.write_text(json.dumps([{"model": model, "fields": fields} for model, fields in rows]))
    return path


def everything():
    """Return every row of the site, but for the number of the generation."""
    out = io.StringIO()
    call_command("dumpdata", "articles", "timeline", "admin", exclude=["articles.generation"], stdout=out)
    return json.loads(out.getvalue())
