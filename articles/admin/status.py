"""Where an article stands with readers, in words: for the change list, the form and every page of publication."""

from django.db.models import Prefetch

from articles.admin.when import clock
from articles.models import Edition, Outcome

DOWN = {
    Outcome.ERROR: "Taken down",
    Outcome.MERGED: "Merged",
    Outcome.WITHDRAWN: "Withdrawn",
    Outcome.LEGAL: "Removed for legal reasons",
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
        now = "Draft" if self.live is None and not self.coming else ""
        if self.live:
            now = DOWN[self.live.outcome] if self.live.is_takedown else f"Live · edition {self.live.number}"
        return ", ".join(filter(None, [now, self._next()]))

    def _next(self):
        """Say what comes next, if anything does."""
        if not self.coming:
            return ""
        edition = self.coming[0]
        will = "is taken down" if edition.is_takedown else f"edition {edition.number} goes live"
        return f"{will} {clock(edition.live_from)}" if self.live else f"Goes live {clock(edition.live_from)}"

    @property
    def sentence(self):
        """The state as a sentence, for the form."""
        if self.live is None:
            return "Readers see nothing of this article yet."
        by = name_of(self.live.by)
        when = f"{f'by {by}, ' if by else ''}{clock(self.live.live_from)}"
        if self.live.is_takedown:
            return f"{DOWN[self.live.outcome]} {when}."
        return f"Readers see edition {self.live.number}, published {when}."

    @property
    def to_come(self):
        """A sentence for each edition that is scheduled."""
        for edition in self.coming:
            will = "takes the article down" if edition.is_takedown else "goes live"
            yield f"Edition {edition.number} {will} {clock(edition.live_from)}."

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
