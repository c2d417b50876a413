"""The row in which an event is entered: only date and title are required, and similar events are shown beside it."""

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.admin import DATE_FIELD_ATTRS, NameField, NamesField, see_as
from articles.dates import PartialDateFormField
from timeline.models import Citation, Event, EventPerson

ADD_ANYWAY = "add"
MAX_SIMILAR = 5
SHORT_TEXTAREA = forms.Textarea(attrs={"rows": 2})


class SimilarEventField(forms.ChoiceField):
    """The choice between the similar events, which are known only when the whole row is: the row validates it."""

    def valid_value(self, value):
        return True


class EventRowForm(forms.Form):
    """One event, entered by `user` at a moment.

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
        if cleaned.get("date") and cleaned.get("title"):
            self._clean_choice(cleaned)
        return cleaned

    def _clean_choice(self, cleaned):
        """Look for similar events, and validate the choice between them."""
        visible = Event.objects.visible_to(self.user, self.moment)
        similar = visible.similar_to(cleaned["date"], cleaned["title"], cleaned.get("people") or [])
        self.similar = list(similar[:MAX_SIMILAR])
        by_key = {str(event.pk): event for event in self.similar}
        choice = cleaned.get("choice")
        cleaned["same_as"] = by_key.get(choice)
        if not by_key:
            return
        self.fields["choice"].choices = [
            (ADD_ANYWAY, gettext("Add this one anyway")),
            *((key, self._use_label(event)) for key, event in by_key.items()),
        ]
        if choice != ADD_ANYWAY and choice not in by_key:
            self.add_error("choice", gettext("There are similar events. Choose one of them, or add this one anyway."))

    def _use_label(self, event):
        """Return the label of a similar event: its date and title."""
        return format_html(gettext("Use {date}: {title}"), date=event.date.words, title=event.title)

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


class EventRowFormSet(forms.BaseFormSet):
    """Rows of events; empty ones are ignored."""

    def rows_to_enter(self):
        """Return (position, form) of the rows that are events."""
        return [(position, form) for position, form in enumerate(self.forms) if form.has_changed()]
