"""What is done to an image on a page of its own: killed, or shown again."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from articles.admin.facts import PublicChange
from articles.admin.images.upload import form_of
from articles.exceptions import Refusal
from articles.models import permissions
from articles.models.images import SHOWN_AGAIN, WITHDRAWN
from articles.text import printable

PAGES = "admin/articles/image/"


class KillForm(forms.Form):
    """Why a picture goes at once."""

    notice = forms.CharField(
        label=_("Text of the notice"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What the supplier sent, word for word. The desk sees it."),
    )
    title, note = _("Kill this picture"), WITHDRAWN
    done = _("“%(image)s” is killed: no page shows it, and its files answer 410.")

    def clean_notice(self):
        """Keep nothing that cannot be stored."""
        return printable(self.cleaned_data["notice"]).strip()

    def go(self, image, by, **told):
        """Kill the image."""
        image.kill(by, self.cleaned_data["notice"], **told)


class ReviveForm(forms.Form):
    """Undoes a kill; nothing has to be said but what readers are told."""

    title, note = _("Show it again"), SHOWN_AGAIN
    done = _("“%(image)s” may be shown again, as far as its rights go.")

    def go(self, image, by, **told):
        """Revive the image."""
        image.revive(by, **told)


def answered(form, questions):
    """Return what readers are told, if all that was asked is answered rightly, and None otherwise; `questions` is the
    form about a change that readers see, or None.
    """
    if not all([form.is_valid(), questions is None or questions.is_valid()]):  # all that is wrong is said at once
        return None
    said = questions.cleaned_data if questions else {}
    return {"kind": said["change_kind"], "note": said["change_note"]} if said else {}


class ImageActs:
    """Mixed into the admin of images: the pages and what they call."""

    def kill_page(self, request, pk):
        """Ask for the notice, then kill; or ask back, where it is killed already."""
        image, data = self._found(request, pk), request.POST if request.method == "POST" else None
        if not self.may_kill(request, image):
            raise PermissionDenied
        form = (ReviveForm if image.killed_at else KillForm)(data, label_suffix="")
        questions = self._questions(request, data, form.note, image)
        told = answered(form, questions)
        if told is not None and self._goes(form, lambda: form.go(image, request.user, **told)):
            messages.success(request, form.done % {"image": image})
            return HttpResponseRedirect(form_of(image))
        context = {"title": form.title, "image": image, "form": form, "questions": questions}
        return self._page(request, "kill.html", context)

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
