"""The pages of publication in the admin."""

from articles.admin.publication.pages import PublicationPages
from articles.admin.publication.status import Status, with_status

__all__ = [
    "PublicationPages",
    "Status",
    "with_status",
]
