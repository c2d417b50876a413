"""What a topic said, when and where: the quotations of articles and of events together."""

from dataclasses import dataclass

from django.db import models
from django.db.models import Exists, OuterRef

from articles.dates import PartialDate
from articles.models import Edition, EditionQuotation, Source
from articles.queries import MOMENT, Parameter, PreparedRows


@dataclass(frozen=True)
class TopicQuotation:
    """The words of a topic, their source, what kind of quotation they are, and the page that quotes them."""

    words: str
    source: Source | None
    locator: str
    date: PartialDate | None
    label: str
    path: str
    page_title: str


def quotations_in_editions(topic, moment):
    """Return the quotations of a topic in the editions that are listed at a moment, those quoted last first."""
    listed = Edition.objects.listed_at(moment).filter(pk=OuterRef("edition")).order_by()
    return EditionQuotation.objects.filter(Exists(listed), speaker=topic).order_by("-updated_from", "-pk")


MOST_READ = 100  # rows for the page of a topic: several articles may quote the same words
NEWEST_QUOTATIONS = PreparedRows(
    EditionQuotation,
    lambda: quotations_in_editions(Parameter("topic", models.UUIDField()), MOMENT)[:MOST_READ],
    "source",
    "edition",
    "edition__address",
)


def quotations_of(topic, moment, events):
    """Return the newest quotations of a topic in articles and those in some events, by date, the undated ones last.

    Each is returned once: as quoted first where several pages have it from the same source, and without its unsourced
    copies where one has a source.
    """
    quoted = NEWEST_QUOTATIONS.run(topic=topic.pk, moment=moment)
    quotations = [quotation_of_article(q) for q in reversed(quoted)]
    quotations += [quotation_of_event(event) for event in events if event.quotation and event.speaker == topic]
    distinct = {}
    for quotation in reversed(quotations):  # so that the first one stays
        distinct[quotation.words, quotation.source and quotation.source.pk] = quotation
    sourced = {words for words, source in distinct if source}
    quotations = [q for q in distinct.values() if q.source or q.words not in sourced]
    return sorted(quotations, key=lambda q: (q.date is None, q.date and q.date.sort_key, q.words))


def quotation_of_article(quoted):
    """Return a quotation of an edition."""
    edition = quoted.edition
    return TopicQuotation(quoted.words, quoted.source, "", quoted.date, "", edition.path, edition.headline)


def quotation_of_event(event):
    """Return the quotation of an event; if it has no source of its own, that is the event's first source."""
    citation = next(iter(event.citations.all()), None)
    source, locator = (event.said_in, event.said_at) if event.said_in else (citation and citation.source, "")
    return TopicQuotation(
        event.quotation, source, locator, event.date, event.quotation_label, event.get_absolute_url(), event.title
    )
