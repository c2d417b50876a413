"""Timelines at the desk."""

from django.contrib import admin

from articles.admin.desk import PartInline
from articles.admin.facts import FactAdmin
from timeline.admin.importing import ImportingAdmin
from timeline.models import Entry, Era, Timeline


class EntryInline(PartInline):
    """The events of a timeline."""

    model = Entry
    fields = ["event", "title", "highlight", "position"]


class EraInline(PartInline):
    """The named stretches of a timeline."""

    model = Era
    fields = ["title", ("start", "end")]


@admin.register(Timeline)
class TimelineAdmin(ImportingAdmin, FactAdmin):
    """Events in a curated sequence."""

    change_list_template = "admin/timeline/timeline_change_list.html"
    list_display = ["title", "dek"]
    search_fields = ["title"]
    prepopulated_fields = {"slug": ["title"]}
    inlines = [EntryInline, EraInline]
    fieldsets = [(None, {"fields": ["title", "dek", "slug"]})]
