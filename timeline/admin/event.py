"""The admin of events, with its filters and the page that takes an event down or puts it back."""

from urllib.parse import parse_qsl, urlencode

from django import forms
from django.contrib import admin
from django.db.models import Count, Exists, OuterRef
from django.http import Http404
from django.urls import path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.admin import (
    CappedPaginator,
    FactAdmin,
    FactConfirmationForm,
    MergingAdmin,
    PartInline,
    confirmation_page,
    form_agreed_to,
)
from articles.dates import PRECISIONS, PartialDate
from articles.models import Edition, Image, Source, permissions
from articles.models.facts import count_more
from timeline.admin.batch import BatchEntryView, SimilarEventsView
from timeline.admin.found_dates import FoundDatesView
from timeline.interchange import read_named_media
from timeline.models import Citation, Event, EventPerson

MAX_PREFILLED = 1_000  # characters of a field in the address of a form
MOST_LISTED = 20  # articles that the page which takes an event down names


class PrecisionFilter(admin.SimpleListFilter):
    """Filters events by the precision of their dates."""

    title = _("precision of the date")
    parameter_name = "precision"

    def lookups(self, request, model_admin):
        return [(name, name) for name in reversed(PRECISIONS)]

    def queryset(self, request, queryset):
        if self.value() not in PRECISIONS:
            return queryset
        return queryset.filter(date__precision=str(PRECISIONS.index(self.value())))


class CitationFilter(admin.SimpleListFilter):
    """Filters events with or without citations."""

    title = _("citations")
    parameter_name = "cited"

    def lookups(self, request, model_admin):
        return [("no", gettext("none")), ("yes", gettext("one or more"))]

    def queryset(self, request, queryset):
        if self.value() not in ("yes", "no"):
            return queryset
        cited = Exists(Citation.objects.filter(event=OuterRef("pk")))
        return queryset.filter(cited if self.value() == "yes" else ~cited)


class TakenDownFilter(admin.SimpleListFilter):
    """Filters events that were taken down."""

    title = _("taken down")
    parameter_name = "down"

    def lookups(self, request, model_admin):
        return [("yes", gettext("taken down"))]

    def queryset(self, request, queryset):
        return queryset.filter(taken_down_at__isnull=False) if self.value() == "yes" else queryset


class DateFilter(admin.SimpleListFilter):
    """Filters events by a partial date, which is typed into a field as it is in an event's form."""

    title = _("date")
    parameter_name = "during"
    template = "admin/timeline/date_filter.html"
    error = ""

    def lookups(self, request, model_admin):
        return [("", "")]  # without a lookup, Django leaves a filter out

    def has_output(self):
        return True

    def queryset(self, request, queryset):
        """Return the events that overlap the date; none, with `error`, where it cannot be read."""
        if not (self.value() or "").strip():
            return queryset
        try:
            return queryset.overlapping(PartialDate.parse(self.value()))
        except ValueError as error:
            self.error = str(error)
            return queryset.none()

    def choices(self, changelist):
        """Return what the template shows: the text, the error, and the other parameters, as hidden fields."""
        hidden = parse_qsl(changelist.get_query_string(remove=[self.parameter_name]).removeprefix("?"))
        return [{"text": self.value() or "", "error": self.error, "hidden": hidden}]


