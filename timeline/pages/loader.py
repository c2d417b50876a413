"""Loading a timeline or an event with everything it shows, in a fixed number of queries."""

from django.db.models import Max, Q

from articles.models import Edition, FactVersion
from articles.pages import FactLoader, add_corrections
from timeline.models import Event, Timeline


def public_timelines(moment):
    """Return every timeline that is public at a moment, with its events, by title."""
    keys = list(Timeline.objects.public_at(moment).values_list("pk", flat=True))
    facts = FactLoader(moment=moment)
    facts.add_keys(Timeline, keys)
    return sorted(facts.load().of(Timeline, keys), key=lambda timeline: timeline.title.lower())


def public_timeline(slug, moment):
    """Return the timeline of a slug as readers see it at a moment, with its events, or None."""
    return load_first(Timeline.objects.public_at(moment).filter(slug=slug), moment)


def public_event(slug, moment):
    """Return the event of a slug as readers see it at a moment, with its corrections, or None."""
    event = load_first(Event.objects.public_at(moment).filter(slug=slug), moment)
    if event:
        add_corrections([event], moment)
    return event


def load_first(queryset, moment):
    """Return the first fact of a query set with everything it shows at a moment, or None."""
    fact = next(iter(queryset.with_parts()), None)
    if fact:
        facts = FactLoader(moment=moment)
        facts.add(fact)
        facts.load()
    return fact


def timelines_showing(event, moment):
    """Return the public timelines that show an event at a moment, those made by a rule included."""
    ruled = Timeline.objects.with_rule_matching(Event.objects.filter(pk=event.pk))
    curated = Q(made=Timeline.Made.CURATED, entries__event=event)
    return Timeline.objects.public_at(moment).filter(curated | Q(pk__in=ruled)).distinct()


def editions_showing(fact, moment):
    """Return the listed editions that show a timeline or an event at a moment, newest significant change first."""
    return fact.shown_in(Edition.objects.listed_at(moment), moment)


def last_change(timeline, moment):
    """Return when a timeline or one of its events was last changed before a moment, or None where no version says."""
    keys = [timeline.pk, *(entry.event_id for entry in timeline.ordered_entries)]
    return FactVersion.objects.filter(fact__in=keys, moment__lte=moment).aggregate(last=Max("moment"))["last"]
