"""The forms in which events are entered: a row for each of them, and the timeline to which all are added."""

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.admin import DATE_FIELD_ATTRS, NameField, NamesField, PublicChange, load_names, see_as
from articles.dates import PartialDateFormField
from articles.models import Kind, permissions
from timeline.models import Citation, Event, EventPerson, Timeline, TimelineBlock

ADD_ANYWAY = "add"
MAX_SIMILAR = 5
NOT_ALLOWED = _("Readers see this timeline, so adding events to it needs the right to publish. Ask an editor.")
SHORT_TEXTAREA = forms.Textarea(attrs={"rows": 2})


class SimilarEventField(forms.ChoiceField):
    """The choice between the similar events, which are known only when the whole row is: the row validates it."""

    def valid_value(self, value):
        return True


class EventRowForm(forms.Form):
    """One event, entered by `user` at a moment; only its date and title are required.

    `similar` are the known events that may be the same one; if there are any, `choice` is required, and the cleaned
    `same_as` is the event that was chosen or None.
    """

    date = PartialDateFormField(label=_("Date"), max_length=200, widget=forms.TextInput(attrs=DATE_FIELD_ATTRS))
    title = forms.CharField(label=_("What happened"), max_length=200)
    people = NamesField(label=_("People"), to=EventPerson._meta.get_field("topic"))
    source = NameField(label=_("Source"), to=Citation._meta.get_field("source"))
    locator = forms.CharField(label=_("Where in it"), max_length=80, required=False)
    text = forms.CharField(label=_("Text, a sentence or two"), widget=SHORT_TEXTAREA, required=False)
    status = forms.ChoiceField(label=_("Status"), choices=Event.Status, initial=Event.Status.CONFIRMED, required=False)
    quotation = forms.CharField(label=_("Quotation, without quotation marks"), widget=SHORT_TEXTAREA, required=False)
    quotation_kind = forms.ChoiceField(
        label=_("The words are"), choices=Event.QuotationKind, initial=Event.QuotationKind.VERBATIM, required=False
    )
    speaker = NameField(label=_("Speaker"), to=Event._meta.get_field("speaker"))
    note = forms.CharField(label=_("Note to readers, such as “year inferred”"), widget=SHORT_TEXTAREA, required=False)
    choice = SimilarEventField(label=_("Is it one of these?"), widget=forms.RadioSelect, required=False)

    main_field_names = ("date", "title", "people", "source", "locator")
    more_field_names = ("text", "status", "quotation", "quotation_kind", "speaker", "note")

    def __init__(self, *args, user, moment, **kwargs):
        self.user, self.moment = user, moment
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        see_as(self, user, moment)
        self.similar = []
        self.fields["choice"].choices = []

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("quotation") and not cleaned.get("speaker") and "speaker" not in self.errors:
            self.add_error("speaker", gettext("Add the speaker."))
        cleaned["same_as"] = None
        return cleaned

    def offer_similar(self, events):
        """Offer the choice between similar events, and validate it."""
        self.similar = events[:MAX_SIMILAR]
        by_key = {str(event.pk): event for event in self.similar}
        choice = self.cleaned_data.get("choice")
        self.cleaned_data["same_as"] = by_key.get(choice)
        if not by_key:
            return
        self.fields["choice"].choices = [
            (ADD_ANYWAY, gettext("Add this one anyway")),
            *(
                (key, format_html(gettext("Use {date}: {title}"), date=event.date.words, title=event.title))
                for key, event in by_key.items()
            ),
        ]
        if choice != ADD_ANYWAY and choice not in by_key:
            self.add_error("choice", gettext("Choose one of them, or add this one anyway."))

    @property
    def main_fields(self):
        """The fields that are always shown."""
        return [self[name] for name in self.main_field_names]

    @property
    def more_fields(self):
        """The fields behind “More”."""
        return [self[name] for name in self.more_field_names]

    @property
    def is_more_open(self):
        """Whether a field behind “More” was filled in or has an error."""
        return self.is_bound and any(self[name].errors or name in self.changed_data for name in self.more_field_names)


def find_similar(rows):
    """Look for events that are similar to those of validated rows, for all rows at once."""
    complete = [row for row in rows if row.cleaned_data.get("date") and row.cleaned_data.get("title")]
    if complete:
        visible = Event.objects.visible_to(complete[0].user, complete[0].moment)
        found = visible.similar_to_each([(row.cleaned_data["date"], row.cleaned_data["title"]) for row in complete])
        for row, events in zip(complete, found, strict=True):
            row.offer_similar(events)


class EventRowsFormSet(forms.BaseFormSet):
    """Rows whose names, and similar events, are looked up for all of them at once."""

    def full_clean(self):
        if self.is_bound:
            load_names(self.forms)
        super().full_clean()

    def clean(self):
        find_similar(self.forms)


class TimelineNameField(NameField):
    """The name of a timeline; a new name gives a new one, unsaved, to whoever may add timelines."""

    def unknown(self, text):
        if not permissions.allows(self.visible_to[0], permissions.on(Timeline, "add")):
            return super().unknown(text)
        longest = Timeline._meta.get_field("title").max_length
        if len(text) > longest:
            raise forms.ValidationError(gettext("A title has at most %(most)d characters.") % {"most": longest})
        return Timeline(title=text)


class TargetTimelineForm(forms.Form):
    """Asks for a curated timeline, or none. `public_change` is the form about a change that readers see, or None.

    A name that no timeline has gives an unsaved one, which is made together with the events.
    """

    timeline = TimelineNameField(
        to=TimelineBlock._meta.get_field("timeline"),
        label=_("Add them to the timeline"),
        help_text=_("Type two letters for suggestions; a new name makes a timeline. Empty: the events only."),
    )

    def __init__(self, data=None, *, user, moment, **kwargs):
        self.user, self.moment = user, moment
        self.public_change = None
        super().__init__(data, **{"label_suffix": "", **kwargs})
        see_as(self, user, moment)
        if not permissions.allows(user, permissions.on(Timeline, "change")):
            del self.fields["timeline"]

    def clean_timeline(self):
        """Refuse a timeline made by a rule, and one that readers see to users without the right to publish."""
        timeline = self.cleaned_data["timeline"]
        if timeline and timeline.has_rule:
            raise forms.ValidationError(gettext("This timeline is made by a rule. Events cannot be added to it."))
        if timeline and not timeline._state.adding and timeline.is_public(self.moment):
            if not permissions.allows(self.user, permissions.to_change(timeline, {"entries"}, is_public=True)):
                raise forms.ValidationError(NOT_ALLOWED)
            self.public_change = PublicChange(self.data, label_suffix="")
        return timeline

    def is_valid(self):
        """Whether the timeline can be used, and the questions about the change were answered."""
        return super().is_valid() and (self.public_change is None or self.public_change.is_valid())

    @property
    def answers(self):
        """The timeline, the kind of change and the note: keyword arguments of `create_events`."""
        change = self.public_change.cleaned_data if self.public_change else {}
        return {
            "timeline": self.cleaned_data.get("timeline"),
            "kind": change.get("change_kind") or Kind.MINOR,
            "note": change.get("change_note", ""),
        }
