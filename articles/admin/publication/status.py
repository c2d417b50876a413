"""Where an article stands with readers, in words: for the change list, the form and every page of publication."""

from django.db.models import Prefetch
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.models import Edition, Outcome
from articles.moments import format_moment

DOWN = {
    Outcome.ERROR: _("Taken down"),
    Outcome.MERGED: _("Merged"),
    Outcome.WITHDRAWN: _("Withdrawn"),
    Outcome.LEGAL: _("Removed for legal reasons"),
}


def with_status(articles, moment):
    """Let a query set of articles bring what `Status` needs, in two queries for all of them."""
    live = Edition.objects.live_at(moment).select_related("by", "address")
    coming = Edition.objects.to_come_at(moment)
    return articles.prefetch_related(
        Prefetch("editions", queryset=live, to_attr="live_now"),
        Prefetch("editions", queryset=coming, to_attr="coming"),
    )


def name_of(person):
    """Return what the desk calls a person: nothing, where an import or an account that is gone did it."""
    return (person.get_full_name() or person.username) if person else ""


def maker_of(change):
    """Return what the desk calls whoever made a line of the log."""
    if change.automatic:
        return gettext("A command or an import")
    return name_of(change.by) or gettext("Somebody whose account was deleted")


class Status:
    """What readers see of an article (from `with_status`) now, and what they will see."""

    def __init__(self, article):
        self.article, self.coming = article, article.coming
        self.live = article.live_now[0] if article.live_now else None

    @property
    def shape(self):
        """A sign that tells the states apart without colour."""
        if self.live is None:
            return "◔" if self.coming else "○"
        if self.live.is_takedown:
            return "■"
        return "◐" if self.coming else "●"

    @property
    def name(self):
        """The state as a word for style sheets."""
        if self.live is None:
            return "scheduled" if self.coming else "draft"
        return "down" if self.live.is_takedown else "live"

    @property
    def words(self):
        """The state in a line, for lists."""
        now = gettext("Draft") if self.live is None and not self.coming else ""
        if self.live:
            live = gettext("Live · edition %(number)s") % {"number": self.live.number}
            now = str(DOWN[self.live.outcome]) if self.live.is_takedown else live
        return ", ".join(filter(None, [now, self._next()]))

    def _next(self):
        """Say what comes next, if anything does."""
        if not self.coming:
            return ""
        edition = self.coming[0]
        said = gettext("Goes live %(moment)s")
        if self.live and edition.is_takedown:
            said = gettext("is taken down %(moment)s")
        elif self.live:
            said = gettext("edition %(number)s goes live %(moment)s")
        return said % {"number": edition.number, "moment": format_moment(edition.live_from)}

    @property
    def sentence(self):
        """The state as a sentence, for the form."""
        if self.live is None:
            return gettext("Readers see nothing of this article yet.")
        told = {"by": name_of(self.live.by), "moment": format_moment(self.live.live_from), "number": self.live.number}
        if self.live.is_takedown:
            told["state"] = DOWN[self.live.outcome]
            said = gettext("%(state)s by %(by)s, %(moment)s.") if told["by"] else gettext("%(state)s %(moment)s.")
        elif told["by"]:
            said = gettext("Readers see edition %(number)s, published by %(by)s, %(moment)s.")
        else:
            said = gettext("Readers see edition %(number)s, published %(moment)s.")
        return said % told

    @property
    def to_come(self):
        """A sentence for each edition that is scheduled."""
        for edition in self.coming:
            said = gettext("Edition %(number)s goes live %(moment)s.")
            if edition.is_takedown:
                said = gettext("Edition %(number)s takes the article down %(moment)s.")
            yield said % {"number": edition.number, "moment": format_moment(edition.live_from)}

    @property
    def is_edited(self):
        """Whether the working copy was saved after the live edition was made."""
        return bool(self.live) and self.article.modified > self.live.created

    @property
    def can_come_down(self):
        """Whether readers are given a text now, or will be."""
        return any(edition.has_text for edition in [*self.article.live_now, *self.coming])

    @property
    def path(self):
        """The public page's path while there is a text to be read there."""
        return self.live.path if self.live and self.live.has_text else ""
