"""Loading a timeline or an event with everything it shows, in a fixed number of queries."""

import uuid

from django.db import models

from articles.models import Edition, FactVersion
from articles.pages import add_corrections, load_facts
from articles.queries import MOMENT, Keys, Parameter, PreparedQuery, PreparedRows, from_json
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
    keys = [uuid.UUID(str(key)) for (key,) in PUBLIC_KEYS[model].run(slug=slug, moment=moment)]
    return next(iter(load_facts(model, keys, moment)), None)


def timelines_with_event():
    """Return the public timelines that show an event: by an entry, or because their rules, known by now, match it."""
    curated = (
        Timeline.objects.filter(Timeline.shows("entries__event"), entries__event=FACT).order_by().values_list("pk")
    )
    ruled = Timeline.objects.filter(pk__in=Keys("ruled")).order_by().values_list("pk")
    return Timeline.objects.public_at(MOMENT).filter(pk__in=curated.union(ruled))


TIMELINES_WITH_EVENT = PreparedRows(Timeline, timelines_with_event)


def editions_with(model):
    """Return the prepared query of the listed editions that show a timeline or an event."""
    return PreparedRows(
        Edition,
        lambda: model.editions_showing(
            model.objects.filter(pk=FACT), Edition.objects.listed_at(MOMENT), others={Timeline: Keys("ruled")}
        )[:MOST_EDITIONS],
        "address",
    )


EDITIONS_WITH = {Timeline: editions_with(Timeline), Event: editions_with(Event)}


def pages_with_event(event, moment):
    """Return (the timelines, the listed editions) that show a public event at a moment, rules included."""
    topics = {person.topic_id for person in event.people.all()} | {event.speaker_id} - {None}
    ruled = Timeline.objects.keys_of_rules_matching(Event.objects.filter(pk=event.pk), topics)
    values = {"fact": event.pk, "moment": moment, "ruled": ruled}
    return TIMELINES_WITH_EVENT.run(**values), EDITIONS_WITH[Event].run(**values)


def editions_with_timeline(timeline, moment):
    """Return the listed editions that show a timeline at a moment, newest significant change first."""
    return EDITIONS_WITH[Timeline].run(fact=timeline.pk, moment=moment, ruled=[])


def last_version(facts):
    """Return the query of when one of some facts (their keys, or a query of them) was last recorded before a moment."""
    return FactVersion.objects.filter(fact__in=facts, moment__lte=MOMENT).order_by("-moment").values_list("moment")[:1]


LAST_VERSION = PreparedQuery(lambda: last_version(Keys("facts")))


def last_change(facts, moment):
    """Return when one of some facts, by their keys, was last changed before a moment, or None where no version says."""
    for (last,) in LAST_VERSION.run(facts=facts, moment=moment):
        return moment_of(last)
    return None


def moment_of(value):
    """Return the moment of a version from what the database driver gives."""
    return from_json(FactVersion._meta.get_field("moment"), value)
