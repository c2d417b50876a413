"""Publication in the admin."""

from articles.admin.publication.admin import PublicationAdmin
from articles.admin.publication.schedule import clock

__all__ = [
    "PublicationAdmin",
    "clock",
]
