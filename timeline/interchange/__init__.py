"""Timelines in other programs' files: read into one schema, imported from it, and exported."""

from timeline.interchange.cells import neutralise_formulas
from timeline.interchange.html_to_text import excerpt
from timeline.interchange.icalendar import as_calendar
from timeline.interchange.importer import TimelineExists, import_timeline, permissions_to_import
from timeline.interchange.named_media import read_named_media
from timeline.interchange.reader import read_file
from timeline.interchange.report import Outcome, Report
from timeline.interchange.schema import MAX_BYTES, UnreadableFile
from timeline.interchange.slides import as_timelinejs
from timeline.interchange.table import as_csv
from timeline.interchange.times import parse_zone

__all__ = [
    "MAX_BYTES",
    "Outcome",
    "Report",
    "TimelineExists",
    "UnreadableFile",
    "as_calendar",
    "as_csv",
    "as_timelinejs",
    "excerpt",
    "import_timeline",
    "neutralise_formulas",
    "parse_zone",
    "permissions_to_import",
    "read_file",
    "read_named_media",
]
