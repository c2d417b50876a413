"""What changed between two editions, as readers are shown it: words and facts, and nothing that they may not see."""

import datetime

import pytest

from articles.models import Article, Figure, Image, Kind, Outcome, Quotation, Source, Text, record
from tests.conftest import NOON
from tests.pages import Page

pytestmark = pytest.mark.usefixtures("clock")
DAY = datetime.timedelta(days=1)
COMPARE = "/culture/songwriters/changes/compare/"


@pytest.fixture
def changed(published, ana, stage, clock):
    """The article with a second edition, of the next day; between the two a credit was corrected."""
    clock.shift(DAY)
    credit = stage.credits.get()
    credit.line = "Kim Farrow/Northlight"
    credit.save()
    record(stage, ana, Kind.CORRECTION, "The photographer was Kim Farrow.")
    clock.shift(DAY)
    Text.objects.filter(parent=published).update(html="<h2>A shared room</h2><p>They met in 2005.</p>")
    published.refresh_from_db()
    published.headline = "How the songwriters began to write apart"
    published.save()
    published.publish(ana, Kind.CORRECTION, "They met in 2005.")
    return published


def page_of(client, query=""):
    """The page that compares two editions."""
    response = client.get(COMPARE + query)
    assert response.status_code == 200
    return Page(response)


def test_readers_see_word_by_word_what_changed_and_hear_it_too(client, changed):
    page = page_of(client)
    summary = "Headline changed, credit of 2 pictures corrected, 1 paragraph edited."
    assert page.texts(kind="comparison-summary") == [summary]
    assert "removed: 2004 end of removed" in page.text
    assert "added: 2005 end of added" in page.text
    assert page.meta("robots") == "noindex"


def test_the_history_leads_to_what_changed(client, changed):
    links = {element["href"] for element in Page(client.get("/culture/songwriters/changes/")).all("a")}
    assert f"{COMPARE}?from=1&to=2" in links
    assert f"{COMPARE}?from=1&to=2" in {e["href"] for e in Page(client.get("/culture/songwriters/")).all("a")}


def test_any_two_editions_can_be_chosen_in_any_order(client, changed, ana, clock):
    clock.shift(DAY)
    changed.publish(ana, Kind.MINOR)
    assert page_of(client, "?from=2&to=3").texts(kind="comparison-summary") == ["Nothing differs."]
    assert "removed: 2004" in page_of(client, "?from=3&to=1").text
    assert [option["value"] for option in page_of(client).all("option")][:3] == ["3", "2", "1"]


@pytest.mark.parametrize(
    "query", ["?from=1&to=9", "?from=x&to=1", "?from=1", "?to=", "?from=1&to=%00", "?from=-1&to=1"]
)
def test_an_edition_that_does_not_exist_is_not_found(client, changed, query):
    assert client.get(COMPARE + query).status_code == 404


def test_one_edition_and_an_embargoed_one_are_the_same_as_nothing(client, published, ana, clock):
    assert page_of(client).texts(kind="comparison-summary") == ["Nothing differs."]
    before = client.get(COMPARE).content
    published.refresh_from_db()
    published.headline = "A secret"
    published.save()
    published.publish(ana, Kind.UPDATE, at=NOON + DAY)
    assert client.get(COMPARE).content == before
    assert client.get(f"{COMPARE}?from=1&to=2").status_code == 404
    clock.move_to(NOON + DAY)
    assert "A secret" in page_of(client, "?from=1&to=2").text


def test_a_legal_removal_takes_every_earlier_text_out_of_the_comparison(client, changed, ana, dora, clock):
    clock.shift(DAY)
    changed.take_down(dora, Outcome.LEGAL, "By order.")
    assert client.get(COMPARE).status_code == 410
    clock.shift(DAY)
    changed.publish(dora, Kind.UPDATE)
    page = page_of(client)
    assert [option["value"] for option in page.all("option")] == ["2", "2"]
    assert client.get(f"{COMPARE}?from=1&to=2").status_code == 404


def test_a_killed_picture_is_not_shown_and_its_words_are_not_either(client, changed, stage, ana, clock):
    other = Image.objects.create(
        title="The pier", alt="A pier", caption="The pier at dusk.", renditions=stage.renditions
    )
    other.credits.create(line="Ines Vale")
    record(other)
    Figure.objects.filter(parent=changed).update(image=other)
    changed.publish(ana, Kind.UPDATE)
    assert "added: pier at dusk" in page_of(client).text
    other.refresh_from_db()
    other.kill(ana, "Withdraw it.")
    page = page_of(client)
    assert "Picture not available." in page.text
    assert "pier" not in page.html
    assert "Ines Vale" not in page.html


def test_the_speaker_the_source_and_the_date_of_a_quotation_are_compared(client, changed, ana, mara, clock):
    other = Source.objects.create(title="The Evening Post")
    Quotation.objects.filter(parent=changed).update(source=other, date="2019")
    clock.shift(DAY)
    changed.publish(ana, Kind.UPDATE)
    page = page_of(client)
    assert page.texts(kind="comparison-summary") == ["1 quotation edited."]
    assert "Source: The removed: Coastal Register, Coastal Press end of removed added: Evening Post" in page.text
    assert "Said when: removed: 2018-05-12" in page.text


def test_the_page_costs_the_same_for_many_blocks(client, changed, ana, stage, django_assert_max_num_queries, clock):
    for number in range(60):
        Text.objects.create(parent=changed, region="body", ordering=100 + number, html=f"<p>Paragraph {number}.</p>")
    Figure.objects.bulk_create(
        Figure(parent=changed, region="body", ordering=300 + number, image=stage) for number in range(20)
    )
    clock.shift(DAY)
    changed.publish(ana, Kind.UPDATE)
    with django_assert_max_num_queries(12):
        client.get(COMPARE)


def test_an_article_that_nobody_published_has_nothing_to_compare(client, article):
    assert client.get(COMPARE).status_code == 404
    assert Article.objects.exists()
