"""Events at the desk."""

from django.contrib import admin
from django.db.models import Count
from django.urls import path
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.admin import CappedPaginator, FactAdmin, MergingAdmin, PartInline
from timeline.admin.event_filters import CitationFilter, DownFilter, DuringFilter, PrecisionFilter
from timeline.admin.found_dates import SuggestingAdmin
from timeline.admin.take_down import take_down_page, tools
from timeline.models import Citation, Event, EventPerson


class CitationInline(PartInline):
    """Who says so, and where in the source."""

    model = Citation
    fields = ["source", ("locator", "accessed"), "quotation", "position"]


class PersonInline(PartInline):
    """Whom an event is about."""

    model = EventPerson
    verbose_name = _("person")
    verbose_name_plural = _("people")
    fields = ["topic", "position"]


@admin.register(Event)
class EventAdmin(SuggestingAdmin, MergingAdmin, FactAdmin):
    """What happened, and when."""

    change_form_template = "admin/timeline/event_form.html"
    change_list_template = "admin/timeline/event_change_list.html"
    list_display = ["title", "when", "status", "speaker", "cited"]
    list_filter = [DuringFilter, "status", CitationFilter, PrecisionFilter, DownFilter]
    list_select_related = ["speaker"]
    paginator = CappedPaginator
    search_fields = ["title", "text", "quotation", "people__topic__name"]
    prepopulated_fields = {"slug": ["title"]}
    ordering = ["date", "pk"]
    inlines = [PersonInline, CitationInline]
    fieldsets = [
        (None, {"fields": ["date", "title", "text", "status"]}),
        (_("What was said"), {"fields": ["quotation", ("quotation_kind", "speaker"), ("said_in", "said_at")]}),
        (_("Picture and note"), {"fields": ["image", "note", "desk_note", "slug"]}),
    ]

    def get_urls(self):
        page = self.admin_site.admin_view(self.take_down_page)
        return [path("<uuid:pk>/down/", page, name="timeline_event_down"), *super().get_urls()]

    def tools(self, request, obj):
        """Add taking down to the tools of the form."""
        return [*tools(request, obj), *super().tools(request, obj)]

    def take_down_page(self, request, pk):
        """Take the event down, or put it back."""
        return take_down_page(request, self.get_object(request, str(pk)))

    def get_search_fields(self, request):
        """Let choosers look in titles only: two letters are in too many texts."""
        choosing = request.resolver_match and request.resolver_match.url_name == "autocomplete"
        return ["title"] if choosing else super().get_search_fields(request)

    @admin.display(description=_("date"), ordering="date")
    def when(self, event):
        """The date in the words it was typed."""
        return event.date.words

    @admin.display(description=_("sources"))
    def cited(self, event):
        """How many sources say so."""
        return event.sources or gettext("none")

    def get_changelist_instance(self, request):
        """Count the citations of the rows that are shown, all at once."""
        changelist = super().get_changelist_instance(request)
        keys = [event.pk for event in changelist.result_list]
        counts = dict(Citation.objects.filter(event__in=keys).values_list("event").annotate(n=Count("pk")).order_by())
        for event in changelist.result_list:
            event.sources = counts.get(event.pk, 0)
        return changelist
