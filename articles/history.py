"""The public history of articles: every edition and every corrected fact, as readers are told of them."""

from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from articles.models import Change, Edition, Kind, Verb

FIRST = _("First published")
KINDS = {
    Kind.UPDATE: _("Updated"),
    Kind.CORRECTION: _("Corrected"),
    Kind.MINOR: _("Minor edit"),
    Kind.TAKEDOWN: _("Taken down"),
}
# A picture has no public name, only a title for the desk: what changed is told by its kind.
FACTS = {
    "articles.image": _("Picture details"),
    "articles.source": _("Source"),
    "articles.topic": _("Topic"),
    "articles.author": _("Author"),
    "timeline.event": _("Event"),
    "timeline.timeline": _("Timeline"),
}


def told_at(moment):
    """Return the lines of the log that readers may read at a moment, each with its moment for readers as `when`."""
    begun = Q(verb=Verb.PUBLISHED, edition__live_from__lte=moment, edition__cancelled_at=None)
    changed = Q(verb=Verb.CHANGED, moment__lte=moment)
    lines = Change.objects.filter(begun | changed).select_related("edition")
    return lines.annotate(when=Coalesce(F("edition__live_from"), F("moment")))


def public_history(article_id, moment):
    """Return the lines of an article's public history at a moment, newest first: editions and corrected facts.

    Each is a `Change` with `when`, `told` (what readers are told it is) and, for an edition, `public_number`: its rank
    among those that have begun, so that what is scheduled leaves no gap.
    """
    lines = list(told_at(moment).filter(article=article_id))
    lines.sort(key=lambda line: (line.when, line.edition.number if line.edition else 0))
    for number, line in enumerate((line for line in lines if line.edition), start=1):
        line.public_number = number
    for line in lines:
        line.told = told(line)
    return lines[::-1]


def told(line):
    """Return what readers are told a line is."""
    if line.edition:
        return FIRST if line.public_number == 1 else KINDS[line.edition.kind]
    return FACTS.get(line.label, KINDS[Kind.MINOR])


def corrections_at(moment):
    """Return every correction of a listed article as readers are told at a moment, newest first."""
    listed = Edition.objects.listed_at(moment).values("article")
    return told_at(moment).filter(kind=Kind.CORRECTION, article__in=listed).order_by("-when", "-id")


def related(edition, topic_ids, moment, most=3):
    """Return other listed editions about the same topics, newest first."""
    others = Edition.objects.listed_at(moment).exclude(article=edition.article_id)
    return list(others.filter(editiontopics__fact__in=topic_ids).distinct()[:most])
