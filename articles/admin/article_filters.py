"""The filters of the list of articles."""

from django.contrib import admin
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.models import Author, Byline, Edition

MOST_AUTHORS = 200  # in the filter


class ReadersFilter(admin.SimpleListFilter):
    """Filters articles by what readers see of them at the moment of the request."""

    title = _("what readers see")
    parameter_name = "readers"

    def lookups(self, request, model_admin):
        return [
            ("live", gettext("Live")),
            ("changed", gettext("Live, changes not published")),
            ("coming", gettext("Something is scheduled")),
            ("down", gettext("Taken down")),
            ("draft", gettext("Draft, never published")),
        ]

    def queryset(self, request, queryset):
        """Ask of each article by itself: its editions are few, and those of all articles are many."""
        own = Edition.objects.filter(article=OuterRef("pk"))
        live = own.live_at(request.moment)
        text, down = live.filter(outcome=""), live.exclude(outcome="")
        conditions = {
            "live": Exists(text),
            "changed": Exists(text.filter(created__lt=OuterRef("modified"))),
            "coming": Exists(own.to_come_at(request.moment)),
            "down": Exists(down),
            "draft": ~Exists(own.filter(cancelled_at=None)),
        }
        condition = conditions.get(self.value())
        return queryset if condition is None else queryset.filter(condition)


class AuthorFilter(admin.SimpleListFilter):
    """Filters articles by an author of the working copy."""

    title = _("author")
    parameter_name = "author"

    def lookups(self, request, model_admin):
        authors = Author.objects.active().order_by("folded")[:MOST_AUTHORS]
        return [(author.slug, author.name) for author in authors]

    def queryset(self, request, queryset):
        if not self.value():
            return queryset
        bylines = Byline.objects.filter(article=OuterRef("pk"), author__slug=self.value())
        return queryset.filter(Exists(bylines))


class ArchivedFilter(admin.SimpleListFilter):
    """Leaves out the drafts that were put away, unless they are asked for."""

    title = _("whether archived")
    parameter_name = "archived"

    def lookups(self, request, model_admin):
        return [("yes", gettext("Archived")), ("all", gettext("All, archived or not"))]

    def choices(self, changelist):
        first, *others = super().choices(changelist)
        return [{**first, "display": gettext("Not archived")}, *others]

    def queryset(self, request, queryset):
        if self.value() == "all":
            return queryset
        return queryset.filter(archived_at__isnull=self.value() != "yes")
