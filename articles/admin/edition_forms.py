"""What can be done with one edition: put back, cancel, another time, into the working copy, erase."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.admin.acts import Act, LaterForm, told_of
from articles.admin.difference import Difference
from articles.admin.when import AtForm, clock, house_zone
from articles.models import Verb
from articles.reading import Reading


class PutBack(LaterForm, Act):
    """Publishes the text of an earlier edition again, now."""

    note = forms.CharField(
        label=_("What readers are told"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        help_text=_("In a line: why the earlier text stands again."),
    )
    field_order = ("note", "later")
    title = _("Put back edition %(number)s")

    @property
    def asks(self):
        """Whether something later has to be decided first."""
        return bool(self.waiting)

    def sentence(self):
        said = gettext(
            "Readers will see the text of edition %(number)s again, at once, as a new edition. "
            "The working copy stays as it is."
        ) % {"number": self.edition.number}
        return f"{said} {self.later_sentence()}".strip() if self.is_bound else said

    def button(self):
        return gettext("Put edition %(number)s back") % {"number": self.edition.number}

    def perform(self):
        answers = self.cleaned_data
        return self.article.put_back(
            self.edition, self.user, answers["note"], later=answers.get("later") or None, key=answers["once"]
        )


class Cancel(Act):
    """Cancels a scheduled edition."""

    title = _("Cancel edition %(number)s")
    asks = False

    def is_done(self):
        self.made = self.edition
        return self.edition.cancelled_at is not None

    def sentence(self):
        return gettext("%(edition)s will not go live %(moment)s. Its text stays in the list.") % told_of(self.edition)

    def button(self):
        return gettext("Cancel edition %(number)s") % {"number": self.edition.number}

    def perform(self):
        self.edition.cancel(self.user)

    def told(self):
        return gettext("Edition %(number)s is cancelled.") % {"number": self.edition.number}


class Retime(AtForm, Act):
    """Lets a scheduled edition go live at another moment."""

    title = _("Change the time of edition %(number)s")
    field_order = ("at", "which")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["at"] = self.edition.live_from.astimezone(house_zone()).replace(tzinfo=None)

    def is_done(self):
        return False  # the same moment twice is the same moment

    def sentence(self):
        said = gettext("%(edition)s will go live %(new)s instead of %(moment)s. Nothing needs to run for that.")
        return said % (told_of(self.edition) | {"new": clock(self.cleaned_data["moment"])})

    def button(self):
        return gettext("Set to go live %(moment)s") % {"moment": clock(self.cleaned_data["moment"])}

    def perform(self):
        self.edition.retime(self.cleaned_data["moment"], self.user)
        return self.edition


class Restore(Act):
    """Brings the words of an edition into the working copy; readers notice nothing."""

    title = _("Restore edition %(number)s")
    asks = False
    page = "restore.html"

    def is_done(self):
        return False  # restoring twice leaves the same words

    def sentence(self):
        return gettext(
            "The working copy gets the words of edition %(number)s; what it says now is replaced. "
            "Readers see no change until you publish."
        ) % {"number": self.edition.number}

    def button(self):
        return gettext("Restore edition %(number)s into the working copy") % {"number": self.edition.number}

    def difference(self):
        """Return what the working copy would lose and get."""
        now = Reading(self.article.preview(), self.moment)
        return Difference(now, Reading(self.edition, self.moment))

    def perform(self):
        self.article.version = self.cleaned_data["seen"]
        self.article.restore(self.edition, self.user)

    def told(self):
        said = gettext("The working copy now has the words of edition %(number)s. Readers see no change yet.")
        return said % {"number": self.edition.number}


class Erase(Act):
    """Blanks the words of an edition for ever."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Kept for ever in place of the words, with the date and your name."),
    )
    title = _("Erase edition %(number)s")
    asks = False

    def is_done(self):
        return self.edition.changes.filter(verb=Verb.ERASED).exists()

    def sentence(self):
        return gettext(
            "The words of edition %(number)s are erased for ever; nobody can bring them back. "
            "Other editions and the working copy keep theirs: erase or change them one by one."
        ) % {"number": self.edition.number}

    def button(self):
        return gettext("Erase edition %(number)s for ever") % {"number": self.edition.number}

    def perform(self):
        self.edition.erase(self.user, self.cleaned_data["reason"])

    def told(self):
        return gettext("The words of edition %(number)s are erased.") % {"number": self.edition.number}
