"""Images at the desk: the picture desk, the form of an image, and the pages that belong to them."""

from functools import partial

from django.conf import settings
from django.contrib import admin
from django.db.models import prefetch_related_objects
from django.http import Http404
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.admin.facts import FactAdmin
from articles.admin.images.badges import image_status
from articles.admin.images.bulk import bulk_view
from articles.admin.images.form import CreditInline, ImageForm, PersonInline, PostedFiles, RightInline
from articles.admin.images.kept_upload import KeptUpload
from articles.admin.images.kill import kill_view, may_kill
from articles.admin.images.list import PictureChoices, PictureList, PicturePaginator, StateFilter
from articles.admin.images.sorting import sorting_view
from articles.admin.images.suggestions import credit_offers, credit_view, end_offers
from articles.admin.images.upload import thumbnail_of, upload_view
from articles.admin.merge import MergingAdmin
from articles.admin.uses import visible_articles
from articles.images import accepted_types
from articles.models import Image, Right
from articles.models.images import CREDIT_SEPARATORS, file_texts, restricting_words, usage_of


@admin.register(Image)
class ImageAdmin(MergingAdmin, FactAdmin):
    """The picture desk and the form of an image."""

    form = ImageForm
    inlines = [CreditInline, RightInline, PersonInline]
    change_form_template = "admin/articles/image/change_form.html"
    first_step = _("Drop some files here to begin.")
    list_display = ["title"]
    list_filter = [StateFilter]
    list_per_page = 48
    paginator = PicturePaginator
    search_fields = ["title"]
    ordering = ["-added", "-id"]
    actions = ["change_credit_and_rights", "change_keywords_and_collections", "merge_chosen"]
    merge_details = ["caption", "alt", "date", "usage_terms", "instructions"]
    fieldsets = [
        (None, {"fields": ["upload", "title"]}),
        (_("What it shows"), {"fields": ["alt", "decorative", "caption", ("date", "place"), "keywords"]}),
        (
            _("Where it comes from"),
            {"fields": ["source_type", "placeholder", "copyright_notice", "usage_terms", "instructions"]},
        ),
        (_("Addresses of the licence"), {"fields": ["web_statement", "licensor_url"], "classes": ["collapse"]}),
        (_("Focal point"), {"fields": [("focal_x", "focal_y")], "classes": ["desk-focal-fields"]}),
    ]

    class Media:
        js = ["newsroom/pictures.js", "newsroom/picture-credit.js", "newsroom/picture-form.js"]

    def get_fieldsets(self, request, obj=None):
        """Leave the upload out for those who may only view an image, or correct only some of its fields."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or (self.has_change_permission(request, obj) and not self.is_limited(request, obj)):
            return fieldsets
        return [(None, {"fields": ["title"]}), *fieldsets[1:]]

    def get_object(self, request, object_id, from_field=None):
        """Read the parts once where they are only shown; where they are saved, what was read would no longer hold."""
        image = super().get_object(request, object_id, from_field)
        if image is not None and request.method == "GET":
            prefetch_related_objects([image], "credits", "rights", "readings")
        return image

    def get_search_results(self, request, queryset, search_term):
        """Search by the index of words; an autocomplete offers only images that can still be used."""
        queryset, _may_have_duplicates = super().get_search_results(request, queryset, "")
        return (queryset.search(search_term) if search_term else queryset), False

    def get_changelist(self, request, **kwargs):
        return PictureList

    def get_urls(self):
        """Add the pages of images to those of Django's admin."""
        pages = [
            ("upload/", partial(upload_view, self), "upload"),
            ("credit/", partial(credit_view, self), "credit"),
            ("choose/", PictureChoices.as_view(admin_site=self.admin_site), "choose"),
            ("<uuid:pk>/thumbnail/", self.thumbnail_view, "thumbnail"),
            ("<uuid:pk>/kill/", partial(kill_view, self), "kill"),
        ]
        own = [
            path(route, self.admin_site.admin_view(view), name=f"articles_image_{name}") for route, view, name in pages
        ]
        return [*own, *super().get_urls()]

    def thumbnail_view(self, request, pk):
        """Redirect to the smallest rendition of an image that this person may see."""
        image = self.get_queryset(request).filter(pk=pk).first()
        if image is None or not image.sizes or not self.has_view_permission(request, image):
            raise Http404
        return redirect(image.sizes.thumbnail_src)

    @admin.action(description=_("Change credit and rights…"), permissions=["change"])
    def change_credit_and_rights(self, request, queryset):
        """Open the page that changes the chosen images."""
        return bulk_view(self, request, queryset)

    @admin.action(description=_("Change keywords and collections…"), permissions=["change"])
    def change_keywords_and_collections(self, request, queryset):
        """Open the page that sorts the chosen images."""
        return sorting_view(self, request, queryset)

    def instead_of_deleting(self, request, obj):
        """Offer to kill the image, which takes it from every page."""
        instead = super().instead_of_deleting(request, obj)
        if obj.killed_at or not may_kill(self, request, obj):
            return instead
        return [*instead, (reverse("admin:articles_image_kill", args=[obj.pk]), gettext("Kill this picture…"))]

    def merge_thumbnail(self, image):
        """A killed image is shown nowhere, so that no merger is decided by it."""
        return "" if image.killed_at else thumbnail_of(image)

    def more_merge_details(self, image):
        """What decides between two images: credit, rights, size and age."""
        rights = [str(right) for right in image.rights.all()]
        return [
            (gettext("credit"), image.credit or gettext("No credit line")),
            (gettext("rights"), "\n".join(rights) or gettext("No limits")),
            (gettext("size"), f"{image.width} × {image.height}" if image.width else "—"),
            (gettext("added"), date_format(timezone.localtime(image.added), "j F Y")),
        ]

    def changelist_view(self, request, extra_context=None):
        context = {"title": gettext("Picture desk"), "accepted_types": ",".join(accepted_types())}
        return super().changelist_view(request, context | (extra_context or {}))

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Make the files of what was posted before Django begins its transaction; delete them if it is not saved."""
        if request.method != "POST":
            return super().changeform_view(request, object_id, form_url, extra_context)
        kept = KeptUpload(request)
        request.posted_files = PostedFiles(self, request, object_id)
        with request.posted_files:
            response = super().changeform_view(request, object_id, form_url, extra_context)
        kept.finish(response, refused=request.posted_files.error)
        return response

    def get_form(self, request, obj=None, change=False, **kwargs):
        """Return the form; it shows why the upload of this request cannot be used."""
        form = super().get_form(request, obj, change=change, **kwargs)
        if posted_files := getattr(request, "posted_files", None):
            form.upload_error = posted_files.error
        return form

    def save_model(self, request, obj, form, change):
        new = request.posted_files.new
        if new:
            obj.take_keywords(new.reading)
        super().save_model(request, obj, form, change)
        if new:
            obj.files.adopt(new)

    def save_formset(self, request, form, formset, change):
        """Save the rows, and with a line of rights who wrote it."""
        if formset.model is Right:
            for row in formset.forms:
                if row.has_changed():
                    row.instance.by = request.user
        super().save_formset(request, form, formset, change)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        """Add what the form shows of a saved image besides its fields."""
        context["credit_separator"] = CREDIT_SEPARATORS[settings.HOUSE_STYLE]
        if obj is not None:
            reading, usage = obj.latest_reading, usage_of(obj, request.moment)
            context |= {
                "image": obj,
                "status": image_status(obj, request.moment),
                "usage": usage,
                "visible_articles": visible_articles(self.admin_site, request, usage.articles),
                "reading": reading,
                "credit_offers": credit_offers(obj, reading) if reading else [],
                "end_offers": end_offers(obj, reading) if reading else [],
                "restrictions": restricting_words(*file_texts(reading)) if reading else [],
                "may_kill": may_kill(self, request, obj),
                "may_merge": self.has_merge_permission(request, obj),
            }
        return super().render_change_form(request, context, add, change, form_url, obj)
