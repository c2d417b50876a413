"""The publication's own details, for every template."""

from django.conf import settings

from articles.addresses import page_path

# The pages to which every page links, by the names of their addresses.
LINKED = ("front", "timelines", "topics", "corrections", "credits")


def publication(request):
    """Return the publication's details, its sections, the paths of some pages, and the page's canonical address."""
    return {
        "publication_name": settings.PUBLICATION_NAME,
        "publication_tagline": settings.PUBLICATION_TAGLINE,
        "site_url": settings.SITE_URL,
        "canonical": settings.SITE_URL + request.path,
        "sections": request.sections,
        "paths": {name: page_path(name) for name in LINKED},
    }
