"""The list of an article's editions: the state of each, and the actions that a person may take on it."""

import datetime

from django.core.exceptions import PermissionDenied
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext as _

from articles.admin.desk import name_of
from articles.admin.publication.status import maker_of
from articles.models import Action, permissions
from articles.moments import format_moment

# The resolution of a moment in the database.
MICROSECOND = datetime.timedelta(microseconds=1)


class EditionList:
    """All editions of an article at a moment, as one person may see them: those to come, those that have begun, and
    those that were cancelled, each latest first.
    """

    def __init__(self, article, user, moment):
        self.article, self.user, self.moment = article, user, moment
        editions = article.editions.with_removal_at(moment).select_related(
            "by", "cancelled_by", "address", "section", "merged_into"
        )
        self.editions = sorted(editions, key=lambda e: (e.cancelled_at is None, e.live_from, e.number), reverse=True)
        self.removed = {edition.pk for edition in editions if edition.is_removed}
        self.begun = [e for e in self.editions if e.cancelled_at is None and e.live_from <= moment]

    @cached_property
    def makers(self):
        """The names of those who made the editions that no known person did, by key."""
        published = self.article.changes.filter(verb=Action.PUBLISHED, by=None).only(
            "article", "edition", "automatic", "by"
        )
        return {change.edition_id: maker_of(change) for change in published}

    @property
    def live(self):
        """The edition that readers see now, or None."""
        return self.begun[0] if self.begun else None

    def rows(self):
        """Return the rows of the list."""
        return [EditionRow(self, edition) for edition in self.editions]

    def readable(self):
        """Return the names of the editions whose text the person may read, by number as text, the latest first."""
        return {
            str(row.edition.number): gettext("Edition %(number)s, %(state)s, %(moment)s")
            % {
                "number": row.edition.number,
                "state": row.state[1][:1].lower() + row.state[1][1:],
                "moment": format_moment(row.edition.live_from),
            }
            for row in self.rows()
            if row.has_readable_text
        }

    def allows(self, action, edition):
        """Return whether the person has the permission for an action, whatever the state of the edition."""
        return (edition.has_text or action in ("cancel", "retime")) and permissions.allows(
            self.user, self._needs(action, edition)
        )

    def require(self, action, edition):
        """Raise `PermissionDenied` where the person may not do this, or nobody can: a take-down has no text."""
        permissions.require(self.user, self._needs(action, edition))
        if not self.allows(action, edition):
            raise PermissionDenied(_("This edition has no text."))

    def _needs(self, action, edition):
        """Return what an action on an edition needs."""
        match action:
            case "cancel":
                active = [edition for edition in self.editions if edition.cancelled_at is None]
                return permissions.to_cancel(edition, active)
            case "retime":
                return permissions.to_move(edition)
            case "read":
                return permissions.to_read(edition.pk in self.removed)
            case "put_back":
                return permissions.to_put_back(edition.pk in self.removed)
            case "restore":
                return permissions.to_restore(self.article, self.user, edition.pk in self.removed)
            case "erase":
                return permissions.TO_ERASE
        raise ValueError(f"There is no action {action!r} on an edition.")

    def last_seen(self, edition):
        """Return the last moment at which readers saw an edition; None if they see it now, or never did."""
        if edition not in self.begun[1:]:
            return None
        return self.begun[self.begun.index(edition) - 1].live_from - MICROSECOND


class EditionRow:
    """One edition in the list."""

    def __init__(self, editions, edition):
        self.editions, self.edition = editions, edition
        self.by = name_of(edition.by) or editions.makers.get(edition.pk, "")
        self.is_erased = edition.erased_at is not None
        self.is_live = edition == editions.live
        self.is_scheduled = edition.cancelled_at is None and edition.live_from > editions.moment

    @property
    def state(self):
        """The state of the edition as (shape, label); the shape shows it without colour."""
        if self.edition.cancelled_at:
            return "✕", _("Cancelled")
        if self.is_scheduled:
            return "◔", _("Scheduled")
        return ("●", _("Live now")) if self.is_live else ("○", _("Superseded"))

    @property
    def kind(self):
        """The kind of change, or of take-down."""
        return self.edition.get_outcome_display() or self.edition.get_kind_display()

    @property
    def has_readable_text(self):
        """Whether there is a text that this person may read."""
        return self.edition.has_text and not self.is_erased and self.editions.allows("read", self.edition)

    def _actions(self):
        """Yield the (action, label) pairs that the state of the edition allows."""
        if self.has_readable_text:
            seen = _("As readers see it") if self.is_live else _("As readers saw it")
            yield "read", _("Its text") if self.is_scheduled or self.edition.cancelled_at else seen
            if not self.edition.is_takedown:
                yield "restore", _("Restore into the working copy")
        if self.has_readable_text and not self.edition.is_takedown and self.edition in self.editions.begun[1:]:
            yield "put_back", _("Put back")
        if self.is_scheduled:
            yield "retime", _("Change time")
            yield "cancel", _("Cancel")
        if self.edition.has_text and not self.is_erased:
            yield "erase", _("Erase")

    @property
    def actions(self):
        """The (URL name, label) pairs of the actions that this person may take."""
        allows = self.editions.allows
        return [
            (f"admin:articles_article_{name}", label) for name, label in self._actions() if allows(name, self.edition)
        ]
