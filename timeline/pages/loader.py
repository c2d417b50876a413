"""Loading a timeline or an event with everything it shows, in a fixed number of queries."""

import json

from django.db import models

from articles.models import Address, Edition, FactVersion
from articles.pages import add_corrections, edition_from_json, load_facts
from articles.queries import (
    MOMENT,
    Keys,
    Parameter,
    PartRows,
    PreparedQuery,
    PreparedRows,
    key_from,
    moment_from,
    part_rows,
    row_from_json,
    row_object,
)
from timeline.models import Event, Timeline

SLUG = Parameter("slug", models.TextField())
FACT = Parameter("fact", models.UUIDField())
MOST_EDITIONS = 20  # listed on the page of a timeline or an event


PUBLIC_KEYS = {
    model: PreparedQuery(lambda model=model: model.objects.public_at(MOMENT).filter(slug=SLUG).values_list("pk"))
    for model in (Timeline, Event)
}


def public_timeline(slug, moment):
    """Return the timeline of a slug as readers see it at a moment, with its events, or None."""
    return public_fact(Timeline, slug, moment)


def public_event(slug, moment):
    """Return the event of a slug as readers see it at a moment, with its corrections, or None."""
    event = public_fact(Event, slug, moment)
    if event:
        add_corrections([event], moment)
    return event


def public_fact(model, slug, moment):
    """Return the fact of a kind that has a slug and is public at a moment, with everything it shows, or None."""
    keys = [key_from(key) for (key,) in PUBLIC_KEYS[model].run(slug=slug, moment=moment)]
    return next(iter(load_facts(model, keys, moment)), None)


def rules_about_topics():
    """Return the active timelines by rule whose rules name none but some topics, as JSON with the rules' topics."""
    rules = Timeline.objects.rules_about(Keys("topics"))
    return rules.values_list(row_object(Timeline, rule_topics=part_rows(Timeline.part_relations()["rule_topics"])))


RULES_ABOUT_TOPICS = PreparedQuery(rules_about_topics)


def timelines_with_event():
    """Return the public timelines that show an event: by an entry, or because their rules, known by now, match it."""
    curated = (
        Timeline.objects.filter(Timeline.shows("entries__event"), entries__event=FACT).order_by().values_list("pk")
    )
    ruled = Timeline.objects.filter(pk__in=Keys("ruled")).order_by().values_list("pk")
    return Timeline.objects.public_at(MOMENT).filter(pk__in=curated.union(ruled))


def editions_with(model, others=None):
    """Return the listed editions that show a timeline or an event; `others` as `editions_showing` takes them."""
    listed = Edition.objects.listed_at(MOMENT)
    return model.editions_showing(model.objects.filter(pk=FACT), listed, others=others or {})[:MOST_EDITIONS]


def pages_of_event():
    """Return (the timelines, the listed editions) that show an event, each as a JSON array."""
    editions = editions_with(Event, {Timeline: Keys("ruled")})
    edition = row_object(Edition, address=row_object(Address, "address__"))
    timelines = timelines_with_event().values(row=row_object(Timeline))
    return Event.objects.filter(pk=FACT).values_list(PartRows(timelines), PartRows(editions.values(row=edition)))


PAGES_OF_EVENT = PreparedQuery(pages_of_event)
EDITIONS_WITH_TIMELINE = PreparedRows(Edition, lambda: editions_with(Timeline), "address")


def pages_with_event(event, moment):
    """Return (the timelines, the listed editions) that show a public event at a moment, rules included."""
    topics = {person.topic_id for person in event.people.all()} | {event.speaker_id} - {None}
    rules = [Timeline.thaw(json.loads(row)) for (row,) in RULES_ABOUT_TOPICS.run(topics=topics)]
    ruled = [rule.pk for rule in rules if rule.rule_matches(event.date, topics)]
    [(timelines, editions)] = PAGES_OF_EVENT.run(fact=event.pk, moment=moment, ruled=ruled)
    timelines = [row_from_json(Timeline, row) for row in json.loads(timelines)]
    return timelines, [edition_from_json(row) for row in json.loads(editions)]


def editions_with_timeline(timeline, moment):
    """Return the listed editions that show a timeline at a moment, newest significant change first."""
    return EDITIONS_WITH_TIMELINE.run(fact=timeline.pk, moment=moment)


def last_version(facts):
    """Return the query of when one of some facts (their keys, or a query of them) was last recorded before a moment."""
    return FactVersion.objects.filter(fact__in=facts, moment__lte=MOMENT).order_by("-moment").values_list("moment")[:1]


LAST_VERSION = PreparedQuery(lambda: last_version(Keys("facts")))


def last_change(facts, moment):
    """Return when one of some facts, by their keys, was last changed before a moment, or None where no version says."""
    for (last,) in LAST_VERSION.run(facts=facts, moment=moment):
        return moment_from(last)
    return None
