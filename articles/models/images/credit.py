"""Credits: the line exactly as it must be printed, and those parts of it that an editor has confirmed."""

import dataclasses
import re

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.credits import CreditLine
from articles.models.facts import Part
from articles.text import LineField, without_placeholder

# The parts as `CreditLine` names them, and their columns ("image_id" is the column of the foreign key).
PARTS = {
    field.name: "supplier_id" if field.name == "image_id" else field.name
    for field in dataclasses.fields(CreditLine)
    if field.name not in ("line", "unparsed", "offer", "several")
}


def part(verbose_name=None, help_text=""):
    """Return the column of one part of a credit line."""
    return LineField(verbose_name, max_length=200, blank=True, help_text=help_text)


def check_credit_line(line):
    """Refuse what stands for no credit, such as "-" or "n/a"."""
    if line and not without_placeholder(line):
        raise ValidationError(gettext("“%(line)s” names nobody. Write who is to be credited.") % {"line": line})


class ImageCredit(Part):
    """A credit of an image; a composite has several. Only the line itself is ever printed.

    The form offers the parts that are parsed from the line; one is stored once an editor has confirmed it.
    """

    image = models.ForeignKey("articles.Image", models.CASCADE, related_name="credits")
    position = models.PositiveSmallIntegerField(default=0)
    line = LineField(_("credit line"), max_length=1000, help_text=_("Exactly as it must be printed."))
    creator = part()
    role = part(help_text=_("Such as Staff, Stringer, Handout or Pool."))
    event_code = part()
    collection = part()
    agency = part()
    client = part(help_text=_("For whom it was taken."))
    via = part(help_text=_("Where it was seen."))
    qualifier = part(help_text=_("Such as File Photo."))
    supplier_id = part(_("image id"), _("The supplier's own number."))
    licence = part()

    class Meta:
        ordering = ["position"]
        constraints = [models.CheckConstraint(condition=~models.Q(line=""), name="credit_line_not_empty")]

    def __str__(self):
        return self.line

    def clean(self):
        super().clean()
        try:
            check_credit_line(self.line)
        except ValidationError as error:
            raise ValidationError({"line": error}) from error


def replacement_credit(image, line):
    """Return the credit, unsaved, that replaces all credits of an image, and the confirmed parts that it drops.

    It has those confirmed parts that are in its line; the others are returned as a list of (name, value).
    """
    credit, dropped = ImageCredit(image=image, line=line), []
    old = image.credits.all()
    for column in PARTS.values():
        values = list(dict.fromkeys(value for each in old if (value := getattr(each, column))))
        confirmed = next((value for value in values if contains(line, value)), "")
        setattr(credit, column, confirmed)
        dropped += [(ImageCredit._meta.get_field(column).verbose_name, value) for value in values if value != confirmed]
    return credit, dropped


def contains(line, value):
    """Whether a credit line contains a part, as whole words and in any case."""
    return re.search(rf"(?<!\w){re.escape(value)}(?!\w)", line, re.IGNORECASE) is not None
