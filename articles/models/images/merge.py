"""What merging one image into another does besides what `Mergeable.merge_into` does for every fact."""

from django.db import transaction

from articles.models.images.files import delete_files
from articles.models.images.rights import join_rights

# An image's credits, people and readings describe its own file; the survivor keeps those of its own.
OWN_RELATIONS = ("credits", "rights", "people", "readings", "words")


def merge_image_rows(merged, survivor, by, moment):
    """Join the rights of two images and redirect the file addresses of the merged one; its files are deleted.

    The survivor may be used for no more than either of the two. Raises `Refusal` where their restrictions do not fit
    into one line.
    """
    join_rights(merged, survivor, by)
    merge_mentions(merged, survivor)
    survivor.former_stems.create(stem=merged.stem, was_public=merged.was_public_by(moment))
    merged.words.all().delete()
    transaction.on_commit(lambda: delete_files(merged.files.paths))


def merge_mentions(merged, survivor):
    """Where an edition mentions both, let it mention the survivor once, as lead image where either was that."""
    both = merged.mentions.filter(edition__in=survivor.mentions.values("edition"))
    led = list(both.filter(is_lead=True).values_list("edition", flat=True))
    both.delete()
    survivor.mentions.filter(edition__in=led).update(is_lead=True)
