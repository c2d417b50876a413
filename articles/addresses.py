"""Addresses: words that the site keeps for itself."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.utils.translation import gettext

RESERVED = frozenset(
    """
    about account admin api archive article articles author authors changes contact corrections credits desk embed
    event events favicon feed feeds health how-we-work images login logout media news oembed people picture pictures
    preview robots rss search section sections sitemap static tag timeline timelines topic topics user
    """.split()  # noqa: SIM905 (a list of strings would be a page long)
)


def free_slug(slug):
    """Raise `ValidationError` for a slug that is malformed or a word the site keeps for itself."""
    validate_slug(slug)
    if slug.lower() in RESERVED:
        raise ValidationError(
            gettext("“%(slug)s” is a word the site keeps for itself. Choose another slug.") % {"slug": slug}
        )
