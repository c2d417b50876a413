"""Writing CSV: TimelineJS's spreadsheet, with the columns of our extension after its own."""

import csv
import io
import json
from html import escape

from timeline.interchange.cells import (
    CITATION_PARTS,
    COLUMN_NAMES,
    EXTENSION_COLUMNS,
    TIMELINEJS_COLUMNS,
    UNDATED_COLUMN,
    neutralise_formulas,
)
from timeline.interchange.date_parts import DAY_PARTS
from timeline.interchange.html_to_text import text_to_html
from timeline.interchange.slides import era_of, slide_of, undated_slides


def as_csv(timeline):
    """Return a loaded timeline as TimelineJS's spreadsheet, with the columns of our extension after its own.

    A row without a year would keep TimelineJS from showing any, so each event without a date has, as JSON would have
    it, a cell of the first row.
    """
    output, undated = io.StringIO(newline=""), undated_cells(timeline)
    writer = csv.DictWriter(output, [*TIMELINEJS_COLUMNS, *EXTENSION_COLUMNS, *undated], lineterminator="\r\n")
    writer.writeheader()
    title = {"Headline": escape(timeline.title, quote=False), "Text": text_to_html(timeline.dek), "Type": "title"}
    events = [event_row(entry) for entry in timeline.ordered_entries if entry.event.date.is_dated]
    eras = [era_row(era_of(timeline, era)) for era in timeline.eras.all()]
    writer.writerows(neutralise_formulas(row) for row in [title | undated, *events, *eras])
    # Without a byte order mark, Excel does not read the file as UTF-8.
    return "\ufeff" + output.getvalue()


def undated_cells(timeline):
    """Return the cells of the events without a date by the names of their columns."""
    slides = enumerate(undated_slides(timeline), 1)
    return {f"{UNDATED_COLUMN} {number}": json.dumps(slide, ensure_ascii=False) for number, slide in slides}


def era_row(slide):
    """Return an era, as TimelineJS's JSON has it, as a row."""
    own = {"Display Date": slide["display_date"], "Headline": slide["text"]["headline"], "Type": "era"}
    return date_cells(slide) | own


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
            "Image": extension["image"],
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
