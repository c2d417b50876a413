"""What every format of file is read into: one timeline with events and eras, none of which is stored yet."""

import hashlib
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import tzinfo

from django.utils.translation import gettext, ngettext

from articles.addresses import UnusedSlugs
from articles.dates import PartialDate
from articles.exceptions import Refusal
from timeline.interchange.fields import InvalidField, words_in
from timeline.interchange.html_to_text import excerpt

MAX_BYTES = 5_000_000
MAX_EVENTS = 5_000
MAX_TITLE_LENGTH = 200
MAX_TEXT_LENGTH = 20_000
MAX_REMARKS = 1_000  # remarks, or errors, that are listed; an editor reads no more of them


class Remarks(list):
    """The (where, message) pairs that an editor should look at; where there are too many, the last counts the rest."""

    not_listed = 0

    def add(self, where, message):
        """Add a remark."""
        if len(self) < MAX_REMARKS:
            self.append((where, message))
            return
        self.not_listed += 1
        count = {"count": self.not_listed + 1}
        self[-1] = (gettext("the file"), gettext("%(count)d more remarks are not listed") % count)


@dataclass
class ImportedDate:
    """When an event of a file happened: a date, and the time of day where it has one that is not part of the date.

    `notes` are lines for the desk. `identity` is the canonical key of what the parts say; ids are made of it, because
    it stays where a time zone is given or the words are read better.
    """

    date: PartialDate
    time: str = ""
    notes: tuple[str, ...] = ()
    identity: str = ""


@dataclass
class ImportedEvent:
    """An event of a file. `where` is its place in the file, such as `line 4` or `events[3]`.

    `note` is the event's note for the desk: it holds what the file says and fits into no other column; `media` has its
    lines about a picture that an extension names. `extension` holds what only our own exports say, as `parse_extension`
    returns it; it is empty for another program's file. `time` orders events of equal date.
    """

    where: str
    date: PartialDate
    title: str
    text: str = ""
    note: str = ""
    unique_id: str = ""
    extension: dict = field(default_factory=dict)
    time: str = ""
    identity: str = ""
    has_own_id: bool = True
    media: tuple[str, ...] = ()


@dataclass
class ImportedEra:
    """An era of a file: a named period of its timeline."""

    where: str
    title: str
    start: PartialDate
    end: PartialDate | None = None


@dataclass
class ImportedTimeline:
    """All that a file says.

    `zone` is the time zone of the times in it, or None. `remarks` are (where, message) pairs that an editor should look
    at; `errors` are those of the events and other parts that cannot be imported.
    """

    format: str = ""
    title: str = ""
    dek: str = ""
    zone: tzinfo | None = None
    events: list[ImportedEvent] = field(default_factory=list)
    eras: list[ImportedEra] = field(default_factory=list)
    remarks: Remarks = field(default_factory=lambda: Remarks())
    errors: list[tuple[str, str]] = field(default_factory=list)
    unknown: Counter = field(default_factory=Counter)

    @contextmanager
    def collecting_errors(self, where, value=None):
        """Collect the error of one event or era, so that an editor sees all errors of a file at once.

        `value` is what the file says there: the beginning of its words is added, by which the event can be found.
        """
        try:
            yield
        except ValueError as error:
            place = place_of(where, error.path if isinstance(error, InvalidField) else "")
            words = words_in(value)
            self.errors.append((place, f"{error} (“{excerpt(words)}”)" if words else str(error)))

    def note_unread(self, fields):
        """Return the lines for the desk's note of what no reader has asked for in an event."""
        pairs = fields.unread()
        self.unknown.update(dict(pairs).keys())
        return [f"{path[:1].upper()}{path[1:]}: {text}" for path, text in pairs]

    def report_unread(self, fields, where=""):
        """Add a remark about everything that no reader has asked for outside of the events, with its value."""
        for path, text in fields.unread():
            message = gettext("there is no place for it here, so it is not taken: “%(value)s”")
            self.remarks.add(place_of(where, path), message % {"value": excerpt(text, 300)})

    def report_unknown(self):
        """Add a remark about every kind of field that is only kept in the desk's notes of events."""
        for name, count in self.unknown.items():
            message = ngettext(
                "there is no column for it here; it is kept in the note for the desk of %(count)d event",
                "there is no column for it here; it is kept in the notes for the desk of %(count)d events",
                count,
            )
            self.remarks.add(excerpt(name), message % {"count": count})

    def assign_unique_ids(self):
        """Give every event an id that no other event of the file has.

        The file's own ids are kept. An event without one gets an id made of its date and title, so that the same file
        gives the same ids when it is imported again.
        """
        ids = UnusedSlugs()
        for event in self.events:
            content = f"{event.identity} {event.title}"
            event.has_own_id = bool(event.unique_id)
            wanted = event.unique_id or "by-" + hashlib.sha256(content.encode()).hexdigest()[:20]
            unique_id = ids.make(wanted, MAX_TITLE_LENGTH)
            if unique_id != wanted and event.unique_id:
                message = gettext("another event of this file has the id “%(id)s”; this one gets the id “%(new)s”")
                self.remarks.add(event.where, message % {"id": excerpt(wanted), "new": excerpt(unique_id)})
            event.unique_id = unique_id


def place_of(where, path):
    """Return the place of a field of an event or era, such as `events[3].text` or `line 4, background`."""
    return ("." if where.endswith("]") else ", ").join(filter(None, (where, path)))


def line_label(number):
    """Return the place of a line in a file, for messages."""
    return gettext("line %(number)d") % {"number": number}


class UnreadableFile(Refusal):
    """A file was refused and nothing was stored; `errors` are (where, message) pairs.

    `leaves_events` says whether events would be left if everything that has errors were left out.
    """

    def __init__(self, errors, *, leaves_events=False):
        self.leaves_events = leaves_events
        if not isinstance(errors, list):
            errors = [(gettext("the file"), errors)]
        more = len(errors) - MAX_REMARKS
        self.errors = errors[:MAX_REMARKS]
        if more > 0:
            self.errors.append((gettext("the file"), gettext("%(count)d more errors are not listed") % {"count": more}))
        super().__init__([f"{where}: {message}" for where, message in self.errors])
