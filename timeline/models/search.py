"""Finding events: by whom they are about, by date, and those that may be the same."""

import datetime
import re

from django.db.models import Q
from django.utils.text import slugify

from articles.dates import first_day
from articles.models.facts import FactQuerySet

LITTLE = frozenset("a an and are as at by for from her his in is it its of on the their to was were with".split())  # noqa: SIM905
ALIKE = 0.5


class EventQuerySet(FactQuerySet):
    """Questions about events."""

    def about_all(self, topics):
        """Return the events that are about every one of the topics, or in which they speak."""
        events = self
        for topic in topics:
            with_them = self.model.people.rel.related_model.objects.filter(topic=topic).values("event")
            events = events.filter(Q(pk__in=with_them) | Q(speaker=topic))
        return events

    def between(self, first=None, last=None):
        """Return the events that begin no earlier than one partial date does, and no later than another ends.

        Either may be None. "Before" counts by its upper bound, and early, mid and late by the first day of their
        third, as in the order of a timeline.
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
        """Return the events whose time overlaps that of a partial date; an open end reaches for ever.

        Early, mid and late overlap with their whole period: where its thirds end, nobody can say to the day.
        """
        dated = self.alias(begins=first_day("date"))
        if date.end:
            dated = dated.filter(begins__lte=date.end.isoformat()[:10])
        if date.start:
            dated = dated.filter(date__last_day__gte=date.start.isoformat()[:10])
        return dated

    def near(self, date, title="", people=(), but=None):
        """Return the standing events that may be this one, for the desk: at an overlapping time with one of the same
        people, or at an overlapping time, or with all of its words, under a title much like it. `people` are topics or
        their keys; `but` is the event that is asked about. In the order of their dates.
        """
        standing = self.active().exclude(pk=getattr(but, "pk", but))
        at_that_time = standing.overlapping(date)
        shared = self.model.people.rel.related_model.objects.filter(topic__in=list(people)).values("event")
        near = set(at_that_time.filter(Q(pk__in=shared) | Q(speaker__in=list(people))).values_list("pk", flat=True))
        near |= {pk for pk, other in at_that_time.values_list("pk", "title") if likeness(title, other) >= ALIKE}
        near |= {pk for pk, other in standing.values_list("pk", "title") if likeness(title, other) == 1}
        return self.filter(pk__in=near).order_by("date__sort_key", "pk")


def event_slug(title, date):
    """Return the slug that an event has by its title, or by its date where no letter of the title fits into one."""
    return slugify(title)[:80].strip("-") or f"event-{date.sort_key[0]}"


def likeness(one, other):
    """Return how much two titles are alike, from 0 to 1: the share of their words that both have."""
    ones, others = telling_words(one), telling_words(other)
    return len(ones & others) / len(ones | others) if ones and others else 0


def telling_words(title):
    """Return the words of a title that tell something, in lower case."""
    return set(re.findall(r"\w+", title.lower())) - LITTLE
