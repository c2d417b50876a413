"""The forms that act on an article: publish, take down."""

from django import forms
from django.conf import settings
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.admin.images import FIX_ANCHORS
from articles.admin.publication.confirmation import LaterForm, ScheduledForm, urgent_first
from articles.admin.publication.difference import Difference, parts_of_body, parts_of_front
from articles.admin.publication.editions import EditionList
from articles.admin.publication.status import edition_params
from articles.exceptions import AddressTaken, NotAllowed, NotReady, Refusal
from articles.models import (
    NOT_READ,
    Address,
    Edition,
    Image,
    Kind,
    Outcome,
    Workflow,
    check_kind,
    permissions,
)
from articles.moments import format_moment
from articles.pages import ArticlePage
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


class PublishForm(ScheduledForm):
    """Publishes the version that was looked at: now, or at a moment to come."""

    kind = forms.ChoiceField(
        label=_("What kind of change is it?"),
        choices=[
            (Kind.UPDATE, _("New facts or an update")),
            (Kind.CORRECTION, _("A correction")),
            (Kind.MINOR, _("A minor edit that changes no meaning, such as a spelling")),
        ],
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
    later_choices = (LaterForm.KEEP, LaterForm.REFREEZE, LaterForm.CANCEL)
    now_label, scheduled_label = _("Publish now"), _("Set to go live %(moment)s")

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        self.editions = EditionList(self.article, self.user, self.moment)
        self.active = [edition for edition in self.editions.editions if edition.cancelled_at is None]
        if not self.active:
            del self.fields["kind"], self.fields["note"]

    @cached_property
    def blocks(self):
        """The blocks of the working copy with what they show; loaded once for everything that looks at them."""
        return self.article.blocks()

    @cached_property
    def problems(self):
        """The (field, sentence) pairs of everything that must be fixed before the edition can go live."""
        problems = list(self.article.problems(self.begins, self.blocks))
        path = self.article.address_path
        if Address.objects.filter(path=path).exclude(article=self.article).exists():
            problems.append(("slug", AddressTaken().messages[0]))
        try:
            self.article.check_second_reader(self.user)
        except NotReady as refusal:
            problems += [("state", sentence) for sentence in refusal.messages]
        try:
            self.article.check_removals(self.user, [(self.begins, "")])
        except NotAllowed as refusal:
            problems += [("headline", sentence) for sentence in refusal.messages]
        return problems

    @cached_property
    def page(self):
        """What is about to go out, as readers will read it."""
        return ArticlePage(self.article.preview(self.blocks), self.moment)

    @cached_property
    def text_parts(self):
        """What is about to go out, as text."""
        return [part for part in parts_of_front(self.page) + parts_of_body(self.page) if part.text]

    @cached_property
    def previous(self):
        """The last edition with a text that readers were given, if this person may see it."""
        last = next((edition for edition in self.editions.begun if not edition.is_takedown), None)
        return last if last and not last.erased_at and self.editions.allows("read", last) else None

    @cached_property
    def difference(self):
        """What differs from the previous text, or None where there is none to compare."""
        return Difference(ArticlePage(self.previous, self.moment), self.page) if self.previous else None

    def problem_links(self):
        """Return every problem with the address of the field where it is fixed; an image has a form of its own."""
        form = reverse("admin:articles_article_change", args=[self.article.pk])
        anchors = {"body": "", "state": ""}
        links = self._image_links() if permissions.allows(self.user, permissions.on(Image, "view")) else {}
        return [
            (sentence, links.get(sentence, form + anchors.get(field, f"#id_{field}")))
            for field, sentence in self.problems
        ]

    def _image_links(self):
        """Return the addresses of the fields where the problems of images are fixed, by sentence."""
        images = [(image, getattr(block, "alt", "")) for block in self.blocks for image in block.images]
        if self.article.lead_image_id:
            images.insert(0, (self.article.lead_image, self.article.lead_alt))
        links = {}
        for image, alt in images:
            address = reverse("admin:articles_image_change", args=[image.pk])
            for field, sentence in image.faults(alt, self.begins):
                links.setdefault(sentence, f"{address}#{FIX_ANCHORS[field]}")
        return links

    def warnings(self):
        """Return the sentences about what to look at before it goes out, the urgent ones first."""
        sentences = [sentence for _field, sentence in self.article.warnings(self.begins, self.blocks)]
        if self.article.state != Workflow.APPROVED and not settings.SECOND_READER:
            sentences.append(str(NOT_READ))
        return urgent_first(sentences)

    def clean(self):
        cleaned = super().clean()
        self.later.begins = self.begins
        if self.problems:
            self.add_error(None, gettext("This cannot go out yet. Fix what is listed above."))
        if cleaned.get("kind"):
            try:
                check_kind(cleaned["kind"], cleaned.get("note", ""))
            except Refusal as refusal:
                self.add_refusal(refusal)
        return cleaned

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
            key=answers["key"],
        )


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
    page_template = "admin/articles/publication/take_down.html"
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
            if not printable(cleaned.get("explanation", "")).strip():
                self.add_error("explanation", gettext("Say why, for the readers who come to this address."))
        return cleaned

    def sentences(self):
        at, to = self.schedule.moment, self.cleaned_data["to"]
        when = gettext("from %(moment)s") % {"moment": format_moment(at)} if at else gettext("at once")
        return [TAKE_DOWN_SENTENCES[self.cleaned_data["outcome"]] % {"path": to and to.path, "when": when}]

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
