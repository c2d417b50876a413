"""The readers' pages of this house: ask at the request's moment, choose, render."""

from django.http import Http404
from django.shortcuts import render

from articles.gathering import Facts
from articles.history import corrections_of
from articles.models import Edition
from articles.structured import absolute
from articles.views import moved
from timeline.choosing import Choice
from timeline.gathering import last_change, public_event, public_timeline, timelines_showing
from timeline.models import Event, Timeline
from timeline.strip import Strip


def timelines(request):
    """Every public timeline."""
    facts = Facts(moment=request.moment)
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
        "canonical": absolute(found.get_absolute_url() + choice.query(newest_first=False)),
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
        "canonical": absolute(found.get_absolute_url()),
    }
    return render(request, "timeline/event.html", context)


def gone_event(request, slug):
    """Lead to the event that this one was merged into, say that it was taken down, or answer 404."""
    if survivor := Event.survivor_at(slug, request.moment):
        return moved(survivor.get_absolute_url())
    down = Event.objects.would_be_public_at(request.moment).filter(slug=slug, taken_down_at__isnull=False).first()
    if down is None:
        raise Http404
    return render(request, "timeline/gone.html", {"event": down}, status=410)
