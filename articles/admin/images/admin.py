"""Images at the desk: the picture desk, the form, and the pages of what is done to one."""

from functools import partial

from django.conf import settings
from django.contrib import admin
from django.http import Http404
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.admin.facts import FactAdmin
from articles.admin.images.actions import ImageActs
from articles.admin.images.badges import image_status
from articles.admin.images.chooser import PictureChoices
from articles.admin.images.credit import credit_view
from articles.admin.images.form import CreditInline, ImageForm, PersonInline, RightInline
from articles.admin.images.list import PictureList, PicturePaginator, StateFilter
from articles.admin.images.offers import credit_offers, restrictions
from articles.admin.images.upload import upload_view
from articles.models import Article, Image, Right
from articles.models.images import JOINTS


@admin.register(Image)
class ImageAdmin(ImageActs, FactAdmin):
    """Pictures with what must be known to show them."""

    form = ImageForm
    inlines = [CreditInline, RightInline, PersonInline]
    change_list_template = "admin/articles/image/change_list.html"
    change_form_template = "admin/articles/image/change_form.html"
    list_display = ["title"]
    list_filter = [StateFilter]
    list_per_page = 48
    paginator = PicturePaginator
    search_fields = ["title"]
    ordering = ["-added", "-id"]
    actions = ["change_credit_and_rights", "merge_two"]
    fieldsets = [
        (None, {"fields": ["upload", "title"]}),
        (_("What it shows"), {"fields": ["alt", "decorative", "caption", ("date", "place")]}),
        (
            _("Where it comes from"),
            {"fields": ["source_type", "placeholder", "copyright_notice", "usage_terms", "instructions"]},
        ),
        (_("Addresses of the licence"), {"fields": ["web_statement", "licensor_url"], "classes": ["collapse"]}),
        (_("Focal point"), {"fields": [("focal_x", "focal_y")], "classes": ["desk-focal-fields"]}),
    ]

    class Media:
        js = ["newsroom/pictures.js", "newsroom/picture-credit.js", "newsroom/picture-form.js"]

    def get_queryset(self, request):
        return super().get_queryset(request).unmerged().prefetch_related("credits", "rights")

    def get_fieldsets(self, request, obj=None):
        """Leave the file's field out for those who only look, or may only correct what is said of a picture."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or (self.has_change_permission(request, obj) and not self.is_limited(request, obj)):
            return fieldsets
        return [(None, {"fields": ["title"]}), *fieldsets[1:]]

    def get_search_results(self, request, queryset, search_term):
        """Search by the index of words, whose rows are those of the whole image; a chooser offers what still stands."""
        choosing = request.resolver_match and request.resolver_match.url_name == "articles_image_choose"
        queryset = queryset.active() if choosing else queryset
        return (queryset.search(search_term) if search_term else queryset), False

    def get_changelist(self, request, **kwargs):
        return PictureList

    def get_urls(self):
        """Add the pages of images to the list and the form."""
        view, choices = self.admin_site.admin_view, partial(PictureChoices.as_view, admin_site=self.admin_site)
        pages = [
            ("upload/", lambda request: upload_view(request, self.has_add_permission(request)), "upload"),
            ("credit/", lambda request: credit_view(request, self.may_credit(request)), "credit"),
            ("choose/", choices(), "choose"),
            ("<uuid:pk>/thumbnail/", self.thumbnail_view, "thumbnail"),
            ("<uuid:pk>/kill/", self.kill_page, "kill"),
            ("<uuid:pk>/merge/<uuid:other>/", self.merge_page, "merge"),
        ]
        own = [path(where, view(page), name=f"articles_image_{name}") for where, page, name in pages]
        return [*own, *super().get_urls()]

    def may_credit(self, request):
        """Tell whether this person works on images at all."""
        return self.has_change_permission(request) or self.has_add_permission(request)

    def thumbnail_view(self, request, pk):
        """Lead to the smallest rendition of an image that this person may see."""
        image = self.get_queryset(request).filter(pk=pk).first()
        if image is None or not image.small or not self.has_view_permission(request, image):
            raise Http404
        return redirect(image.url_of(image.small))

    @admin.display(description=_("picture"))
    def thumbnail(self, image):
        """The picture, small."""
        if not image.small:
            return "—"
        address = reverse("admin:articles_image_thumbnail", args=[image.pk])
        return format_html('<img class="desk-thumbnail" src="{}" alt="{}" loading="lazy">', address, image.title)

    @admin.action(description=_("Change credit and rights…"), permissions=["change"])
    def change_credit_and_rights(self, request, queryset):
        """A page for many images at once."""
        return self.bulk_action(request, queryset)

    @admin.action(description=_("Merge two…"), permissions=["merge"])
    def merge_two(self, request, queryset):
        """A page with both side by side."""
        return self.merge_action(request, queryset)

    def changelist_view(self, request, extra_context=None):
        context = {"title": gettext("Picture desk"), "may_add": self.has_add_permission(request)}
        return super().changelist_view(request, context | (extra_context or {}))

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Throw away the files of an upload whose image could not be saved at the last moment."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except Exception:
            if form := getattr(request, "image_form", None):
                form.drop()
            raise

    def save_form(self, request, form, change):
        request.image_form = form
        return super().save_form(request, form, change)

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        form.lead_on()

    def save_formset(self, request, form, formset, change):
        """Note who wrote a line of rights."""
        if formset.model is Right:
            for row in formset.forms:
                if row.has_changed():
                    row.instance.by = request.user
        super().save_formset(request, form, formset, change)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if request.method == "POST":
            context["adminform"].form.drop()
        context["joint"] = JOINTS[settings.HOUSE_STYLE]
        if obj is not None:
            context |= self._about(request, obj)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def _about(self, request, image):
        """Return what the form says about a saved image besides its fields."""
        reading, uses = image.found, image.usage(request.moment)
        seen = self._articles_seen(request, uses)
        return {
            "image": image,
            "standing": image_status(image, request.moment),
            "uses": uses,
            "seen": seen,
            "reading": reading,
            "credit_offers": credit_offers(image, reading) if reading else [],
            "restrictions": restrictions(reading) if reading else [],
            "may_kill": self.may_kill(request, image),
            "may_merge": self.has_merge_permission(request, image),
        }

    def _articles_seen(self, request, uses):
        """Return the keys of the articles of these uses that this person may see at the desk."""
        articles = self.admin_site.get_model_admin(Article)
        if not articles.has_view_permission(request):
            return set()
        keys = {e.article_id for e in [*uses.live, *uses.scheduled, *uses.past]} | {d.pk for d in uses.drafts}
        return set(articles.get_queryset(request).filter(pk__in=keys).values_list("pk", flat=True))
