"""What a topic said, when and where: the quotations of articles and of events together."""

from dataclasses import dataclass

from articles.dates import PartialDate
from articles.models import EditionQuotation, Source


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


def quotations_of(topic, editions, events):
    """Return the quotations of a topic in some editions and events, by date; those without one come last.

    Each is returned once: as quoted first where several pages have it from the same source, and without its unsourced
    copies where one has a source.
    """
    quoted = EditionQuotation.objects.filter(speaker=topic, edition__in=editions)
    quoted = quoted.select_related("source", "edition__address").order_by("edition__updated_from")
    quotations = [
        TopicQuotation(q.words, q.source, "", q.date, "", q.edition.path, q.edition.headline) for q in quoted
    ] + [quotation_of_event(event) for event in events if event.quotation and event.speaker == topic]
    distinct = {}
    for quotation in reversed(quotations):  # so that the first one stays
        distinct[quotation.words, quotation.source and quotation.source.pk] = quotation
    sourced = {words for words, source in distinct if source}
    quotations = [q for q in distinct.values() if q.source or q.words not in sourced]
    return sorted(quotations, key=lambda q: (q.date is None, q.date and q.date.sort_key, q.words))


def quotation_of_event(event):
    """Return the quotation of an event; if it has no source of its own, that is the event's first source."""
    citation = next(iter(event.citations.all()), None)
    source, locator = (event.said_in, event.said_at) if event.said_in else (citation and citation.source, "")
    return TopicQuotation(
        event.quotation, source, locator, event.date, event.quotation_label, event.get_absolute_url(), event.title
    )
