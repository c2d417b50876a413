"""Taking an article down: the questions, and what readers will find instead."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.admin.publication.confirmation import NOTHING_RUNS, ArticleConfirmationForm, LaterForm
from articles.admin.publication.schedule import WhenForm
from articles.models import Edition, Outcome, permissions
from articles.moments import format_moment

NOW = {
    Outcome.ERROR: _("Readers will find a short notice instead of the article, at once."),
    Outcome.MERGED: _("Readers will be redirected to %(path)s, at once."),
    Outcome.WITHDRAWN: _("Readers will find the text under a banner that says it was withdrawn, at once."),
    Outcome.LEGAL: _(
        "Readers will find a notice instead of the article; its history loses every earlier text, "
        "and everything scheduled later is cancelled, at once."
    ),
}
LATER = {
    Outcome.ERROR: _("Readers will find a short notice instead of the article, from %(moment)s."),
    Outcome.MERGED: _("Readers will be redirected to %(path)s, from %(moment)s."),
    Outcome.WITHDRAWN: _("Readers will find the text under a banner that says it was withdrawn, from %(moment)s."),
    Outcome.LEGAL: _(
        "Readers will find a notice instead of the article; its history loses every earlier text, "
        "and everything scheduled later is cancelled, from %(moment)s."
    ),
}


class TakeDownForm(ArticleConfirmationForm):
    """Takes the article down: now, or at a moment to come."""

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
    title = _("Take down")
    template_name = "admin/articles/publication/take_down.html"

    def __init__(self, data=None, *, article, edition, user, moment):
        super().__init__(data, article=article, edition=edition, user=user, moment=moment)
        self.schedule = WhenForm(data, now=moment)
        self.later = LaterForm(data, article=article, user=user, moment=moment)
        self.subforms = [self.schedule, self.later]
        self.fields["outcome"].choices = [
            (outcome, label)
            for outcome, label in Outcome.choices
            if permissions.allows(user, permissions.to_take_down(outcome))
        ]

    def clean_to(self):
        """Return the live edition at the address that was given, or None."""
        typed = self.cleaned_data["to"].strip()
        if not typed:
            return None
        path = typed.removeprefix(settings.SITE_URL).strip("/")
        edition = Edition.objects.live_at(self.moment).at_address(path, self.moment).first()
        target = edition and edition.redirect_target(self.moment)
        if target is None:
            raise forms.ValidationError(gettext("There is no live article at this address."))
        if target.article_id == self.article.pk:
            raise forms.ValidationError(gettext("That is this very article. Choose another."))
        return target

    def clean(self):
        cleaned = super().clean()
        outcome = cleaned.get("outcome")
        chosen = self.schedule.moment if self.schedule.is_valid() else None
        # A legal removal cancels everything scheduled later, so there is nothing to ask.
        self.later.begins = None if outcome == Outcome.LEGAL else chosen or self.moment
        if outcome == Outcome.MERGED and not cleaned.get("to") and "to" not in self.errors:
            self.add_error("to", gettext("Choose the article this one is merged into."))
        if outcome and outcome != Outcome.MERGED:
            if cleaned.get("to"):
                self.add_error("to", gettext("Only a merger redirects to another article. Leave this empty."))
            if not cleaned.get("explanation", "").strip():
                self.add_error("explanation", gettext("Say why, for the readers who come to this address."))
        return cleaned

    def summary(self):
        at, to = self.schedule.moment, self.cleaned_data.get("to")
        sentence = (LATER if at else NOW)[self.cleaned_data["outcome"]]
        sentence %= {"path": to.path if to else "", "moment": at and format_moment(at)}
        return " ".join(filter(None, [sentence, self.later.summary(), str(NOTHING_RUNS) if at else ""]))

    def button(self):
        at = self.schedule.moment
        return (
            gettext("Set to be taken down %(moment)s") % {"moment": format_moment(at)}
            if at
            else gettext("Take down now")
        )

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

    def success_message(self):
        message = gettext("The article was taken down %(moment)s (edition %(number)s).")
        if self.result.live_from > self.result.created:
            message = gettext("The article will be taken down %(moment)s (edition %(number)s).")
        return message % {"moment": format_moment(self.result.live_from), "number": self.result.number}

    def live_articles(self):
        """Return the live editions that the list of addresses suggests, the most recently changed ones."""
        return Edition.objects.listed_at(self.moment).exclude(article=self.article)[:200]
