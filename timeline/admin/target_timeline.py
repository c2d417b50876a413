"""Into which timeline: asked on every page that makes events, and answered for where readers see that timeline."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.admin import NameField, PublicChange, see_as
from articles.models import Kind, permissions
from timeline.models import Timeline, TimelineBlock

MAY_NOT = _("Readers see this timeline, so it takes the right to publish to put events into it. Ask an editor.")


class TargetTimelineForm(forms.Form):
    """Names a curated timeline, or none. `questions` is the form about a change that readers see, or None."""

    timeline = NameField(
        to=TimelineBlock._meta.get_field("timeline"),
        label=_("Put them into the timeline"),
        help_text=_("Two letters suggest one. Leave it empty to enter the events only."),
    )

    def __init__(self, data=None, *, user, moment, **kwargs):
        self.user, self.moment = user, moment
        self.questions = None
        super().__init__(data, **{"label_suffix": "", **kwargs})
        see_as(self, user, moment)
        if not permissions.allows(user, permissions.on(Timeline, "change")):
            del self.fields["timeline"]

    def clean_timeline(self):
        """Refuse a timeline that a rule makes, and one that readers see to those who do not publish."""
        timeline = self.cleaned_data["timeline"]
        if timeline and timeline.has_rule:
            raise forms.ValidationError(gettext("A rule makes this timeline: events come into it by themselves."))
        if timeline and timeline.is_public(self.moment):
            if not permissions.allows(self.user, permissions.to_change(timeline, {"entries"}, is_public=True)):
                raise forms.ValidationError(MAY_NOT)
            self.questions = PublicChange(self.data, label_suffix="")
        return timeline

    def is_valid(self):
        """Whether the timeline can be taken, and what readers are told of it was answered."""
        return super().is_valid() and (self.questions is None or self.questions.is_valid())

    @property
    def answers(self):
        """The timeline, the kind and the note, for the verb that puts events into it."""
        said = self.questions.cleaned_data if self.questions else {}
        return {
            "timeline": self.cleaned_data.get("timeline"),
            "kind": said.get("change_kind") or Kind.MINOR,
            "note": said.get("change_note", ""),
        }
