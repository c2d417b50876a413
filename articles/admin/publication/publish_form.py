"""The form of the publish page."""

from django import forms
from django.db.models import Prefetch, prefetch_related_objects
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.accounts import name_of
from articles.admin.publication.checks import Checks
from articles.admin.publication.confirmation import LaterForm, ScheduledForm
from articles.admin.publication.editions import EditionList
from articles.admin.publication.schedule import AT, NOW, NowOrLaterForm
from articles.admin.publication.sequence import Sequence
from articles.admin.publication.status import edition_params
from articles.admin.publication.take_down_form import TakeDownQuestions
from articles.comparison import compare, fingerprints, labels_changed_since
from articles.exceptions import Refusal
from articles.models import Byline, Kind, Outcome, PlannedTakeDown, check_kind
from articles.moments import format_moment, moment_of_button
from articles.pages import ArticlePage, version_of

STAYS = "stays"
KINDS = [
    (Kind.UPDATE, _("New facts or an update")),
    (Kind.CORRECTION, _("A correction")),
    (Kind.MINOR, _("A minor edit that changes no meaning, such as a spelling")),
]
# What a kind of change is to readers, in the summary.
EFFECTS = {
    Kind.UPDATE: _("The date that readers see is renewed."),
    Kind.CORRECTION: _("The date that readers see is renewed, and they are told: “%(note)s”"),
    Kind.MINOR: _("The date that readers see stays as it is."),
}


class UntilForm(TakeDownQuestions, NowOrLaterForm):
    """Asks whether the text stays up, or is taken down at a moment, and what readers find then."""

    prefix = "until"
    field_order = ("when", "at", "which", "outcome", "to", "explanation")

    def __init__(self, data=None, *, article, user, moment):
        self.article, self.user = article, user
        super().__init__(data, now=moment)
        when = self.fields["when"]
        when.label, when.required, when.initial = gettext("Until?"), False, STAYS
        when.choices = [(STAYS, gettext("It stays up")), (AT, gettext("Take it down at a date and time"))]
        self.offer_outcomes(Outcome.LEGAL)
        self.fields["outcome"].required = False

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("when") == AT:
            if not cleaned.get("outcome") and "outcome" not in self.errors:
                self.add_error("outcome", self.fields["outcome"].error_messages["required"])
            self.check_outcome(cleaned)
        return cleaned

    @property
    def planned(self):
        """The take-down that was asked for, or None."""
        if not (self.is_bound and self.is_valid() and self.moment):
            return None
        answers = self.cleaned_data
        to = answers["to"].article if answers["to"] else None
        return PlannedTakeDown(self.moment, answers["outcome"], answers["explanation"], to)

    def summary(self):
        """Return what happens then, as a sentence; empty where the text stays up."""
        if not self.planned:
            return ""
        return self.sentence(gettext("from %(moment)s") % {"moment": format_moment(self.planned.at)})


