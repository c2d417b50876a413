"""Taking an article down: the questions about it, and the form that does it now or at a moment to come."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.admin.publication.confirmation import ScheduledForm
from articles.models import Edition, Outcome, permissions
from articles.moments import format_moment
from articles.text import printable

# What readers find after a take-down; `when` is "at once" or the moment.
TAKE_DOWN_SENTENCES = {
    Outcome.ERROR: _("Readers will find a short notice instead of the article, %(when)s."),
    Outcome.MERGED: _("Readers will be redirected to %(path)s, %(when)s."),
    Outcome.WITHDRAWN: _("Readers will find the text under a banner that says it was withdrawn, %(when)s."),
    Outcome.LEGAL: _(
        "Readers will find a notice instead of the article; its history loses every earlier text, "
        "and everything scheduled later is cancelled, %(when)s."
    ),
}


class TakeDownQuestions(forms.Form):
    """Asks what readers find instead of the article. A subclass has the attributes `article`, `user` and `now`."""

    outcome = forms.ChoiceField(
        label=_("What will readers find there?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Say what readers will find.")},
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

    def offer_outcomes(self, *without):
        """Offer the outcomes that the person may choose, but for some."""
        self.fields["outcome"].choices = [
            (outcome, label)
            for outcome, label in Outcome.choices
            if outcome not in without and permissions.allows(self.user, permissions.to_take_down(outcome))
        ]

    def clean_to(self):
        """Return the live edition at the address that was given, or None."""
        typed = self.cleaned_data["to"].strip()
        if not typed:
            return None
        path = typed.removeprefix(settings.SITE_URL).strip("/")
        edition = Edition.objects.live_at(self.now).at_address(path, self.now).first()
        target = edition and edition.redirect_target(self.now)
        if target is None:
            raise forms.ValidationError(gettext("There is no live article at this address."))
        if target.article_id == self.article.pk:
            raise forms.ValidationError(gettext("That is this very article. Choose another."))
        return target

    def check_outcome(self, cleaned):
        """Add an error where the answers do not belong together."""
        outcome = cleaned.get("outcome")
        if outcome == Outcome.MERGED and not cleaned.get("to") and "to" not in self.errors:
            self.add_error("to", gettext("Choose the article this one is merged into."))
        if outcome and outcome != Outcome.MERGED:
            if cleaned.get("to"):
                self.add_error("to", gettext("Only a merger redirects to another article. Leave this empty."))
            if not printable(cleaned.get("explanation", "")).strip():
                self.add_error("explanation", gettext("Say why, for the readers who come to this address."))

    def live_articles(self):
        """Return the live editions that the list of addresses suggests, the most recently changed ones."""
        return Edition.objects.listed_at(self.now).exclude(article=self.article)[:200]

    def sentence(self, when):
        """Return what readers will find, given when as words."""
        to = self.cleaned_data["to"]
        return TAKE_DOWN_SENTENCES[self.cleaned_data["outcome"]] % {"path": to and to.path, "when": when}


class TakeDownForm(TakeDownQuestions, ScheduledForm):
    """Takes the article down: now, or at a moment to come."""

    title = _("Take down")
    page_template = "admin/articles/publication/take_down.html"
    now_label, scheduled_label = _("Take down now"), _("Set to be taken down %(moment)s")
    live_message = _("The article was taken down %(moment)s (edition %(number)s).")
    scheduled_message = _("The article will be taken down %(moment)s (edition %(number)s).")

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        self.now = self.moment
        self.offer_outcomes()

    def clean(self):
        cleaned = super().clean()
        # A legal removal cancels everything scheduled later, so there is nothing to ask.
        self.later.begins = None if cleaned.get("outcome") == Outcome.LEGAL else self.begins
        self.check_outcome(cleaned)
        return cleaned

    def sentences(self):
        at = self.schedule.moment
        return [self.sentence(gettext("from %(moment)s") % {"moment": format_moment(at)} if at else gettext("at once"))]

    def execute(self):
        answers = self.cleaned_data
        return self.article.take_down(
            self.user,
            answers["outcome"],
            answers["explanation"],
            at=self.schedule.moment,
            to=answers["to"].article if answers["to"] else None,
            later=None if answers["outcome"] == Outcome.LEGAL else self.later.answer,
            key=answers["key"],
        )
