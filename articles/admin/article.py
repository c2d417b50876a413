"""The article's form: the words, where they are filed, and the body as blocks in reading order."""

from content_editor.admin import ContentEditor, ContentEditorInline
from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.admin.desk import Desk, OfParent, PartInline
from articles.admin.forms import BlockForm, DeskForm
from articles.admin.optimistic_lock import CurrentVersion, with_lost_rows_as_new
from articles.admin.publication import PublicationAdmin
from articles.exceptions import AddressTaken
from articles.models import About, Address, Article, Byline, permissions
from articles.text import one_line

ONE_LINE = AdminTextareaWidget(attrs={"rows": 1, "class": "vLargeTextField desk-headline"})


class ArticleForm(CurrentVersion, DeskForm):
    """A headline alone can be saved; what is refused is said at its field."""

    class Meta:
        widgets = {"headline": ONE_LINE}

    def clean_headline(self):
        """Refuse a headline of nothing but characters that are never stored."""
        if not one_line(self.cleaned_data["headline"]):
            raise forms.ValidationError(gettext("Write a headline."), code="required")
        return self.cleaned_data["headline"]

    def clean(self):
        cleaned = super().clean()
        section, slug = cleaned.get("section"), cleaned.get("slug")
        if section and slug:
            there = Address.objects.filter(path=f"{section.slug}/{slug}").exclude(article=self.instance.pk)
            if there.exists():
                self.add_error(None, AddressTaken())
        return cleaned


class BylineInline(PartInline):
    """Who wrote it."""

    model = Byline
    fields = ["author", "role", "position"]


class AboutInline(PartInline):
    """Whom and what it is about."""

    model = About
    verbose_name = _("topic")
    verbose_name_plural = _("topics")
    fields = ["topic", "position"]


class BlockInline(OfParent, ContentEditorInline):
    """A kind of block in the body; a new kind needs nothing here."""

    form = BlockForm
    is_block = True
    template = "admin/articles/article/blocks.html"


def block_inlines():
    """Return an inline for every kind of block that is installed, this house's own first."""
    kinds = sorted(Article.block_kinds().values(), key=lambda kind: kind._meta.app_label != "articles")
    return [BlockInline.create(kind, icon=kind.icon, autocomplete_fields=kind.autocomplete_fields) for kind in kinds]


@admin.register(Article)
class ArticleAdmin(PublicationAdmin, Desk, ContentEditor):
    """Working copies. Saving never publishes."""

    form = ArticleForm
    change_form_template = "admin/articles/article/change_form.html"
    inlines = [BylineInline, AboutInline, *block_inlines()]
    list_display = ["headline", "for_readers", "state", "section", "modified", "modified_by"]
    list_filter = ["state", "section"]
    list_select_related = ["section", "modified_by"]
    search_fields = ["headline", "dek", "slug"]
    fieldsets = [
        (None, {"fields": ["headline", "dek"]}),
        (_("Filed under"), {"fields": ["state", "section", "slug", "language"]}),
        (_("Lead image"), {"fields": ["lead_image", "lead_caption", "lead_alt"]}),
        (_("For search engines"), {"fields": ["seo_title", "seo_description"], "classes": ["collapse"]}),
    ]

    def get_queryset(self, request):
        """Return the articles this person may see: without the right to publish, one's own."""
        articles = super().get_queryset(request).select_related("section", "lead_image", "modified_by")
        return permissions.visible_to(request.user, articles)

    def _is_theirs(self, request, obj):
        is_new = obj is None or obj._state.adding
        return is_new or permissions.allows(request.user, permissions.to_see(obj, request.user))

    def has_view_permission(self, request, obj=None):
        return super().has_view_permission(request, obj) and self._is_theirs(request, obj)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and self._is_theirs(request, obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and self._is_theirs(request, obj)

    def get_formset_kwargs(self, request, obj, inline, prefix):
        """Keep what was typed into rows that a colleague has removed meanwhile: they are saved as new ones."""
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        if "data" in kwargs and not obj._state.adding:
            rows = kwargs["queryset"].filter(**{inline.fk_name or "article": obj})
            kwargs["data"] = with_lost_rows_as_new(kwargs["data"], prefix, rows)
        return kwargs

    def save_model(self, request, obj, form, change):
        """Note who saved; `Article.save` raises the version that the form has compared."""
        obj.modified_by = request.user
        if not change:
            obj.created_by = request.user
        super().save_model(request, obj, form, change)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        form = context["adminform"].form
        if form.overtaken:
            context |= {"saved": form.saved_meanwhile(), "errors": None}
        context["show_save_and_add_another"] = False
        return super().render_change_form(request, context, add=add, change=change, form_url=form_url, obj=obj)
