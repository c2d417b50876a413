"""Newsroom's settings, from environment variables and the file `.env`. Every variable has a default.

A wrong value stops the start with a message that names the variable.
"""

import zoneinfo
from pathlib import Path

from django.conf.locale import LANG_INFO
from django_prose_editor.config import html_tags
from js_asset import static_lazy

from newsroom.settings.environment import (
    boolean,
    cache,
    check_lines,
    choice,
    database,
    env,
    invalid,
    read_variable,
    stored_secret,
    widths,
)

BASE_DIR = Path(__file__).resolve().parents[2]
check_lines(BASE_DIR / ".env")
env.read_env(BASE_DIR / ".env")

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
    "django.forms",  # for its templates, which FORM_RENDERER loads
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "newsroom.middleware.limit_methods",
    "newsroom.middleware.set_moment",
    "newsroom.middleware.LowerCaseAddresses",
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
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["newsroom.template_loader.Loader", "django.template.loaders.app_directories.Loader"],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "newsroom.context_processors.publication",
            ],
        },
    },
]
FORM_RENDERER = "articles.form_renderer.FormRenderer"

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
    # reports a database that lacks these options.
    DATABASES["default"]["ENGINE"] = "newsroom.sqlite"
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
# A connection is opened once a thread, not once a request: on SQLite that, with its PRAGMAs, took a tenth of a page.
DATABASES["default"].setdefault("CONN_MAX_AGE", 60)

CACHES = {
    "default": read_variable("CACHE_URL", cache, "locmemcache://", f"an address such as redis://host:6379/0, {encoded}")
}
DEFAULT_EXCEPTION_REPORTER_FILTER = "newsroom.settings.error_reports.ReporterFilter"

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
