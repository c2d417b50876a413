"""Acts: pages that ask, say in a sentence what readers will get, and do it once that very sentence is agreed to."""

import uuid

from django import forms
from django.db import OperationalError
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.exceptions import NotAllowed, Refusal, StaleVersion
from articles.models import Edition, permissions
from articles.moments import format_moment

BUSY = _("The database could not be written to just now. Nothing was changed and nothing you typed is lost: try again.")
NOTHING_RUNS = _("Nothing needs to run for that.")


class ConfirmationForm(forms.Form):
    """Base of the acts: a form that knows its article, says what it will do, and does it.

    A subclass has `title`, and gives `sentence`, `button` and `perform`. `asks` tells whether something must be
    answered before the sentence can be said; `needs`, what an act on the article takes (for an edition: `Editions`).
    """

    seen = forms.IntegerField(widget=forms.HiddenInput)
    once = forms.UUIDField(widget=forms.HiddenInput)

    title = ""
    needs = permissions.TO_PUBLISH
    asks = True
    page_template = "act.html"

    def __init__(self, data=None, *, article, edition, user, moment):
        self.article, self.edition, self.user, self.moment = article, edition, user, moment
        self.made = None
        super().__init__(data, initial={"seen": article.version, "once": uuid.uuid4()}, label_suffix="")

    def go(self):
        """Do it, if the answers are right and the sentence was agreed to; tell whether it is done.

        A second click of the same page finds the first one's work and is told the same.
        """
        if self.is_done():
            return True
        if not self.is_valid() or self.data.get("agreed") != self.sentence():
            return False
        try:
            self.made = self.perform()
        except Refusal as refusal:
            self.take(refusal)
        except OperationalError:
            self.add_error(None, BUSY)
        return self.is_valid()

    def is_done(self):
        """Tell whether an earlier click of this very page has done it."""
        try:
            self.made = self.article.editions.filter(pk=uuid.UUID(self.data.get("once", ""))).first()
        except ValueError:
            return False
        return self.made is not None

    def clean_once(self):
        """Refuse a key that an edition of another article has."""
        if Edition.objects.filter(pk=self.cleaned_data["once"]).exclude(article=self.article).exists():
            raise forms.ValidationError(gettext("Open this page again from the article."))
        return self.cleaned_data["once"]

    def is_sayable(self):
        """Tell whether enough is answered to say what will happen."""
        return not self.asks or (self.is_bound and self.is_valid())

    def take(self, refusal):
        """Show a refusal at the fields it names; what was typed stays. After a stale one, the new text is looked at."""
        by_field = refusal.error_dict if hasattr(refusal, "error_dict") else {None: refusal.error_list}
        for field, errors in by_field.items():
            self.add_error(field if field in self.fields else None, errors)
        if isinstance(refusal, StaleVersion):
            self.article.refresh_from_db()
            self.data = self.data.copy()
            self.data["seen"] = self.article.version

    def sentence(self):
        """Return what will happen, in plain words."""
        raise NotImplementedError

    def button(self):
        """Return the words on the button that does it."""
        raise NotImplementedError

    def perform(self):
        """Call the verb; return the edition it made, if it makes one."""
        raise NotImplementedError

    def told(self):
        """Return what has happened, in plain words."""
        said = gettext("Edition %(number)s is live from %(moment)s.")
        if self.made.live_from > self.made.created:
            said = gettext("Edition %(number)s goes live %(moment)s.")
        return said % {"number": self.made.number, "moment": format_moment(self.made.live_from)}


class LaterForm(forms.Form):
    """Asks what becomes of the editions that are scheduled later; the question is left out where there are none."""

    later = forms.ChoiceField(
        label=_("What becomes of what is scheduled later?"), widget=forms.RadioSelect, required=False
    )
    answers = (
        ("keep", _("Leave it as it is: it goes live then, with the text it was scheduled with")),
        ("cancel", _("Cancel it")),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.waiting = list(self.article.editions.to_come_at(self.moment))
        self.fields["later"].choices = self.answers
        self.fields["later"].help_text = " ".join(
            gettext("%(edition)s is set to go live %(moment)s.") % told_of(edition) for edition in self.waiting
        )
        if not self.waiting:
            del self.fields["later"]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("later") in ("cancel", "refreeze"):
            self._ask_removals(again=cleaned["later"] == "refreeze")
        if self.later_ones() and "later" in self.fields and not cleaned.get("later") and "later" not in self.errors:
            names = f" {gettext('and')} ".join(named(e) for e in self.later_ones())
            self.add_error("later", gettext("Say what becomes of %(editions)s.") % {"editions": names})
        return cleaned

    def _ask_removals(self, again):
        """Say at the question what the method would: a legal removal is cancelled or ended by who may make one."""
        ones = self.later_ones()
        made = [(edition.live_from, edition.outcome) for edition in ones if again]
        try:
            self.article.check_removals(self.user, made, without=ones)
        except NotAllowed as refusal:
            self.add_error("later", refusal)

    def later_ones(self):
        """Return the editions scheduled after the moment that was chosen."""
        chosen = self.cleaned_data.get("moment") or self.moment
        return [edition for edition in self.waiting if edition.live_from > chosen]

    def later_sentence(self):
        """Return what becomes of the later editions, in plain words."""
        said = {
            "keep": gettext("%(edition)s still follows %(moment)s, with the text it was scheduled with."),
            "refreeze": gettext("%(edition)s still follows %(moment)s, with the text of this page."),
            "cancel": gettext("%(edition)s, scheduled for %(moment)s, is cancelled."),
        }
        words = said.get(self.cleaned_data.get("later"), "")
        return " ".join(words % told_of(e) for e in self.later_ones())


def named(edition):
    """Return what an edition is called on the desk."""
    said = gettext("edition %(number)s (a take-down)") if edition.is_takedown else gettext("edition %(number)s")
    return said % {"number": edition.number}


def told_of(edition):
    """Return what a sentence that begins with an edition says of it."""
    return {"edition": capfirst(named(edition)), "moment": format_moment(edition.live_from)}
