"""The log of every change to the readers' site."""

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from articles.models.base import BaseModel
from articles.models.choices import Kind
from articles.text import LineField, WordsField


class Action(models.TextChoices):
    """What was done; stored in the column `verb`."""

    PUBLISHED = "published", _("published")
    CANCELLED = "cancelled", _("cancelled")
    RETIMED = "retimed", _("changed the time of")
    CHANGED = "changed", _("changed")
    ERASED = "erased", _("erased")


PUBLIC_FROM = Coalesce("edition__live_from", "moment")


class ChangeQuerySet(models.QuerySet):
    """Queries of the log."""

    def unsorted(self):
        """Return the lines of which `public_from` is not what it is derived from."""
        return self.order_by().exclude(public_from=PUBLIC_FROM)

    def derive_public_from(self):
        """Derive `public_from` of these lines, and save it where it differs."""
        derived = Change.objects.filter(pk=OuterRef("pk")).order_by().values(derived=PUBLIC_FROM)
        self.unsorted().update(public_from=Subquery(derived))


class Change(BaseModel):
    """One line of the append-only log: moment, who, what, its kind and its public note.

    A changed fact has a line for every article that showed it at that moment. `automatic` says that no person did it,
    but a command or an import; a line that has neither was written for an account that has been deleted since.
    `public_from` is when readers can see the line at the earliest: when its edition begins, or else its moment. It is
    derived, for only an index can sort the corrections of a whole archive.
    """

    moment = models.DateTimeField(db_index=True)
    public_from = models.DateTimeField(null=True, editable=False, serialize=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    automatic = models.BooleanField(default=False)
    verb = models.CharField(max_length=10, choices=Action)
    article = models.ForeignKey("articles.Article", models.PROTECT, null=True, related_name="changes")
    edition = models.ForeignKey("articles.Edition", models.PROTECT, null=True, related_name="changes")
    label = models.CharField(max_length=60, blank=True)
    fact = models.UUIDField(null=True)
    name = LineField(max_length=300, blank=True)
    kind = models.CharField(max_length=10, choices=Kind, blank=True)
    note = WordsField(blank=True)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        ordering = ["-moment", "-id"]
        indexes = [
            models.Index("kind", "public_from", "id", name="change_public"),
            models.Index("fact", "kind", "moment", name="change_fact_kind"),
        ]
        constraints = [models.CheckConstraint(condition=models.Q(verb__in=Action.values), name="change_verb")]

    def save(self, *args, **kwargs):
        """Write the line; one that names no person was made by a command or an import."""
        if self._state.adding:
            self.automatic = self.by_id is None
        self.public_from = self.edition.live_from if self.edition_id else self.moment
        super().save(*args, **kwargs)

    def __str__(self):
        return f"{self.verb} {self.name or self.edition_id or ''} at {self.moment:%Y-%m-%d %H:%M}"
