"""A text found in a file as it is offered to an editor: decoded, clean, and a date as exact as it was."""

import re
from datetime import date

from articles.text import one_line, printable

_PLACEHOLDER = re.compile(r"[-–—\s]*")
_DATE = re.compile(  # with separators as in XMP and Exif, or without as in IIM
    r"([0-9]{4})(?:[-:/.]([0-9]{1,2})(?:[-:/.]([0-9]{1,2}))?|([0-9]{2})([0-9]{2})?)?(?=$|[T\s])"
)


def decode(match: bytes) -> str:
    """Text of bytes whose encoding nobody declared, or declared wrongly: UTF-8, else Windows-1252, else Latin-1.

    UTF-8 is almost never valid by accident, so it is believed first. The five codes Windows-1252 leaves open become
    C1 controls by way of Latin-1, and go with the other controls when the text is cleaned.
    """
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return match.decode(encoding)
        except UnicodeDecodeError:
            continue
    return match.decode("latin-1")


def clean_line(text: str) -> str:
    """One line with single spaces; empty for a placeholder such as "-"."""
    text = one_line(text)
    return "" if _PLACEHOLDER.fullmatch(text) else text


def clean_text(text: str) -> str:
    """Several lines, without white space at their ends; empty for a placeholder."""
    text = "\n".join(row.rstrip() for row in printable(text).split("\n")).strip()
    return "" if _PLACEHOLDER.fullmatch(text) else text


def clean_date(text: str) -> str:
    """ISO 8601 year, month or day ("2021-11"), never more exact than what was found; a time of day is left out.

    Zeros stand for what is unknown, as in IIM and Exif. Empty for what is no date.
    """
    match = _DATE.match(text.strip())
    if not match:
        return ""
    year, month, day = (int(part or 0) for part in (match[1], match[2] or match[4], match[3] or match[5]))
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return ""
    return f"{year:04}" + (f"-{month:02}" if month else "") + (f"-{day:02}" if month and day else "")
