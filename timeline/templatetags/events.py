"""What pages show of an event beside its own words: its sources, and who said what it quotes."""

from django import template
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext, ngettext

from articles.templatetags import listed, source_html, topic_html

register = template.Library()


@register.filter
def citations_html(event):
    """The sources of an event with what is cited of each, as a paragraph; empty where it has none."""
    citations = event.citations.all()
    if not citations:
        return ""
    label = ngettext("Source:", "Sources:", len(citations))
    cited = mark_safe("; ".join(citation_html(citation) for citation in citations))
    return format_html('<p class="meta">{} {}</p>', label, cited)


@register.filter
def by_day(entries):
    """Pair each entry of a list with whether it is a time of the day that the one before it says."""
    pairs, said = [], None
    for entry in entries:
        date = entry.event.date
        is_a_day = date.precision in ("day", "time") and not date.qualifier
        day = (date.start.year, date.start.month, date.start.day) if is_a_day else None
        pairs.append((entry, day is not None and day == said and date.precision == "time"))
        said = day
    return pairs


def citation_html(citation):
    """Return a source as an event cites it: where in it, its words, and when it was seen."""
    cited = listed(source_html(citation.source), citation.locator)
    if citation.quotation:
        cited = format_html("{}: “{}”", cited, citation.quotation)
    if citation.accessed:
        seen = gettext("seen %(date)s") % {"date": date_format(citation.accessed, "j F Y")}
        cited = format_html("{} ({})", cited, seen)
    return cited


@register.filter
def event_attribution_html(event):
    """Who said the words that an event quotes, and where."""
    speaker = topic_html(event.speaker) if event.speaker else ""
    if event.quotation_label:
        speaker = format_html("{} ({})", speaker, event.quotation_label)
    return listed(speaker, *((source_html(event.said_in), event.said_at) if event.said_in else ()))
