"""Newsroom's settings: everything by environment variable or `.env`, and nothing needed to start.

A wrong value stops the start with one sentence that names the variable.
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
secret_names = {"DATABASE_URL", "CACHE_URL", "MEDIA_STORAGE", "SECRET_KEY"}  # may hold a password; no message shows it


def check_lines(path):
    """Refuse a file of variables that has a line of another form: it would be passed over, and shown in the log."""
    for number, line in enumerate(path.read_text().splitlines() if path.exists() else [], start=1):
        if line.strip() and not re.match(r"#|(export )?[A-Za-z_0-9]+=", line):
            raise ImproperlyConfigured(f"Line {number} of {path.name} must be of the form NAME=value, without spaces.")


check_lines(BASE_DIR / ".env")
env.read_env(BASE_DIR / ".env")


def wrong(name, expects):
    """Return the exception that says in one sentence what a variable must be, and what it is, unless that is secret."""
    value = "has another form" if name in secret_names else f"is {env.str(name, '')!r}"
    return ImproperlyConfigured(f"{name} {value}, but it must be {expects}.")


def checked(name, read, default, expects):
    """Read one variable; whatever is wrong with it becomes one sentence that names it."""
    try:
        return read(name, default=default)
    except Exception:
        raise wrong(name, expects) from None  # the first error may quote a part of the value


def database(name, default):
    """Read the database's address. Raises ValueError where a password is cut by a sign that has a meaning there."""
    found = env.db_url(name, default=default)
    is_file = found.get("ENGINE") == "django.db.backends.sqlite3"
    if not found.get("ENGINE", "").startswith("django.db.backends.") or ("@" in found["NAME"] and not is_file):
        raise ValueError
    return found


def cache(name, default):
    """Read the cache's address or addresses. Raises ValueError for one that could not be used later."""
    found = env.cache_url(name, default=default)
    places = found.get("LOCATION", "")
    if any(urlsplit(place).port == 0 for place in ([places] if isinstance(places, str) else places)):
        raise ValueError
    return found


def yes_or_no(name, default=False):
    """Read one word for yes or no, and take no other for either."""
    value = one_of(name, str(default).lower(), {"true", "false", "on", "off", "yes", "no", "1", "0", "True", "False"})
    return value.lower() in ("true", "on", "yes", "1")


def one_of(name, default, allowed):
    """Read a variable that must be one of a few words."""
    value = env.str(name, default)
    if value not in allowed:
        raise wrong(name, f"one of: {', '.join(sorted(allowed))}")
    return value


def widths(name, default):
    """Read the widths of pictures, in pixels."""
    found = env.list(name, int, default)
    if not found or min(found) < 1:
        raise ValueError
    return found


def kept_secret(path):
    """Return the secret in the file, generating it (readable by its owner alone) where there is none."""
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text().strip()


VAR = Path(env.str("VAR_DIR", str(BASE_DIR / "var"))).resolve()
VAR.mkdir(parents=True, exist_ok=True)

DEBUG = yes_or_no("DEBUG")
SECRET_KEY = env.str("SECRET_KEY", "") or kept_secret(VAR / "secret-key")

# The publication
SITE_URL = env.str("SITE_URL", "http://127.0.0.1:8000").rstrip("/")
if not SITE_URL.startswith(("http://", "https://")):
    raise wrong("SITE_URL", "an address that begins with http:// or https://")
PUBLICATION_NAME = env.str("PUBLICATION_NAME", "Newsroom")
PUBLICATION_TAGLINE = env.str("PUBLICATION_TAGLINE", "How things came to be. Every correction is public.")
# Off: who does not publish is not shown the facts that only unpublished articles of others use.
SHARED_FACTS = yes_or_no("SHARED_FACTS", default=True)
HOUSE_STYLE = one_of("HOUSE_STYLE", "AP", {"AP", "Guardian"})
LANGUAGE_CODE = one_of("LANGUAGE_CODE", "en-us", {*LANG_INFO, "en-us"})
TIME_ZONE = env.str("TIME_ZONE", "UTC")
if TIME_ZONE not in zoneinfo.available_timezones():
    raise wrong("TIME_ZONE", "a zone such as 'Europe/London'")
USE_TZ = True
USE_I18N = True

HTTPS = SITE_URL.startswith("https://")
HOST = SITE_URL.split("://")[1].split("/")[0]
ALLOWED_HOSTS = checked("ALLOWED_HOSTS", env.list, [HOST.split(":")[0], "127.0.0.1", "localhost"], "host names")
CSRF_TRUSTED_ORIGINS = [SITE_URL]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
if yes_or_no("BEHIND_PROXY"):
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
    "newsroom.middleware.MethodsMiddleware",
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
    "default": checked(
        "DATABASE_URL",
        database,
        f"sqlite:///{VAR / 'newsroom.sqlite3'}",
        f"an address such as postgres://host/name or sqlite:///a-file, {encoded}",
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Measured: with Django's defaults most concurrent publications fail with "database is locked".
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
    "default": checked("CACHE_URL", cache, "locmemcache://", f"an address such as redis://host:6379/0, {encoded}")
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
    raise wrong("MEDIA_STORAGE", "'local' or 's3://a-bucket'")

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATIC_ROOT.mkdir(exist_ok=True)  # whitenoise warns where it is missing
# Without a collected manifest, static files are served from where they lie: nothing to run before the first page.
WHITENOISE_USE_FINDERS = not (STATIC_ROOT / "staticfiles.json").exists()
if WHITENOISE_USE_FINDERS:
    STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}

MAX_PICTURE_BYTES = checked("MAX_PICTURE_MEGABYTES", env.int, 40, "a whole number") * 1_000_000
MAX_PICTURE_PIXELS = checked("MAX_PICTURE_MEGAPIXELS", env.int, 40, "a whole number") * 1_000_000
PICTURE_WIDTHS = checked("PICTURE_WIDTHS", widths, [480, 800, 1200, 1600], "whole numbers of pixels, with commas")
# AVIF files are two fifths smaller and take three times as long to make.
PICTURE_FORMATS = (["avif"] if yes_or_no("PICTURE_AVIF") else []) + ["webp", "jpg"]

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
# The editor's dialog for links is ours, and of these tags it writes no other attributes.
DJANGO_PROSE_EDITOR_EXTENSIONS = [
    {
        "js": [static_lazy("newsroom/prose-link.js")],
        "extensions": {
            "Link": html_tags(["a"], {"a": ["href"]}),
            "OrderedList": html_tags(["ol"], {"ol": ["start", "type"]}),
        },
    }
]
# The body of a long article: 172 blocks post more than Django's limit of 1,000 fields.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": one_of("LOG_LEVEL", "INFO", {"DEBUG", "INFO", "WARNING", "ERROR"})},
}
