"""The site's own pages: the front page and the topics, which bring articles and timelines together."""

import json

from django.core.paginator import Paginator
from django.db import models
from django.db.models import OuterRef, Subquery
from django.http import Http404
from django.shortcuts import get_object_or_404, render

from articles.models import Edition, Topic
from articles.pages import EditionList, RowList, absolute_url, keyset_page, load_facts, with_card_data
from articles.queries import (
    MOMENT,
    Parameter,
    PreparedQuery,
    PreparedRows,
    RowCount,
    key_from,
    row_from_json,
    row_object,
)
from articles.views import paginate, redirect_permanently
from newsroom.quotations import quotation_of_article, quotations_in_editions, quotations_of
from timeline.models import Entry, Event, EventPerson
from timeline.pages import newest_timeline

MOST_CARDS = 3
MOST_LINES = 5
MOST_QUOTATIONS, MOST_EVENTS = 10, 20  # on the page of a topic; the others have pages of their own
# Events of a topic that are sorted for its page: no index can sort them by date, so those of a topic with more of them
# are only on the page of its events.
MOST_SORTED = 200


def newest_editions():
    """Return the newest listed editions, as many as the front page shows."""
    return Edition.objects.listed_at(MOMENT)[: 1 + MOST_CARDS + MOST_LINES]


NEWEST_EDITIONS = PreparedRows(Edition, newest_editions, "address", "section")


def front(request):
    """Show the newest articles and a timeline; on an empty site, how to begin."""
    editions = with_card_data(NEWEST_EDITIONS.run(moment=request.moment), request.moment)
    if not editions:
        return render(request, "newsroom/welcome.html")
    top, *rest = editions
    cards = [edition for edition in rest if edition.lead][:MOST_CARDS]
    context = {
        "top": top,
        "cards": cards,
        "latest": [edition for edition in rest if edition not in cards],
        "timeline": newest_timeline(editions, request.moment),
    }
    return render(request, "newsroom/front.html", context)


TOPICS_OF_KIND = RowList(
    Topic,
    lambda after: (
        Topic.objects.public_at(MOMENT)
        .filter(after, kind=Parameter("kind", models.TextField()))
        .order_by("kind", "name", "pk")
    ),
    by="name",
    ascending=True,
    size=60,
)


def topics(request):
    """Show the public topics by kind and name: the first ones of each kind, or a page of the kind in `?kind=`."""
    if "kind" in request.GET:
        return topics_of_kind(request, request.GET["kind"])
    pages = [(kind, *TOPICS_OF_KIND.page("", kind=kind, moment=request.moment)) for kind in Topic.Kind]
    return render(request, "newsroom/topics.html", {"kinds": [page for page in pages if page[1]]})


def topics_of_kind(request, kind):
    """Show a page of the public topics of a kind."""

    def read(before):
        return TOPICS_OF_KIND.page(before, kind=kind, moment=request.moment)

    topics, context = paginate(request, read, "topics", kind=kind)
    if not topics:
        raise Http404
    context["kinds"] = [(Topic.Kind(kind), topics, context["next_key"])]
    return render(request, "newsroom/topics.html", context)


SLUG, TOPIC = Parameter("slug", models.TextField()), Parameter("topic", models.UUIDField())
PUBLIC_TOPIC = PreparedQuery(
    lambda: (
        Topic.objects.public_at(MOMENT)
        .filter(slug=SLUG)
        .values_list(
            row_object(Topic),
            RowCount(EventPerson.objects.filter(topic=OuterRef("pk")).values("pk")[: MOST_SORTED + 1]),
        )
    )
)
TOPIC_LIST = EditionList(
    lambda after: (
        Edition.objects.listed_at(MOMENT)
        .filter(after, editiontopics__fact=TOPIC)
        .order_by("-editiontopics__updated_from", "-editiontopics__edition_id")
    ),
    "editiontopics__updated_from",
    "editiontopics__edition_id",
)


def public_events_about(topic, moment):
    """Return the public events that are about a topic or quote it, in their order."""
    about = EventPerson.objects.filter(topic=topic).order_by().values_list("event")
    quoting = Event.objects.filter(speaker=topic).order_by().values_list("pk")
    place = Entry.objects.filter(event=OuterRef("pk")).order_by("position").values("position")[:1]
    events = Event.objects.public_at(moment).filter(pk__in=about.union(quoting))
    return events.annotate(place=Subquery(place)).order_by("date__sort_key", "place", "pk")


FIRST_EVENTS = PreparedQuery(lambda: public_events_about(TOPIC, MOMENT).values_list("pk")[: MOST_EVENTS + 1])


def topic(request, slug):
    """Show a topic: its articles, its quotations, and its events in order."""
    rows = PUBLIC_TOPIC.run(slug=slug, moment=request.moment)
    if not rows:
        survivor = get_object_or_404(Topic.objects.public_at(request.moment), merged__slug=slug)
        return redirect_permanently(survivor.get_absolute_url())
    [(row, event_count)] = rows
    topic = row_from_json(Topic, json.loads(row))
    values = {"topic": topic.pk, "moment": request.moment}
    _, context = paginate(request, lambda before: TOPIC_LIST.page(before, **values), "editions")
    context["topic"] = topic
    if context["is_first"]:
        is_sortable = event_count <= MOST_SORTED
        keys = [key_from(key) for (key,) in FIRST_EVENTS.run(**values)] if is_sortable else []
        events = load_facts(Event, keys[:MOST_EVENTS], request.moment)
        quotations = quotations_of(topic, request.moment, events)
        context |= {
            "quotations": quotations[:MOST_QUOTATIONS],
            "more_quotations": len(quotations) > MOST_QUOTATIONS,
            "events": events,
            "more_events": len(keys) > MOST_EVENTS or not is_sortable,
        }
    return render(request, "newsroom/topic.html", context)


def topic_quotations(request, slug):
    """Show every quotation of a topic in articles, those quoted last first, page by page."""
    topic = get_object_or_404(Topic.objects.public_at(request.moment), slug=slug)
    quoted = quotations_in_editions(topic, request.moment).select_related("source", "edition__address")
    rows, context = paginate(request, lambda before: keyset_page(quoted, before), "quotations")
    context |= {"topic": topic, "quotations": [quotation_of_article(row) for row in rows]}
    return render(request, "newsroom/topic_quotations.html", context)


def topic_events(request, slug):
    """Show every event about a topic in order, page by page."""
    topic = get_object_or_404(Topic.objects.public_at(request.moment), slug=slug)
    keys = public_events_about(topic, request.moment).values_list("pk", flat=True)
    page = Paginator(keys, MOST_EVENTS).get_page(request.GET.get("page"))
    events = load_facts(Event, page.object_list, request.moment)
    query = f"?page={page.number}" if page.number > 1 else ""
    context = {"topic": topic, "events": events, "events_page": page, "canonical": absolute_url(request.path + query)}
    return render(request, "newsroom/topic_events.html", context)
