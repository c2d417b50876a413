"""The readers' pages of this house: ask at the request's moment, choose, render."""

from django.http import Http404
from django.shortcuts import render

from articles.models import Edition
from articles.reading import Facts
from timeline.models import Timeline


def timelines(request):
    """Every public timeline."""
    found = Timeline.objects.public_at(request.moment).with_parts()
    facts = Facts()
    for timeline in found:
        facts.want_for(timeline)
    facts.load()
    return render(request, "timeline/timelines.html", {"timelines": found})


def timeline(request, slug):
    """A timeline with its events, sources and people; `?who=` shows the events of one of them."""
    found = Timeline.objects.public_at(request.moment).filter(slug=slug).first()
    if found is None:
        raise Http404
    facts = Facts()
    facts.want(Timeline, [found.pk])
    [found] = facts.load().of(Timeline, [found.pk])
    people = found.people()
    who = next((topic for topic in people if topic.slug == request.GET.get("who")), None)
    if "who" in request.GET and who is None:
        raise Http404
    editions = found.shown_in(Edition.objects.listed_at(request.moment))
    context = {"timeline": found, "people": people, "who": who, "spans": found.spans_about(who), "editions": editions}
    return render(request, "timeline/timeline.html", context)
