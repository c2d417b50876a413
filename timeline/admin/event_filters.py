"""The filters of the list of events."""

from django.contrib import admin
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.dates import PRECISIONS, PartialDate
from timeline.models import Citation


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
    template = "admin/timeline/during.html"
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
        parameters = {name: value for name, value in changelist.params.items() if name != "p"}  # back to page 1
        parameters |= {name: values for name, values in changelist.filter_params.items() if name != self.parameter_name}
        hidden = {name: value[-1] if isinstance(value, list) else value for name, value in parameters.items()}
        if changelist.query:
            hidden["q"] = changelist.query
        return [{"text": self.value() or "", "error": self.error, "hidden": hidden.items()}]
