"""Lists of editions: what their cards show, and pages by key.

A page is found by a key (moment and id of the row before it), not by a number: an article that is published meanwhile
moves no row from one page to another, and the database skips nothing to find the hundredth page.
"""

import base64
import datetime
import uuid

from django.db.models import F, Q

from articles.models import EditionAuthor, Image

PAGE_SIZE = 20


def with_card_data(editions, moment):
    """Set `lead` (an image, or None) and `writers` (authors) on each edition of a list, in two queries.

    A lead image that may not be shown at the moment is left out, and so is its card's picture.
    """
    editions = list(editions)
    keys = [edition.pk for edition in editions]
    leads = Image.objects.filter(mentions__edition__in=keys, mentions__is_lead=True).usable_at(moment)
    lead_of = {image.edition_key: image for image in leads.annotate(edition_key=F("mentions__edition")).with_parts()}
    mentions = EditionAuthor.objects.filter(edition__in=keys, role="", fact__erased_at=None)
    mentions = list(mentions.select_related("fact"))
    for edition in editions:
        edition.lead = lead_of.get(edition.pk)
        edition.writers = [mention.fact for mention in mentions if mention.edition_id == edition.pk]
    return editions


def keyset_page(queryset, before, size=PAGE_SIZE, by="updated_from"):
    """Return (the `size` rows after the key `before`, the key of the next page or an empty string).

    The query set is ordered by the moment that `by` names and the id, both descending. Raises `ValueError` for a key
    that cannot be read.
    """
    if before:
        moment, pk = parse_key(before)
        queryset = queryset.filter(Q(**{f"{by}__lt": moment}) | Q(**{by: moment, "pk__lt": pk}))
    rows = list(queryset[: size + 1])  # one more than is shown, to know whether there is a next page
    page = rows[:size]
    return page, key_of(getattr(page[-1], by), page[-1].pk) if len(rows) > size else ""


def key_of(moment, pk):
    """Return the key of a row in a list, fit for an address."""
    return base64.urlsafe_b64encode(f"{moment.isoformat()} {pk}".encode()).decode().rstrip("=")


def parse_key(key):
    """Return (moment, primary key) of a row in a list. Raises `ValueError` for anything else than a key."""
    text = base64.urlsafe_b64decode(key[:200] + "=" * (-len(key) % 4)).decode()
    moment, pk = text.split(" ")
    try:
        return datetime.datetime.fromisoformat(moment).astimezone(datetime.UTC), uuid.UUID(pk)
    except OverflowError as error:
        raise ValueError("not a moment that a database can hold") from error
