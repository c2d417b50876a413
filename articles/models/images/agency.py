"""Picture agencies as the desk knows them: the table by which credit lines are parsed."""

from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.credits import FIXTURE, KnownAgencies, parse_credit_line
from articles.models.base import BaseModel
from articles.text import LineField, one_line


def check_spellings(spellings):
    """Refuse anything but a list of lines."""
    if not isinstance(spellings, list) or not all(isinstance(s, str) and s == one_line(s) != "" for s in spellings):
        raise ValidationError(gettext("Write a list of spellings, one line each."))


class AgencyManager(models.Manager):
    """Parses credit lines by the desk's own table."""

    def known(self):
        """Return the table as `articles.credits` needs it for parsing, in one query."""
        return KnownAgencies(self.all())

    def parse(self, line):
        """Parse a credit line by the table, in one query."""
        return parse_credit_line(line, self.known())

    def spellings(self, words):
        """Return every spelling of the agency that some words name; the words alone where the table has none."""
        agencies = list(self.all())
        name = KnownAgencies(agencies).agency(words)
        return next(([agency.name, *agency.aliases] for agency in agencies if agency.name == name), [words])

    def seed(self):
        """Fill an empty table with the agencies that come with the software."""
        if not self.exists():
            rows = serializers.deserialize("json", FIXTURE.read_text("utf-8"))
            self.bulk_create(row.object for row in rows)


class Agency(BaseModel):
    """An agency: its name, other spellings, its collections, and the partners whose pictures it distributes."""

    name = LineField(max_length=200, unique=True)
    aliases = models.JSONField(
        _("other spellings"), default=list, blank=True, validators=[check_spellings], help_text=_("AP Photo, for AP.")
    )
    collections = models.JSONField(default=list, blank=True, validators=[check_spellings])
    partners = models.JSONField(
        default=list,
        blank=True,
        validators=[check_spellings],
        help_text=_("Whose pictures it distributes. A partner alone in a credit line does not imply the agency."),
    )

    objects = AgencyManager()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = _("agencies")

    def __str__(self):
        return self.name


def seed(sender, using="default", apps=None, **kwargs):
    """Receive `post_migrate`: fill the table of a new site, and never replace what a desk wrote."""
    try:
        (apps or sender.apps).get_model("articles", "Agency")
    except LookupError:
        return  # a migration back to before there were agencies
    Agency.objects.db_manager(using).seed()
