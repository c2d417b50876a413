"""Sections, topics, sources and authors at the desk."""

from django.contrib import admin
from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext

from articles.admin.desk import DeskAdmin, is_autocomplete
from articles.admin.equal_names import EqualNameForm
from articles.admin.facts import FactAdmin
from articles.admin.merge import MergingAdmin
from articles.models import Author, Edition, Generation, Section, Source, Topic, permissions
from articles.models.facts import count_uses, where_used
from articles.moments import format_moment

# The citations of one kind that a page lists.
MOST_CITATIONS = 100


@admin.register(Section)
class SectionAdmin(DeskAdmin):
    """The sections of the site."""

    list_display = ["name", "slug", "position"]
    form = EqualNameForm
    search_fields = ["folded"]
    fields = ["name", "slug", "description", "position"]

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.others = self.get_queryset(request)
        return form

    def get_readonly_fields(self, request, obj=None):
        """Make the slug read-only once articles were published under it: their addresses begin with it."""
        return ["slug"] if obj and obj.editions.exists() else []

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        Generation.objects.raise_at(request.moment)

    def delete_model(self, request, obj):
        super().delete_model(request, obj)
        Generation.objects.raise_at(request.moment)


@admin.register(Topic)
class TopicAdmin(MergingAdmin, FactAdmin):
    """Topics: the people and things that articles are about."""

    list_display = ["name", "kind", "description"]
    merge_details = ["description", "slug"]
    list_filter = ["kind"]
    search_fields = ["folded", "description"]
    fieldsets = [(None, {"fields": ["name", "kind", "description", "slug"]})]

    def get_search_fields(self, request):
        """Search names only for an autocomplete: two letters are in too many descriptions."""
        return ["folded"] if is_autocomplete(request) else super().get_search_fields(request)


@admin.register(Source)
class SourceAdmin(MergingAdmin, FactAdmin):
    """Sources: where quotations and facts come from."""

    list_display = ["title", "publisher", "medium", "author", "date"]
    merge_details = ["publisher", "date", "url"]
    list_filter = ["medium"]
    search_fields = ["folded", "folded_makers"]
    fieldsets = [(None, {"fields": ["title", "publisher", ("medium", "date"), "author", "url"]})]

    def get_urls(self):
        page = self.admin_site.admin_view(self.citations_page)
        return [path("<uuid:pk>/citations/", page, name="articles_source_citations"), *super().get_urls()]

    def tools(self, request, obj):
        """Add the citations to the tools of the form."""
        tools = super().tools(request, obj)
        if not permissions.allows(request.user, permissions.TO_SEE_ALL):
            return tools
        return [(reverse("admin:articles_source_citations", args=[obj.pk]), gettext("Citations")), *tools]

    def citations_page(self, request, pk):
        """List the editions, working copies and facts that cite a source, those under embargo too."""
        permissions.require(request.user, (*permissions.TO_SEE_ALL, *permissions.on(Source, "view")))
        source = self.get_object(request, str(pk))
        if source is None:
            raise Http404
        citations = [
            (
                name,
                count_uses(rows),
                [self._citation(row) for row in rows[:MOST_CITATIONS]],
                rows[MOST_CITATIONS:].exists(),
            )
            for name, rows in where_used(source)
        ]
        context = {"title": gettext("Citations"), "original": source, "opts": self.opts, "citations": citations}
        context = self.admin_site.each_context(request) | context
        return TemplateResponse(request, "admin/articles/citations.html", context)

    def _citation(self, row):
        """Return (text, address, detail) of a row that cites the source."""
        if isinstance(row, Edition):
            detail = gettext("edition %(number)s, %(moment)s") % {
                "number": row.number,
                "moment": format_moment(row.live_from),
            }
            return row.headline, reverse("admin:articles_article_history", args=[row.article_id]), detail
        name = f"admin:{row._meta.app_label}_{row._meta.model_name}_change"
        date = getattr(row, "date", None)
        return row, reverse(name, args=[row.pk]), date.words if date else ""


@admin.register(Author)
class AuthorAdmin(MergingAdmin, FactAdmin):
    """The authors of the publication."""

    list_display = ["name", "user"]
    list_select_related = ["user"]
    merge_details = ["about", "slug", "user"]
    search_fields = ["folded"]
    fieldsets = [(None, {"fields": ["name", "about", "slug", "user"]})]
