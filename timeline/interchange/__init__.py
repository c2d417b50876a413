"""Timelines in other programs' files: one neutral record for what each shape says, read, stored and written."""

from timeline.interchange.calendar import as_calendar
from timeline.interchange.exporter import as_csv, as_timelinejs
from timeline.interchange.html_to_text import echoed
from timeline.interchange.importer import import_sheet, to_import
from timeline.interchange.reader import read_file
from timeline.interchange.schema import MOST_BYTES, Unreadable

__all__ = [
    "MOST_BYTES",
    "Unreadable",
    "as_calendar",
    "as_csv",
    "as_timelinejs",
    "echoed",
    "import_sheet",
    "read_file",
    "to_import",
]
