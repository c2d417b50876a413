"""The row in which an event is entered: one line, everything but date and title optional, near-duplicates beside it."""

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.admin import ANSWERED, NameField, NamesField, see_as
from articles.dates import PartialDateFormField
from timeline.models import Citation, Event, EventPerson

ADD = "add"
MOST_NEAR = 5
TO_PERSON, TO_SOURCE = EventPerson._meta.get_field("topic"), Citation._meta.get_field("source")
WORDS = forms.Textarea(attrs={"rows": 2})


def described(event):
    """Return an event in a line for somebody who has to tell whether it is the same."""
    return format_html("{}: {}", event.date.words, event.title)


class Choice(forms.ChoiceField):
    """A choice between what is known only when the whole row is: any is taken, and the row decides."""

    def valid_value(self, value):
        return True


class EventRow(forms.Form):
    """One event, entered by `user` at a moment. `near` are the known events that may be the same; with some, `choice`
    has to be made.
    """

    date = PartialDateFormField(max_length=200, widget=forms.TextInput(attrs=ANSWERED))
    title = forms.CharField(label=_("What happened"), max_length=200)
    people = NamesField(to=TO_PERSON)
    source = NameField(to=TO_SOURCE)
    locator = forms.CharField(label=_("Where in it"), max_length=80, required=False)
    text = forms.CharField(label="More, in a sentence or two", widget=WORDS, required=False)
    status = forms.ChoiceField(choices=Event.Status, initial=Event.Status.CONFIRMED, required=False)
    quotation = forms.CharField(label=_("Words that were said, without quotation marks"), widget=WORDS, required=False)
    quotation_kind = forms.ChoiceField(
        label=_("The words are"), choices=Event.QuotationKind, initial=Event.QuotationKind.VERBATIM, required=False
    )
    speaker = NameField(to=Event._meta.get_field("speaker"))
    note = forms.CharField(label=_("Note on the record, such as “year inferred”"), widget=WORDS, required=False)
    choice = Choice(label=_("Is it one of these?"), widget=forms.RadioSelect, required=False)

    first = ("date", "title", "people", "source", "locator")
    more = ("text", "status", "quotation", "quotation_kind", "speaker", "note")

    def __init__(self, *args, user, moment, **kwargs):
        self.user, self.moment = user, moment
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        see_as(self, user, moment)
        self.near = []
        self.fields["choice"].choices = []

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("quotation") and not cleaned.get("speaker") and "speaker" not in self.errors:
            self.add_error("speaker", gettext("Say who said it."))
        if cleaned.get("date") and cleaned.get("title"):
            self._compare(cleaned)
        return cleaned

    def _compare(self, cleaned):
        """Look for events that may be this one, and take the decision that was made about them."""
        people = cleaned.get("people") or []
        shown = Event.objects.visible_to(self.user, self.moment)
        self.near = list(shown.near(cleaned["date"], cleaned["title"], people)[:MOST_NEAR])
        known = {str(event.pk): event for event in self.near}
        uses = [(key, format_html(gettext("Use that one: {}"), described(event))) for key, event in known.items()]
        self.fields["choice"].choices = [(ADD, gettext("Add this one all the same")), *uses] if known else []
        chosen = cleaned.get("choice")
        cleaned["same_as"] = known.get(chosen)
        if known and chosen != ADD and chosen not in known:
            self.add_error("choice", gettext("There is already something like it. Say whether this is one of these."))

    @property
    def cells(self):
        """The fields that stand in the line."""
        return [self[name] for name in self.first]

    @property
    def rest(self):
        """The fields behind “More”."""
        return [self[name] for name in self.more]

    @property
    def is_open(self):
        """Whether something behind “More” was filled in or has to be corrected."""
        return self.is_bound and any(self[name].errors or name in self.changed_data for name in self.more)


class EventRows(forms.BaseFormSet):
    """Rows of a page that is sent once; those left empty are no events."""

    def filled(self):
        """Return (place, form) of the rows in which something was written."""
        return [(place, form) for place, form in enumerate(self.forms) if form.has_changed()]
