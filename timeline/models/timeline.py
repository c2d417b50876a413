"""Timelines: events that were chosen or that match a rule, grouped by eras."""

import json
from bisect import bisect, bisect_left
from functools import cached_property
from itertools import pairwise
from operator import itemgetter

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q, Value
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.addresses import page_path
from articles.dates import OPEN_END, OPEN_START, PartialDateField, day_to_stored
from articles.exceptions import Refusal
from articles.models import Addressed, Fact, Kind, Mention, Topic, permissions, record
from articles.models.facts import FactQuerySet, Part, whole_row
from articles.text import FoldedField, LineField, SlugField, WordsField
from timeline.models.event import MADE_FROM_TITLE, Event, days_between
from timeline.models.rules import RuleQuery


class TimelineQuerySet(FactQuerySet):
    """A queryset of timelines."""

    def rules_about(self, topics):
        """Return the active timelines by rule whose rules name none but these topics (their keys, or an expression)."""
        others = RuleTopic.objects.filter(timeline=OuterRef("pk")).exclude(topic__in=topics)
        return self.filter(~Exists(others), made=Timeline.Made.RULE).active().order_by()

    def rules_during(self, first, last):
        """Return the timelines whose rules may match an event that sorts by a stored day from `first` until `last`."""
        begun = Q(rule_from=None) | Q(rule_from__first_day=OPEN_START) | Q(rule_from__day__lte=last)
        return self.filter(begun, Q(rule_until=None) | Q(rule_until__last_day__gte=first))

    def keys_of_rules_matching(self, events):
        """Return the keys of the timelines whose rule matches one of the events (a queryset).

        Rules about other topics or times are left out first; those that may match are joined into one query by UNION.
        """
        rows = list(events.order_by().values_list("date__day", "speaker", "people__topic"))
        if not rows:
            return []
        days, speakers, people = map(set, zip(*rows, strict=True))
        timelines = self.rules_about((speakers | people) - {None}).rules_during(min(days), max(days)).with_parts()
        matches = [
            timeline.filter_events(events).annotate(key=Value(str(timeline.pk))).order_by().values_list("key")
            for timeline in timelines
        ]
        if not matches:
            return []
        first, *others = matches
        return sorted({key for (key,) in (first.union(*others) if others else first)})


