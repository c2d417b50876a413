"""Writing a timeline as an iCalendar file (RFC 5545)."""

import datetime

from django.conf import settings
from django.utils.translation import gettext, ngettext

from articles.pages import absolute_url

MAX_LINE = 75  # octets, without the line break (RFC 5545, section 3.1)


def as_calendar(timeline, stamp):
    """Return a loaded timeline as the text of an iCalendar file; `stamp` is the moment of its last change.

    A calendar has only days and times, so it holds only events that are known to the day or the minute, or from one
    day to another; an exact entry for "2004" or "about 2005" would be untrue. The calendar's description says how many
    events are left out.
    """
    entries = [entry for entry in timeline.ordered_entries if is_exact(entry.event.date)]
    left_out = len(timeline.ordered_entries) - len(entries)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//{escape_text(settings.PUBLICATION_NAME)}//Newsroom//EN"]
    lines += ["CALSCALE:GREGORIAN", "METHOD:PUBLISH", f"X-WR-CALNAME:{escape_text(timeline.title)}"]
    if left_out:
        sentence = ngettext(
            "%(count)d events that are not known to the day are left out.",
            "%(count)d events that are not known to the day are left out.",
            left_out,
        )
        lines.append(f"X-WR-CALDESC:{escape_text(sentence % {'count': left_out})}")
    for entry in entries:
        lines += event_component(timeline, entry, stamp)
    return "".join(fold_line(line) for line in [*lines, "END:VCALENDAR"])


def is_exact(date):
    """Whether a date is known to the day, and a calendar has such days: none before A.D. 1."""
    precisions = {precision for precision, _modifier in date.ends} or {date.precision}
    return date.is_plain and precisions <= {"day", "time"} and date.start.year > 0


def event_component(timeline, entry, stamp):
    """Return the lines of an event's component (VEVENT)."""
    event = entry.event
    host = settings.SITE_URL.split("://")[1].split("/")[0].split(":")[0]
    description = [event.text, f"“{event.quotation}” ({event.speaker})" if event.quotation else "", event.note]
    description += [gettext("Source: %(citation)s") % {"citation": citation} for citation in event.citations.all()]
    summary = f"{event.status_label.capitalize()}: {entry}" if event.status_label else str(entry)
    lines = [
        "BEGIN:VEVENT",
        f"UID:{event.pk}@{host}",
        f"DTSTAMP:{format_utc(stamp)}",
        *date_properties(event.date),
        f"SUMMARY:{escape_text(summary)}",
        f"URL:{absolute_url(timeline.get_absolute_url())}#{event.slug}",
        "TRANSP:TRANSPARENT",
    ]
    if any(description):
        text = "\n\n".join(filter(None, description))
        lines.append(f"DESCRIPTION:{escape_text(text)}")
    return [*lines, "END:VEVENT"]


def date_properties(date):
    """Return the properties of a date: a moment, or whole days; DTEND is not included, so it is the day after."""
    if date.precision == "time":
        if date.start.tzinfo is None:
            return [f"DTSTART:{format_day(date.start.date())}T{date.start:%H%M%S}"]  # local time (section 3.3.5)
        return [f"DTSTART:{format_utc(date.start)}"]
    lines = [f"DTSTART;VALUE=DATE:{format_day(date.start)}"]
    if date.end < datetime.date.max:
        lines.append(f"DTEND;VALUE=DATE:{format_day(date.end + datetime.timedelta(days=1))}")
    return lines


def format_day(day):
    """Return a day as a DATE value."""
    return day.isoformat().replace("-", "")


def format_utc(moment):
    """Return a moment as a DATE-TIME value in UTC."""
    utc = moment.astimezone(datetime.UTC)
    return f"{format_day(utc.date())}T{utc:%H%M%S}Z"


def escape_text(text):
    """Return text as a TEXT value (section 3.3.11)."""
    for character, escape in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        text = text.replace(character, escape)
    return text


def fold_line(line):
    """Return a line with its line break, folded so that no piece is too long and no character is cut."""
    pieces, piece = [], ""
    for character in line:
        # The space that begins a continuation counts too.
        if len((piece + character).encode()) > (MAX_LINE - 1 if pieces else MAX_LINE):
            pieces.append(piece)
            piece = ""
        piece += character
    return "\r\n ".join([*pieces, piece]) + "\r\n"
