"""Where an image is used."""

from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef
from django.utils.translation import ngettext

from articles.models.editions import Edition
from articles.models.facts import working_copies_with


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
