"""Events, the sources that are cited for them, and the people that they are about."""

import datetime
import re
from collections import defaultdict
from functools import reduce
from operator import or_

from django.db import models, transaction
from django.db.models import Q, Value
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.addresses import page_path
from articles.dates import OPEN_END, STORED_YEAR_OFFSET, PartialDateField, add_days, day_to_stored
from articles.exceptions import Refusal
from articles.models import Addressed, Generation, Image, Kind, Mention, Mergeable, Source, Topic, permissions
from articles.models.facts import FactQuerySet, Part, record_allowed
from articles.text import FoldedField, LineField, SlugField, WordsField, fold, printable, slug_of

STOP_WORDS = frozenset(
    "a an and are as at by for from her his in is it its of on the their to was were with".split()  # noqa: SIM905
)
MIN_SIMILARITY = 0.5
MADE_FROM_TITLE = _("The last part of the address. Made from the title if left empty.")


class EventQuerySet(FactQuerySet):
    """A queryset of events."""

    def about(self, topics):
        """Return the events that are about all of the topics (or their keys), or quote them."""
        events = self
        for topic in topics:
            # A subquery, because a join would list an event once for each of its people; and a union, because
            # PostgreSQL would read the whole table for conditions that OR joins.
            about, quoting = self.model.objects.filter(people__topic=topic), self.model.objects.filter(speaker=topic)
            keys = about.order_by().values_list("pk").union(quoting.order_by().values_list("pk"))
            events = events.filter(pk__in=keys)
        return events

    def between(self, first=None, last=None):
        """Return the events that start no earlier than one partial date does, and no later than another ends.

        Either may be None. As in the order of a timeline, "before" counts by its upper bound, and early, mid and late
        by the first day of their third.
        """
        return self.sorted_between(*days_between(first, last))

    def sorted_between(self, begins, after):
        """Return the events that sort from one day on, and before another; either may be None."""
        events = self if begins is None else self.filter(date__sort_key__gte=begins)
        return events if after is None else events.filter(date__sort_key__lt=after)

    def overlapping(self, date):
        """Return the events that overlap a partial date; an open end ("after", "before") has no limit.

        Early, mid and late count as their whole period, because the ends of its thirds are not exact.
        """
        return self.overlapping_days(*limits_of([date]))

    def overlapping_days(self, first, last):
        """Return the events that overlap a time from one stored day to another, or None for no limit."""
        dated = self.filter(date__first_day__lte=last) if last else self
        return dated.filter(date__last_day__gte=first) if first else dated

    def similar_to(self, date, title):
        """Return the active events that may be the same as one with these values, in the order of their dates.

        They overlap the date, and have the same title, or a similar one and begin in its years.
        """
        [similar] = self.similar_to_each([(date, title)])
        return similar

    def similar_to_each(self, rows):
        """Return what `similar_to` does for each (date, title) of a list: three queries, however many there are.

        None of them reads all events, whose number grows: they begin from an index of dates, or of titles.
        """
        active = self.model.objects.active().order_by()
        by_year, by_title = defaultdict(list), defaultdict(list)
        years, titles = {year for date, _ in rows for year in years_of(date)}, [title for _, title in rows]
        for pk, date, title in active.filter(begins_in(years)).values_list("pk", "date", "title"):
            by_year[year_sorted_by(date)].append((pk, date, title))
        for pk, date, title in active.filter(folded__in=titles).values_list("pk", "date", "title"):
            by_title[fold(title)].append((pk, date))
        keys = []
        for date, title in rows:
            similar = {pk for pk, other in by_title[fold(title)] if date.overlaps(other)}
            for pk, other, words in (candidate for year in years_of(date) for candidate in by_year[year]):
                if similarity(title, words) >= MIN_SIMILARITY and date.overlaps(other):
                    similar.add(pk)
            keys.append(similar)
        events = list(self.filter(pk__in=set().union(*keys)).order_by("date__sort_key", "pk"))
        return [[event for event in events if event.pk in similar] for similar in keys]


