"""The newsroom's clock on the desk: times to come, times that are skipped, and times that come twice."""

import datetime

import pytest
import time_machine

from tests.publishing_forms import PUBLIC, ask, errors, hidden, publish, url

pytestmark = pytest.mark.usefixtures("london")


def test_a_publication_for_later_says_when_by_the_newsrooms_clock(desk, article):
    publish(desk, article)
    asked, _ = ask(desk, url("publish", article), when="at", at="2026-05-26T09:00", kind="update")
    page = asked.content.decode()
    assert hidden(page, "agreed") == (
        "Readers will see edition 2 from Tue 26 May 2026 09:00 Europe/London, at /culture/songwriters/. "
        "Edition 1 stays until then. The date that readers see is renewed. Nothing needs to run for that."
    )
    assert "Schedule for Tue 26 May 09:00</button>" in page
    assert "09:00 there is 08:00 UTC." in page


def test_a_scheduled_publication_begins_at_its_minute(desk, client, article):
    publish(desk, article, when="at", at="2026-05-26T09:00")
    at_nine = datetime.datetime(2026, 5, 26, 8, 0, tzinfo=datetime.UTC)
    assert article.editions.get().live_from == at_nine
    with time_machine.travel(at_nine - datetime.timedelta(seconds=1), tick=False):
        assert client.get(PUBLIC).status_code == 404
    with time_machine.travel(at_nine, tick=False):
        assert client.get(PUBLIC).status_code == 200


@pytest.mark.parametrize(
    "answers, field, words",
    [
        ({"when": "at"}, "at", "Give a date"),
        ({"when": "at", "at": "soon"}, "at", "such as"),
        ({"when": "at", "at": "2026-02-30T09:00"}, "at", "such as"),
        ({"when": "at", "at": "2026-05-26T09:00+02:00"}, "at", "such as"),
        ({"when": "at", "at": "2026-05-12T09:00"}, "at", "has passed"),
        ({"when": "at", "at": "9999-12-31T23:59"}, "at", "2200"),
        ({"when": "at", "at": "0001-01-01T00:00"}, "at", "2200"),
        ({"when": "now", "at": "2026-05-26T09:00"}, "when", "chose"),
        ({"when": "never"}, "when", "valid choice"),
        ({"when": ""}, "when", "Say when."),
    ],
)
def test_a_moment_that_cannot_be_meant_is_refused_at_its_field(desk, article, answers, field, words):
    said = errors(publish(desk, article, **answers))
    assert list(said) == [field]
    assert words in said[field][0]
    assert not article.editions.exists()


def test_a_time_the_clocks_skip_in_spring_is_refused_with_the_reason(desk, article):
    said = errors(publish(desk, article, when="at", at="2027-03-28T01:30"))["at"][0]
    assert said.startswith("On 28 March 2027 the clocks in Europe/London go forward and skip 01:30")


def test_a_time_the_clocks_show_twice_in_autumn_asks_which(desk, article):
    asked = publish(desk, article, when="at", at="2026-10-25T01:30")
    assert "twice" in errors(asked)["which"][0]
    page = asked.content.decode()
    assert "UTC+01:00, before the clocks go back" in page
    assert "UTC+00:00, an hour later" in page


@pytest.mark.parametrize("which, hour, offset", [("first", 0, "UTC+01:00"), ("second", 1, "UTC+00:00")])
def test_either_of_the_two_can_be_meant(desk, article, which, hour, offset):
    asked, _ = ask(desk, url("publish", article), when="at", at="2026-10-25T01:30", which=which)
    assert f"01:30 Europe/London, {offset}" in hidden(asked.content.decode(), "agreed")
    publish(desk, article, when="at", at="2026-10-25T01:30", which=which)
    assert article.editions.get().live_from == datetime.datetime(2026, 10, 25, hour, 30, tzinfo=datetime.UTC)
