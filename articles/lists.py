"""Lists of editions: dressed with what a card shows, and paged by key."""

import base64
import binascii
import datetime
import uuid

from django.db.models import F, Q

from articles.models import EditionAuthor, Image

PAGE = 20


def dressed(editions):
    """Give each edition of a list its `lead` (an image, or None) and `writers` (authors), in two queries."""
    editions = list(editions)
    keys = [edition.pk for edition in editions]
    leads = Image.objects.filter(mentions__edition__in=keys, mentions__is_lead=True, erased_at=None)
    by_edition = {image.shown_by: image for image in leads.annotate(shown_by=F("mentions__edition")).with_parts()}
    mentions = EditionAuthor.objects.filter(edition__in=keys, role="").select_related("fact")
    for edition in editions:
        edition.lead = by_edition.get(edition.pk)
        edition.writers = [m.fact for m in mentions if m.edition_id == edition.pk]
    return editions


def page_of(editions, before, size=PAGE):
    """Return (the next `size` editions after the key `before`, the key of the page after them or an empty string).

    `editions` is a query set of `listed_at`. A key that cannot be read raises `ValueError`.
    """
    if before:
        moment, pk = read_key(before)
        editions = editions.filter(Q(updated_from__lt=moment) | Q(updated_from=moment, pk__lt=pk))
    found = list(editions[: size + 1])
    more = key_of(found[size - 1]) if len(found) > size else ""
    return dressed(found[:size]), more


def key_of(edition):
    """Return the key of a place in a list, fit for an address."""
    text = f"{edition.updated_from.isoformat()} {edition.pk}"
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def read_key(key):
    """Return (moment, edition key) of a place in a list, or raise `ValueError`."""
    try:
        text = base64.urlsafe_b64decode(key[:200] + "=" * (-len(key) % 4)).decode()
        moment, pk = text.split(" ")
        at = datetime.datetime.fromisoformat(moment)
    except (binascii.Error, UnicodeError) as error:
        raise ValueError("not a place in a list") from error
    if at.tzinfo is None:
        raise ValueError("not a place in a list")
    return at, uuid.UUID(pk)
