"""Timelines: events in a curated sequence, under eras."""

from functools import cached_property

from django.db import models

from articles.date_field import PartialDateField
from articles.models import Fact, Row
from articles.text import LineField, WordsField
from timeline.models.event import Event


class Timeline(Fact):
    """A sequence of events with a page of its own, shown in articles by a block."""

    title = LineField(max_length=200)
    slug = models.SlugField(max_length=100, unique=True)
    dek = WordsField(blank=True)

    parts = ("entries", "eras")

    class Meta:
        ordering = ["title"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        """The timeline's public page."""
        return f"/timelines/{self.slug}/"

    @cached_property
    def ordered_entries(self):
        """The entries in the order of their dates; the editor's own order decides among equal dates."""
        entries = [entry for entry in self.entries.all() if entry.event and not entry.event.erased_at]
        return sorted(entries, key=lambda e: (e.event.date.sort_key, e.position, str(e.event_id)))

    @cached_property
    def spans(self):
        """(era or None, entries) pairs in order: an event belongs to the last era that begins no later than it does."""
        eras = sorted(self.eras.all(), key=lambda era: era.start.sort_key)
        spans = [(None, [])] + [(era, []) for era in eras]
        for entry in self.ordered_entries:
            begun = [i for i, (era, _) in enumerate(spans) if era and era.begins_by(entry.event.date)]
            spans[begun[-1] if begun else 0][1].append(entry)
        return [span for span in spans if span[1]]

    def people(self):
        """The topics that its events are about, those of the most events first."""
        topics = [person.topic for entry in self.ordered_entries for person in entry.event.people.all()]
        return sorted(dict.fromkeys(topics), key=lambda topic: -topics.count(topic))

    def spans_about(self, topic):
        """The spans with only the events that are about a topic (all of them, if it is None)."""
        if topic is None:
            return self.spans
        about = [(era, [e for e in entries if e.event.is_about(topic)]) for era, entries in self.spans]
        return [span for span in about if span[1]]


class Entry(Row):
    """An event's place in a timeline."""

    timeline = models.ForeignKey(Timeline, models.CASCADE, related_name="entries")
    event = models.ForeignKey(Event, models.PROTECT, related_name="entries")
    position = models.PositiveSmallIntegerField(default=0, help_text="Decides among events of equal date.")
    title = LineField("title here", max_length=200, blank=True, help_text="Instead of the event's own.")
    highlight = models.BooleanField(default=False)

    class Meta:
        ordering = ["position"]
        verbose_name_plural = "entries"
        constraints = [models.UniqueConstraint("timeline", "event", name="timeline_event_once")]

    def __str__(self):
        return self.title or str(self.event)


class Era(Row):
    """A named stretch of a timeline."""

    timeline = models.ForeignKey(Timeline, models.CASCADE, related_name="eras")
    title = LineField(max_length=100)
    start = PartialDateField()
    end = PartialDateField(blank=True, null=True)

    class Meta:
        ordering = ["start"]

    def __str__(self):
        return self.title

    def begins_by(self, date):
        """Whether the era begins no later than a date does, at the coarser precision of the two."""
        return date.start is not None and self.start.start is not None and self.start.sort_key[0] <= date.sort_key[0]
