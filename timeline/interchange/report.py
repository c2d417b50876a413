"""What an import did, or would do: a line for every event and era, what was left out, and the remarks."""

from dataclasses import dataclass, field

from django.db import models
from django.utils.translation import gettext_lazy as _

from timeline.interchange.schema import Remarks
from timeline.models import Timeline


class Outcome(models.TextChoices):
    """What an import does with an event or an era."""

    CREATED = "new", _("new")
    KNOWN = "known", _("known")
    DIFFERS = "differs", _("known, but different here: not changed")
    UPDATED = "updated", _("updated")


@dataclass
class ReportLine:
    """What an import did with one event or era of a file. `before` says what an update changes."""

    where: str
    date: str
    title: str
    outcome: Outcome
    before: str = ""

    def __str__(self):
        return f"{self.where}: {self.result}: {self.date}: {self.title}"

    @property
    def result(self):
        """The outcome in words, with what was there before an update."""
        return f"{self.outcome.label} ({self.before})" if self.before else str(self.outcome.label)


@dataclass
class Report:
    """What an import did, or would do: the timeline, a line for every event and era, and the remarks.

    `left_out` has the place of everything that was not imported, and why. `media_count` is the number of new events
    that name a picture, film or page, which their forms offer as a picture or source. `changes_public` says whether
    readers see what the import changes. It then needs the kind of change and the note to readers.
    """

    timeline: Timeline
    is_new: bool
    format: str
    lines: list[ReportLine] = field(default_factory=list)
    eras: list[ReportLine] = field(default_factory=list)
    left_out: list[tuple[str, str]] = field(default_factory=list)
    remarks: Remarks = field(default_factory=Remarks)
    media_count: int = 0
    changes_public: bool = False

    def count(self, outcome):
        """Return the number of events with an outcome."""
        return [line.outcome for line in self.lines].count(outcome)
