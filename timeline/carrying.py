"""Timelines carried elsewhere: files for other programs, and a page for other people's pages (oEmbed 1.0)."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve, reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.views.decorators.clickjacking import xframe_options_exempt

from articles.structured import absolute
from timeline.gathering import last_change, public_timeline
from timeline.interchange.calendar import as_calendar
from timeline.interchange.exporting import as_csv, as_timelinejs
from timeline.models import Timeline
from timeline.views import found_timeline

TYPES = {"json": "application/json", "csv": "text/csv; charset=utf-8", "ics": "text/calendar; charset=utf-8"}
WIDTH = 640
# The embedded page scrolls in its frame, so that any height fits; this is what its events need, and at most a screen.
HEAD, EACH, TALLEST = 180, 150, 800


def export(request, slug, form):
    """A public timeline as TimelineJS's JSON, as its spreadsheet, or as a calendar."""
    found = found_timeline(request, slug)
    if form == "ics":
        text = as_calendar(found, last_change(found, request.moment) or request.moment)
    else:
        text = as_timelinejs(found) if form == "json" else as_csv(found)
    response = HttpResponse(text, content_type=TYPES[form])
    response["Content-Disposition"] = f'inline; filename="{found.slug}.{form}"'
    response["Access-Control-Allow-Origin"] = "*"
    return response


@xframe_options_exempt
def embed(request, slug):
    """A timeline without the site around it: the one page that others may frame."""
    found = found_timeline(request, slug)
    context = {"timeline": found, "spans": found.spans, "canonical": absolute(found.get_absolute_url())}
    return render(request, "timeline/embed.html", context)


def oembed(request):
    """What a page needs to show the timeline at `?url=`, in JSON; its size within `maxwidth` and `maxheight`."""
    if request.GET.get("format", "json") != "json":
        return HttpResponse(gettext("Only JSON is offered."), status=501, content_type="text/plain")
    found = asked_for(request)
    if found is None:
        raise Http404
    width = within(request.GET.get("maxwidth"), WIDTH)
    height = within(request.GET.get("maxheight"), height_of(found))
    source = absolute(reverse("embedded_timeline", args=[found.slug]))
    html = format_html(
        '<iframe src="{}" title="{}" width="{}" height="{}" loading="lazy" style="border:0;max-width:100%"></iframe>',
        *(source, found.title, width, height),
    )
    content = {"version": "1.0", "type": "rich", "title": found.title, "html": html, "width": width, "height": height}
    content |= {"provider_name": settings.PUBLICATION_NAME, "provider_url": absolute("/")}
    return JsonResponse(content, headers={"Access-Control-Allow-Origin": "*"})


def asked_for(request):
    """Return the public timeline whose page `?url=` names, or None."""
    try:
        asked, own = urlsplit(request.GET.get("url", "")[:1000]), urlsplit(settings.SITE_URL)
        match = resolve(asked.path)
    except (ValueError, Resolver404):
        return None
    if asked.netloc != own.netloc or match.url_name not in ("timeline", "embedded_timeline"):
        return None
    return public_timeline(match.kwargs["slug"], request.moment)


def height_of(timeline: Timeline):
    """Return the height in pixels that a frame for a timeline is advised to have."""
    return min(HEAD + EACH * len(timeline.ordered_entries), TALLEST)


def within(limit, size):
    """Return a size in pixels no larger than the limit that was asked for, if it is a number."""
    return min(size, int(limit)) if limit and limit.isascii() and limit.isdigit() and 0 < len(limit) < 6 else size
