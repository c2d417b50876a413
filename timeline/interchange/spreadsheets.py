"""Reading CSV: TimelineJS's spreadsheet, ProPublica's timeline-setter, and any other with a date and a title."""

import csv
import io
import re

from django.utils.translation import gettext

from articles.dates import PartialDate
from timeline.interchange.cells import CITATION_PARTS, COLUMN_NAMES, MAX_UNDATED_LENGTH, NEUTRALISED, UNDATED_COLUMN
from timeline.interchange.date_parts import DAY_PARTS, DateEnd, parse_date_parts, parse_time_parts
from timeline.interchange.eras import make_era
from timeline.interchange.extension import parse_extension
from timeline.interchange.fields import Fields, InvalidField, set_twice
from timeline.interchange.html_to_text import excerpt
from timeline.interchange.json_text import parse_json
from timeline.interchange.normalise import group_note, media_notes, normalise_date, normalise_event
from timeline.interchange.schema import MAX_EVENTS, UnreadableFile, line_label
from timeline.interchange.timelinejs import read_title, read_undated

TIME = re.compile(r"([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:\.([0-9]{1,3})[0-9]*)?)?\s*([AaPp])?\.?[Mm]?\.?")
# A date with a time but no zone, such as 2022-08-04 16:20:00.
DATE_AND_TIME = re.compile(r"(.+?)(?:T|,? +)([0-9]{1,2}:[0-9]{2}(?::[0-9.]+)?(?: ?[AaPp]\.?[Mm]\.?)?)")
TIMELINEJS_REQUIRED = {"year", "headline"}
# The columns of other spreadsheets, by what they hold: every name that programs in use give them. Of timeline-setter's,
# a description is the headline where there is no title.
FOREIGN_COLUMNS = {
    "date": ("date", "start date", "event date", "start", "begin", "from", "when", "year"),
    "end": ("end date", "end", "to", "until"),
    "display": ("display date",),
    "title": ("title", "headline", "event title", "event", "event name", "name", "label"),
    "text": ("description", "text", "body", "details", "summary"),
    "link": ("link", "url", "source url", "web address"),
    "group": ("series", "group", "category", "tag"),
    "media": ("media", "image", "image url", "photo"),
    "media credit": ("media credit", "credit"),
    "media caption": ("media caption", "caption"),
    "alt text": ("alt text",),
    "unique id": ("unique id", "id"),
    "html": ("html",),
}
# What stands for an end that has not come yet.
NO_END = {"present", "now", "today", "ongoing", "current"}
SURPLUS = "cells beyond the columns"


def parse_rows(text):
    """Return (column names, [(place in the file, fields by column name)]), blank rows left out.

    A name is in small letters, with spaces for underlines. Raises `UnreadableFile`.
    """
    heading = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=heading.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        names = [" ".join(cell.strip().lower().replace("_", " ").split()) for cell in next(reader)]
        rows, line = [], reader.line_num + 1
        for cells in reader:
            cells = [NEUTRALISED.sub("", cell.strip(), count=1) for cell in cells]
            if any(cells):
                rows.append((line_label(line), Fields(row_values(names, cells))))
            if len(rows) > MAX_EVENTS:
                message = gettext("it has more than %(most)d rows; no more can be imported.")
                raise UnreadableFile(message % {"most": MAX_EVENTS})
            line = reader.line_num + 1
    except (csv.Error, StopIteration) as error:
        message = gettext("this is not CSV: %(error)s") % {"error": error or gettext("it is empty")}
        raise UnreadableFile([(line_label(reader.line_num or 1), message)]) from error
    return names, rows


def row_values(names, cells):
    """Return the cells of a row by the names of their columns; those of a column without a name are kept as surplus."""
    pairs = [(name, cell) for name, cell in zip(names, cells, strict=False) if name]
    surplus = [cell for name, cell in zip(names, cells, strict=False) if not name] + cells[len(names) :]
    values = set_twice(pairs)
    if any(surplus):
        values[SURPLUS] = "\n".join(filter(None, surplus))
    return values


def read_rows(imported, names, rows):
    """Read rows of any known columns into an `ImportedTimeline`; return whether the columns are known."""
    if set(names) >= TIMELINEJS_REQUIRED:
        imported.format = gettext("TimelineJS's spreadsheet")
        read_timelinejs(imported, rows)
        return True
    columns = {part: next((name for name in known if name in names), "") for part, known in FOREIGN_COLUMNS.items()}
    if not (columns["date"] and (columns["title"] or columns["text"])):
        return False
    is_timeline_setter = {"date", "description"} <= set(names) and not columns["title"]
    imported.format = gettext("ProPublica's timeline-setter") if is_timeline_setter else gettext("a spreadsheet")
    for where, row in rows:
        with imported.collecting_errors(where, row.values):
            imported.events.append(read_foreign_row(imported, where, row, columns))
    return True


def read_timelinejs(imported, rows):
    """Read the rows of TimelineJS's spreadsheet."""
    has_title = False
    for where, row in rows:
        row_type = row.line("type").lower()
        with imported.collecting_errors(where, row.values):
            if row_type == "title" and not has_title:
                read_title(imported, row)
                has_title = True
                read_undated(imported, where, undated_slides(row))
                imported.report_unread(row, where)
            elif row_type == "era":
                title, display_date = row.line_of_html("headline"), row.line_of_html("display date")
                ends = (read_date_cells(row), read_date_cells(row, "end "))
                imported.eras.append(make_era(imported, where, title, *ends, display_date))
                imported.report_unread(row, where)
            else:
                if row_type == "title":
                    raise ValueError(gettext("the file has a row of the type “title” already"))
                report_type(imported, where, row_type)
                imported.events.append(read_event_row(imported, where, row))


