"""Timelines at the desk."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from articles.admin import FactAdmin, PartInline
from timeline.admin.importing import ImportingAdmin
from timeline.models import Entry, Era, RuleTopic, Timeline


class EntryInline(PartInline):
    """The events of a curated timeline."""

    model = Entry
    fields = ["event", ("title", "highlight"), "position"]


class RuleTopicInline(PartInline):
    """The topics that every event of a timeline by rule is about."""

    model = RuleTopic
    verbose_name = _("topic of the rule")
    verbose_name_plural = _("about every one of these")
    fields = ["topic", "position"]


class EraInline(PartInline):
    """The named stretches of a timeline."""

    model = Era
    fields = ["title", ("start", "end")]


@admin.register(Timeline)
class TimelineAdmin(ImportingAdmin, FactAdmin):
    """Events in a curated sequence, or by a rule that stays right by itself."""

    change_list_template = "admin/timeline/timeline_change_list.html"
    list_display = ["title", "made", "dek"]
    list_filter = ["made"]
    search_fields = ["title"]
    prepopulated_fields = {"slug": ["title"]}
    inlines = [RuleTopicInline, EntryInline, EraInline]
    fieldsets = [(None, {"fields": ["title", "dek", "slug", "made", ("rule_from", "rule_until")]})]
