"""What somebody said, when and where: the quotations of articles and of events together."""

from dataclasses import dataclass

from articles.dates import PartialDate
from articles.models import EditionQuotation, Source


@dataclass(frozen=True)
class Saying:
    """Words that somebody said, their source, and the page that quotes them (its path and its name)."""

    words: str
    source: Source | None
    locator: str
    date: PartialDate | None
    told: str
    path: str
    where: str

    @property
    def order(self):
        """Sorts by date, what has none last."""
        return (self.date is None, self.date and self.date.sort_key, self.words)


def said_by(topic, editions, events):
    """Return what a topic said, by date, each quotation once, however many of the editions and the events have it."""
    quoted = EditionQuotation.objects.filter(speaker=topic, edition__in=editions)
    quoted = quoted.select_related("source", "edition__address").order_by("edition__updated_from")
    sayings = [Saying(q.words, q.source, "", q.date, "", q.edition.path, q.edition.headline) for q in quoted] + [
        said_at(event) for event in events if event.quotation and event.speaker == topic
    ]
    once = {}
    for saying in reversed(sayings):
        once[saying.words, saying.source and saying.source.pk] = saying
    sourced = {words for words, source in once if source}
    return sorted((s for s in once.values() if s.source or s.words not in sourced), key=lambda s: s.order)


def said_at(event):
    """Return the words of an event; where their own source is not told, the first that the event rests on is theirs."""
    citation = next(iter(event.citations.all()), None)
    source, locator = (event.said_in, event.said_at) if event.said_in else (citation and citation.source, "")
    return Saying(
        event.quotation, source, locator, event.date, event.quotation_label, event.get_absolute_url(), event.title
    )
