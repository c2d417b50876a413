"""The admin of timelines."""

from django.contrib import admin
from django.urls import path
from django.utils.translation import gettext_lazy as _

from articles.admin import FactAdmin, PartInline
from articles.models import permissions
from timeline.admin.importing import ImportView
from timeline.interchange import permissions_to_import
from timeline.models import Entry, Era, RuleTopic, Timeline


class EntryInline(PartInline):
    """The events of a curated timeline."""

    model = Entry
    fields = ["event", ("title", "highlight"), "position"]


class RuleTopicInline(PartInline):
    """The topics of a timeline's rule."""

    model = RuleTopic
    verbose_name = _("topic of the rule")
    verbose_name_plural = _("topics of the rule: events about all of them")
    fields = ["topic", "position"]


class EraInline(PartInline):
    """The eras of a timeline."""

    model = Era
    fields = ["title", ("start", "end")]


@admin.register(Timeline)
class TimelineAdmin(FactAdmin):
    """Timelines, with the page on which one is imported."""

    change_list_template = "admin/timeline/timeline_change_list.html"
    list_display = ["title", "made", "dek"]
    list_filter = ["made"]
    search_fields = ["title"]
    prepopulated_fields = {"slug": ["title"]}
    inlines = [RuleTopicInline, EntryInline, EraInline]
    fieldsets = [(None, {"fields": ["title", "dek", "slug", "made", ("rule_from", "rule_until")]})]

    def get_urls(self):
        page = self.admin_site.admin_view(ImportView.as_view(model_admin=self))
        return [path("import/", page, name="timeline_timeline_import"), *super().get_urls()]

    def changelist_view(self, request, extra_context=None):
        """Offer the import to users who may."""
        may_import = permissions.allows(request.user, permissions_to_import())
        return super().changelist_view(request, {"may_import": may_import} | (extra_context or {}))
