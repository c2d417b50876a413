"""Keywords and collections of many pictures at once: a page that asks, and changes them."""

from django import forms
from django.contrib import messages
from django.db import transaction
from django.template.response import TemplateResponse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from articles.admin.images.bulk import MAX_IMAGES
from articles.admin.images.keywords_field import KeywordsField
from articles.models import Collection, Image, permissions, record
from articles.models.images import clean_keywords
from articles.text import fold, one_line

SEPARATED = _("Separated by commas.")


class SortingForm(forms.Form):
    """Asks for keywords and collections to which pictures are added, and from which they are taken."""

    add_keywords = KeywordsField(label=_("Add keywords"), required=False, help_text=SEPARATED)
    remove_keywords = KeywordsField(label=_("Remove keywords"), required=False, help_text=SEPARATED)
    collection = forms.ModelChoiceField(
        Collection.objects.all(), label=_("Add to the collection"), required=False, empty_label=_("None")
    )
    new_collection = forms.CharField(
        label=_("Add to a new collection"), required=False, max_length=120, help_text=_("Its name.")
    )
    leave_collection = forms.ModelChoiceField(
        Collection.objects.all(), label=_("Take out of the collection"), required=False, empty_label=_("None")
    )

    def __init__(self, data=None, *, may_add_collections, **kwargs):
        super().__init__(data, label_suffix="", **kwargs)
        if not may_add_collections:
            for name in ("collection", "new_collection", "leave_collection"):
                del self.fields[name]

    def clean_new_collection(self):
        name = one_line(self.cleaned_data["new_collection"])
        if name and Collection.objects.filter(name=name).exists():
            raise forms.ValidationError(gettext("There is a collection of this name. Choose it above."))
        return name

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not any(cleaned.values()):
            self.add_error(None, gettext("Nothing would change: write keywords, or choose a collection."))
        return cleaned


@transaction.atomic
def sort_images(images, answers, by):
    """Change the keywords of some images, and the collections that they are in; all or none."""
    added, removed = answers["add_keywords"], {fold(keyword) for keyword in answers["remove_keywords"]}
    for image in Image.objects.select_for_update(of=("self",)).filter(pk__in=[image.pk for image in images]):
        kept = [keyword for keyword in image.keywords if fold(keyword) not in removed]
        keywords = clean_keywords([*kept, *added])
        if keywords != image.keywords:
            image.keywords = keywords
            image.save(update_fields=["keywords"])
            record(image, by)
    keys = [image.pk for image in images]
    if answers.get("collection"):
        answers["collection"].add(keys)
    if answers.get("new_collection"):
        Collection.objects.create(name=answers["new_collection"]).add(keys)
    if answers.get("leave_collection"):
        answers["leave_collection"].remove(keys)


def sorting_view(admin, request, queryset):
    """Ask for keywords and collections, then change every chosen image. Returns None where the list is shown again."""
    images = list(queryset.order_by("-added", "-id")[:MAX_IMAGES])
    public = Image.objects.public_at(request.moment).filter(pk__in=[image.pk for image in images]).exists()
    if not permissions.allows(request.user, permissions.to_change(Image, {"keywords"}, public)):
        messages.error(request, gettext("You need the right to correct public images to change these."))
        return None
    data = request.POST if "_apply" in request.POST else None
    form = SortingForm(data, may_add_collections=permissions.allows(request.user, permissions.TO_COLLECT))
    if form.is_valid():
        sort_images(images, form.cleaned_data, request.user)
        message = ngettext("%(count)s picture changed.", "%(count)s pictures changed.", len(images))
        messages.success(request, message % {"count": len(images)})
        return None
    context = admin.admin_site.each_context(request) | {
        "opts": admin.opts,
        "media": admin.media,
        "title": gettext("Change keywords and collections"),
        "action": "change_keywords_and_collections",
        "images": images,
        "form": form,
    }
    return TemplateResponse(request, "admin/articles/image/bulk.html", context)
