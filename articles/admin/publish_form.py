"""Publishing and taking down: what is asked, what readers will get, and the verb."""

from django import forms
from django.conf import settings
from django.utils.functional import cached_property

from articles.admin.acts import Act, LaterForm
from articles.admin.difference import Difference, body_pieces, front_pieces
from articles.admin.editions import Editions
from articles.admin.mending import Mending
from articles.admin.when import WhenForm, clock
from articles.models import Address, Edition, Kind, Outcome
from articles.models.publishing import check_kind
from articles.reading import Reading
from articles.refusals import AddressTaken, Refusal

NOTHING_RUNS = "Nothing needs to run for that."


class Publish(LaterForm, WhenForm, Act):
    """Publishes the working copy that was looked at: now, or at a moment to come."""

    kind = forms.ChoiceField(
        label="What kind of change is it?",
        choices=[
            (Kind.UPDATE, "New facts or an update"),
            (Kind.CORRECTION, "A correction"),
            (Kind.MINOR, "A minor edit that changes no meaning, such as a spelling"),
        ],
        widget=forms.RadioSelect,
        help_text="An update and a correction renew the date that readers see; a minor edit does not.",
        error_messages={"required": "Say what kind of change it is."},
    )
    note = forms.CharField(
        label="What readers are told",
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        help_text="For a correction: what was wrong and what is right. For an update: what is new, in a line.",
    )
    field_order = ("kind", "note", "when", "at", "which", "later")
    answers = (
        ("keep", "Leave it as it is: it goes live then, with the text it was scheduled with"),
        ("refreeze", "Keep its time, but let it go live with the text of this page"),
        ("cancel", "Cancel it: the edition of this page stays"),
    )
    title = "Publish"
    page = "publish.html"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.standing = self.article.editions.filter(cancelled_at=None)
        self.is_first = not self.standing.exists()
        self.problems = list(self._problems())
        self.mending = Mending(self.article, self.user)
        if self.is_first:
            del self.fields["kind"], self.fields["note"]

    def _problems(self, moment=None):
        """Yield (field, sentence) for everything that must be put right before a moment (now, unless one is given)."""
        yield from self.article.problems(moment)
        path = self.article.address_path
        if Address.objects.filter(path=path).exclude(article=self.article).exists():
            yield "slug", AddressTaken().messages[0]
        removed = self.article.editions.live_at(self.moment).filter(outcome=Outcome.LEGAL).exists()
        if removed and not self.user.has_perm("articles.legal"):
            yield "headline", "The article was removed for legal reasons. Ask a chief before it goes out again."

    @cached_property
    def reading(self):
        """What is about to go out, as readers will read it."""
        return Reading(self.article.preview(), self.moment)

    @cached_property
    def pieces(self):
        """What is about to go out in words, piece by piece."""
        return [piece for piece in front_pieces(self.reading) + body_pieces(self.reading) if piece.text]

    @cached_property
    def against(self):
        """The text readers were last given, if there is one that this person may see."""
        editions = Editions(self.article, self.user, self.moment, may_change=False)
        last = next((edition for edition in editions.begun if not edition.is_takedown), None)
        return last if last and last.pk not in editions.erased and editions.may_read(last) else None

    @cached_property
    def difference(self):
        """What differs from the text readers were last given, or None where there is none to compare."""
        return Difference(Reading(self.against, self.moment), self.reading) if self.against else None

    def to_mend(self):
        """Return what must be put right with the address of where that is done."""
        return [(sentence, self.mending.address(field, sentence)) for field, sentence in self.problems]

    def clean(self):
        cleaned = super().clean()
        chosen = cleaned.get("moment")
        if chosen:
            self.problems, self.mending = list(self._problems(chosen)), Mending(self.article, self.user, chosen)
        if self.problems:
            self.add_error(None, "This cannot go out yet. What must be put right is listed above.")
        if cleaned.get("kind"):
            try:
                check_kind(cleaned["kind"], cleaned.get("note", ""))
            except Refusal as refusal:
                self.take(refusal)
        return cleaned

    def sentence(self):
        at = self.cleaned_data["moment"]
        number = (self.article.editions.values_list("number", flat=True).first() or 0) + 1
        said = f"Readers will see edition {number} {f'from {clock(at)}' if at else 'at once'}"
        said += f", at /{self.article.address_path}/."
        return " ".join(filter(None, [said, self._until(at), self.later_sentence(), NOTHING_RUNS if at else ""]))

    def _until(self, at):
        """Say what readers see until then, or what they saw so far."""
        before = self.standing.filter(live_from__lte=at or self.moment).order_by("live_from", "number").last()
        if before is None:
            return "Until then there is nothing of it to be seen." if at else "It is the first they see of it."
        if before.live_from > self.moment:
            return f"It then takes the place of edition {before.number}, which goes live {clock(before.live_from)}."
        if before.is_takedown:
            return "Until then the article stays down." if at else "The article is no longer down."
        return f"Edition {before.number} stays until then." if at else f"It takes the place of edition {before.number}."

    def button(self):
        at = self.cleaned_data["moment"]
        return f"Set to go live {clock(at)}" if at else "Publish now"

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


