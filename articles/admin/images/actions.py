"""What is done to an image on a page of its own: killed, shown again, merged with its double, changed with others."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from articles.admin.confirmation import FactConfirmationForm, confirmation_page, form_agreed_to
from articles.admin.facts import PublicChange
from articles.admin.images.badges import badges
from articles.admin.images.bulk import CHANGES, BulkForm, PublicBulkForm, apply, reach
from articles.admin.images.upload import form_of
from articles.admin.merge import MayMerge
from articles.exceptions import Refusal
from articles.models import Image, permissions
from articles.models.images import SHOWN_AGAIN, WITHDRAWN
from articles.text import printable

PAGES = "admin/articles/image/"


class KillForm(FactConfirmationForm):
    """Withdraws an image at once, as its supplier asks."""

    notice = forms.CharField(
        label=_("Text of the notice"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What the supplier sent, word for word. Only the desk sees it."),
    )
    title, has_questions, is_destructive = _("Kill this picture"), False, True

    def clean_notice(self):
        """Leave out what cannot be stored."""
        return printable(self.cleaned_data["notice"]).strip()

    def summary(self):
        return gettext(
            "Readers stop seeing it at once, on every page and in old editions too. Its files answer that they are "
            "gone. A neutral box with its alternative text takes its place."
        )

    def button(self):
        return gettext("Kill it now")

    def is_done(self):
        return self.fact.killed_at is not None

    def execute(self):
        self.fact.kill(self.user, self.cleaned_data["notice"], **self.change())

    def success_message(self):
        return gettext("“%(image)s” is killed: no page shows it, and its files answer 410.") % {"image": self.fact}


class ReviveForm(FactConfirmationForm):
    """Undoes a kill."""

    title, has_questions = _("Show it again"), False

    def summary(self):
        return gettext("Readers see it again wherever it was shown, as far as its rights allow.")

    def button(self):
        return gettext("Show it again")

    def is_done(self):
        return self.fact.killed_at is None

    def execute(self):
        self.fact.revive(self.user, **self.change())

    def success_message(self):
        return gettext("“%(image)s” may be shown again, as far as its rights allow.") % {"image": self.fact}


class MergeForm(forms.Form):
    """Which of two images stays."""

    keep = forms.ChoiceField(
        label=_("Keep"), widget=forms.RadioSelect, error_messages={"required": _("Say which of the two stays.")}
    )

    def __init__(self, data, images):
        self.images = {str(image.pk): image for image in images}
        super().__init__(data, label_suffix="")
        keep = gettext("Keep “%(title)s”")
        self.fields["keep"].choices = [(key, keep % {"title": image.title}) for key, image in self.images.items()]

    def go(self, by, **told):
        """Merge the other into the kept one and return that."""
        kept = self.images[self.cleaned_data["keep"]]
        [other] = (image for image in self.images.values() if image is not kept)
        other.merge_into(kept, by, **told)
        return kept


def answered(form, questions):
    """Return what readers are told, if all that was asked is answered rightly, and None otherwise; `questions` is the
    form about a change that readers see, or None.
    """
    if not all([form.is_valid(), questions is None or questions.is_valid()]):  # all that is wrong is said at once
        return None
    said = questions.cleaned_data if questions else {}
    return {"kind": said["change_kind"], "note": said["change_note"]} if said else {}


def not_yours(count):
    """Say why images that readers see stay as they are for somebody who may not correct them."""
    said = ngettext(
        "Readers see %(count)s of these, and it takes the right to correct public images to change them.",
        "Readers see %(count)s of these, and it takes the right to correct public images to change them.",
        count,
    )
    return said % {"count": count}


class ImageActs(MayMerge):
    """Mixed into the admin of images: the pages and what they call."""

    def kill_page(self, request, pk):
        """Confirm that an image is killed, or shown again if it was."""
        image, data = self._found(request, pk), request.POST if request.method == "POST" else None
        if not self.may_kill(request, image):
            raise PermissionDenied
        kill, revive = (
            form(data, user=request.user, fact=image, public_change=self._questions(request, data, note, image))
            for form, note in ((KillForm, WITHDRAWN), (ReviveForm, SHOWN_AGAIN))
        )
        form = form_agreed_to((kill, revive), revive if image.killed_at else kill)
        context = {"original": image, "opts": self.opts, "cancel_url": form_of(image)}
        return confirmation_page(request, form, f"{PAGES}confirmation.html", context, form_of(image))

    def merge_page(self, request, pk, other):
        """Show two images side by side, and merge one into the other."""
        images, data = [self._found(request, each) for each in (pk, other)], request.POST or None
        if not self.has_merge_permission(request, *images):
            raise PermissionDenied
        if pk == other:
            messages.error(request, gettext("This is one picture only. Choose another picture to merge it with."))
            return HttpResponseRedirect(form_of(images[0]))
        for image in images:
            image.badges = badges(image, request.moment)
            image.standing_uses = image.usage(request.moment)
        form, questions = MergeForm(data, images), self._questions(request, data, "", *images)
        told = answered(form, questions)
        if told is not None and self._goes(form, lambda: form.go(request.user, **told)):
            kept = form.images[form.cleaned_data["keep"]]
            said = gettext("Merged: “%(image)s” now stands wherever either of the two stood.")
            messages.success(request, said % {"image": kept})
            return HttpResponseRedirect(form_of(kept))
        pairs = list(zip(images, form["keep"], strict=True))
        context = {"title": gettext("Merge two pictures"), "pairs": pairs, "form": form, "questions": questions}
        return self._page(request, "merge.html", context)

    def may_kill(self, request, image):
        """Tell whether somebody may kill this image, and show it again."""
        return permissions.allows(request.user, permissions.to_kill(image, self.is_public(request, image)))

    def _questions(self, request, data, note, *images):
        """Return the form about a change that readers see, with a note that is proposed; None where they see none."""
        if not any(self.is_public(request, image) for image in images):
            return None
        return PublicChange(data, label_suffix="", initial={"change_note": note})

    def _goes(self, form, act):
        """Do an act; tell whether it was done, and say at the form why not."""
        try:
            act()
        except Refusal as refusal:
            form.add_error(None, refusal.messages)
            return False
        return True

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
        if not permissions.allows(request.user, permissions.to_change(Image, CHANGES, bool(public))):
            messages.error(request, not_yours(len(public)))
            return None
        data = request.POST if "_apply" in request.POST else None
        form = (PublicBulkForm if public else BulkForm)(data, images=images, label_suffix="")
        if form.is_valid() and self._goes(form, lambda: apply(images, form.cleaned_data, request.user)):
            said = ngettext("%(count)s picture changed.", "%(count)s pictures changed.", len(images))
            messages.success(request, said % {"count": len(images)})
            return None
        context = {"images": images, "form": form, "public": len(public), "reach": reach(keys, request.moment)}
        return self._page(request, "bulk.html", context | {"title": gettext("Change credit and rights")})

    def _found(self, request, pk):
        """Return an image that this person may see and that was not merged; for anybody else it does not exist."""
        image = self.get_object(request, str(pk))
        if image is None or image.merged_into_id or not self.has_view_permission(request, image):
            raise Http404
        return image

    def _page(self, request, template, context):
        """Return a page of the desk about images."""
        own = self.admin_site.each_context(request) | {"opts": self.opts, "media": self.media}
        return TemplateResponse(request, PAGES + template, own | context)
