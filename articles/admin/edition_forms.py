"""What can be done with one edition: put back, cancel, another time, into the working copy, erase."""

from django import forms
from django.utils.text import capfirst

from articles.admin.acts import Act, LaterForm, named
from articles.admin.difference import Difference
from articles.admin.when import AtForm, clock, house_zone
from articles.models import Verb
from articles.reading import Reading


class PutBack(LaterForm, Act):
    """Publishes the text of an earlier edition again, now."""

    note = forms.CharField(
        label="What readers are told",
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        help_text="In a line: why the earlier text stands again.",
    )
    field_order = ("note", "later")
    title = "Put back"

    @property
    def asks(self):
        """Whether something later has to be decided first."""
        return bool(self.waiting)

    def sentence(self):
        said = f"Readers will see the text of edition {self.edition.number} again, at once, as a new edition. "
        said += "The working copy stays as it is."
        return f"{said} {self.later_sentence()}".strip() if self.is_bound else said

    def button(self):
        return f"Put edition {self.edition.number} back"

    def perform(self):
        answers = self.cleaned_data
        return self.article.put_back(
            self.edition, self.user, answers["note"], later=answers.get("later") or None, key=answers["once"]
        )


class Cancel(Act):
    """Cancels a scheduled edition."""

    title = "Cancel"
    asks = False

    def is_done(self):
        self.made = self.edition
        return self.edition.cancelled_at is not None

    def sentence(self):
        said = f"{capfirst(named(self.edition))} will not go live {clock(self.edition.live_from)}."
        return f"{said} Its text stays in the list."

    def button(self):
        return f"Cancel edition {self.edition.number}"

    def perform(self):
        self.edition.cancel(self.user)

    def told(self):
        return f"Edition {self.edition.number} is cancelled."


class Retime(AtForm, Act):
    """Lets a scheduled edition go live at another moment."""

    title = "Change the time of"
    field_order = ("at", "which")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["at"] = self.edition.live_from.astimezone(house_zone()).replace(tzinfo=None)

    def is_done(self):
        return False  # the same moment twice is the same moment

    def sentence(self):
        old, new = clock(self.edition.live_from), clock(self.cleaned_data["moment"])
        return f"{capfirst(named(self.edition))} will go live {new} instead of {old}. Nothing needs to run for that."

    def button(self):
        return f"Set to go live {clock(self.cleaned_data['moment'])}"

    def perform(self):
        self.edition.retime(self.cleaned_data["moment"], self.user)
        return self.edition


class Restore(Act):
    """Brings the words of an edition into the working copy; readers notice nothing."""

    title = "Restore"
    permissions = ("articles.change_article",)
    asks = False
    page = "restore.html"

    def is_done(self):
        return False  # restoring twice leaves the same words

    def sentence(self):
        return (
            f"The working copy gets the words of edition {self.edition.number}; what it says now is replaced. "
            "Readers see no change until you publish."
        )

    def button(self):
        return f"Restore edition {self.edition.number} into the working copy"

    def difference(self):
        """Return what the working copy would lose and get."""
        now = Reading(self.article.preview(), self.moment)
        return Difference(now, Reading(self.edition, self.moment))

    def perform(self):
        self.article.version = self.cleaned_data["seen"]
        self.article.restore(self.edition, self.user)

    def told(self):
        return f"The working copy now has the words of edition {self.edition.number}. Readers see no change yet."


class Erase(Act):
    """Blanks the words of an edition for ever."""

    reason = forms.CharField(
        label="Reason",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Kept for ever in place of the words, with the date and your name.",
    )
    title = "Erase"
    permissions = ("articles.erase",)
    asks = False

    def is_done(self):
        return self.edition.changes.filter(verb=Verb.ERASED).exists()

    def sentence(self):
        return (
            f"The words of edition {self.edition.number} are erased for ever; nobody can bring them back. "
            "Other editions and the working copy keep theirs: erase or change them one by one."
        )

    def button(self):
        return f"Erase edition {self.edition.number} for ever"

    def perform(self):
        self.edition.erase(self.user, self.cleaned_data["reason"])

    def told(self):
        return f"The words of edition {self.edition.number} are erased."
