"""CSV: TimelineJS's spreadsheet, and ProPublica's timeline-setter."""

import csv
import io
import re

from articles.dates import PartialDate
from timeline.interchange.date_parts import Given, given
from timeline.interchange.fields import Fields
from timeline.interchange.html_to_text import echoed
from timeline.interchange.normalise import dated, media_in_words, shaped
from timeline.interchange.own import own_words
from timeline.interchange.schema import MOST_EVENTS, ImportedTimeline, Unreadable
from timeline.interchange.timelinejs import attempt, entitle, era_of

TIME = re.compile(r"([0-9]{1,2}):([0-9]{2})(?::[0-9]{2}(?:\.[0-9]+)?)?\s*([AaPp])?\.?[Mm]?\.?")
# What spreadsheets take for the beginning of a formula, and the apostrophe that makes it text; some of them read signs
# of full width as the plain ones.
NOT_AS_TEXT = r"[=+\-@\t\r'＝＋－＠]"
NEUTRALISED = re.compile(f"'(?={NOT_AS_TEXT})")
TIMELINEJS = {"year", "headline"}
TIMELINE_SETTER = {"date", "description"}


def rows_of(text):
    """Return (names of the columns, [(line number, row by those names, surplus cells)]) without the blank rows."""
    heading = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=heading.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        names = [cell.strip().lower() for cell in next(reader)]
        rows, line = [], reader.line_num + 1
        for cells in reader:
            cells = [NEUTRALISED.sub("", cell.strip(), count=1) for cell in cells]
            if any(cells):
                row = dict(zip(names, cells, strict=False))
                rows.append((line, row, [cell for cell in cells[len(names) :] if cell]))
            if len(rows) > MOST_EVENTS:
                raise Unreadable(f"it has more than {MOST_EVENTS} rows; no more are read.")
            line = reader.line_num + 1
    except (csv.Error, StopIteration) as error:
        raise Unreadable([(f"line {reader.line_num or 1}", f"this is not CSV: {error or 'it is empty'}")]) from error
    return names, rows


def read_timelinejs(rows):
    """Read the rows of TimelineJS's sheet into a `ImportedTimeline`. Raises `Unreadable`."""
    sheet, faults = ImportedTimeline("TimelineJS's spreadsheet"), []
    for line, row, _ in rows:
        where, kind, row = f"line {line}", row.get("type", "").lower(), Fields(row)
        if kind == "title":
            attempt(faults, where, [], lambda row=row: entitle(sheet, row))
        elif kind == "era":
            attempt(faults, where, sheet.eras, lambda row=row, where=where: sheet_era(where, row))
        else:
            attempt(faults, where, sheet.events, lambda row=row, where=where: sheet_record(sheet, where, row))
    if faults:
        raise Unreadable(faults)
    return sheet


def cells_of_date(row, prefix=""):
    """Read one end of a date from its cells; None where they are empty."""
    parts = {name: row.get(f"{prefix}{name}") for name in ("year", "month", "day")}
    clock = row.line(f"{prefix}time")
    match = TIME.fullmatch(clock)
    if clock and not match:
        raise ValueError(f"the time must be such as 16:20, and “{echoed(clock)}” is not")
    if match:
        hour = int(match[1]) % 12 + 12 * (match[3] in "Pp") if match[3] else int(match[1])
        parts |= {"hour": hour, "minute": match[2]}
    return given(parts)


def sheet_era(where, row):
    """Return the record of a row that is an era."""
    return era_of(where, row.html_line("headline"), cells_of_date(row), cells_of_date(row, "end "))


def sheet_record(sheet, where, row):
    """Return the record of a row."""
    start, end = cells_of_date(row), cells_of_date(row, "end ")
    date, said = dated(sheet, where, start, end, row.html_line("display date"))
    if row.get("unique id") is not None:
        own = own_words(own_columns(row))
        return shaped(sheet, where, date, row.html_line("headline"), "", [], row.html_line("unique id"), own)
    names = ("media", "media caption", "media credit", "alt text")
    group = row.html_line("group")
    notes = [said, *media_in_words(*(row.html_line(name) for name in names)), f"Group: {group}" if group else ""]
    return shaped(sheet, where, date, row.html_line("headline"), row.html("text"), notes)


def own_columns(row):
    """Return the fields that the further columns of our own export hold."""
    own = {name: row.get(name.replace("_", " ")) for name in ("status", "quotation", "quotation_kind", "speaker")}
    own |= {name: row.get(name.replace("_", " ")) for name in ("said_in", "said_at", "note", "own_title")}
    own["text"], own["highlight"] = row.html("text"), row.get("highlight") == "yes"
    own["people"] = [name for name in row.raw("people").split("; ") if name]
    # Cells are read without their outer spaces, and an empty last part of the last line ends in one.
    lines = [f"{line} ".split(" | ") for line in row.raw("sources").split("\n") if line]
    names = ("title", "publisher", "url", "locator", "accessed", "quotation")
    own["citations"] = [dict(zip(names, cells, strict=False)) for cells in lines]
    return Fields(own)


def read_timeline_setter(rows):
    """Read the rows of a timeline-setter file into a `ImportedTimeline`. Raises `Unreadable`."""
    sheet, faults = ImportedTimeline("ProPublica's timeline-setter"), []
    for line, row, surplus in rows:
        where, row = f"line {line}", Fields(row | {"surplus": "\n".join(surplus)})
        attempt(faults, where, sheet.events, lambda row=row, where=where: setter_record(sheet, where, row))
    if faults:
        raise Unreadable(faults)
    return sheet


def setter_record(sheet, where, row):
    """Return the record of a timeline-setter row: a short description is the title, a long one the text as well.

    `surplus` holds the cells beyond the columns, a line each.
    """
    start = Given(PartialDate.parse(row.html_line("date")))
    date, said = dated(sheet, where, start, None, row.html_line("display_date"))
    if row.get("surplus"):
        sheet.remark(where, "there are more cells than columns; their words are kept in the note for the desk")
    link, series = row.html_line("link"), row.html_line("series")
    notes = [said, f"Link: {link}" if link else "", f"Group: {series}" if series else ""]
    notes += [row.html("html"), row.html("surplus")]
    return shaped(sheet, where, date, row.html_line("description"), "", notes)
