"""What the readers of all formats share: one date, one headline, and a note for what fits into no column.

The notes are stored and compared when a file is imported again, so they are not translated: in another language every
event would differ.
"""

from dataclasses import replace

from django.utils.translation import gettext

from articles.text import one_line
from timeline.interchange.date_parts import combine_ends, has_same_ends, is_inside, parse_display_date, parse_undated
from timeline.interchange.html_to_text import excerpt
from timeline.interchange.schema import MAX_TEXT_LENGTH, MAX_TITLE_LENGTH, ImportedDate, ImportedEvent
from timeline.interchange.times import moment_in_zone

# How the lines of the desk's note begin that are about a picture or film; `read_media` reads them back.
MEDIA_LABELS = ("Media", "Caption", "Credit", "Alternative text")
MIN_HEADLINE = 40  # characters: a headline is cut between words unless less than this would be left


def normalise_date(imported, where, start, end, display_date):
    """Return the `ImportedDate` of an event from its two ends and the text that displays its date.

    `start` and `end` are `DateEnd`s, `end` may be None; so may both where the text says that there is no date.
    Raises ValueError.
    """
    if start is None and end is None and (undated := parse_undated(display_date)):
        return ImportedDate(undated, identity=undated.canonical_key)
    if start is None:
        raise ValueError(gettext("an event needs a start date"))
    parts, remark = combine_ends(start, end)
    if remark:
        imported.remarks.add(where, remark)
    notes = []
    displayed = parse_display_date(display_date, parts, start.time) if display_date else None
    if display_date and displayed is None:
        message = gettext("“%(text)s” is displayed but means another date than %(date)s; kept in the note for the desk")
        imported.remarks.add(where, message % {"text": excerpt(display_date), "date": parts.format()})
        notes.append(f"Dated “{display_date}”.")
    elif displayed and is_inside(displayed, parts):
        message = gettext("the date is %(text)s, as displayed; its place, %(date)s, is kept in the note for the desk")
        imported.remarks.add(where, message % {"text": excerpt(display_date), "date": parts.format()})
        notes.append(f"Placed at {parts.format()}.")
    identity = (displayed if displayed and has_same_ends(displayed, parts) else parts).canonical_key
    date = ImportedDate(displayed or parts, start.time, tuple(notes), identity)
    return with_time(imported, where, date, end.time if end else "")


def with_time(imported, where, date, end_time):
    """Return a date with its time of day: as a part of it in the file's time zone, or in the note for the desk."""
    if not (date.time or end_time):
        return date
    moment, problem = date.date, gettext("it has no time zone")
    if imported.zone and date.time and (moment.precision, moment.qualifier) == ("day", ""):
        try:
            moment = moment_in_zone(moment.start, date.time, imported.zone)
        except ValueError as error:
            problem = str(error)
    if moment.precision == "time":
        if not end_time and len(date.time) == len("16:20"):
            return replace(date, date=moment)
        problem = gettext("a date has one moment, to the minute")
    time = " to ".join(filter(None, (date.time, end_time)))
    message = gettext("the time %(time)s is kept in the note for the desk: %(problem)s")
    imported.remarks.add(where, message % {"time": time, "problem": problem})
    note = f"Time given as {time}, in {imported.zone or 'no time zone'}."
    return replace(date, date=moment, notes=(*date.notes, note))


def normalise_event(imported, where, date, title, text, notes, unique_id="", extension=()):
    """Return an event from an `ImportedDate` and plain text. A missing headline is taken from the first line of the
    text, or of the media's caption; one that is too long is cut, and the text then begins with the whole of it.

    Raises ValueError.
    """
    notes = [" ".join(date.notes), *notes]
    title, text = cut_headline(imported, where, title or headline_from(imported, where, text, notes), text)
    if len(text) > MAX_TEXT_LENGTH:
        raise ValueError(gettext("the text has more than %(most)d characters") % {"most": MAX_TEXT_LENGTH})
    note = "\n".join(filter(None, notes))
    for name, value, most in (
        (gettext("the note for the desk"), note, MAX_TEXT_LENGTH),
        (gettext("the id"), unique_id, MAX_TITLE_LENGTH),
    ):
        if len(value) > most:
            message = gettext("%(name)s has more than %(most)d characters; it is cut after them")
            imported.remarks.add(where, message % {"name": name, "most": most})
    note, unique_id = note[:MAX_TEXT_LENGTH], unique_id[:MAX_TITLE_LENGTH]
    return ImportedEvent(
        where, date.date, title, text, note, unique_id, dict(extension), time=date.time, identity=date.identity
    )


def cut_headline(imported, where, title, text):
    """Return (the headline, the text, which begins with the headline if that is cut)."""
    if len(title) <= MAX_TITLE_LENGTH:
        return title, text
    message = gettext("the headline has more than %(most)d characters; it is cut, and the text has all of it")
    imported.remarks.add(where, message % {"most": MAX_TITLE_LENGTH})
    if not one_line(text).startswith(title):
        text = f"{title}\n\n{text}".strip()
    return shorten(title), text


def headline_from(imported, where, text, notes):
    """Return the headline of an event that has none. Raises ValueError where there are no words that it could have."""
    captions = [note.partition(": ")[2] for note in notes if note.startswith(("Caption: ", "Alternative text: "))]
    for words, remark in (
        (text, gettext("there is no headline; the beginning of the text is used instead")),
        ("".join(captions[:1]), gettext("there is no headline; the words of the media are used instead")),
    ):
        if title := one_line(words.split("\n")[0]):
            imported.remarks.add(where, remark)
            return title
    raise ValueError(gettext("an event needs a headline or a text"))


def shorten(title):
    """Return a headline cut between two words, or inside of one that is itself too long."""
    cut = title[: MAX_TITLE_LENGTH - 1]
    words = cut.rpartition(" ")[0]
    return f"{words if len(words) >= MIN_HEADLINE else cut}…"


def media_notes(fields, *names):
    """Return the lines of the desk's note about a picture or film, which is never fetched.

    `names` are those of the fields for its address, caption, credit and alternative text, as far as a format has them.
    """
    values = zip(MEDIA_LABELS, map(fields.line_of_html, names), strict=False)
    return [f"{label}: {value}" for label, value in values if value]


def group_note(group):
    """Return the line of the desk's note about the group, tag or series of an event; empty without one."""
    return f"Group: {group}" if group else ""
