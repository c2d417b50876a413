"""The publication's own details, for every template."""

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.utils.functional import SimpleLazyObject

from articles.models import Edition, Section
from articles.models.prepared import MOMENT, PreparedRows


def publication(request):
    """Return the publication's name, tagline and address, its sections, and the page's canonical address."""
    return {
        "publication_name": settings.PUBLICATION_NAME,
        "publication_tagline": settings.PUBLICATION_TAGLINE,
        "site_url": settings.SITE_URL,
        "canonical": settings.SITE_URL + request.path,
        # Lazy, because pages of the desk and redirects ask for none.
        "sections": SimpleLazyObject(lambda: sections_at(request.moment)),
    }


def sections_with_articles():
    listed = Edition.objects.listed_at(MOMENT).filter(section=OuterRef("pk"))
    return Section.objects.filter(Exists(listed))


SECTIONS = PreparedRows(Section, sections_with_articles)


def sections_at(moment):
    """Return the sections that have an article to read at a moment, in their order."""
    return SECTIONS.run(moment=moment)
