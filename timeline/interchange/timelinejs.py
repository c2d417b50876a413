"""TimelineJS's JSON: version 3 (`events`), and versions 1 and 2 (`timeline` with `date`)."""

import re

from timeline.interchange.parts import given
from timeline.interchange.plain import plain, plain_line
from timeline.interchange.record import MOST_EVENTS, EraRecord, Sheet, Unreadable
from timeline.interchange.shaping import dated, media_in_words, shaped

SLASHED = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{1,4})(?: .*)?")
LEADING = ("year", "month", "day", "hour", "minute", "second")


def read_v3(content):
    """Read a mapping of version 3 into a `Sheet`. Raises `Unreadable`."""
    sheet, faults = Sheet("TimelineJS, version 3"), []
    if content.get("scale") == "cosmological":
        raise Unreadable("its scale is cosmological; years from A.D. 1 to 9999 are kept here.")
    title = mapping(mapping(content.get("title")).get("text"))
    sheet.title, sheet.dek = plain_line(title.get("headline")), plain(title.get("text"))
    for place, slide in enumerate(listed(content.get("events"), "events")):
        where = f"events[{place}]"
        attempt(faults, where, sheet.records, lambda slide=slide, where=where: slide_record(sheet, where, slide))
    for place, era in enumerate(listed(content.get("eras") or [], "eras")):
        where = f"eras[{place}]"
        attempt(faults, where, sheet.eras, lambda era=era, where=where: era_record(sheet, where, era))
    if faults:
        raise Unreadable(faults)
    return sheet


def slide_record(sheet, where, slide):
    """Return the record of a slide."""
    slide = mapping(slide, "an event must be an object with start_date and text")
    start_parts, end_parts = slide.get("start_date"), slide.get("end_date")
    start = given(start_parts) if start_parts else None
    end = given(end_parts) if end_parts else None
    words = slide.get("display_date") or mapping(start_parts).get("display_date") or ""
    date, said = dated(sheet, where, start, end, words)
    text, media, own = mapping(slide.get("text")), mapping(slide.get("media")), slide.get("newsroom")
    unique_id = slide.get("unique_id") or ""
    if isinstance(own, dict):
        return shaped(sheet, where, date, text.get("headline"), "", [], unique_id, own)
    media_lines = media_in_words(*(media.get(name) for name in ("url", "caption", "credit", "alt")))
    group = plain_line(slide.get("group"))
    notes = [said, *media_lines, f"Group: {group}" if group else ""]
    return shaped(sheet, where, date, text.get("headline"), text.get("text"), notes, unique_id)


def era_record(sheet, where, era):
    """Return the record of an era."""
    era = mapping(era, "an era must be an object with start_date and text")
    start, end = (given(mapping(era.get(name))) for name in ("start_date", "end_date"))
    return era_of(where, mapping(era.get("text")).get("headline"), start, end)


def era_of(where, title, start, end):
    """Return the record of an era between two given ends. Raises ValueError."""
    title = plain_line(title)[:100]
    if start is None or not title:
        raise ValueError("an era needs a headline and a start date")
    if end and end.date.is_wholly_before(start.date):
        raise ValueError("the era ends before it begins")
    return EraRecord(where, title, start.date, end and end.date)


def read_v1(content):
    """Read a mapping of version 1 or 2 into a `Sheet`. Raises `Unreadable`."""
    sheet, faults = Sheet("TimelineJS, version 1 or 2"), []
    root = mapping(content["timeline"])
    sheet.title, sheet.dek = plain_line(root.get("headline")), plain(root.get("text"))
    for place, slide in enumerate(listed(root.get("date"), "timeline.date")):
        where = f"timeline.date[{place}]"
        attempt(faults, where, sheet.records, lambda slide=slide, where=where: old_record(sheet, where, slide))
    for place, era in enumerate(listed(root.get("era") or [], "timeline.era")):
        where = f"timeline.era[{place}]"
        attempt(faults, where, sheet.eras, lambda era=era, where=where: old_era(sheet, where, era))
    if faults:
        raise Unreadable(faults)
    return sheet


def old_record(sheet, where, slide):
    """Return the record of a slide of version 1."""
    slide = mapping(slide, "an event must be an object with startDate and headline")
    start, end = (old_date(sheet, where, slide.get(name)) for name in ("startDate", "endDate"))
    date, said = dated(sheet, where, start, end, slide.get("displayDate") or "")
    asset = mapping(slide.get("asset"))
    media_lines = media_in_words(*(asset.get(name) for name in ("media", "caption", "credit")))
    tag = plain_line(slide.get("tag"))
    notes = [said, *media_lines, f"Group: {tag}" if tag else ""]
    unique_id = slide.get("uniqueid") or slide.get("unique_id") or ""
    return shaped(sheet, where, date, slide.get("headline"), slide.get("text"), notes, unique_id)


def old_era(sheet, where, era):
    """Return the record of an era of version 1."""
    era = mapping(era, "an era must be an object with startDate and headline")
    start, end = (old_date(sheet, where, era.get(name)) for name in ("startDate", "endDate"))
    return era_of(where, era.get("headline"), start, end)


def old_date(sheet, where, value):
    """Read a date such as `2011,12,12` or `5/12/2015` (month first, as TimelineJS read it); None for none."""
    text = "" if value is None else str(value).strip()
    if match := SLASHED.fullmatch(text):
        sheet.remark(where, f"“{text}” is read with the month first, as TimelineJS did")
        return given({"month": match[1], "day": match[2], "year": match[3]})
    pieces = text.split(",") if "," in text or not re.fullmatch("[0-9]{4}-[0-9-]+", text) else text.split("-")
    return given(dict(zip(LEADING, pieces, strict=False)))


def mapping(value, expected=""):
    """Return a mapping, an empty one for nothing. Raises ValueError, with what was expected, for another thing."""
    if isinstance(value, dict):
        return value
    if expected or value not in (None, "", [], False):
        raise ValueError(expected or f"an object was expected where “{str(value)[:40]}” stands")
    return {}


def listed(value, name):
    """Return a list of events or eras, or refuse the file."""
    if not isinstance(value, list):
        raise Unreadable(f"“{name}” must be a list.")
    if len(value) > MOST_EVENTS:
        raise Unreadable(f"“{name}” has {len(value)} entries; at most {MOST_EVENTS} are read.")
    return value


def attempt(faults, where, found, read):
    """Read one event; what is wrong with it becomes a fault, so that an editor hears of all faults at once."""
    try:
        found.append(read())
    except ValueError as error:
        faults.append((where, str(error)))
