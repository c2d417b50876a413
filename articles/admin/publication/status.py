"""What readers see of an article: for the change list, the form and every page of publication."""

from django.db.models import Count, OuterRef, Prefetch, Subquery
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.accounts import name_of
from articles.models import Action, Edition, Note, Outcome, Workflow
from articles.moments import format_moment

DOWN = {
    Outcome.ERROR: _("Taken down"),
    Outcome.MERGED: _("Merged"),
    Outcome.WITHDRAWN: _("Withdrawn"),
    Outcome.LEGAL: _("Removed for legal reasons"),
}
SHAPES = {"draft": "○", "scheduled": "◔", "live": "●", "down": "■"}


def with_status(articles, moment):
    """Prefetch what `Status` needs for a query set of articles, in two queries."""
    live = Edition.objects.live_at(moment).select_related("by", "address")
    coming = Edition.objects.to_come_at(moment)
    return articles.prefetch_related(
        Prefetch("editions", queryset=live, to_attr="live_now"),
        Prefetch("editions", queryset=coming, to_attr="coming"),
    )


def with_open_notes(articles):
    """Annotate the number of `open_notes`, or None, of each article of a query set."""
    notes = Note.objects.open().filter(article=OuterRef("pk")).order_by().values("article")
    return articles.annotate(open_notes=Subquery(notes.annotate(count=Count("pk")).values("count")))


def maker_of(change):
    """Return the name of whoever made a change in the log."""
    if change.automatic:
        return gettext("A command or an import")
    return name_of(change.by) or gettext("Somebody whose account was deleted")


def act_of(change):
    """Return what a change in the log did, such as “published edition 4”; it follows the name of whoever did it."""
    edition = change.edition
    if edition is None:
        return f"{change.get_verb_display()} “{change.name}”"
    if change.verb != Action.PUBLISHED:
        return f"{change.get_verb_display()} {edition_name(edition)}"
    is_scheduled = edition.live_from > change.moment
    sentence = gettext("scheduled edition %(number)s for %(moment)s") if is_scheduled else ""
    if edition.is_takedown:
        sentence = gettext("took the article down (edition %(number)s)")
        if is_scheduled:
            sentence = gettext("scheduled a take-down for %(moment)s (edition %(number)s)")
    return (sentence or gettext("published edition %(number)s")) % edition_params(edition)


def edition_name(edition):
    """Return the name of an edition for the middle of a sentence."""
    name = gettext("edition %(number)s (a take-down)") if edition.is_takedown else gettext("edition %(number)s")
    return name % {"number": edition.number}


def edition_params(edition):
    """Return the parameters of a sentence about an edition: its name to begin with, its number, when it goes live."""
    name = capfirst(edition_name(edition))
    return {"edition": name, "number": edition.number, "moment": format_moment(edition.live_from)}


STEP_SENTENCES = {
    Workflow.WRITING: _("Taken back by %(by)s, %(moment)s."),
    Workflow.READY: _("Ready for edit: sent by %(by)s, %(moment)s."),
    Workflow.CHANGES: _("Changes requested by %(by)s, %(moment)s."),
    Workflow.APPROVED: _("Read and approved by %(by)s, %(moment)s."),
}


def step_sentence(article):
    """Return (sentence, note) of the step that led to the state of a working copy; None while it is being written."""
    if article.state == Workflow.WRITING:
        return None
    step = next(iter(article.steps.all()[:1]), None)
    if step is None or step.state != article.state:  # as a fixture says, or after the words were changed
        return str(article.get_state_display()), ""
    by = name_of(step.by) or gettext("somebody")
    return STEP_SENTENCES[step.state] % {"by": by, "moment": format_moment(step.moment)}, step.note


class Status:
    """What readers see of an article (from `with_status`) now, and what they will see.

    `name` is a class of the style sheet, `shape` a sign that shows the state without colour.
    """

    def __init__(self, article):
        self.article, self.coming = article, article.coming
        self.live = article.live_now[0] if article.live_now else None
        if self.live is None:
            self.name = "scheduled" if self.coming else "draft"
        else:
            self.name = "down" if self.live.is_takedown else "live"
        self.shape = "◐" if self.name == "live" and self.coming else SHAPES[self.name]

    @property
    def label(self):
        """The state in a few words, for lists."""
        now = gettext("Draft") if self.name == "draft" else ""
        if self.live:
            live = gettext("Live · edition %(number)s") % {"number": self.live.number}
            now = str(DOWN.get(self.live.outcome, live))
        return ", ".join(filter(None, [now, self._next_change()]))

    def _next_change(self):
        """Say what comes next, if anything does."""
        if not self.coming:
            return ""
        edition = self.coming[0]
        label = gettext("Goes live %(moment)s")
        if self.live and edition.is_takedown:
            label = gettext("is taken down %(moment)s")
        elif self.live:
            label = gettext("edition %(number)s goes live %(moment)s")
        return label % edition_params(edition)

    @property
    def sentence(self):
        """The state as a sentence, for the form."""
        if self.live is None:
            return gettext("Readers see nothing of this article yet.")
        params = edition_params(self.live) | {"by": name_of(self.live.by)}
        if self.live.is_takedown:
            params["state"] = DOWN[self.live.outcome]
            sentence = gettext("%(state)s by %(by)s, %(moment)s.") if params["by"] else gettext("%(state)s %(moment)s.")
        elif params["by"]:
            sentence = gettext("Readers see edition %(number)s, published by %(by)s, %(moment)s.")
        else:
            sentence = gettext("Readers see edition %(number)s, published %(moment)s.")
        return sentence % params

    @property
    def scheduled(self):
        """A sentence for each edition that is scheduled."""
        for edition in self.coming:
            sentence = gettext("Edition %(number)s goes live %(moment)s.")
            if edition.is_takedown:
                sentence = gettext("Edition %(number)s takes the article down %(moment)s.")
            yield sentence % edition_params(edition)

    @property
    def working_copy(self):
        """The state of the working copy in a few words, for lists; empty where readers see all that is in it."""
        if not self.live or self.live.is_takedown:
            return str(self.article.get_state_display())
        if not self.is_edited:
            return ""
        return gettext("Changes not published: %(state)s") % {"state": self.article.get_state_display().lower()}

    @property
    def is_edited(self):
        """Whether the working copy was saved after the live edition was made."""
        return bool(self.live) and self.article.modified > self.live.created

    @property
    def can_be_taken_down(self):
        """Whether readers see a text now, or will."""
        return any(edition.has_text for edition in [*self.article.live_now, *self.coming])

    @property
    def path(self):
        """The path of the public page while it shows a text."""
        return self.live.path if self.live and self.live.has_text else ""
