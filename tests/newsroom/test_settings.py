"""Configuration: nothing is needed to start, and a wrong value is one line that names its variable."""

import os
import runpy
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.views.debug import technical_500_response

from newsroom.environment import reading

SETTINGS_FILE = settings.BASE_DIR / "newsroom" / "settings" / "__init__.py"
READ_THE_SETTINGS = "from django.conf import settings; settings.DEBUG"
IMPORT_AS_A_SERVER = "import newsroom.wsgi"
PATHS = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "HOME") if name in os.environ}


@pytest.fixture
def read(monkeypatch, tmp_path):
    """A function that reads the settings, in this process, with these variables and lines of `.env` only."""
    file = tmp_path / ".env"
    monkeypatch.setattr("newsroom.environment.read_file", lambda path: reading.read_file(file))
    monkeypatch.setattr(reading, "variables", {})
    monkeypatch.setattr(reading, "file_names", set())
    monkeypatch.setattr(reading, "is_installed", lambda module: True)  # the tests need no extra but their own

    def read(env_file="", **variables):
        monkeypatch.setattr(os, "environ", PATHS | {"VAR_DIR": str(tmp_path / "var")} | variables)
        file.write_bytes(env_file if isinstance(env_file, bytes) else env_file.encode())
        return runpy.run_path(str(SETTINGS_FILE))

    return read


@pytest.fixture
def refusal(read, capsys):
    """A function that reads settings with something wrong in them, and returns what is told about it."""

    def refusal(env_file="", **variables):
        with pytest.raises(SystemExit) as ended:
            read(env_file, **variables)
        assert ended.value.code == 2
        output = capsys.readouterr()
        assert output.out == ""
        [line] = output.err.splitlines()
        return line

    return refusal


def start(tmp_path, *arguments, **variables):
    """Run Python in a process of its own with these variables only."""
    env = PATHS | {"DJANGO_SETTINGS_MODULE": "newsroom.settings", "VAR_DIR": str(tmp_path / "var")} | variables
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=settings.BASE_DIR, env=env, capture_output=True, text=True)


def test_with_no_configuration_it_is_fit_to_be_seen(read, tmp_path):
    site = read()
    assert (site["DEBUG"], site["DATABASES"]["default"]["ENGINE"]) == (False, "newsroom.sqlite")
    assert (site["HOUSE_STYLE"], len(site["SECRET_KEY"]) > 40) == ("AP", True)
    secret = tmp_path / "var" / "secret-key"
    assert secret.stat().st_mode & 0o077 == 0
    assert read()["SECRET_KEY"] == secret.read_text()


IS = "{name} is '{value}', but it must be "
HIDDEN = "{name} has another form, but it must be "
NUMBER = IS + "a whole number from 1."
AN_ADDRESS = IS + "an address such as https://news.example."
NO_PATH = IS + "an address that begins with http:// or https:// and has a host and no path."
HOSTS = IS + "host names such as www.example.org, with commas, without https:// and without ports."
WIDTHS = IS + "whole numbers of pixels from 1, with commas."
BOOLEAN = IS + "true or false."
DATABASE = HIDDEN + (
    "an address such as postgres://host/name or sqlite:///a-file, with the password in it percent-encoded."
)
CACHE = HIDDEN + "an address such as redis://host:6379/0, with the password in it percent-encoded."
STORAGE = HIDDEN + "'local' or 's3://a-bucket'."
EMPTY = "{name} is empty. Give it a value, or remove it to get the default."
NO_FOLDER = "The file {file} cannot be written, as there is no folder {folder}. Make it, or "
NO_VAR = NO_FOLDER + "set VAR_DIR to another folder, or set SECRET_KEY."

