"""The list of an article's editions: what each is to readers now, and what a person may do with it."""

import datetime

from django.utils.translation import gettext as _

from articles.admin.publication.status import maker_of, name_of
from articles.models import Action, permissions
from articles.moments import format_moment

JUST = datetime.timedelta(microseconds=1)


class Editions:
    """All editions of an article at a moment, latest first, as one person may see them."""

    def __init__(self, article, user, moment):
        self.article, self.user, self.moment = article, user, moment
        rows = article.editions.with_removal_at(moment).select_related("by", "cancelled_by", "address", "merged_into")
        self.rows = sorted(rows, key=lambda e: (e.live_from, e.number), reverse=True)
        self.removed = {e.pk for e in self.rows if e.is_removed}
        self.begun = [e for e in self.rows if e.cancelled_at is None and e.live_from <= moment]
        published = article.changes.filter(verb=Action.PUBLISHED, by=None).only("edition", "automatic", "by")
        self.makers = {line.edition_id: maker_of(line) for line in published}

    @property
    def live(self):
        """The edition readers see now, or None."""
        return self.begun[0] if self.begun else None

    def lines(self):
        """Return the editions as lines of the list."""
        return [Line(self, edition) for edition in self.rows]

    def may_read(self, edition):
        """Tell whether the person may see an edition's text."""
        return permissions.allows(self.user, permissions.to_read(edition.pk in self.removed))

    def may(self, act, edition):
        """Tell whether the person has the right to an act on an edition, whatever state it is in."""
        if act == "cancel":
            standing = [row for row in self.rows if row.cancelled_at is None]
            return permissions.allows(self.user, permissions.to_cancel(edition, standing))
        if act == "retime":
            return permissions.allows(self.user, permissions.to_move(edition))
        return edition.has_text and permissions.allows(self.user, self._needs_of_text(act, edition))

    def _needs_of_text(self, act, edition):
        """Return what it takes to do something with the text of an edition."""
        is_removed = edition.pk in self.removed
        return {
            "read": permissions.to_read(is_removed),
            "put_back": permissions.to_put_back(is_removed),
            "restore": permissions.to_restore(self.article, self.user, is_removed),
            "erase": permissions.TO_ERASE,
        }[act]

    def last_seen(self, edition):
        """Return the last moment at which readers were given an edition; None if that is now, or never was."""
        if edition not in self.begun[1:]:
            return None
        return self.begun[self.begun.index(edition) - 1].live_from - JUST


class Line:
    """One edition in the list."""

    def __init__(self, editions, edition):
        self.editions, self.edition = editions, edition
        self.by = name_of(edition.by) or editions.makers.get(edition.pk, "")
        self.created, self.live_from = format_moment(edition.created), format_moment(edition.live_from)
        self.is_erased = edition.erased_at is not None
        self.is_live = edition == editions.live
        self.is_scheduled = edition.cancelled_at is None and edition.live_from > editions.moment

    @property
    def state(self):
        """What the edition is to readers now, as (shape, word)."""
        if self.edition.cancelled_at:
            return "✕", _("Cancelled")
        if self.is_scheduled:
            return "◔", _("Scheduled")
        return ("●", _("Live now")) if self.is_live else ("○", _("Superseded"))

    @property
    def what(self):
        """What kind of edition it is."""
        return self.edition.get_outcome_display() or self.edition.get_kind_display()

    @property
    def has_words(self):
        """Whether there is a text that this person may see."""
        return self.edition.has_text and not self.is_erased and self.editions.may_read(self.edition)

    def offered(self):
        """Yield the (act, words on the link) that make sense in this state."""
        if self.has_words:
            seen = _("As readers see it") if self.is_live else _("As readers saw it")
            yield "read", _("Its text") if self.is_scheduled or self.edition.cancelled_at else seen
            if not self.edition.is_takedown:
                yield "restore", _("Restore into the working copy")
        if self.has_words and not self.edition.is_takedown and self.edition in self.editions.begun[1:]:
            yield "put_back", _("Put back")
        if self.is_scheduled:
            yield "retime", _("Change time")
            yield "cancel", _("Cancel")
        if self.edition.has_text and not self.is_erased:
            yield "erase", _("Erase")

    @property
    def acts(self):
        """The (address name, words) of what this person may do."""
        may = self.editions.may
        return [(f"admin:articles_article_{act}", words) for act, words in self.offered() if may(act, self.edition)]
