"""What can be done with one edition: put back, cancel, another time, into the working copy, erase."""

from django import forms
from django.utils.text import get_text_list
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from articles.admin.publication.confirmation import ConfirmationForm, LaterForm, told_of
from articles.admin.publication.difference import Difference
from articles.admin.publication.schedule import AtForm
from articles.moments import format_moment, newsroom_time
from articles.pages import ArticlePage


class PutBack(LaterForm, ConfirmationForm):
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


class Cancel(ConfirmationForm):
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


class Retime(AtForm, ConfirmationForm):
    """Lets a scheduled edition go live at another moment."""

    title = _("Change the time of edition %(number)s")
    field_order = ("at", "which")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["at"] = newsroom_time(self.edition.live_from).replace(tzinfo=None)

    def is_done(self):
        return False  # the same moment twice is the same moment

    def sentence(self):
        said = gettext("%(edition)s will go live %(new)s instead of %(moment)s. Nothing needs to run for that.")
        return said % (told_of(self.edition) | {"new": format_moment(self.cleaned_data["moment"])})

    def button(self):
        return gettext("Set to go live %(moment)s") % {"moment": format_moment(self.cleaned_data["moment"])}

    def perform(self):
        self.edition.retime(self.cleaned_data["moment"], self.user)
        return self.edition


class Restore(ConfirmationForm):
    """Brings the words of an edition into the working copy; readers notice nothing."""

    title = _("Restore edition %(number)s")
    asks = False
    page_template = "restore.html"

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
        now = ArticlePage(self.article.preview(), self.moment)
        return Difference(now, ArticlePage(self.edition, self.moment))

    def perform(self):
        self.article.version = self.cleaned_data["seen"]
        self.article.restore(self.edition, self.user)

    def told(self):
        said = gettext("The working copy now has the words of edition %(number)s. Readers see no change yet.")
        return said % {"number": self.edition.number}


class Erase(ConfirmationForm):
    """Blanks the words of an edition for ever."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Kept for ever in place of the words, with the date and your name."),
    )
    copies = forms.BooleanField(initial=True, required=False)
    title = _("Erase edition %(number)s")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.same = list(self.edition.copies())
        if self.same:
            said = ngettext(
                "Erase edition %(numbers)s too, which has the same text",
                "Erase editions %(numbers)s too, which have the same text",
                len(self.same),
            )
            self.fields["copies"].label = said % {"numbers": numbers_of(self.same)}
        else:
            del self.fields["copies"]

    @property
    def asks(self):
        """Whether it has to be decided first what becomes of the same words elsewhere."""
        return bool(self.same)

    @property
    def chosen(self):
        """The editions whose words are erased."""
        too = self.is_bound and self.cleaned_data.get("copies")
        return [self.edition, *(self.same if too else [])]

    def is_done(self):
        return self.edition.erased_at is not None

    def sentence(self):
        kept = [edition for edition in self.same if edition not in self.chosen]
        coming = [e for e in self.chosen if not (e.cancelled_at or e.is_takedown) and e.live_from > self.moment]
        said = [self._erased(gettext("The words of %(editions)s are erased for ever; nobody can bring them back."))]
        said += [gettext("%(edition)s, scheduled for %(moment)s, is cancelled.") % told_of(e) for e in coming]
        if kept:
            words = ngettext(
                "Edition %(numbers)s keeps the same words.", "Editions %(numbers)s keep the same words.", len(kept)
            )
            said.append(words % {"numbers": numbers_of(kept)})
        said.append(gettext("Other texts and the working copy stay as they are: erase or change them one by one."))
        return " ".join(said)

    def button(self):
        return self._erased(gettext("Erase %(editions)s for ever"))

    def perform(self):
        return self.edition.erase(self.user, self.cleaned_data["reason"], copies=bool(self.cleaned_data.get("copies")))

    def told(self):
        return self._erased(gettext("The words of %(editions)s are erased."), self.made or [self.edition])

    def _erased(self, words, editions=None):
        """Return words with the editions that are erased."""
        editions = editions or self.chosen
        said = ngettext("edition %(numbers)s", "editions %(numbers)s", len(editions))
        return words % {"editions": said % {"numbers": numbers_of(editions)}}


def numbers_of(editions):
    """Return the numbers of editions as a sentence lists them."""
    return get_text_list([str(edition.number) for edition in editions], gettext("and"))
