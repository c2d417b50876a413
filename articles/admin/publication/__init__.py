"""Publication in the admin."""

from articles.admin.publication.admin import PublicationAdmin

__all__ = ["PublicationAdmin"]
