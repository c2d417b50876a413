"""What the readers of all formats share: one date, one headline, and a note for what fits into no column.

The notes are stored and compared when a file is imported again, so they are not translated: in another language every
event would differ.
"""

from django.utils.translation import gettext

from articles.text import one_line
from timeline.interchange.date_parts import combine_ends, parse_display_date
from timeline.interchange.html_to_text import excerpt
from timeline.interchange.schema import MAX_TEXT_LENGTH, MAX_TITLE_LENGTH, ImportedEvent

MAX_NOTE_LINE = 2_000  # characters


def normalise_date(imported, where, start, end, display_date):
    """Return (date, note for the desk or "") of an event from its two ends and the text that displays its date.

    `start` and `end` are `DateEnd`s, `end` may be None. Raises ValueError.
    """
    if start is None:
        raise ValueError(gettext("an event needs a start date"))
    date, remark = combine_ends(start, end)
    if remark:
        imported.add_remark(where, remark)
    notes = []
    displayed = parse_display_date(display_date, date, start.time) if display_date else None
    if display_date and displayed is None:
        message = gettext("“%(text)s” is displayed but means another date than %(date)s; kept in the note for the desk")
        imported.add_remark(where, message % {"text": excerpt(display_date), "date": date.format()})
        notes.append(f"Dated “{display_date[:MAX_NOTE_LINE]}”.")
    if start.time and not (displayed and displayed.precision == "time"):
        message = gettext("the time %(time)s has no time zone; kept in the note for the desk")
        imported.add_remark(where, message % {"time": start.time})
        time = f"{start.time} to {end.time}" if end and end.time else start.time
        notes.append(f"Time given as {time}, in no time zone.")
    return displayed or date, " ".join(notes)


def normalise_event(imported, where, date, title, text, notes, unique_id="", extension=()):
    """Return an event from plain text. A missing headline is taken from the text, one that is too long is cut.

    Raises ValueError.
    """
    if not title:
        title = one_line(text.split("\n")[0])[:MAX_TITLE_LENGTH]
        if title:
            imported.add_remark(where, gettext("there is no headline; the beginning of the text is used instead"))
    if not title:
        raise ValueError(gettext("an event needs a headline or a text"))
    if len(title) > MAX_TITLE_LENGTH:
        message = gettext("the headline has more than %(most)d characters; it is cut, and the text begins with it")
        imported.add_remark(where, message % {"most": MAX_TITLE_LENGTH})
        text = f"{title}\n\n{text}".strip()
        title = title[: MAX_TITLE_LENGTH - 1].rsplit(" ", 1)[0] + "…"
    if len(text) > MAX_TEXT_LENGTH:
        raise ValueError(gettext("the text has more than %(most)d characters") % {"most": MAX_TEXT_LENGTH})
    note = "\n".join(filter(None, notes))[:MAX_TEXT_LENGTH]
    return ImportedEvent(where, date, title, text, note, unique_id[:MAX_TITLE_LENGTH], dict(extension))


def media_notes(fields, *names):
    """Return the lines of the desk's note about a picture or film, which is never fetched.

    `names` are those of the fields for its address, caption, credit and alternative text, as far as a format has them.
    """
    values = zip(("Media", "Caption", "Credit", "Alternative text"), map(fields.line_of_html, names), strict=False)
    return [f"{label}: {value[:MAX_NOTE_LINE]}" for label, value in values if value]


def group_note(group):
    """Return the line of the desk's note about the group, tag or series of an event; empty without one."""
    return f"Group: {group}" if group else ""
