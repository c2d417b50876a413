"""The verbs of publication, each one transaction: lock, check, freeze, insert, and raise the generation last."""

import uuid

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext

from articles.exceptions import AddressTaken, LaterEditions, Refusal, StaleVersion
from articles.models import permissions
from articles.models.choices import Kind, Outcome, check_kind
from articles.models.editions import (
    Action,
    Address,
    Edition,
    EditionText,
    Generation,
    canonical,
    checked_schedule,
    freeze_article,
    thaw_blocks,
)
from articles.models.facts import repoint_to_survivors
from articles.models.images import Image
from articles.models.publication.mentions import EditionAuthor, EditionImage, EditionTopic
from articles.models.publication.preflight import Readiness

LATER = ("keep", "cancel", "refreeze")


class Publishing(Readiness):
    """What can be done with a working copy and its editions."""

    class Meta:
        abstract = True

    def publish(self, by, kind, note="", at=None, seen=None, later=None, *, backdated=False, key=None, moment=None):
        """Freeze the working copy into a new edition that readers see from `at` (an aware datetime; now, if None).

        `seen` is the version that was reviewed; `later` says what becomes of editions scheduled after this one:
        `keep`, `cancel`, or `refreeze` (scheduled again with today's text). `backdated` allows a moment in the past,
        for imports. `key` is the id that the edition will have: asked again with it, this verb and its siblings find
        the edition that stands and make no other. `moment` is when this happens (now, if None).
        Returns the edition. Raises a `Refusal`: `StaleVersion`, `NotReady`, `AddressTaken`, `LaterEditions`,
        `WrongMoment`, `ClockSetBack` or `NotAllowed`.
        """
        check_kind(kind, note)
        check_later(later, LATER)
        permissions.check(by, permissions.TO_PUBLISH)
        with transaction.atomic():
            article = self._locked(seen)
            if made := article._made(key):
                return made
            moment = moment or Generation.objects.publishing_moment()
            live_from = at if at and backdated else article._live_from(at, moment)
            waiting = article._waiting(max(live_from, moment), later)
            again = waiting if later == "refreeze" else []
            made = [(live_from, ""), *((old.live_from, old.outcome) for old in again)]
            article.check_removals(by, made, without=[] if later == "keep" else waiting)
            article._check_ready(live_from, *(old.live_from for old in again if not old.is_takedown))
            content = freeze_article(article, article.blocks())
            edition = article._insert(content, moment, live_from, key=key, by=by, kind=kind, note=note)
            article._freeze_again(again, content, by, moment)
            article._cancel_all(waiting if later == "cancel" else [], by, moment)
            return article._finish(edition, moment)

    def take_down(self, by, outcome, explanation, at=None, to=None, later=None, *, key=None, moment=None):
        """Take the article down: now, or at a moment to come. Returns the edition that does it.

        `outcome` is one of `Outcome`; `explanation` is shown to readers; `to` is the article it is merged into.
        A legal removal cancels everything scheduled later; otherwise `later` says what becomes of it, `keep` or
        `cancel`. Raises a `Refusal`.
        """
        permissions.check(by, permissions.to_take_down(outcome))
        check_later(later, ("cancel",) if outcome == Outcome.LEGAL else ("keep", "cancel"))
        if (outcome == Outcome.MERGED) != bool(to) or (to and to.pk == self.pk):
            raise Refusal({"to": gettext("Choose the article this one is merged into.")})
        with transaction.atomic():
            article = self._locked()
            if made := article._made(key):
                return made
            moment = moment or Generation.objects.publishing_moment()
            live_from = article._live_from(at, moment)
            later = "cancel" if outcome == Outcome.LEGAL else later
            waiting = article._waiting(live_from, later)
            gone = waiting if later == "cancel" else []
            article.check_removals(by, [(live_from, outcome)], without=gone)
            article._cancel_all(gone, by, moment)
            covered = article._standing_at(live_from)
            if covered is None or not (covered.has_text or outcome == Outcome.LEGAL):
                raise Refusal(gettext("There is nothing to take down: readers are given no text at that moment."))
            edition = article._insert(
                unerased(covered) if outcome == Outcome.WITHDRAWN else {},
                moment,
                live_from,
                key=key,
                by=by,
                kind=Kind.TAKEDOWN,
                outcome=outcome,
                explanation=explanation,
                merged_into=to,
                like=covered,
            )
            return article._finish(edition, moment)

    def put_back(self, edition, by, note="", later=None, *, key=None):
        """Publish the text of an earlier edition again, now; the working copy is untouched. Returns the new edition.

        `later` says what becomes of what is scheduled: `keep` or `cancel`. Raises a `Refusal`.
        """
        permissions.check(by, permissions.TO_PUBLISH)
        check_later(later, ("keep", "cancel"))
        with transaction.atomic():
            article = self._locked()
            if made := article._made(key):
                return made
            moment = Generation.objects.publishing_moment()
            if (
                edition.article_id != self.pk
                or edition.is_takedown
                or edition.cancelled_at
                or edition.live_from > moment
            ):
                raise Refusal(gettext("Only a text that readers have been given can be put back."))
            content = unerased(edition)
            permissions.check(by, permissions.to_put_back(edition, article.active(), moment))
            waiting = article._waiting(moment, later)
            gone = waiting if later == "cancel" else []
            article.check_removals(by, [(moment, "")], without=gone)
            article._cancel_all(gone, by, moment)
            again = article._insert(content, moment, moment, key=key, by=by, kind=Kind.UPDATE, note=note, like=edition)
            return article._finish(again, moment)

    def restore(self, edition, by=None):
        """Bring the words of an edition back into the working copy, keeping the keys of the blocks.

        Raises a `Refusal`, such as `UnknownBlockKind`, and then nothing is changed.
        """
        if edition.article_id != self.pk or not edition.has_text:
            raise Refusal(gettext("Only a text of this very article can be brought back into its working copy."))
        content = unerased(edition)
        with transaction.atomic():
            article = self._locked()
            needs = permissions.to_restore(edition, article, by, article.active(), timezone.now())
            permissions.check(by, needs)
            blocks = thaw_blocks(content, self.block_kinds(), strict=True)
            repoint_to_survivors(blocks)
            article._take_words(content["article"], by)
            kept = {block.pk for block in blocks}
            for kind in self.block_kinds().values():
                kind.objects.filter(parent=article).exclude(pk__in=kept).delete()
            for place, block in enumerate(blocks):
                block.parent, block.region, block.ordering = article, "body", 10 * (place + 1)
                block.save()
        self.refresh_from_db()

    def active(self):
        """Return the editions that have begun or will, and were not cancelled."""
        return list(self.editions.filter(cancelled_at=None))

    def check_removals(self, by, made=(), without=()):
        """Raise `NotAllowed` where an act would end or outlast a legal removal and the person may not do that.

        `made` are the (moment, outcome) of the editions it makes, in their order, and `without` those it cancels.
        """
        standing = self.active()
        new = [
            Edition(article_id=self.pk, number=number, live_from=live_from, outcome=outcome)
            for number, (live_from, outcome) in enumerate(made, self._next_number())
        ]
        kept = [edition for edition in standing if edition not in without]
        permissions.check(by, permissions.to_rearrange(standing, kept + new))

    def preview(self):
        """Return the edition, unsaved, that publishing now would make."""
        edition = Edition(article=self, number=1, kind=Kind.UPDATE, created=timezone.now(), section=self.section)
        edition.live_from = edition.first_live_from = edition.updated_from = edition.created
        edition.headline, edition.dek = self.headline, self.dek
        edition.text = EditionText(edition=edition, document=canonical(freeze_article(self, self.blocks())))
        return edition

    def _locked(self, seen=None):
        """Lock the article's row and return it afresh; refuse where it is not the version that was seen."""
        article = type(self).objects.select_for_update().get(pk=self.pk)
        if article.version != (self.version if seen is None else int(seen)):
            raise StaleVersion(
                gettext("The working copy was saved by somebody else since you looked at it. Look again.")
            )
        return article

    def _made(self, key):
        """Return the edition that an earlier call with this key has made, or None."""
        return self.editions.filter(pk=key).first() if key else None

    def _live_from(self, at, moment):
        """Return when an edition made at this moment begins."""
        return checked_schedule(at, moment) if at else moment

    def _waiting(self, live_from, later):
        """Return the editions scheduled after this moment; refuse where nobody said what becomes of them."""
        waiting = list(self.editions.to_come_at(live_from))
        if waiting and later is None:
            raise LaterEditions(waiting)
        return waiting

    def _freeze_again(self, waiting, content, by, moment):
        """Schedule editions again, at their own moments, with this document; take-downs keep what they say."""
        for old in waiting:
            old.mark_cancelled(by, moment)
            self._insert(
                self._covered(old) if old.is_takedown else content,
                moment,
                old.live_from,
                by=by,
                kind=old.kind,
                note=old.note,
                outcome=old.outcome,
                explanation=old.explanation,
                merged_into=old.merged_into,
            )

    def _cancel_all(self, editions, by, moment):
        """Cancel editions as a part of another act, which has asked for the rights."""
        for edition in editions:
            edition.mark_cancelled(by, moment)

    def _next_number(self):
        """Return the number of the article's next edition."""
        return (self.editions.aggregate(last=models.Max("number"))["last"] or 0) + 1

    def _standing_at(self, moment):
        """Return the edition that is or will be live at a moment, as things stand."""
        return self.editions.begun_at(moment).order_by("-live_from", "-number").first()

    def _covered(self, takedown):
        """Return the document a take-down holds: the text that stands before it."""
        before = self.editions.begun_at(takedown.live_from).exclude(kind=Kind.TAKEDOWN)
        return unerased(before.order_by("-live_from", "-number").first())

    def _own_address(self):
        """Return the working copy's address, reserved for it; refuse where another article has it."""
        address, _ = Address.objects.get_or_create(path=self.address_path, defaults={"article_id": self.pk})
        if address.article_id != self.pk:
            raise AddressTaken
        return address

    def _insert(self, content, moment, live_from, *, like=None, key=None, **columns):
        """Insert an edition with its document, address, mentions and line in the log."""
        address = like.address if like else self._own_address()
        section_id = like.section_id if like else self.section_id
        words = content.get("article", {"headline": like.headline if like else "", "dek": ""})
        edition = Edition.objects.create(
            id=key or uuid.uuid4(),
            article_id=self.pk,
            number=self._next_number(),
            created=moment,
            live_from=live_from,
            address=address,
            section_id=section_id,
            headline=words["headline"],
            dek=words["dek"],
            first_live_from=live_from,
            updated_from=live_from,
            **columns,
        )
        if edition.has_text:
            EditionText.objects.create(edition=edition, document=canonical(content))
            insert_mentions(edition, content, self.block_kinds())
        edition.note_in_log(Action.PUBLISHED, columns.get("by"), moment)
        return edition

    def _finish(self, edition, moment):
        """Derive the index columns anew, raise the generation, last of all, and return the edition as it stands."""
        Edition.objects.reindex(self.pk)
        edition.refresh_from_db(fields=["first_live_from", "updated_from"])
        Generation.objects.raise_at(moment)
        return edition

    def _take_words(self, words, by):
        """Set the working copy's own columns and lists from a document."""
        for name in ("headline", "dek", "language", "slug", "seo_title", "seo_description"):
            setattr(self, name, words[name])
        lead = words["lead"] or {"image": None, "caption": "", "alt": ""}
        image = Image.objects.survivors([lead["image"]]).get(lead["image"], lead["image"])
        self.section_id, self.lead_image_id = words["section"], image
        self.lead_caption, self.lead_alt, self.modified_by = lead["caption"], lead["alt"], by
        self.save()
        self.bylines.all().delete()
        self.abouts.all().delete()
        for place, author in enumerate(words["authors"]):
            self.bylines.create(author_id=author["author"], role=author["role"], position=place)
        for place, topic in enumerate(words["topics"]):
            self.abouts.create(topic_id=topic, position=place)