class Timeline(Addressed, Fact):
    """A sequence of events with a page of its own, shown in articles by a block.

    A curated timeline lists its events, and makes them public when it is public itself. A timeline made by a rule
    shows every event that matches the rule and is public by other means; it never makes an event public.
    """

    class Made(models.TextChoices):
        """How the events of a timeline are selected."""

        CURATED = "curated", _("of the events chosen below")
        RULE = "rule", _("by rule, of every public event that fits")

    title = LineField(max_length=200)
    slug = SlugField(max_length=100, unique=True, blank=True, help_text=MADE_FROM_TITLE)
    folded = FoldedField("title", db_index=True)
    dek = WordsField(blank=True)
    made = models.CharField(max_length=10, choices=Made, default=Made.CURATED)
    rule_from = PartialDateField(_("events from"), null=True, blank=True)
    rule_until = PartialDateField(_("events until"), null=True, blank=True)

    objects = TimelineQuerySet.as_manager()
    named_by = "title"
    parts = ("entries", "eras", "rule_topics")

    class Meta:
        ordering = ["title"]
        indexes = [
            models.Index("title", "id", name="timeline_title"),
            models.Index("made", name="timeline_made"),
        ]
        constraints = [models.CheckConstraint(condition=Q(made__in=["curated", "rule"]), name="timeline_made")]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        """The address of the timeline's public page."""
        return page_path("timeline", self.slug)

    def clean(self):
        """Check that the rule has dates, and does not end before it begins."""
        super().clean()
        check_dated(self, "rule_from", "rule_until")
        if self.rule_from and self.rule_until and self.rule_until.is_wholly_before(self.rule_from):
            raise ValidationError({"rule_until": gettext("The rule ends before it begins.")})

    @property
    def has_rule(self):
        """Whether this timeline is made by a rule."""
        return self.made == self.Made.RULE

    @classmethod
    def shows(cls, path):
        """Leave out the entries of a timeline made by a rule: it may still have some from when it was curated."""
        # Not `made=CURATED`: SQLite would begin with all curated timelines, for which there is an index.
        return ~Q(made=cls.Made.RULE) if path.startswith("entries__") else Q()

    @classmethod
    def showing_without_reference(cls, facts):
        """A timeline made by a rule shows the events that match its rule."""
        return cls.objects.keys_of_rules_matching(facts) if facts.model is Event else []

    def filter_events(self, events):
        """Return those of the events (a queryset) that are in this timeline: its entries, or what its rule matches.

        A rule without topics and dates matches none.
        """
        if not self.has_rule:
            return events.filter(entries__timeline=self)
        if not self.rule_has_condition:
            return events.none()
        topics = [row.topic_id for row in self.rule_topics.all()]
        return events.about(topics).between(self.rule_from, self.rule_until)

    @property
    def rule_has_condition(self):
        """Whether the rule names a topic or a date: without any it matches no event."""
        return bool(self.rule_from or self.rule_until or self.rule_topics.all())

    @property
    def rule_values(self):
        """What the rule asks for, by the names of a `RuleQuery`'s parameters: topics, and the days between."""
        topics = {f"topic_{number}": row.topic_id for number, row in enumerate(self.rule_topics.all())}
        days = zip(("begins", "after"), days_between(self.rule_from, self.rule_until), strict=True)
        return topics | {name: day for name, day in days if day}

    def rule_matches(self, date, topics):
        """Whether the rule matches an event of a date that is about, or quotes, these topics (their keys).

        `filter_events` asks the same of the database.
        """
        asked = {row.topic_id for row in self.rule_topics.all()}
        return self.rule_has_condition and asked <= set(topics) and within(date, self.rule_from, self.rule_until)

    def load_derived_parts(self, moment):
        """Set the entries of a timeline made by a rule, unsaved, as they are at a moment; return their events."""
        if not self.has_rule:
            return ()
        events = [Event.thaw(json.loads(row)) for (row,) in WHOLE_EVENTS.run(self, moment)]
        self.set_parts("entries", [Entry(timeline_id=self.pk, event_id=event.pk) for event in events])
        return events

    @transaction.atomic
    def add_events(self, events, by=None, kind=Kind.MINOR, note=""):
        """Add events to this timeline, after those of equal date that it has. Events that it has stay where they are.

        If readers see the timeline, they see the events from now on; the kind and the note describe that change.
        Raises `Refusal` for a timeline made by a rule, and `NotAllowed`.
        """
        permissions.check(by, permissions.on(Timeline, "change"))
        list(Timeline.objects.select_for_update().filter(pk=self.pk).values_list("pk"))
        if self.has_rule or not self.is_active:
            raise Refusal(
                gettext("Events cannot be added to “%(timeline)s”: it is made by a rule, or no longer exists.")
                % {"timeline": self}
            )
        positions = dict(self.entries.values_list("event", "position"))
        next_position = max(positions.values(), default=-1) + 1
        new = [event for event in dict.fromkeys(events) if event.pk not in positions]
        Entry.objects.bulk_create(
            Entry(timeline=self, event=event, position=position) for position, event in enumerate(new, next_position)
        )
        self.__dict__.pop("ordered_entries", None)  # the cached property is out of date
        record(self, by, kind, note)

    @cached_property
    def ordered_entries(self):
        """The active entries in the order of their dates, and by position among equal dates."""
        entries = [entry for entry in self.entries.all() if entry.event and entry.event.is_active]
        return sorted(entries, key=lambda e: (e.event.date.sort_key, e.position, str(e.event_id)))

    def entries_by_era(self, entries=None):
        """Return (era or None, entries) pairs without empty ones: of these entries in their order, or of all of them.

        An entry belongs to the last era that has begun and has not ended at its event, or else to the one that ended
        last ("before" counts by its end, as in the order of a timeline). So the pairs follow one another in time, and
        an era that another one interrupts is in two of them.
        """
        entries = self.ordered_entries if entries is None else entries
        return self.by_era(entries, lambda entry: entry.event.date.sort_day)

    def by_era(self, rows, day):
        """Return (era or None, rows) pairs as `entries_by_era` does; `day` returns the stored day that a row sorts by.

        Events without a date belong to no era, and stand at the end.
        """
        eras = sorted(self.eras.all(), key=lambda era: era.start.sort_key)
        begun = [era for era in eras if era.start.start]
        spans = [(era.start.sort_day, era.last_day) for era in begun]
        rows_days = [day(row) for row in rows]
        dated = bisect_left(rows_days, OPEN_END)
        cuts = {bisect_left(rows_days, first) for first, _ in spans} | {bisect(rows_days, last) for _, last in spans}
        pairs = []
        for start, end in pairwise(sorted({0, dated, len(rows), *cuts})):
            place = last_era(spans, rows_days[start]) if start < dated else None
            era = None if place is None else begun[place]
            if pairs and pairs[-1][0] == era:
                pairs[-1][1].extend(rows[start:end])
            else:
                pairs.append((era, list(rows[start:end])))
        return pairs


