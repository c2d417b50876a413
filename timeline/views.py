"""The readers' pages of timelines and events, and timelines for other sites."""

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.clickjacking import xframe_options_exempt

from articles.pages import absolute_url
from articles.views import paginate, redirect_permanently
from timeline.models import Event
from timeline.pages import (
    MEDIA_TYPES,
    TIMELINE_LIST,
    TimelinePage,
    editions_with_timeline,
    export_timeline,
    oembed_content,
    pages_with_event,
    public_event,
    public_outline,
    public_timeline,
    timeline_at_url,
    with_extents,
)

ANY_ORIGIN = {"Access-Control-Allow-Origin": "*"}


def timelines(request):
    """Show the public timelines by title."""
    timelines, context = paginate(
        request, lambda before: TIMELINE_LIST.page(before, moment=request.moment), "timelines"
    )
    with_extents(timelines, request.moment)
    return render(request, "timeline/timelines.html", context)


def get_timeline(slug, moment):
    """Return the public timeline of a slug with its events; raise `Http404` where there is none."""
    timeline = public_timeline(slug, moment)
    if timeline is None:
        raise Http404
    return timeline


def timeline(request, slug):
    """Show a timeline: the events that the address asks for, in that order; of a long one, one part of them."""
    outline = public_outline(slug, request.moment, with_topics="who" in request.GET)
    if outline is None:
        raise Http404
    try:
        shown = TimelinePage(outline, request.GET, request.moment)
    except LookupError as error:
        raise Http404 from error
    context = {
        "timeline": outline.timeline,
        "outline": outline,
        "shown": shown,
        "filters": shown.filters,
        "chart": shown.chart,
        "editions": editions_with_timeline(outline.timeline, request.moment),
        "canonical": absolute_url(outline.timeline.get_absolute_url() + shown.canonical_query),
    }
    return render(request, "timeline/part.html" if shown.part else "timeline/timeline.html", context)


def event(request, slug):
    """Show an event: what happened, when, its sources, and where it is shown."""
    event = public_event(slug, request.moment)
    if event is None:
        return redirect_or_gone(request, slug)
    timelines, editions = pages_with_event(event, request.moment)
    context = {
        "event": event,
        "topics": [person.topic for person in event.people.all() if person.topic.is_active],
        "timelines": timelines,
        "editions": editions,
        "canonical": absolute_url(event.get_absolute_url()),
    }
    return render(request, "timeline/event.html", context)


def redirect_or_gone(request, slug):
    """Redirect to the event that this one was merged into, or answer 410 if it was taken down, or else 404."""
    if survivor := Event.survivor_at(slug, request.moment):
        return redirect_permanently(survivor.get_absolute_url())
    events = Event.objects.public_or_hidden_at(request.moment).filter(slug=slug, taken_down_at__isnull=False)
    taken_down = events.first()
    if taken_down is None:
        raise Http404
    return render(request, "timeline/gone.html", {"event": taken_down}, status=410)


def export(request, slug, form):
    """Send a public timeline as TimelineJS's JSON, as its spreadsheet, or as a calendar."""
    timeline = get_timeline(slug, request.moment)
    content = export_timeline(timeline, form, request.moment)
    disposition = {"Content-Disposition": f'inline; filename="{timeline.slug}.{form}"'}
    return HttpResponse(content, content_type=MEDIA_TYPES[form], headers=disposition | ANY_ORIGIN)


@xframe_options_exempt
def embed(request, slug):
    """Show a timeline without the site around it: the only page that others may frame."""
    timeline = get_timeline(slug, request.moment)
    context = {"timeline": timeline, "canonical": absolute_url(timeline.get_absolute_url())}
    return render(request, "timeline/embed.html", context)


def oembed(request):
    """Answer how to embed the timeline at `?url=`, in JSON, its size within `maxwidth` and `maxheight`."""
    if request.GET.get("format", "json") != "json":
        # oEmbed, section 2.3.3: 501 for a format that the provider does not know.
        return HttpResponse(gettext("Only JSON is offered."), status=501, content_type="text/plain")
    timeline = timeline_at_url(request.GET.get("url", ""), request.moment)
    if timeline is None:
        raise Http404
    content = oembed_content(timeline, request.GET.get("maxwidth"), request.GET.get("maxheight"))
    return JsonResponse(content, headers=ANY_ORIGIN)
