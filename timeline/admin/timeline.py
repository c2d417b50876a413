"""The admin of timelines."""

from itertools import groupby

from django.conf import settings
from django.contrib import admin
from django.urls import path
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.admin import FactAdmin, PartInline, RowFormSet, keys_in
from articles.dates import OPEN_END, STYLES, day_from_stored, stored_part
from articles.models import permissions
from articles.request_limits import most_rows, row_count
from timeline.admin.importing import ImportView
from timeline.interchange import permissions_to_import
from timeline.models import Entry, Era, RuleTopic, Timeline

ENTRIES_A_PAGE = 50


class EntryPage:
    """One of the pages in which many entries are edited: their keys, and the years of the first and the last."""

    def __init__(self, number, rows):
        self.number, self.keys = number, [key for key, _sort_key in rows]
        self.first, self.last = (year_of(sort_key) for _key, sort_key in (rows[0], rows[-1]))


class EntryFormSet(RowFormSet):
    """The entries of a timeline in the order of their dates; where there are many, one page of them.

    A form that was sent has the entries that were on its page, whatever page they are on by now.
    """

    requested_page = ""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        ordered = self.queryset.order_by("event__date__sort_key", "position", "event_id")
        self.pages = divide(ordered.values_list("pk", "event__date__sort_key"))
        by_number = {str(page.number): page for page in self.pages}
        self.page = by_number.get(self.requested_page, next(iter(self.pages), None))
        if self.is_bound:
            count = row_count(self.data, self.prefix, "INITIAL_FORMS")
            sent = (self.data.get(f"{self.prefix}-{place}-id") for place in range(min(count, most_rows())))
            self.queryset = self.queryset.filter(pk__in=keys_in(sent))
        elif len(self.pages) > 1:
            self.queryset = ordered.filter(pk__in=self.page.keys)
        else:
            self.queryset = ordered


def year_of(sort_key):
    """Return the year of a date, by its stored sort key, as text."""
    day = stored_part(sort_key, "day")
    return gettext("undated") if day == OPEN_END else STYLES[settings.HOUSE_STYLE.lower()].year(day_from_stored(day))


def divide(rows):
    """Return the pages of (key, sort key) pairs in order. Entries of equal date, whose order is decided by their
    positions, are on one page, unless they are too many for it.
    """
    pages = []
    for _sort_key, group in groupby(rows, lambda row: row[1]):
        equal = list(group)
        if pages and len(pages[-1]) + len(equal) <= ENTRIES_A_PAGE:
            pages[-1] += equal
        else:
            pages += [equal[start : start + ENTRIES_A_PAGE] for start in range(0, len(equal), ENTRIES_A_PAGE)]
    return [EntryPage(number, page) for number, page in enumerate(pages, start=1)]


class EntryInline(PartInline):
    """The events of a curated timeline."""

    model = Entry
    formset = EntryFormSet
    template = "admin/timeline/entries.html"
    classes = ["desk-rows", "desk-table", "desk-entries"]
    fields = ["date", "event", "title", "highlight", "position"]
    readonly_fields = ["date"]

    @admin.display(description=_("date"))
    def date(self, entry):
        """The date of the event that is saved in this row."""
        return entry.event.date.words if entry.event_id else ""

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """Say what the title is for in its label, above the column, and not again in every row."""
        if db_field.name == "title":
            kwargs |= {"label": _("Title here, instead of the event's own"), "help_text": ""}
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_formset(self, request, obj=None, **kwargs):
        """Show the page of the entries that `?entries=` asks for."""
        formset = super().get_formset(request, obj, **kwargs)
        return type(formset.__name__, (formset,), {"requested_page": request.GET.get("entries", "")})


class RuleTopicInline(PartInline):
    """The topics of a timeline's rule."""

    model = RuleTopic
    verbose_name = _("topic of the rule")
    verbose_name_plural = _("topics of the rule: events about all of them")
    fields = ["topic", "position"]


class EraInline(PartInline):
    """The eras of a timeline."""

    model = Era
    classes = ["desk-rows", "desk-table", "desk-eras"]
    fields = ["title", "start", "end"]


@admin.register(Timeline)
class TimelineAdmin(FactAdmin):
    """Timelines, with the page on which one is imported."""

    change_list_template = "admin/timeline/timeline_change_list.html"
    first_step = _("Make the first one from events, or import one that you have.")
    list_display = ["title", "made", "dek"]
    list_filter = ["made"]
    search_fields = ["folded"]
    inlines = [RuleTopicInline, EntryInline, EraInline]
    fieldsets = [(None, {"fields": ["title", "dek", "slug", "made", ("rule_from", "rule_until")]})]

    def get_urls(self):
        page = self.admin_site.admin_view(ImportView.as_view(model_admin=self))
        return [path("import/", page, name="timeline_timeline_import"), *super().get_urls()]

    def changelist_view(self, request, extra_context=None):
        """Offer the import to users who may."""
        may_import = permissions.allows(request.user, permissions_to_import())
        return super().changelist_view(request, {"may_import": may_import} | (extra_context or {}))
