"""What is done to an image on a page of its own: killed, or shown again."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.admin.confirmation import FactConfirmationForm, confirmation_page, form_agreed_to
from articles.admin.facts import PublicChange
from articles.admin.images.upload import form_of
from articles.models import permissions
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


class ImageActs:
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

    def may_kill(self, request, image):
        """Tell whether somebody may kill this image, and show it again."""
        return permissions.allows(request.user, permissions.to_kill(image, self.is_public(request, image)))

    def _questions(self, request, data, note, *images):
        """Return the form about a change that readers see, with a note that is proposed; None where they see none."""
        if not any(self.is_public(request, image) for image in images):
            return None
        return PublicChange(data, label_suffix="", initial={"change_note": note})

    def _found(self, request, pk):
        """Return an image that this person may see and that was not merged; for anybody else it does not exist."""
        image = self.get_object(request, str(pk))
        if image is None or image.merged_into_id or not self.has_view_permission(request, image):
            raise Http404
        return image
