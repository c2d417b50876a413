"""What the site knows of accounts beside Django's own columns: who logged in, and who wants mail.

An archive of the site has neither: both are about the accounts of this site.
"""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class AccessRecord(models.Model):
    """One log-in, failed log-in or change of a password; append-only.

    `account` is whose password it was, and empty for a failed log-in with a name that nobody has: what was typed there
    may be a password, so it is not stored.
    """

    class Action(models.TextChoices):
        LOGGED_IN = "logged_in", _("logged in")
        FAILED = "failed", _("failed to log in")
        CHANGED = "changed", _("changed their password")
        RESET = "reset", _("chose a new password by mail")

    moment = models.DateTimeField(default=timezone.now)
    action = models.CharField(max_length=10, choices=Action)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+")

    class Meta:
        default_permissions = ()
        ordering = ["-moment", "-id"]
        indexes = [models.Index("moment", "id", name="accessrecord_newest")]

    def __str__(self):
        return f"{self.action} at {self.moment:%Y-%m-%d %H:%M}"


class MailChoice(models.Model):
    """Whether a person wants mail about work that waits for them; whoever has no row wants it."""

    account = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="mail_choice")
    wants_mail = models.BooleanField(_("Send me mail when work waits for me"), default=True)

    class Meta:
        default_permissions = ()

    def __str__(self):
        return f"{self.account_id}: {self.wants_mail}"
