"""Reading variables of the environment: each error becomes a message that names the variable and shows no secret."""

import re
import secrets
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

env = environ.Env()
# May hold a password, so no message shows their values.
SECRET_VARIABLES = {"DATABASE_URL", "CACHE_URL", "MEDIA_STORAGE", "SECRET_KEY"}


def check_lines(path):
    """Raise `ImproperlyConfigured` if a file of variables has a malformed line.

    django-environ would ignore the line and log it, with the password that it may hold.
    """
    for number, line in enumerate(path.read_text().splitlines() if path.exists() else [], start=1):
        if line.strip() and not re.match(r"#|(export )?[A-Za-z_0-9]+=", line):
            raise ImproperlyConfigured(f"Line {number} of {path.name} must be of the form NAME=value, without spaces.")


def invalid(name, expected):
    """Return the exception for a variable with a wrong value, which it shows unless it may be secret."""
    value = "has another form" if name in SECRET_VARIABLES else f"is {env.str(name, '')!r}"
    return ImproperlyConfigured(f"{name} {value}, but it must be {expected}.")


def read_variable(name, read, default, expected):
    """Read a variable by a function of its name and default; turn any error into a message that names it."""
    try:
        return read(name, default=default)
    except Exception:
        raise invalid(name, expected) from None  # the cause may quote a part of the value


def database(name, default):
    """Read the address of the database. Raises ValueError for an unknown one.

    Also for a name with an “@”: part of a password in which a character with a meaning in addresses was not encoded.
    """
    config = env.db_url(name, default=default)
    engine = config.get("ENGINE", "")
    is_file = engine == "django.db.backends.sqlite3"
    if not engine.startswith("django.db.backends.") or ("@" in config["NAME"] and not is_file):
        raise ValueError
    return config


def cache(name, default):
    """Read one or more addresses of the cache. Raises ValueError for a port that cannot be connected to."""
    config = env.cache_url(name, default=default)
    location = config.get("LOCATION", "")
    addresses = [location] if isinstance(location, str) else location
    # `port` itself raises ValueError for one that is no number or too high.
    if any(urlsplit(address).port == 0 for address in addresses):
        raise ValueError
    return config


def boolean(name, default=False):
    """Read a boolean. Unlike django-environ, refuse a word that means neither, rather than read it as false."""
    value = choice(name, str(default).lower(), {"true", "false", "on", "off", "yes", "no", "1", "0", "True", "False"})
    return value.lower() in ("true", "on", "yes", "1")


def choice(name, default, allowed):
    """Read a variable that must have one of a few values."""
    value = env.str(name, default)
    if value not in allowed:
        raise invalid(name, f"one of: {', '.join(sorted(allowed))}")
    return value


def widths(name, default):
    """Read the widths of renditions, in pixels."""
    values = env.list(name, int, default)
    if not values or min(values) < 1:
        raise ValueError
    return values


def stored_secret(path):
    """Return the secret in a file, which is first created, readable by its owner only, if it does not exist."""
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text().strip()
