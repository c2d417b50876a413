"""The whole site as readers will see it at a moment to come: for the desk only, and never for anything but reading."""

import datetime
import re
from html import unescape

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import get_script_prefix, reverse

from articles.models import Edition, Section
from tests.conftest import NOON, member
from tests.publishing_forms import PUBLIC
from timeline.models import Event, Timeline

pytestmark = pytest.mark.django_db
DAY, TICK = datetime.timedelta(days=1), datetime.timedelta(seconds=1)
TOMORROW = "/as-of/2026-05-13t12-00-00z"
BEFORE = "/as-of/2026-05-13t11-59-59z"


@pytest.fixture(autouse=True)
def _noon(clock):
    """It is noon of the fixed day."""


@pytest.fixture
def scheduled(article, ana):
    """The article, scheduled by Ana for noon of the next day."""
    return article.publish(ana, "update", at=NOON + DAY)


def test_a_scheduled_article_is_there_from_its_second_on(desk, scheduled):
    assert desk.get(PUBLIC).status_code == 404
    assert desk.get(f"{BEFORE}{PUBLIC}").status_code == 404
    response = desk.get(f"{TOMORROW}{PUBLIC}")
    page = response.content.decode()
    assert response.status_code == 200
    assert "Nobody left." in page
    assert "The site at Wed 13 May 2026 12:00 UTC," in page
    for address in ("/", "/culture/", "/authors/petra-nwosu/", "/topics/mara-lindqvist/"):
        assert scheduled.headline in desk.get(f"{TOMORROW}{address}").content.decode(), address
        assert scheduled.headline not in desk.get(f"{BEFORE}{address}").content.decode(), address
        assert scheduled.headline not in desk.get(address).content.decode(), address


def test_a_scheduled_take_down_is_shown_as_readers_will_find_it(desk, published, ana):
    published.take_down(ana, "error", "It was published too early.", at=NOON + DAY)
    assert desk.get(f"{BEFORE}{PUBLIC}").status_code == 200
    response = desk.get(f"{TOMORROW}{PUBLIC}")
    assert response.status_code == 410
    assert "It was published too early." in response.content.decode()


def test_what_was_killed_by_now_is_killed_then(desk, stage, scheduled, ana):
    shown = f"/pictures/{stage.stem}/"
    assert shown in desk.get(f"{TOMORROW}{PUBLIC}").content.decode()
    stage.kill(ana, "The agency asks.")
    assert shown not in desk.get(f"{TOMORROW}{PUBLIC}").content.decode()


def test_a_picture_is_shown_by_its_rights_at_that_moment(desk, stage, published):
    stage.rights.create(kind="allow", until=NOON + DAY)
    shown = f"/pictures/{stage.stem}/"
    assert shown in desk.get(f"{BEFORE}{PUBLIC}").content.decode()
    assert shown not in desk.get(f"{TOMORROW}{PUBLIC}").content.decode()


def test_every_link_stays_under_the_address(desk, published):
    event = Event.objects.create(date="May 2018", title="The prize", slug="the-prize")
    timeline = Timeline.objects.create(title="In order", slug="in-order")
    timeline.entries.create(event=event, position=0)
    published.publish(User.objects.get(username="ana"), "update")
    to_open, opened = [f"{TOMORROW}/"], set()
    while to_open:
        address = to_open.pop()
        opened.add(address)
        response = desk.get(address)
        assert response.status_code == 200, address
        page = re.sub(r'<aside class="desk-banner".*?</aside>', "", response.content.decode(), flags=re.DOTALL)
        links = [unescape(link) for link in re.findall(r'<a [^>]*?href="(/[^"#]*)', page)]
        assert [link for link in links if not link.startswith(f"{TOMORROW}/")] == []
        to_open += {*links} - opened - {*to_open}
    assert {f"{TOMORROW}{PUBLIC}", f"{TOMORROW}{PUBLIC}changes/", f"{TOMORROW}/topics/mara-lindqvist/"} <= opened


