"""Writing a timeline as a calendar (RFC 5545)."""

import datetime

from django.conf import settings
from django.utils.translation import gettext, ngettext

from articles.pages import absolute_url

LONGEST_LINE = 75  # octets


def as_calendar(timeline, stamp):
    """Return a loaded timeline as the text of an iCalendar file; `stamp` is the moment of its last change.

    A calendar knows only days and times, so only events that are known to the day or the minute, or from one day to
    another, stand in it; an exact entry for "2004" or "about 2005" would be untrue. How many are left out is said in
    the calendar's description.
    """
    entries = [entry for entry in timeline.ordered_entries if is_exact(entry.event.date)]
    left_out = len(timeline.ordered_entries) - len(entries)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//{escaped(settings.PUBLICATION_NAME)}//Newsroom//EN"]
    lines += ["CALSCALE:GREGORIAN", "METHOD:PUBLISH", f"X-WR-CALNAME:{escaped(timeline.title)}"]
    if left_out:
        sentence = ngettext(
            "%(count)d events that are not known to the day are left out.",
            "%(count)d events that are not known to the day are left out.",
            left_out,
        )
        lines.append(f"X-WR-CALDESC:{escaped(sentence % {'count': left_out})}")
    for entry in entries:
        lines += component(timeline, entry, stamp)
    return "".join(folded(line) for line in [*lines, "END:VCALENDAR"])


def is_exact(date):
    """Whether a date is known to the day."""
    if date.qualifier:
        return False
    by_days = date.precision == "range" and len(date.html_pieces()[0][1]) == len("2004-01-01")
    return date.precision in ("day", "time") or by_days


def component(timeline, entry, stamp):
    """Return the lines of one event."""
    event = entry.event
    host = settings.SITE_URL.split("://")[1].split("/")[0].split(":")[0]
    words = [event.text, f"“{event.quotation}” ({event.speaker})" if event.quotation else "", event.note]
    words += [gettext("Source: %(citation)s") % {"citation": citation} for citation in event.citations.all()]
    lines = [
        "BEGIN:VEVENT",
        f"UID:{event.pk}@{host}",
        f"DTSTAMP:{in_utc(stamp)}",
        *when(event.date),
        f"SUMMARY:{escaped(f'{event.status_label.capitalize()}: {entry}' if event.status_label else str(entry))}",
        f"URL:{absolute_url(timeline.get_absolute_url())}#{event.slug}",
        "TRANSP:TRANSPARENT",
    ]
    if description := "\n\n".join(filter(None, words)):
        lines.append(f"DESCRIPTION:{escaped(description)}")
    return [*lines, "END:VEVENT"]


def when(date):
    """Return the lines that say when: a moment, or whole days, of which the last is named by the day after it."""
    if date.precision == "time":
        return [f"DTSTART:{in_utc(date.start)}"]
    lines = [f"DTSTART;VALUE=DATE:{compact(date.start)}"]
    if date.end < datetime.date.max:
        lines.append(f"DTEND;VALUE=DATE:{compact(date.end + datetime.timedelta(days=1))}")
    return lines


def compact(day):
    """Return a day as iCalendar writes it."""
    return day.isoformat().replace("-", "")


def in_utc(moment):
    """Return a moment as iCalendar writes it."""
    there = moment.astimezone(datetime.UTC)
    return f"{compact(there.date())}T{there:%H%M%S}Z"


def escaped(text):
    """Return text as a property value (RFC 5545, section 3.3.11)."""
    for character, instead in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        text = text.replace(character, instead)
    return text


def folded(line):
    """Return a line with its end, in pieces of at most 75 octets that cut no letter (section 3.1)."""
    pieces, piece = [], ""
    for letter in line:
        if len((piece + letter).encode()) > LONGEST_LINE - bool(pieces):
            pieces.append(piece)
            piece = ""
        piece += letter
    return "\r\n ".join([*pieces, piece]) + "\r\n"
