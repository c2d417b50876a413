"""The site's own pages: the front page, and topics, which gather what both houses know."""

from django.shortcuts import get_object_or_404, render

from articles.lists import dressed
from articles.models import Article, Edition, EditionQuotation, Section, Topic
from articles.reading import Facts
from timeline.models import Event, Timeline


def front(request):
    """The newest articles and a timeline; on an empty site, a greeting for the first editor."""
    editions = dressed(Edition.objects.listed_at(request.moment)[:12])
    if not editions:
        return render(request, "newsroom/welcome.html", {"has_drafts": Article.objects.exists()})
    sections = Section.objects.filter(editions__in=Edition.objects.listed_at(request.moment)).distinct()
    return render(
        request,
        "newsroom/front.html",
        {"editions": editions, "sections": sections, "timeline": latest_timeline(request.moment)},
    )


def latest_timeline(moment):
    """Return the timeline that the newest article shows, with its events, or None."""
    newest = Edition.objects.listed_at(moment).filter(editiontimelines__isnull=False)
    keys = list(newest.values_list("editiontimelines__fact", flat=True)[:1])
    facts = Facts()
    facts.want(Timeline, keys)
    return next(iter(facts.load().of(Timeline, keys)), None)


def topics(request):
    """Every public topic, by name."""
    return render(request, "newsroom/topics.html", {"topics": Topic.objects.public_at(request.moment)})


def topic(request, slug):
    """A topic: its articles, what it said, and its events in order."""
    found = get_object_or_404(Topic.objects.public_at(request.moment), slug=slug)
    listed = Edition.objects.listed_at(request.moment)
    editions = dressed(listed.filter(editiontopics__fact=found).distinct()[:20])
    said = EditionQuotation.objects.filter(speaker=found, edition__in=listed).select_related(
        "source", "edition__address"
    )
    facts = Facts()
    happened = Event.objects.public_at(request.moment).filter(people__topic=found)
    facts.want(Event, happened.values_list("pk", flat=True))
    facts.load()
    events = sorted(
        (f for f in facts.found.values() if isinstance(f, Event)), key=lambda e: (e.date.sort_key, str(e.pk))
    )
    return render(
        request, "newsroom/topic.html", {"topic": found, "editions": editions, "quotations": said, "events": events}
    )
