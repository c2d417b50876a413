"""Taking an event down by itself, with words for readers, and putting it back."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.exceptions import BUSY, Refusal
from articles.models import Edition, permissions
from timeline.models import Event

TEXT = forms.Textarea(attrs={"rows": 3})


class TakeDownForm(forms.Form):
    """Asks why an event is taken down."""

    words = forms.CharField(
        label=_("Explanation to readers"),
        widget=TEXT,
        max_length=2_000,
        help_text=_("It is shown on the event's own page."),
    )
    title, button, done = _("Take down"), _("Take it down now"), _("“%(event)s” was taken down.")

    def go(self, event, by):
        """Take the event down."""
        event.take_down(by, self.cleaned_data["words"])


class PutBackForm(forms.Form):
    """Asks for a note about an event that is put back."""

    words = forms.CharField(label=_("Note to readers"), widget=TEXT, max_length=2_000, required=False)
    title, button, done = _("Put back"), _("Put it back now"), _("“%(event)s” was put back.")

    def go(self, event, by):
        """Put the event back."""
        event.put_back(by, self.cleaned_data["words"])


class TakingDownAdmin(admin.ModelAdmin):
    """Mixed into the admin of events. Both acts take the right to publish."""

    def may_take_down(self, request, event):
        """Whether somebody may take this event down and put it back."""
        return permissions.allows(request.user, permissions.to_withdraw(event))

    def get_urls(self):
        page = self.admin_site.admin_view(self.down_page)
        return [path("<uuid:pk>/down/", page, name="timeline_event_down"), *super().get_urls()]

    def tools(self, request, obj):
        """Add the link to the one of the two acts that can be done."""
        found = super().tools(request, obj)
        if not self.may_take_down(request, obj):
            return found
        words = gettext("Put back…") if obj.taken_down_at else gettext("Take down…")
        return [(reverse("admin:timeline_event_down", args=[obj.pk]), words), *found]

    def down_page(self, request, pk):
        """Ask for words, say who loses or regains the event, and do it."""
        event = self.get_object(request, str(pk))
        if event is None:
            raise Http404
        if not self.may_take_down(request, event):
            raise PermissionDenied
        kind = PutBackForm if event.taken_down_at else TakeDownForm
        form = kind(request.POST if request.method == "POST" else None, label_suffix="")
        if form.is_bound and form.is_valid() and self._go(request, form, event):
            return HttpResponseRedirect(reverse("admin:timeline_event_change", args=[event.pk]))
        context = {"title": form.title, "original": event, "opts": self.opts, "form": form}
        context["live"] = self._readers_of(event, request.moment)
        return TemplateResponse(request, "admin/timeline/down.html", self.admin_site.each_context(request) | context)

    def _readers_of(self, event, moment):
        """Return the live editions whose readers lose the event or regain it; none for one under embargo."""
        live = Edition.objects.live_at(moment)
        if not Event.objects.public_or_hidden_at(moment).filter(pk=event.pk).exists():
            return live.none()
        return event.shown_in(live, moment).order_by("-live_from")

    def _go(self, request, form, event):
        """Do the act; tell whether it was done."""
        try:
            form.go(event, request.user)
        except (Refusal, OperationalError) as error:
            form.add_error(None, BUSY if isinstance(error, OperationalError) else error)
            return False
        messages.success(request, form.done % {"event": event})
        return True
