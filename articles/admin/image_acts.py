"""What is done to an image on a page of its own: killed, shown again, merged with its double, changed with others."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

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
        label=_("Text of the notice"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What the supplier sent, word for word. The desk sees it."),
    )
    note = forms.CharField(
        label=_("Note to readers"),
        initial=_("A picture was withdrawn."),
        required=False,
        help_text=_("It stands in the history of every article that showed the picture."),
    )

    def clean_notice(self):
        """Keep nothing that cannot be stored."""
        return printable(self.cleaned_data["notice"]).strip()


class ReviveForm(forms.Form):
    """What readers are told when a kill is undone."""

    note = forms.CharField(
        label=_("Note to readers"),
        initial=_("A picture that had been withdrawn is shown again."),
        required=False,
    )


class MergeForm(forms.Form):
    """Which of two images stays."""

    keep = forms.ChoiceField(
        label=_("Keep"), widget=forms.RadioSelect, error_messages={"required": _("Say which of the two stays.")}
    )
    note = forms.CharField(label=_("Note to readers"), required=False)

    def __init__(self, data, images):
        self.images = {str(image.pk): image for image in images}
        super().__init__(data, label_suffix="")
        keep = gettext("Keep “%(title)s”")
        self.fields["keep"].choices = [(key, keep % {"title": image.title}) for key, image in self.images.items()]

    def merge(self, by):
        """Merge the other into the kept one and return that."""
        kept = self.images.pop(self.cleaned_data["keep"])
        [other] = self.images.values()
        other.merge_into(kept, by, note=self.cleaned_data["note"])
        return kept


def not_yours(count):
    """Say why images that readers see stay as they are for somebody who may not publish."""
    said = ngettext(
        "Readers see %(count)s of these, and it takes the right to publish to change them.",
        "Readers see %(count)s of these, and it takes the right to publish to change them.",
        count,
    )
    return said % {"count": count}


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
                said = gettext("“%(image)s” may be shown again, as far as its rights go.")
            else:
                image.kill(request.user, form.cleaned_data["notice"], form.cleaned_data["note"])
                said = gettext("“%(image)s” is killed: no page shows it, and its files answer 410.")
            messages.success(request, said % {"image": image})
            return HttpResponseRedirect(form_of(image))
        title = gettext("Show it again") if image.killed_at else gettext("Kill this picture")
        return self._page(request, "kill.html", {"title": title, "image": image, "form": form})

    def merge_page(self, request, pk, other):
        """Show two images side by side, and merge one into the other."""
        images = [self._to_change(request, pk), self._to_change(request, other)]
        if pk == other:
            messages.error(request, gettext("This is one picture only. Choose another picture to merge it with."))
            return HttpResponseRedirect(form_of(images[0]))
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
                said = gettext("Merged: “%(image)s” now stands wherever either of the two stood.")
                messages.success(request, said % {"image": kept})
                return HttpResponseRedirect(form_of(kept))
        pairs = list(zip(images, form["keep"], strict=True))
        context = {"title": gettext("Merge two pictures"), "pairs": pairs, "form": form}
        return self._page(request, "merge.html", context)

    def merge_action(self, request, queryset):
        """Open the page for the two that were chosen."""
        chosen = list(queryset[:3])
        if len(chosen) != 2:
            messages.error(request, gettext("Choose exactly two pictures to merge."))
            return None
        return HttpResponseRedirect(reverse("admin:articles_image_merge", args=[image.pk for image in chosen]))

    def bulk_action(self, request, queryset):
        """Ask what becomes of credit and rights, then change every chosen image."""
        images = list(queryset.order_by("-added", "-id")[:500])
        keys = [image.pk for image in images]
        public = set(Image.objects.public_at(request.moment).filter(pk__in=keys).values_list("pk", flat=True))
        if public and not request.user.has_perm("articles.publish"):
            messages.error(request, not_yours(len(public)))
            return None
        applying = "_apply" in request.POST
        form = (PublicBulkForm if public else BulkForm)(request.POST if applying else None, label_suffix="")
        if applying and form.is_valid():
            apply(images, form.cleaned_data, request.user)
            said = ngettext("%(count)s picture changed.", "%(count)s pictures changed.", len(images))
            messages.success(request, said % {"count": len(images)})
            return None
        context = {"images": images, "form": form, "public": len(public), "reach": reach(keys, request.moment)}
        return self._page(request, "bulk.html", context | {"title": gettext("Change credit and rights")})

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
