"""Editions that a fixture publishes: a row with an article and the moment from which readers see it, without a text."""

import uuid

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.exceptions import ClockSetBack, Refusal
from articles.models import Article, Edition, EditionText, Kind
from articles.models.editions import canonical, freeze_article
from articles.moments import format_moment

WRITTEN = {"article", "live_from", "kind", "note", "by"}
REQUIRED = ("article", "live_from")
KINDS = [str(kind) for kind in Kind if kind != Kind.TAKEDOWN]
DERIVED = gettext_lazy("Leave it out: it is derived when the article is published. Write only: %(columns)s.")
MISSING = gettext_lazy("It is missing. Write the article, and the moment from which readers see it.")


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
            problems.add(row, name, str(MISSING))
    if row.values.get("kind", Kind.UPDATE) not in KINDS:
        sentence = _("A fixture cannot publish such an edition. Write one of: %(kinds)s.")
        problems.add(row, "kind", sentence % {"kinds": ", ".join(KINDS)})


def publish(row, changed, problems):
    """Publish the working copy as of the moment of a row, unless that was done; return a message, or None.

    `changed` has the articles that were changed on this site, by key: their working copies are their editors'.
    """
    article, live_from = Article.objects.get(pk=row.object.article_id), row.object.live_from
    # An edition that was rescheduled here is found by its key.
    key = row.key or uuid.uuid5(article.pk, live_from.isoformat())
    if article.editions.filter(Q(pk=key) | Q(live_from=live_from)).exists():
        return None
    if article.pk in changed:
        return _("not published: “%(article)s” was changed here") % {"article": article}
    if article.editions.filter(kind=Kind.TAKEDOWN, cancelled_at=None).exists():
        return _("not published: “%(article)s” was taken down here") % {"article": article}
    options = {"at": live_from, "backdated": live_from <= timezone.now(), "later": "keep", "key": key}
    try:
        edition = article.publish(row.object.by, row.object.kind or Kind.UPDATE, row.object.note, **options)
    except ClockSetBack:
        raise
    except Refusal as refusal:
        sentence = _("“%(article)s” cannot be published. %(reasons)s")
        problems.add(row, "", sentence % {"article": article, "reasons": " ".join(refusal.messages)})
        return None
    when = {"edition": edition, "moment": format_moment(live_from)}
    return _("published: edition “%(edition)s”, for readers from %(moment)s") % when


def unpublished_text(article):
    """Return a message where no edition of an article (its key) has the text of its working copy, or None."""
    article = Article.objects.get(pk=article)
    document = canonical(freeze_article(article, article.blocks()))
    editions = article.editions.filter(cancelled_at=None)
    if not editions or EditionText.objects.filter(edition__article=article, document=document).exists():
        return None
    return _(
        "left as it is: edition “%(edition)s”, though the fixture has another text by now. "
        "To publish that, add an edition with a later live_from."
    ) % {"edition": editions.first()}
