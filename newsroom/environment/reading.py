"""Reading variables of the environment and of the file `.env`.

A wrong value ends the process with one line on stderr and exit code 2, whichever program reads the settings; the line
names the variable and shows no secret.
"""

import os
import re
import secrets
import sys
import zoneinfo
from contextlib import suppress
from dataclasses import dataclass
from email.utils import parseaddr
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from environ import Env

# May hold a password, so no message shows their values.
SECRET_VARIABLES = {"DATABASE_URL", "CACHE_URL", "EMAIL_URL", "MEDIA_STORAGE", "SECRET_KEY"}
WRONG_SETTING = 2  # the exit code, as for a wrong argument of a command
ENVIRONMENT, FILE, DEFAULT = "environment", ".env", "default"

BLANK_LINE = re.compile(r"\s*(#.*)?")
LINE = re.compile(
    r"""(export\ )?(?P<name>[A-Za-z_0-9]+)=
    \s*("(?P<double>(\\.|[^"\\])*)"|'(?P<single>[^']*)'|(?P<bare>.*?))
    (\s+\#.*)?\s*""",
    re.VERBOSE,
)
HOST = re.compile(r"\*|\.?[a-z0-9-]+(\.[a-z0-9-]+)*|\[[0-9a-f:.]+\]")
BUCKET = re.compile(r"s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
BOOLEANS = {"true": True, "on": True, "yes": True, "1": True, "false": False, "off": False, "no": False, "0": False}
ONE_SLASH_TOO_FEW = re.compile(r"sqlite://[^/:]")
ENCODED = "with the password in it percent-encoded"
SQLITE, IN_MEMORY = "django.db.backends.sqlite3", ":memory:"
# What each value needs: a module, and the extra that installs it.
DATABASE_ENGINES = {SQLITE: None, "django.db.backends.postgresql": ("psycopg", "postgres")}
CACHE_SCHEMES = dict.fromkeys(("locmemcache", "dummycache", "filecache")) | dict.fromkeys(
    ("redis", "rediss", "rediscache"), ("redis", "redis")
)

EMAIL_SCHEMES = {"consolemail", "dummymail", "filemail", "memorymail", "smtp", "smtp+ssl", "smtp+tls"}


@dataclass(frozen=True)
class Variable:
    """A variable that the settings have read: its text, or that of its default, and where it comes from."""

    name: str
    text: str
    source: str


variables = {}  # by name: what the settings have read
file_names = set()  # the names in `.env` that the environment does not override


def refuse(message):
    """End the process with a message on stderr."""
    sys.stderr.write(f"{message}\n")
    raise SystemExit(WRONG_SETTING)


def invalid(name, expected):
    """End the process for a variable with a wrong value, which is shown unless it may be secret."""
    value = "has another form" if name in SECRET_VARIABLES else f"is {variables[name].text!r}"
    refuse(f"{name} {value}, but it must be {expected}.")


def read_file(path):
    """Put the variables of a file into the environment, unless they are there; their names may be in any letter case.

    A value ends before a “#” that follows a space, unless it is in quotation marks. A malformed line ends the process,
    and is not shown, as it may hold a password.
    """
    if not path.exists():
        return
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        refuse(f"{path.name} cannot be read, as it is not in UTF-8. Save it again in this encoding.")
    except OSError as error:
        refuse(f"{path.name} cannot be read: {error.strerror}.")
    for number, line in enumerate(lines, start=1):
        if BLANK_LINE.fullmatch(line):
            continue
        match = LINE.fullmatch(line)
        if not match:
            refuse(f"Line {number} of {path.name} must be of the form NAME=value, without spaces.")
        for name in {match["name"], match["name"].upper()} - os.environ.keys():
            os.environ[name] = value_of(match)
            file_names.add(name)


def value_of(match):
    """Return the value in a line of a file, without its quotation marks."""
    if match["double"] is not None:
        return re.sub(r"\\(.)", r"\1", match["double"])
    return match["bare"] if match["single"] is None else match["single"]


def text(name, default=""):
    """Read a variable without the spaces around it. An empty one is refused: it is neither a value nor the default."""
    value = optional_text(name, default)
    if not value:
        refuse(f"{name} is empty. Give it a value, or remove it to get the default.")
    return value


def optional_text(name, default=""):
    """Read a variable that may be empty, without the spaces around it."""
    source = DEFAULT if name not in os.environ else FILE if name in file_names else ENVIRONMENT
    variables[name] = Variable(name, os.environ.get(name, str(default)).strip(), source)
    return variables[name].text


def boolean(name, default=False):
    """Read a boolean. Unlike django-environ, refuse a word that means neither, rather than read it as false."""
    value = BOOLEANS.get(text(name, str(default).lower()).lower())
    return invalid(name, "true or false") if value is None else value


def choice(name, default, allowed, expected=""):
    """Read a variable that must have one of a few values, in any letter case; return it as `allowed` spells it."""
    spellings = {word.lower(): word for word in allowed}
    value = spellings.get(text(name, default).lower())
    return value or invalid(name, expected or f"one of: {', '.join(sorted(allowed))}")


def time_zone(name, default):
    """Read the name of a time zone."""
    value = text(name, default)
    if value == default or value in zoneinfo.available_timezones():  # which takes a fifth of a second
        return value
    return choice(name, default, zoneinfo.available_timezones(), "a zone such as 'Europe/London'")


def whole_number(name, default):
    """Read a number of things, one or more."""
    value = text(name, default)
    return int(value) if value.isdecimal() and int(value) else invalid(name, "a whole number from 1")


def widths(name, default):
    """Read the widths of renditions, in pixels."""
    values = [value.strip() for value in text(name, default).split(",")]
    if not all(value.isdecimal() and int(value) for value in values):
        invalid(name, "whole numbers of pixels from 1, with commas")
    return [int(value) for value in values]


def hosts(name):
    """Read host names, or an empty list."""
    values = [value.strip().lower() for value in optional_text(name).split(",") if value.strip()]
    if not all(HOST.fullmatch(value) for value in values):
        invalid(name, "host names such as www.example.org, with commas, without https:// and without ports")
    return values


def site_address(name, default):
    """Read the address of a site; return it without a slash at the end."""
    try:
        parts = urlsplit(text(name, default).lower())
        found = parts.scheme, parts.port and f":{parts.port}", parts.hostname or ""
    except ValueError:  # of a port that is no number, and of brackets that are no IPv6 address
        return invalid(name, "an address such as https://news.example")
    scheme, port, host = found
    host = f"[{host}]" if ":" in host else host
    if scheme not in ("http", "https") or parts.path.strip("/") or not HOST.fullmatch(host):
        invalid(name, "an address that begins with http:// or https:// and has a host and no path")
    return f"{scheme}://{host}{port or ''}"


def database(name, default):
    """Read the address of the database: SQLite, whose file must be writable, or PostgreSQL.

    A name with an “@” is part of a password in which a character with a meaning in addresses was not encoded.
    """
    expected = f"an address such as postgres://host/name or sqlite:///a-file, {ENCODED}"
    address = text(name, default)
    if ONE_SLASH_TOO_FEW.match(address):  # else the site would be kept in memory
        invalid(name, "sqlite:/// with three slashes and a file")
    try:
        config = Env.db_url_config(address)
    except Exception:  # the cause may quote a part of the value
        return invalid(name, expected)
    engine, named = config.get("ENGINE"), config.get("NAME", "")
    if engine not in DATABASE_ENGINES:
        invalid(name, expected)
    if engine == SQLITE:
        if named != IN_MEMORY:
            also = "set VAR_DIR to another folder, or " if address == default else ""
            check_file(Path(named).absolute(), f"{also}set DATABASE_URL")
    elif "@" in named or not (named or "service" in config.get("OPTIONS", {})):
        invalid(name, expected)
    require(name, DATABASE_ENGINES[engine])
    return config


def cache(name, default):
    """Read the address of the cache, or several with commas between them."""
    address = text(name, default)
    expected = f"an address such as redis://host:6379/0, {ENCODED}"
    try:
        scheme, config = urlsplit(address).scheme, Env.cache_url_config(address)
        location = config["LOCATION"]
        # `port` itself raises ValueError for one that is no number or too high.
        ports = [urlsplit(each).port for each in ([location] if isinstance(location, str) else location)]
    except Exception:  # the cause may quote a part of the value
        return invalid(name, expected)
    if scheme not in CACHE_SCHEMES or 0 in ports:
        invalid(name, expected)
    require(name, CACHE_SCHEMES[scheme])
    return config


def mail_server(name, default):
    """Read how mail is sent; return Django's settings for it."""
    address = text(name, default)
    expected = f"an address such as smtp+tls://host:587 or consolemail://, {ENCODED}"
    try:
        parts, config = urlsplit(address), Env.email_url_config(address)
        port = parts.port
    except Exception:  # the cause may quote a part of the value
        return invalid(name, expected)
    if parts.scheme not in EMAIL_SCHEMES or port == 0 or (parts.scheme.startswith("smtp") and not parts.hostname):
        invalid(name, expected)
    return config


def sender(name, default):
    """Read from whom mail comes: an e-mail address, or a name with one."""
    value = text(name, default)
    try:
        validate_email(parseaddr(value)[1])
    except ValidationError:
        invalid(name, "an e-mail address such as desk@news.example")
    return value


def bucket(name):
    """Read where media are stored; return the name of the bucket, or an empty string for the local folder."""
    value = text(name, "local").lower().rstrip("/")
    if value == "local":
        return ""
    if not BUCKET.fullmatch(value):
        invalid(name, "'local' or 's3://a-bucket'")
    require(name, ("storages.backends.s3", "s3"))
    return value.removeprefix("s3://")


def require(name, extra):
    """End the process if a value needs a package that is not installed; `extra` is the module and the extra's name."""
    if extra and not is_installed(extra[0]):
        refuse(f"{name} needs the extra “{extra[1]}”, which is not installed. Run: pip install -e '.[{extra[1]}]'")


def is_installed(module):
    """Return whether a module is installed."""
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:  # of the package that the module is in
        return False


def make_folder(path):
    """Make a folder where that is possible. What cannot do without it says so: see `check_file`."""
    with suppress(OSError):
        path.mkdir(parents=True, exist_ok=True)


def check_file(path, variables):
    """End the process if this account can neither write a file nor make it; `variables` would lead to another."""
    if not path.parent.is_dir():
        reason = f"there is no folder {path.parent}. Make it"
    elif not os.access(path.parent, os.W_OK | os.X_OK):
        reason = f"this account may not write in the folder {path.parent}. Change its permissions"
    elif path.exists() and not os.access(path, os.W_OK):
        reason = "this account may only read it. Change its permissions"
    else:
        return
    refuse(f"The file {path} cannot be written, as {reason}, or {variables}.")


def stored_secret(path):
    """Return the secret in a file, which is first created, readable by its owner only, if it does not exist."""
    try:
        if not path.exists():
            check_file(path, "set VAR_DIR to another folder, or set SECRET_KEY")
            path.touch(mode=0o600)
            path.write_text(secrets.token_urlsafe(50))
        return path.read_text().strip()
    except OSError as error:
        refuse(f"The secret key in {path} cannot be read: {error.strerror}. Change its permissions, or set SECRET_KEY.")
