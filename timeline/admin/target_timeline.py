"""The timeline that new events are added to: every page that enters events asks for it."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.admin import NameField, PublicChange, see_as
from articles.models import Kind, permissions
from timeline.models import Timeline, TimelineBlock

NOT_ALLOWED = _("Readers see this timeline, so adding events to it needs the right to publish. Ask an editor.")


class TargetTimelineForm(forms.Form):
    """Asks for a curated timeline, or none. `questions` is the form about a change that readers see, or None."""

    timeline = NameField(
        to=TimelineBlock._meta.get_field("timeline"),
        label=_("Add them to the timeline"),
        help_text=_("Type two letters for suggestions. Leave it empty to enter the events only."),
    )

    def __init__(self, data=None, *, user, moment, **kwargs):
        self.user, self.moment = user, moment
        self.questions = None
        super().__init__(data, **{"label_suffix": "", **kwargs})
        see_as(self, user, moment)
        if not permissions.allows(user, permissions.on(Timeline, "change")):
            del self.fields["timeline"]

    def clean_timeline(self):
        """Refuse a timeline made by a rule, and one that readers see to users without the right to publish."""
        timeline = self.cleaned_data["timeline"]
        if timeline and timeline.has_rule:
            raise forms.ValidationError(gettext("This timeline is made by a rule. Events cannot be added to it."))
        if timeline and timeline.is_public(self.moment):
            if not permissions.allows(self.user, permissions.to_change(timeline, {"entries"}, is_public=True)):
                raise forms.ValidationError(NOT_ALLOWED)
            self.questions = PublicChange(self.data, label_suffix="")
        return timeline

    def is_valid(self):
        """Whether the timeline can be used, and the questions about the change were answered."""
        return super().is_valid() and (self.questions is None or self.questions.is_valid())

    @property
    def answers(self):
        """The timeline, the kind of change and the note: keyword arguments of `create_events`."""
        change = self.questions.cleaned_data if self.questions else {}
        return {
            "timeline": self.cleaned_data.get("timeline"),
            "kind": change.get("change_kind") or Kind.MINOR,
            "note": change.get("change_note", ""),
        }
