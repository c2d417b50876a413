"""Where an image is used."""

from dataclasses import dataclass, field

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import ngettext

from articles.models.editions import Edition


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
