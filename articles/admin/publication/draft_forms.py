"""The forms that copy a working copy, put a draft away, and bring it back."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.admin.publication.workflow_forms import StepForm
from articles.models import permissions


class DuplicateForm(StepForm):
    """Makes a new draft with the same words."""

    title, label = _("Duplicate"), _("Make a copy")
    sentence = _("A new draft has the same words, pictures, people and topics. It has no address and no history yet.")
    success = _("This is the copy.")

    @classmethod
    def needs(cls, article, user):
        return permissions.to_duplicate(article, user)

    def is_done(self):
        return False  # the key of this page makes one copy, however often it is sent

    def execute(self):
        return self.article.duplicate(self.user, self.cleaned_data["key"])

    def leads_to(self):
        return reverse("admin:articles_article_change", args=[self.result.pk])


class ArchiveForm(StepForm):
    """Puts a draft away."""

    title, label = _("Archive"), _("Archive this draft")
    sentence = _("It leaves the list and the first page. The filter “Archived” finds it, and it can be brought back.")
    success = _("The draft is archived.")

    @classmethod
    def needs(cls, article, user):
        return permissions.to_archive(article, user)

    def is_done(self):
        return self.is_bound and self.article.archived_at is not None

    def execute(self):
        self.article.archive(self.user)


class UnarchiveForm(ArchiveForm):
    """Brings a draft back."""

    title, label = _("Bring back"), _("Bring this draft back")
    sentence = _("It is in the list again.")
    success = _("The draft is back.")

    def is_done(self):
        return self.is_bound and self.article.archived_at is None

    def execute(self):
        self.article.unarchive(self.user)


DRAFT_FORMS = {"duplicate": DuplicateForm, "archive": ArchiveForm, "unarchive": UnarchiveForm}
LINKS = {"duplicate": _("Duplicate…"), "archive": _("Archive…"), "unarchive": _("Bring back…")}


def draft_actions(status, user):
    """Return the (URL name, label) pairs of what a person may do with the draft that a `Status` is about."""
    names = ["duplicate"]
    if status.name == "draft":
        names.append("unarchive" if status.article.archived_at else "archive")
    return [
        (f"admin:articles_article_{name}", LINKS[name])
        for name in names
        if permissions.allows(user, DRAFT_FORMS[name].needs(status.article, user))
    ]
