"""Restoring: the text of an edition is copied back into the working copy."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from articles.exceptions import Refusal
from articles.models import permissions
from articles.models.editions import thaw_blocks
from articles.models.facts import repoint_to_survivors
from articles.models.publication.publish import locked, unerased_content

COLUMNS = ("headline", "dek", "language", "slug", "seo_title", "seo_description")


def restore(article, edition, by=None):
    """Copy the text of an edition back into the working copy; see `Article.restore`."""
    if edition.article_id != article.pk or not edition.has_text:
        raise Refusal(gettext("Only a text of this very article can be restored into its working copy."))
    content = unerased_content(edition)
    with transaction.atomic():
        fresh = locked(article)
        permissions.check(by, permissions.to_restore(fresh, by, edition.is_removed_at(timezone.now())))
        restore_columns(fresh, content["article"], by)
        restore_blocks(fresh, content)
        fresh.update_search_index()
    article.refresh_from_db()


def restore_columns(article, frozen, by):
    """Set the article's own columns, bylines and topics from a document, and save them."""
    for name in COLUMNS:
        setattr(article, name, frozen[name])
    lead = frozen["lead"] or {"image": None, "caption": "", "alt": ""}
    article.lead_image_id, article.lead_caption, article.lead_alt = lead["image"], lead["caption"], lead["alt"]
    article.section_id, article.modified_by = frozen["section"], by
    repoint_to_survivors([article])
    article.save()
    article.bylines.all().delete()
    article.abouts.all().delete()
    for position, author in enumerate(frozen["authors"]):
        article.bylines.create(author_id=author["author"], role=author["role"], position=position)
    for position, topic in enumerate(frozen["topics"]):
        article.abouts.create(topic_id=topic, position=position)


def restore_blocks(article, content):
    """Replace the article's blocks by those of a document, which keep their keys."""
    kinds = article.block_kinds()
    blocks = thaw_blocks(content, kinds, strict=True)
    repoint_to_survivors(blocks)
    keys = {block.pk for block in blocks}
    for kind in kinds.values():
        kind.objects.filter(parent=article).exclude(pk__in=keys).delete()
    for position, block in enumerate(blocks, start=1):
        # Numbers with gaps, as the block editor gives them, so that a block can be put between two others.
        block.parent, block.region, block.ordering = article, "body", 10 * position
        block.save()
