"""The first page of the desk: what waits for a person, what comes up, what went out today, and what is wrong."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.models import Article, Figure, Image, Text, record
from newsroom.dashboard import MOST, Dashboard
from tests.conftest import NOON, member
from tests.publishing_forms import url
from tests.query_plans import scans

pytestmark = pytest.mark.django_db
DAY, HOUR = datetime.timedelta(days=1), datetime.timedelta(hours=1)
INDEX = reverse("admin:index")


@pytest.fixture(autouse=True)
def _noon(clock):
    """It is noon of the fixed day."""


def panels(person, moment=NOON):
    """Return the panels of a person by name."""
    return {panel.name: panel for panel in Dashboard(person, moment).panels()}


def titles(person, name, moment=NOON):
    """Return the titles of the rows of a panel."""
    return [row.title for row in panels(person, moment)[name].rows]


def write(person, headline, section, image=None):
    """Return an article of a person that can be published."""
    slug = headline.lower().replace(" ", "-")
    article = Article.objects.create(
        headline=headline, section=section, slug=slug, created_by=person, modified_by=person
    )
    Text.objects.create(parent=article, region="body", ordering=10, html="<p>Words.</p>")
    if image:
        Figure.objects.create(parent=article, region="body", ordering=20, image=image)
    return article


def test_what_was_sent_for_edit_needs_an_editor_and_not_its_writer(article, ana, bo):
    article.submit(bo, "The date is checked.")
    [row] = panels(ana)["needs-you"].rows
    assert (row.title, row.url, row.note) == (article.headline, url("change", article), "The date is checked.")
    assert row.detail == "Ready for edit: sent by bo, Tue 12 May 2026 12:00 UTC."
    assert titles(bo, "needs-you") == []


def test_what_was_sent_back_needs_its_writer_and_no_other_reporter(article, ana, bo, clock):
    article.submit(bo)
    clock.shift(60)
    article.request_changes(ana, "Who says so?")
    [row] = panels(bo)["needs-you"].rows
    assert row.note == "Who says so?"
    assert titles(ana, "needs-you") == titles(member("eve", "reporter"), "needs-you") == []


def test_a_long_queue_is_cut_and_leads_to_the_list(ana, bo, culture, clock):
    for number in range(MOST + 1):
        clock.shift(60)
        write(bo, f"Story {number}", culture).submit(bo)
    panel = panels(ana)["needs-you"]
    assert [row.title for row in panel.rows] == [f"Story {number}" for number in range(MOST)]
    assert panel.more == reverse("admin:articles_article_changelist") + "?state__exact=ready"


def test_own_drafts_and_changes_are_listed_until_they_are_published(ana, bo, culture, clock):
    article = write(bo, "Mine", culture)
    write(ana, "Hers", culture)
    assert titles(bo, "unpublished") == ["Mine"]
    clock.shift(60)
    article.publish(ana, "update")
    later = NOON + HOUR
    assert titles(bo, "unpublished", later) == []
    clock.shift(60)
    article.refresh_from_db()
    article.save()
    [row] = panels(bo, later)["unpublished"].rows
    assert row.detail == "Live · edition 1. Changes not published: being written."


def test_what_comes_up_is_listed_by_its_moment(article, ana, culture):
    other = write(ana, "Second", culture)
    article.publish(ana, "update", at=NOON + 2 * DAY)
    other.publish(ana, "update", at=NOON + DAY)
    other.take_down(ana, "error", "Wrong.", at=NOON + 3 * DAY)
    write(ana, "Far", culture).publish(ana, "update", at=NOON + 8 * DAY)
    rows = panels(ana)["coming-up"].rows
    assert [(row.title, row.detail) for row in rows] == [
        ("Second", "Edition 1 goes live Wed 13 May 2026 12:00 UTC."),
        (article.headline, "Edition 1 goes live Thu 14 May 2026 12:00 UTC."),
        ("Second", "It is taken down Fri 15 May 2026 12:00 UTC."),
    ]
    assert rows[0].actions == [(url("retime", other, 1), "Change time"), (url("cancel", other, 1), "Cancel")]


def test_a_reporter_sees_only_own_schedules_and_can_change_none(article, ana, bo, cem, culture):
    article.publish(ana, "update", at=NOON + DAY)
    write(ana, "Secret", culture).publish(ana, "update", at=NOON + DAY)
    [row] = panels(bo)["coming-up"].rows
    assert (row.title, row.actions) == (article.headline, [])
    assert titles(cem, "coming-up") == []


def test_rights_that_end_are_told_where_readers_see_the_picture(article, stage, ana, cem):
    right = stage.rights.create(kind="allow", until=NOON + 2 * DAY)
    record(stage)
    assert titles(cem, "coming-up") == []
    article.publish(ana, "update")
    [row] = panels(cem)["coming-up"].rows
    assert (row.title, row.detail) == ("The stage", "The rights of this picture end Thu 14 May 2026 12:00 UTC.")
    right.delete()
    assert titles(cem, "coming-up") == []


def test_what_went_out_today_is_listed_from_midnight_on_the_newsrooms_clock(settings, article, ana, culture, clock):
    settings.TIME_ZONE = "Europe/London"
    clock.move_to(NOON + 10 * HOUR)  # eleven at night in London
    write(ana, "Yesterday", culture).publish(ana, "update")
    clock.shift(90 * 60)  # half past midnight
    article.publish(ana, "update", note="First.")
    write(ana, "To come", culture).publish(ana, "update", at=NOON + 30 * HOUR)
    [row] = panels(ana, NOON + 20 * HOUR)["today"].rows
    assert (row.title, row.url, row.note) == (article.headline, "/culture/songwriters/", "First.")
    assert row.detail.startswith("Wed 13 May 00:30 · ")


class TestProblems:
    """Pictures that live stories cannot show, and working copies that cannot go out."""

    def test_a_killed_picture_of_a_live_story(self, published, stage, cem, ana):
        assert titles(ana, "problems") == []
        stage.kill(cem, "The agency asks.")
        picture, copy = panels(ana)["problems"].rows
        assert (picture.title, picture.note) == ("The stage", f"In “{published.headline}”")
        assert "The agency asks." in picture.detail
        assert (copy.title, copy.url) == (published.headline, url("change", published))
        assert [row.title for row in panels(cem)["problems"].rows] == ["The stage"]

    def test_a_killed_picture_in_a_draft_is_its_writers(self, article, stage, cem, bo, ana):
        stage.kill(cem, "The agency asks.")
        assert titles(bo, "problems") == titles(ana, "problems") == [article.headline]
        assert titles(member("eve", "reporter"), "problems") == []

    def test_rights_that_have_ended(self, published, stage, ana):
        stage.rights.create(kind="allow", until=NOON + HOUR)
        record(stage)
        assert titles(ana, "problems") == []
        assert titles(ana, "problems", NOON + HOUR) == ["The stage"]

    def test_a_picture_without_alternative_text(self, published, stage, ana):
        Image.objects.filter(pk=stage.pk).update(alt="")
        [row] = panels(ana)["problems"].rows
        assert (row.title, row.detail) == ("The stage", "It has no alternative text.")

    def test_pictures_that_no_live_story_shows_are_none(self, article, stage, ana):
        Image.objects.filter(pk=stage.pk).update(alt="")
        assert titles(ana, "problems") == []


def test_every_role_has_the_page_and_empty_panels_say_what_would_be_there(client, ana, bo, cem, dora):
    expected = {
        ana: ["needs-you", "unpublished", "coming-up", "today", "problems"],
        bo: ["needs-you", "unpublished", "coming-up", "today", "problems"],
        cem: ["coming-up", "today", "problems"],
        dora: ["needs-you", "unpublished", "coming-up", "today", "problems"],
    }
    for person, names in expected.items():
        client.force_login(person)
        page = client.get(INDEX).content.decode()
        assert [name for name in expected[ana] if f'id="panel-{name}"' in page] == names
        for panel in Dashboard(person, NOON).panels():
            assert panel.empty in page


def test_the_page_costs_the_same_however_much_there_is(desk, ana, bo, culture, stage, cem):
    costs = []
    for number in range(MOST + 4):
        image = Image.objects.create(title=f"Picture {number}", alt="", width=640, height=427)
        image.renditions = stage.renditions
        image.save()
        image.credits.create(line="Jo Farrow/Meridian Images")
        article = write(ana, f"Story {number}", culture)
        article.publish(ana, "update")
        article.publish(ana, "update", at=NOON + DAY, later="keep")
        Figure.objects.create(parent=article, region="body", ordering=20, image=image, alt="Words")
        article.publish(ana, "update", later="keep")
        write(bo, f"Draft {number}", culture, image).submit(bo)
        image.rights.create(kind="allow", until=NOON + 2 * DAY)
        if number % 2:
            image.kill(cem, "No.")
        if number in (1, MOST + 3):
            desk.get(INDEX)
            with CaptureQueriesContext(connection) as queries:
                assert desk.get(INDEX).status_code == 200
            costs.append(len(queries))
    assert costs[0] == costs[1] <= 30


def test_no_panel_reads_a_table_that_grows_from_one_end_to_the_other(desk, published, ana, bo, stage):
    published.publish(ana, "update", at=NOON + DAY)
    stage.rights.create(kind="allow", until=NOON + 2 * DAY)
    # The newest few hundred pictures that were killed, or have no alternative text, are read from their own indexes.
    walked = ("index image_killed of", "index image_without_alt of")
    assert [line for line in scans(desk, INDEX) if not line.startswith(walked)] == []