class PublishForm(ScheduledForm):
    """Publishes the version that was looked at: now, or at a moment to come, and perhaps until another.

    `shown` are the fingerprints of the text that the page shows, so that it can say what a colleague has changed since.
    """

    shown = forms.CharField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(
        label=_("What kind of change is it?"),
        choices=KINDS,
        widget=forms.RadioSelect,
        help_text=_("An update or a correction renews the date that readers see; a minor edit does not."),
        error_messages={"required": _("Say what kind of change it is.")},
    )
    note = forms.CharField(
        label=_("Note to readers"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        help_text=_("For a correction: what was wrong and what is right. For an update: what is new, in a line."),
    )
    title = _("Publish")
    page_template = "admin/articles/publication/publish.html"
    answer_template = "admin/articles/publication/_answers.html"
    later_choices = (LaterForm.KEEP, LaterForm.REFREEZE, LaterForm.CANCEL)
    now_label, scheduled_label = _("Publish now"), _("Schedule for %(moment)s")

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        self.until = UntilForm(data, article=self.article, user=self.user, moment=self.moment)
        self.subforms.insert(1, self.until)
        self.editions = EditionList(self.article, self.user, self.moment)
        self.active = [edition for edition in self.editions.editions if edition.cancelled_at is None]
        self.initial["shown"] = fingerprints(self.version)
        if not self.active:
            del self.fields["kind"], self.fields["note"]

    @classmethod
    def opened(cls, data, **kwargs):
        """Return the form; where nothing but the moment is asked, the page that was opened answers it: now."""
        form = cls(data, **kwargs)
        if form.is_bound or "kind" in form.fields or form.later.scheduled:
            return form
        fields = ("seen", "key", "shown")
        answers = {name: str(form.get_initial_for_field(form.fields[name], name)) for name in fields}
        return cls(answers | {"when": NOW, "until-when": STAYS}, **kwargs)

    @cached_property
    def blocks(self):
        """The blocks of the working copy with what they show; loaded once for everything that looks at them, with the
        bylines.
        """
        prefetch_related_objects([self.article], Prefetch("bylines", Byline.objects.select_related("author")))
        return self.article.blocks()

    @cached_property
    def checks(self):
        """What must be fixed and what is worth a look, at the moment at which the edition begins."""
        return Checks(self.article, self.user, self.begins, self.blocks, editions=self.editions.editions)

    @cached_property
    def page(self):
        """What is about to go out, as readers will read it."""
        return ArticlePage(self.article.preview(self.blocks), self.moment)

    @cached_property
    def version(self):
        """What is about to go out, as pieces."""
        return version_of(self.page)

    @cached_property
    def previous(self):
        """The last edition with a text that readers were given, if this person may see it."""
        last = next((edition for edition in self.editions.begun if not edition.is_takedown), None)
        return last if last and not last.erased_at and self.editions.allows("read", last) else None

    @cached_property
    def comparison(self):
        """What differs from the previous text, or None where there is none to compare."""
        if not self.previous:
            return None
        return compare(version_of(ArticlePage(self.previous, self.moment)), self.version)

    def saved_since(self):
        """Return what was saved since the page was opened, as sentences; none where nothing was."""
        if not self.is_bound or self.data.get("seen") in (None, "", str(self.article.version)):
            return []
        person = name_of(self.article.modified_by) or gettext("Somebody")
        sentence = gettext("The working copy was saved by somebody else since you looked at it: by %(person)s, %(at)s.")
        if self.article.modified_by == self.user:
            sentence = gettext("You saved the working copy since you looked at it here: %(at)s.")
        sentences = [sentence % {"person": person, "at": format_moment(self.article.modified)}]
        shown = self.data.get("shown")
        if shown and (labels := labels_changed_since(shown, self.version)):
            sentences.append(gettext("New or changed: %(parts)s.") % {"parts": ", ".join(labels)})
        return sentences

    def clean(self):
        cleaned = super().clean()
        self.later.begins = self.begins
        if self.until.is_valid() and self.until.moment and self.until.moment <= self.begins:
            self.until.add_error("at", gettext("The take-down must come after the text goes live."))
        if self.checks.problems:
            self.add_error(None, gettext("This cannot go out yet. Fix what must be fixed."))
        if cleaned.get("kind"):
            try:
                check_kind(cleaned["kind"], cleaned.get("note", ""))
            except Refusal as refusal:
                self.add_refusal(refusal)
        if sentences := self.saved_since():
            self.add_error(None, " ".join([*sentences, gettext("Look again: the page shows the text as it is now.")]))
        return cleaned

    def show_version(self):
        """Let the page that comes back stand for the version that it shows."""
        self.data = self.data.copy()
        self.data |= {"seen": str(self.article.version), "shown": self.initial["shown"]}

    def submit(self):
        """Submit the form, or only check it; a page that comes back shows the working copy as it is now."""
        if "_check" not in self.data and super().submit():
            return True
        self.is_valid()
        self.show_version()
        return False

    def was_not_agreed_to(self):
        """Return whether "Publish" was pressed when the page still showed another summary than the one that follows."""
        return self.is_bound and "_check" not in self.data and self.is_valid()

    def sequence(self):
        """Return the editions as they will follow one another."""
        begins = self.schedule.moment if self.schedule.is_bound and self.schedule.is_valid() else None
        later = self.later.data.get("later") if self.later.is_bound else None
        until = self.until.planned and self.until.planned.at
        last = max((edition.number for edition in self.editions.editions), default=0)
        return Sequence(self.active, self.moment, begins, later, until).steps(last)

    def open_questions(self):
        """Return what is still to be answered before the summary can be given, as sentences."""
        sentences = [
            str(error) for form in (self, *self.subforms) for _field, errors in form.errors.items() for error in errors
        ]
        if not self.is_bound and "kind" in self.fields:
            sentences.append(self.fields["kind"].error_messages["required"])
        return list(dict.fromkeys(sentences))

    def button(self):
        at = self.schedule.moment if self.schedule.is_bound and self.schedule.is_valid() else None
        return self.scheduled_label % {"moment": moment_of_button(at, self.moment)} if at else self.now_label

    def summary(self):
        schedule = gettext("Nothing needs to run for that.") if self.schedule.moment or self.until.planned else ""
        kind = self.cleaned_data.get("kind")
        effect = EFFECTS[kind] % {"note": self.cleaned_data["note"].strip()} if kind else ""
        sentences = [*self.sentences(), effect, self.later.summary(), self.until.summary(), schedule]
        return " ".join(filter(None, sentences))

    def sentences(self):
        at = self.schedule.moment
        number = max((edition.number for edition in self.editions.editions), default=0) + 1
        sentence = gettext("Readers will see edition %(number)s at once, at %(address)s.")
        if at:
            sentence = gettext("Readers will see edition %(number)s from %(moment)s, at %(address)s.")
        sentence %= {"number": number, "moment": at and format_moment(at), "address": f"/{self.article.address_path}/"}
        return [sentence, self._until_then(at)]

    def _until_then(self, at):
        """Say what readers see until then, or what they have seen so far."""
        before = next((edition for edition in self.active if edition.live_from <= (at or self.moment)), None)
        if before is None:
            if at:
                return gettext("Until then they see nothing of it.")
            return gettext("It is the first they see of it.")
        if before.live_from > self.moment:
            sentence = gettext("It then replaces edition %(number)s, which goes live %(moment)s.")
        elif before.is_takedown:
            sentence = (
                gettext("Until then the article stays down.") if at else gettext("The article is no longer down.")
            )
        elif at:
            sentence = gettext("Edition %(number)s stays until then.")
        else:
            sentence = gettext("It replaces edition %(number)s.")
        return sentence % edition_params(before)

    def execute(self):
        answers = self.cleaned_data
        return self.article.publish(
            self.user,
            answers.get("kind", Kind.UPDATE),
            answers.get("note", ""),
            at=self.schedule.moment,
            seen=answers["seen"],
            later=self.later.answer,
            until=self.until.planned,
            key=answers["key"],
        )
