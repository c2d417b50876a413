"""The admin of articles: the form of the working copy, with the body as blocks in reading order."""

from collections import Counter

from content_editor.admin import ContentEditor, ContentEditorInline
from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminTextareaWidget
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.accounts import name_of
from articles.admin.article_filters import ArchivedFilter, AuthorFilter, ReadersFilter
from articles.admin.desk import CappedPaginator, DeskAdmin, ParentPermissions, PartInline
from articles.admin.forms import BlockForm, DeskForm
from articles.admin.formsets import ArticleRowFormSet
from articles.admin.optimistic_lock import saved_parts
from articles.admin.publication import PublicationPages, Status, draft_actions, step_sentence, steps_for, with_status
from articles.exceptions import AddressTaken
from articles.languages import text_direction
from articles.models import MOST_TOGETHER, About, Address, Article, Byline, articles_with_words, permissions
from articles.text import one_line

ONE_LINE = AdminTextareaWidget(attrs={"rows": 1, "class": "vLargeTextField desk-headline"})


class ArticleForm(DeskForm):
    """The form of the working copy. A headline alone can be saved.

    It compares the version that it was opened with under a lock, so that a second save never overwrites the first.
    The button `_replace` names the newer version that the person was shown and wants to replace.
    """

    version = forms.CharField(required=False, widget=forms.HiddenInput)
    # Whether somebody else saved since the form was opened; `locked` is then what they saved.
    is_stale = False

    class Meta:
        widgets = {"headline": ONE_LINE}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["version"] = str(self.instance.version)
        if not self.initial.get("slug"):
            self.initial["slug"] = self.instance.published_slug
        if language := self.fields.get("language"):
            # With these the script sets the language and the direction of every field that is written in.
            right_to_left = [code for code, name in language.choices if text_direction(code) == "rtl"]
            language.show_hidden_initial = False  # the default is a callable, but of new articles only
            language.widget.attrs["data-rtl"] = " ".join(right_to_left)

    def clean_headline(self):
        """Refuse a headline that has only characters that are never stored."""
        if not one_line(self.cleaned_data["headline"]):
            raise forms.ValidationError(gettext("Write a headline."), code="required")
        return self.cleaned_data["headline"]

    def clean(self):
        cleaned = super().clean()
        section, slug = cleaned.get("section"), cleaned.get("slug")
        if section and slug:
            others = Address.objects.filter(path=f"{section.slug}/{slug}").exclude(article=self.instance.pk)
            if others.exists():
                self.add_error(None, AddressTaken())
        if not self.instance._state.adding:
            self._check_version(self.data.get("_replace") or cleaned.get("version"))
        return cleaned

    def _check_version(self, seen):
        """Lock the article and compare its version with the one that was seen."""
        self.locked = Article.objects.select_for_update().get(pk=self.instance.pk)
        if seen != str(self.locked.version):
            self.is_stale = True
            self.add_error(None, gettext("This article was saved by somebody else after you had opened it."))
        self.instance.version, self.instance.state = self.locked.version, self.locked.state

    def saved_meanwhile(self):
        """Return what is saved now, by whom and when, to be read beside what was typed."""
        return {
            "version": self.locked.version,
            "person": self.locked.modified_by,
            "by": name_of(self.locked.modified_by) or gettext("Somebody"),
            "at": self.locked.modified,
            "parts": saved_parts(self.locked),
        }


class BylineInline(PartInline):
    model = Byline
    formset = ArticleRowFormSet
    fields = ["author", "role", "position"]


class AboutInline(PartInline):
    model = About
    formset = ArticleRowFormSet
    verbose_name = _("topic")
    verbose_name_plural = _("topics")
    fields = ["topic", "position"]


class BlockInline(ParentPermissions, ContentEditorInline):
    """The inline of a kind of block; a new kind needs nothing here."""

    form = BlockForm
    formset = ArticleRowFormSet
    is_block = True
    template = "admin/articles/article/blocks.html"


def block_inlines():
    """Return an inline for every installed kind of block, those of this app first."""
    kinds = sorted(Article.block_kinds().values(), key=lambda kind: kind._meta.app_label != "articles")
    return [BlockInline.create(kind, icon=kind.icon, autocomplete_fields=kind.autocomplete_fields) for kind in kinds]


