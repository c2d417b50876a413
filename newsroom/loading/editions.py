"""Editions that a fixture publishes: a row with an article and the moment from which readers see it, without a text."""

import uuid

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.exceptions import ClockSetBack, Refusal
from articles.models import Article, Edition, EditionText, Kind
from articles.models.editions import canonical, freeze_article
from articles.moments import format_moment

WRITTEN = {"article", "live_from", "kind", "note", "by"}
REQUIRED = ("article", "live_from")
KINDS = [str(kind) for kind in Kind if kind != Kind.TAKEDOWN]
DERIVED = _("Leave it out: it is derived when the article is published. Write only: %(columns)s.")
MISSING = _("It is missing. Write the article, and the moment from which readers see it.")


def mark_publishing(rows):
    """Let those rows of editions publish whose text is neither in the file nor here."""
    texts = {str(row.key or row.values.get("edition")) for row in rows if row.model is EditionText}
    editions = [row for row in rows if row.model is Edition and str(row.key) not in texts]
    here = set(Edition.objects.in_bulk([row.key for row in editions if row.key]))
    for row in editions:
        is_new_text = row.key not in here and row.values.get("kind") != Kind.TAKEDOWN
        row.publishes = is_new_text or not row.key


def check_columns(row, problems):
    """Note what keeps a row from publishing: a column that is derived, and one that is missing."""
    for name in row.values.keys() - WRITTEN:
        problems.add(row, name, DERIVED % {"columns": ", ".join(sorted(WRITTEN))})
    for name in REQUIRED:
        if row.values.get(name) is None:
            problems.add(row, name, MISSING)
    if row.values.get("kind", Kind.UPDATE) not in KINDS:
        sentence = _("A fixture cannot publish such an edition. Write one of: %(kinds)s.")
        problems.add(row, "kind", sentence % {"kinds": ", ".join(KINDS)})


def publish(row, changed, problems):
    """Publish the working copy as of the moment of a row, unless that was done.

    Returns whether readers have what the fixture says, and a message or None.

    `changed` has the articles that were changed on this site, by key: their working copies are their editors'.
    """
    article, live_from = Article.objects.get(pk=row.object.article_id), row.object.live_from
    # An edition that was rescheduled here is found by its key.
    key = row.key or uuid.uuid5(article.pk, live_from.isoformat())
    made = article.editions.filter(Q(pk=key) | Q(live_from=live_from)).first()
    if article.pk in changed:
        return made, None if made else _("not published: “%(article)s” was changed here") % {"article": article}
    if made:
        stays = not has_text_of(made, article)
        return not stays, text_stays(made) if stays else None
    try:
        backdated = live_from <= timezone.now()
        edition = article.publish(
            row.object.by,
            row.object.kind or Kind.UPDATE,
            row.object.note,
            at=live_from,
            later="keep",
            backdated=backdated,
            key=key,
        )
    except ClockSetBack:
        raise
    except Refusal as refusal:
        sentence = _("“%(article)s” cannot be published. %(reasons)s")
        problems.add(row, "", sentence % {"article": article, "reasons": " ".join(refusal.messages)})
        return False, None
    when = {"edition": edition, "moment": format_moment(live_from)}
    return True, _("published: edition “%(edition)s”, for readers from %(moment)s") % when


def has_text_of(edition, article):
    """Return whether an edition has the text that the working copy has now; one without a text has no other."""
    text = EditionText.objects.filter(edition=edition).first()
    if text is None or edition.erased_at or edition.cancelled_at:
        return True
    return text.document == canonical(freeze_article(article, article.blocks()))


def text_stays(edition):
    """Return the message that readers keep the text of an edition, though the working copy differs."""
    return _(
        "left as it is: edition “%(edition)s”, which readers have been given. "
        "To publish the text of the fixture, add an edition with a later live_from."
    ) % {"edition": edition}
