"""The way of a working copy to publication: sent for edit, changes requested, approved by a second person.

Readers notice nothing of it. The functions do what the methods of `Article` of the same name promise; each is one
transaction that locks the article, and none raises the version: the words stay, and open forms stay current.
"""

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.exceptions import NotReady, Refusal
from articles.models import permissions
from articles.models.base import BaseModel
from articles.models.publication import locked
from articles.text import WordsField

NOT_READ = _("No second person has read and approved these words yet.")


class Workflow(models.TextChoices):
    """The state of a working copy; stored in the column `state`."""

    WRITING = "writing", _("Being written")
    READY = "ready", _("Ready for edit")
    CHANGES = "changes", _("Changes requested")
    APPROVED = "approved", _("Approved")


class WorkflowStep(BaseModel):
    """One step of an article on its way, append-only: who took it, when, to which state, about which version."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="steps")
    moment = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=Workflow)
    version = models.PositiveIntegerField()
    note = WordsField(blank=True)

    class Meta:
        ordering = ["-moment", "-id"]
        indexes = [
            models.Index("article", "moment", name="workflowstep_newest"),
            models.Index("moment", "id", name="workflowstep_log"),
        ]
        constraints = [models.CheckConstraint(condition=models.Q(state__in=Workflow.values), name="workflowstep_state")]

    def __str__(self):
        return f"{self.state} at {self.moment:%Y-%m-%d %H:%M}"


@transaction.atomic
def step(article, by, state, needs, allowed_from, note="", seen=None):
    """Take a step: lock the article, check the rights and the state, store the new state, and write it down."""
    fresh = locked(article, seen)
    permissions.check(by, needs)
    if fresh.state not in allowed_from:
        message = gettext("This cannot be done any more: the state is now “%(state)s”.")
        raise Refusal(message % {"state": fresh.get_state_display()})
    if state == Workflow.APPROVED and fresh.written_last_by(by):
        raise Refusal(gettext("You changed these words last. Somebody else has to read and approve them."))
    type(article).objects.filter(pk=article.pk).update(state=state)
    article.state = state
    return WorkflowStep.objects.create(article=article, by=by, state=state, version=fresh.version, note=note)


def submit(article, by, note="", seen=None):
    """Send the working copy for edit; see `Article.submit`."""
    needs = permissions.to_submit(article, by)
    return step(article, by, Workflow.READY, needs, {Workflow.WRITING, Workflow.CHANGES}, note, seen)


def take_back(article, by, seen=None):
    """Take the working copy back to writing; see `Article.take_back`."""
    needs = permissions.to_submit(article, by)
    return step(article, by, Workflow.WRITING, needs, {Workflow.READY}, seen=seen)


def request_changes(article, by, note, seen=None):
    """Send the working copy back with a note; see `Article.request_changes`."""
    if not note.strip():
        raise Refusal({"note": gettext("Say what should be changed.")})
    return step(article, by, Workflow.CHANGES, permissions.TO_REVIEW, {Workflow.READY, Workflow.APPROVED}, note, seen)


def approve(article, by, note="", seen=None):
    """Approve the words as a second person; see `Article.approve`."""
    states = {Workflow.WRITING, Workflow.READY, Workflow.CHANGES}
    return step(article, by, Workflow.APPROVED, permissions.TO_REVIEW, states, note, seen)


def state_after_change(article):
    """Return the state of a working copy whose words change: an approval was of other words than these.

    What was approved and not published since goes back to be read; everything else is written on.
    """
    if article.state != Workflow.APPROVED:
        return article.state
    approved = article.steps.filter(state=Workflow.APPROVED).values_list("moment", flat=True).first()
    is_published = approved is None or article.editions.filter(created__gte=approved).exists()
    return Workflow.WRITING if is_published else Workflow.READY


def check_second_reader(article, by):
    """Raise `NotReady` where the site demands a second reader and these words had none; commands need none."""
    if settings.SECOND_READER and by is not None and article.state != Workflow.APPROVED:
        raise NotReady({"state": [str(NOT_READ)]})