WRONG = [
    ("DEBUG", "perhaps", BOOLEAN),
    ("DEBUG", "2", BOOLEAN),
    ("SHARED_FACTS", "nope", BOOLEAN),
    ("BEHIND_PROXY", "https", BOOLEAN),
    ("PICTURE_AVIF", "webp", BOOLEAN),
    ("SITE_URL", "longview.example", NO_PATH),
    ("SITE_URL", "ftp://longview.example", NO_PATH),
    ("SITE_URL", "https://", NO_PATH),
    ("SITE_URL", "https://longview.example/news", NO_PATH),
    ("SITE_URL", "https://long view.example", NO_PATH),
    ("SITE_URL", "https://longview.example:port", AN_ADDRESS),
    ("SITE_URL", "https://[::1", AN_ADDRESS),
    ("SITE_URL", "", EMPTY),
    ("PUBLICATION_NAME", " ", EMPTY),
    ("HOUSE_STYLE", "Chicago", IS + "one of: AP, Guardian."),
    ("LANGUAGE_CODE", "klingon", IS + "a language such as 'en-us', 'de' or 'pt-br'."),
    ("TIME_ZONE", "Mars/Olympus", IS + "a zone such as 'Europe/London'."),
    ("TIME_ZONE", "../etc/passwd", IS + "a zone such as 'Europe/London'."),
    ("LOG_LEVEL", "loud", IS + "one of: DEBUG, ERROR, INFO, WARNING."),
    ("ALLOWED_HOSTS", "https://www.longview.example", HOSTS),
    ("ALLOWED_HOSTS", "longview.example:8000", HOSTS),
    ("ALLOWED_HOSTS", "longview.example www.longview.example", HOSTS),
    ("MAX_PICTURE_MEGABYTES", "-40", NUMBER),
    ("MAX_PICTURE_MEGABYTES", "0", NUMBER),
    ("MAX_PICTURE_MEGAPIXELS", "many", NUMBER),
    ("MAX_JPEG_MEGAPIXELS", "61.2", NUMBER),
    ("PICTURE_WIDTHS", "480,,800", WIDTHS),
    ("PICTURE_WIDTHS", "-480", WIDTHS),
    ("PICTURE_WIDTHS", "480px", WIDTHS),
    ("DATABASE_URL", "", EMPTY),
    ("DATABASE_URL", "mysql://db.example/longview", DATABASE),
    ("DATABASE_URL", "postgres://db.example", DATABASE),
    ("DATABASE_URL", "sqlite://site.sqlite3", HIDDEN + "sqlite:/// with three slashes and a file."),
    ("DATABASE_URL", "sqlite:////dev/null/site.sqlite3", NO_FOLDER + "set DATABASE_URL."),
    ("CACHE_URL", "memcache://cache:11211", CACHE),
    ("CACHE_URL", "redis://cache:0", CACHE),
    ("MEDIA_STORAGE", "ftp://x", STORAGE),
    ("MEDIA_STORAGE", "s3://", STORAGE),
    ("VAR_DIR", "", EMPTY),
    ("VAR_DIR", "/dev/null/var", NO_VAR),
    ("VAR_DIR", "/proc/var", NO_VAR),
]


@pytest.mark.parametrize(("name", "value", "sentence"), WRONG)
def test_a_wrong_value_is_one_line_that_names_the_variable(refusal, name, value, sentence):
    file = Path(value.removeprefix("sqlite:///"), "secret-key" if name == "VAR_DIR" else "")
    assert refusal(**{name: value}) == sentence.format(name=name, value=value.strip(), file=file, folder=file.parent)


@pytest.mark.parametrize(
    ("name", "value"),
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
        ("MEDIA_STORAGE", "s3://key:hunter2@bucket"),
    ],
)
def test_a_wrong_value_that_may_hold_a_password_is_not_shown(refusal, name, value):
    line = refusal(**{name: value})
    assert line.startswith(f"{name} has another form")
    assert "hunter2" not in line


@pytest.mark.parametrize(
    ("name", "value", "module", "extra"),
    [
        ("DATABASE_URL", "postgres://ana:hunter2@db/longview", "psycopg", "postgres"),
        ("CACHE_URL", "rediss://:hunter2@cache:6379/0", "redis", "redis"),
        ("MEDIA_STORAGE", "s3://longview", "storages.backends.s3", "s3"),
    ],
)
def test_an_extra_that_is_missing_is_named_with_the_command_that_installs_it(
    refusal, monkeypatch, name, value, module, extra
):
    monkeypatch.setattr(reading, "is_installed", lambda name: name != module)
    expected = f"{name} needs the extra “{extra}”, which is not installed. Run: pip install -e '.[{extra}]'"
    assert refusal(**{name: value}) == expected


