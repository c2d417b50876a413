"""Collections of pictures at the desk."""

from django.contrib import admin
from django.db.models import Count
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from articles.admin.desk import DeskAdmin
from articles.admin.images.filters import sees_collections
from articles.models import Collection


@admin.register(Collection)
class CollectionAdmin(DeskAdmin):
    """Named sets of pictures. Pictures are added to them, and taken out, on the picture desk."""

    first_step = _("Add one, then put pictures into it on the picture desk.")
    list_display = ["name", "pictures", "note"]
    search_fields = ["name", "note"]
    ordering = ["name"]
    fields = ["name", "note"]

    def has_view_permission(self, request, obj=None):
        return super().has_view_permission(request, obj) and sees_collections(request.user)

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(count=Count("collected"))

    @admin.display(description=_("pictures"), ordering="count")
    def pictures(self, collection):
        """Link to the picture desk, which lists the pictures of the collection."""
        address = f"{reverse('admin:articles_image_changelist')}?collection={collection.pk}"
        label = ngettext("%(count)d picture", "%(count)d pictures", collection.count) % {"count": collection.count}
        return format_html('<a href="{}">{}</a>', address, label)
