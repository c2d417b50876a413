"""Where an image is used."""

from dataclasses import dataclass, field

from django.utils.translation import gettext, ngettext

from articles.models.editions import Edition
from articles.models.facts import MOST_READ, working_copies_with

MOST_USES = 100  # editions, and working copies, that are listed


@dataclass
class ImageUsage:
    """Where an image is used at a moment: in live, scheduled and past editions, and in working copies (`drafts`).

    Each edition comes with its `article` and `address`. Where there are more editions than are listed, `has_more` is
    true, and the newest are listed; the same holds for working copies and `has_more_drafts`.
    """

    live: list = field(default_factory=list)
    scheduled: list = field(default_factory=list)
    past: list = field(default_factory=list)
    drafts: list = field(default_factory=list)
    has_more: bool = False
    has_more_drafts: bool = False

    @property
    def articles(self):
        """The keys of the articles of the listed editions and working copies."""
        return {e.article_id for e in [*self.live, *self.scheduled, *self.past]} | {draft.pk for draft in self.drafts}

    @property
    def counts(self):
        """The number of articles of each kind, as a mapping."""
        counts = {name: len({e.article_id for e in getattr(self, name)}) for name in ("live", "scheduled", "past")}
        return counts | {"drafts": len(self.drafts)}

    @property
    def summary(self):
        """A sentence that says how many articles a change of the image changes; empty for none."""
        if self.has_more:
            return gettext("This changes more than %(count)d editions.") % {"count": MOST_USES}
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
    """Return the `ImageUsage` of an image at a moment, in at most four queries."""
    editions = Edition.objects.filter(cancelled_at=None).select_related("address", "article")
    newest = image.first_shown_in(editions.order_by("-live_from", "-number"), MOST_USES + 1)
    drafts = list(working_copies_with(image, most=MOST_READ).order_by("-modified")[: MOST_USES + 1])
    usage = ImageUsage(
        drafts=drafts[:MOST_USES], has_more=len(newest) > MOST_USES, has_more_drafts=len(drafts) > MOST_USES
    )
    for edition in newest[:MOST_USES]:
        if edition.live_from > moment:
            usage.scheduled.append(edition)
        else:
            (usage.live if edition.is_live_at(moment) else usage.past).append(edition)
    return usage
