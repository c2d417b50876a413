"""Reading a file: its shape is found by what it holds, and a foreign one is refused with what was expected."""

import json
import re

from timeline.interchange import spreadsheets as sheets
from timeline.interchange import timelinejs
from timeline.interchange.fields import Misplaced
from timeline.interchange.html_to_text import echoed
from timeline.interchange.normalise import named
from timeline.interchange.schema import MOST_BYTES, Unreadable

# How JSONP begins, before its object. Names are bounded and every part is possessive: nothing is tried twice.
JSONP = re.compile(r"(?:var\s++|window\.)?[\w.$]{1,100}+\s*+[=(]\s*+(?=\{)")
JSONP_END = {"", ";", ")", ");"}
# Strings are stepped over whole, one that never ends to the end of the text, so that only what is outside of them is
# met and nothing is looked at twice.
STRING = r'"(?:\\.|[^"\\])*+(?:"|\\?\Z)'
TRAILING = re.compile(rf"({STRING})|,(?=\s*+[}}\]])", re.DOTALL)
BRACKET = re.compile(rf"{STRING}|([\[{{])|[\]}}]", re.DOTALL)
DEEPEST = 20  # brackets within each other; the deepest shape that is known has six
EXPECTED = (
    "this is no timeline that is understood. Expected is TimelineJS's JSON with a list “events” (version 3) or with "
    "“timeline” and in it a list “date” (versions 1 and 2), its spreadsheet as CSV with the columns Year and "
    "Headline, or timeline-setter's CSV with the columns date and description"
)


def read_file(content):
    """Read a file of any known shape (bytes) into an `ImportedTimeline`. Raises `Unreadable`. Fetches nothing."""
    if len(content) > MOST_BYTES:
        raise Unreadable(f"it has more than {MOST_BYTES // 1_000_000} megabytes.")
    text = decoded(content).lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise Unreadable("it is empty.")
    sheet = read_json(text) if looks_like_json(text) else read_csv(text)
    if not sheet.events:
        raise Unreadable("it has no events.")
    return named(sheet)


def decoded(content):
    """Return the text of bytes in UTF-8, or in the older encodings of spreadsheets."""
    encodings = ("utf-16",) if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable("its letters cannot be read. Save it as UTF-8.")


def looks_like_json(text):
    """Whether a text is JSON or JSONP rather than CSV."""
    return text.lstrip()[0] in "{[" or unpadded(text) is not None


def unpadded(text):
    """Return the object in JSONP; None where a text is none."""
    text = text.strip()
    begins, end = JSONP.match(text), text.rfind("}") + 1
    if begins and begins.end() < end and "".join(text[end : end + 100].split()) in JSONP_END and len(text) < end + 100:
        return text[begins.end() : end]
    return None


def is_too_deep(text):
    """Whether the brackets of JSON stand deeper within each other than is read."""
    depth = 0
    for found in BRACKET.finditer(text):
        if found[1]:
            depth += 1
            if depth > DEEPEST:
                return True
        elif found[0] in "]}":
            depth -= 1
    return False


def read_json(text):
    """Read JSON or JSONP, trailing commas tolerated. Raises `Unreadable`."""
    text = unpadded(text) or text
    if is_too_deep(text):
        raise Unreadable(f"it is JSON of a kind that cannot be read: more than {DEEPEST} brackets within each other.")
    try:
        content = json.loads(TRAILING.sub(lambda found: found[1] or "", text), strict=False)
    except json.JSONDecodeError as error:
        raise Unreadable([(f"line {error.lineno}", f"this is not JSON: {error.msg}")]) from error
    except (ValueError, RecursionError) as error:
        raise Unreadable("it is JSON of a kind that cannot be read.") from error
    try:
        if isinstance(content, dict) and isinstance(content.get("timeline"), dict):
            return timelinejs.read_v1(content)
        if isinstance(content, dict) and "events" in content:
            return timelinejs.read_v3(content)
    except Misplaced as error:
        raise Unreadable([(error.place, str(error))]) from error
    keys = ", ".join(f"“{echoed(key, 30)}”" for key in list(content)[:6]) if isinstance(content, dict) else "a list"
    raise Unreadable(f"{EXPECTED}. Found at the root: {keys or 'nothing'}.")


def read_csv(text):
    """Read CSV. Raises `Unreadable`."""
    names, rows = sheets.rows_of(text)
    if set(names) >= sheets.TIMELINEJS:
        return sheets.read_timelinejs(rows)
    if set(names) >= sheets.TIMELINE_SETTER:
        return sheets.read_timeline_setter(rows)
    found = ", ".join(f"“{echoed(name, 30)}”" for name in names[:8])
    raise Unreadable([("line 1", f"{EXPECTED}. Found in the first line: {found}.")])
