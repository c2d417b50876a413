"""Loading a timeline or an event with everything it shows, in a fixed number of queries."""

from django.db.models import Max, Q

from articles.models import FactVersion
from articles.pages import FactLoader, add_corrections
from timeline.models import Event, Timeline


def public_timelines(moment):
    """Return every timeline that is public at a moment, with its events, by title."""
    return sorted(load(Timeline.objects.public_at(moment), moment), key=lambda timeline: timeline.title.lower())


def public_timeline(slug, moment):
    """Return the timeline of a slug as readers see it at a moment, with its events, or None."""
    return next(iter(load(Timeline.objects.public_at(moment).filter(slug=slug), moment)), None)


def public_event(slug, moment):
    """Return the event of a slug as readers see it at a moment, with its corrections, or None."""
    events = load(Event.objects.public_at(moment).filter(slug=slug), moment)
    add_corrections(events, moment)
    return next(iter(events), None)


def load(queryset, moment):
    """Return the facts of a query set with everything that they show at a moment."""
    facts, loader = queryset.with_parts(), FactLoader(moment=moment)
    for fact in facts:
        loader.add(fact)
    loader.load()
    return facts


def timelines_showing(event, moment):
    """Return the public timelines that show an event at a moment, those made by a rule included."""
    ruled = Timeline.objects.keys_of_rules_matching(Event.objects.filter(pk=event.pk))
    curated = Q(made=Timeline.Made.CURATED, entries__event=event)
    return Timeline.objects.public_at(moment).filter(curated | Q(pk__in=ruled)).distinct()


def last_change(timeline, moment):
    """Return when a timeline or one of its events was last changed before a moment, or None where no version says."""
    keys = [timeline.pk, *(entry.event_id for entry in timeline.ordered_entries)]
    return FactVersion.objects.filter(fact__in=keys, moment__lte=moment).aggregate(last=Max("moment"))["last"]
