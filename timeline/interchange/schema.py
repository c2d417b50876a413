"""What every format of file is read into: one timeline with events and eras, none of which is stored yet."""

import hashlib
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.utils.translation import gettext

from articles.addresses import UnusedSlugs
from articles.dates import PartialDate
from articles.exceptions import Refusal
from timeline.interchange.fields import InvalidField
from timeline.interchange.html_to_text import excerpt

MAX_BYTES = 5_000_000
MAX_EVENTS = 5_000
MAX_TITLE_LENGTH = 200
MAX_TEXT_LENGTH = 20_000
MAX_REMARKS = 1_000  # remarks, or errors, that are listed; an editor reads no more of them


@dataclass
class ImportedEvent:
    """An event of a file. `where` is its place in the file, such as `line 4` or `events[3]`.

    `note` is the event's note for the desk: it holds what the file says and fits into no other column. `extension`
    holds what only our own exports say, as `parse_extension` returns it; it is empty for another program's file.
    """

    where: str
    date: PartialDate
    title: str
    text: str = ""
    note: str = ""
    unique_id: str = ""
    extension: dict = field(default_factory=dict)


@dataclass
class ImportedEra:
    """An era of a file: a named period of its timeline."""

    title: str
    start: PartialDate
    end: PartialDate | None = None


@dataclass
class ImportedTimeline:
    """All that a file says.

    `remarks` are (where, message) pairs that an editor should look at, `errors` those for which the file is refused.
    """

    format: str
    title: str = ""
    dek: str = ""
    events: list[ImportedEvent] = field(default_factory=list)
    eras: list[ImportedEra] = field(default_factory=list)
    remarks: list[tuple[str, str]] = field(default_factory=list)
    errors: list[tuple[str, str]] = field(default_factory=list)

    @contextmanager
    def collecting_errors(self, where):
        """Collect the error of one event or era, so that an editor sees all errors of a file at once."""
        try:
            yield
        except InvalidField as error:
            separator = "." if where.endswith("]") else ", "
            self.errors.append((f"{where}{separator}{error.path}" if error.path else where, str(error)))
        except ValueError as error:
            self.errors.append((where, str(error)))

    def add_remark(self, where, message):
        """Add a remark, unless there are too many to be read."""
        if len(self.remarks) < MAX_REMARKS:
            self.remarks.append((where, message))

    def assign_unique_ids(self):
        """Give every event an id that no other event of the file has.

        The file's own ids are kept. An event without one gets an id made of its date and title, so that the same file
        gives the same ids when it is imported again.
        """
        ids = UnusedSlugs()
        for event in self.events:
            content = f"{event.date.canonical_key} {event.title}"
            wanted = event.unique_id or "by-" + hashlib.sha256(content.encode()).hexdigest()[:20]
            unique_id = ids.make(wanted, MAX_TITLE_LENGTH)
            if unique_id != wanted and event.unique_id:
                message = gettext("another event of this file has the id “%(id)s”; this one gets the id “%(new)s”")
                self.add_remark(event.where, message % {"id": excerpt(wanted), "new": excerpt(unique_id)})
            event.unique_id = unique_id


class UnreadableFile(Refusal):
    """A file was refused and nothing was stored; `errors` are (where, message) pairs."""

    def __init__(self, errors):
        if not isinstance(errors, list):
            errors = [(gettext("the file"), errors)]
        more = len(errors) - MAX_REMARKS
        self.errors = errors[:MAX_REMARKS]
        if more > 0:
            self.errors.append((gettext("the file"), gettext("%(count)d more errors are not listed") % {"count": more}))
        super().__init__([f"{where}: {message}" for where, message in self.errors])
