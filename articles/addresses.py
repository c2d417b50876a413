"""Addresses of pages: slugs that nothing has yet, and the words that the site reserves."""

import functools
from collections import Counter

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.urls import get_script_prefix, reverse
from django.utils.translation import gettext

from articles.moments import moment_in_address

RESERVED = frozenset(
    """
    about account admin api archive as-of article articles author authors changes contact corrections credits desk embed
    event events favicon feed feeds health how-we-work images login logout media news oembed people picture pictures
    preview robots rss search section sections sitemap static tag timeline timelines topic topics user
    """.split()  # noqa: SIM905 (a list of strings would be a page long)
)


def validate_unreserved_slug(slug):
    """Raise `ValidationError` for a slug that is malformed or that the site reserves."""
    validate_slug(slug)
    if slug.lower() in RESERVED:
        raise ValidationError(gettext("“%(slug)s” is a reserved word. Choose another slug.") % {"slug": slug})


def page_path(name, *arguments):
    """Return the path of a page of this site, as `reverse` does: a page links to fifty others, mostly to the same."""
    return known_path(get_script_prefix(), name, *arguments)


@functools.lru_cache(maxsize=10_000)
def known_path(prefix, name, *arguments):
    """Return a path, remembered for the prefix under which the site runs."""
    return reverse(name, args=arguments)


AS_OF = "as-of"


def path_as_of(moment, path):
    """Return the path at which the desk sees a page of this site as readers will see it at a moment to come."""
    prefix = get_script_prefix()
    return f"{prefix}{AS_OF}/{moment_in_address(moment)}/{path.removeprefix(prefix)}"


class UnusedSlugs:
    """Makes slugs that differ from all slugs in use and from each other."""

    def __init__(self, used=()):
        self.used, self.numbers = set(used), Counter()

    def make(self, stem, max_length=None):
        """Return the stem, or the stem with the first number from 2 on that makes it unused.

        With `max_length`, the stem is cut where the number would make it longer.
        """
        slug = stem
        # The count goes on from the last slug of the same stem: an import of 5,000 events that share one title would
        # otherwise try 12 million slugs.
        while slug in self.used:
            self.numbers[stem] += 1
            suffix = f"-{self.numbers[stem] + 1}"
            slug = stem[: max_length and max_length - len(suffix)] + suffix
        self.used.add(slug)
        return slug
