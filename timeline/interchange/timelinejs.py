"""TimelineJS's JSON: version 3 (`events`) is read and written, versions 1 and 2 (`timeline` with `date`) are read."""

import json
import re
from html import escape

from django.conf import settings
from django.utils.translation import gettext

from articles.pages import absolute_url
from articles.text import safe_address
from timeline.interchange.date_parts import PARTS, day_of, parse_date_parts, parts_of, to_date_parts
from timeline.interchange.extension import build_extension, parse_extension
from timeline.interchange.fields import Fields, InvalidField, is_empty
from timeline.interchange.html_to_text import excerpt, text_to_html
from timeline.interchange.normalise import group_note, media_notes, normalise_date, normalise_event
from timeline.interchange.schema import MAX_EVENTS, MAX_TEXT_LENGTH, ImportedEra, ImportedTimeline, UnreadableFile

SLASHED_DATE = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{1,4})(?: .*)?")
MAX_DATE_LENGTH = 100
MAX_ERA_TITLE = 100


def read_v3(content):
    """Read a mapping of version 3. Raises `UnreadableFile`, or `InvalidField` for the file's own title."""
    imported = ImportedTimeline(gettext("TimelineJS, version 3"))
    if content.get("scale") == "cosmological":
        raise UnreadableFile(
            gettext("its scale is cosmological; only years from 9999 B.C. to A.D. 9999 can be imported.")
        )
    read_title(imported, Fields(content).object("title").object("text"))
    imported.events = read_list(imported, "events", content.get("events"), read_slide)
    imported.eras = read_list(imported, "eras", content.get("eras") or [], read_era)
    return imported


def read_list(imported, name, values, read):
    """Return what `read` makes of every value of a list of events or eras; `name` is its place in the file.

    Raises `UnreadableFile`.
    """
    if not isinstance(values, list):
        raise UnreadableFile(gettext("“%(name)s” must be a list.") % {"name": name})
    if len(values) > MAX_EVENTS:
        message = gettext("“%(name)s” has %(count)d entries; at most %(most)d can be imported.")
        raise UnreadableFile(message % {"name": name, "count": len(values), "most": MAX_EVENTS})
    items = []
    for index, value in enumerate(values):
        where = f"{name}[{index}]"
        with imported.collecting_errors(where):
            items.append(read(imported, where, value))
    return items


def read_title(imported, fields):
    """Read the headline and text of the whole timeline. Raises `InvalidField`."""
    imported.title, imported.dek = fields.line_of_html("headline"), fields.text_of_html("text")
    if len(imported.dek) > MAX_TEXT_LENGTH:
        message = gettext("the text has more than %(most)d characters") % {"most": MAX_TEXT_LENGTH}
        raise InvalidField(fields.path_of("text"), message)


def read_slide(imported, where, slide):
    """Return the event of a slide. Raises ValueError."""
    slide = Fields(slide, "", gettext("an event must be an object with start_date and text"))
    start, end = (parse_date_parts(slide.get(name)) if slide.get(name) else None for name in ("start_date", "end_date"))
    display_date = slide.line_of_html("display_date") or slide.object("start_date").line_of_html("display_date")
    date, date_note = normalise_date(imported, where, start, end, display_date)
    text, unique_id = slide.object("text"), slide.line_of_html("unique_id")
    title = text.line_of_html("headline")
    if not is_empty(slide.get("newsroom")):
        extension = parse_extension(slide.object("newsroom"))
        return normalise_event(imported, where, date, title, "", [], unique_id, extension)
    media = media_notes(slide.object("media"), "url", "caption", "credit", "alt")
    notes = [date_note, *media, group_note(slide.line_of_html("group"))]
    return normalise_event(imported, where, date, title, text.text_of_html("text"), notes, unique_id)


def read_era(imported, where, era):
    """Return an era. Raises ValueError."""
    era = Fields(era, "", gettext("an era must be an object with start_date and text"))
    start, end = (parse_date_parts(era.get(name) or {}) for name in ("start_date", "end_date"))
    return make_era(era.object("text").line_of_html("headline"), start, end)


