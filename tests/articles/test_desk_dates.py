"""The date field answers while it is typed."""

import pytest
from django.urls import reverse

from tests.conftest import member

ANSWER = reverse("date_answer")


@pytest.mark.parametrize(
    ("text", "read", "said"),
    [
        ("November 2021", True, "the whole of November 2021"),
        ("about 2018", True, "some time around 2018"),
        ("winter 2018", False, "two years"),
        ("", True, ""),
        ("<script>\0", False, ""),
        ("9" * 5_000, False, ""),
    ],
)
def test_words_are_answered(client, ana, text, read, said):
    client.force_login(ana)
    answer = client.get(ANSWER, {"text": text}).json()
    assert answer["read"] is read
    assert said in answer["message"]
    assert bool(answer["message"]) is bool(text)


def test_only_the_desk_is_answered(client, db):
    response = client.get(ANSWER, {"text": "2018"})
    assert response.status_code == 302
    assert "login" in response["Location"]


def test_nothing_is_answered_to_a_post(client, db):
    client.force_login(member("eve", "reporter"))
    assert client.post(ANSWER, {"text": "2018"}).status_code == 405


def test_every_date_field_knows_who_answers(client, ana, article):
    client.force_login(ana)
    pages = ["articles_source_add", "timeline_event_add", "timeline_timeline_add", "articles_article_add"]
    for name in pages:
        assert f'data-answered-by="{ANSWER}"' in client.get(reverse(f"admin:{name}")).content.decode()
