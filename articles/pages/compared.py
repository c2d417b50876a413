"""Two texts of an article compared: its pages as pieces, as readers see them at a moment."""

from django.utils.translation import gettext

from articles.comparison import Field, Noun, Piece, Version, compare
from articles.languages import language_name
from articles.models import PICTURE, picture_piece
from articles.pages.page import ArticlePage


def compare_editions(old, new, moment):
    """Return the `Comparison` of two editions of an article at a moment.

    Each that has begun has the facts of the moment at which it began: what was corrected between two is a difference.
    Pictures that may no longer be shown are not.
    """
    return compare(*(version_of(compared_page(edition, moment)) for edition in (old, new)))


def compared_page(edition, moment):
    """Return the page of an edition, or of a working copy, for comparing it."""
    has_begun = edition.cancelled_at is None and edition.live_from < moment
    return ArticlePage(edition, moment, as_of=edition.live_from if has_begun else None)


def compare_pages(old, new):
    """Return the `Comparison` of two pages of an article."""
    return compare(version_of(old), version_of(new))


def version_of(page):
    """Return a page as pieces."""
    return Version(front_of(page), [piece for block in page.blocks for piece in block.pieces(page.moment)])


def front_of(page):
    """Return the pieces above the body and in lists; what only search engines see comes last."""
    fields, edition = page.fields, page.edition
    texts = [
        ("headline", gettext("Headline"), page.headline),
        ("dek", gettext("Dek"), page.dek),
        ("section", gettext("Section"), str(edition.section or "") if edition.section_id else ""),
        ("address", gettext("Address"), edition.path or f"/{edition.article.address_path}/"),
        ("byline", gettext("Byline"), "; ".join(f"{line.author} {line.role}".strip() for line in page.bylines)),
        ("topics", gettext("Topics"), "; ".join(str(topic) for topic in page.topics)),
        ("language", gettext("Language"), language_name(fields["language"])),
        ("seo_title", gettext("Title for search engines"), fields.get("seo_title") or ""),
        ("seo_description", gettext("Description for search engines"), fields.get("seo_description") or ""),
    ]
    pieces = [Piece(Noun(label, label), label, (Field("words", "", text),), key=key) for key, label, text in texts]
    if page.lead:
        lead = picture_piece(page.lead, page.lead_caption, page.lead_alt, page.moment, key="lead")
        pieces.insert(6, lead._replace(label=gettext("Lead picture"), noun=PICTURE))
    return pieces
