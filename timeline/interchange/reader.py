"""Reading a file: its format is recognised by its content, and an unknown one is refused with what was expected."""

import re

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from timeline.interchange import spreadsheets, timelinejs
from timeline.interchange.fields import InvalidField, only_item
from timeline.interchange.html_to_text import excerpt
from timeline.interchange.json_text import parse_json
from timeline.interchange.schema import MAX_BYTES, ImportedTimeline, UnreadableFile, line_label
from timeline.interchange.times import parse_zone

# How JSONP begins, before its object. Names are bounded and every repetition is possessive, so that a hostile file
# causes no backtracking.
JSONP = re.compile(r"(?:var\s++|window\.)?[\w.$]{1,100}+\s*+[=(]\s*+(?=\{)")
JSONP_END = {"", ";", ")", ");"}
EXPECTED = _(
    "this is not a timeline in a known format. Expected is TimelineJS's JSON with a list “events” (version 3) or with "
    "“timeline” and in it a list “date” (versions 1 and 2), its spreadsheet as CSV with the columns Year and "
    "Headline, timeline-setter's CSV with the columns date and description, or another CSV with a column for the date "
    "and one for the title"
)


def read_file(content, *, zone="", leave_out=False):
    """Read the bytes of a file of any known format into an `ImportedTimeline`. Fetches nothing.

    `zone` names the time zone of the times in it. With `leave_out`, what has errors is left out, and `errors` of the
    result has the place and the reason of each; otherwise the file is refused with them.

    Raises `UnreadableFile`.
    """
    imported = ImportedTimeline(zone=zone_of(zone))
    if len(content) > MAX_BYTES:
        raise UnreadableFile(gettext("it has more than %(most)d megabytes.") % {"most": MAX_BYTES // 1_000_000})
    text = decode(content).lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise UnreadableFile(gettext("it is empty."))
    jsonp = strip_padding(text)
    if jsonp or text.lstrip()[0] in "{[":
        read_json(imported, jsonp or text)
    else:
        read_csv(imported, text)
    if imported.errors and not (leave_out and imported.events):
        raise UnreadableFile(imported.errors, leaves_events=bool(imported.events))
    if not imported.events:
        raise UnreadableFile(gettext("it has no events."))
    imported.report_unknown()
    imported.assign_unique_ids()
    return imported


def zone_of(name):
    """Return the time zone of a name; None for no name. Raises `UnreadableFile`."""
    try:
        return parse_zone(name)
    except ValueError as error:
        raise UnreadableFile([(gettext("the time zone"), str(error))]) from error


def decode(content):
    """Return the text of bytes in UTF-8, or in one of the older encodings that spreadsheets write."""
    encodings = ("utf-16",) if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableFile(gettext("its encoding is unknown. Save it as UTF-8."))


def strip_padding(text):
    """Return the object inside JSONP; None where a text is not JSONP."""
    text = text.strip()
    start, end = JSONP.match(text), text.rfind("}") + 1
    if start and start.end() < end and "".join(text[end : end + 100].split()) in JSONP_END and len(text) < end + 100:
        return text[start.end() : end]
    return None


def read_json(imported, text):
    """Read JSON of any known format into an `ImportedTimeline`. Raises `UnreadableFile`."""
    content = parse_json(text)
    if isinstance(content, list) and any(isinstance(item, dict) and "start_date" in item for item in content):
        content = {"events": content}  # the slides alone
    content, root = only_item(content), gettext("a list")
    if isinstance(content, dict):
        try:
            if isinstance(only_item(content.get("timeline")), dict):
                return timelinejs.read_v1(imported, content)
            if "events" in content:
                return timelinejs.read_v3(imported, content)
        except InvalidField as error:
            raise UnreadableFile([(error.path, str(error))]) from error
        root = ", ".join(f"“{excerpt(key, 30)}”" for key in list(content)[:6]) or gettext("nothing")
    raise UnreadableFile(gettext("%(expected)s. Found at the root: %(root)s.") % {"expected": EXPECTED, "root": root})


def read_csv(imported, text):
    """Read CSV into an `ImportedTimeline`. Raises `UnreadableFile`."""
    names, rows = spreadsheets.parse_rows(text)
    if spreadsheets.read_rows(imported, names, rows):
        return
    columns = ", ".join(f"“{excerpt(name, 30)}”" for name in names[:8])
    message = gettext("%(expected)s. Found in the first line: %(columns)s.")
    raise UnreadableFile([(line_label(1), message % {"expected": EXPECTED, "columns": columns})])
