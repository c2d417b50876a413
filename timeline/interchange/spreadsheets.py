"""CSV: TimelineJS's spreadsheet is read and written, ProPublica's timeline-setter is read."""

import csv
import io
import re
from html import escape

from django.utils.translation import gettext

from articles.dates import PartialDate
from timeline.interchange.date_parts import DAY_PARTS, DateEnd, parse_date_parts
from timeline.interchange.extension import parse_extension
from timeline.interchange.fields import Fields
from timeline.interchange.html_to_text import excerpt, text_to_html
from timeline.interchange.normalise import group_note, media_notes, normalise_date, normalise_event
from timeline.interchange.schema import MAX_EVENTS, ImportedTimeline, UnreadableFile
from timeline.interchange.timelinejs import era_of, make_era, read_title, slide_of

TIME = re.compile(r"([0-9]{1,2}):([0-9]{2})(?::[0-9]{2}(?:\.[0-9]+)?)?\s*([AaPp])?\.?[Mm]?\.?")
# A cell that begins with one of these is a formula to a spreadsheet, and some read full-width signs as the plain ones.
# An apostrophe before it makes it text.
FORMULA_START = r"[=+\-@\t\r'＝＋－＠]"
FORMULA = re.compile(FORMULA_START)
NEUTRALISED = re.compile(f"'(?={FORMULA_START})")
TIMELINEJS_REQUIRED = {"year", "headline"}
TIMELINE_SETTER_REQUIRED = {"date", "description"}
TIMELINEJS_COLUMNS = [
    *("Year", "Month", "Day", "Time", "End Year", "End Month", "End Day", "End Time", "Display Date", "Headline"),
    *("Text", "Media", "Media Credit", "Media Caption", "Media Thumbnail", "Alt Text", "Type", "Group", "Background"),
]
# The keys of the extension that have a column of their own, and the name of each.
EXTENSION_KEYS = ("own_title", "status", "quotation", "quotation_kind", "speaker", "said_in", "said_at", "note")
COLUMN_NAMES = {key: key.replace("_", " ").capitalize() for key in EXTENSION_KEYS}
EXTENSION_COLUMNS = ["Unique ID", *COLUMN_NAMES.values(), "People", "Sources", "Highlight"]
# The parts of a citation, in their order in the cell “Sources”.
CITATION_PARTS = ("title", "publisher", "url", "locator", "accessed", "quotation")


def parse_rows(text):
    """Return (column names, [(place in the file, fields by column name)]), blank rows left out.

    The field `surplus` holds the cells beyond the columns, one a line. Raises `UnreadableFile`.
    """
    heading = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=heading.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        names = [cell.strip().lower() for cell in next(reader)]
        rows, line = [], reader.line_num + 1
        for cells in reader:
            cells = [NEUTRALISED.sub("", cell.strip(), count=1) for cell in cells]
            if any(cells):
                surplus = "\n".join(filter(None, cells[len(names) :]))
                rows.append((line_label(line), Fields(dict(zip(names, cells, strict=False)) | {"surplus": surplus})))
            if len(rows) > MAX_EVENTS:
                message = gettext("it has more than %(most)d rows; no more can be imported.")
                raise UnreadableFile(message % {"most": MAX_EVENTS})
            line = reader.line_num + 1
    except (csv.Error, StopIteration) as error:
        message = gettext("this is not CSV: %(error)s") % {"error": error or gettext("it is empty")}
        raise UnreadableFile([(line_label(reader.line_num or 1), message)]) from error
    return names, rows


def line_label(number):
    """Return the place of a line in a file, for messages."""
    return gettext("line %(number)d") % {"number": number}


def read_timelinejs(rows):
    """Read the rows of TimelineJS's spreadsheet."""
    imported = ImportedTimeline(gettext("TimelineJS's spreadsheet"))
    for where, row in rows:
        row_type = (row.get("type") or "").lower()
        with imported.collecting_errors(where):
            if row_type == "title":
                read_title(imported, row)
            elif row_type == "era":
                title = row.line_of_html("headline")
                imported.eras.append(make_era(title, read_date_cells(row), read_date_cells(row, "end ")))
            else:
                imported.events.append(read_event_row(imported, where, row))
    return imported


def read_date_cells(row, prefix=""):
    """Return the `DateEnd` in the cells of a row; None where they are empty. Raises ValueError."""
    parts = {name: row.get(f"{prefix}{name}") for name in DAY_PARTS}
    time = row.line(f"{prefix}time")
    match = TIME.fullmatch(time)
    if time and not match:
        raise ValueError(gettext("the time must be such as 16:20, and “%(time)s” is not") % {"time": excerpt(time)})
    if match:
        hour, minute, half = int(match[1]), match[2], (match[3] or "").lower()
        if half:
            hour = hour % 12 + (12 if half == "p" else 0)
        parts |= {"hour": hour, "minute": minute}
    return parse_date_parts(parts)