def test_a_missing_address_and_a_redirect_stay_under_it(desk, published, ana):
    Section.objects.create(name="Sport", slug="sport")
    response = desk.get(f"{TOMORROW}/nowhere/")
    assert response.status_code == 404
    assert f'href="{TOMORROW}/topics/"' in response.content.decode()
    assert desk.get(f"{TOMORROW}/culture/songwriters").url == f"{TOMORROW}{PUBLIC}"
    assert desk.get(f"{TOMORROW}{PUBLIC.upper()}").url == f"{TOMORROW}{PUBLIC}"
    published.section = Section.objects.get(slug="sport")
    published.save()
    published.publish(ana, "update", at=NOON + DAY)
    response = desk.get(f"{TOMORROW}{PUBLIC}")
    assert (response.status_code, response.url) == (301, f"{TOMORROW}/sport/songwriters/")
    assert response["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("address", ["/", PUBLIC, "/nowhere/", "/timelines/", "/topics/mara-lindqvist/"])
def test_nothing_keeps_it_lists_it_or_frames_it_elsewhere(desk, scheduled, address):
    response = desk.get(f"{TOMORROW}{address}", HTTP_IF_NONE_MATCH="*")
    assert response.status_code in {200, 404}
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Robots-Tag"] == "noindex"
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert "ETag" not in response


def test_a_timeline_for_other_sites_is_not_for_them_there(desk):
    event = Event.objects.create(date="May 2018", title="The prize", slug="the-prize")
    timeline = Timeline.objects.create(title="In order", slug="in-order", released_from=NOON)
    timeline.entries.create(event=event, position=0)
    response = desk.get(f"{TOMORROW}/timelines/in-order/embed/")
    assert response["X-Frame-Options"] == "SAMEORIGIN"


@pytest.mark.parametrize("who", ["nobody", "reporter", "photo editor", "reader"])
@pytest.mark.parametrize("address", ["/", PUBLIC, "/nowhere/"])
def test_for_everybody_else_there_is_no_such_address(client, scheduled, who, address):
    missing = client.get("/nothing/was/ever/here/")
    if who == "reader":
        reader = User.objects.create_superuser("rea", password="rea-password")
        reader.is_staff = False
        reader.save()
        client.force_login(reader)
    elif who != "nobody":
        client.force_login(member("eve", who))
    response = client.get(f"{TOMORROW}{address}")
    assert (response.status_code, response.content) == (404, missing.content)
    assert client.head(f"{TOMORROW}{address}").status_code == 404


@pytest.mark.parametrize("who", ["editor", "chief"])
def test_whoever_may_publish_sees_it(client, scheduled, who):
    client.force_login(member("eve", who))
    assert client.get(f"{TOMORROW}{PUBLIC}").status_code == 200
    assert client.head(f"{TOMORROW}{PUBLIC}").status_code == 200


@pytest.mark.parametrize(
    "moment",
    ["tomorrow", "2026-5-13t12-00-00z", "2026-02-30t12-00-00z", "2026-05-13t12-00-00", "2200-01-01t00-00-00z", "%00"],
)
def test_what_is_no_moment_is_no_address(desk, moment):
    missing = desk.get("/nothing/was/ever/here/")
    response = desk.get(f"/as-of/{moment}/")
    assert (response.status_code, response.content) == (404, missing.content)


def test_the_desk_is_not_there(desk, article):
    for address in ("/admin/", f"/admin/articles/article/{article.pk}/publish/", "/admin/login/"):
        assert desk.get(f"{TOMORROW}{address}").status_code == 404
        assert desk.post(f"{TOMORROW}{address}", {}).status_code == 405


def test_once_the_moment_has_come_it_leads_to_now(desk, scheduled, clock):
    clock.move_to(NOON + DAY - TICK)
    assert desk.get(f"{TOMORROW}{PUBLIC}").status_code == 200
    clock.move_to(NOON + DAY)
    response = desk.get(f"{TOMORROW}{PUBLIC}?a=b")
    assert (response.status_code, response.url) == (302, f"{PUBLIC}?a=b")
    assert response["Cache-Control"] == "private, no-store"
    assert desk.get(f"{TOMORROW}//example.org/").url == "/%2Fexample.org/"


def test_the_next_request_is_for_now_again(desk, scheduled):
    desk.get(f"{TOMORROW}{PUBLIC}")
    assert get_script_prefix() == "/"
    assert "/as-of/" not in desk.get("/topics/").content.decode()


def test_it_costs_what_readers_cost_and_the_person(desk, scheduled):
    with CaptureQueriesContext(connection) as queries:
        desk.get("/nowhere/")
    missing = len(queries)
    desk.get(f"{TOMORROW}/nowhere/")
    with CaptureQueriesContext(connection) as queries:
        desk.get(f"{TOMORROW}/nowhere/")
    assert len(queries) <= missing + 5  # the session, the account, its permissions, the sections of that moment


class TestChoosing:
    """A page of the desk asks for the moment."""

    def test_on_the_newsrooms_clock(self, desk, settings):
        settings.TIME_ZONE = "Europe/London"
        response = desk.get(reverse("as_of"), {"at": "2026-05-26T09:00"})
        assert response.url == "/as-of/2026-05-26t08-00-00z/"

    def test_one_of_two(self, desk, settings):
        settings.TIME_ZONE = "Europe/London"
        asked = desk.get(reverse("as_of"), {"at": "2026-10-25T01:30"}).content.decode()
        assert "Say which you mean." in asked
        response = desk.get(reverse("as_of"), {"at": "2026-10-25T01:30", "which": "second"})
        assert response.url == "/as-of/2026-10-25t01-30-00z/"

    def test_a_moment_that_has_passed_is_refused(self, desk):
        assert "has passed" in desk.get(reverse("as_of"), {"at": "2026-05-12T12:00"}).content.decode()

    def test_the_next_changes_are_offered(self, desk, scheduled):
        page = desk.get(reverse("as_of")).content.decode()
        assert f'href="{TOMORROW}{PUBLIC}"' in page
        assert 'href="/as-of/2026-05-13t09-00-00z/"' in page
        assert 'href="/as-of/2026-05-19t09-00-00z/"' in page
        assert reverse("as_of") in desk.get(reverse("admin:index")).content.decode()

    @pytest.mark.parametrize("who", ["reporter", "photo editor"])
    def test_not_to_whoever_may_not_publish(self, client, who):
        client.force_login(member("eve", who))
        assert client.get(reverse("as_of")).status_code == 403
        assert reverse("as_of") not in client.get(reverse("admin:index")).content.decode()

    def test_its_cost_does_not_grow(self, desk, article, ana):
        costs = []
        for number in range(1, 13):
            article.publish(ana, "update", at=NOON + number * DAY, later="keep")
            desk.get(reverse("as_of"))
            with CaptureQueriesContext(connection) as queries:
                page = desk.get(reverse("as_of")).content.decode()
            costs.append(len(queries))
        assert len(set(costs)) == 1
        assert page.count("edition ") == 10
        assert Edition.objects.count() == 12
