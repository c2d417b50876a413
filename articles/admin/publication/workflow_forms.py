"""The forms that take a working copy a step further: send it for edit, take it back, ask for changes, approve."""

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.admin.publication.confirmation import ArticleConfirmationForm
from articles.models import Workflow, permissions

NOTE = forms.Textarea(attrs={"rows": 3})


class StepForm(ArticleConfirmationForm):
    """Base of these forms. A subclass gives the `state` that it leads to, and what it says."""

    has_questions = False
    state = sentence = label = success = ""

    @classmethod
    def needs(cls, article, user):
        """Return what the step needs."""
        return permissions.TO_REVIEW

    def is_done(self):
        return self.is_bound and self.article.state == self.state

    def summary(self):
        return str(self.sentence)

    def button(self):
        return str(self.label)

    def success_message(self):
        return str(self.success)

    def leads_to(self):
        """Return the address of the page that follows."""
        return reverse("admin:articles_article_change", args=[self.article.pk])


class SubmitForm(StepForm):
    """Sends the working copy for edit."""

    note = forms.CharField(label=_("Note to the editors"), required=False, widget=NOTE)
    title, label = _("Send for edit"), _("Send for edit")
    state = Workflow.READY
    sentence = _("Editors find it under what waits for them. You can go on writing, or take it back.")
    success = _("It was sent for edit.")

    @classmethod
    def needs(cls, article, user):
        return permissions.to_submit(article, user)

    def execute(self):
        return self.article.submit(self.user, self.cleaned_data["note"], self.cleaned_data["seen"])


class TakeBackForm(StepForm):
    """Takes the working copy back."""

    title, label = _("Take it back"), _("Take it back")
    state = Workflow.WRITING
    sentence = _("It no longer waits for an editor.")
    success = _("It is being written again.")

    @classmethod
    def needs(cls, article, user):
        return permissions.to_submit(article, user)

    def execute(self):
        return self.article.take_back(self.user, self.cleaned_data["seen"])


class RequestChangesForm(StepForm):
    """Sends the working copy back to its writer."""

    note = forms.CharField(
        label=_("What should be changed?"),
        widget=NOTE,
        error_messages={"required": _("Say what should be changed.")},
        help_text=_("The writer reads it above the text."),
    )
    title, label = _("Ask for changes"), _("Ask for changes")
    state = Workflow.CHANGES
    sentence = _("The writer finds it, with your note, under what waits for them.")
    success = _("Changes were requested.")

    def execute(self):
        return self.article.request_changes(self.user, self.cleaned_data["note"], self.cleaned_data["seen"])


class ApproveForm(StepForm):
    """Approves the words as a second person."""

    note = forms.CharField(label=_("Note"), required=False, widget=NOTE)
    title, label = _("Approve"), _("Approve these words")
    state = Workflow.APPROVED
    sentence = _("You have read these words and approve them. When they change, the approval ends.")
    success = _("The words are approved.")

    def execute(self):
        return self.article.approve(self.user, self.cleaned_data["note"], self.cleaned_data["seen"])


STEP_FORMS = {
    "submit": SubmitForm,
    "take_back": TakeBackForm,
    "request_changes": RequestChangesForm,
    "approve": ApproveForm,
}
# The steps that lead on from each state, and the labels of their links.
STEPS_FROM = {
    Workflow.WRITING: ("submit", "approve"),
    Workflow.READY: ("request_changes", "approve", "take_back"),
    Workflow.CHANGES: ("submit", "approve"),
    Workflow.APPROVED: ("request_changes",),
}
LINKS = {
    "submit": _("Send for edit…"),
    "take_back": _("Take it back…"),
    "request_changes": _("Ask for changes…"),
    "approve": _("Approve…"),
}


def steps_for(article, user):
    """Return the (URL name, label) pairs of the steps that a person may take; nobody approves their own words."""
    own = article.written_last_by(user)
    return [
        (f"admin:articles_article_{name}", LINKS[name])
        for name in STEPS_FROM[article.state]
        if permissions.allows(user, STEP_FORMS[name].needs(article, user))
        and not (name in ("approve", "request_changes") and own)
    ]
