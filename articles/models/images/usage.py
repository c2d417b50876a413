"""Where an image is used, and what becomes of its uses when it turns out to be another one's double."""

from dataclasses import dataclass, field

from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext, ngettext

from articles.exceptions import Refusal
from articles.models.choices import Kind, check_kind
from articles.models.editions import Edition, Generation
from articles.models.facts import check_merger, record_allowed
from articles.models.images.files import delete_files
from articles.models.images.rights import join_rights


@dataclass
class ImageUsage:
    """Where an image is used at a moment: editions that readers see, that are scheduled, and that are past; and the
    working copies that point at it themselves. Each edition comes with its `article` and `address`.
    """

    live: list = field(default_factory=list)
    scheduled: list = field(default_factory=list)
    past: list = field(default_factory=list)
    drafts: list = field(default_factory=list)

    @property
    def counts(self):
        """How many articles there are of each, as a mapping."""
        counted = {name: len({e.article_id for e in getattr(self, name)}) for name in ("live", "scheduled", "past")}
        return counted | {"drafts": len(self.drafts)}

    @property
    def summary(self):
        """What a change would do, in a sentence; empty where neither readers nor a schedule would notice."""
        live, scheduled = self.counts["live"], self.counts["scheduled"]
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


class ImageUses(models.Model):
    """Where the image is used. Nothing here knows the kinds of blocks or facts by name: their columns tell."""

    class Meta:
        abstract = True

    @classmethod
    def use_relations(cls):
        """Return the reverse relations of everything that can point at an image."""
        return [r for r in cls._meta.related_objects if r.get_accessor_name() not in OWN]

    @classmethod
    def block_relations(cls):
        """Return those of them that come from blocks of working copies."""
        return [
            r for r in cls.use_relations() if hasattr(r.related_model, "thaw") and hasattr(r.related_model, "parent")
        ]

    def usage(self, moment):
        """Return the `ImageUsage` of the image at a moment, in a few queries."""
        live = Edition.objects.live_at(moment).filter(pk=OuterRef("pk"))
        shown = self.shown_in(Edition.objects.filter(cancelled_at=None)).annotate(is_live=Exists(live))
        uses = ImageUsage(drafts=list(self.drafts()))
        for edition in shown.select_related("address", "article").order_by("-live_from", "-number"):
            if edition.live_from > moment:
                uses.scheduled.append(edition)
            else:
                (uses.live if edition.is_live else uses.past).append(edition)
        return uses

    def drafts(self):
        """Return the working copies that point at the image themselves, last changed first."""
        within = Q(lead_image=self)
        for relation in self.block_relations():
            blocks = relation.related_model.objects.filter(**{relation.field.name: self})
            within |= Q(pk__in=blocks.values("parent"))
        return self._meta.get_field("leads").related_model.objects.filter(within).order_by("-modified")

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
        transaction.on_commit(lambda: delete_files(image.file_paths))
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
        drafts = list(self.drafts().values_list("pk", flat=True))
        was_public = self.was_public_by(moment)
        self._merge_mentions(other)
        for relation in self.use_relations():
            relation.related_model.objects.filter(**{relation.field.name: self}).update(**{relation.field.name: other})
        drafts_of = self._meta.get_field("leads").related_model.objects.filter(pk__in=drafts)
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
