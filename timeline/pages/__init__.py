"""What the readers' views of timelines and events need."""

from timeline.pages.chart import Chart
from timeline.pages.export import MEDIA_TYPES, export_timeline, oembed_content, timeline_at_url
from timeline.pages.filters import Filters
from timeline.pages.loader import last_change, public_event, public_timeline, public_timelines, timelines_showing

__all__ = [
    "MEDIA_TYPES",
    "Chart",
    "Filters",
    "export_timeline",
    "last_change",
    "oembed_content",
    "public_event",
    "public_timeline",
    "public_timelines",
    "timeline_at_url",
    "timelines_showing",
]
