"""The pages of publication in the admin."""

from articles.admin.publication.draft_forms import draft_actions
from articles.admin.publication.pages import PublicationPages
from articles.admin.publication.schedule import MomentForm
from articles.admin.publication.status import Status, step_sentence, with_status
from articles.admin.publication.workflow_forms import steps_for

__all__ = [
    "MomentForm",
    "PublicationPages",
    "Status",
    "draft_actions",
    "step_sentence",
    "steps_for",
    "with_status",
]
