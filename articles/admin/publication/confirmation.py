"""The confirmation forms of publication: they know an article, and make at most one edition however often clicked."""

import uuid

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.admin.confirmation import ConfirmationForm
from articles.admin.publication.schedule import NowOrLaterForm
from articles.admin.publication.status import edition_name, edition_params
from articles.exceptions import NotAllowed, StaleVersion
from articles.models import Edition, permissions
from articles.moments import format_moment


class ArticleConfirmationForm(ConfirmationForm):
    """Base of the forms that act on an article or on one of its editions.

    `seen` is the version of the working copy that the page shows, and `key` the id of the edition that it makes.
    """

    seen = forms.IntegerField(widget=forms.HiddenInput)
    key = forms.UUIDField(widget=forms.HiddenInput)

    page_template = "admin/confirmation.html"
    # The part of the page that follows from the answers, where a script may ask for it by itself.
    answer_template = ""
    live_message = _("Edition %(number)s is live from %(moment)s.")
    scheduled_message = _("Edition %(number)s goes live %(moment)s.")

    def __init__(self, data=None, *, article, edition, user, moment):
        self.article, self.edition, self.moment = article, edition, moment
        super().__init__(data, user=user, initial={"seen": article.version, "key": uuid.uuid4()})

    @classmethod
    def needs(cls, article, user):
        """Return what the action needs before anything was answered."""
        return permissions.TO_PUBLISH

    @classmethod
    def opened(cls, data, **kwargs):
        """Return the form of a page that was opened, or that posts `data`."""
        return cls(data, **kwargs)

    def is_done(self):
        """Return whether there is an edition with the key of this page."""
        if self.with_key and self.with_key.article_id == self.article.pk:
            self.result = self.with_key
        return self.result is not None

    @cached_property
    def with_key(self):
        """The edition, of any article, that has the key of this page; None where there is none."""
        try:
            return Edition.objects.filter(pk=uuid.UUID(self.data.get("key", ""))).first()
        except ValueError:
            return None

    def clean_key(self):
        """Refuse a key that an edition of another article has."""
        if self.with_key and self.with_key.article_id != self.article.pk:
            raise forms.ValidationError(gettext("Open this page again from the article."))
        return self.cleaned_data["key"]

    def add_refusal(self, refusal):
        """Add the messages of a `Refusal`; if the version was stale, show the new one with the same answers."""
        super().add_refusal(refusal)
        if isinstance(refusal, StaleVersion):
            self.article.refresh_from_db()
            self.data = self.data.copy()
            self.data["seen"] = self.article.version

    def success_message(self):
        is_scheduled = self.result.live_from > self.result.created
        return (self.scheduled_message if is_scheduled else self.live_message) % edition_params(self.result)


def urgent_first(sentences):
    """Return warnings without repetitions, those that must be looked at first."""
    return sorted(dict.fromkeys(sentences), key=lambda sentence: not getattr(sentence, "must_look", False))


class LaterForm(forms.Form):
    """Asks what to do with the editions that are scheduled after the one that the page makes.

    The article is one from `with_status`. The form that owns this one sets `begins`, the moment at which that edition
    begins, before either is validated; None leaves no choice. The question is left out where nothing is scheduled.
    """

    later = forms.ChoiceField(
        label=_("What happens to the editions scheduled later?"), widget=forms.RadioSelect, required=False
    )
    KEEP = ("keep", _("Keep them: they go live as scheduled, with their own text"))
    REFREEZE = ("refreeze", _("Keep their times, but use the text on this page"))
    CANCEL = ("cancel", _("Cancel them"))

    def __init__(self, data=None, *, article, user, moment, choices=(KEEP, CANCEL), prefix=None):
        self.article, self.user, self.begins = article, user, moment
        self.scheduled = article.coming
        super().__init__(data, label_suffix="", prefix=prefix)
        self.fields["later"].choices = choices
        self.fields["later"].help_text = " ".join(
            gettext("%(edition)s is scheduled to go live %(moment)s.") % edition_params(edition)
            for edition in self.scheduled
        )
        if not self.scheduled:
            del self.fields["later"]

    def clean(self):
        cleaned = super().clean()
        answer, editions = cleaned.get("later"), self.editions()
        if answer in ("cancel", "refreeze"):
            made = [(edition.live_from, edition.outcome) for edition in editions if answer == "refreeze"]
            try:  # only some may cancel or end a legal removal; the method would refuse it without naming the question
                self.article.check_removals(self.user, made, without=editions)
            except NotAllowed as refusal:
                self.add_error("later", refusal)
        if editions and not answer and "later" not in self.errors:
            names = f" {gettext('and')} ".join(map(edition_name, editions))
            self.add_error("later", gettext("Say what happens to %(editions)s.") % {"editions": names})
        return cleaned

    def editions(self):
        """Return the scheduled editions that the question is about."""
        if self.begins is None:
            return []
        return [edition for edition in self.scheduled if edition.live_from > self.begins]

    def summary(self):
        """Return what happens to the later editions, as sentences; empty where there are none."""
        sentences = {
            "keep": gettext("%(edition)s still follows %(moment)s, with its own text."),
            "refreeze": gettext("%(edition)s still follows %(moment)s, with the text on this page."),
            "cancel": gettext("%(edition)s, scheduled for %(moment)s, is cancelled."),
        }
        sentence = sentences.get(self.answer, "")
        return " ".join(sentence % edition_params(edition) for edition in self.editions())

    @property
    def answer(self):
        """The answer, as the methods of `Article` expect it; None where there was no question."""
        return (self.cleaned_data.get("later") or None) if self.is_bound else None


class ScheduledForm(ArticleConfirmationForm):
    """Base of the forms that act now or at a moment to come, and ask about the editions scheduled later.

    A subclass gives `sentences()`, the summary without what happens to those.
    """

    later_choices = (LaterForm.KEEP, LaterForm.CANCEL)
    # The labels of the button.
    now_label = scheduled_label = ""

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        self.schedule = NowOrLaterForm(data, now=self.moment)
        self.later = LaterForm(
            data, article=self.article, user=self.user, moment=self.moment, choices=self.later_choices
        )
        self.subforms = [self.schedule, self.later]

    @property
    def begins(self):
        """The moment at which the edition begins, as far as it has been chosen."""
        chosen = self.schedule.moment if self.schedule.is_valid() else None
        return chosen or self.moment

    def summary(self):
        schedule = gettext("Nothing needs to run for that.") if self.schedule.moment else ""
        return " ".join(filter(None, [*self.sentences(), self.later.summary(), schedule]))

    def button(self):
        at = self.schedule.moment
        return self.scheduled_label % {"moment": format_moment(at)} if at else self.now_label
