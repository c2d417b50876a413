"""System checks for `check --deploy` and `doctor`: what is set, and what is still to be done before readers come."""

import difflib
import os

from django.conf import settings
from django.core.checks import Info, Tags, Warning, register
from django.utils.translation import gettext as _

from newsroom.environment import MEANINGS, reading, shown

IS_SET, NO_PROXY, FILES_NOT_COLLECTED = "newsroom.I001", "newsroom.I002", "newsroom.I003"
NO_MAIL = "newsroom.I004"
NOT_HTTPS, ANY_HOST, OPEN_FILE, UNKNOWN_NAME = "newsroom.W002", "newsroom.W003", "newsroom.W004", "newsroom.W005"
# Other programs read these from `.env`, too.
FOREIGN_PREFIXES = ("AWS_", "DJANGO_", "GRANIAN_", "PG", "PYTHON")


@register(Tags.security, deploy=True)
def report_what_is_set(app_configs, **kwargs):
    """Report each variable that is set, where it is set and what it means."""
    return [
        Info(
            _("%(name)s is “%(value)s” (%(source)s).")
            % {"name": variable.name, "value": shown(variable), "source": variable.source},
            hint=str(MEANINGS[variable.name]),
            id=IS_SET,
        )
        for variable in reading.variables.values()
        if variable.source != reading.DEFAULT
    ]


@register(Tags.security, deploy=True)
def check_address(app_configs, **kwargs):
    """Check how readers reach the site."""
    found = []
    if not settings.HTTPS:
        found.append(
            Warning(
                _("SITE_URL does not begin with https://, so passwords can be read on their way."),
                hint=_("Set SITE_URL to the https:// address that readers use."),
                id=NOT_HTTPS,
            )
        )
    elif not settings.BEHIND_PROXY:
        found.append(
            Info(
                _("SITE_URL begins with https://, and BEHIND_PROXY is not set."),
                hint=_("If a proxy answers https:// for this site, set BEHIND_PROXY=true: else every page redirects."),
                id=NO_PROXY,
            )
        )
    if "*" in settings.ALLOWED_HOSTS:
        found.append(
            Warning(
                _("ALLOWED_HOSTS has “*”, so that anybody's host name leads to this site."),
                hint=_("Name the hosts in ALLOWED_HOSTS."),
                id=ANY_HOST,
            )
        )
    return found


@register(Tags.security, deploy=True)
def check_variables_file(app_configs, **kwargs):
    """Check who can read `.env`, and whether every name in it is known."""
    path, found = settings.BASE_DIR / ".env", []
    if path.exists() and os.name == "posix" and path.stat().st_mode & 0o077:
        found.append(
            Warning(
                _("Other accounts can read .env."), hint=_("Run: chmod 600 %(path)s") % {"path": path}, id=OPEN_FILE
            )
        )
    # In capitals, as every name is there twice if it was written in another way.
    for name in sorted({name.upper() for name in reading.file_names} - reading.variables.keys()):
        if name.startswith(FOREIGN_PREFIXES):
            continue
        near = difflib.get_close_matches(name, reading.variables, n=1)
        found.append(
            Warning(
                _("%(name)s in .env is no setting of Newsroom.") % {"name": name},
                hint=_("Did you mean %(name)s?") % {"name": near[0]} if near else _("See the settings in README.md."),
                id=UNKNOWN_NAME,
            )
        )
    return found


@register(Tags.staticfiles, deploy=True)
def check_collected_files(app_configs, **kwargs):
    """Report that static files are served without being compressed."""
    if not settings.WHITENOISE_USE_FINDERS:
        return []
    return [
        Info(
            _("Static files have not been collected, so they are served without compression and long caching."),
            hint=_("Run: python manage.py collectstatic --no-input"),
            id=FILES_NOT_COLLECTED,
        )
    ]


@register(deploy=True)
def check_mail(app_configs, **kwargs):
    """Report that mail reaches nobody."""
    if settings.EMAIL_BACKEND != "django.core.mail.backends.console.EmailBackend":
        return []
    return [
        Info(
            _("Mail is only printed: nobody who forgot a password gets a link, and no mail says what waits."),
            hint=_("Set EMAIL_URL to a mail server, such as smtp+tls://host:587, and EMAIL_FROM to its address."),
            id=NO_MAIL,
        )
    ]
