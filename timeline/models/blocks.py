"""The block that shows a timeline in an article."""

from functools import cached_property

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Value
from django.db.models.functions import Cast
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.comparison import Field, Noun
from articles.dates import PartialDateField
from articles.fact_keys import FactKeysField
from articles.models import Block, Image
from articles.text import LineField
from timeline.models.event import Event
from timeline.models.timeline import Timeline, check_dated, within


class TimelineBlock(Block):
    """A timeline in the body of an article: all of it, a part, or its first events with a link to the timeline."""

    class Extent(models.TextChoices):
        """Which events of the timeline are shown."""

        WHOLE = "whole", _("the whole timeline")
        FIRST = "first", _("the first eight events and a link to the rest")
        RANGE = "range", _("the events from one date until another")
        CHOSEN = "chosen", _("the events chosen here")

    timeline = models.ForeignKey(Timeline, models.PROTECT, null=True, blank=True)
    title = LineField(
        _("heading here"), max_length=200, blank=True, help_text=_("Instead of “What happened, in order”.")
    )
    extent = models.CharField(max_length=10, choices=Extent, default=Extent.WHOLE)
    first = PartialDateField(
        _("from"), null=True, blank=True, help_text=_("For a part by dates; either may be left empty.")
    )
    last = PartialDateField(_("until"), null=True, blank=True)
    chosen = FactKeysField(_("chosen events"), to="timeline.Event")

    icon = "timeline"
    autocomplete_fields = ("timeline",)
    first_events = 8
    # The `ShownEvents` of the blocks that were loaded with this one.
    shown_events = None

    class Meta(Block.Meta):
        verbose_name = _("timeline")

    def clean(self):
        """Check that the part has dates, and does not end before it begins."""
        super().clean()
        check_dated(self, "first", "last")
        if self.first and self.last and self.last.is_wholly_before(self.first):
            raise ValidationError({"last": gettext("The part ends before it begins.")})

    def listed_facts(self):
        """Yield the chosen events, if those are what is shown."""
        return super().listed_facts() if self.extent == self.Extent.CHOSEN else iter(())

    def choose_facts(self, facts):
        """Find the chosen events, also those that were merged into others since."""
        self.chosen_events = {event.pk for event in facts.of(Event, [key for _, key in self.listed_facts()])}

    @classmethod
    def ask_together(cls, blocks):
        shown = ShownEvents(blocks)
        for block in blocks:
            block.shown_events = shown

    def faults(self, moment=None):
        if problem := self._problem_of_extent():
            yield "timeline", problem % {"timeline": self.timeline}
        for image in self.images_of_facts():
            yield from (("timeline", problem) for problem in image.problems("", moment))

    def warnings(self, moment, agencies=None):
        return (warning for image in self.images_of_facts() for warning in image.warnings(moment, "", agencies))

    def images_of_facts(self):
        """Return the images of the events that are shown."""
        return self._shown_events.images_of(self)

    @property
    def _shown_events(self):
        """What this block shows as things stand, asked once for all blocks that were loaded together."""
        return self.shown_events or ShownEvents([self])

    def _problem_of_extent(self):
        """Return why none of the timeline's events would be shown, or None."""
        if not self.timeline_id:
            return gettext("A timeline block has no timeline.")
        if not self._shown_events.has_any(self):
            if self.timeline.has_rule:
                return gettext("No event matches the rule of the timeline “%(timeline)s”.")
            return gettext("The timeline “%(timeline)s” has no events.")
        if self.timeline.has_rule:
            return None
        if self.extent == self.Extent.RANGE and not self._shown_events.has_any_in_range(self):
            return gettext("No event of the timeline “%(timeline)s” is between these dates.")
        if self.extent == self.Extent.CHOSEN and not self.chosen:
            return gettext("No events of the timeline “%(timeline)s” are chosen.")
        return None

    @property
    def heading(self):
        """The heading of the block."""
        return self.title or str(_("What happened, in order"))

    @property
    def anchor(self):
        """The id of the block's element in the page."""
        return f"timeline-{str(self.pk)[:8]}"

    @property
    def headings(self):
        return [(self.anchor, self.heading)] if self.timeline_id and self.timeline.is_active else []

    @property
    def entries_by_era(self):
        """The (era or None, entries) pairs that are shown."""
        return self.timeline.entries_by_era(self.entries)

    @property
    def entries(self):
        """The entries that are shown, in their order."""
        entries = self.timeline.ordered_entries
        if self.extent == self.Extent.FIRST:
            return entries[: self.first_events]
        if self.extent == self.Extent.RANGE:
            return [entry for entry in entries if within(entry.event.date, self.first, self.last)]
        if self.extent == self.Extent.CHOSEN:
            return [entry for entry in entries if entry.event.pk in self.chosen_events]
        return entries

    def more_fields(self):
        """Return the entries that are shown, each a field that is counted by itself."""
        if not self.timeline_id or not self._meta.get_field("timeline").is_cached(self) or not self.timeline.is_active:
            return []
        noun = Noun(_("timeline entry"), _("timeline entries"))
        return [
            Field(("entry", entry.event.pk), gettext("Entry"), entry_as_text(entry), noun) for entry in self.entries
        ]

    @property
    def is_whole(self):
        """Whether all events are shown; only then are their images shown too."""
        return self.extent == self.Extent.WHOLE

    @property
    def images(self):
        events = [entry.event for entry in self.entries] if self.timeline_id and self.is_whole else []
        return [event.image for event in events if event.image_id]


