"""Publishing, taking down and putting back: each locks the article, checks, inserts an edition, and commits at once.

The functions do what the methods of `Article` of the same name promise; the arguments are described there.
"""

import contextlib
import datetime
import functools
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from articles.exceptions import LaterEditions, Refusal, StaleVersion, WrongMoment
from articles.models import permissions
from articles.models.choices import Kind, Outcome, check_kind
from articles.models.editions import (
    INDEX_COLUMNS,
    Edition,
    EditionText,
    Generation,
    canonical,
    checked_schedule,
    freeze_article,
)
from articles.models.publication.insert import insert_edition
from articles.models.publication.preflight import check_ready

LATER = ("keep", "cancel", "refreeze")


class PlannedTakeDown(NamedTuple):
    """A take-down that is scheduled together with the edition that it takes down; see `Article.take_down`."""

    at: datetime.datetime
    outcome: str
    explanation: str = ""
    to: object = None


class Publication:
    """One act of publication on a locked article: its moment, the person who acts, and what was scheduled later.

    `made` is the edition that an earlier call with the same key has made, or None. `moment`, where it is given, is the
    moment of the act; otherwise the clock is read.
    """

    def __init__(self, article, by, key, moment=None):
        self.article, self.by, self.key, self.given_moment = article, by, key, moment
        self.made = article.editions.filter(pk=key).first() if key else None

    @functools.cached_property
    def moment(self):
        """The moment of the act, read after the lock: acts on one article follow each other in time."""
        return self.given_moment or Generation.objects.publishing_moment()

    def later_editions(self, live_from, later):
        """Return the editions scheduled after a moment; refuse where the caller does not say what becomes of them."""
        editions = list(self.article.editions.to_come_at(live_from))
        if editions and later is None:
            raise LaterEditions(editions)
        return editions

    def cancel(self, editions):
        """Cancel editions; the rights to do so were checked."""
        for edition in editions:
            edition.mark_cancelled(self.by, self.moment)

    def insert(self, content, live_from, **options):
        """Insert an edition with this document; see `insert_edition`."""
        return insert_edition(self.article, content, self.moment, live_from, key=self.key, by=self.by, **options)

    def insert_take_down(self, planned, content, like):
        """Insert the take-down of the edition `like`, which has this document."""
        insert_edition(
            self.article,
            content if planned.outcome == Outcome.WITHDRAWN else {},
            self.moment,
            planned.at,
            by=self.by,
            kind=Kind.TAKEDOWN,
            outcome=planned.outcome,
            explanation=planned.explanation,
            merged_into=planned.to,
            like=like,
        )

    def reschedule(self, editions, content):
        """Replace scheduled editions by ones of the same moments with this document; take-downs keep their own."""
        for old in editions:
            old.mark_cancelled(self.by, self.moment)
            insert_edition(
                self.article,
                content_before(old) if old.is_takedown else content,
                self.moment,
                old.live_from,
                by=self.by,
                kind=old.kind,
                note=old.note,
                outcome=old.outcome,
                explanation=old.explanation,
                merged_into=old.merged_into,
            )

    def finish(self, edition):
        """Derive the index columns anew, raise the generation last of all, and return the edition."""
        Edition.objects.reindex(self.article.pk)
        edition.refresh_from_db(fields=INDEX_COLUMNS)
        Generation.objects.raise_at(self.moment)
        return edition


@contextlib.contextmanager
def publication_of(article, by, key=None, seen=None, moment=None):
    """Give the `Publication` of an article in a transaction that has locked the article's row."""
    with transaction.atomic():
        yield Publication(locked(article, seen), by, key, moment)


def publish(
    article, by, kind, note="", at=None, seen=None, later=None, *, until=None, backdated=False, key=None, moment=None
):
    """Freeze the working copy into a new edition; see `Article.publish`."""
    check_publish(by, kind, note, later, until)
    with publication_of(article, by, key, seen, moment) as publication:
        return publication.made or publish_locked(publication, kind, note, at, later, until, backdated)


def check_publish(by, kind, note, later=None, until=None):
    """Refuse what can be refused before the article is locked."""
    check_kind(kind, note)
    check_later(later, LATER)
    permissions.check(by, permissions.TO_PUBLISH)
    if until:
        permissions.check(by, permissions.to_take_down(until.outcome))
        if until.outcome == Outcome.LEGAL:
            raise Refusal({"outcome": gettext("A legal removal is scheduled by itself, under “Take down”.")})


def publish_locked(publication, kind, note="", at=None, later=None, until=None, backdated=False):
    """Publish a locked article, as `publish` does."""
    article, moment, by = publication.article, publication.moment, publication.by
    article.check_second_reader(by)
    live_from = at if at and backdated else schedule(at, moment)
    scheduled = publication.later_editions(max(live_from, moment), later)
    refrozen = scheduled if later == "refreeze" else []
    planned = [(live_from, ""), *((old.live_from, old.outcome) for old in refrozen)]
    if until:
        check_until(until, article, live_from)
        planned.append((until.at, until.outcome))
    check_removals(article, by, planned, without=[] if later == "keep" else scheduled)
    blocks = article.blocks()
    check_ready(article, blocks, live_from, *(old.live_from for old in refrozen if not old.is_takedown))
    content = freeze_article(article, blocks)
    edition = publication.insert(content, live_from, kind=kind, note=note)
    publication.reschedule(refrozen, content)
    publication.cancel(scheduled if later == "cancel" else [])
    if until:
        publication.insert_take_down(until, content, edition)
    return publication.finish(edition)


