"""An empty list of the desk says what to do next, to everybody what they may do."""

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from articles.models import Agency, Article

pytestmark = pytest.mark.django_db

KINDS = [
    *("articles_article", "articles_section", "articles_topic", "articles_source", "articles_author"),
    *("articles_agency", "articles_collection", "articles_image", "timeline_event", "timeline_timeline"),
]


def said(client, kind, query=""):
    """Return the sentences of the empty list of a kind."""
    page = client.get(reverse(f"admin:{kind}_changelist") + query).text
    [_before, rest] = page.split('<p class="list-empty">')
    return " ".join(strip_tags(rest.split("</p>")[0]).split())


@pytest.mark.parametrize("kind", KINDS)
def test_those_who_may_add_the_first_row_are_told_how(desk, kind):
    Agency.objects.all().delete()
    sentences = said(desk, kind)
    assert sentences.startswith("No ")
    assert sentences.count(".") == 2
    assert "right" not in sentences


def test_those_who_may_not_are_told_who_may(client, bo, cem):
    client.force_login(bo)
    assert said(client, "articles_image") == (
        "No images yet. You need the right to add images. Ask somebody in one of these roles: chief, editor, photo "
        "editor."
    )
    assert said(client, "articles_article").startswith("No articles yet. Write the first one")


def test_the_articles_of_others_are_none_to_a_reporter(client, ana, bo):
    Article.objects.create(headline="Not yours", created_by=ana)
    client.force_login(bo)
    assert said(client, "articles_article").startswith("No articles yet.")


@pytest.mark.parametrize("kind, query", [("articles_topic", "?q=nobody"), ("articles_image", "?state=killed")])
def test_a_search_that_finds_nothing_leads_back_to_the_whole_list(desk, mara, stage, kind, query):
    assert said(desk, kind, query) == "Nothing matches. Show all"