WHOLE_EVENTS = RuleQuery(lambda events: events.values_list(whole_row(Event)))


def last_era(days, day):
    """Return the place of the era that a day belongs to, among (first day, last day) pairs in order, or None."""
    begun = range(bisect(days, day, key=itemgetter(0)))
    lasting = [place for place in begun if days[place][1] >= day]
    return lasting[-1] if lasting else max(begun, key=lambda place: days[place][1], default=None)


def check_dated(row, *names):
    """Refuse “undated” in columns that order or select events. Raises `ValidationError`."""
    undated = [name for name in names if (date := getattr(row, name)) and not date.is_dated]
    if undated:
        raise ValidationError(dict.fromkeys(undated, gettext("A date is needed here, such as 1850 or 19th century.")))


def within(date, first, last):
    """Whether a date begins no earlier than `first` does and no later than `last` ends; either may be None."""
    begins, after = days_between(first, last)
    return not (begins and date.sort_day < begins) and not (after and date.sort_day >= after)


class Entry(Part):
    """An event in a timeline, with what differs there: a title, a highlight, and the id of an imported file."""

    timeline = models.ForeignKey(Timeline, models.CASCADE, related_name="entries")
    event = models.ForeignKey(Event, models.PROTECT, related_name="entries")
    position = models.PositiveSmallIntegerField(default=0, help_text=_("Decides among events of equal date."))
    title = LineField(_("title here"), max_length=200, blank=True, help_text=_("Instead of the event's own."))
    highlight = models.BooleanField(default=False)
    unique_id = LineField(max_length=200, blank=True, help_text=_("What an imported file calls the event."))

    class Meta:
        ordering = ["position"]
        verbose_name_plural = _("entries")
        constraints = [
            models.UniqueConstraint("timeline", "event", name="timeline_event_once"),
            models.UniqueConstraint(
                fields=["timeline", "unique_id"], condition=~Q(unique_id=""), name="timeline_unique_id_once"
            ),
        ]

    def __str__(self):
        return self.title or str(self.event)

    @property
    def name(self):
        """The id of the event in exported files."""
        return self.unique_id or self.event.slug


class Era(Part):
    """A named period of a timeline."""

    timeline = models.ForeignKey(Timeline, models.CASCADE, related_name="eras")
    title = LineField(max_length=100)
    start = PartialDateField()
    end = PartialDateField(blank=True, null=True)

    class Meta:
        ordering = ["start"]

    def __str__(self):
        return self.title

    def clean(self):
        """Check that the era has dates."""
        super().clean()
        check_dated(self, "start", "end")

    @property
    def last_day(self):
        """The last stored day that may belong to it, or `OPEN_END`."""
        return day_to_stored(last) if self.end and (last := self.end.bounds[1]) else OPEN_END


class RuleTopic(Part):
    """A topic that all events of a timeline made by a rule are about."""

    timeline = models.ForeignKey(Timeline, models.CASCADE, related_name="rule_topics")
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="rules")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint("timeline", "topic", name="rule_topic_once")]

    def __str__(self):
        return str(self.topic)


class EditionTimeline(Mention):
    """A timeline that an edition shows."""

    fact = models.ForeignKey(Timeline, models.PROTECT, related_name="mentions")
