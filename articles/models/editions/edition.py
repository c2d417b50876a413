"""Editions: frozen and numbered publications of an article, and the query that finds the live ones."""

import contextlib
import copy
import datetime
import json
from itertools import zip_longest

from django.conf import settings
from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.addresses import page_path
from articles.exceptions import WrongMoment
from articles.models import permissions
from articles.models.base import BaseModel
from articles.models.choices import SIGNIFICANT, Kind, Outcome
from articles.models.editions.canonical import canonical
from articles.models.editions.generation import Generation
from articles.models.editions.log import Action, Change
from articles.text import LineField, PathField, WordsField

TOMBSTONE = "[erased]"  # replaces erased words
INDEX_COLUMNS = ("first_live_from", "updated_from", "live_until")
# Nothing can be scheduled from here on: in such years calendars and databases begin to disagree.
FURTHEST = datetime.datetime(2200, 1, 1, tzinfo=datetime.UTC)


def checked_schedule(at, moment):
    """Return a moment that can be scheduled; raise `WrongMoment` for one that is past, too far away or without zone."""
    if at.tzinfo is None:
        raise WrongMoment({"at": gettext("This moment has no time zone.")})
    if at <= moment:
        raise WrongMoment({"at": gettext("This moment has passed. Choose a later one, or publish now.")})
    if at >= FURTHEST:
        raise WrongMoment({"at": gettext("Choose a moment before the year 2200.")})
    return at


class EditionQuerySet(models.QuerySet):
    """Queries that decide what readers may see; nothing else does."""

    def begun_at(self, moment):
        """Return the editions that have begun at the moment and were not cancelled."""
        return self.filter(cancelled_at=None, live_from__lte=moment)

    def to_come_at(self, moment):
        """Return the editions that are scheduled for after the moment, earliest first."""
        return self.filter(cancelled_at=None, live_from__gt=moment).order_by("live_from", "number")

    def legal_removals_at(self, moment):
        """Return the legal removals that have begun at the moment."""
        return self.begun_at(moment).filter(outcome=Outcome.LEGAL)

    def with_removal_at(self, moment):
        """Annotate `is_removed`: whether a legal removal has taken the edition away for good, whatever came after it.

        It has where the edition was made, or was to begin, before a removal that has begun.
        """
        removals = Edition.objects.legal_removals_at(moment).filter(article=OuterRef("article"))
        later = Q(number__gt=OuterRef("number")) | Q(live_from__gt=OuterRef("live_from"))
        return self.annotate(is_removed=Exists(removals.filter(later)))

    def removed_at(self, moment):
        """Return the editions that a legal removal has taken away for good; see `with_removal_at`."""
        return self.with_removal_at(moment).filter(is_removed=True)

    def live_at(self, moment):
        """Return each article's live edition: the greatest (live_from, number) among those that have begun."""
        return self.begun_at(moment).filter(Q(live_until=None) | Q(live_until__gt=moment))

    def listed_at(self, moment):
        """Return the live editions that lists show, newest significant change first.

        Lists show neither take-downs nor erased texts.
        """
        live = self.live_at(moment).filter(erased_at=None).exclude(kind=Kind.TAKEDOWN)
        return live.select_related("address", "section").order_by("-updated_from", "-id")

    def at_address(self, path, moment):
        """Return the editions, with their text, of the article that has, or had, this address."""
        # The address has one article, and its editions are few: neither is searched for among all editions.
        article = Address.objects.filter(path=path).values("article")[:1]
        there = Edition.objects.begun_at(moment).filter(address__path=path, article=OuterRef("article"))
        editions = self.filter(Exists(there), article=Subquery(article))
        return editions.select_related("address", "section", "text")

    def reindex(self, article):
        """Derive the index columns of an article's editions, their mentions and its log; save those that differ."""
        editions = list(self.filter(article=article))
        before = {edition: edition.index_columns for edition in editions}
        derive_index(editions)
        changed = [edition for edition in editions if edition.index_columns != before[edition]]
        self.bulk_update(changed, INDEX_COLUMNS)
        Edition.objects.reindex_mentions([e.pk for e in changed if e.updated_from != before[e][1]])
        Change.objects.filter(article=article).derive_public_from()

    def reindex_mentions(self, editions):
        """Copy `updated_from` from editions (their keys) to their mentions, by which lists of a fact are sorted."""
        updated = Edition.objects.filter(pk=OuterRef("edition")).values("updated_from")
        for model in mention_models() if editions else ():
            model.objects.filter(edition__in=editions).update(updated_from=Subquery(updated))


