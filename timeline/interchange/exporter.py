"""Writing a timeline for other programs: TimelineJS's JSON and its spreadsheet."""

import csv
import io
import json
import re
from html import escape

from django.conf import settings

from articles.pages import absolute_url
from articles.text import safe_address
from timeline.interchange.date_parts import in_parts
from timeline.interchange.html_to_text import as_html
from timeline.interchange.spreadsheets import NOT_AS_TEXT

FORMULA = re.compile(NOT_AS_TEXT)
SHEET = [
    *("Year", "Month", "Day", "Time", "End Year", "End Month", "End Day", "End Time", "Display Date", "Headline"),
    *("Text", "Media", "Media Credit", "Media Caption", "Media Thumbnail", "Alt Text", "Type", "Group", "Background"),
]
OWN = [
    *("Unique ID", "Own title", "Status", "Quotation", "Quotation kind", "Speaker", "Said in", "Said at", "Note"),
    *("People", "Sources", "Highlight"),
]


def as_timelinejs(timeline):
    """Return a loaded timeline as the text of TimelineJS's JSON, version 3.

    `display_date` is always filled and says what the parts of a date cannot. Under `newsroom`, which TimelineJS passes
    over, stands what it has no place for; by it an import of this export gives equal events.
    """
    content = {
        "scale": "human",
        "title": {"text": {"headline": escape(timeline.title, quote=False), "text": as_html(timeline.dek)}},
        "events": [slide(entry) for entry in timeline.ordered_entries],
        "eras": [era_slide(timeline, era) for era in sorted(timeline.eras.all(), key=lambda era: era.start.sort_key)],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def slide(entry):
    """Return an entry as a slide."""
    event = entry.event
    start, end = in_parts(event.date)
    content = {
        "start_date": start,
        "display_date": event.date.show(settings.HOUSE_STYLE),
        "text": {"headline": escape(str(entry), quote=False), "text": full_text(event)},
        "unique_id": entry.name,
        "newsroom": own_words(entry),
    }
    if end:
        content["end_date"] = end
    if media := medium(event):
        content["media"] = media
    return content


def medium(event):
    """Return the event's image as TimelineJS's media, or None; a picture without a file is none."""
    image = event.image
    if not (image and image.is_active and image.renditions):
        return None
    return {
        "url": absolute_url(image.sizes.src),
        "thumbnail": absolute_url(image.sizes.thumbnail_src),
        "caption": escape(image.caption, quote=False),
        "credit": escape(image.machine_credit, quote=False),
        "alt": image.alt,
    }


def full_text(event):
    """Return everything an event says as HTML: its text, its quotation, its status and note, and who says so."""
    parts = [as_html(event.text)]
    if event.quotation:
        speaker = f"<cite>{escape(str(event.speaker), quote=False)}</cite>"
        parts.append(f"<blockquote>{as_html(event.quotation)}{speaker}</blockquote>")
    if event.status_label:
        parts.append(f"<p>{event.status_label.capitalize()}.</p>")
    parts.append(as_html(event.note))
    sources = "; ".join(cited(citation) for citation in event.citations.all())
    return "".join(parts) + (f"<p>{sources}</p>" if sources else "")


def cited(citation):
    """Return a citation as HTML."""
    name = escape(str(citation.source), quote=False)
    address = safe_address(citation.source.url)
    linked = f'<a href="{escape(address)}">{name}</a>' if address else name
    return f"{linked}, {escape(citation.locator, quote=False)}" if citation.locator else linked


def own_words(entry):
    """Return what only this program keeps of an event, by the names that `importing` reads."""
    event = entry.event
    return {
        "own_title": event.title,
        "highlight": entry.highlight,
        "text": event.text,
        "note": event.note,
        "status": event.status,
        "quotation": event.quotation,
        "quotation_kind": event.quotation_kind,
        "speaker": event.speaker.name if event.speaker_id else "",
        "said_in": event.said_in.title if event.said_in_id else "",
        "said_at": event.said_at,
        "people": [person.topic.name for person in event.people.all() if person.topic.is_active],
        "citations": [
            {
                "title": citation.source.title,
                "publisher": citation.source.publisher,
                "url": safe_address(citation.source.url),
                "locator": citation.locator,
                "accessed": citation.accessed.isoformat() if citation.accessed else "",
                "quotation": citation.quotation,
            }
            for citation in event.citations.all()
        ],
    }


def era_slide(timeline, era):
    """Return an era; TimelineJS needs its end, which is the last event's where it has none."""
    start, end_of_start = in_parts(era.start)
    last = in_parts(era.end) if era.end else (None, end_of_start)
    end = last[1] or last[0] or furthest(timeline) or start
    return {"start_date": start, "end_date": end, "text": {"headline": escape(era.title, quote=False)}}


def furthest(timeline):
    """Return the last day of a timeline's events in parts, or None."""
    days = [(entry.event.date.end or entry.event.date.start).isoformat()[:10] for entry in timeline.ordered_entries]
    latest = max(days, default=None)
    return latest and dict(zip(("year", "month", "day"), [part.lstrip("0") for part in latest.split("-")], strict=True))


def as_csv(timeline):
    """Return a loaded timeline as TimelineJS's spreadsheet, with columns of our own after its."""
    written = io.StringIO(newline="")
    writer = csv.DictWriter(written, [*SHEET, *OWN], lineterminator="\r\n")
    writer.writeheader()
    writer.writerow(
        safe({"Headline": escape(timeline.title, quote=False), "Text": as_html(timeline.dek), "Type": "title"})
    )
    for entry in timeline.ordered_entries:
        writer.writerow(safe(row_of(entry)))
    for era in timeline.eras.all():
        piece = era_slide(timeline, era)
        cells = cells_of(piece["start_date"]) | cells_of(piece["end_date"], "End ")
        writer.writerow(safe(cells | {"Headline": piece["text"]["headline"], "Type": "era"}))
    return "\ufeff" + written.getvalue()


def row_of(entry):
    """Return an entry as a row of the spreadsheet."""
    event, piece, own = entry.event, slide(entry), own_words(entry)
    media = piece.get("media", {})
    names = ("title", "publisher", "url", "locator", "accessed", "quotation")
    sources = [" | ".join(c[name].replace(" | ", " / ").replace("\n", " ") for name in names) for c in own["citations"]]
    words = {name.capitalize().replace("_", " "): own[name] for name in ("own_title", "status", "quotation")}
    words |= {"Quotation kind": own["quotation_kind"], "Speaker": own["speaker"], "Note": own["note"]}
    words |= {"Said in": own["said_in"], "Said at": own["said_at"], "Unique ID": entry.name}
    return (
        cells_of(piece["start_date"])
        | cells_of(piece.get("end_date", {}), "End ")
        | {"Display Date": piece["display_date"], "Headline": piece["text"]["headline"], "Text": as_html(event.text)}
        | {"Media": media.get("url", ""), "Media Credit": media.get("credit", "")}
        | {"Media Caption": media.get("caption", ""), "Media Thumbnail": media.get("thumbnail", "")}
        | {"Alt Text": media.get("alt", ""), "People": "; ".join(own["people"]), "Sources": "\n".join(sources)}
        | {"Highlight": "yes" if entry.highlight else ""}
        | words
    )


def cells_of(parts, prefix=""):
    """Return the parts of a date as cells."""
    cells = {f"{prefix}{name.capitalize()}": parts[name] for name in ("year", "month", "day") if name in parts}
    if "hour" in parts:
        cells[f"{prefix}Time"] = f"{int(parts['hour']):02}:{int(parts['minute']):02}"
    return cells


def safe(row):
    """Return a row with an apostrophe before every cell that a spreadsheet would not take for the text it is."""
    return {name: f"'{cell}" if FORMULA.match(cell) else cell for name, cell in row.items()}
