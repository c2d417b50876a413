"""Settings that would fail later are reported when a command starts, each with what to do about it."""

import os

import pytest
from django.conf import settings as site_settings
from django.core.checks import run_checks

from newsroom import checks

SQLITE = {
    "ENGINE": "newsroom.sqlite",
    "NAME": "site.sqlite3",
    "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": "PRAGMA journal_mode=WAL;"},
}
OURS = {checks.SQLITE_ENGINE, checks.SQLITE_OPTIONS, checks.READ_ONLY_MEDIA}


def errors_with(monkeypatch, database):
    """Return our errors where the settings have this database (set past Django's signal, which would warn)."""
    monkeypatch.setattr(site_settings, "DATABASES", {"default": database})
    return [error for error in run_checks() if error.id in OURS]


def test_the_settings_that_come_with_the_software_pass(monkeypatch):
    assert not [error for error in run_checks() if error.id in OURS]
    assert not errors_with(monkeypatch, SQLITE)


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("transaction_mode", None),
        ("transaction_mode", "DEFERRED"),
        ("timeout", None),
        ("timeout", 5),
        ("init_command", None),
        ("init_command", "PRAGMA journal_mode=DELETE;"),
    ],
)
def test_an_sqlite_option_that_was_lost_is_reported(monkeypatch, option, value):
    options = {name: given for name, given in (SQLITE["OPTIONS"] | {option: value}).items() if given is not None}
    [error] = errors_with(monkeypatch, SQLITE | {"OPTIONS": options})
    assert error.id == checks.SQLITE_OPTIONS
    assert f"'{option}'" in error.msg
    assert f'"{option}": ' in error.hint


def test_an_sqlite_engine_whose_writers_do_not_queue_is_reported(monkeypatch):
    [error] = errors_with(monkeypatch, SQLITE | {"ENGINE": "django.db.backends.sqlite3"})
    assert error.id == checks.SQLITE_ENGINE
    assert "newsroom.sqlite" in error.hint


def test_other_databases_need_no_option_of_sqlite(monkeypatch):
    assert not errors_with(monkeypatch, {"ENGINE": "django.db.backends.postgresql", "NAME": "newsroom"})


def media_warnings():
    return [warning for warning in run_checks() if warning.id == checks.READ_ONLY_MEDIA]


def test_a_media_folder_that_cannot_be_made_is_reported(settings, tmp_path):
    (tmp_path / "file").write_text("")
    settings.MEDIA_ROOT = tmp_path / "file" / "media"
    [warning] = media_warnings()
    assert str(settings.MEDIA_ROOT) in warning.msg
    assert "VAR_DIR" in warning.hint


def test_a_media_folder_of_another_account_is_reported(settings, tmp_path, monkeypatch):
    settings.MEDIA_ROOT = tmp_path
    assert not media_warnings()
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    assert media_warnings()


def test_media_in_a_bucket_need_no_folder(settings):
    settings.MEDIA_ROOT = "/dev/null/media"
    assert media_warnings()
    memory = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
    settings.STORAGES = settings.STORAGES | {"default": memory}
    assert not media_warnings()
