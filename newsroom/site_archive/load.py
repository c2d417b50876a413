"""Loading an archive into the database of a new site."""

import contextlib
import itertools
import zipfile

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import Error, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models import Image
from newsroom.site_archive.accounts import load_accounts, load_groups
from newsroom.site_archive.errors import ArchiveError
from newsroom.site_archive.members import MemberReader, damaged, not_an_archive
from newsroom.site_archive.rows import BATCH, MADE_BY_MIGRATE, RowLoader, site_models


def load_site(path):
    """Load an archive, all of it or nothing; yield (what is loaded, how many, of how many).

    Yields (message, None, None) for what is not as it was on the site that wrote it. Raises `ArchiveError` where the
    archive is damaged or of another release, and where this site has content already.
    """
    with all_or_nothing() as stored, zipfile.ZipFile(path) as archive, transaction.atomic():
        reader = MemberReader(archive)
        refuse_unknown_members(reader)
        clear_new_site()
        yield from load_people_and_rows(reader)
        yield from store_files(reader, stored)


@contextlib.contextmanager
def all_or_nothing():
    """Give a list for the paths of files that are stored; delete those where anything goes wrong, and say what did."""
    stored = []
    try:
        yield stored
    except BaseException as error:
        for path in stored:
            default_storage.delete(path)
        if isinstance(error, zipfile.BadZipFile):
            raise not_an_archive() from error
        if isinstance(error, Error):
            message = _("The database refused the rows of the archive: %(reason)s Nothing was loaded.")
            raise ArchiveError(message % {"reason": error}) from error
        raise


def refuse_unknown_members(reader):
    """Raise `ArchiveError` for rows of models that this release does not have."""
    known = {f"rows/{model._meta.label_lower}.jsonl" for model in site_models()}
    if unknown := sorted(name for name in reader.members if name.startswith("rows/") and name not in known):
        raise unknown_to_this_release(unknown)


def unknown_to_this_release(names):
    """Return the error for an archive of a later release."""
    message = _("This release does not know what the archive holds: %(names)s. Load it into the release that wrote it.")
    return ArchiveError(message % {"names": ", ".join(names)})


def clear_new_site():
    """Delete what `migrate` made; raise `ArchiveError` where there is anything else."""
    if any(m._base_manager.exists() for m in site_models() if m not in MADE_BY_MIGRATE):
        raise ArchiveError(
            _("This site has content already. An archive is loaded into an empty database. Nothing was changed.")
        )
    for model in MADE_BY_MIGRATE:
        model._base_manager.all().delete()


def load_people_and_rows(reader):
    """Load groups, accounts and rows; yield the progress."""
    load_groups(reader.read_lines("groups.jsonl"))
    rows = RowLoader(load_accounts(reader.read_lines("accounts.jsonl")))
    for model in site_models():
        name = f"rows/{model._meta.label_lower}.jsonl"
        lines, count = reader.read_lines(name), 0
        while batch := list(itertools.islice(lines, BATCH)):
            refuse_unknown_columns(model, batch[0])
            rows.insert(model, batch)
            count += len(batch)
            yield model._meta.verbose_name_plural, count, reader.members[name]["rows"]
    rows.reset_sequences()
    if rows.without_person:
        message = ngettext(
            "%(count)s row no longer names a person, whose account is not in the archive.",
            "%(count)s rows no longer name a person, whose account is not in the archive.",
            rows.without_person,
        )
        yield message % {"count": rows.without_person}, None, None


def refuse_unknown_columns(model, row):
    """Raise `ArchiveError` for columns that this release does not have."""
    if unknown := sorted(row.keys() - {field.attname for field in model._meta.concrete_fields}):
        raise unknown_to_this_release(f"{model._meta.label_lower}.{name}" for name in unknown)


def store_files(reader, stored):
    """Store the files of the images, those that are named by rows and no others; yield the progress.

    Their paths are added to `stored`.
    """
    paths = [path for image in Image.objects.iterator(BATCH) for path in image.files.paths]
    for count, path in enumerate(paths, 1):
        if (name := f"media/{path}") not in reader.members:
            yield _("%(file)s is missing: the archive does not have it.") % {"file": path}, None, None
            continue
        try:
            store_file(path, b"".join(reader.read_chunks(name)))
        except SuspiciousFileOperation as error:  # a stem that leads out of the media folder
            raise damaged(name) from error
        stored.append(path)
        yield _("files"), count, len(paths)


def store_file(path, content):
    """Store a file under exactly this path; one that is there was left by a load that did not end."""
    if default_storage.exists(path):
        default_storage.delete(path)
    default_storage.save(path, ContentFile(content))