def days_between(first, last):
    """Return the stored days from which, and before which, those events sort that `between` returns; None for no limit.

    Events without a date sort last, and are between no dates.
    """
    begins, ends = first and first.bounds[0], last and last.bounds[1]
    begins = begins and day_to_stored(begins)
    if ends and ends != datetime.date.max:
        return begins, day_to_stored(add_days(ends, 1))
    return begins, OPEN_END if begins or ends else None


def limits_of(dates):
    """Return the first and the last stored day of some partial dates together; None where one of them is open."""
    starts, ends = {date.start for date in dates}, {date.end for date in dates}
    first = None if None in starts else min(map(day_to_stored, starts), default=None)
    return first, None if None in ends else max(map(day_to_stored, ends), default=None)


def years_of(date):
    """Return the years in which a partial date begins and ends, those that are known."""
    return {day.year for day in (date.start, date.end) if day}


def year_sorted_by(date):
    """Return the year of the day that a partial date sorts by."""
    return int(date.sort_day[:5]) - STORED_YEAR_OFFSET


def begins_in(years):
    """Return the condition that an event begins in one of the years."""
    # The stored form is compared as it is, because its parts have no index.
    stored = [f"{year + STORED_YEAR_OFFSET:05}" for year in sorted(years)]
    ranges = [Q(date__gte=Value(year), date__lte=Value(f"{year}-99")) for year in stored]
    return reduce(or_, ranges, Q(pk__in=[]))


class Event(Addressed, Mergeable):
    """Something that happened, dated as exactly as it is known, and used by many articles and timelines."""

    class Status(models.TextChoices):
        """How certain an event is; readers see it unless it is confirmed."""

        CONFIRMED = "confirmed", _("confirmed")
        REPORTED = "reported", _("reported")
        DISPUTED = "disputed", _("disputed")

    class QuotationKind(models.TextChoices):
        """How the words of a quotation relate to what was said."""

        VERBATIM = "verbatim", _("word for word")
        TRANSLATED = "translated", _("translated")
        PARAPHRASE = "paraphrase", _("in other words")

    date = PartialDateField(db_index=True)
    title = LineField(max_length=200, help_text=_("What happened, in one line."))
    slug = SlugField(max_length=100, unique=True, blank=True, help_text=MADE_FROM_TITLE)
    folded = FoldedField("title", db_index=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.CONFIRMED)
    text = WordsField(blank=True, help_text=_("A sentence or two more, if they are needed."))
    image = models.ForeignKey(Image, models.PROTECT, null=True, blank=True, related_name="events")
    quotation = WordsField(blank=True, help_text=_("Words that were said, without quotation marks."))
    quotation_kind = models.CharField(
        _("the words are"), max_length=10, choices=QuotationKind, default=QuotationKind.VERBATIM
    )
    speaker = models.ForeignKey(Topic, models.PROTECT, null=True, blank=True, related_name="spoken_events")
    said_in = models.ForeignKey(Source, models.PROTECT, null=True, blank=True, related_name="quoted_events")
    said_at = LineField(_("where in it"), max_length=80, blank=True, help_text=_("Such as 00:41:10, or p. 4."))
    note = WordsField(blank=True, help_text=_("What readers must know of the record, such as “year inferred”."))
    desk_note = WordsField(
        _("note for the desk"),
        blank=True,
        help_text=_("For the desk only: what an import found and readers are not told, such as a picture's address."),
    )
    taken_down_at = models.DateTimeField(null=True, blank=True, editable=False)
    taken_down_words = WordsField(_("explanation"), blank=True)

    objects = EventQuerySet.as_manager()
    named_by = "title"
    parts = ("citations", "people")
    internal_columns = ("desk_note",)
    hiding_columns = (*Mergeable.hiding_columns, "taken_down_at")

    class Meta:
        ordering = ["date", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(quotation="") | Q(speaker__isnull=False), name="event_quotation_has_speaker"
            ),
            models.CheckConstraint(condition=Q(status__in=["confirmed", "reported", "disputed"]), name="event_status"),
            models.CheckConstraint(
                condition=Q(quotation_kind__in=["verbatim", "translated", "paraphrase"]), name="event_words"
            ),
        ]

    def __str__(self):
        return self.title

    def slug_stem(self):
        return event_slug(self.title, self.date) if self.date else super().slug_stem()

    def get_absolute_url(self):
        """The address of the event's public page; empty where the event has lost it."""
        return page_path("event", self.slug) if self.has_address else ""

    def copy_current_columns(self, current, moment):
        """An event that was taken down since is not shown as of the past either."""
        super().copy_current_columns(current, moment)
        self.taken_down_at = self.taken_down_at or current.taken_down_at

    @property
    def status_label(self):
        """The status as readers see it; empty for a confirmed event."""
        return "" if self.status == self.Status.CONFIRMED else self.get_status_display()

    @property
    def quotation_label(self):
        """The kind of quotation as readers see it; empty for one that is word for word."""
        return "" if self.quotation_kind == self.QuotationKind.VERBATIM else self.get_quotation_kind_display()

    @transaction.atomic
    def take_down(self, by, words):
        """Remove this event from every page at once; its own page shows the explanation.

        Raises `Refusal`, such as `NotAllowed`.
        """
        if not printable(words).strip():
            raise Refusal({"words": gettext("Explain why: the event's page shows it to readers.")})
        self._set_taken_down(Generation.objects.publishing_moment(), words, by, Kind.TAKEDOWN)

    @transaction.atomic
    def put_back(self, by, note=""):
        """Show an event that was taken down again wherever it was. Raises `Refusal`, such as `NotAllowed`."""
        self._set_taken_down(None, "", by, Kind.UPDATE, note)

    def _set_taken_down(self, moment, words, by, kind, note=""):
        """Change both columns under a lock, and no other column of the row."""
        permissions.check(by, permissions.to_withdraw(self))
        event = type(self).objects.select_for_update().get(pk=self.pk)
        if (event.taken_down_at is None) == (moment is None):
            raise Refusal(
                gettext("This event is already taken down.") if moment else gettext("This event is not taken down.")
            )
        type(self).objects.filter(pk=self.pk).update(taken_down_at=moment, taken_down_words=words)
        self.taken_down_at, self.taken_down_words = moment, words
        record_allowed(self, by, kind, note, moment or Generation.objects.publishing_moment())


