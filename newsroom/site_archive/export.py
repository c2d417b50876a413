"""Writing a site into an archive."""

import contextlib
import os
import tempfile
import zipfile
from pathlib import Path

from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Image
from newsroom.site_archive.accounts import read_accounts, read_groups
from newsroom.site_archive.members import MemberWriter
from newsroom.site_archive.rows import read_rows, site_models

STEP = 500  # rows between two reports of progress


def export_site(path, *, accounts=True):
    """Write the site to a file, which is there only when it is whole; yield (what is written, how many, of how many).

    The rows are those of one moment, whatever is changed meanwhile. Yields (message, None, None) for a file of an image
    that cannot be read. Raises `OSError` where the archive cannot be written.
    """
    with new_file(Path(path)) as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        writer = MemberWriter(archive)
        with one_moment():
            if accounts:
                yield from steps(_("groups"), writer.write_lines("groups.jsonl", read_groups()))
                yield from steps(_("accounts"), writer.write_lines("accounts.jsonl", read_accounts()))
            for model in site_models():
                lines = writer.write_lines(f"rows/{model._meta.label_lower}.jsonl", read_rows(model))
                yield from steps(model._meta.verbose_name_plural, lines, model._base_manager.count())
            paths = [path for image in Image.objects.iterator(STEP) for path in image.files.paths]
        yield from write_files(writer, paths)
        writer.write_manifest(made=timezone.now().isoformat())


def steps(name, counts, total=None):
    """Yield (name, count, total) for some of the counts and the last one."""
    count = 0
    for count in counts:
        if count % STEP == 0:
            yield name, count, total or count
    yield name, count, total or count


def write_files(writer, paths):
    """Write files of the media storage; yield the progress, and a message for each that cannot be read."""
    for count, path in enumerate(paths, 1):
        try:
            with default_storage.open(path) as file:
                writer.write_file(f"media/{path}", file)
        except OSError as error:
            yield _("%(file)s is not in the archive: %(reason)s") % {"file": path, "reason": error}, None, None
        yield _("files"), count, len(paths)


@contextlib.contextmanager
def new_file(path):
    """Open a new file, readable by its owner only, that takes the place of `path` once it is written whole."""
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f"{path.name}.", delete=False) as file:
        try:
            yield file
            file.flush()
            os.fsync(file.fileno())
            os.replace(file.name, path)
        except BaseException:
            os.unlink(file.name)
            raise


@contextlib.contextmanager
def one_moment():
    """Read the database as it is now, without a lock that others would wait for."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    else:
        # Django's own transactions begin with the lock for writing here, which this one does not need.
        with connection.cursor() as cursor:
            cursor.execute("BEGIN")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")
