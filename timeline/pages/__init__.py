"""What the readers' views of timelines and events need."""

from timeline.pages.chart import Chart
from timeline.pages.export import MEDIA_TYPES, export_timeline, oembed_content, timeline_at_url
from timeline.pages.filters import Filters
from timeline.pages.index import TIMELINE_LIST, with_extents
from timeline.pages.loader import (
    editions_with_timeline,
    last_change,
    pages_with_event,
    public_event,
    public_timeline,
)

__all__ = [
    "MEDIA_TYPES",
    "TIMELINE_LIST",
    "Chart",
    "Filters",
    "editions_with_timeline",
    "export_timeline",
    "last_change",
    "oembed_content",
    "pages_with_event",
    "public_event",
    "public_timeline",
    "timeline_at_url",
    "with_extents",
]