class Citation(Part):
    """A source for an event: where in it, in which words, and on which day it was read."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="citations")
    source = models.ForeignKey(Source, models.PROTECT, related_name="citations")
    locator = LineField(max_length=80, blank=True, help_text=_("Where in the source: 00:41:10, or p. 4."))
    quotation = WordsField(_("its words"), blank=True, help_text=_("What it says there, word for word."))
    accessed = models.DateField(null=True, blank=True, help_text=_("When you saw it there, for what is on the web."))
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position"]

    def __str__(self):
        return f"{self.source}, {self.locator}" if self.locator else str(self.source)


class EventPerson(Part):
    """A topic that an event is about: usually a person."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="people")
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="event_people")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position"]
        verbose_name_plural = _("people")
        constraints = [models.UniqueConstraint("event", "topic", name="event_person_once")]

    def __str__(self):
        return str(self.topic)


class EditionEvent(Mention):
    """An event that an edition shows by itself."""

    fact = models.ForeignKey(Event, models.PROTECT, related_name="mentions")


def event_slug(title, date):
    """Return the slug that an event has by its title, or by its date where no letter of the title fits into one."""
    if slug := slug_of(title, 80):
        return slug
    day = date.start or date.end
    return f"event-{day.isoformat()[:10]}" if day and day.year > 0 else f"event-{slug_of(date.format(), 80)}"


def similarity(title, other):
    """Return the share of the significant words of two titles that both have, from 0 to 1."""
    words, other_words = significant_words(title), significant_words(other)
    return len(words & other_words) / len(words | other_words) if words and other_words else 0


def significant_words(title):
    """Return the words of a title as look-ups compare them, without those that occur in most titles."""
    return set(re.findall(r"\w+", fold(title))) - STOP_WORDS
