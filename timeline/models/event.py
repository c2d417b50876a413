"""Events: what happened and when; and citations: who says so, and where in the source."""

from django.db import models

from articles.date_field import PartialDateField
from articles.models import Fact, Image, Row, Source, Topic
from articles.text import LineField, WordsField


class Event(Fact):
    """Something that happened, dated as exactly as the record allows, and used by many articles and timelines."""

    date = PartialDateField(db_index=True)
    title = LineField(max_length=200, help_text="What happened, in one line.")
    slug = models.SlugField(max_length=100, unique=True)
    text = WordsField(blank=True, help_text="A sentence or two more, if they are needed.")
    image = models.ForeignKey(Image, models.PROTECT, null=True, blank=True, related_name="events")
    quotation = WordsField(blank=True, help_text="Words that were said, without quotation marks.")
    speaker = models.ForeignKey(Topic, models.PROTECT, null=True, blank=True, related_name="spoken_events")
    note = WordsField(blank=True, help_text="What readers must know of the record, such as “year inferred”.")

    parts = ("citations", "people")

    class Meta:
        ordering = ["date", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(quotation="") | models.Q(speaker__isnull=False), name="event_quotation_has_speaker"
            )
        ]

    def __str__(self):
        return self.title

    def is_about(self, topic):
        """Whether the event is about a topic."""
        return any(person.topic_id == topic.pk for person in self.people.all())


class Citation(Row):
    """A source that says so, and where in it."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="citations")
    source = models.ForeignKey(Source, models.PROTECT, related_name="citations")
    locator = LineField(max_length=80, blank=True, help_text="Where in the source: 00:41:10, or p. 4.")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position"]

    def __str__(self):
        return f"{self.source}, {self.locator}" if self.locator else str(self.source)


class EventPerson(Row):
    """Somebody, or something, that an event is about."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="people")
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="event_people")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position"]
        verbose_name_plural = "people"
        constraints = [models.UniqueConstraint("event", "topic", name="event_person_once")]

    def __str__(self):
        return str(self.topic)
