"""What was removed for legal reasons stays away, also after a clean text was published at the same address."""

import datetime

import pytest

from articles.models import Outcome, record
from tests.conftest import NOON
from tests.pages import Page
from timeline.models import Event, Timeline, TimelineBlock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
ADDRESS = "/culture/songwriters/"
DAY = datetime.timedelta(days=1)


@pytest.fixture
def event(article, mara):
    """An event that the article shows in its timeline, and that has a page of its own without it."""
    event = Event.objects.create(date="2004", title="They meet", slug="they-meet", released_from=NOON - DAY)
    event.people.create(topic=mara)
    record(event)
    timeline = Timeline.objects.create(title="The two", slug="the-two")
    timeline.entries.create(event=event)
    TimelineBlock.objects.create(parent=article, region="body", ordering=40, timeline=timeline)
    return event


@pytest.fixture
def removed(article, event, ana, dora, clock):
    """The article with corrections in its words and of its event, removed by a court's order."""
    article.publish(ana, "update", "Libel, first note.")
    clock.shift(60)
    article.publish(ana, "correction", "Libel, second note.")
    clock.shift(60)
    event.title = "They met"
    event.save()
    record(event, ana, "correction", "Libel, note of the event.")
    coming = article.publish(ana, "correction", "Libel, note to come.", at=NOON + DAY)
    clock.shift(60)
    article.take_down(dora, Outcome.LEGAL, "A court has ordered it.")
    coming.refresh_from_db()
    assert coming.cancelled_at
    clock.shift(60)
    return article


def pages(client):
    """Return what readers are given wherever corrections and changes are told, by address."""
    addresses = (ADDRESS, ADDRESS + "changes/", "/corrections/", "/timelines/the-two/", "/events/they-meet/")
    answers = {address: client.get(address) for address in addresses}
    assert {answer.status_code for answer in answers.values()} == {200}
    return {address: answer.content.decode() for address, answer in answers.items()}


def test_after_a_clean_publication_no_page_tells_what_was_removed(client, removed, dora):
    removed.publish(dora, "update", "Written anew.")
    for address, html in pages(client).items():
        assert "Libel" not in html, address


def test_the_history_begins_with_the_removal_and_its_numbers_have_no_gap(client, removed, dora, ana, clock):
    removed.publish(dora, "update", "Written anew.")
    clock.shift(60)
    removed.publish(ana, "correction", "A comma.")
    told = Page(client.get(ADDRESS + "changes/")).texts("h2", "title")
    assert told == ["Edition 3 Corrected", "Edition 2 Updated", "Edition 1 Taken down"]


def test_what_is_corrected_after_the_removal_is_told(client, removed, event, dora, ana, clock):
    removed.publish(dora, "correction", "Written anew.")
    clock.shift(60)
    event.title = "They meet in 2004"
    event.save()
    record(event, ana, "correction", "The year was missing.")
    html = pages(client)
    assert "Written anew." in html["/corrections/"]
    assert all("The year was missing." in page for page in html.values())


def test_another_article_keeps_the_correction_of_the_same_event(client, article, event, culture, ana, dora, clock):
    article.publish(ana, "update")
    other = type(article).objects.create(headline="In the open", section=culture, slug="open")
    TimelineBlock.objects.create(
        parent=other, region="body", ordering=10, timeline=Timeline.objects.get(slug="the-two")
    )
    other.publish(ana, "update")
    clock.shift(60)
    record_correction(event, ana)
    clock.shift(60)
    article.take_down(dora, Outcome.LEGAL, "A court has ordered it.")
    for address in ("/culture/open/", "/culture/open/changes/", "/corrections/", "/events/they-meet/"):
        assert "They did not." in client.get(address).content.decode(), address


def record_correction(event, by):
    """Correct the event's title, with a note."""
    event.title = "They did not meet"
    event.save()
    record(event, by, "correction", "They did not.")


def test_a_removal_that_is_still_to_come_takes_nothing_from_the_history(client, article, ana, dora, clock):
    article.publish(ana, "update")
    clock.shift(60)
    article.publish(ana, "correction", "It was 2004.")
    article.take_down(dora, Outcome.LEGAL, "A court has ordered it.", at=NOON + DAY)
    assert "It was 2004." in client.get("/corrections/").content.decode()
    clock.move_to(NOON + DAY)
    assert "It was 2004." not in client.get("/corrections/").content.decode()


def test_what_was_published_while_a_removal_waited_is_removed_by_it_too(client, article, ana, dora, clock):
    article.publish(ana, "update")
    article.take_down(dora, Outcome.LEGAL, "A court has ordered it.", at=NOON + DAY)
    clock.shift(60)
    between = article.publish(ana, "correction", "Libel, while it waited.", later="keep")
    assert "Libel" in client.get(ADDRESS + "changes/").text
    clock.move_to(NOON + DAY)
    assert between.is_removed_at(NOON + DAY)
    clock.shift(60)
    article.publish(dora, "update", "Written anew.")
    told = Page(client.get(ADDRESS + "changes/")).texts("h2", "title")
    assert told == ["Edition 2 Updated", "Edition 1 Taken down"]
    assert "Libel" not in client.get(ADDRESS + "changes/").text + client.get("/corrections/").text


def test_what_was_corrected_in_the_second_of_the_removal_goes_with_it(client, article, event, ana, dora, clock):
    article.publish(ana, "update")
    clock.shift(60)
    event.title = "They met"
    event.save()
    record(event, ana, "correction", "Libel, note of the event.")
    assert "Libel" in client.get("/corrections/").text
    article.take_down(dora, Outcome.LEGAL, "A court has ordered it.")
    clock.shift(60)
    article.publish(dora, "update", "Written anew.")
    for address, html in pages(client).items():
        assert "Libel" not in html, address
