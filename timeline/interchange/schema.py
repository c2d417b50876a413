"""The neutral record: what every shape of file is read into, and what alone is stored."""

from dataclasses import dataclass, field

from articles.dates import PartialDate
from articles.exceptions import Refusal

MOST_BYTES = 5_000_000
MOST_EVENTS = 5_000
LONGEST_TITLE = 200
LONGEST_TEXT = 20_000
MOST_LINES = 1_000  # remarks, or faults, that are listed; an editor reads no more of them


@dataclass
class ImportedEvent:
    """An event of a file. `where` names its place for the editor, such as `line 4` or `events[3]`.

    `note` keeps in words what there is no column for: it is the desk's, and readers never see it. `own` holds what only
    our own exports say: status, quotation, people and citations; None for a foreign file.
    """

    where: str
    date: PartialDate
    title: str
    text: str = ""
    note: str = ""
    unique_id: str = ""
    own: dict | None = None


@dataclass
class ImportedEra:
    """A named stretch of a file's timeline."""

    where: str
    title: str
    start: PartialDate
    end: PartialDate | None = None


@dataclass
class ImportedTimeline:
    """All that a file says. `remarks` are (where, sentence) pairs of what an editor should look at."""

    shape: str
    title: str = ""
    dek: str = ""
    events: list[ImportedEvent] = field(default_factory=list)
    eras: list[ImportedEra] = field(default_factory=list)
    remarks: list[tuple[str, str]] = field(default_factory=list)

    def remark(self, where, sentence):
        """Note something that an editor should look at."""
        if len(self.remarks) < MOST_LINES:
            self.remarks.append((where, sentence))


class Unreadable(Refusal):
    """A file was refused and nothing was stored; `faults` are (where, sentence) pairs."""

    def __init__(self, faults):
        faults = faults if isinstance(faults, list) else [("the file", faults)]
        more = len(faults) - MOST_LINES
        self.faults = faults[:MOST_LINES] + ([("the file", f"{more} more faults are not listed")] if more > 0 else [])
        super().__init__([f"{where}: {sentence}" for where, sentence in self.faults])
