"""The readers' pages of this house: ask at the request's moment, choose, render."""

from django.db.models import Max
from django.http import Http404
from django.shortcuts import render

from articles.gathering import Facts
from articles.models import Edition, FactVersion
from articles.structured import absolute
from timeline.models import Event, Timeline
from timeline.strip import Strip


def timelines(request):
    """Every public timeline."""
    facts = Facts()
    facts.want(Timeline, Timeline.objects.public_at(request.moment).values_list("pk", flat=True))
    found = [fact for fact in facts.load().found.values() if isinstance(fact, Timeline)]
    return render(
        request, "timeline/timelines.html", {"timelines": sorted(found, key=lambda timeline: timeline.title.lower())}
    )


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
    context = {
        "timeline": found,
        "people": people,
        "who": who,
        "spans": found.spans_about(who),
        "strip": Strip(found.spans_about(who)),
        "editions": found.shown_in(Edition.objects.listed_at(request.moment)),
        "changed": last_change(facts, request.moment),
        "canonical": absolute(found.get_absolute_url() + (f"?who={who.slug}" if who else "")),
    }
    return render(request, "timeline/timeline.html", context)


def last_change(facts, moment):
    """Return when the timeline or one of its events was last changed, or None where no version tells."""
    keys = [key for key, fact in facts.found.items() if isinstance(fact, (Timeline, Event))]
    versions = FactVersion.objects.filter(fact__in=keys, moment__lte=moment)
    return versions.aggregate(last=Max("moment"))["last"]
