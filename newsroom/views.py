"""The site's own pages: the front page and the topics, which bring articles and timelines together."""

from django.db import models
from django.db.models import Min, OuterRef, Q, Subquery, UUIDField
from django.shortcuts import get_object_or_404, render

from articles.models import Edition, Topic
from articles.models.prepared import MOMENT, Parameter, PreparedRows
from articles.pages import EditionList, FactLoader, with_card_data
from articles.views import paginate, redirect_permanently
from newsroom.quotations import quotations_of
from timeline.models import EditionTimeline, Event, Timeline

MOST_CARDS = 3
MOST_LINES = 5


def front(request):
    """Show the newest articles and a timeline; on an empty site, how to begin."""
    timelines = EditionTimeline.objects.filter(edition=OuterRef("pk"), fact__erased_at=None).values("fact")[:1]
    listed = Edition.objects.listed_at(request.moment).annotate(timeline=Subquery(timelines, output_field=UUIDField()))
    editions = with_card_data(listed[: 1 + MOST_CARDS + MOST_LINES], request.moment)
    if not editions:
        return render(request, "newsroom/welcome.html")
    top, *rest = editions
    cards = [edition for edition in rest if edition.lead][:MOST_CARDS]
    context = {
        "top": top,
        "cards": cards,
        "latest": [edition for edition in rest if edition not in cards],
        "timeline": latest_timeline(editions, request.moment),
    }
    return render(request, "newsroom/front.html", context)


def latest_timeline(editions, moment):
    """Return the timeline of the first of these editions that has one, with its events, or None."""
    keys = [edition.timeline for edition in editions if edition.timeline][:1]
    facts = FactLoader(moment=moment)
    facts.add_keys(Timeline, keys)
    return next(iter(facts.load().of(Timeline, keys)), None)


def topics(request):
    """Show every public topic, by kind and name."""
    public = list(Topic.objects.public_at(request.moment))
    by_kind = [(kind, [topic for topic in public if topic.kind == kind]) for kind in Topic.Kind]
    return render(request, "newsroom/topics.html", {"kinds": [(kind, topics) for kind, topics in by_kind if topics]})


PUBLIC_TOPIC = PreparedRows(
    Topic, lambda: Topic.objects.public_at(MOMENT).filter(slug=Parameter("slug", models.TextField()))
)
TOPIC_LIST = EditionList(
    lambda after: (
        Edition.objects.listed_at(MOMENT)
        .filter(after, editiontopics__fact=Parameter("topic", models.UUIDField()))
        .order_by("-editiontopics__updated_from", "-editiontopics__edition")
    ),
    "editiontopics__updated_from",
    "editiontopics__edition",
)


def topic(request, slug):
    """Show a topic: its articles, its quotations, and its events in order."""
    topic = next(iter(PUBLIC_TOPIC.run(slug=slug, moment=request.moment)), None)
    if topic is None:
        survivor = get_object_or_404(Topic.objects.public_at(request.moment), merged__slug=slug)
        return redirect_permanently(survivor.get_absolute_url())
    listed = Edition.objects.listed_at(request.moment)
    values = {"topic": topic.pk, "moment": request.moment}
    _, context = paginate(request, lambda before: TOPIC_LIST.page(before, **values), "editions")
    context["topic"] = topic
    if context["is_first"]:
        events = events_of(topic, request.moment)
        context |= {"quotations": quotations_of(topic, listed, events), "events": events}
    return render(request, "newsroom/topic.html", context)


def events_of(topic, moment):
    """Return the public events that are about a topic or quote it, in their order."""
    events = Event.objects.public_at(moment).filter(Q(people__topic=topic) | Q(speaker=topic))
    events = events.annotate(place=Min("entries__position")).order_by("date__sort_key", "place", "pk")
    keys = list(events.values_list("pk", flat=True))
    facts = FactLoader(moment=moment)
    facts.add_keys(Event, keys)
    return facts.load().of(Event, keys)
