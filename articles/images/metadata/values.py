"""Cleans the values of metadata fields: decoded, without placeholders, and dates no more exact than in the file."""

import re
from collections.abc import Iterable
from datetime import date

from articles.text import one_line, printable, without_placeholder

_DATE = re.compile(  # with separators as in XMP and Exif, or without as in IIM
    r"([0-9]{4})(?:[-:/.]([0-9]{1,2})(?:[-:/.]([0-9]{1,2}))?|([0-9]{2})([0-9]{2})?)?(?=$|[T\s])"
)


def decode(data: bytes) -> str:
    """Return the text of bytes of an unknown encoding: UTF-8, else Windows-1252, else Latin-1."""
    # UTF-8 is almost never valid by accident. The five bytes that Windows-1252 leaves undefined become C1 controls in
    # Latin-1, which cleaning removes.
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def clean_line(text: str) -> str:
    """Return one line with single spaces; "" for a placeholder such as "-"."""
    return without_placeholder(one_line(text))


def clean_text(text: str) -> str:
    """Return text of several lines without trailing spaces; "" for a placeholder."""
    return without_placeholder("\n".join(row.rstrip() for row in printable(text).split("\n")).strip())


def joined(texts: Iterable[str]) -> str:
    """Return the parts of a place or the like as one line, without placeholders: "Lyon, France"."""
    return ", ".join(dict.fromkeys(text for text in map(clean_line, texts) if text))


def clean_date(text: str) -> str:
    """Return an ISO 8601 year, month or day ("2021-11") without its time of day; "" for what is no date.

    Zeros mean unknown, as in IIM (2:55, CCYYMMDD) and Exif.
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
