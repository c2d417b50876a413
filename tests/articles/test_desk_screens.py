"""An article on a phone or a desktop, at the desk: now and at a moment to come, in a frame that only the desk has."""

import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.conftest import NOON, member
from tests.publishing_forms import PUBLIC, url

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
NOW = {"at": "", "width": "phone"}
LATER = {"at": "2026-05-13T12:00", "width": "desktop"}


@pytest.fixture(autouse=True)
def _noon(clock):
    """It is noon of the fixed day."""


def framed(client, article, answers=None):
    """Return (class, address) of the frame on the page, or None."""
    page = client.get(url("screens", article), answers).content.decode()
    frame = re.search(r'<iframe class="screen (.*?)"\s+src="(.*?)"', page)
    return frame and frame.groups()


def test_the_working_copy_on_a_phone_comes_first(client, bo, article):
    client.force_login(bo)
    assert framed(client, article) == ("screen-phone", url("preview", article))
    assert url("screens", article) in client.get(url("share", article)).content.decode()


def test_the_working_copy_at_a_moment_to_come_has_the_pictures_of_then(desk, article, stage):
    stage.rights.create(kind="allow", until=NOON + DAY)
    shown = f"/pictures/{stage.stem}/"
    width, address = framed(desk, article, {"shown": "working-copy"} | LATER)
    assert width == "screen-desktop"
    then = desk.get(address).content.decode()
    assert shown not in then
    assert "as it would be at Wed 13 May 2026 12:00 UTC." in then
    assert shown in desk.get(url("preview", article)).content.decode()


@pytest.mark.parametrize("at", ["2026-05-12t12-00-00z", "2026-05-11t12-00-00z", "soon"])
def test_a_preview_of_a_moment_that_is_not_to_come_is_of_now(desk, article, at):
    page = desk.get(url("preview", article), {"at": at}).content.decode()
    assert "Preview of the working copy. Readers do not see this." in page


def test_what_readers_see_now_and_then(desk, article, ana):
    assert framed(desk, article, {"shown": "published"} | NOW) is None
    assert "Readers find nothing of this article then." in (
        desk.get(url("screens", article), {"shown": "published"} | NOW).content.decode()
    )
    article.publish(ana, "update", at=NOON + DAY)
    assert framed(desk, article, {"shown": "published"} | NOW) is None
    _width, address = framed(desk, article, {"shown": "published"} | LATER)
    assert address == f"/as-of/2026-05-13t12-00-00z{PUBLIC}"
    assert desk.get(address)["X-Frame-Options"] == "SAMEORIGIN"
    article.publish(ana, "update", later="keep")
    assert framed(desk, article, {"shown": "published"} | NOW) == ("screen-phone", url("read", article, 2))


def test_only_previews_can_be_framed_and_only_by_the_desk(desk, published):
    for name, more in (("preview", ()), ("read", (1,))):
        response = desk.get(url(name, published, *more))
        assert response["X-Frame-Options"] == "SAMEORIGIN"
        assert response["Cache-Control"].startswith("private, no-store")
    for address in (PUBLIC, "/", url("screens", published), url("publish", published), url("share", published)):
        assert desk.get(address)["X-Frame-Options"] == "DENY"


def test_a_reporter_is_not_offered_what_only_those_who_publish_see(client, bo, published):
    client.force_login(bo)
    response = client.get(url("screens", published), {"shown": "published"} | LATER)
    assert "iframe" not in response.content.decode()
    assert "Select a valid choice" in response.content.decode()


def test_nobody_sees_the_draft_of_others_on_it(client, article):
    for person in (member("eve", "reporter"), member("finn", "photo editor")):
        client.force_login(person)
        assert client.get(url("screens", article)).status_code in {302, 403, 404}
    client.logout()
    assert client.get(url("screens", article)).status_code == 302


@pytest.mark.parametrize("at, words", [("2026-05-12T11:00", "has passed"), ("soon", "such as")])
def test_a_moment_that_cannot_be_meant_is_refused_without_a_frame(desk, article, at, words):
    page = desk.get(url("screens", article), {"shown": "working-copy"} | LATER | {"at": at}).content.decode()
    assert words in page
    assert "iframe" not in page


def test_its_cost_does_not_grow_with_the_editions(desk, article, ana):
    costs = []
    for number in range(1, 4):
        article.publish(ana, "update", at=NOON + number * DAY, later="keep")
        desk.get(url("screens", article), {"shown": "published"} | LATER)
        with CaptureQueriesContext(connection) as queries:
            desk.get(url("screens", article), {"shown": "published"} | LATER)
        costs.append(len(queries))
    assert len(set(costs)) == 1
    assert costs[0] <= 15
