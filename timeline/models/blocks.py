"""The block that puts a timeline into an article."""

from django.db import models

from articles.models import Block, Image
from articles.text import LineField
from timeline.models.timeline import Timeline


class TimelineBlock(Block):
    """A timeline in the body: the whole of it, or its first events and a link to the rest."""

    class Extent(models.TextChoices):
        """How much of the timeline is shown."""

        WHOLE = "whole", "the whole timeline"
        FIRST = "first", "the first eight events and a link to the rest"

    timeline = models.ForeignKey(Timeline, models.PROTECT, null=True, blank=True)
    title = LineField("heading here", max_length=200, blank=True, help_text="Instead of “What happened, in order”.")
    extent = models.CharField(max_length=10, choices=Extent, default=Extent.WHOLE)

    icon = "timeline"
    autocomplete_fields = ("timeline",)
    most = 8

    class Meta(Block.Meta):
        verbose_name = "timeline"

    def problems(self, moment=None):
        if not self.timeline_id:
            yield "A timeline block has no timeline."
            return
        if not self.timeline.entries.exists():
            yield f"The timeline “{self.timeline}” has no events."
        for image in self._images_of_events():
            yield from image.problems("", moment)

    def warnings(self, moment, known=None):
        return (warning for image in self._images_of_events() for warning in image.warnings(moment, "", known))

    def _images_of_events(self):
        """Return the images that the events of the working copy's timeline bring onto the page."""
        if not self.is_whole or not self.timeline_id:
            return []
        return Image.objects.filter(events__entries__timeline=self.timeline_id).distinct().with_parts()

    @property
    def heading(self):
        """The heading over the timeline."""
        return self.title or "What happened, in order"

    @property
    def anchor(self):
        """The id of the timeline in its article."""
        return f"timeline-{str(self.pk)[:8]}"

    @property
    def headings(self):
        return [(self.anchor, self.heading)] if self.timeline_id else []

    @property
    def spans(self):
        """The (era, entries) pairs that are shown here."""
        if self.is_whole:
            return self.timeline.spans
        shown, left = [], self.most
        for era, entries in self.timeline.spans:
            if left > 0:
                shown.append((era, entries[:left]))
            left -= len(entries)
        return shown

    @property
    def is_whole(self):
        """Whether nothing is left out; only then do the events' images stand here too."""
        return self.extent == self.Extent.WHOLE

    @property
    def images(self):
        events = [e.event for _, entries in self.spans for e in entries] if self.timeline_id and self.is_whole else []
        return [event.image for event in events if event.image_id]

    @property
    def count(self):
        """How many events the whole timeline has."""
        return len(self.timeline.ordered_entries)
