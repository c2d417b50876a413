"""The address of an article follows its headline until it is first published, and stays after that."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.forms import typed

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def unnamed(article):
    """The article, without a slug of its own."""
    article.slug = ""
    article.save()
    return article


def change_headline(desk, article, **changes):
    """Save another headline in the form of the working copy; return the article as it is stored."""
    address = reverse("admin:articles_article_change", args=[article.pk])
    response = desk.post(address, typed(desk.get(address), headline="Quite another headline", **changes))
    assert response.status_code == 302
    article.refresh_from_db()
    return article


def test_a_draft_follows_its_headline(desk, unnamed):
    assert change_headline(desk, unnamed).address_path == "culture/quite-another-headline"


@pytest.mark.parametrize("wait", [None, DAY], ids=["published", "scheduled"])
def test_a_new_headline_leaves_the_address_of_a_publication(desk, ana, unnamed, wait):
    unnamed.publish(ana, "update", at=wait and timezone.now() + wait)
    path = unnamed.address_path
    assert change_headline(desk, unnamed).address_path == path == "culture/how-the-songwriters-stopped-writing-together"
    later = unnamed.publish(ana, "update", later="keep")
    assert later.address.path == path


def test_the_form_shows_the_slug_that_was_published(desk, ana, unnamed):
    unnamed.publish(ana, "update")
    response = desk.get(reverse("admin:articles_article_change", args=[unnamed.pk]))
    assert response.context["adminform"].form["slug"].value() == "how-the-songwriters-stopped-writing-together"


def test_a_slug_that_is_emptied_after_publication_does_not_come_from_the_new_headline(desk, ana, article):
    article.publish(ana, "update")
    assert change_headline(desk, article, slug="").address_path == "culture/songwriters"


def test_another_slug_can_still_be_written(desk, ana, unnamed):
    unnamed.publish(ana, "update")
    assert change_headline(desk, unnamed, slug="the-end").address_path == "culture/the-end"


def test_a_cancelled_schedule_binds_nothing(desk, ana, unnamed):
    unnamed.publish(ana, "update", at=timezone.now() + DAY).cancel(ana)
    assert unnamed.published_slug == ""
    assert change_headline(desk, unnamed, slug="").address_path == "culture/quite-another-headline"
