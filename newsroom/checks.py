"""System checks of the site's settings: what would fail later, under load or at the first upload, is reported now."""

import os
from pathlib import Path

from django.conf import settings
from django.core.checks import Error, Tags, Warning, register
from django.core.files.storage import FileSystemStorage, default_storage

SQLITE_ENGINE, SQLITE_OPTIONS = "newsroom.E001", "newsroom.E002"
READ_ONLY_MEDIA = "newsroom.W001"

LOCK_TIMEOUT = 20  # seconds


@register()
def check_sqlite(app_configs, **kwargs):
    """Check the settings without which concurrent writers of an SQLite database fail with “database is locked”."""
    return [error for alias, database in settings.DATABASES.items() for error in sqlite_errors(alias, database)]


def sqlite_errors(alias, database):
    """Yield an error for each setting that an SQLite database lacks."""
    engine, options = database["ENGINE"], database.get("OPTIONS", {})
    if engine == "django.db.backends.sqlite3":
        yield Error(
            f"The database {alias!r} uses Django's SQLite engine, in which a busy writer can starve the others.",
            hint="Set its ENGINE to “newsroom.sqlite”, in which they queue.",
            id=SQLITE_ENGINE,
        )
    if engine not in ("django.db.backends.sqlite3", "newsroom.sqlite"):
        return
    # A deferred transaction that reads before it writes fails at once if another has written meanwhile, whatever the
    # timeout: SQLite cannot wait, as that might be a deadlock.
    if options.get("transaction_mode") != "IMMEDIATE":
        yield option_error(alias, "transaction_mode", '"transaction_mode": "IMMEDIATE"')
    if options.get("timeout", 0) < LOCK_TIMEOUT:
        yield option_error(alias, "timeout", f'"timeout": {LOCK_TIMEOUT}')
    # Without a write-ahead log, readers wait for writers and writers for readers.
    if "JOURNAL_MODE=WAL" not in options.get("init_command", "").upper().replace(" ", ""):
        yield option_error(alias, "init_command", '"init_command": "PRAGMA journal_mode=WAL;"')


def option_error(alias, option, example):
    return Error(
        f"The database {alias!r} lacks the SQLite option {option!r} that concurrent writing needs.",
        hint=f"Add {example} to DATABASES[{alias!r}]['OPTIONS'].",
        id=SQLITE_OPTIONS,
    )


@register(Tags.files)
def check_media_folder(app_configs, **kwargs):
    """Warn of a media folder that cannot be written.

    It is no error, as the account that migrates a site need not be the one that serves it.
    """
    if not isinstance(default_storage, FileSystemStorage):
        return []
    folder = Path(default_storage.location)
    existing = next(path for path in (folder, *folder.parents) if path.exists())
    if existing.is_dir() and os.access(existing, os.W_OK | os.X_OK):
        return []
    return [
        Warning(
            f"The media folder {folder} cannot be written by this account, so no picture can be stored.",
            hint="Change the owner or the permissions of that folder, set VAR_DIR to another, or set MEDIA_STORAGE.",
            id=READ_ONLY_MEDIA,
        )
    ]