def check_until(until, article, live_from):
    """Refuse a take-down that does not come after what it takes down, or that lacks the article it merges into."""
    try:
        checked_schedule(until.at, live_from)
    except WrongMoment as refusal:
        message = gettext("The take-down must come after the text goes live.")
        raise WrongMoment({"until": message if until.at <= live_from else refusal.message_dict["at"]}) from refusal
    check_merger(article, until.outcome, until.to)


def check_merger(article, outcome, to):
    """Refuse a merger without another article, and another article without a merger."""
    if (outcome == Outcome.MERGED) != bool(to) or (to and to.pk == article.pk):
        raise Refusal({"to": gettext("Choose the article this one is merged into.")})


def take_down(article, by, outcome, explanation, at=None, to=None, later=None, *, key=None, moment=None):
    """Take the article down, now or at a moment to come; see `Article.take_down`."""
    permissions.check(by, permissions.to_take_down(outcome))
    check_later(later, ("cancel",) if outcome == Outcome.LEGAL else ("keep", "cancel"))
    check_merger(article, outcome, to)
    with publication_of(article, by, key, moment=moment) as publication:
        if publication.made:
            return publication.made
        article = publication.article
        live_from = schedule(at, publication.moment)
        later = "cancel" if outcome == Outcome.LEGAL else later
        scheduled = publication.later_editions(live_from, later)
        cancelled = scheduled if later == "cancel" else []
        check_removals(article, by, [(live_from, outcome)], without=cancelled)
        publication.cancel(cancelled)
        before = article.editions.begun_at(live_from).order_by("-live_from", "-number").first()
        if before is None or not (before.has_text or outcome == Outcome.LEGAL):
            raise Refusal(gettext("There is nothing to take down: readers are given no text at that moment."))
        edition = publication.insert(
            unerased_content(before) if outcome == Outcome.WITHDRAWN else {},
            live_from,
            kind=Kind.TAKEDOWN,
            outcome=outcome,
            explanation=explanation,
            merged_into=to,
            like=before,
        )
        return publication.finish(edition)


def put_back(article, edition, by, note="", later=None, *, key=None):
    """Publish the text of an earlier edition again, now; see `Article.put_back`."""
    permissions.check(by, permissions.TO_PUBLISH)
    check_later(later, ("keep", "cancel"))
    with publication_of(article, by, key) as publication:
        if publication.made:
            return publication.made
        article, moment = publication.article, publication.moment
        has_begun = edition.cancelled_at is None and edition.live_from <= moment
        if edition.article_id != article.pk or edition.is_takedown or not has_begun:
            raise Refusal(gettext("Only a text that readers have been given can be put back."))
        content = unerased_content(edition)
        permissions.check(by, permissions.to_put_back(edition.is_removed_at(moment)))
        scheduled = publication.later_editions(moment, later)
        cancelled = scheduled if later == "cancel" else []
        check_removals(article, by, [(moment, "")], without=cancelled)
        publication.cancel(cancelled)
        return publication.finish(publication.insert(content, moment, kind=Kind.UPDATE, note=note, like=edition))


def preview(article, blocks=None):
    """Return the edition, unsaved, that publishing now would make."""
    now, blocks = timezone.now(), article.blocks() if blocks is None else blocks
    edition = Edition(article=article, number=1, kind=Kind.UPDATE, created=now, section=article.section)
    edition.live_from = edition.first_live_from = edition.updated_from = now
    edition.headline, edition.dek = article.headline, article.dek
    edition.text = EditionText(edition=edition, document=canonical(freeze_article(article, blocks)))
    return edition


def locked(article, seen=None):
    """Lock the article's row and return it afresh; raise `StaleVersion` where it is not the version that was seen."""
    fresh = type(article).objects.select_for_update().get(pk=article.pk)
    check_version(fresh, article.version if seen is None else int(seen))
    return fresh


def check_version(article, seen):
    """Raise `StaleVersion` where a locked article is not the version that was seen."""
    if article.version != seen:
        raise StaleVersion(gettext("The working copy was saved by somebody else since you looked at it. Look again."))


def schedule(at, moment):
    """Return when an edition that is made at this moment begins."""
    return checked_schedule(at, moment) if at else moment


def check_removals(article, by, planned=(), without=(), editions=None):
    """Raise `NotAllowed` where an act would end or outlast a legal removal and the person may not do that.

    `planned` are the (moment, outcome) of the editions it makes, in their order, and `without` those it cancels.
    """
    editions = list(article.editions.all()) if editions is None else editions
    editions = sorted(editions, key=lambda edition: edition.number, reverse=True)
    before = [edition for edition in editions if edition.cancelled_at is None]
    new = [
        Edition(article_id=article.pk, number=number, live_from=live_from, outcome=outcome)
        for number, (live_from, outcome) in enumerate(planned, editions[0].number + 1 if editions else 1)
    ]
    after = [edition for edition in before if edition not in without] + new
    permissions.check(by, permissions.to_rearrange(before, after))


def check_later(later, answers):
    """Refuse an answer that this act cannot follow about what is scheduled later."""
    if later not in (None, *LATER):
        raise ValueError(f"later must be one of {', '.join(LATER)}.")
    if later not in (None, *answers):
        choices = gettext(" or ").join(answers)
        message = gettext("This cannot %(later)s what is scheduled later. Choose: %(answers)s.")
        raise Refusal({"later": message % {"later": later, "answers": choices}})


def content_before(takedown):
    """Return the document of the text that a take-down takes down: the latest before it."""
    texts = takedown.article.editions.begun_at(takedown.live_from).exclude(kind=Kind.TAKEDOWN)
    return unerased_content(texts.order_by("-live_from", "-number").first())


def unerased_content(edition):
    """Return the document of an edition that has a text; refuse one whose text was erased."""
    content = edition.text.content
    if "erased" in content:
        raise Refusal(gettext("The text of edition %(number)s has been erased.") % {"number": edition.number})
    return content
