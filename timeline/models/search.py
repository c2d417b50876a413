"""Querying events: by topic, by date, and for those that may be the same."""

import datetime
import re

from django.db.models import Q
from django.utils.text import slugify

from articles.dates import first_day
from articles.models.facts import FactQuerySet

STOP_WORDS = frozenset(
    "a an and are as at by for from her his in is it its of on the their to was were with".split()  # noqa: SIM905
)
MIN_SIMILARITY = 0.5


class EventQuerySet(FactQuerySet):
    """A queryset of events."""

    def about(self, topics):
        """Return the events that are about all of the topics (or their keys), or quote them."""
        events = self
        for topic in topics:
            # A subquery, because a join would list an event once for each of its people; and a union, because PostgreSQL
            # would read the whole table for conditions that OR joins.
            about, quoting = Q(people__topic=topic), Q(speaker=topic)
            keys = [self.model.objects.filter(condition).order_by().values_list("pk") for condition in (about, quoting)]
            events = events.filter(pk__in=keys[0].union(keys[1]))
        return events

    def between(self, first=None, last=None):
        """Return the events that start no earlier than one partial date does, and no later than another ends.

        Either may be None. As in the order of a timeline, "before" counts by its upper bound, and early, mid and late
        by the first day of their third.
        """
        events = self
        begins = first and first.bounds[0]
        ends = last and last.bounds[1]
        if begins:
            events = events.filter(date__sort_key__gte=begins)
        if ends and ends < datetime.date.max.isoformat():
            day = datetime.date.fromisoformat(ends) + datetime.timedelta(days=1)
            events = events.filter(date__sort_key__lt=day.isoformat())
        return events

    def overlapping(self, date):
        """Return the events that overlap a partial date; an open end ("after", "before") has no limit.

        Early, mid and late count as their whole period, because the ends of its thirds are not exact.
        """
        dated = self.alias(begins=first_day("date"))
        if date.end:
            dated = dated.filter(begins__lte=date.end.isoformat()[:10])
        if date.start:
            dated = dated.filter(date__last_day__gte=date.start.isoformat()[:10])
        return dated

    def similar_to(self, date, title="", people=(), exclude=None):
        """Return the active events that may be the same as one with these values, in the order of their dates.

        They overlap the date, and share one of the people or have a similar title; or their title has the same
        significant words, whatever their date. `people` are topics or their keys; `exclude` is an event or its key.
        """
        active = self.active().exclude(pk=getattr(exclude, "pk", exclude))
        overlapping = active.overlapping(date)
        same_people = Q(people__topic__in=list(people)) | Q(speaker__in=list(people))
        keys = set(overlapping.filter(same_people).values_list("pk", flat=True))
        keys |= {
            pk for pk, other in overlapping.values_list("pk", "title") if similarity(title, other) >= MIN_SIMILARITY
        }
        keys |= {pk for pk, other in active.values_list("pk", "title") if similarity(title, other) == 1}
        return self.filter(pk__in=keys).order_by("date__sort_key", "pk")


def event_slug(title, date):
    """Return the slug that an event has by its title, or by its date where no letter of the title fits into one."""
    return slugify(title)[:80].strip("-") or f"event-{date.sort_key[0]}"


def similarity(title, other):
    """Return the share of the significant words of two titles that both have, from 0 to 1."""
    words, other_words = significant_words(title), significant_words(other)
    return len(words & other_words) / len(words | other_words) if words and other_words else 0


def significant_words(title):
    """Return the words of a title in lower case, without those that occur in most titles."""
    return set(re.findall(r"\w+", title.lower())) - STOP_WORDS
