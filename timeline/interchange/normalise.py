"""What every shape of file has in common on the way to a record: dates, titles, and media kept in words."""

import hashlib
from collections import Counter

from articles.text import one_line
from timeline.interchange.date_parts import displayed, joined
from timeline.interchange.html_to_text import echoed
from timeline.interchange.schema import LONGEST_TEXT, LONGEST_TITLE, ImportedEvent

LONGEST_LINE = 2_000  # characters of a line in the note for the desk


def dated(sheet, where, start, end, words):
    """Return (date, sentence for the desk or "") of an event's two ends and the words it was displayed in."""
    if start is None:
        raise ValueError("an event needs a start date")
    date, remark = joined(start, end)
    if remark:
        sheet.remark(where, remark)
    said = []
    shown = displayed(words, date, start.clock) if words else None
    if words and shown is None:
        other = f"“{echoed(words)}” is displayed but means another date than {date.show()}"
        sheet.remark(where, f"{other}; kept in the note for the desk")
        said.append(f"Dated “{words[:LONGEST_LINE]}”.")
    if start.clock and not (shown and shown.precision == "time"):
        sheet.remark(where, f"the time {start.clock} is in no time zone; kept in the note for the desk")
        said.append(f"Time given as {start.clock}{f' to {end.clock}' if end and end.clock else ''}, in no time zone.")
    return shown or date, " ".join(said)


def shaped(sheet, where, date, title, text, notes, unique_id="", own=None):
    """Return the record of an event, of plain words; a missing title is taken from its text, one too long is cut.

    Raises ValueError.
    """
    if not title:
        title = one_line(text.split("\n")[0])[:LONGEST_TITLE]
        if title:
            sheet.remark(where, "there is no headline; the beginning of the text stands for it")
    if not title:
        raise ValueError("an event needs a headline or a text")
    if len(title) > LONGEST_TITLE:
        sheet.remark(where, f"the headline is longer than {LONGEST_TITLE} characters; its whole begins the text")
        text = f"{title}\n\n{text}".strip()
        title = title[: LONGEST_TITLE - 1].rsplit(" ", 1)[0] + "…"
    if len(text) > LONGEST_TEXT:
        raise ValueError(f"the text has more than {LONGEST_TEXT} characters")
    note = "\n".join(filter(None, notes))[:LONGEST_TEXT]
    return ImportedEvent(where, date, title, text, note, unique_id[:LONGEST_TITLE], own)


def media_in_words(media="", caption="", credit="", alt=""):
    """Return the lines that keep what a file says of a picture or film, which is never fetched."""
    lines = [("Media", media), ("Caption", caption), ("Credit", credit), ("Alternative text", alt)]
    return [f"{name}: {words[:LONGEST_LINE]}" for name, words in lines if words]


def named(sheet):
    """Give every record of a sheet an id of its own: the file's, or one derived from date and title; return it."""
    taken, numbers = set(), Counter()
    for record in sheet.events:
        key = f"{record.date.meaning} {record.title}"
        name = record.unique_id or "by-" + hashlib.sha256(key.encode()).hexdigest()[:20]
        unique = name
        while unique in taken:
            numbers[name] += 1
            suffix = f"-{numbers[name] + 1}"
            unique = name[: LONGEST_TITLE - len(suffix)] + suffix
        if unique != name and record.unique_id:
            said = f"the id “{echoed(name)}” is used before in this file; this one is called “{echoed(unique)}”"
            sheet.remark(record.where, said)
        taken.add(unique)
        record.unique_id = unique
    return sheet
