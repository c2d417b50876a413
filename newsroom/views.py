"""The site's own pages: the front page, and topics, which gather what both houses know."""

from django.db.models import Min, OuterRef, Q, Subquery, UUIDField
from django.shortcuts import get_object_or_404, render

from articles.models import Edition, Topic
from articles.pages import FactLoader, with_card_data
from articles.views import page_context, paginate, redirect_permanently
from newsroom.quotations import said_by
from timeline.models import EditionTimeline, Event, Timeline

CARDS = 3
LINES = 5


def front(request):
    """The newest articles and a timeline; on an empty site, a greeting for the first editor."""
    timelines = EditionTimeline.objects.filter(edition=OuterRef("pk"), fact__erased_at=None).values("fact")[:1]
    listed = Edition.objects.listed_at(request.moment).annotate(timeline=Subquery(timelines, output_field=UUIDField()))
    editions = with_card_data(listed[: 1 + CARDS + LINES], request.moment)
    if not editions:
        return render(request, "newsroom/welcome.html")
    lead, *others = editions
    cards = [edition for edition in others if edition.lead][:CARDS]
    context = {
        "lead": lead,
        "cards": cards,
        "latest": [edition for edition in others if edition not in cards],
        "timeline": latest_timeline(editions, request.moment),
    }
    return render(request, "newsroom/front.html", context)


def latest_timeline(editions, moment):
    """Return the timeline that the first of these editions to have one shows, with its events, or None."""
    keys = [edition.timeline for edition in editions if edition.timeline][:1]
    facts = FactLoader(moment=moment)
    facts.want(Timeline, keys)
    return next(iter(facts.load().of(Timeline, keys)), None)


def topics(request):
    """Every public topic, by kind and name."""
    found = list(Topic.objects.public_at(request.moment))
    kinds = [(kind, [topic for topic in found if topic.kind == kind]) for kind in Topic.Kind]
    return render(request, "newsroom/topics.html", {"kinds": [(kind, those) for kind, those in kinds if those]})


def topic(request, slug):
    """A topic: its articles, what it said, and its events in order."""
    found = Topic.objects.public_at(request.moment).filter(slug=slug).first()
    if found is None:
        survivor = get_object_or_404(Topic.objects.public_at(request.moment), merged__slug=slug)
        return redirect_permanently(survivor.get_absolute_url())
    editions = Edition.objects.listed_at(request.moment)
    shown, more = paginate(request, editions.filter(editiontopics__fact=found).distinct())
    context = {"topic": found, "editions": shown, "more": more} | page_context(request)
    if context["is_first"]:
        events = events_of(found, request.moment)
        context |= {"quotations": said_by(found, editions, events), "events": events}
    return render(request, "newsroom/topic.html", context)


def events_of(topic, moment):
    """Return the public events that are about a topic or in which it speaks, in their order."""
    facts = FactLoader(moment=moment)
    about = Event.objects.public_at(moment).filter(Q(people__topic=topic) | Q(speaker=topic))
    placed = about.annotate(place=Min("entries__position")).order_by("date__sort_key", "place", "pk")
    keys = list(placed.values_list("pk", flat=True))
    facts.want(Event, keys)
    return facts.load().of(Event, keys)
