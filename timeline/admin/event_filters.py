"""The list of events: as fast with five thousand as with fifty."""

from django.contrib import admin
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.dates import PRECISIONS, PartialDate
from timeline.models import Citation


class PrecisionFilter(admin.SimpleListFilter):
    """How exactly an event is dated."""

    title = _("how exact the date is")
    parameter_name = "precision"

    def lookups(self, request, model_admin):
        return [(name, name) for name in reversed(PRECISIONS)]

    def queryset(self, request, queryset):
        if self.value() not in PRECISIONS:
            return queryset
        return queryset.filter(date__precision=str(PRECISIONS.index(self.value())))


class CitationFilter(admin.SimpleListFilter):
    """Whether a source says so."""

    title = _("citation")
    parameter_name = "cited"

    def lookups(self, request, model_admin):
        return [("no", gettext("without any")), ("yes", gettext("with one or more"))]

    def queryset(self, request, queryset):
        if self.value() not in ("yes", "no"):
            return queryset
        cited = Exists(Citation.objects.filter(event=OuterRef("pk")))
        return queryset.filter(cited if self.value() == "yes" else ~cited)


class DownFilter(admin.SimpleListFilter):
    """Whether an event was taken down by itself."""

    title = _("taken down")
    parameter_name = "down"

    def lookups(self, request, model_admin):
        return [("yes", gettext("taken down"))]

    def queryset(self, request, queryset):
        return queryset.filter(taken_down_at__isnull=False) if self.value() == "yes" else queryset


class DuringFilter(admin.SimpleListFilter):
    """When an event happened: a date in the house's own words, in a field of its own."""

    title = _("when")
    parameter_name = "during"
    template = "admin/timeline/during.html"
    reason = ""

    def lookups(self, request, model_admin):
        return [("", "")]  # the field stands also where nothing is chosen

    def has_output(self):
        return True

    def queryset(self, request, queryset):
        """Return the events whose time overlaps that of the words; none, with the reason, for what cannot be read."""
        if not (self.value() or "").strip():
            return queryset
        try:
            return queryset.overlapping(PartialDate.parse(self.value()))
        except ValueError as reason:
            self.reason = str(reason)
            return queryset.none()

    def choices(self, changelist):
        """Give the template the words, the reason, and what else the address asks for."""
        others = [(name, value) for name, value in changelist.params.items() if name != "p"]
        listed = [(name, value[-1] if isinstance(value, list) else value) for name, value in others]
        filters = [(name, value[-1]) for name, value in changelist.filter_params.items() if name != self.parameter_name]
        kept = dict([*listed, *filters]) | ({"q": changelist.query} if changelist.query else {})
        return [{"words": self.value() or "", "reason": self.reason, "kept": kept.items()}]
