"""Where an image is used, and merging it into its double."""

from dataclasses import dataclass, field

from django.db import models, transaction
from django.db.models import Exists, F, OuterRef
from django.utils.translation import gettext, ngettext

from articles.exceptions import Refusal
from articles.models.choices import Kind, check_kind
from articles.models.editions import Edition, Generation
from articles.models.facts import check_merger, record_allowed, working_copies_with
from articles.models.images.files import delete_files
from articles.models.images.rights import join_rights


@dataclass
class ImageUsage:
    """Where an image is used at a moment: in live, scheduled and past editions, and in working copies (`drafts`).

    Each edition comes with its `article` and `address`.
    """

    live: list = field(default_factory=list)
    scheduled: list = field(default_factory=list)
    past: list = field(default_factory=list)
    drafts: list = field(default_factory=list)

    @property
    def counts(self):
        """The number of articles of each kind, as a mapping."""
        counts = {name: len({e.article_id for e in getattr(self, name)}) for name in ("live", "scheduled", "past")}
        return counts | {"drafts": len(self.drafts)}

    @property
    def summary(self):
        """A sentence that says how many articles a change of the image changes; empty for none."""
        return usage_summary(self.counts["live"], self.counts["scheduled"])


def usage_summary(live, scheduled):
    """Return the sentence that says how many articles a change would change, empty where none."""
    if not live and not scheduled:
        return ""
    if not scheduled:
        return ngettext("This changes %(count)d live article.", "This changes %(count)d live articles.", live) % {
            "count": live
        }
    if not live:
        return ngettext(
            "This changes %(count)d scheduled article.", "This changes %(count)d scheduled articles.", scheduled
        ) % {"count": scheduled}
    return ngettext(
        "This changes %(live)d live article and %(scheduled)d scheduled.",
        "This changes %(live)d live articles and %(scheduled)d scheduled.",
        live,
    ) % {"live": live, "scheduled": scheduled}


OWN = {"credits", "rights", "people", "readings", "former_stems", "words", "merged"}  # rows of the image itself


def use_relations(model):
    """Return the reverse relations of everything that can point at an image.

    The kinds of blocks and facts are not named here: other apps bring their own.
    """
    return [r for r in model._meta.related_objects if r.get_accessor_name() not in OWN]


def usage_of(image, moment):
    """Return the `ImageUsage` of an image at a moment, in two queries."""
    live = Edition.objects.live_at(moment).filter(pk=OuterRef("pk"))
    shown = image.shown_in(Edition.objects.filter(cancelled_at=None)).annotate(is_live=Exists(live))
    usage = ImageUsage(drafts=list(working_copies_with(image).order_by("-modified")))
    for edition in shown.select_related("address", "article").order_by("-live_from", "-number"):
        if edition.live_from > moment:
            usage.scheduled.append(edition)
        else:
            (usage.live if edition.is_live else usage.past).append(edition)
    return usage


class ImageUses(models.Model):
    """Merging an image into its double."""

    class Meta:
        abstract = True

    @transaction.atomic
    def merge_into(self, other, by, kind=Kind.MINOR, note=""):
        """Let `other` stand wherever this image stood: working copies, facts and every edition, frozen ones too.

        Documents keep the key they were frozen with; it leads to `other`, whose credit and files count from now on.
        It may be used for no more than either of the two: the limits of both hold. This row remains and points to its
        survivor; addresses of its files lead on and the files go. It appears in the history of every article that
        shows it, with the kind and the note. Raises a `Refusal`, such as `NotAllowed`.
        """
        check_kind(kind, note)
        image, other = self._both_locked(other)
        moment = Generation.objects.publishing_moment()
        check_merger(image, other, by, moment)
        image.merged_into = other
        image.save(update_fields=["merged_into"])
        record_allowed(image, by, kind, note or gettext("A picture that was kept twice is kept once."), moment)
        pointing = [fact for model, path in image.referrers() for fact in model.objects.filter(**{path: image})]
        join_rights(image, other, by)
        image._lead_to(other, moment)
        for fact in [*pointing, other]:
            record_allowed(fact, by, kind, note, moment)
        Generation.objects.raise_at(moment)
        transaction.on_commit(lambda: delete_files(image.files.paths))
        self.merged_into = other

    def _both_locked(self, other):
        """Return the two rows afresh and locked; refuse what must not be merged."""
        rows = type(self).objects.select_for_update().in_bulk([self.pk, other.pk])
        image, other = rows[self.pk], rows[other.pk]
        if image == other or image.merged_into_id or other.merged_into_id:
            raise Refusal(gettext("Choose two images of which neither was merged before."))
        if image.killed_at or other.killed_at:
            raise Refusal(gettext("One of these images was killed. A killed image cannot be merged."))
        return image, other

    def _lead_to(self, other, moment):
        """Point everything that points here at the survivor; working copies get a new version: one may be open."""
        drafts = list(working_copies_with(self).values_list("pk", flat=True))
        was_public = self.was_public_by(moment)
        self._merge_mentions(other)
        for relation in use_relations(type(self)):
            relation.related_model.objects.filter(**{relation.field.name: self}).update(**{relation.field.name: other})
        drafts_of = self.leads.model.objects.filter(pk__in=drafts)
        drafts_of.update(version=F("version") + 1)
        self.merged.update(merged_into=other)
        self.former_stems.update(image=other)
        other.former_stems.create(stem=self.stem, was_public=was_public)
        self.words.all().delete()

    def _merge_mentions(self, other):
        """Where an edition shows both, let it mention the survivor once, leading where either led."""
        both = self.mentions.filter(edition__in=other.mentions.values("edition"))
        leading = list(both.filter(is_lead=True).values_list("edition", flat=True))
        both.delete()
        other.mentions.filter(edition__in=leading).update(is_lead=True)
