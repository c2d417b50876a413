"""Events, the sources that are cited for them, and timelines."""

from timeline.models.blocks import TimelineBlock
from timeline.models.event import MIN_SIMILARITY, Citation, EditionEvent, Event, EventPerson, event_slug, similarity
from timeline.models.rules import RuleQuery
from timeline.models.timeline import EditionTimeline, Entry, Era, RuleTopic, Timeline

__all__ = [
    "MIN_SIMILARITY",
    "Citation",
    "EditionEvent",
    "EditionTimeline",
    "Entry",
    "Era",
    "Event",
    "EventPerson",
    "RuleQuery",
    "RuleTopic",
    "Timeline",
    "TimelineBlock",
    "event_slug",
    "similarity",
]
