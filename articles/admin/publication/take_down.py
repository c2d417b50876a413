"""Taking an article down: the questions, and what readers will find instead."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.admin.publication.confirmation import ScheduledForm
from articles.models import Edition, Outcome, permissions
from articles.moments import format_moment

# What readers will find; `when` is "at once" or the moment.
SENTENCES = {
    Outcome.ERROR: _("Readers will find a short notice instead of the article, %(when)s."),
    Outcome.MERGED: _("Readers will be redirected to %(path)s, %(when)s."),
    Outcome.WITHDRAWN: _("Readers will find the text under a banner that says it was withdrawn, %(when)s."),
    Outcome.LEGAL: _(
        "Readers will find a notice instead of the article; its history loses every earlier text, "
        "and everything scheduled later is cancelled, %(when)s."
    ),
}


class TakeDownForm(ScheduledForm):
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

    now_label, scheduled_label = _("Take down now"), _("Set to be taken down %(moment)s")
    live_message = _("The article was taken down %(moment)s (edition %(number)s).")
    scheduled_message = _("The article will be taken down %(moment)s (edition %(number)s).")

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["outcome"].choices = [
            (outcome, label)
            for outcome, label in Outcome.choices
            if permissions.allows(self.user, permissions.to_take_down(outcome))
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
        # A legal removal cancels everything scheduled later, so there is nothing to ask.
        self.later.begins = None if outcome == Outcome.LEGAL else self.begins
        if outcome == Outcome.MERGED and not cleaned.get("to") and "to" not in self.errors:
            self.add_error("to", gettext("Choose the article this one is merged into."))
        if outcome and outcome != Outcome.MERGED:
            if cleaned.get("to"):
                self.add_error("to", gettext("Only a merger redirects to another article. Leave this empty."))
            if not cleaned.get("explanation", "").strip():
                self.add_error("explanation", gettext("Say why, for the readers who come to this address."))
        return cleaned

    def sentences(self):
        at, to = self.schedule.moment, self.cleaned_data["to"]
        when = gettext("from %(moment)s") % {"moment": format_moment(at)} if at else gettext("at once")
        return [SENTENCES[self.cleaned_data["outcome"]] % {"path": to and to.path, "when": when}]

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

    def live_articles(self):
        """Return the live editions that the list of addresses suggests, the most recently changed ones."""
        return Edition.objects.listed_at(self.moment).exclude(article=self.article)[:200]
