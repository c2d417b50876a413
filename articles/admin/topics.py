"""Sections, topics, sources and authors at the desk."""

from django.contrib import admin

from articles.admin.citations import RestingAdmin
from articles.admin.desk import Desk
from articles.admin.facts import FactAdmin
from articles.admin.merge import MergingAdmin
from articles.models import Author, Generation, Section, Source, Topic


@admin.register(Section)
class SectionAdmin(Desk, admin.ModelAdmin):
    """The parts of the site."""

    list_display = ["name", "slug", "position"]
    search_fields = ["name"]
    fields = ["name", "slug", "description", "position"]

    def get_readonly_fields(self, request, obj=None):
        """Keep the slug once articles have been published under it: their addresses begin with it."""
        return ["slug"] if obj and obj.editions.exists() else []

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else {"slug": ["name"]}

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        Generation.objects.raise_at(request.moment)

    def delete_model(self, request, obj):
        super().delete_model(request, obj)
        Generation.objects.raise_at(request.moment)


@admin.register(Topic)
class TopicAdmin(MergingAdmin, FactAdmin):
    """Whom and what articles are about."""

    list_display = ["name", "kind", "description"]
    merge_details = ["description", "slug"]
    list_filter = ["kind"]
    search_fields = ["name", "description"]
    prepopulated_fields = {"slug": ["name"]}
    fieldsets = [(None, {"fields": ["name", "kind", "description", "slug"]})]

    def get_search_fields(self, request):
        """Let choosers look in names only: two letters are in too many descriptions."""
        choosing = request.resolver_match and request.resolver_match.url_name == "autocomplete"
        return ["name"] if choosing else super().get_search_fields(request)


@admin.register(Source)
class SourceAdmin(RestingAdmin, MergingAdmin, FactAdmin):
    """Where something was said or written."""

    list_display = ["title", "publisher", "medium", "author", "date"]
    merge_details = ["publisher", "date", "url"]
    list_filter = ["medium"]
    search_fields = ["title", "publisher", "author"]
    fieldsets = [(None, {"fields": ["title", "publisher", ("medium", "date"), "author", "url"]})]


@admin.register(Author)
class AuthorAdmin(FactAdmin):
    """Who writes for the publication."""

    list_display = ["name", "user"]
    list_select_related = ["user"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}
    fieldsets = [(None, {"fields": ["name", "about", "slug", "user"]})]
