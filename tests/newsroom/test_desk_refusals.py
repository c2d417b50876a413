"""What the desk answers to somebody who may not open a page: the reason, who may, and a way on."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.publishing_forms import url

pytestmark = pytest.mark.django_db


def refusal(client, address, method="get"):
    """Return the page of a refusal."""
    response = getattr(client, method)(address)
    assert response.status_code == 403
    page = response.content.decode()
    assert f'<a class="button default" href="{reverse("admin:index")}">To the desk</a>' in page
    return page


def test_a_page_of_ours_names_the_right_and_who_has_it(client, bo, article):
    client.force_login(bo)
    page = refusal(client, url("publish", article))
    assert "You need the right to publish. Ask somebody in one of these roles: chief, editor." in page


@pytest.mark.parametrize(
    "name, words",
    [
        (
            "articles_section_add",
            "You need the right to add sections. Ask somebody in one of these roles: chief, editor",
        ),
        ("articles_article_add", "You need the right to add articles."),
        ("articles_article_changelist", "You need the right to see articles."),
        ("auth_user_changelist", "You need the right to see users. Ask somebody in one of these roles: chief."),
        ("timeline_timeline_import", "You need the right to add timelines."),
        ("timeline_event_many", "You need the right to add events."),
    ],
)
def test_a_page_of_the_admin_names_the_right_that_it_needs(client, cem, name, words):
    client.force_login(cem)
    assert words in refusal(client, reverse(f"admin:{name}"))


def test_an_edition_without_a_text_says_so(desk, published, ana):
    edition = published.take_down(ana, "error", "Wrong.")
    assert "This edition has no text." in refusal(desk, url("read", published, edition.number))


def test_a_form_with_an_old_token_says_what_to_do(ana):
    client = Client(enforce_csrf_checks=True)
    client.force_login(ana)
    page = refusal(client, reverse("admin:articles_article_add"), "post")
    assert "Go back: your text is still there." in page.replace("&#x27;", "'")


def test_strangers_are_asked_to_log_in(client):
    response = client.get(reverse("admin:articles_section_add"))
    assert response.url.startswith(reverse("admin:login"))


def test_an_address_for_uploads_leads_to_the_picture_desk(client, cem):
    client.force_login(cem)
    assert client.get(reverse("admin:articles_image_upload")).url == reverse("admin:articles_image_changelist")