def undated_slides(row):
    """Return the slides of the events without a date, each of which our own export has in a cell. Raises ValueError."""
    slides = []
    for name in row.values:
        if name.startswith(f"{UNDATED_COLUMN.lower()} ") and (cell := row.text(name, MAX_UNDATED_LENGTH)):
            try:
                slides.append(parse_json(cell))
            except UnreadableFile as error:
                raise InvalidField(name, error.errors[0][1]) from error
    return slides


def report_type(imported, where, row_type):
    """Add a remark about a type of row that is not known."""
    if row_type and row_type != "event":
        message = gettext("there is no type “%(type)s”, so it is read as an event")
        imported.remarks.add(where, message % {"type": excerpt(row_type)})


def read_date_cells(row, prefix=""):
    """Return the `DateEnd` in the cells of a row; None where they are empty. Raises ValueError."""
    parts = {name: row.get(f"{prefix}{name}") for name in DAY_PARTS}
    return parse_date_parts(parts | split_time(row.line(f"{prefix}time")))


def read_end_cells(row):
    """Return the `DateEnd` in the cells of an event's end; a time alone is one of the day on which it starts.

    Raises ValueError.
    """
    has_date = any(row.line(f"end {name}") for name in DAY_PARTS)
    if row.line("end time") and not has_date and (start := read_date_cells(row)):
        return DateEnd(start.date, parse_time_parts(split_time(row.line("end time"))))
    return read_date_cells(row, "end ")


def split_time(text):
    """Return the parts of a time such as 16:20, 4:20 p.m. or 16:20:05.250; none for no text. Raises ValueError."""
    match = TIME.fullmatch(text)
    if text and not match:
        raise ValueError(gettext("the time must be such as 16:20, and “%(time)s” is not") % {"time": excerpt(text)})
    if not match:
        return {}
    hour, half = int(match[1]), (match[5] or "").lower()
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return {"hour": hour, "minute": match[2], "second": match[3], "millisecond": match[4]}


def read_event_row(imported, where, row):
    """Return the event of a row. Raises ValueError."""
    start, end = read_date_cells(row), read_end_cells(row)
    date = normalise_date(imported, where, start, end, row.line_of_html("display date"))
    title, unique_id = row.line_of_html("headline"), row.line_of_html("unique id")
    media = media_notes(row, "media", "media caption", "media credit", "alt text")
    if "status" in row.values and "unique id" in row.values:  # the columns of our own export
        extension = parse_extension(extension_fields(row))
        row.skip("media thumbnail")
        notes = imported.note_unread(row)
        event = normalise_event(imported, where, date, title, "", notes, unique_id, extension)
        event.media = tuple(media)
        return event
    text, group = row.text_of_html("text"), group_note(row.line_of_html("group"))
    notes = [*media, group, *imported.note_unread(row)]
    return normalise_event(imported, where, date, title, text, notes, unique_id)


def extension_fields(row):
    """Return the extension that the further columns of our own export hold, unchecked."""
    fields = {key: row.get(name.lower()) for key, name in COLUMN_NAMES.items()}
    fields["text"], fields["highlight"] = row.text_of_html("text"), row.get("highlight") == "yes"
    fields["image"] = row.line("image")
    fields["people"] = [name for name in row.text("people").split("; ") if name]
    # Cells are read without the white space around them, and an empty last part of the last line ends in a space.
    citations = [f"{line} ".split(" | ", len(CITATION_PARTS) - 1) for line in row.text("sources").split("\n") if line]
    fields["citations"] = [dict(zip(CITATION_PARTS, parts, strict=False)) for parts in citations]
    return Fields(fields)


def read_foreign_row(imported, where, row, columns):
    """Return the event of a row whose columns are named in `columns`, by the keys of `FOREIGN_COLUMNS`.

    Raises ValueError.
    """
    start = read_date_cell(row, columns["date"], "time")
    if start and row.line_of_html(columns["end"]).lower() in NO_END:
        start, end = DateEnd(PartialDate.parse(f"since {start.date.format()}"), start.time), None
    else:
        end = read_date_cell(row, columns["end"], "end time")
    date = normalise_date(imported, where, start, end, row.line_of_html(columns["display"]))
    title, text = row.line_of_html(columns["title"]), row.text_of_html(columns["text"])
    if not columns["title"]:
        title, text = row.line_of_html(columns["text"]), ""
    link, unique_id = row.line_of_html(columns["link"]), row.line_of_html(columns["unique id"])
    names = (columns[name] for name in ("media", "media caption", "media credit", "alt text"))
    notes = [
        f"Link: {link}" if link else "",
        group_note(row.line_of_html(columns["group"])),
        *media_notes(row, *names),
        row.text_of_html(columns["html"]),
        *imported.note_unread(row),
    ]
    return normalise_event(imported, where, date, title, text, notes, unique_id)


def read_date_cell(row, column, time_column):
    """Return the `DateEnd` of a cell with a date as people write it, and perhaps of one with its time; None for none.

    Raises ValueError.
    """
    text, time = row.line_of_html(column), row.line(time_column)
    if match := DATE_AND_TIME.fullmatch(text):
        text, time = match[1], match[2]
    if not text:
        return None
    return DateEnd(PartialDate.parse(text), parse_time_parts(split_time(time)))
