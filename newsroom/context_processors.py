"""The publication's own details, for every template."""

from django.conf import settings


def publication(request):
    """Return the publication's name, tagline and address, its sections, and the page's canonical address."""
    return {
        "publication_name": settings.PUBLICATION_NAME,
        "publication_tagline": settings.PUBLICATION_TAGLINE,
        "site_url": settings.SITE_URL,
        "canonical": settings.SITE_URL + request.path,
        "sections": request.sections,
    }