def check_later(later, answers):
    """Refuse an answer that this act cannot follow about what is scheduled later."""
    if later not in (None, *LATER):
        raise ValueError(f"later must be one of {', '.join(LATER)}.")
    if later not in (None, *answers):
        names = gettext(" or ").join(answers)
        said = gettext("This cannot %(later)s what is scheduled later. Choose: %(answers)s.")
        raise Refusal({"later": said % {"later": later, "answers": names}})


def unerased(edition):
    """Return the document of an edition that has a text; refuse one whose words were erased."""
    content = edition.text.content
    if "erased" in content:
        raise Refusal(gettext("The text of edition %(number)s has been erased.") % {"number": edition.number})
    return content


def insert_mentions(edition, content, kinds):
    """Insert the mentions that an edition's document makes, each once."""
    words = content["article"]
    mentions = [
        EditionAuthor(edition=edition, fact_id=a["author"], role=a["role"], position=place)
        for place, a in enumerate(words["authors"])
    ]
    if words["lead"]:
        mentions.append(EditionImage(edition=edition, fact_id=words["lead"]["image"], is_lead=True))
    mentions += [EditionTopic(edition=edition, fact_id=topic) for topic in words["topics"]]
    for block in thaw_blocks(content, kinds):
        mentions += block.mentions(edition)
    repoint_to_survivors(mentions)
    once = {}
    for mention in mentions:
        once.setdefault((type(mention), str(getattr(mention, "fact_id", mention.pk))), mention)
    for mention in once.values():
        mention.save(force_insert=True)
