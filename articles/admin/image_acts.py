"""What is done to an image on a page of its own: killed, shown again, merged with its double, changed with others."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from articles.admin.image_badges import badges
from articles.admin.image_bulk import BulkForm, PublicBulkForm, apply, reach
from articles.admin.image_upload import form_of
from articles.models import Image
from articles.refusals import Refusal
from articles.text import printable

PAGES = "admin/articles/image/"


class KillForm(forms.Form):
    """Why a picture goes at once."""

    notice = forms.CharField(
        label="Text of the notice",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="What the supplier sent, word for word. The desk sees it.",
    )
    note = forms.CharField(
        label="Note to readers",
        initial="A picture was withdrawn.",
        required=False,
        help_text="It stands in the history of every article that showed the picture.",
    )

    def clean_notice(self):
        """Keep nothing that cannot be stored."""
        return printable(self.cleaned_data["notice"]).strip()


class ReviveForm(forms.Form):
    """What readers are told when a kill is undone."""

    note = forms.CharField(
        label="Note to readers", initial="A picture that had been withdrawn is shown again.", required=False
    )


class MergeForm(forms.Form):
    """Which of two images stays."""

    keep = forms.ChoiceField(widget=forms.RadioSelect, error_messages={"required": "Say which of the two stays."})
    note = forms.CharField(label="Note to readers", required=False)

    def __init__(self, data, images):
        self.images = {str(image.pk): image for image in images}
        super().__init__(data, label_suffix="")
        self.fields["keep"].choices = [(key, f"Keep “{image.title}”") for key, image in self.images.items()]

    def merge(self, by):
        """Merge the other into the kept one and return that."""
        kept = self.images.pop(self.cleaned_data["keep"])
        [other] = self.images.values()
        other.merge_into(kept, by, note=self.cleaned_data["note"])
        return kept


class ImageActs:
    """Mixed into the admin of images: the pages and what they call."""

    def kill_page(self, request, pk):
        """Ask for the notice, then kill; or ask back, where it is killed already."""
        image = self._to_change(request, pk)
        kind = ReviveForm if image.killed_at else KillForm
        form = kind(request.POST or None, label_suffix="")
        if form.is_valid():
            if image.killed_at:
                image.revive(request.user, form.cleaned_data["note"])
                messages.success(request, f"“{image}” may be shown again, as far as its rights go.")
            else:
                image.kill(request.user, form.cleaned_data["notice"], form.cleaned_data["note"])
                messages.success(request, f"“{image}” is killed: no page shows it, and its files answer 410.")
            return HttpResponseRedirect(form_of(image))
        title = "Show it again" if image.killed_at else "Kill this picture"
        return self._page(request, "kill.html", {"title": title, "image": image, "form": form})

    def merge_page(self, request, pk, other):
        """Show two images side by side, and merge one into the other."""
        images = [self._to_change(request, pk), self._to_change(request, other)]
        for image in images:
            image.badges = badges(image, request.moment)
            image.standing_uses = image.uses(request.moment)
        form = MergeForm(request.POST or None, images)
        if form.is_valid():
            try:
                kept = form.merge(request.user)
            except Refusal as refusal:
                form.add_error(None, refusal.messages)
            else:
                messages.success(request, f"Merged: “{kept}” now stands wherever either of the two stood.")
                return HttpResponseRedirect(form_of(kept))
        pairs = list(zip(images, form["keep"], strict=True))
        return self._page(request, "merge.html", {"title": "Merge two pictures", "pairs": pairs, "form": form})

    def merge_action(self, request, queryset):
        """Open the page for the two that were chosen."""
        chosen = list(queryset[:3])
        if len(chosen) != 2:
            messages.error(request, "Choose exactly two pictures to merge.")
            return None
        return HttpResponseRedirect(reverse("admin:articles_image_merge", args=[image.pk for image in chosen]))

    def bulk_action(self, request, queryset):
        """Ask what becomes of credit and rights, then change every chosen image."""
        images = list(queryset.order_by("-added", "-id")[:500])
        keys = [image.pk for image in images]
        public = set(Image.objects.public_at(request.moment).filter(pk__in=keys).values_list("pk", flat=True))
        if public and not request.user.has_perm("articles.publish"):
            messages.error(
                request, f"Readers see {len(public)} of these, and it takes the right to publish to change them."
            )
            return None
        applying = "_apply" in request.POST
        form = (PublicBulkForm if public else BulkForm)(request.POST if applying else None, label_suffix="")
        if applying and form.is_valid():
            apply(images, form.cleaned_data, request.user)
            messages.success(request, f"{len(images)} picture{'' if len(images) == 1 else 's'} changed.")
            return None
        context = {"title": "Change credit and rights", "images": images, "form": form, "public": len(public)}
        return self._page(request, "bulk.html", context | {"reach": reach(keys, request.moment)})

    def _to_change(self, request, pk):
        """Return an image that this person may change; 404 for one they may not see, 403 for one they may only see."""
        image = self.get_object(request, str(pk))
        if image is None or image.merged_into_id or not self.has_view_permission(request, image):
            raise Http404
        if not self.has_change_permission(request, image):
            raise PermissionDenied
        return image

    def _page(self, request, template, context):
        """Return a page of the desk about images."""
        own = self.admin_site.each_context(request) | {"opts": self.opts, "media": self.media}
        return TemplateResponse(request, PAGES + template, own | context)
