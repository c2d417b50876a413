"""Events at the desk."""

from django.contrib import admin

from articles.admin.desk import PartInline
from articles.admin.facts import FactAdmin
from timeline.admin.suggesting import SuggestingAdmin
from timeline.models import Citation, Event, EventPerson


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
class EventAdmin(SuggestingAdmin, FactAdmin):
    """What happened, and when."""

    change_list_template = "admin/timeline/event_change_list.html"
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
