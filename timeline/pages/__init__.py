"""What the readers' views of timelines and events need."""

from timeline.pages.chart import Chart, CrowdedChart
from timeline.pages.export import MEDIA_TYPES, export_timeline, oembed_content, timeline_at_url
from timeline.pages.index import TIMELINE_LIST, with_extents
from timeline.pages.loader import (
    editions_with_timeline,
    pages_with_event,
    public_event,
    public_timeline,
)
from timeline.pages.newest import newest_timeline
from timeline.pages.outline import public_outline
from timeline.pages.page import TimelinePage

__all__ = [
    "MEDIA_TYPES",
    "TIMELINE_LIST",
    "Chart",
    "CrowdedChart",
    "TimelinePage",
    "editions_with_timeline",
    "export_timeline",
    "newest_timeline",
    "oembed_content",
    "pages_with_event",
    "public_event",
    "public_outline",
    "public_timeline",
    "timeline_at_url",
    "with_extents",
]
