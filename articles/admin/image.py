"""Images at the desk: one upload through the safe chain, and the credits exactly as they must be printed."""

from django import forms
from django.contrib import admin
from django.http import Http404
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.html import format_html

from articles.admin.desk import PartInline
from articles.admin.facts import FactAdmin, FactForm
from articles.models import Image, ImageCredit
from articles.pictures import UnfitPicture

OF_THE_FILE = ("stem", "original", "sha256", "width", "height", "renditions")
FULL = "The picture could not be stored, and nothing was kept of it. Is the disk full? Try again."


class ImageForm(FactForm):
    """The form of an image; the upload is taken when all else in the form is right."""

    upload = forms.FileField(label="File", required=False)
    stored = False

    def clean(self):
        cleaned = super().clean()
        upload = cleaned.get("upload")
        if not upload and not self.instance.renditions and "upload" not in self.errors:
            self.add_error("upload", "Choose the picture's file.")
        if upload and not self.errors:
            self._take(upload)
        return cleaned

    def _take(self, upload):
        """Store the picture's files, or say at the field why not."""
        self.before = {name: getattr(self.instance, name) for name in OF_THE_FILE}
        try:
            self.instance.take_file(upload)
            self.stored = True
        except UnfitPicture as unfit:
            self.add_error("upload", str(unfit))
        except OSError:
            self._put_back()
            self.add_error("upload", FULL)

    def _put_back(self):
        """Let the image be as it was before the upload."""
        for name, value in self.before.items():
            setattr(self.instance, name, value)

    def drop(self):
        """Throw away the files of an upload that is not saved: something else in the form has to be corrected."""
        if self.stored:
            self.instance.drop_files()
            self._put_back()


class CreditInline(PartInline):
    """The credit lines of an image, in the order in which they are printed."""

    model = ImageCredit
    verbose_name = "credit"
    fields = ["line", ("creator", "collection", "agency"), "position"]


@admin.register(Image)
class ImageAdmin(FactAdmin):
    """Pictures with what must be known to show them."""

    form = ImageForm
    inlines = [CreditInline]
    list_display = ["thumbnail", "title", "credit_line", "size", "placeholder"]
    list_display_links = ["thumbnail", "title"]
    list_filter = ["placeholder", "decorative"]
    search_fields = ["title", "caption", "alt", "credits__line"]
    readonly_fields = ["thumbnail"]
    fieldsets = [
        (None, {"fields": ["thumbnail", "upload", "title"]}),
        ("What it shows", {"fields": ["alt", "decorative", "caption", ("date", "place")]}),
        ("Where it comes from", {"fields": ["source_type", "placeholder"], "classes": ["collapse"]}),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("credits")

    def get_urls(self):
        view = self.admin_site.admin_view(self.thumbnail_view)
        return [path("<uuid:pk>/thumbnail/", view, name="articles_image_thumbnail"), *super().get_urls()]

    def thumbnail_view(self, request, pk):
        """Lead to the smallest rendition of an image that this person may see."""
        image = self.get_queryset(request).filter(pk=pk).first()
        if image is None or not image.small or not self.has_view_permission(request, image):
            raise Http404
        return redirect(image.url_of(image.small))

    @admin.display(description="picture")
    def thumbnail(self, image):
        """The picture, small."""
        if not image.small:
            return "—"
        address = reverse("admin:articles_image_thumbnail", args=[image.pk])
        return format_html('<img class="desk-thumbnail" src="{}" alt="{}" loading="lazy">', address, image.title)

    @admin.display(description="credit")
    def credit_line(self, image):
        """The whole credit as printed."""
        return image.credit or "No credit line"

    @admin.display(description="size")
    def size(self, image):
        """Width and height in pixels."""
        return f"{image.width} × {image.height}" if image.width else "—"

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if request.method == "POST":
            context["adminform"].form.drop()
        return super().render_change_form(request, context, add, change, form_url, obj)
