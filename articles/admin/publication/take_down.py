"""Taking down: what is asked, what readers will meet instead, and the verb."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.admin.publication.confirmation import NOTHING_RUNS, ConfirmationForm, LaterForm
from articles.admin.publication.schedule import WhenForm, clock
from articles.models import Edition, Outcome, permissions

MEET_NOW = {
    Outcome.ERROR: _("Readers will find a short notice instead of the article, at once."),
    Outcome.MERGED: _("Readers will be led to %(path)s, at once."),
    Outcome.WITHDRAWN: _("Readers will find the text under a banner that says it was withdrawn, at once."),
    Outcome.LEGAL: _(
        "Readers will find a notice instead of the article; every earlier text is gone from its history, "
        "and everything scheduled later is cancelled, at once."
    ),
}
MEET_LATER = {
    Outcome.ERROR: _("Readers will find a short notice instead of the article, from %(moment)s."),
    Outcome.MERGED: _("Readers will be led to %(path)s, from %(moment)s."),
    Outcome.WITHDRAWN: _("Readers will find the text under a banner that says it was withdrawn, from %(moment)s."),
    Outcome.LEGAL: _(
        "Readers will find a notice instead of the article; every earlier text is gone from its history, "
        "and everything scheduled later is cancelled, from %(moment)s."
    ),
}


class TakeDown(LaterForm, WhenForm, ConfirmationForm):
    """Takes the article down: now, or at a moment to come."""

    outcome = forms.ChoiceField(
        label=_("What will readers meet there?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Say what readers will meet.")},
    )
    to = forms.CharField(
        label=_("The article it is merged into"),
        required=False,
        widget=forms.TextInput(attrs={"list": "live-articles", "size": 60, "autocomplete": "off"}),
        help_text=_("Only for a merger. Choose from the list, or paste the article's address."),
    )
    explanation = forms.CharField(
        label=_("Explanation"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Readers see it. Say what happened without repeating what must not be read."),
    )
    field_order = ("outcome", "to", "explanation", "when", "at", "which", "later")
    title = _("Take down")
    page_template = "take_down.html"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = [
            (outcome, label)
            for outcome, label in Outcome.choices
            if permissions.allows(self.user, permissions.to_take_down(outcome))
        ]

    def clean_to(self):
        """Return the live edition that was named by its address, or None."""
        typed = self.cleaned_data["to"].strip()
        if not typed:
            return None
        path = typed.removeprefix(settings.SITE_URL).strip("/")
        found = Edition.objects.live_at(self.moment).at_address(path, self.moment).first()
        found = found and found.redirect_target(self.moment)
        if found is None:
            raise forms.ValidationError(gettext("There is no live article at this address."))
        if found.article_id == self.article.pk:
            raise forms.ValidationError(gettext("That is this very article. Choose another."))
        return found

    def clean(self):
        cleaned = super().clean()
        outcome = cleaned.get("outcome")
        if outcome == Outcome.MERGED and not cleaned.get("to") and "to" not in self.errors:
            self.add_error("to", gettext("Choose the article this one is merged into."))
        if outcome and outcome != Outcome.MERGED:
            if cleaned.get("to"):
                said = gettext("Only a merger leads to another article. Leave this empty, or choose the merger.")
                self.add_error("to", said)
            if not cleaned.get("explanation", "").strip():
                self.add_error("explanation", gettext("Say why, for the readers who come to this address."))
        return cleaned

    def later_ones(self):
        """Return the later editions that there is a choice about: a legal removal cancels all of them."""
        return [] if self.cleaned_data.get("outcome") == Outcome.LEGAL else super().later_ones()

    def sentence(self):
        answers, at = self.cleaned_data, self.cleaned_data["moment"]
        to = answers.get("to")
        said = (MEET_LATER if at else MEET_NOW)[answers["outcome"]]
        said %= {"path": to.path if to else "", "moment": at and clock(at)}
        return " ".join(filter(None, [said, self.later_sentence(), str(NOTHING_RUNS) if at else ""]))

    def button(self):
        at = self.cleaned_data["moment"]
        return gettext("Set to be taken down %(moment)s") % {"moment": clock(at)} if at else gettext("Take down now")

    def perform(self):
        answers = self.cleaned_data
        return self.article.take_down(
            self.user,
            answers["outcome"],
            answers["explanation"],
            at=answers["moment"],
            to=answers["to"].article if answers["to"] else None,
            later=None if answers["outcome"] == Outcome.LEGAL else answers.get("later") or None,
            key=answers["once"],
        )

    def told(self):
        said = gettext("The article was taken down %(moment)s (edition %(number)s).")
        if self.made.live_from > self.made.created:
            said = gettext("The article will be taken down %(moment)s (edition %(number)s).")
        return said % {"moment": clock(self.made.live_from), "number": self.made.number}

    def live_articles(self):
        """Return the articles that the list offers: those changed most recently."""
        return Edition.objects.listed_at(self.moment).exclude(article=self.article)[:200]