def read_event_row(imported, where, row):
    """Return the event of a row. Raises ValueError."""
    start, end = read_date_cells(row), read_date_cells(row, "end ")
    date, date_note = normalise_date(imported, where, start, end, row.line_of_html("display date"))
    title = row.line_of_html("headline")
    if row.get("unique id") is not None:
        extension = parse_extension(extension_fields(row))
        return normalise_event(imported, where, date, title, "", [], row.line_of_html("unique id"), extension)
    media = media_notes(row, "media", "media caption", "media credit", "alt text")
    notes = [date_note, *media, group_note(row.line_of_html("group"))]
    return normalise_event(imported, where, date, title, row.text_of_html("text"), notes)


def extension_fields(row):
    """Return the extension that the further columns of our own export hold, unchecked."""
    fields = {key: row.get(name.lower()) for key, name in COLUMN_NAMES.items()}
    fields["text"], fields["highlight"] = row.text_of_html("text"), row.get("highlight") == "yes"
    fields["people"] = [name for name in row.text("people").split("; ") if name]
    # Cells are read without the white space around them, and an empty last part of the last line ends in a space.
    citations = [f"{line} ".split(" | ") for line in row.text("sources").split("\n") if line]
    fields["citations"] = [dict(zip(CITATION_PARTS, parts, strict=False)) for parts in citations]
    return Fields(fields)


def read_timeline_setter(rows):
    """Read the rows of a timeline-setter file."""
    imported = ImportedTimeline(gettext("ProPublica's timeline-setter"))
    for where, row in rows:
        with imported.collecting_errors(where):
            imported.events.append(read_timeline_setter_row(imported, where, row))
    return imported


def read_timeline_setter_row(imported, where, row):
    """Return the event of a row; a description that is too long for a headline becomes the text as well.

    Raises ValueError.
    """
    start = DateEnd(PartialDate.parse(row.line_of_html("date")))
    date, date_note = normalise_date(imported, where, start, None, row.line_of_html("display_date"))
    if row.get("surplus"):
        imported.add_remark(where, gettext("there are more cells than columns; they are kept in the note for the desk"))
    link = row.line_of_html("link")
    notes = [
        date_note,
        f"Link: {link}" if link else "",
        group_note(row.line_of_html("series")),
        row.text_of_html("html"),
        row.text_of_html("surplus"),
    ]
    return normalise_event(imported, where, date, row.line_of_html("description"), "", notes)


def as_csv(timeline):
    """Return a loaded timeline as TimelineJS's spreadsheet, with the columns of our extension after its own."""
    output = io.StringIO(newline="")
    writer = csv.DictWriter(output, [*TIMELINEJS_COLUMNS, *EXTENSION_COLUMNS], lineterminator="\r\n")
    writer.writeheader()
    title = {"Headline": escape(timeline.title, quote=False), "Text": text_to_html(timeline.dek), "Type": "title"}
    events = [event_row(entry) for entry in timeline.ordered_entries if entry.event.date.is_dated]
    eras = [era_row(era_of(timeline, era)) for era in timeline.eras.all()]
    writer.writerows(neutralise_formulas(row) for row in [title, *events, *eras])
    # Without a byte order mark, Excel does not read the file as UTF-8.
    return "\ufeff" + output.getvalue()


def era_row(slide):
    """Return an era, as TimelineJS's JSON has it, as a row."""
    return date_cells(slide) | {"Headline": slide["text"]["headline"], "Type": "era"}


def event_row(entry):
    """Return an entry of a timeline as a row."""
    slide = slide_of(entry)
    extension, media = slide["newsroom"], slide.get("media", {})
    return (
        date_cells(slide)
        | {
            "Display Date": slide["display_date"],
            "Headline": slide["text"]["headline"],
            "Text": text_to_html(entry.event.text),
            "Media": media.get("url", ""),
            "Media Credit": media.get("credit", ""),
            "Media Caption": media.get("caption", ""),
            "Media Thumbnail": media.get("thumbnail", ""),
            "Alt Text": media.get("alt", ""),
            "Unique ID": entry.name,
            "People": "; ".join(extension["people"]),
            "Sources": "\n".join(map(citation_line, extension["citations"])),
            "Highlight": "yes" if entry.highlight else "",
        }
        | {name: extension[key] for key, name in COLUMN_NAMES.items()}
    )


def citation_line(citation):
    """Return a citation as a line of the cell “Sources”, its parts set apart by vertical bars."""
    parts = [citation[name].replace(" | ", " / ").replace("\n", " ") for name in CITATION_PARTS]
    return " | ".join(parts)


def date_cells(slide):
    """Return the start and the end of an event or era, as TimelineJS's JSON has them, as cells."""
    cells = {}
    for prefix, parts in (("", slide["start_date"]), ("End ", slide.get("end_date", {}))):
        cells |= {f"{prefix}{name.capitalize()}": parts[name] for name in DAY_PARTS if name in parts}
        if "hour" in parts:
            cells[f"{prefix}Time"] = f"{int(parts['hour']):02}:{int(parts['minute']):02}"
    return cells


def neutralise_formulas(row):
    """Return a row with an apostrophe before every cell that a spreadsheet would run as a formula."""
    return {name: f"'{cell}" if FORMULA.match(cell) else cell for name, cell in row.items()}
