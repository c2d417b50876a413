"""A timeline for other sites: as a file in one of three formats, and as oEmbed (https://oembed.com)."""

from urllib.parse import urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve, reverse
from django.utils.html import format_html

from articles.pages import absolute_url
from timeline.interchange import as_calendar, as_csv, as_timelinejs
from timeline.pages.loader import last_change, public_timeline

MEDIA_TYPES = {"json": "application/json", "csv": "text/csv; charset=utf-8", "ics": "text/calendar; charset=utf-8"}
LONGEST_URL = 1000

# Pixels. The embedded page scrolls in its frame, so any height will do; the one in the answer shows the heading and
# the events, and is at most a screen.
FRAME_WIDTH, HEADING_HEIGHT, EVENT_HEIGHT, MAX_FRAME_HEIGHT = 640, 180, 150, 800


def export_timeline(timeline, extension, moment):
    """Return a timeline as the text of a file: TimelineJS's JSON, its spreadsheet, or a calendar."""
    if extension == "json":
        return as_timelinejs(timeline)
    if extension == "csv":
        return as_csv(timeline)
    facts = [timeline.pk, *(entry.event_id for entry in timeline.ordered_entries)]
    return as_calendar(timeline, last_change(facts, moment) or moment)


def timeline_at_url(url, moment):
    """Return the public timeline whose page has this address, or None."""
    try:
        parts, site = urlsplit(url[:LONGEST_URL]), urlsplit(settings.SITE_URL)
        match = resolve(parts.path)
    except (ValueError, Resolver404):
        return None
    if parts.netloc != site.netloc or match.url_name not in ("timeline", "embedded_timeline"):
        return None
    return public_timeline(match.kwargs["slug"].lower(), moment)


def oembed_content(timeline, max_width, max_height):
    """Return the oEmbed response of a timeline, of type `rich`; the limits are text, and ignored if no numbers."""
    height = min(HEADING_HEIGHT + EVENT_HEIGHT * len(timeline.ordered_entries), MAX_FRAME_HEIGHT)
    width, height = limited(FRAME_WIDTH, max_width), limited(height, max_height)
    src = absolute_url(reverse("embedded_timeline", args=[timeline.slug]))
    html = format_html(
        '<iframe src="{}" title="{}" width="{}" height="{}" loading="lazy" style="border:0;max-width:100%"></iframe>',
        *(src, timeline.title, width, height),
    )
    return {
        "version": "1.0",
        "type": "rich",
        "title": timeline.title,
        "html": html,
        "width": width,
        "height": height,
        "provider_name": settings.PUBLICATION_NAME,
        "provider_url": absolute_url("/"),
    }


def limited(size, limit):
    """Return a size in pixels, no larger than a limit that is the text of a number."""
    # `isdigit` alone takes "²", which `int` does not.
    return min(size, int(limit)) if limit and limit.isascii() and limit.isdigit() and len(limit) < 6 else size
