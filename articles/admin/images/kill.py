"""The page that kills an image, or shows it again."""

from django import forms
from django.http import Http404
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.admin.confirmation import FactConfirmationForm, confirmation_page, form_agreed_to
from articles.admin.facts import PublicChange
from articles.admin.images.upload import form_of
from articles.models import permissions
from articles.models.images import SHOWN_AGAIN, WITHDRAWN


class KillForm(FactConfirmationForm):
    """Withdraws an image at once, as its supplier asks."""

    notice = forms.CharField(
        label=_("Text of the notice"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What the supplier sent, word for word. Only the desk sees it."),
    )
    title, proposed_note, has_questions, is_destructive = _("Kill this picture"), WITHDRAWN, False, True

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

    title, proposed_note, has_questions = _("Show it again"), SHOWN_AGAIN, False

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


def may_kill(admin, request, image):
    """Whether somebody may kill this image, and show it again."""
    return permissions.allows(request.user, permissions.to_kill(image, admin.is_public(request, image)))


def kill_view(admin, request, pk):
    """Ask for confirmation and kill an image, or show it again if it was killed."""
    image = admin.get_object(request, str(pk))
    if image is None or not admin.has_view_permission(request, image):
        raise Http404
    permissions.require(request.user, permissions.to_kill(image, admin.is_public(request, image)))
    data, public_change = request.POST if request.method == "POST" else None, None
    forms = []
    for form_class in (KillForm, ReviveForm):
        if admin.is_public(request, image):
            public_change = PublicChange(data, label_suffix="", initial={"change_note": form_class.proposed_note})
        forms.append(form_class(data, user=request.user, fact=image, public_change=public_change))
    kill, revive = forms
    form = form_agreed_to(forms, revive if image.killed_at else kill)
    context = {"original": image, "opts": admin.opts, "cancel_url": form_of(image)}
    return confirmation_page(request, form, "admin/articles/image/confirmation.html", context, form_of(image))
