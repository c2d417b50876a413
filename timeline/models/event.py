"""Events, the sources that are cited for them, and the people that they are about."""

from django.db import models, transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.addresses import page_path
from articles.dates import PartialDateField
from articles.exceptions import Refusal
from articles.models import Generation, Image, Kind, Mergeable, Source, Topic, permissions
from articles.models.facts import Part, record_allowed
from articles.text import LineField, WordsField
from timeline.models.search import EventQuerySet


class Event(Mergeable):
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
    slug = models.SlugField(max_length=100, unique=True)
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
    parts = ("citations", "people")
    internal_columns = ("desk_note",)
    hidden_by = (*Mergeable.hidden_by, "taken_down_at")

    class Meta:
        ordering = ["date", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(quotation="") | models.Q(speaker__isnull=False), name="event_quotation_has_speaker"
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=["confirmed", "reported", "disputed"]), name="event_status"
            ),
            models.CheckConstraint(
                condition=models.Q(quotation_kind__in=["verbatim", "translated", "paraphrase"]), name="event_words"
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        """The address of the event's public page; empty where the event has lost it."""
        return page_path("event", self.slug) if self.has_address else ""

    @property
    def status_label(self):
        """The status as readers see it; empty for a confirmed event."""
        return "" if self.status == self.Status.CONFIRMED else self.get_status_display()

    @property
    def quotation_label(self):
        """The kind of quotation as readers see it; empty for one that is word for word."""
        return "" if self.quotation_kind == self.QuotationKind.VERBATIM else self.get_quotation_kind_display()

    def is_about(self, topic):
        return any(person.topic_id == topic.pk for person in self.people.all())

    @transaction.atomic
    def take_down(self, by, words):
        """Remove this event from every page at once; its own page shows the explanation.

        Raises `Refusal`, such as `NotAllowed`.
        """
        if not words.strip():
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
