"""What happened, when, and who says so."""

from timeline.models.blocks import TimelineBlock
from timeline.models.entry_batch import enter, key_of
from timeline.models.event import Citation, Event, EventPerson
from timeline.models.mentions import EditionEvent, EditionTimeline
from timeline.models.search import event_slug
from timeline.models.timeline import Entry, Era, RuleTopic, Timeline

__all__ = [
    "Citation",
    "EditionEvent",
    "EditionTimeline",
    "Entry",
    "Era",
    "Event",
    "EventPerson",
    "RuleTopic",
    "Timeline",
    "TimelineBlock",
    "enter",
    "event_slug",
    "key_of",
]
