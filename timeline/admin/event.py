"""The admin of events."""

from django.contrib import admin
from django.db.models import Count
from django.urls import path
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.admin import CappedPaginator, FactAdmin, MergingAdmin, PartInline
from timeline.admin.batch import BatchEntryView, SimilarEventsView
from timeline.admin.event_filters import CitationFilter, DateFilter, PrecisionFilter, TakenDownFilter
from timeline.admin.found_dates import FoundDatesView
from timeline.admin.take_down import take_down_page, tools
from timeline.models import Citation, Event, EventPerson


class CitationInline(PartInline):
    """The citations of an event."""

    model = Citation
    fields = ["source", ("locator", "accessed"), "quotation", "position"]


class PersonInline(PartInline):
    """The people, or other topics, that an event is about."""

    model = EventPerson
    verbose_name = _("person")
    verbose_name_plural = _("people")
    fields = ["topic", "position"]


@admin.register(Event)
class EventAdmin(MergingAdmin, FactAdmin):
    """Events, with the pages on which several are entered at once."""

    change_form_template = "admin/timeline/event_form.html"
    change_list_template = "admin/timeline/event_change_list.html"
    list_display = ["title", "when", "status", "speaker", "cited"]
    merge_details = ["date", "text", "slug"]
    list_filter = [DateFilter, "status", CitationFilter, PrecisionFilter, TakenDownFilter]
    list_select_related = ["speaker"]
    paginator = CappedPaginator
    search_fields = ["title", "text", "quotation", "people__topic__name"]
    prepopulated_fields = {"slug": ["title"]}
    ordering = ["date", "pk"]
    inlines = [PersonInline, CitationInline]
    fieldsets = [
        (None, {"fields": ["date", "title", "text", "status"]}),
        (_("Quotation"), {"fields": ["quotation", ("quotation_kind", "speaker"), ("said_in", "said_at")]}),
        (_("Picture and notes"), {"fields": ["image", "note", "desk_note", "slug"]}),
    ]

    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [
            path("many/", wrap(BatchEntryView.as_view(model_admin=self)), name="timeline_event_many"),
            path("near/", wrap(SimilarEventsView.as_view(model_admin=self)), name="timeline_event_near"),
            path("in/<uuid:pk>/", wrap(FoundDatesView.as_view(model_admin=self)), name="timeline_event_found"),
            path("<uuid:pk>/down/", wrap(self.take_down_page), name="timeline_event_down"),
            *super().get_urls(),
        ]

    def tools(self, request, obj):
        """Add taking down to the tools of the form."""
        return [*tools(request, obj), *super().tools(request, obj)]

    def take_down_page(self, request, pk):
        """Take the event down, or put it back."""
        return take_down_page(request, self.get_object(request, str(pk)))

    def get_search_fields(self, request):
        """Search only the titles for an autocomplete field: two letters occur in too many texts."""
        is_autocomplete = request.resolver_match and request.resolver_match.url_name == "autocomplete"
        return ["title"] if is_autocomplete else super().get_search_fields(request)

    @admin.display(description=_("date"), ordering="date")
    def when(self, event):
        """The date as it was typed."""
        return event.date.words

    @admin.display(description=_("sources"))
    def cited(self, event):
        """The number of citations."""
        return event.citation_count or gettext("none")

    def get_changelist_instance(self, request):
        """Count the citations of the listed events in one query."""
        changelist = super().get_changelist_instance(request)
        keys = [event.pk for event in changelist.result_list]
        counts = dict(Citation.objects.filter(event__in=keys).values_list("event").annotate(Count("pk")).order_by())
        for event in changelist.result_list:
            event.citation_count = counts.get(event.pk, 0)
        return changelist
