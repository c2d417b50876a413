"""What every page says of the publication itself."""

from django.conf import settings


def publication(request):
    """Context: the publication's name, tagline and public address, and this page's canonical address."""
    return {
        "publication_name": settings.PUBLICATION_NAME,
        "publication_tagline": settings.PUBLICATION_TAGLINE,
        "site_url": settings.SITE_URL,
        "canonical": settings.SITE_URL + request.path,
    }
