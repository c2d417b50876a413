"""What the readers' views of timelines and events need."""

from timeline.pages.chart import Chart, CrowdedChart
from timeline.pages.export import MEDIA_TYPES, export_timeline, oembed_content, timeline_at_url
from timeline.pages.loader import (
    editions_with_timeline,
    pages_with_event,
    public_event,
    public_timeline,
    public_timelines,
)
from timeline.pages.outline import public_outline
from timeline.pages.page import TimelinePage

__all__ = [
    "MEDIA_TYPES",
    "Chart",
    "CrowdedChart",
    "TimelinePage",
    "editions_with_timeline",
    "export_timeline",
    "oembed_content",
    "pages_with_event",
    "public_event",
    "public_outline",
    "public_timeline",
    "public_timelines",
    "timeline_at_url",
]