class TakeDownForm(FactConfirmationForm):
    """Takes the event down."""

    words = forms.CharField(
        label=_("Explanation to readers"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2_000,
        help_text=_("It is shown on the event's own page."),
    )
    title, has_questions = _("Take down"), False

    def summary(self):
        return gettext(
            "Readers will no longer see it in any article, timeline or export. Its own page gives the explanation."
        )

    def button(self):
        return gettext("Take it down now")

    def is_done(self):
        return self.fact.taken_down_at is not None

    def execute(self):
        self.fact.take_down(self.user, self.cleaned_data["words"])

    def success_message(self):
        return gettext("“%(event)s” was taken down.") % {"event": self.fact}


class PutBackForm(FactConfirmationForm):
    """Puts the event back."""

    words = forms.CharField(
        label=_("Note to readers"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2_000, required=False
    )
    title, has_questions = _("Put back"), False

    def summary(self):
        return gettext("Readers will see it again wherever it was shown.")

    def button(self):
        return gettext("Put it back now")

    def is_done(self):
        return self.fact.taken_down_at is None

    def execute(self):
        self.fact.put_back(self.user, self.cleaned_data["words"])

    def success_message(self):
        return gettext("“%(event)s” was put back.") % {"event": self.fact}


def readers_of(event, moment):
    """Return (the newest live editions whose readers lose the event or see it again, how many more there are).

    The number is text: counting stops somewhere. There are none for an event under embargo.
    """
    if not Event.objects.public_or_hidden_at(moment).filter(pk=event.pk).exists():
        return [], ""
    live = event.shown_in(Edition.objects.live_at(moment), moment).order_by("-live_from", "-pk")
    newest = list(live[: MOST_LISTED + 1])
    return newest[:MOST_LISTED], count_more(live, MOST_LISTED) if len(newest) > MOST_LISTED else ""


def offers_of(media, user):
    """Return (a `NamedMedia`, the addresses of the forms that add it as a source and as a picture); "" for neither."""
    source = {"title": media.title[: len_of(Source, "title")], "url": media.address}
    words = {"caption": media.caption[:MAX_PREFILLED], "alt": media.alt[:MAX_PREFILLED]}
    picture = {"title": media.title[: len_of(Image, "title")], **words}
    as_source = f"{reverse('admin:articles_source_add')}?{urlencode(source)}"
    as_picture = f"{reverse('admin:articles_image_add')}?{urlencode(picture)}"
    return (
        media,
        as_source if permissions.allows(user, permissions.on(Source, "add")) else "",
        as_picture if media.is_picture and permissions.allows(user, permissions.on(Image, "add")) else "",
    )


def len_of(model, name):
    """Return the number of characters that a column holds."""
    return model._meta.get_field(name).max_length


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
    first_step = _("Add the first one, enter many at once, or find the dates in the text of an article.")
    list_display = ["title", "when", "status", "speaker", "cited"]
    merge_details = ["date", "text", "slug"]
    list_filter = [DateFilter, "status", CitationFilter, PrecisionFilter, TakenDownFilter]
    list_select_related = ["speaker"]
    paginator = CappedPaginator
    search_fields = ["folded", "text", "quotation", "people__topic__folded"]
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

    def may_take_down(self, request, event):
        """Return whether somebody may take this event down and put it back."""
        return permissions.allows(request.user, permissions.to_withdraw(event))

    def tools(self, request, obj):
        """Add taking down to the tools of the form."""
        tools = super().tools(request, obj)
        if not self.may_take_down(request, obj):
            return tools
        label = gettext("Put back…") if obj.taken_down_at else gettext("Take down…")
        return [(reverse("admin:timeline_event_down", args=[obj.pk]), label), *tools]

    def instead_of_deleting(self, request, obj):
        """Offer to take the event down."""
        instead = super().instead_of_deleting(request, obj)
        if obj.taken_down_at or not self.may_take_down(request, obj):
            return instead
        return [*instead, (reverse("admin:timeline_event_down", args=[obj.pk]), gettext("Take it down…"))]

    def render_change_form(self, request, context, **kwargs):
        """Offer what an imported file names, from the desk's note, as a source or as a picture."""
        event = kwargs.get("obj")
        named = read_named_media(event.desk_note) if event else []
        context["named_media"] = [offers_of(media, request.user) for media in named]
        return super().render_change_form(request, context, **kwargs)

    def take_down_page(self, request, pk):
        """Take the event down, or put it back, once that is confirmed."""
        event = self.get_object(request, str(pk))
        if event is None:
            raise Http404
        permissions.require(request.user, permissions.to_withdraw(event))
        data = request.POST if request.method == "POST" else None
        take_down, put_back = (form(data, user=request.user, fact=event) for form in (TakeDownForm, PutBackForm))
        form = form_agreed_to((take_down, put_back), put_back if event.taken_down_at else take_down)
        live, more = readers_of(event, request.moment)
        change_url = reverse("admin:timeline_event_change", args=[event.pk])
        context = {"original": event, "opts": self.opts, "live": live, "more": more, "cancel_url": change_url}
        return confirmation_page(request, form, "admin/timeline/event_confirmation.html", context, change_url)

    def get_search_fields(self, request):
        """Search only the titles for an autocomplete field: two letters occur in too many texts."""
        is_autocomplete = request.resolver_match and request.resolver_match.url_name == "autocomplete"
        return ["folded"] if is_autocomplete else super().get_search_fields(request)

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
