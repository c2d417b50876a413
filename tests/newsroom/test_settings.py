"""Configuration: nothing is needed to start, and a wrong value is one sentence that names its variable."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.views.debug import technical_500_response

from newsroom.settings import check_lines

SHOW = "from django.conf import settings as s; print({expression})"


def start(tmp_path, expression="s.DEBUG", **variables):
    """Read the settings in a process of their own with these variables only."""
    base = {k: v for k, v in os.environ.items() if k in ("PATH", "SYSTEMROOT", "HOME")}
    env = base | {"DJANGO_SETTINGS_MODULE": "newsroom.settings", "VAR_DIR": str(tmp_path / "var")} | variables
    return subprocess.run(
        [sys.executable, "-c", SHOW.format(expression=expression)],
        cwd=settings.BASE_DIR,
        env=env,
        capture_output=True,
        text=True,
    )


def test_with_no_configuration_it_is_fit_to_be_seen(tmp_path):
    said = start(tmp_path, "s.DEBUG, s.DATABASES['default']['ENGINE'], s.HOUSE_STYLE, len(s.SECRET_KEY) > 40").stdout
    assert said.strip() == "False newsroom.sqlite AP True"
    secret = tmp_path / "var" / "secret-key"
    assert secret.stat().st_mode & 0o077 == 0
    assert start(tmp_path, "s.SECRET_KEY").stdout.strip() == secret.read_text()


@pytest.mark.parametrize(
    ("variable", "value", "says"),
    [
        ("DEBUG", "perhaps", "true"),
        ("SHARED_FACTS", "perhaps", "true"),
        ("DATABASE_URL", "nonsense://x", "an address such as"),
        ("CACHE_URL", "nonsense://x", "an address such as"),
        ("HOUSE_STYLE", "Chicago", "AP, Guardian"),
        ("TIME_ZONE", "Mars/Olympus", "Europe/London"),
        ("LANGUAGE_CODE", "klingon", "one of"),
        ("SITE_URL", "longview.example", "http://"),
        ("MEDIA_STORAGE", "ftp://x", "s3://"),
        ("MAX_PICTURE_MEGAPIXELS", "many", "a whole number"),
        ("LOG_LEVEL", "loud", "one of"),
    ],
)
def test_a_wrong_value_is_one_sentence_that_names_the_variable(tmp_path, variable, value, says):
    done = start(tmp_path, **{variable: value})
    last = done.stderr.strip().splitlines()[-1]
    assert done.returncode == 1
    assert variable in last
    assert says in last


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("DATABASE_URL", "hunter2"),
        ("DATABASE_URL", "nonsense://ana:hunter2@db/longview"),
        ("DATABASE_URL", "postgres://ana:hunter2/x@db/longview"),
        ("DATABASE_URL", "postgres://ana:12/hunter2@db/longview"),
        ("DATABASE_URL", "postgres://ana:hunter2@db:port/longview"),
        ("CACHE_URL", "hunter2"),
        ("CACHE_URL", "nonsense://:hunter2@cache:6379/0"),
        ("CACHE_URL", "redis://ana:hunter2/x@cache:6379/0"),
        ("CACHE_URL", "redis://:hunter2@cache:port/0"),
        ("MEDIA_STORAGE", "https://key:hunter2@storage.example/bucket"),
    ],
)
def test_a_wrong_value_that_may_hold_a_password_is_not_shown(tmp_path, variable, value):
    done = start(tmp_path, **{variable: value})
    assert done.returncode == 1
    assert "hunter2" not in done.stderr + done.stdout
    assert variable in done.stderr.strip().splitlines()[-1]


def test_a_line_of_the_file_of_variables_that_cannot_be_read_is_named_and_not_shown(tmp_path):
    path = tmp_path / ".env"
    path.write_text("# Ours\nexport DEBUG=on\n\nSECRET_KEY = hunter2\n")
    with pytest.raises(ImproperlyConfigured) as refused:
        check_lines(path)
    assert str(refused.value) == "Line 4 of .env must be of the form NAME=value, without spaces."


def test_the_page_of_an_error_hides_the_addresses_with_passwords(rf, settings, monkeypatch):
    settings.DEBUG = True
    settings.CACHES = settings.CACHES | {"other": {"BACKEND": "redis", "LOCATION": "redis://:hunter2@cache/0"}}
    request = rf.get("/", DATABASE_URL="postgres://ana:hunter2@db/x", CACHE_URL="redis://:hunter2@cache/0")
    page = technical_500_response(request, ValueError, ValueError("Broken"), None).content.decode()
    assert "Broken" in page
    assert "hunter2" not in page


def test_values_come_from_the_environment(tmp_path):
    said = start(
        tmp_path,
        "s.PUBLICATION_NAME, s.DATABASES['default']['NAME'], s.HTTPS, s.SESSION_COOKIE_SECURE",
        PUBLICATION_NAME="Longview",
        DATABASE_URL="postgres://someone@db.example/longview",
        SITE_URL="https://longview.example",
    ).stdout
    assert said.strip() == "Longview longview True True"