def mention_models():
    """Return the models that say what editions show; other apps have some, too."""
    relations = [r for r in Edition._meta.related_objects if r.on_delete is models.CASCADE]
    return [r.related_model for r in relations]


def derive_index(editions):
    """Set the index columns of all editions of one article from their moments and kinds.

    A cancelled edition keeps its own: no query asks for them.
    """
    ordered = sorted((e for e in editions if not e.cancelled_at), key=lambda e: (e.live_from, e.number))
    updated = None
    for edition, following in zip_longest(ordered, ordered[1:]):
        if updated is None or edition.kind in SIGNIFICANT:
            updated = edition.live_from
        edition.first_live_from, edition.updated_from = ordered[0].live_from, updated
        edition.live_until = following and following.live_from


class Edition(BaseModel):
    """One publication of an article: an immutable text, a number, and the moment from which readers see it.

    `first_live_from`, `updated_from` and `live_until` (when the article's next edition replaces this one; None
    where there is none) are index columns that `reindex` derives from the article's editions, scheduled ones included,
    and so true for every moment. `erased_at` is the moment that the tombstone in its document names, for lists, which
    read no document.
    """

    article = models.ForeignKey("articles.Article", models.PROTECT, related_name="editions", editable=False)
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=Kind)
    note = WordsField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created = models.DateTimeField()
    live_from = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    explanation = WordsField(blank=True)
    merged_into = models.ForeignKey("articles.Article", models.PROTECT, null=True, related_name="+")
    address = models.ForeignKey("articles.Address", models.PROTECT, null=True, related_name="editions")
    section = models.ForeignKey("articles.Section", models.PROTECT, related_name="editions")
    headline = LineField(max_length=300)
    dek = WordsField(blank=True)
    first_live_from = models.DateTimeField()
    updated_from = models.DateTimeField()
    live_until = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True, editable=False)

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        indexes = [
            models.Index("article", "live_from", "number", condition=Q(cancelled_at=None), name="edition_live"),
            models.Index("live_from", "number", condition=Q(cancelled_at=None), name="edition_begins"),
            models.Index("section", "updated_from", name="edition_section"),
            models.Index("updated_from", "id", name="edition_updated"),
            # Every line of a public history asks for legal removals of its article.
            models.Index("article", "outcome", "live_from", name="edition_outcome"),
        ]
        constraints = [
            models.UniqueConstraint("article", "number", name="edition_number_unique"),
            models.CheckConstraint(condition=Q(number__gte=1), name="edition_number_from_one"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="edition_kind"),
            models.CheckConstraint(
                condition=Q(cancelled_at=None) | Q(cancelled_at__lt=F("live_from")),
                name="edition_cancelled_before_begin",
            ),
            models.CheckConstraint(
                condition=Q(kind="takedown", outcome__in=Outcome.values) | (~Q(kind="takedown") & Q(outcome="")),
                name="edition_takedown_outcome",
            ),
            models.CheckConstraint(
                condition=Q(outcome="merged", merged_into__isnull=False) | (~Q(outcome="merged") & Q(merged_into=None)),
                name="edition_merged_into",
            ),
            models.CheckConstraint(
                condition=Q(address__isnull=False) | Q(cancelled_at__isnull=False), name="edition_has_address"
            ),
        ]
        permissions = [("erase", "Can erase a text or a fact for ever")]

    def __str__(self):
        return f"{self.headline}, edition {self.number}"

    @property
    def path(self):
        """The address of the public page; empty for a preview and for a cancelled edition."""
        return page_path("article", *self.address.path.split("/")) if self.address_id else ""

    def get_absolute_url(self):
        """The address of the public page."""
        return self.path

    @property
    def is_takedown(self):
        """Whether this edition takes the article down."""
        return self.kind == Kind.TAKEDOWN

    @property
    def has_text(self):
        """Whether this edition gives readers a text; of take-downs only a withdrawal does."""
        return not self.is_takedown or self.outcome == Outcome.WITHDRAWN

    @property
    def index_columns(self):
        """The values of the columns that `reindex` derives."""
        return [getattr(self, column) for column in INDEX_COLUMNS]

    def is_live_at(self, moment):
        """Whether this is its article's live edition; `EditionQuerySet.live_at` asks the same of the database."""
        begun = self.cancelled_at is None and self.live_from <= moment
        return begun and (self.live_until is None or self.live_until > moment)

    def is_removed_at(self, moment):
        """Whether a legal removal has taken this edition away for good; see `EditionQuerySet.with_removal_at`."""
        return Edition.objects.removed_at(moment).filter(pk=self.pk).exists()

    def cancel(self, by=None):
        """Cancel a scheduled edition; an address that only it would have used is free again.

        Raises `WrongMoment` once it has begun, and `NotAllowed`.
        """
        with self._before_it_begins() as moment:
            permissions.check(by, permissions.to_cancel(self, self._uncancelled_editions()))
            self.mark_cancelled(by, moment)

    def mark_cancelled(self, by, moment):
        """Mark this edition as cancelled; the caller has locked the article and checked the rights, and reindexes."""
        self.cancelled_at, self.cancelled_by, self.address = moment, by, None
        self.save(update_fields=["cancelled_at", "cancelled_by", "address"])
        Address.objects.filter(article=self.article_id, editions=None).delete()
        self.note_in_log(Action.CANCELLED, by, moment)

    def retime(self, at, by=None):
        """Let a scheduled edition go live at another moment (an aware datetime).

        Raises `WrongMoment` where it has begun, where the new moment is past, or where a picture that it shows cannot
        be used then; and `NotAllowed`.
        """
        with self._before_it_begins() as moment:
            permissions.check(by, permissions.to_move(self))
            retimed = copy.copy(self)
            retimed.live_from = checked_schedule(at, moment)
            before = self._uncancelled_editions()
            after = [retimed if edition == self else edition for edition in before]
            permissions.check(by, permissions.to_rearrange(before, after))
            self.article.check_pictures(self, at)
            self.live_from = at
            self.save(update_fields=["live_from"])
            self.note_in_log(Action.RETIMED, by, moment)

    def _uncancelled_editions(self):
        """Return the editions of the article that were not cancelled."""
        return list(Edition.objects.filter(article=self.article_id, cancelled_at=None))

    @contextlib.contextmanager
    def _before_it_begins(self):
        """Lock the article, refuse if this edition has begun or was cancelled, and reindex after the change."""
        with transaction.atomic():
            self._lock_article()
            moment = Generation.objects.publishing_moment()
            self.refresh_from_db(fields=["live_from", "cancelled_at"])
            if self.cancelled_at:
                raise WrongMoment(gettext("Edition %(number)s has already been cancelled.") % {"number": self.number})
            if self.live_from <= moment:
                raise WrongMoment(
                    gettext("Edition %(number)s has already gone live. Publish again, or take it down.")
                    % {"number": self.number}
                )
            yield moment
            Edition.objects.reindex(self.article_id)
            self.refresh_from_db(fields=INDEX_COLUMNS)
            Generation.objects.raise_at(moment)

    def note_in_log(self, verb, by, moment):
        """Write a line about this edition into the log."""
        self.log_line(verb, by, moment).save(force_insert=True)

    def log_line(self, verb, by, moment):
        """Return a line about this edition for the log, unsaved."""
        return Change(
            moment=moment,
            public_from=self.live_from,
            by=by,
            verb=verb,
            article_id=self.article_id,
            edition=self,
            name=self.headline,
            kind=self.kind,
            note=self.note,
        )

    def copies(self):
        """Return the article's other editions with this very text: put back, withdrawn, or frozen again unchanged."""
        own = EditionText.objects.filter(edition=self).values("document")
        same = Edition.objects.filter(article=self.article_id, text__document__in=own, erased_at=None)
        return same.exclude(pk=self.pk).order_by("number")

    def erase(self, by, reason, copies=True):
        """Blank this edition's text for ever, for a court or for data protection; a tombstone says when and why.

        Unless `copies` is false, the same text in other editions is blanked too. Those among them that are still
        scheduled are cancelled. Returns the editions that were erased. Raises `NotAllowed`.
        """
        permissions.check(by, permissions.TO_ERASE)
        with transaction.atomic():
            self._lock_article()
            moment = Generation.objects.publishing_moment()
            erased = [self, *(self.copies() if copies else ())]
            for edition in erased:
                edition._blank(by, reason, moment)
            Edition.objects.reindex(self.article_id)
            Generation.objects.raise_at(moment)
        return erased

    def _blank(self, by, reason, moment):
        """Put a tombstone in place of the text, and of its headline in take-downs, which repeat that."""
        if self.live_from > moment and not (self.cancelled_at or self.is_takedown):
            self.mark_cancelled(by, moment)
        tombstone = {"format": 1, "erased": {"at": moment.isoformat(), "why": reason}}
        EditionText.objects.filter(edition=self).update(document=canonical(tombstone))
        for model in mention_models():
            model.objects.filter(edition=self).delete()
        takedowns = Edition.objects.filter(article=self.article_id, kind=Kind.TAKEDOWN, text=None)
        headed = [
            self.pk,
            *takedowns.filter(headline=self.headline, dek__in=["", self.dek]).values_list("pk", flat=True),
        ]
        Edition.objects.filter(pk__in=headed).update(headline=TOMBSTONE, dek="")
        Change.objects.filter(edition__in=headed).update(name=TOMBSTONE)
        self.headline, self.dek, self.note, self.erased_at = TOMBSTONE, "", "", moment
        self.save(update_fields=["note", "erased_at"])
        Change.objects.filter(edition=self).update(note="")
        Change.objects.create(
            moment=moment, by=by, verb=Action.ERASED, article_id=self.article_id, edition=self, note=reason
        )

    def _lock_article(self):
        """Lock the article's row, so that nothing is published or put back meanwhile."""
        Edition.objects.select_for_update(of=("article",)).select_related("article").get(pk=self.pk)

    def redirect_target(self, moment):
        """Return the live edition to which a merged article redirects, through further mergers, or None."""
        edition, seen = self, set()
        while edition and edition.outcome == Outcome.MERGED and edition.pk not in seen:
            seen.add(edition.pk)
            live = Edition.objects.live_at(moment).select_related("address")
            edition = live.filter(article=edition.merged_into_id).first()
        return edition if edition and edition.has_text else None

    @property
    def was_updated(self):
        """Whether a significant change came after the first publication."""
        return self.updated_from > self.first_live_from


class EditionText(models.Model):
    """An edition's document, in a table of its own so that lists never read it.

    `document` is canonical JSON text (sorted keys, no white space) and is never changed, but for an erasure.
    """

    edition = models.OneToOneField(Edition, models.PROTECT, primary_key=True, related_name="text")
    document = models.TextField()

    def __str__(self):
        return f"text of {self.edition_id}"

    @property
    def content(self):
        """The document as a mapping."""
        return json.loads(self.document)


class Address(BaseModel):
    """An address on which an edition of the article has been or will be published: `section/slug`."""

    article = models.ForeignKey("articles.Article", models.PROTECT, related_name="addresses")
    path = PathField(max_length=200, unique=True)

    class Meta:
        verbose_name_plural = _("addresses")

    def __str__(self):
        return f"/{self.path}/"
