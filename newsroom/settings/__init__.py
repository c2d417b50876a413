"""Newsroom's settings, from environment variables and the file `.env`. Every variable has a default.

A wrong value ends the process with one line that names the variable. `manage.py doctor` explains them all.
"""

import re
from pathlib import Path
from urllib.parse import urlsplit

from django.conf.locale import LANG_INFO
from django_prose_editor.config import html_tags
from js_asset import static_lazy

from newsroom.environment import (
    SQLITE,
    boolean,
    bucket,
    cache,
    choice,
    database,
    hosts,
    mail_server,
    make_folder,
    optional_text,
    read_file,
    sender,
    site_address,
    stored_secret,
    text,
    time_zone,
    whole_number,
    widths,
)

BASE_DIR = Path(__file__).resolve().parents[2]
read_file(BASE_DIR / ".env")

VAR = Path(text("VAR_DIR", BASE_DIR / "var")).expanduser().resolve()
make_folder(VAR)

DEBUG = boolean("DEBUG")
SECRET_KEY = optional_text("SECRET_KEY") or stored_secret(VAR / "secret-key")

# The publication
SITE_URL = site_address("SITE_URL", "http://127.0.0.1:8000")
PUBLICATION_NAME = text("PUBLICATION_NAME", "Newsroom")
PUBLICATION_TAGLINE = optional_text("PUBLICATION_TAGLINE", "How things came to be. Every correction is public.")
# False: people who may not publish do not find facts that only unpublished articles of others use.
SHARED_FACTS = boolean("SHARED_FACTS", default=True)
# True: nothing is published before a second person has approved the words.
SECOND_READER = boolean("SECOND_READER", default=False)
HOUSE_STYLE = choice("HOUSE_STYLE", "AP", {"AP", "Guardian"})
LANGUAGE_CODE = choice("LANGUAGE_CODE", "en-us", {*LANG_INFO, "en-us"}, "a language such as 'en-us', 'de' or 'pt-br'")
TIME_ZONE = time_zone("TIME_ZONE", "UTC")
USE_TZ = True
USE_I18N = True

HTTPS = SITE_URL.startswith("https://")
HOST = urlsplit(SITE_URL).netloc
ALLOWED_HOSTS = [re.sub(r":\d+$", "", HOST), "127.0.0.1", "localhost", *hosts("ALLOWED_HOSTS")]
CSRF_TRUSTED_ORIGINS = [SITE_URL]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
BEHIND_PROXY = boolean("BEHIND_PROXY")
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# What they ask for follows from SITE_URL: newsroom/deployment_checks.py says so once.
SILENCED_SYSTEM_CHECKS = ["security.W004", "security.W008", "security.W012", "security.W016"]
X_FRAME_OPTIONS = "DENY"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "newsroom.desk.csrf_failure"

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
    "newsroom.middleware.show_moment_to_come",
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

DATABASES = {"default": database("DATABASE_URL", f"sqlite:///{VAR / 'newsroom.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == SQLITE:
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

CACHES = {"default": cache("CACHE_URL", "locmemcache://")}
# Mail: how it is sent, as EMAIL_HOST and Django's other settings, and from whom it comes.
vars().update(mail_server("EMAIL_URL", "consolemail://"))
EMAIL_TIMEOUT = 20  # seconds
SERVER_EMAIL = DEFAULT_FROM_EMAIL = sender("EMAIL_FROM", "desk@localhost")

SERIALIZATION_MODULES = {"json": "newsroom.serializers.json", "jsonl": "newsroom.serializers.jsonl"}
DEFAULT_EXCEPTION_REPORTER_FILTER = "newsroom.settings.error_reports.ReporterFilter"

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = VAR / "media"
MEDIA_URL = "/media/"
if bucket_name := bucket("MEDIA_STORAGE"):
    STORAGES["default"] = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {"bucket_name": bucket_name, "default_acl": "private"},
    }

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
make_folder(STATIC_ROOT)  # whitenoise warns if it is missing
# Before `collectstatic` has written its manifest, static files are served from the apps: a new site works without it.
WHITENOISE_USE_FINDERS = not (STATIC_ROOT / "staticfiles.json").exists()
if WHITENOISE_USE_FINDERS:
    STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}

MAX_PICTURE_BYTES = whole_number("MAX_PICTURE_MEGABYTES", 40) * 1_000_000
most_megapixels = whole_number("MAX_PICTURE_MEGAPIXELS", 31)
MAX_PICTURE_PIXELS = most_megapixels * 1_000_000
# A large JPEG is decoded at a part of its size, so it may be larger than what has to be decoded whole.
MAX_JPEG_PIXELS = whole_number("MAX_JPEG_MEGAPIXELS", max(64, most_megapixels)) * 1_000_000
PICTURE_WIDTHS = widths("PICTURE_WIDTHS", "480,800,1200,1600")
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
# Our own dialog for links and our own pasting; of these tags, only these attributes are kept.
DJANGO_PROSE_EDITOR_EXTENSIONS = [
    {
        "js": [static_lazy("newsroom/prose-link.js"), static_lazy("newsroom/prose-paste.js")],
        "extensions": {
            "Link": html_tags(["a"], {"a": ["href"]}),
            "OrderedList": html_tags(["ol"], {"ol": ["start", "type"]}),
            "Paste": html_tags([]),
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