def test_a_package_that_is_not_there_is_known_to_be_missing():
    assert reading.is_installed("newsroom.settings")
    assert not reading.is_installed("no_such_package")
    assert not reading.is_installed("no_such_package.backends.s3")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("# Ours\nexport DEBUG=on\n\nSECRET_KEY = hunter2\n", "Line 4 of .env must be of the form NAME=value, "),
        ("SECRET_KEY: hunter2", "Line 1 of .env must be of the form NAME=value, without spaces."),
        ("PUBLICATION_NAME=Läng".encode("latin-1"), ".env cannot be read, as it is not in UTF-8. "),
        ("house_style=Chicago  # Ours", "HOUSE_STYLE is 'Chicago', but it must be one of: AP, Guardian."),
        ("TIME_ZONE='Mars # Olympus'", "TIME_ZONE is 'Mars # Olympus', but it must be a zone such as"),
    ],
)
def test_a_line_of_the_file_of_variables_that_cannot_be_used_is_told_without_secrets(refusal, content, sentence):
    line = refusal(content)
    assert line.startswith(sentence)
    assert "hunter2" not in line


def test_letter_case_spaces_and_comments_in_the_file_of_variables_are_forgiven(read):
    site = read(
        "\ufeff# Ours\n"
        "debug=TRUE  # for a day\n"
        "House_Style= guardian\n"
        "  # indented\n"
        "export LOG_LEVEL=warning\t# quiet\n"
        "TIME_ZONE='europe/london' # where we are\n"
        "LANGUAGE_CODE=EN-GB\n"
        "SITE_URL=HTTPS://Longview.Example/\n"
        "MEDIA_STORAGE=Local\n"
        'PUBLICATION_NAME="The \\"Longview\\" # 1"  # quoted\n'
        "SECRET_KEY=a#b$c\n"
    )
    assert (site["DEBUG"], site["HOUSE_STYLE"], site["LOGGING"]["root"]["level"]) == (True, "Guardian", "WARNING")
    assert (site["TIME_ZONE"], site["LANGUAGE_CODE"]) == ("Europe/London", "en-gb")
    assert (site["SITE_URL"], site["STORAGES"]["default"]["BACKEND"].split(".")[-1]) == (
        "https://longview.example",
        "FileSystemStorage",
    )
    assert (site["PUBLICATION_NAME"], site["SECRET_KEY"]) == ('The "Longview" # 1', "a#b$c")


def test_the_environment_comes_before_the_file(read):
    assert read("PUBLICATION_NAME=File", PUBLICATION_NAME="Environment")["PUBLICATION_NAME"] == "Environment"
    sources = {name: variable.source for name, variable in reading.variables.items()}
    assert (sources["PUBLICATION_NAME"], sources["SITE_URL"]) == (reading.ENVIRONMENT, reading.DEFAULT)


@pytest.mark.parametrize(
    ("address", "added", "hosts"),
    [
        ("https://longview.example", "", ["longview.example"]),
        ("https://lv.example:8443", "WWW.lv.example, .lv.example", ["lv.example", "www.lv.example", ".lv.example"]),
        ("http://[::1]:8000", "", ["[::1]"]),
    ],
)
def test_allowed_hosts_are_added_to_the_host_of_the_site(read, address, added, hosts):
    site = read(SITE_URL=address, ALLOWED_HOSTS=added)
    assert set(site["ALLOWED_HOSTS"]) == {*hosts, "127.0.0.1", "localhost"}
    assert site["CSRF_TRUSTED_ORIGINS"] == [address]


