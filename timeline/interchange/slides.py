"""Writing TimelineJS's JSON, version 3: every entry of a timeline is a slide."""

import json
from html import escape

from django.conf import settings
from django.utils.translation import gettext

from articles.pages import absolute_url
from articles.text import safe_address
from timeline.interchange.date_parts import to_date_parts
from timeline.interchange.eras import displayed_ends, era_parts
from timeline.interchange.extension import build_extension, has_files
from timeline.interchange.html_to_text import text_to_html


def as_timelinejs(timeline):
    """Return a loaded timeline as the text of TimelineJS's JSON, version 3.

    `display_date` is always filled and says what the parts of a date cannot. TimelineJS ignores the key `newsroom`; an
    import reads it back (see `extension`).
    """
    undated = undated_slides(timeline)
    content = {
        "scale": "human",
        "title": {"text": {"headline": escape(timeline.title, quote=False), "text": text_to_html(timeline.dek)}},
        "events": [slide_of(entry) for entry in timeline.ordered_entries if entry.event.date.is_dated],
        "eras": [era_of(timeline, era) for era in sorted(timeline.eras.all(), key=lambda era: era.start.sort_key)],
    }
    if undated:
        # Among the events, one without a start would keep TimelineJS from showing any.
        content["newsroom"] = {"note": gettext("TimelineJS does not show events without a date."), "undated": undated}
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def undated_slides(timeline):
    """Return the entries of a timeline whose events have no date as slides without a start."""
    return [slide_of(entry) for entry in timeline.ordered_entries if not entry.event.date.is_dated]


def slide_of(entry):
    """Return an entry of a timeline as a slide."""
    event = entry.event
    start, end = to_date_parts(event.date) if event.date.is_dated else (None, None)
    slide = {
        **({"start_date": start} if start else {}),
        "display_date": event.date.format(settings.HOUSE_STYLE),
        "text": {"headline": escape(str(entry), quote=False), "text": slide_html(event)},
        "unique_id": entry.name,
        "newsroom": build_extension(entry),
    }
    if end:
        slide["end_date"] = end
    if media := media_of(event):
        slide["media"] = media
    return slide


def media_of(event):
    """Return the event's image as the media of a slide, or None."""
    image = event.image
    if not has_files(image):
        return None
    return {
        "url": absolute_url(image.sizes.src),
        "thumbnail": absolute_url(image.sizes.thumbnail_src),
        "caption": escape(image.caption, quote=False),
        "credit": escape(image.machine_credit, quote=False),
        "alt": image.alt,
    }


def slide_html(event):
    """Return the text of a slide: the event's text, quotation, status, note and citations as HTML."""
    paragraphs = [text_to_html(event.text)]
    if event.quotation:
        speaker = f"<cite>{escape(str(event.speaker), quote=False)}</cite>"
        paragraphs.append(f"<blockquote>{text_to_html(event.quotation)}{speaker}</blockquote>")
    if event.status_label:
        paragraphs.append(f"<p>{event.status_label.capitalize()}.</p>")
    paragraphs.append(text_to_html(event.note))
    citations = "; ".join(citation_html(citation) for citation in event.citations.all())
    return "".join(paragraphs) + (f"<p>{citations}</p>" if citations else "")


def citation_html(citation):
    """Return a citation as HTML, linked where its source has an address."""
    name = escape(str(citation.source), quote=False)
    address = safe_address(citation.source.url)
    source = f'<a href="{escape(address)}">{name}</a>' if address else name
    return f"{source}, {escape(citation.locator, quote=False)}" if citation.locator else source


def era_of(timeline, era):
    """Return an era. TimelineJS ignores its `display_date`, which says where it has no end."""
    start, end = era_parts(era, last_date_of(timeline))
    return {
        "start_date": start,
        "end_date": end,
        "display_date": displayed_ends(era),
        "text": {"headline": escape(era.title, quote=False)},
    }


def last_date_of(timeline):
    """Return the date of a timeline's last event with one, or None."""
    dates = [entry.event.date for entry in timeline.ordered_entries if entry.event.date.is_dated]
    return dates[-1] if dates else None
