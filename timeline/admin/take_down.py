"""Taking an event down, with an explanation to readers, and putting it back."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.admin import FactConfirmationForm, confirmation_page, form_agreed_to
from articles.models import Edition, permissions
from timeline.models import Event


class TakeDownForm(FactConfirmationForm):
    """Takes the event down."""

    words = forms.CharField(
        label=_("Explanation to readers"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2_000,
        help_text=_("It is shown on the event's own page."),
    )
    title, has_questions = _("Take down"), False

    def summary(self):
        return gettext(
            "Readers will no longer see it in any article, timeline or export. Its own page gives the explanation."
        )

    def button(self):
        return gettext("Take it down now")

    def is_done(self):
        return self.fact.taken_down_at is not None

    def execute(self):
        self.fact.take_down(self.user, self.cleaned_data["words"])

    def success_message(self):
        return gettext("“%(event)s” was taken down.") % {"event": self.fact}


class PutBackForm(FactConfirmationForm):
    """Puts the event back."""

    words = forms.CharField(
        label=_("Note to readers"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2_000, required=False
    )
    title, has_questions = _("Put back"), False

    def summary(self):
        return gettext("Readers will see it again wherever it was shown.")

    def button(self):
        return gettext("Put it back now")

    def is_done(self):
        return self.fact.taken_down_at is None

    def execute(self):
        self.fact.put_back(self.user, self.cleaned_data["words"])

    def success_message(self):
        return gettext("“%(event)s” was put back.") % {"event": self.fact}


def may_take_down(request, event):
    """Return whether somebody may take this event down and put it back."""
    return permissions.allows(request.user, permissions.to_withdraw(event))


def tools(request, event):
    """Return the (address, label) of the page, for the tools of the event's form."""
    if not may_take_down(request, event):
        return []
    label = gettext("Put back…") if event.taken_down_at else gettext("Take down…")
    return [(reverse("admin:timeline_event_down", args=[event.pk]), label)]


def readers_of(event, moment):
    """Return the live editions whose readers lose the event or see it again; none for an event under embargo."""
    live = Edition.objects.live_at(moment)
    if not Event.objects.public_or_hidden_at(moment).filter(pk=event.pk).exists():
        return live.none()
    return event.shown_in(live, moment).order_by("-live_from")


def take_down_page(request, event):
    """Confirm that an event (None where there is none) is taken down or put back."""
    if event is None:
        raise Http404
    if not may_take_down(request, event):
        raise PermissionDenied
    data = request.POST if request.method == "POST" else None
    take_down, put_back = (form(data, user=request.user, fact=event) for form in (TakeDownForm, PutBackForm))
    form = form_agreed_to((take_down, put_back), put_back if event.taken_down_at else take_down)
    live = readers_of(event, request.moment)
    change_url = reverse("admin:timeline_event_change", args=[event.pk])
    context = {"original": event, "opts": event._meta, "live": live, "cancel_url": change_url}
    return confirmation_page(request, form, "admin/timeline/event_confirmation.html", context, change_url)
