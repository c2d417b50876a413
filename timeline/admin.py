"""Events and timelines at the desk."""

from django.contrib import admin

from articles.admin.desk import PartInline
from articles.admin.facts import FactAdmin
from timeline.models import Citation, Entry, Era, Event, EventPerson, Timeline


class CitationInline(PartInline):
    """Who says so, and where in the source."""

    model = Citation
    fields = ["source", "locator", "position"]


class PersonInline(PartInline):
    """Whom an event is about."""

    model = EventPerson
    verbose_name = "person"
    verbose_name_plural = "people"
    fields = ["topic", "position"]


@admin.register(Event)
class EventAdmin(FactAdmin):
    """What happened, and when."""

    list_display = ["title", "when", "speaker"]
    list_select_related = ["speaker"]
    search_fields = ["title", "text", "quotation", "people__topic__name"]
    prepopulated_fields = {"slug": ["title"]}
    ordering = ["date", "pk"]
    inlines = [PersonInline, CitationInline]
    fieldsets = [
        (None, {"fields": ["date", "title", "text"]}),
        ("What was said", {"fields": ["quotation", "speaker"]}),
        ("Picture and note", {"fields": ["image", "note", "slug"]}),
    ]

    @admin.display(description="date", ordering="date")
    def when(self, event):
        """The date in the words it was typed."""
        return event.date.words


class EntryInline(PartInline):
    """The events of a timeline."""

    model = Entry
    fields = ["event", "title", "highlight", "position"]


class EraInline(PartInline):
    """The named stretches of a timeline."""

    model = Era
    fields = ["title", ("start", "end")]


@admin.register(Timeline)
class TimelineAdmin(FactAdmin):
    """Events in a curated sequence."""

    list_display = ["title", "dek"]
    search_fields = ["title"]
    prepopulated_fields = {"slug": ["title"]}
    inlines = [EntryInline, EraInline]
    fieldsets = [(None, {"fields": ["title", "dek", "slug"]})]
