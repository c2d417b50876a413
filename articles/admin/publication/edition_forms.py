"""The forms that act on one edition: put back, cancel, retime, restore, erase."""

from django import forms
from django.utils.text import get_text_list
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from articles.admin.publication.confirmation import ArticleConfirmationForm, LaterForm, urgent_first
from articles.admin.publication.schedule import MomentForm
from articles.admin.publication.status import edition_params
from articles.models import Agency
from articles.moments import format_moment, newsroom_time
from articles.pages import ArticlePage, compare_pages


class PutBackForm(ArticleConfirmationForm):
    """Publishes the text of an earlier edition again, now."""

    note = forms.CharField(
        label=_("Note to readers"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        help_text=_("In a line: why the earlier text is back."),
    )
    title = _("Put back edition %(number)s")
    page_template = "admin/articles/publication/put_back.html"

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        self.later = LaterForm(data, article=self.article, user=self.user, moment=self.moment)
        self.subforms = [self.later]
        self.has_questions = bool(self.later.scheduled)

    def warnings(self):
        """Return the sentences about what to look at before readers see the text again."""
        page, agencies = ArticlePage(self.edition, self.moment), Agency.objects.known()
        lead = page.lead.warnings(self.moment, page.fields["lead"]["caption"], agencies) if page.lead else ()
        blocks = (sentence for block in page.blocks for sentence in block.warnings(self.moment, agencies))
        return urgent_first([*lead, *blocks])

    def summary(self):
        sentence = gettext(
            "Readers will see the text of edition %(number)s again, at once, as a new edition. "
            "The working copy stays as it is."
        ) % {"number": self.edition.number}
        return f"{sentence} {self.later.summary()}".strip()

    def button(self):
        return gettext("Put edition %(number)s back") % {"number": self.edition.number}

    def execute(self):
        answers = self.cleaned_data
        return self.article.put_back(
            self.edition, self.user, answers["note"], later=self.later.answer, key=answers["key"]
        )


class CancelForm(ArticleConfirmationForm):
    """Cancels a scheduled edition."""

    title = _("Cancel edition %(number)s")
    has_questions = False

    def is_done(self):
        self.result = self.edition
        return self.edition.cancelled_at is not None

    def summary(self):
        sentence = gettext("%(edition)s will not go live %(moment)s. Its text stays in the list.")
        return sentence % edition_params(self.edition)

    def button(self):
        return gettext("Cancel edition %(number)s") % {"number": self.edition.number}

    def execute(self):
        self.edition.cancel(self.user)

    def success_message(self):
        return gettext("Edition %(number)s is cancelled.") % {"number": self.edition.number}


class RetimeForm(ArticleConfirmationForm):
    """Lets a scheduled edition go live at another moment."""

    title = _("Change the time of edition %(number)s")

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        local = newsroom_time(self.edition.live_from).replace(tzinfo=None)
        self.schedule = MomentForm(data, now=self.moment, initial={"at": local})
        self.subforms = [self.schedule]

    def is_done(self):
        return False  # the same moment twice is the same moment

    def summary(self):
        sentence = gettext("%(edition)s will go live %(new)s instead of %(moment)s. Nothing needs to run for that.")
        return sentence % (edition_params(self.edition) | {"new": format_moment(self.schedule.moment)})

    def button(self):
        return gettext("Set to go live %(moment)s") % {"moment": format_moment(self.schedule.moment)}

    def execute(self):
        self.edition.retime(self.schedule.moment, self.user)
        return self.edition


class RestoreForm(ArticleConfirmationForm):
    """Replaces the text of the working copy with that of an edition; readers notice nothing."""

    title = _("Restore edition %(number)s")
    has_questions = False
    page_template = "admin/articles/publication/restore.html"

    def is_done(self):
        return False  # restoring twice leaves the same text

    def summary(self):
        return gettext(
            "The text of edition %(number)s replaces that of the working copy. Readers see no change until you publish."
        ) % {"number": self.edition.number}

    def button(self):
        return gettext("Restore edition %(number)s into the working copy") % {"number": self.edition.number}

    def comparison(self):
        """Return what would change in the working copy."""
        now = ArticlePage(self.article.preview(), self.moment)
        return compare_pages(now, ArticlePage(self.edition, self.moment))

    def execute(self):
        self.article.version = self.cleaned_data["seen"]
        self.article.restore(self.edition, self.user)

    def success_message(self):
        message = gettext("The working copy now has the text of edition %(number)s. Readers see no change yet.")
        return message % {"number": self.edition.number}


class EraseForm(ArticleConfirmationForm):
    """Erases the text of an edition for ever."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Kept for ever in place of the text, with the date and your name."),
    )
    copies = forms.BooleanField(initial=True, required=False)
    title = _("Erase edition %(number)s")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.same_text = list(self.edition.copies())
        self.has_questions = bool(self.same_text)
        if self.same_text:
            label = ngettext(
                "Erase edition %(numbers)s too, which has the same text",
                "Erase editions %(numbers)s too, which have the same text",
                len(self.same_text),
            )
            self.fields["copies"].label = label % {"numbers": numbers_of(self.same_text)}
        else:
            del self.fields["copies"]

    @property
    def chosen(self):
        """The editions whose text is erased."""
        with_copies = self.is_bound and self.cleaned_data.get("copies")
        return [self.edition, *(self.same_text if with_copies else [])]

    def is_done(self):
        return self.edition.erased_at is not None

    def summary(self):
        others = [edition for edition in self.same_text if edition not in self.chosen]
        scheduled = [e for e in self.chosen if not (e.cancelled_at or e.is_takedown) and e.live_from > self.moment]
        erased = gettext("The text of %(editions)s is erased for ever; nobody can bring it back.")
        sentences = [erased % {"editions": editions_named(self.chosen)}]
        cancelled = gettext("%(edition)s, scheduled for %(moment)s, is cancelled.")
        sentences += [cancelled % edition_params(edition) for edition in scheduled]
        if others:
            sentence = ngettext(
                "Edition %(numbers)s keeps the same text.", "Editions %(numbers)s keep the same text.", len(others)
            )
            sentences.append(sentence % {"numbers": numbers_of(others)})
        sentences.append(gettext("Other texts and the working copy stay as they are: erase or change them one by one."))
        return " ".join(sentences)

    def button(self):
        return gettext("Erase %(editions)s for ever") % {"editions": editions_named(self.chosen)}

    def execute(self):
        return self.edition.erase(self.user, self.cleaned_data["reason"], copies=bool(self.cleaned_data.get("copies")))

    def success_message(self):
        erased = self.result or [self.edition]
        return gettext("The text of %(editions)s is erased.") % {"editions": editions_named(erased)}


def editions_named(editions):
    """Return `edition 1`, or `editions 1, 2 and 3`."""
    name = ngettext("edition %(numbers)s", "editions %(numbers)s", len(editions))
    return name % {"numbers": numbers_of(editions)}


def numbers_of(editions):
    """Return the numbers of editions as a sentence lists them."""
    return get_text_list([str(edition.number) for edition in editions], gettext("and"))
