"""The public history of articles: every edition and every corrected fact, as readers are told of them."""

from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from articles.models import Action, Change, Edition, Kind

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


def public_changes_at(moment):
    """Return the lines of the log that readers may read at a moment, each with its moment for readers as `when`.

    What a legal removal took away is never told again: neither the editions before it nor what was changed in them.
    """
    removed = Edition.objects.removed_at(moment).filter(pk=OuterRef("edition"))
    removals = Edition.objects.legal_removals_at(moment).filter(article=OuterRef("article"))
    begun = Q(verb=Action.PUBLISHED, edition__live_from__lte=moment, edition__cancelled_at=None) & ~Exists(removed)
    changed = Q(verb=Action.CHANGED, moment__lte=moment) & ~Exists(removals.filter(live_from__gte=OuterRef("moment")))
    lines = Change.objects.filter(begun | changed).select_related("edition")
    return lines.annotate(when=Coalesce(F("edition__live_from"), F("moment")))


def public_history(article_id, moment):
    """Return the lines of an article's public history at a moment, newest first: editions and corrected facts.

    Each is a `Change` with `when`, `told` (what readers are told it is) and, for an edition, `public_number`: its rank
    among those told, so that neither what is scheduled nor what was removed leaves a gap.
    """
    lines = list(public_changes_at(moment).filter(article=article_id))
    lines.sort(key=lambda line: (line.when, line.edition.number if line.edition else 0))
    for number, line in enumerate((line for line in lines if line.edition), start=1):
        line.public_number = number
    for line in lines:
        line.heading = change_heading(line)
    return lines[::-1]


def change_heading(line):
    """Return what readers are told a line is."""
    if line.edition:
        is_first = line.public_number == 1 and not line.edition.is_takedown
        return FIRST if is_first else KINDS[line.edition.kind]
    return FACTS.get(line.label, KINDS[Kind.MINOR])


def corrections_at(moment):
    """Return every correction of a listed article as readers are told at a moment, newest first."""
    listed = Edition.objects.listed_at(moment).values("article")
    return public_changes_at(moment).filter(kind=Kind.CORRECTION, article__in=listed).order_by("-when", "-id")


def corrections_of(facts, moment):
    """Give each fact its `corrections`: the lines readers are told at a moment, newest first, each once; one query."""
    by_key = {fact.pk: fact for fact in facts}
    for fact in by_key.values():
        fact.corrections = []
    seen = set()
    for line in public_changes_at(moment).filter(fact__in=by_key, kind=Kind.CORRECTION).order_by("-moment", "id"):
        if (line.fact, line.moment) not in seen:
            seen.add((line.fact, line.moment))
            by_key[line.fact].corrections.append(line)


def related(edition, topic_ids, moment, most=3):
    """Return other listed editions about the same topics, newest first."""
    others = Edition.objects.listed_at(moment).exclude(article=edition.article_id)
    return list(others.filter(editiontopics__fact__in=topic_ids).distinct()[:most])
