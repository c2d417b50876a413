"""Lists of editions: dressed with what a card shows, and paged by key."""

import base64
import datetime
import uuid

from django.db.models import F, Q

from articles.models import EditionAuthor, Image

PAGE = 20


def with_card_data(editions, moment):
    """Give each edition of a list its `lead` and `writers` (authors), in two queries.

    `lead` is an image, or None where there is none that may be shown at the moment: a card then goes without.
    """
    editions = list(editions)
    keys = [edition.pk for edition in editions]
    leads = Image.objects.filter(mentions__edition__in=keys, mentions__is_lead=True).usable_at(moment)
    by_edition = {image.shown_by: image for image in leads.annotate(shown_by=F("mentions__edition")).with_parts()}
    named = EditionAuthor.objects.filter(edition__in=keys, role="", fact__erased_at=None)
    mentions = list(named.select_related("fact"))
    for edition in editions:
        edition.lead = by_edition.get(edition.pk)
        edition.writers = [m.fact for m in mentions if m.edition_id == edition.pk]
    return editions


def keyset_page(rows, before, size=PAGE, by="updated_from"):
    """Return (the next `size` rows after the key `before`, the key of the page after them or an empty string).

    `rows` is a query set ordered by the moment that `by` names and the id, both falling. A key that cannot be read
    raises `ValueError`.
    """
    if before:
        moment, pk = read_key(before)
        rows = rows.filter(Q(**{f"{by}__lt": moment}) | Q(**{by: moment, "pk__lt": pk}))
    found = list(rows[: size + 1])
    more = key_of(getattr(found[size - 1], by), found[size - 1].pk) if len(found) > size else ""
    return found[:size], more


def key_of(moment, pk):
    """Return the key of a place in a list, fit for an address."""
    return base64.urlsafe_b64encode(f"{moment.isoformat()} {pk}".encode()).decode().rstrip("=")


def read_key(key):
    """Return (moment, primary key) of a place in a list, or raise `ValueError`."""
    text = base64.urlsafe_b64decode(key[:200] + "=" * (-len(key) % 4)).decode()
    moment, pk = text.split(" ")
    try:
        return datetime.datetime.fromisoformat(moment).astimezone(datetime.UTC), uuid.UUID(pk)
    except OverflowError as error:
        raise ValueError("not a moment that a database can hold") from error
