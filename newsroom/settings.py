"""Newsroom's settings: everything by environment variable or `.env`, and nothing needed to start.

A wrong value stops the start with one sentence that names the variable.
"""

import secrets
import zoneinfo
from pathlib import Path

import environ
from django.conf.locale import LANG_INFO
from django.core.exceptions import ImproperlyConfigured
from django_prose_editor.config import html_tags
from js_asset import static_lazy

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
env.read_env(BASE_DIR / ".env")


def checked(name, read, default, expects):
    """Read one variable; whatever is wrong with it becomes one sentence that names it."""
    try:
        return read(name, default=default)
    except Exception as error:
        raise ImproperlyConfigured(f"{name} is {env.str(name, '')!r}, but it must be {expects}.") from error


def yes_or_no(name, default=False):
    """Read one word for yes or no, and take no other for either."""
    value = one_of(name, str(default).lower(), {"true", "false", "on", "off", "yes", "no", "1", "0", "True", "False"})
    return value.lower() in ("true", "on", "yes", "1")


def one_of(name, default, allowed):
    """Read a variable that must be one of a few words."""
    value = env.str(name, default)
    if value not in allowed:
        raise ImproperlyConfigured(f"{name} is {value!r}, but it must be one of: {', '.join(sorted(allowed))}.")
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
    raise ImproperlyConfigured(f"SITE_URL is {SITE_URL!r}, but it must begin with http:// or https://.")
PUBLICATION_NAME = env.str("PUBLICATION_NAME", "Newsroom")
PUBLICATION_TAGLINE = env.str("PUBLICATION_TAGLINE", "How things came to be. Every correction is public.")
HOUSE_STYLE = one_of("HOUSE_STYLE", "AP", {"AP", "Guardian"})
LANGUAGE_CODE = one_of("LANGUAGE_CODE", "en-us", {*LANG_INFO, "en-us"})
TIME_ZONE = env.str("TIME_ZONE", "UTC")
if TIME_ZONE not in zoneinfo.available_timezones():
    raise ImproperlyConfigured(f"TIME_ZONE is {TIME_ZONE!r}, but it must be a zone such as 'Europe/London'.")
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
    "django.contrib.admin",
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
    "newsroom.moment.MomentMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
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
                "newsroom.publication.publication",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
INSTALLED_APPS.append("django.forms")

DATABASES = {
    "default": checked(
        "DATABASE_URL", env.db_url, f"sqlite:///{VAR / 'newsroom.sqlite3'}", "an address such as postgres://host/name"
    )
}
if not DATABASES["default"].get("ENGINE", "").startswith("django.db.backends."):
    raise ImproperlyConfigured("DATABASE_URL must be an address such as postgres://host/name or sqlite:///a-file.")
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Measured: with Django's defaults most concurrent publications fail with "database is locked".
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    }
else:
    DATABASES["default"].setdefault("CONN_MAX_AGE", 60)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

CACHES = {"default": checked("CACHE_URL", env.cache_url, "locmemcache://", "an address such as redis://host:6379/0")}

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
    raise ImproperlyConfigured(f"MEDIA_STORAGE is {MEDIA_STORAGE!r}, but it must be 'local' or 's3://a-bucket'.")

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
