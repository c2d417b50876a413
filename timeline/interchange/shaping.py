"""What every shape of file has in common on the way to a record: dates, titles, and media kept in words."""

import hashlib

from timeline.interchange.parts import displayed, joined
from timeline.interchange.plain import plain, plain_line
from timeline.interchange.record import LONGEST_TEXT, LONGEST_TITLE, Record


def dated(sheet, where, start, end, words):
    """Return (date, sentence for the note or "") of an event's two ends and the words it was displayed in."""
    if start is None:
        raise ValueError("an event needs a start date")
    date, remark = joined(start, end)
    if remark:
        sheet.remark(where, remark)
    said = []
    words = plain_line(words)
    shown = displayed(words, date, start.clock) if words else None
    if words and shown is None:
        sheet.remark(where, f"“{words}” is displayed but means another date than {date.show()}; kept in the note")
        said.append(f"Dated “{words}”.")
    if start.clock and not (shown and shown.precision == "time"):
        sheet.remark(where, f"the time {start.clock} is in no time zone; kept in the note")
        said.append(f"Time given as {start.clock}{f' to {end.clock}' if end and end.clock else ''}, in no time zone.")
    return shown or date, " ".join(said)


def shaped(sheet, where, date, title, text, notes, unique_id="", own=None):
    """Return the record of an event; a missing title is taken from its text, one too long is cut. Raises ValueError."""
    title, text = plain_line(title), plain(text)
    if not title:
        title = plain_line(text.split("\n")[0])[:LONGEST_TITLE]
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
    return Record(where, date, title, text, note, plain_line(unique_id)[:LONGEST_TITLE], own)


def media_in_words(media, caption="", credit="", alt=""):
    """Return the lines that keep what a file says of a picture or film, which is never fetched."""
    lines = [("Media", plain_line(media)), ("Caption", plain_line(caption))]
    lines += [("Credit", plain_line(credit)), ("Alternative text", plain_line(alt))]
    return [f"{name}: {words[:2000]}" for name, words in lines if words]


def named(sheet):
    """Give every record of a sheet an id of its own: the file's, or one derived from date and title; return it."""
    taken = set()
    for record in sheet.records:
        key = f"{record.date.meaning} {record.title}"
        name = record.unique_id or "by-" + hashlib.sha256(key.encode()).hexdigest()[:20]
        unique, number = name, 1
        while unique in taken:
            number += 1
            unique = f"{name}-{number}"
        if unique != name and record.unique_id:
            sheet.remark(record.where, f"the id “{name}” is used before in this file; this one is called “{unique}”")
        taken.add(unique)
        record.unique_id = unique
    return sheet
