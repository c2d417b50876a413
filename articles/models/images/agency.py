"""Picture agencies as the desk knows them: rows that a credit line is read by."""

from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.credits import FIXTURE, KnownAgencies, agency_from_row, parse_credit_line
from articles.models.base import BaseModel
from articles.text import LineField, one_line


def check_spellings(spellings):
    """Refuse anything but a list of lines."""
    if not isinstance(spellings, list) or not all(isinstance(s, str) and s == one_line(s) != "" for s in spellings):
        raise ValidationError(gettext("Write a list of spellings, one line each."))


class AgencyManager(models.Manager):
    """The table as a whole."""

    def known(self):
        """Return the rows as the table that credit lines are read by, in one query."""
        return KnownAgencies(row.spellings() for row in self.all())

    def parse(self, line, known=None):
        """Read a credit line by the desk's own table (a query, unless `known` is at hand)."""
        return parse_credit_line(line, known or self.known())

    def seed(self):
        """Fill an empty table with the agencies that come with the software; a table with any row is left alone."""
        if not self.exists():
            rows = serializers.deserialize("json", FIXTURE.read_text("utf-8"))
            self.bulk_create(row.object for row in rows)


class Agency(BaseModel):
    """An agency: its name, its other spellings, its own collections, and whose pictures it passes on."""

    name = LineField(max_length=200, unique=True)
    aliases = models.JSONField(
        "other spellings", default=list, blank=True, validators=[check_spellings], help_text=_("AP Photo, for AP.")
    )
    collections = models.JSONField(default=list, blank=True, validators=[check_spellings])
    partners = models.JSONField(
        default=list,
        blank=True,
        validators=[check_spellings],
        help_text=_("Whose pictures it passes on; such a name says nothing without the agency beside it."),
    )

    objects = AgencyManager()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = _("agencies")

    def __str__(self):
        return self.name

    def spellings(self):
        """Return the row as the reader of credit lines takes it."""
        return agency_from_row(
            name=self.name, aliases=self.aliases, collections=self.collections, partners=self.partners
        )


def seed(sender, using="default", apps=None, **kwargs):
    """A receiver of `post_migrate`: a new site has the agencies, and nothing that a desk wrote is ever replaced."""
    try:
        (apps or sender.apps).get_model("articles", "Agency")
    except LookupError:
        return  # a migration back to before there were agencies
    Agency.objects.db_manager(using).seed()
