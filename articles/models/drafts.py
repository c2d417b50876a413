"""Copying a working copy, and putting a draft away.

The functions do what the methods of `Article` of the same name promise.
"""

import uuid

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from articles.exceptions import Refusal
from articles.models import permissions
from articles.models.publication import locked

COPIED = (
    *("headline", "dek", "section_id", "language", "lead_image_id", "lead_caption", "lead_alt"),
    *("seo_title", "seo_description"),
)


@transaction.atomic
def duplicate(article, by, key=None):
    """Make a new draft with the same words; see `Article.duplicate`."""
    permissions.check(by, permissions.to_duplicate(article, by))
    kind = type(article)
    if key and (made := kind.objects.filter(pk=key).first()):
        return made
    values = {name: getattr(article, name) for name in COPIED}
    copy = kind.objects.create(pk=key or uuid.uuid4(), created_by=by, modified_by=by, **values)
    for row in [*article.bylines.all(), *article.abouts.all()]:
        insert_copy(row, article=copy)
    for block_kind in kind.block_kinds().values():
        for block in block_kind.objects.filter(parent=article):
            insert_copy(block, parent=copy)
    copy.update_search_index()
    return copy


def insert_copy(row, **owner):
    """Insert a row once more, with a key of its own, for another owner."""
    row.pk, row._state.adding = uuid.uuid4(), True
    for name, value in owner.items():
        setattr(row, name, value)
    row.save(force_insert=True)


@transaction.atomic
def archive(article, by):
    """Put a draft away; see `Article.archive`."""
    fresh = locked(article)
    permissions.check(by, permissions.to_archive(fresh, by))
    if fresh.editions.filter(cancelled_at=None).exists():
        raise Refusal(gettext("Readers were given this article, or will be. Take it down instead."))
    put_away(article, timezone.now())


@transaction.atomic
def unarchive(article, by):
    """Bring a draft back; see `Article.unarchive`."""
    permissions.check(by, permissions.to_archive(locked(article), by))
    put_away(article, None)


def put_away(article, moment):
    """Store since when the draft is put away; the version stays, for the words do."""
    type(article).objects.filter(pk=article.pk).update(archived_at=moment)
    article.archived_at = moment
