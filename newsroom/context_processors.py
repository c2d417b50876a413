"""What every page says of the publication itself."""

from django.conf import settings
from django.utils.functional import SimpleLazyObject

from articles.models import Edition, Section


def publication(request):
    """Context: the publication's name, tagline and public address, its sections, and this page's canonical address."""
    return {
        "publication_name": settings.PUBLICATION_NAME,
        "publication_tagline": settings.PUBLICATION_TAGLINE,
        "site_url": settings.SITE_URL,
        "canonical": settings.SITE_URL + request.path,
        "sections": SimpleLazyObject(lambda: sections_at(request.moment)),
    }


def sections_at(moment):
    """Return the sections with anything to read at a moment, in their order."""
    return list(Section.objects.filter(pk__in=Edition.objects.listed_at(moment).values("section")))
