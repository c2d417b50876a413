"""Publishing: what is asked, what readers will get, and the verb."""

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.admin.publication.confirmation import NOTHING_RUNS, ConfirmationForm, LaterForm
from articles.admin.publication.difference import Difference, body_pieces, front_pieces
from articles.admin.publication.editions import Editions
from articles.admin.publication.fix_links import FixLinks
from articles.admin.publication.schedule import WhenForm
from articles.exceptions import AddressTaken, NotAllowed, Refusal
from articles.models import Address, Kind, check_kind
from articles.moments import format_moment
from articles.pages import ArticlePage


class Publish(LaterForm, WhenForm, ConfirmationForm):
    """Publishes the working copy that was looked at: now, or at a moment to come."""

    kind = forms.ChoiceField(
        label=_("What kind of change is it?"),
        choices=[
            (Kind.UPDATE, _("New facts or an update")),
            (Kind.CORRECTION, _("A correction")),
            (Kind.MINOR, _("A minor edit that changes no meaning, such as a spelling")),
        ],
        widget=forms.RadioSelect,
        help_text=_("An update and a correction renew the date that readers see; a minor edit does not."),
        error_messages={"required": _("Say what kind of change it is.")},
    )
    note = forms.CharField(
        label=_("What readers are told"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        help_text=_("For a correction: what was wrong and what is right. For an update: what is new, in a line."),
    )
    field_order = ("kind", "note", "when", "at", "which", "later")
    answers = (
        ("keep", _("Leave it as it is: it goes live then, with the text it was scheduled with")),
        ("refreeze", _("Keep its time, but let it go live with the text of this page")),
        ("cancel", _("Cancel it: the edition of this page stays")),
    )
    title = _("Publish")
    page_template = "publish.html"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.standing = self.article.editions.filter(cancelled_at=None)
        self.is_first = not self.standing.exists()
        self.goes_out = self.moment
        self.problems = list(self._problems())
        self.mending = FixLinks(self.article, self.user)
        if self.is_first:
            del self.fields["kind"], self.fields["note"]

    def _problems(self, moment=None):
        """Yield (field, sentence) for everything that must be put right before a moment (now, unless one is given)."""
        yield from self.article.problems(moment)
        path = self.article.address_path
        if Address.objects.filter(path=path).exclude(article=self.article).exists():
            yield "slug", AddressTaken().messages[0]
        try:
            self.article.check_removals(self.user, [(moment or self.moment, "")])
        except NotAllowed as refusal:
            yield from (("headline", sentence) for sentence in refusal.messages)

    @cached_property
    def page(self):
        """What is about to go out, as readers will read it."""
        return ArticlePage(self.article.preview(), self.moment)

    @cached_property
    def pieces(self):
        """What is about to go out in words, piece by piece."""
        return [piece for piece in front_pieces(self.page) + body_pieces(self.page) if piece.text]

    @cached_property
    def against(self):
        """The text readers were last given, if there is one that this person may see."""
        editions = Editions(self.article, self.user, self.moment)
        last = next((edition for edition in editions.begun if not edition.is_takedown), None)
        return last if last and not last.erased_at and editions.may_read(last) else None

    @cached_property
    def difference(self):
        """What differs from the text readers were last given, or None where there is none to compare."""
        return Difference(ArticlePage(self.against, self.moment), self.page) if self.against else None

    def to_mend(self):
        """Return what must be put right with the address of where that is done."""
        return [(sentence, self.mending.address(field, sentence)) for field, sentence in self.problems]

    def to_look_at(self):
        """Return the sentences about what to look at before it goes out, those that must be looked at first."""
        sentences = dict.fromkeys(sentence for _field, sentence in self.article.warnings(self.goes_out))
        return sorted(sentences, key=lambda sentence: not getattr(sentence, "must_look", False))

    def clean(self):
        cleaned = super().clean()
        chosen = cleaned.get("moment")
        if chosen:
            self.goes_out = chosen
            self.problems, self.mending = list(self._problems(chosen)), FixLinks(self.article, self.user, chosen)
        if self.problems:
            self.add_error(None, gettext("This cannot go out yet. What must be put right is listed above."))
        if cleaned.get("kind"):
            try:
                check_kind(cleaned["kind"], cleaned.get("note", ""))
            except Refusal as refusal:
                self.take(refusal)
        return cleaned

    def sentence(self):
        at = self.cleaned_data["moment"]
        number = (self.article.editions.values_list("number", flat=True).first() or 0) + 1
        said = gettext("Readers will see edition %(number)s at once, at %(address)s.")
        if at:
            said = gettext("Readers will see edition %(number)s from %(moment)s, at %(address)s.")
        said %= {"number": number, "moment": at and format_moment(at), "address": f"/{self.article.address_path}/"}
        return " ".join(filter(None, [said, self._until(at), self.later_sentence(), str(NOTHING_RUNS) if at else ""]))

    def _until(self, at):
        """Say what readers see until then, or what they saw so far."""
        before = self.standing.filter(live_from__lte=at or self.moment).order_by("live_from", "number").last()
        if before is None:
            said = gettext("It is the first they see of it.")
            return gettext("Until then there is nothing of it to be seen.") if at else said
        told = {"number": before.number, "moment": format_moment(before.live_from)}
        if before.live_from > self.moment:
            said = gettext("It then takes the place of edition %(number)s, which goes live %(moment)s.")
        elif before.is_takedown:
            said = gettext("Until then the article stays down.") if at else gettext("The article is no longer down.")
        elif at:
            said = gettext("Edition %(number)s stays until then.")
        else:
            said = gettext("It takes the place of edition %(number)s.")
        return said % told

    def button(self):
        at = self.cleaned_data["moment"]
        return gettext("Set to go live %(moment)s") % {"moment": format_moment(at)} if at else gettext("Publish now")

    def perform(self):
        answers = self.cleaned_data
        return self.article.publish(
            self.user,
            answers.get("kind", Kind.UPDATE),
            answers.get("note", ""),
            at=answers["moment"],
            seen=answers["seen"],
            later=answers.get("later") or None,
            key=answers["once"],
        )
