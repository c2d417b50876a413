"""Slugs: what the site reserves is refused, and a slug in use gets a number."""

import pytest
from django.core.exceptions import ValidationError

from articles.addresses import UnusedSlugs, validate_unreserved_slug


@pytest.mark.parametrize("slug", ["admin", "Topics", "a b", ""])
def test_a_reserved_or_malformed_slug_is_refused(slug):
    with pytest.raises(ValidationError):
        validate_unreserved_slug(slug)


def test_a_slug_in_use_gets_the_first_number_that_is_unused():
    slugs = UnusedSlugs(["salt", "salt-2", "salt-4"])
    assert [slugs.make("salt") for _ in range(3)] == ["salt-3", "salt-5", "salt-6"]
    assert slugs.make("sea") == "sea"
