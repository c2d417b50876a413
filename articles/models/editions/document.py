"""The document of an edition: the words of an article and their order, as canonical JSON with a format number.

    {"format": 1,
     "article": {"headline", "dek", "language", "slug", "seo_title", "seo_description", "section": id,
                 "lead": {"image": id, "caption", "alt"} or null,
                 "authors": [{"author": id, "role"}], "topics": [id]},
     "blocks": [{"kind": "articles.text", "id": id, ...its columns}]}

Facts stand in it by key alone. Documents are never migrated: a reader of format 1 must be kept for ever.
"""

import logging

from articles.exceptions import UnknownBlockKind

FORMAT = 1
log = logging.getLogger(__name__)


def freeze_article(article, blocks, bylines=None, abouts=None):
    """Return the document of a working copy with these blocks, in their order.

    `bylines` and `abouts` are those of the article, in their order, where the caller has them in memory.
    """
    bylines = article.bylines.order_by("position", "pk") if bylines is None else bylines
    abouts = article.abouts.order_by("position", "pk") if abouts is None else abouts
    lead = {"image": str(article.lead_image_id), "caption": article.lead_caption, "alt": article.lead_alt}
    return {
        "format": FORMAT,
        "article": {
            "headline": article.headline,
            "dek": article.dek,
            "language": article.language,
            "slug": article.slug,
            "seo_title": article.seo_title,
            "seo_description": article.seo_description,
            "section": str(article.section_id) if article.section_id else None,
            "lead": lead if article.lead_image_id else None,
            "authors": [{"author": str(byline.author_id), "role": byline.role} for byline in bylines],
            "topics": [str(about.topic_id) for about in abouts],
        },
        "blocks": [block.freeze() for block in blocks],
    }


def thaw_blocks(content, kinds, strict=False):
    """Build the unsaved blocks of a document, given the kinds by name.

    An unknown kind raises `UnknownBlockKind` where `strict`; a reader's page leaves it out and logs it.
    """
    blocks = []
    for frozen in content.get("blocks", []):
        kind = kinds.get(frozen.get("kind"))
        if kind:
            blocks.append(kind.thaw(frozen))
        elif strict:
            raise UnknownBlockKind(frozen.get("kind"))
        else:
            log.error("A document names the unknown block kind %r; the block is left out.", frozen.get("kind"))
    return blocks


def with_template(blocks):
    """Return the blocks that can be shown to readers; a kind without a template is left out, and logged."""
    for kind in {type(block) for block in blocks if not block.has_template}:
        log.error("The kind of block %r has no template; its blocks are left out.", kind._meta.label_lower)
    return [block for block in blocks if block.has_template]