def entry_as_text(entry):
    """Return what readers see of an entry of a timeline in an article, as text."""
    event = entry.event
    said = f"“{event.quotation}” {event.speaker or ''}".strip() if event.quotation else ""
    return ". ".join(filter(None, [f"{event.date}: {entry}", event.text, said, event.note]))


class ShownEvents:
    """What some timeline blocks show as things stand: whether there is any event, and the images of the events.

    It is asked when it is first needed, in at most four queries, however many blocks and events there are.
    """

    def __init__(self, blocks):
        self.blocks = [block for block in blocks if block.timeline_id]

    @cached_property
    def rows(self):
        """The (key of a block, "any", "range" or "image", key of the image or None) of all blocks, as a set."""
        with_rule = [block.timeline for block in self.blocks if block.timeline.has_rule]
        models.prefetch_related_objects(with_rule, "rule_topics")
        questions = [question for block in self.blocks for question in self._questions(block)]
        if not questions:
            return set()
        first, *others = questions
        return set(first.union(*others) if others else first)

    def _questions(self, block):
        """Yield a query set of such rows for each thing to know about a block."""
        events = block.timeline.filter_events(Event.objects.active())
        if block.timeline.has_rule:
            yield rows_of(block, "any", events)
        else:
            yield rows_of(block, "any", Event.objects.filter(entries__timeline=block.timeline))
            if block.extent == block.Extent.RANGE:
                yield rows_of(block, "range", events.between(block.first, block.last))
        if block.is_whole:
            yield rows_of(block, "image", events.filter(image__isnull=False), F("image"))

    @cached_property
    def images(self):
        """The images of all blocks, with what their problems and warnings look at."""
        keys = {image for _block, what, image in self.rows if what == "image"}
        images = Image.objects.filter(pk__in=keys).with_parts()
        models.prefetch_related_objects(images, "readings")
        return images

    def has_any(self, block):
        """Return whether the timeline of a block has an event, or an event matches its rule."""
        return (str(block.pk), "any", None) in self.rows

    def has_any_in_range(self, block):
        """Return whether an event of the timeline is between the dates of a block."""
        return (str(block.pk), "range", None) in self.rows

    def images_of(self, block):
        """Return the images of the events of a block that shows its whole timeline."""
        return [image for image in self.images if (str(block.pk), "image", image.pk) in self.rows]


def rows_of(block, what, events, image=None):
    """Return rows of `ShownEvents` as a query set, each once."""
    key, what = Value(str(block.pk)), Value(what)
    rows = events.order_by().annotate(block=key, what=what, shown_image=Cast(image, models.UUIDField()))
    return rows.values_list("block", "what", "shown_image").distinct()
