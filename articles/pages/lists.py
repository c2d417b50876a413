"""Lists of editions: what their cards show, and pages by key.

A page is found by a key (moment or name, and id, of the row before it), not by a number: an article that is published
meanwhile moves no row from one page to another, and the database skips nothing to find the hundredth page.
"""

import base64
import datetime
import uuid

from django.db import models
from django.db.models import Exists, OuterRef, Q, Value

from articles.models import Address, Author, Edition, EditionAuthor, EditionImage, Image
from articles.pages.loader import FactLoader
from articles.queries import Keys, Parameter, PartRows, PreparedQuery, PreparedRows, key_from, row_from_json, row_object

PAGE_SIZE = 20
LONGEST_KEY = 1_200  # of a name of 200 characters, each of up to four bytes


class RowList:
    """A list of rows of a model that is read page by page, in one query a page.

    `build` is given a condition and returns a query set of rows that meet it, each once, sorted by the column `by` (a
    moment or a text, of the model or beside a mention of it) and the key `then`, with a `Parameter` for what differs
    from one request to the next. Both are descending unless the list is `ascending`.
    """

    def __init__(self, model, build, *related, by, then="pk", ascending=False, size=PAGE_SIZE):
        self.size = size
        self.column = by.rpartition("__")[2]
        field = model._meta.get_field(self.column)
        self.parse = parse_moment if isinstance(field, models.DateTimeField) else str
        last = Parameter("last", field), Parameter("last_key", models.UUIDField())
        after = rows_after(*last, by, then, ascending)
        self.first = PreparedRows(model, lambda: build(Q())[: size + 1], *related)
        self.following = PreparedRows(model, lambda: build(after)[: size + 1], *related)

    def page(self, before, **values):
        """Return (the rows after the key `before`, the key of the next page or ""); see `keyset_page`."""
        if before:
            last, key = parse_key(before)
            rows = self.following.run(last=self.parse(last), last_key=key, **values)
        else:
            rows = self.first.run(**values)
        return cut(rows, self.column, size=self.size)


class EditionList(RowList):
    """A list of editions with their addresses and sections."""

    def __init__(self, build, by="updated_from", then="pk"):
        super().__init__(Edition, build, "address", "section", by=by, then=then)


def keyset_page(queryset, before, by="updated_from", then="pk"):
    """Return (the rows after the key `before`, the key of the next page or an empty string).

    The query set is ordered by the moment that `by` names and the key that `then` names, both descending. Raises
    `ValueError` for a key that cannot be read.
    """
    if before:
        moment, key = parse_key(before)
        queryset = queryset.filter(rows_after(parse_moment(moment), key, by, then))
    return cut(list(queryset[: PAGE_SIZE + 1]), by, then)


def rows_after(last, key, by, then="pk", ascending=False):
    """Return the condition for the rows that come after the one with this value in the column `by` and this key."""
    lookup = "gt" if ascending else "lt"
    # The first half repeats what the second says, but only because of it databases start in the middle of an index.
    return Q(**{f"{by}__{lookup}e": last}) & (Q(**{f"{by}__{lookup}": last}) | Q(**{f"{then}__{lookup}": key}))


def cut(rows, by, then="pk", size=PAGE_SIZE):
    """Return (`size` rows, the key of the next page) of rows that are one more where there is a next page."""
    page = rows[:size]
    return page, key_of(getattr(page[-1], by), getattr(page[-1], then)) if len(rows) > size else ""


def newest_editions(mentions, editions, most):
    """Return the expression for the newest of some editions (a query set) to which mentions belong, as a JSON array.

    `edition_from_json` reads its rows, which have the addresses of the editions too.
    """
    shown = mentions.filter(Exists(editions.filter(pk=OuterRef("edition")).order_by()))
    row = row_object(Edition, "edition__", address=row_object(Address, "edition__address__"))
    return PartRows(shown.order_by("-updated_from", "-edition_id").values(row=row)[:most])


def edition_from_json(row):
    """Return an edition with its address from a row that `newest_editions` read."""
    edition = row_from_json(Edition, row)
    edition.address = row_from_json(Address, row["address"])
    return edition


def mentions_of_cards():
    """Return what the cards of some editions show, as (edition, fact, whether it is the lead image, its place)."""
    leads = EditionImage.objects.filter(edition__in=Keys("editions"), is_lead=True)
    authors = EditionAuthor.objects.filter(edition__in=Keys("editions"), role="").order_by()
    return leads.values_list("edition", "fact", Value(1), Value(0)).union(
        authors.values_list("edition", "fact", Value(0), "position")
    )


MENTIONS_OF_CARDS = PreparedQuery(mentions_of_cards)


def with_card_data(editions, moment):
    """Set `lead` (an image, or None) and `writers` (authors) on each edition of a list, in two queries.

    A lead image that may not be shown at the moment is left out, and so is its card's picture.
    """
    editions = list(editions)
    rows = MENTIONS_OF_CARDS.run(editions=[edition.pk for edition in editions])
    facts, keys = FactLoader(moment=moment), {}
    for edition, fact, is_lead, _ in sorted(rows, key=lambda row: row[-1]):
        facts.add_keys(Image if is_lead else Author, [key_from(fact)])
        keys.setdefault(key_from(edition), []).append(key_from(fact))
    facts.load()
    for edition in editions:
        shown = [facts.by_key.get(key) for key in keys.get(edition.pk, ())]
        active = [fact for fact in shown if fact and fact.is_active]
        edition.lead = next((fact for fact in active if isinstance(fact, Image)), None)
        edition.writers = [fact for fact in active if isinstance(fact, Author)]
    return editions


def key_of(value, pk):
    """Return the key of a row in a list that is sorted by a moment or a text, fit for an address."""
    text = value.isoformat() if isinstance(value, datetime.datetime) else value
    return base64.urlsafe_b64encode(f"{text} {pk}".encode()).decode().rstrip("=")


def parse_key(key):
    """Return (the text of the value, primary key) of a row in a list. Raises `ValueError` for anything but a key."""
    text = base64.urlsafe_b64decode(key[:LONGEST_KEY] + "=" * (-len(key) % 4)).decode()
    value, _, pk = text.rpartition(" ")
    return value, uuid.UUID(pk)


def parse_moment(text):
    """Return a moment of a key. Raises `ValueError`."""
    try:
        return datetime.datetime.fromisoformat(text).astimezone(datetime.UTC)
    except OverflowError as error:
        raise ValueError("not a moment that a database can hold") from error
