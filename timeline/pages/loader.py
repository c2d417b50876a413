"""Gathering a timeline or an event with everything it shows, in a fixed number of queries."""

from django.db.models import Max, Q

from articles.models import FactVersion
from articles.pages import FactLoader, corrections_of
from timeline.models import Event, Timeline


def public_timeline(slug, moment):
    """Return the timeline of a slug as readers see it at a moment, whole, or None."""
    found = Timeline.objects.public_at(moment).filter(slug=slug).with_parts()
    return load_contents(found[0], moment) if found else None


def load_contents(timeline, moment):
    """Give a timeline that was read with its parts all that it shows at a moment; return it."""
    facts = FactLoader(moment=moment)
    facts.add(timeline)
    facts.load()
    return timeline


def public_event(slug, moment):
    """Return the event of a slug as readers see it at a moment, whole and with its corrections, or None."""
    found = Event.objects.public_at(moment).filter(slug=slug).with_parts()
    if not found:
        return None
    facts = FactLoader(moment=moment)
    facts.add(found[0])
    facts.load()
    corrections_of(found, moment)
    return found[0]


def timelines_showing(event, moment):
    """Return the public timelines that show an event at a moment, those made by a rule included."""
    ruled = Timeline.objects.with_rule_matching(Event.objects.filter(pk=event.pk))
    named = Q(made=Timeline.Made.CURATED, entries__event=event)
    return Timeline.objects.public_at(moment).filter(named | Q(pk__in=ruled)).distinct()


def last_change(timeline, moment):
    """Return when a timeline or one of its events was last changed, or None where no version tells."""
    keys = [timeline.pk, *(entry.event_id for entry in timeline.ordered_entries)]
    return FactVersion.objects.filter(fact__in=keys, moment__lte=moment).aggregate(last=Max("moment"))["last"]
