"""Events, the sources that are cited for them, and timelines."""

from timeline.models.blocks import TimelineBlock
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
    "event_slug",
]
