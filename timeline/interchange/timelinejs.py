"""TimelineJS's JSON: version 3 (`events`), and versions 1 and 2 (`timeline` with `date`)."""

import re

from timeline.interchange.date_parts import given
from timeline.interchange.fields import Fields, Misplaced, is_nothing
from timeline.interchange.html_to_text import echoed
from timeline.interchange.normalise import dated, media_in_words, shaped
from timeline.interchange.own import own_words
from timeline.interchange.schema import LONGEST_TEXT, MOST_EVENTS, ImportedEra, ImportedTimeline, Unreadable

SLASHED = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{1,4})(?: .*)?")
LEADING = ("year", "month", "day", "hour", "minute", "second")
LONGEST_DATE = 100


def read_v3(content):
    """Read a mapping of version 3. Raises `Unreadable`, or `Misplaced` for the file's own title."""
    sheet, faults = ImportedTimeline("TimelineJS, version 3"), []
    if content.get("scale") == "cosmological":
        raise Unreadable("its scale is cosmological; years from A.D. 1 to 9999 are kept here.")
    entitle(sheet, Fields(content).object("title").object("text"))
    for place, slide in enumerate(listed(content.get("events"), "events")):
        where = f"events[{place}]"
        attempt(faults, where, sheet.events, lambda slide=slide, where=where: slide_record(sheet, where, slide))
    for place, era in enumerate(listed(content.get("eras") or [], "eras")):
        where = f"eras[{place}]"
        attempt(faults, where, sheet.eras, lambda era=era, where=where: era_record(where, era))
    if faults:
        raise Unreadable(faults)
    return sheet


def entitle(sheet, fields):
    """Take the headline and text of a whole timeline. Raises `Misplaced`."""
    sheet.title, sheet.dek = fields.html_line("headline"), fields.html("text")
    if len(sheet.dek) > LONGEST_TEXT:
        raise Misplaced(fields.at("text"), f"the text has more than {LONGEST_TEXT} characters")


def slide_record(sheet, where, slide):
    """Return the record of a slide."""
    slide = Fields(slide, "", "an event must be an object with start_date and text")
    start, end = (given(slide.get(name)) if slide.get(name) else None for name in ("start_date", "end_date"))
    words = slide.html_line("display_date") or slide.object("start_date").html_line("display_date")
    date, said = dated(sheet, where, start, end, words)
    text, unique_id = slide.object("text"), slide.html_line("unique_id")
    if not is_nothing(slide.get("newsroom")):
        own = own_words(slide.object("newsroom"))
        return shaped(sheet, where, date, text.html_line("headline"), "", [], unique_id, own)
    media, group = slide.object("media"), slide.html_line("group")
    media_lines = media_in_words(*(media.html_line(name) for name in ("url", "caption", "credit", "alt")))
    notes = [said, *media_lines, f"Group: {group}" if group else ""]
    return shaped(sheet, where, date, text.html_line("headline"), text.html("text"), notes, unique_id)


def era_record(where, era):
    """Return the record of an era."""
    era = Fields(era, "", "an era must be an object with start_date and text")
    start, end = (given(era.get(name) or {}) for name in ("start_date", "end_date"))
    return era_of(where, era.object("text").html_line("headline"), start, end)


def era_of(where, title, start, end):
    """Return the record of an era between two given ends. Raises ValueError."""
    if start is None or not title:
        raise ValueError("an era needs a headline and a start date")
    if end and end.date.is_wholly_before(start.date):
        raise ValueError("the era ends before it begins")
    return ImportedEra(where, title[:100], start.date, end and end.date)


def read_v1(content):
    """Read a mapping of version 1 or 2. Raises `Unreadable`, or `Misplaced` for the file's own title."""
    sheet, faults = ImportedTimeline("TimelineJS, version 1 or 2"), []
    root = Fields(content).object("timeline")
    entitle(sheet, root)
    for place, slide in enumerate(listed(root.get("date"), "timeline.date")):
        where = f"timeline.date[{place}]"
        attempt(faults, where, sheet.events, lambda slide=slide, where=where: old_record(sheet, where, slide))
    for place, era in enumerate(listed(root.get("era") or [], "timeline.era")):
        where = f"timeline.era[{place}]"
        attempt(faults, where, sheet.eras, lambda era=era, where=where: old_era(sheet, where, era))
    if faults:
        raise Unreadable(faults)
    return sheet


def old_record(sheet, where, slide):
    """Return the record of a slide of version 1."""
    slide = Fields(slide, "", "an event must be an object with startDate and headline")
    start, end = (old_date(sheet, where, slide, name) for name in ("startDate", "endDate"))
    date, said = dated(sheet, where, start, end, slide.html_line("displayDate"))
    asset, tag = slide.object("asset"), slide.html_line("tag")
    media_lines = media_in_words(*(asset.html_line(name) for name in ("media", "caption", "credit")))
    notes = [said, *media_lines, f"Group: {tag}" if tag else ""]
    unique_id = slide.html_line("uniqueid") or slide.html_line("unique_id")
    return shaped(sheet, where, date, slide.html_line("headline"), slide.html("text"), notes, unique_id)


def old_era(sheet, where, era):
    """Return the record of an era of version 1."""
    era = Fields(era, "", "an era must be an object with startDate and headline")
    start, end = (old_date(sheet, where, era, name) for name in ("startDate", "endDate"))
    return era_of(where, era.html_line("headline"), start, end)


def old_date(sheet, where, fields, name):
    """Read a date such as `2011,12,12` or `5/12/2015` (month first, as TimelineJS read it); None for none."""
    text = fields.line(name, LONGEST_DATE)
    if match := SLASHED.fullmatch(text):
        sheet.remark(where, f"“{echoed(text)}” is read with the month first, as TimelineJS did")
        return given({"month": match[1], "day": match[2], "year": match[3]})
    pieces = text.split(",") if "," in text or not re.fullmatch("[0-9]{4}-[0-9-]+", text) else text.split("-")
    return given(dict(zip(LEADING, pieces, strict=False)))


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
    except Misplaced as error:
        joint = "." if where.endswith("]") else ", "
        faults.append((f"{where}{joint}{error.place}" if error.place else where, str(error)))
    except ValueError as error:
        faults.append((where, str(error)))
