"""Sections, topics, sources and authors at the desk."""

from django import forms
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.admin.desk import DeskAdmin, is_autocomplete
from articles.admin.equal_names import EqualNameForm
from articles.admin.facts import FactAdmin, FactForm
from articles.admin.merge import MergingAdmin
from articles.models import Author, Edition, Generation, Section, Source, Topic, permissions
from articles.models.facts import count_uses, where_used
from articles.moments import format_moment

User = get_user_model()

# The citations of one kind that a page lists.
MOST_CITATIONS = 100


@admin.register(Section)
class SectionAdmin(DeskAdmin):
    """The sections of the site."""

    first_step = _("Add the first one: an article is published in a section, whose slug begins its address.")
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

    first_step = _("Add the people, organisations, works and places that articles are about.")
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

    first_step = _("Add where quotations and facts come from, such as a newspaper or a document.")
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


class ProposedFilter(admin.SimpleListFilter):
    """Filters authors that were proposed and are not confirmed."""

    title = _("proposed")
    parameter_name = "proposed"

    def lookups(self, request, model_admin):
        return [("yes", gettext("to be confirmed"))]

    def queryset(self, request, queryset):
        return queryset.filter(proposed_at__isnull=False) if self.value() == "yes" else queryset


class AuthorForm(FactForm):
    """The form of an author. One who was proposed is confirmed with a tick."""

    confirmed = forms.BooleanField(
        label=_("Confirm this author"),
        required=False,
        help_text=_("A colleague proposed this name. Confirm it, or merge it with the author who is known already."),
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("confirmed"):
            self.instance.proposed_at = None
        return cleaned


@admin.register(Author)
class AuthorAdmin(MergingAdmin, FactAdmin):
    """The authors of the publication."""

    form = AuthorForm
    first_step = _("Add those who write for the publication: bylines name them.")
    list_display = ["name", "user", "proposed"]
    list_filter = [ProposedFilter]
    list_select_related = ["user"]
    merge_details = ["about", "slug", "user"]
    search_fields = ["folded"]
    fieldsets = [(None, {"fields": ["name", "about", "slug", "user"]})]

    def get_fieldsets(self, request, obj=None):
        """Ask about an author who was proposed whether it is confirmed."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or obj.proposed_at is None or not self.has_change_permission(request, obj):
            return fieldsets
        return [(None, {"fields": ["confirmed"]}), *fieldsets]

    def get_readonly_fields(self, request, obj=None):
        """Let only those choose an account who may see accounts."""
        fields = super().get_readonly_fields(request, obj)
        return fields if permissions.allows(request.user, permissions.on(User, "view")) else [*fields, "user"]

    def save_model(self, request, obj, form, change):
        if not change:
            obj.mark_proposed(request.user, request.moment)
        super().save_model(request, obj, form, change)

    @admin.display(description=_("proposed"))
    def proposed(self, author):
        """Say of an author who is not confirmed that it was proposed."""
        return gettext("to be confirmed") if author.proposed_at else ""
