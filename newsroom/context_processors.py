"""The publication's own details, for every template."""

from django.conf import settings
from django.utils.functional import SimpleLazyObject

from articles.models import Edition, Section


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


def sections_at(moment):
    """Return the sections that have an article to read at a moment, in their order."""
    return list(Section.objects.filter(pk__in=Edition.objects.listed_at(moment).values("section")))