class TakeDown(LaterForm, WhenForm, Act):
    """Takes the article down: now, or at a moment to come."""

    outcome = forms.ChoiceField(
        label="What will readers meet there?",
        widget=forms.RadioSelect,
        error_messages={"required": "Say what readers will meet."},
    )
    to = forms.CharField(
        label="The article it is merged into",
        required=False,
        widget=forms.TextInput(attrs={"list": "live-articles", "size": 60, "autocomplete": "off"}),
        help_text="Only for a merger. Choose from the list, or paste the article's address.",
    )
    explanation = forms.CharField(
        label="Explanation",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Readers see it. Say what happened without repeating what must not be read.",
    )
    field_order = ("outcome", "to", "explanation", "when", "at", "which", "later")
    title = "Take down"
    page = "take_down.html"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        may_remove = self.user.has_perm("articles.legal")
        self.fields["outcome"].choices = [c for c in Outcome.choices if may_remove or c[0] != Outcome.LEGAL]

    def clean_to(self):
        """Return the live edition that was named by its address, or None."""
        typed = self.cleaned_data["to"].strip()
        if not typed:
            return None
        path = typed.removeprefix(settings.SITE_URL).strip("/")
        found = Edition.objects.live_at(self.moment).at_address(path, self.moment).first()
        found = found and found.leads_to(self.moment)
        if found is None:
            raise forms.ValidationError("There is no live article at this address.")
        if found.article_id == self.article.pk:
            raise forms.ValidationError("That is this very article. Choose another.")
        return found

    def clean(self):
        cleaned = super().clean()
        outcome = cleaned.get("outcome")
        if outcome == Outcome.MERGED and not cleaned.get("to") and "to" not in self.errors:
            self.add_error("to", "Choose the article this one is merged into.")
        if outcome and outcome != Outcome.MERGED:
            if cleaned.get("to"):
                self.add_error("to", "Only a merger leads to another article. Leave this empty, or choose the merger.")
            if not cleaned.get("explanation", "").strip():
                self.add_error("explanation", "Say why, for the readers who come to this address.")
        return cleaned

    def later_ones(self):
        """Return the later editions that there is a choice about: a legal removal cancels all of them."""
        return [] if self.cleaned_data.get("outcome") == Outcome.LEGAL else super().later_ones()

    def sentence(self):
        answers, at = self.cleaned_data, self.cleaned_data["moment"]
        to = answers.get("to")
        meet = {
            Outcome.ERROR: "will find a short notice instead of the article",
            Outcome.MERGED: f"will be led to {to.path if to else ''}",
            Outcome.WITHDRAWN: "will find the text under a banner that says it was withdrawn",
            Outcome.LEGAL: "will find a notice instead of the article; every earlier text is gone from its history, "
            "and everything scheduled later is cancelled",
        }
        said = f"Readers {meet[answers['outcome']]}, {f'from {clock(at)}' if at else 'at once'}."
        return " ".join(filter(None, [said, self.later_sentence(), NOTHING_RUNS if at else ""]))

    def button(self):
        at = self.cleaned_data["moment"]
        return f"Set to be taken down {clock(at)}" if at else "Take down now"

    def perform(self):
        answers = self.cleaned_data
        return self.article.take_down(
            self.user,
            answers["outcome"],
            answers["explanation"],
            at=answers["moment"],
            to=answers["to"].article if answers["to"] else None,
            later=answers.get("later") or None,
            key=answers["once"],
        )

    def told(self):
        verb = "will be taken down" if self.made.live_from > self.made.created else "was taken down"
        return f"The article {verb} {clock(self.made.live_from)} (edition {self.made.number})."

    def live_articles(self):
        """Return the articles that the list offers: those changed most recently."""
        return Edition.objects.listed_at(self.moment).exclude(article=self.article)[:200]