@pytest.mark.parametrize(
    ("forbidden", "told"),
    [
        ("var", "as this account may not write in the folder {var}. Change its permissions, or set VAR_DIR to another"),
        ("var/newsroom.sqlite3", "{var}/newsroom.sqlite3 cannot be written, as this account may only read it. "),
    ],
)
def test_a_folder_or_a_file_that_may_only_be_read_is_told(refusal, read, monkeypatch, tmp_path, forbidden, told):
    read()
    (tmp_path / "var" / "newsroom.sqlite3").touch()
    monkeypatch.setattr(os, "access", lambda path, mode: path != tmp_path / forbidden)
    assert told.format(var=tmp_path / "var") in refusal()


def test_a_machine_without_a_writable_folder_can_serve_what_is_kept_elsewhere(read):
    elsewhere = {"DATABASE_URL": "postgres://db.example/longview", "SECRET_KEY": "x" * 50}
    assert read(VAR_DIR="/proc/var", **elsewhere)["DATABASES"]["default"]["HOST"] == "db.example"


def test_a_larger_limit_for_all_pictures_is_one_for_jpeg_too(read):
    assert [read()[f"MAX_{kind}_PIXELS"] for kind in ("PICTURE", "JPEG")] == [31_000_000, 64_000_000]
    site = read(MAX_PICTURE_MEGAPIXELS="100")
    assert (site["MAX_PICTURE_PIXELS"], site["MAX_JPEG_PIXELS"]) == (100_000_000, 100_000_000)


@pytest.mark.parametrize("arguments", [["manage.py", "check"], ["-c", READ_THE_SETTINGS], ["-c", IMPORT_AS_A_SERVER]])
def test_every_program_that_reads_a_wrong_value_ends_with_the_same_line_and_code(tmp_path, arguments):
    ended = start(tmp_path, *arguments, HOUSE_STYLE="Chicago")
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr == "HOUSE_STYLE is 'Chicago', but it must be one of: AP, Guardian.\n"


def test_granian_ends_and_shows_the_line_alone(tmp_path):
    ended = start(tmp_path, "-m", "granian", "--interface", "wsgi", "newsroom.wsgi:application", HOUSE_STYLE="Chicago")
    assert ended.returncode
    assert ended.stderr == "HOUSE_STYLE is 'Chicago', but it must be one of: AP, Guardian.\n"


def test_gunicorn_is_told_not_to_start_its_worker_again(tmp_path):
    ended = start(tmp_path, "-c", IMPORT_AS_A_SERVER, HOUSE_STYLE="Chicago", SERVER_SOFTWARE="gunicorn/27.0.1")
    assert ended.returncode == 3
    assert ended.stderr.count("\n") == 1


def test_a_database_that_does_not_answer_is_told_in_a_line_without_its_address(tmp_path):
    pytest.importorskip("psycopg")
    ended = start(tmp_path, "manage.py", "migrate", DATABASE_URL="postgres://ana:hunter2@127.0.0.1:1/longview")
    assert ended.returncode == 2
    [line] = ended.stderr.splitlines()
    assert line.startswith("The database does not answer. Check that it runs, and that DATABASE_URL")
    assert "hunter2" not in line


def test_the_page_of_an_error_hides_the_addresses_with_passwords(rf, settings, monkeypatch):
    settings.DEBUG = True
    settings.CACHES = settings.CACHES | {"other": {"BACKEND": "redis", "LOCATION": "redis://:hunter2@cache/0"}}
    request = rf.get("/", DATABASE_URL="postgres://ana:hunter2@db/x", CACHE_URL="redis://:hunter2@cache/0")
    page = technical_500_response(request, ValueError, ValueError("Broken"), None).content.decode()
    assert "Broken" in page
    assert "hunter2" not in page


def test_values_come_from_the_environment(read):
    site = read(
        PUBLICATION_NAME="Longview",
        DATABASE_URL="postgres://someone@db.example/longview",
        SITE_URL="https://longview.example",
    )
    assert (site["PUBLICATION_NAME"], site["DATABASES"]["default"]["NAME"]) == ("Longview", "longview")
    assert (site["HTTPS"], site["SESSION_COOKIE_SECURE"]) == (True, True)
