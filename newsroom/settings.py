"""Newsroom's settings, from environment variables and the file `.env`. Every variable has a default.

A wrong value stops the start with a message that names the variable.
"""

import re
import secrets
import zoneinfo
from pathlib import Path
from urllib.parse import urlsplit

import environ
from django.conf.locale import LANG_INFO
from django.core.exceptions import ImproperlyConfigured
from django_prose_editor.config import html_tags
from js_asset import static_lazy

BASE_DIR = Path(__file__).resolve().parent.parent
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


check_lines(BASE_DIR / ".env")
env.read_env(BASE_DIR / ".env")


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


VAR = Path(env.str("VAR_DIR", str(BASE_DIR / "var"))).resolve()
VAR.mkdir(parents=True, exist_ok=True)

DEBUG = boolean("DEBUG")
SECRET_KEY = env.str("SECRET_KEY", "") or stored_secret(VAR / "secret-key")

# The publication
SITE_URL = env.str("SITE_URL", "http://127.0.0.1:8000").rstrip("/")
if not SITE_URL.startswith(("http://", "https://")):
    raise invalid("SITE_URL", "an address that begins with http:// or https://")
PUBLICATION_NAME = env.str("PUBLICATION_NAME", "Newsroom")
PUBLICATION_TAGLINE = env.str("PUBLICATION_TAGLINE", "How things came to be. Every correction is public.")
# False: people who may not publish do not find facts that only unpublished articles of others use.
SHARED_FACTS = boolean("SHARED_FACTS", default=True)
HOUSE_STYLE = choice("HOUSE_STYLE", "AP", {"AP", "Guardian"})
LANGUAGE_CODE = choice("LANGUAGE_CODE", "en-us", {*LANG_INFO, "en-us"})
TIME_ZONE = env.str("TIME_ZONE", "UTC")
if TIME_ZONE not in zoneinfo.available_timezones():
    raise invalid("TIME_ZONE", "a zone such as 'Europe/London'")
USE_TZ = True
USE_I18N = True

HTTPS = SITE_URL.startswith("https://")
HOST = SITE_URL.split("://")[1].split("/")[0]
ALLOWED_HOSTS = read_variable("ALLOWED_HOSTS", env.list, [HOST.split(":")[0], "127.0.0.1", "localhost"], "host names")
CSRF_TRUSTED_ORIGINS = [SITE_URL]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
if boolean("BEHIND_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"
CSRF_COOKIE_HTTPONLY = True

INSTALLED_APPS = [
    "newsroom",
    "timeline",
    "articles",
    "content_editor",
    "django_prose_editor",
    "js_asset",
    "newsroom.apps.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "newsroom.methods.MethodsMiddleware",
    "newsroom.middleware.MomentMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "articles.admin.limits.LimitsMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "newsroom.context_processors.publication",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
INSTALLED_APPS.append("django.forms")

encoded = "with the password in it percent-encoded"
DATABASES = {
    "default": read_variable(
        "DATABASE_URL",
        database,
        f"sqlite:///{VAR / 'newsroom.sqlite3'}",
        f"an address such as postgres://host/name or sqlite:///a-file, {encoded}",
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Measured: with Django's defaults, most concurrent publications fail with "database is locked". newsroom/checks.py
    # holds these options.
    DATABASES["default"]["ENGINE"] = "newsroom.sqlite"
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    }
else:
    DATABASES["default"].setdefault("CONN_MAX_AGE", 60)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

CACHES = {
    "default": read_variable("CACHE_URL", cache, "locmemcache://", f"an address such as redis://host:6379/0, {encoded}")
}
DEFAULT_EXCEPTION_REPORTER_FILTER = "newsroom.debug.ReporterFilter"

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = VAR / "media"
MEDIA_URL = "/media/"
MEDIA_STORAGE = env.str("MEDIA_STORAGE", "local")
if MEDIA_STORAGE.startswith("s3://"):
    STORAGES["default"] = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {"bucket_name": MEDIA_STORAGE.removeprefix("s3://"), "default_acl": "private"},
    }
elif MEDIA_STORAGE != "local":
    raise invalid("MEDIA_STORAGE", "'local' or 's3://a-bucket'")

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATIC_ROOT.mkdir(exist_ok=True)  # whitenoise warns if it is missing
# Before `collectstatic` has written its manifest, static files are served from the apps: a new site works without it.
WHITENOISE_USE_FINDERS = not (STATIC_ROOT / "staticfiles.json").exists()
if WHITENOISE_USE_FINDERS:
    STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}

MAX_PICTURE_BYTES = read_variable("MAX_PICTURE_MEGABYTES", env.int, 40, "a whole number") * 1_000_000
MAX_PICTURE_PIXELS = read_variable("MAX_PICTURE_MEGAPIXELS", env.int, 40, "a whole number") * 1_000_000
PICTURE_WIDTHS = read_variable("PICTURE_WIDTHS", widths, [480, 800, 1200, 1600], "whole numbers of pixels, with commas")
# AVIF files are two fifths smaller and take three times as long to make.
PICTURE_FORMATS = (["avif"] if boolean("PICTURE_AVIF") else []) + ["webp", "jpg"]

LOGIN_URL = "admin:login"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
# Our own dialog for links; of these tags, only these attributes are kept.
DJANGO_PROSE_EDITOR_EXTENSIONS = [
    {
        "js": [static_lazy("newsroom/prose-link.js")],
        "extensions": {
            "Link": html_tags(["a"], {"a": ["href"]}),
            "OrderedList": html_tags(["ol"], {"ol": ["start", "type"]}),
        },
    }
]
# A long article of 172 blocks posts more than Django's limit of 1,000 fields.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": choice("LOG_LEVEL", "INFO", {"DEBUG", "INFO", "WARNING", "ERROR"})},
}
