"""What each variable means, for `manage.py doctor` and `manage.py check --deploy`."""

from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _

from newsroom.environment.reading import DEFAULT, SECRET_VARIABLES

MEANINGS = {
    "SITE_URL": _("The address that readers use. With https://, cookies are secure and HSTS is on."),
    "PUBLICATION_NAME": _("The name of the publication."),
    "PUBLICATION_TAGLINE": _("The line in the footer of its pages."),
    "HOUSE_STYLE": _("How dates are written: AP or Guardian."),
    "SECOND_READER": _("Whether a second person must approve the words before they are published."),
    "SHARED_FACTS": _("Whether everybody at the desk finds facts of other people's unpublished articles."),
    "LANGUAGE_CODE": _("The language of the newsroom."),
    "TIME_ZONE": _("The time zone of the newsroom, in which editors enter moments."),
    "DATABASE_URL": _("Where articles, facts and accounts are stored. SQLite serves one machine, PostgreSQL several."),
    "CACHE_URL": _("Where Django caches: in the memory of each process, or in Redis for all of them."),
    "EMAIL_URL": _("How mail is sent: consolemail:// only prints it."),
    "EMAIL_FROM": _("The address from which mail comes."),
    "MEDIA_STORAGE": _("Where the files of pictures are stored: in VAR_DIR, or in a bucket of S3."),
    "SECRET_KEY": _("Signs sessions. It must be secret, and the same on every machine that serves the site."),
    "ALLOWED_HOSTS": _("More host names that the site answers to, beside that of SITE_URL and this machine's own."),
    "BEHIND_PROXY": _("Whether a proxy sets X-Forwarded-Proto, and removes it from what readers send."),
    "VAR_DIR": _("The folder of the database, the media and the secret key. Back it up."),
    "MAX_PICTURE_MEGABYTES": _("The largest file of a picture that can be uploaded."),
    "MAX_PICTURE_MEGAPIXELS": _(
        "The largest picture that can be uploaded, if it is no JPEG; for some formats it is less."
    ),
    "MAX_JPEG_MEGAPIXELS": _("The largest JPEG that can be uploaded."),
    "PICTURE_WIDTHS": _("The widths of pictures that readers get, in pixels."),
    "PICTURE_AVIF": _("Whether AVIF files are made too: smaller, and slower to make."),
    "DEBUG": _("Whether errors are shown with everything that is known about them. For developers only."),
    "LOG_LEVEL": _("How much is logged."),
}


def shown(variable):
    """Return the value of a variable without secrets: of an address, only scheme, host, port and path."""
    if variable.source == DEFAULT or variable.name not in SECRET_VARIABLES:
        return variable.text or str(_("(empty)"))
    if variable.name == "SECRET_KEY":
        return str(_("(not shown)") if variable.text else _("(empty)"))
    parts = urlsplit(variable.text)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}" if parts.scheme else variable.text