def make_era(title, start, end):
    """Return an era from its two `DateEnd`s, of which `end` may be None. Raises ValueError."""
    if start is None or not title:
        raise ValueError(gettext("an era needs a headline and a start date"))
    if end and end.date.is_wholly_before(start.date):
        raise ValueError(gettext("the era ends before it begins"))
    return ImportedEra(title[:MAX_ERA_TITLE], start.date, end and end.date)


def read_v1(content):
    """Read a mapping of version 1 or 2. Raises `UnreadableFile`, or `InvalidField` for the file's own title."""
    imported, root = ImportedTimeline(gettext("TimelineJS, version 1 or 2")), Fields(content).object("timeline")
    read_title(imported, root)
    imported.events = read_list(imported, "timeline.date", root.get("date"), read_v1_slide)
    imported.eras = read_list(imported, "timeline.era", root.get("era") or [], read_v1_era)
    return imported


def read_v1_slide(imported, where, slide):
    """Return the event of a slide of version 1. Raises ValueError."""
    slide = Fields(slide, "", gettext("an event must be an object with startDate and headline"))
    start, end = (read_v1_date(imported, where, slide, name) for name in ("startDate", "endDate"))
    date, date_note = normalise_date(imported, where, start, end, slide.line_of_html("displayDate"))
    media = media_notes(slide.object("asset"), "media", "caption", "credit")
    notes = [date_note, *media, group_note(slide.line_of_html("tag"))]
    title, text = slide.line_of_html("headline"), slide.text_of_html("text")
    unique_id = slide.line_of_html("uniqueid") or slide.line_of_html("unique_id")
    return normalise_event(imported, where, date, title, text, notes, unique_id)


def read_v1_era(imported, where, era):
    """Return an era of version 1. Raises ValueError."""
    era = Fields(era, "", gettext("an era must be an object with startDate and headline"))
    start, end = (read_v1_date(imported, where, era, name) for name in ("startDate", "endDate"))
    return make_era(era.line_of_html("headline"), start, end)


def read_v1_date(imported, where, fields, name):
    """Return the `DateEnd` of a date such as `2011,12,12` or `5/12/2015`; None for none. Raises ValueError."""
    text = fields.line(name, MAX_DATE_LENGTH)
    if match := SLASHED_DATE.fullmatch(text):
        message = gettext("“%(date)s” is read with the month first, as TimelineJS did")
        imported.add_remark(where, message % {"date": excerpt(text)})
        return parse_date_parts({"month": match[1], "day": match[2], "year": match[3]})
    parts = text.split(",") if "," in text or not re.fullmatch("[0-9]{4}-[0-9-]+", text) else text.split("-")
    return parse_date_parts(dict(zip(PARTS, parts, strict=False)))


def as_timelinejs(timeline):
    """Return a loaded timeline as the text of TimelineJS's JSON, version 3.

    `display_date` is always filled and says what the parts of a date cannot. TimelineJS ignores the key `newsroom`; an
    import reads it back (see `extension`).
    """
    content = {
        "scale": "human",
        "title": {"text": {"headline": escape(timeline.title, quote=False), "text": text_to_html(timeline.dek)}},
        "events": [slide_of(entry) for entry in timeline.ordered_entries if entry.event.date.is_dated],
        "eras": [era_of(timeline, era) for era in sorted(timeline.eras.all(), key=lambda era: era.start.sort_key)],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def slide_of(entry):
    """Return an entry of a timeline as a slide."""
    event = entry.event
    start, end = to_date_parts(event.date)
    slide = {
        "start_date": start,
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
    """Return the event's image as the media of a slide, or None; an image without files cannot be shown."""
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
    """Return an era. TimelineJS requires an end, so an era without one ends with the timeline's last event."""
    start, end_of_start = to_date_parts(era.start)
    end_start, end_end = to_date_parts(era.end) if era.end else (None, end_of_start)
    end = end_end or end_start or last_day_of(timeline) or start
    return {"start_date": start, "end_date": end, "text": {"headline": escape(era.title, quote=False)}}


def last_day_of(timeline):
    """Return the last day of a timeline's events in parts, or None."""
    dates = [entry.event.date for entry in timeline.ordered_entries if entry.event.date.is_dated]
    days = [day_of(date.end or date.start) for date in dates]
    return parts_of(max(days), "day") if days else None
