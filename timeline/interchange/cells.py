"""The columns of our own CSV, and how a cell is kept from being run as a formula."""

import re

# A cell that begins with one of these is a formula to a spreadsheet, and some read full-width signs as the plain ones.
# An apostrophe before it makes it text; a text that has such an apostrophe itself gets another one.
FORMULA_START = r"[=+\-@\t\r＝＋－＠]"
FORMULA = re.compile(f"'*{FORMULA_START}")
NEUTRALISED = re.compile(f"'(?='*{FORMULA_START})")
TIMELINEJS_COLUMNS = [
    *("Year", "Month", "Day", "Time", "End Year", "End Month", "End Day", "End Time", "Display Date", "Headline"),
    *("Text", "Media", "Media Credit", "Media Caption", "Media Thumbnail", "Alt Text", "Type", "Group", "Background"),
]
# The keys of the extension that have a column of their own, and the name of each.
EXTENSION_KEYS = ("own_title", "status", "quotation", "quotation_kind", "speaker", "said_in", "said_at", "note")
COLUMN_NAMES = {key: key.replace("_", " ").capitalize() for key in EXTENSION_KEYS}
EXTENSION_COLUMNS = ["Unique ID", *COLUMN_NAMES.values(), "People", "Sources", "Highlight", "Image"]
# The column of each event without a date, before its number.
UNDATED_COLUMN, MAX_UNDATED_LENGTH = "Event without a date", 130_000
# The parts of a citation, in their order in the cell “Sources”.
CITATION_PARTS = ("title", "publisher", "url", "locator", "accessed", "quotation")


def neutralise_formulas(row):
    """Return a row with an apostrophe before every cell that a spreadsheet would run as a formula."""
    return {name: f"'{cell}" if FORMULA.match(cell) else cell for name, cell in row.items()}
