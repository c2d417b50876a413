"""What the readers' views of timelines need."""

from timeline.pages.filters import Choice
from timeline.pages.loader import last_change, public_event, public_timeline, timelines_showing
from timeline.pages.strip import Strip

__all__ = [
    "Choice",
    "Strip",
    "last_change",
    "public_event",
    "public_timeline",
    "timelines_showing",
]
