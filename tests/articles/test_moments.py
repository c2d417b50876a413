"""Moments on the newsroom's clock: one form everywhere, and no doubt in the night when the clocks change."""

import datetime

import pytest

from articles.moments import format_moment, format_moment_briefly, moments_showing

UTC = datetime.UTC


@pytest.fixture(autouse=True)
def newsroom_in_london(settings):
    settings.TIME_ZONE = "Europe/London"


def test_a_moment_is_written_with_its_zone():
    moment = datetime.datetime(2026, 5, 26, 8, tzinfo=UTC)
    assert format_moment(moment) == "Tue 26 May 2026 09:00 Europe/London"
    assert format_moment_briefly(moment) == "Tue 26 May 09:00"


def test_the_offset_follows_only_where_the_clocks_show_a_time_twice():
    first = datetime.datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    second = first + datetime.timedelta(hours=1)
    assert format_moment(first) == "Sun 25 Oct 2026 01:30 Europe/London, UTC+01:00"
    assert format_moment(second) == "Sun 25 Oct 2026 01:30 Europe/London, UTC+00:00"
    assert moments_showing(datetime.datetime(2026, 10, 25, 1, 30)) == [first, second]


def test_a_time_that_the_clocks_skip_is_no_moment():
    assert moments_showing(datetime.datetime(2026, 3, 29, 1, 30)) == []
    assert moments_showing(datetime.datetime(2026, 3, 29, 2)) == [datetime.datetime(2026, 3, 29, 1, tzinfo=UTC)]
