"""The readers' pages of this house: ask at the request's moment, choose, render."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve, reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.views.decorators.clickjacking import xframe_options_exempt

from articles.models import Edition
from articles.pages import FactLoader, absolute_url, corrections_of
from articles.views import redirect_permanently
from timeline.interchange import as_calendar, as_csv, as_timelinejs
from timeline.models import Event, Timeline
from timeline.pages import Choice, Strip, last_change, public_event, public_timeline, timelines_showing

TYPES = {"json": "application/json", "csv": "text/csv; charset=utf-8", "ics": "text/calendar; charset=utf-8"}
WIDTH = 640
# The embedded page scrolls in its frame, so that any height fits; this is what its events need, and at most a screen.
HEAD, EACH, TALLEST = 180, 150, 800


def timelines(request):
    """Every public timeline."""
    facts = FactLoader(moment=request.moment)
    facts.want(Timeline, Timeline.objects.public_at(request.moment).values_list("pk", flat=True))
    found = [fact for fact in facts.load().found.values() if isinstance(fact, Timeline)]
    return render(
        request, "timeline/timelines.html", {"timelines": sorted(found, key=lambda timeline: timeline.title.lower())}
    )


def found_timeline(request, slug):
    """Return the public timeline of a slug, whole; 404 where there is none."""
    found = public_timeline(slug, request.moment)
    if found is None:
        raise Http404
    return found


def timeline(request, slug):
    """A timeline with its events, sources and people: those events, in that order, that the address asks for."""
    found = found_timeline(request, slug)
    try:
        choice = Choice(found, request.GET)
    except LookupError as error:
        raise Http404 from error
    corrections_of([entry.event for entry in found.ordered_entries], request.moment)
    context = {
        "timeline": found,
        "choice": choice,
        "spans": choice.spans,
        "strip": Strip(found.spans_about(*choice.who)),
        "editions": found.shown_in(Edition.objects.listed_at(request.moment), request.moment),
        "changed": last_change(found, request.moment),
        "canonical": absolute_url(found.get_absolute_url() + choice.query(newest_first=False)),
    }
    return render(request, "timeline/timeline.html", context)


def event(request, slug):
    """An event by itself: what happened, when, who says so, and where it is shown; or where it has gone."""
    found = public_event(slug, request.moment)
    if found is None:
        return gone_event(request, slug)
    context = {
        "event": found,
        "timelines": timelines_showing(found, request.moment),
        "editions": found.shown_in(Edition.objects.listed_at(request.moment), request.moment),
        "canonical": absolute_url(found.get_absolute_url()),
    }
    return render(request, "timeline/event.html", context)


def gone_event(request, slug):
    """Lead to the event that this one was merged into, say that it was taken down, or answer 404."""
    if survivor := Event.survivor_at(slug, request.moment):
        return redirect_permanently(survivor.get_absolute_url())
    down = Event.objects.public_or_hidden_at(request.moment).filter(slug=slug, taken_down_at__isnull=False).first()
    if down is None:
        raise Http404
    return render(request, "timeline/gone.html", {"event": down}, status=410)


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
    context = {"timeline": found, "spans": found.spans, "canonical": absolute_url(found.get_absolute_url())}
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
    source = absolute_url(reverse("embedded_timeline", args=[found.slug]))
    html = format_html(
        '<iframe src="{}" title="{}" width="{}" height="{}" loading="lazy" style="border:0;max-width:100%"></iframe>',
        *(source, found.title, width, height),
    )
    content = {"version": "1.0", "type": "rich", "title": found.title, "html": html, "width": width, "height": height}
    content |= {"provider_name": settings.PUBLICATION_NAME, "provider_url": absolute_url("/")}
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
