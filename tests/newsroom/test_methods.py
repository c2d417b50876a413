"""Methods of HTTP that nothing on the site needs are answered without the page."""

import pytest
from django.urls import reverse

from tests.publishing_forms import PUBLIC

PAGES = ["/", "/topics/", "/timelines/", "/corrections/", "/oembed/", "/nothing/here/", PUBLIC]


@pytest.mark.usefixtures("published")
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("method", ["TRACE", "POST", "PUT", "DELETE", "PATCH", "PROPFIND"])
def test_a_readers_page_is_only_read(client, page, method):
    response = client.generic(method, page)
    assert (response.status_code, response.content) == (405, b"")
    assert response["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.usefixtures("published")
@pytest.mark.parametrize("page", PAGES)
def test_whoever_asks_what_a_page_answers_gets_no_page(client, page):
    response = client.options(page)
    assert (response.status_code, response.content) == (204, b"")
    assert response["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.usefixtures("published")
def test_reading_goes_on_as_it_was(client):
    assert b"Nobody left." in client.get(PUBLIC).content
    assert (client.head(PUBLIC).status_code, client.head(PUBLIC).content) == (200, b"")


def test_the_desk_is_also_posted_to(desk):
    add = reverse("admin:articles_topic_add")
    assert (desk.options(add).status_code, desk.options(add)["Allow"]) == (204, "GET, HEAD, POST, OPTIONS")
    assert desk.trace(add).status_code == 405
    assert desk.post(add, {}).status_code == 200
