"""Reading TimelineJS's JSON: version 3 (`events`), and versions 1 and 2 (`timeline` with `date`)."""

import re

from django.utils.translation import gettext

from timeline.interchange.date_parts import PARTS, parse_date_parts
from timeline.interchange.eras import make_era
from timeline.interchange.extension import parse_extension
from timeline.interchange.fields import Fields, InvalidField, is_blank, is_empty, only_item
from timeline.interchange.html_to_text import excerpt
from timeline.interchange.normalise import group_note, media_notes, normalise_date, normalise_event
from timeline.interchange.schema import MAX_EVENTS, MAX_TEXT_LENGTH, UnreadableFile

SLASHED_DATE = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{1,4})(?: +([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?)?")
MAX_DATE_LENGTH = 100
MONTHS = 12


def read_v3(imported, content):
    """Read a mapping of version 3 into an `ImportedTimeline`. Raises `UnreadableFile`, or `InvalidField`."""
    imported.format = gettext("TimelineJS, version 3")
    root = Fields(content)
    if root.get("scale") == "cosmological":
        raise UnreadableFile(
            gettext("its scale is cosmological; only years from 9999 B.C. to A.D. 9999 can be imported.")
        )
    with imported.collecting_errors(""):
        read_title(imported, root.object("title").object("text", text_is="headline"))
    imported.events = read_list(imported, "events", root.get("events"), read_slide)
    own = root.object("newsroom")
    own.skip("note")
    read_undated(imported, own.path_of("undated"), own.get("undated"))
    with imported.collecting_errors(""):
        imported.eras = read_list(imported, "eras", root.get("eras") or [], read_era)
    imported.report_unread(root)


def read_undated(imported, where, slides):
    """Add the events without a date of our own export, from a list of slides or None. Raises `InvalidField`."""
    imported.events += read_list(imported, where, slides or [], read_slide)


def read_list(imported, name, values, read):
    """Return what `read` makes of every value of a list of events or eras; `name` is its place in the file.

    A value in which there is nothing is passed over. Raises `InvalidField` for what is no list, or too long.
    """
    if isinstance(values, dict) and not is_blank(values):
        values = [values]
    if not isinstance(values, list):
        raise InvalidField(name, gettext("“%(name)s” must be a list.") % {"name": name})
    if len(values) > MAX_EVENTS:
        message = gettext("“%(name)s” has %(count)d entries; at most %(most)d can be imported.")
        raise InvalidField(name, message % {"name": name, "count": len(values), "most": MAX_EVENTS})
    items = []
    for index, value in enumerate(values):
        where = f"{name}[{index}]"
        if is_blank(value):
            imported.remarks.add(where, gettext("there is nothing in it, so it is passed over"))
            continue
        with imported.collecting_errors(where, value):
            items.append(read(imported, where, value))
    return items


def read_title(imported, fields):
    """Read the headline and text of the whole timeline. Raises `InvalidField`."""
    title, dek = fields.line_of_html("headline"), fields.text_of_html("text")
    if len(dek) > MAX_TEXT_LENGTH:
        message = gettext("the text has more than %(most)d characters") % {"most": MAX_TEXT_LENGTH}
        raise InvalidField(fields.path_of("text"), message)
    imported.title, imported.dek = title, dek


def read_slide(imported, where, slide):
    """Return the event of a slide. Raises ValueError."""
    slide = Fields(slide, "", gettext("an event must be an object with start_date and text"))
    start, end = (read_date(slide, name) for name in ("start_date", "end_date"))
    date = normalise_date(imported, where, start, end, displayed_date(slide))
    text, unique_id = slide.object("text", text_is="text"), slide.line_of_html("unique_id")
    title = text.line_of_html("headline")
    media = media_notes(slide.object("media", text_is="url"), "url", "caption", "credit", "alt")
    if not is_empty(slide.get("newsroom")):
        return read_own_slide(imported, where, slide, (date, title, unique_id, media))
    words, group = text.text_of_html("text"), group_note(slide.line_of_html("group"))
    notes = [*media, group, *imported.note_unread(slide)]
    return normalise_event(imported, where, date, title, words, notes, unique_id)


def read_own_slide(imported, where, slide, values):
    """Return the event of a slide that our own export wrote: its extension says all that the slide does."""
    date, title, unique_id, media = values
    extension = parse_extension(slide.object("newsroom"))
    slide.object("media").skip("thumbnail")
    if not slide.object("text").text_of_html("text").startswith(extension["text"]):
        message = gettext("the text was changed, but not in “newsroom.text”, which is taken")
        imported.remarks.add(where, message)
    event = normalise_event(imported, where, date, title, "", imported.note_unread(slide), unique_id, extension)
    event.media = tuple(media)
    return event


def read_date(slide, name):
    """Return the `DateEnd` of a date in parts; None where there is none. Raises ValueError."""
    value = only_item(slide.get(name))
    return parse_date_parts(slide.object(name) if isinstance(value, dict) else value) if value else None


def displayed_date(slide):
    """Return the text that displays the date of a slide: its own, or those of its start and end."""
    if text := slide.line_of_html("display_date"):
        return text
    ends = [slide.object(name) for name in ("start_date", "end_date") if isinstance(only_item(slide.get(name)), dict)]
    return "–".join(filter(None, (end.line_of_html("display_date") for end in ends)))


def read_era(imported, where, era):
    """Return an era. Raises ValueError."""
    era = Fields(era, "", gettext("an era must be an object with start_date and text"))
    start, end = (read_date(era, name) for name in ("start_date", "end_date"))
    title = era.object("text", text_is="headline").line_of_html("headline")
    read = make_era(imported, where, title, start, end, displayed_date(era))
    imported.report_unread(era, where)
    return read


def read_v1(imported, content):
    """Read a mapping of version 1 or 2 into an `ImportedTimeline`. Raises `InvalidField`."""
    imported.format = gettext("TimelineJS, version 1 or 2")
    content = Fields(content)
    root = content.object("timeline")
    root.skip("type", "startDate")  # always “default”; and when the title is shown, which is no date of an event
    with imported.collecting_errors(""):
        read_title(imported, root)
    imported.events = read_list(imported, "timeline.date", root.get("date"), read_v1_slide)
    with imported.collecting_errors(""):
        imported.eras = read_list(imported, "timeline.era", root.get("era") or [], read_v1_era)
    imported.report_unread(content)


def read_v1_slide(imported, where, slide):
    """Return the event of a slide of version 1. Raises ValueError."""
    slide = Fields(slide, "", gettext("an event must be an object with startDate and headline"))
    start, end = (read_v1_date(imported, where, slide, name) for name in ("startDate", "endDate"))
    date = normalise_date(imported, where, start, end, slide.line_of_html("displayDate"))
    media = media_notes(slide.object("asset", text_is="media"), "media", "caption", "credit", "alt")
    title, text = slide.line_of_html("headline"), slide.text_of_html("text")
    unique_id = slide.line_of_html("uniqueid") or slide.line_of_html("unique_id")
    notes = [*media, group_note(slide.line_of_html("tag")), *imported.note_unread(slide)]
    return normalise_event(imported, where, date, title, text, notes, unique_id)


def read_v1_era(imported, where, era):
    """Return an era of version 1. Raises ValueError."""
    era = Fields(era, "", gettext("an era must be an object with startDate and headline"))
    start, end = (read_v1_date(imported, where, era, name) for name in ("startDate", "endDate"))
    read = make_era(imported, where, era.line_of_html("headline"), start, end, era.line_of_html("displayDate"))
    imported.report_unread(era, where)
    return read


def read_v1_date(imported, where, fields, name):
    """Return the `DateEnd` of a date such as `2011,12,12` or `5/12/2015`; None for none. Raises ValueError."""
    text = fields.line(name, MAX_DATE_LENGTH)
    if match := SLASHED_DATE.fullmatch(text):
        month, day, *others = match.groups()
        if int(month) > MONTHS >= int(day):  # no other reading exists
            month, day = day, month
        else:
            message = gettext("“%(date)s” is read with the month first, as TimelineJS did")
            imported.remarks.add(where, message % {"date": excerpt(text)})
        names = ("month", "day", "year", *PARTS[3:6])
        return parse_date_parts(dict(zip(names, (month, day, *others), strict=True)))
    parts = text.split(",") if "," in text or not re.fullmatch("[0-9]{4}-[0-9-]+", text) else text.split("-")
    if any(part.strip() for part in parts[len(PARTS) :]):
        raise ValueError(gettext("“%(date)s” has more parts than a date") % {"date": excerpt(text)})
    return parse_date_parts(dict(zip(PARTS, parts, strict=False)))