@admin.register(Article)
class ArticleAdmin(DeskAdmin, ContentEditor):
    """Working copies. Saving never publishes."""

    form = ArticleForm
    change_form_template = "admin/articles/article/change_form.html"
    inlines = [BylineInline, AboutInline, *block_inlines()]
    actions = ["publish_together"]
    first_step = _("Write the first one: a headline is enough to save it, and nothing is public until it is published.")
    paginator = CappedPaginator
    list_display = ["headline", "for_readers", "working_copy", "section", "modified", "modified_by"]
    list_filter = [ReadersFilter, "state", "section", AuthorFilter, "modified", ArchivedFilter]
    list_select_related = ["section", "modified_by"]
    search_fields = ["headline"]  # `get_search_results` searches everything else, too
    fieldsets = [
        (None, {"fields": ["headline", "dek"]}),
        (_("Filed under"), {"fields": ["section", "slug", "language"]}),
        (_("Lead image"), {"fields": ["lead_image", "lead_caption", "lead_alt"]}),
        (_("For search engines"), {"fields": ["seo_title", "seo_description"], "classes": ["collapse"]}),
    ]

    def get_queryset(self, request):
        """Return the articles this person may see: without the right to publish, one's own."""
        articles = super().get_queryset(request).select_related("section", "lead_image", "modified_by")
        return with_status(permissions.visible_to(request.user, articles), request.moment)

    def get_urls(self):
        return [*PublicationPages(self).urls(), *super().get_urls()]

    def history_view(self, request, object_id, extra_context=None):
        """Show the editions and the log instead of Django's own history."""
        return PublicationPages(self).history_page(request, object_id)

    def instead_of_deleting(self, request, obj):
        """Offer to take the article down."""
        if not permissions.allows(request.user, permissions.TO_PUBLISH):
            return []
        return [(reverse("admin:articles_article_take_down", args=[obj.pk]), gettext("Take it down…"))]

    @admin.action(description=_("Publish together…"), permissions=["publish"])
    def publish_together(self, request, queryset):
        """Ask when and how the selected articles are published, all of them or none."""
        keys = list(queryset.order_by().values_list("pk", flat=True)[: MOST_TOGETHER + 1])
        if len(keys) > MOST_TOGETHER:
            message = gettext("At most %(count)d articles can be published together. Select fewer.")
            self.message_user(request, message % {"count": MOST_TOGETHER}, messages.ERROR)
            return None
        address = reverse("admin:articles_article_publish_together")
        return HttpResponseRedirect(f"{address}?{urlencode({'article': keys}, doseq=True)}")

    def has_publish_permission(self, request):
        """Whether the person may publish; the action of the list asks."""
        return permissions.allows(request.user, permissions.TO_PUBLISH)

    @admin.display(description=_("For readers"))
    def for_readers(self, article):
        """What readers see, for the change list."""
        status = Status(article)
        return format_html('<span aria-hidden="true">{}</span> {}', status.shape, status.label)

    @admin.display(description=_("Working copy"), ordering="state", empty_value="")
    def working_copy(self, article):
        """What is being written, for the change list."""
        return Status(article).working_copy

    def save_model(self, request, obj, form, change):
        """Store a new article; one that was there before is stored after its rows."""
        if not change:
            obj.created_by = obj.modified_by = request.user
            super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        """Store the rows, and the article if anything was changed at all: its version rises, and an approval falls."""
        super().save_related(request, form, formsets, change)
        if change and (form.has_changed() or any(formset.has_changed() for formset in formsets)):
            form.instance.modified_by = request.user
            super().save_model(request, form.instance, form, change)
        elif not change:
            form.instance.update_search_index()

    def get_search_results(self, request, queryset, search_term):
        """Search the whole text, its pictures, people and sources."""
        return articles_with_words(queryset, search_term), False

    def _count_notes(self, context, article):
        """Say how many open notes the article has, and each of its blocks."""
        counts = Counter(article.notes.open().values_list("block", flat=True))
        context["open_notes_count"] = counts.total()
        for group in context["inline_admin_formsets"]:
            for row in group.formset.initial_forms if isinstance(group.opts, BlockInline) else ():
                row.instance.open_notes = counts[row.instance.pk]

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        form = context["adminform"].form
        if form.is_stale:
            context |= {"saved": form.saved_meanwhile(), "errors": None}
        if change and obj:
            context["status"] = Status(obj)
            context["may_publish"] = permissions.allows(request.user, permissions.TO_PUBLISH)
            context["may_share"] = permissions.allows(request.user, permissions.to_share(obj, request.user))
            context |= {"steps": steps_for(obj, request.user), "step": step_sentence(obj)}
            self._count_notes(context, obj)
            context["draft_actions"] = draft_actions(context["status"], request.user)
        context["show_save_and_add_another"] = False
        return super().render_change_form(request, context, add=add, change=change, form_url=form_url, obj=obj)
