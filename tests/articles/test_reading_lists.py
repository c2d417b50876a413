"""A reader looks through a section, an author's page, the corrections and an article's changes."""

import datetime

import pytest

from articles.models import Article, Author, Section, Text, erase, record
from articles.pages.lists import PAGE_SIZE
from tests.conftest import NOON
from tests.pages import Page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def small_article(section, number, by, at=None, **columns):
    """Publish an article of one paragraph, the higher the number the longer ago."""
    article = Article.objects.create(headline=f"Story {number}", section=section, slug=f"story-{number}", **columns)
    Text.objects.create(parent=article, region="body", ordering=10, html="<p>Words.</p>")
    article.publish(by, "update", at=at or NOON - datetime.timedelta(days=number), backdated=True)
    return article


def titles(response):
    """The headlines of a list, in its order."""
    assert response.status_code == 200
    return Page(response).texts("h2", "title")


def test_a_section_is_read_page_by_page_and_every_story_once(client, culture, ana):
    for number in range(1, 2 * PAGE_SIZE + 4):
        small_article(culture, number, ana)
    found, address = [], "/culture/"
    while address:
        page = Page(client.get(address))
        found += page.texts("h2", "title")
        onward = [a["href"] for a in page.all("a") if a.text == "Earlier"]
        address = f"/culture/{onward[0]}" if onward else None
    assert found == [f"Story {number}" for number in range(1, 2 * PAGE_SIZE + 4)]


def test_stories_of_one_moment_are_not_lost_between_pages(client, culture, ana):
    for number in range(PAGE_SIZE + 5):
        small_article(culture, number, ana, at=NOON - datetime.timedelta(days=1))
    first = client.get("/culture/")
    onward = next(a["href"] for a in Page(first).all("a") if a.text == "Earlier")
    found = titles(first) + titles(client.get(f"/culture/{onward}"))
    assert len(found) == len(set(found)) == PAGE_SIZE + 5


def test_stories_of_one_moment_are_not_lost_between_pages_of_an_author(client, culture, ana):
    petra = Author.objects.create(name="Petra Nwosu", slug="petra-nwosu")
    for number in range(PAGE_SIZE + 5):
        article = Article.objects.create(headline=f"Story {number}", section=culture, slug=f"story-{number}")
        article.bylines.create(author=petra)
        Text.objects.create(parent=article, region="body", ordering=10, html="<p>Words.</p>")
        article.publish(ana, "update", at=NOON - datetime.timedelta(days=1), backdated=True)
    first = client.get("/authors/petra-nwosu/")
    onward = next(a["href"] for a in Page(first).all("a") if a.text == "Earlier")
    found = titles(first) + titles(client.get(f"/authors/petra-nwosu/{onward}"))
    assert len(found) == len(set(found)) == PAGE_SIZE + 5


def test_a_list_that_just_fills_a_page_has_no_other(client, culture, ana):
    for number in range(PAGE_SIZE):
        small_article(culture, number, ana)
    page = Page(client.get("/culture/"))
    assert len(page.texts("h2", "title")) == PAGE_SIZE
    assert "Earlier" not in [a.text for a in page.all("a")]
    small_article(culture, PAGE_SIZE, ana)
    assert "Earlier" in [a.text for a in Page(client.get("/culture/")).all("a")]


def test_every_page_of_a_list_is_canonical_for_itself(client, culture, ana, settings):
    for number in range(PAGE_SIZE + 1):
        small_article(culture, number + 1, ana)
    first = Page(client.get("/culture/"))
    onward = next(a["href"] for a in first.all("a") if a.text == "Earlier")
    second = Page(client.get(f"/culture/{onward}"))
    canonical = [page.all("link", rel="canonical")[0]["href"] for page in (first, second)]
    assert canonical == [f"{settings.SITE_URL}/culture/", f"{settings.SITE_URL}/culture/{onward}"]
    assert [a.text for a in second.all("a", href="/culture/")].count("Back to the newest") == 1


def test_a_silent_edit_does_not_lift_a_story(client, culture, ana, clock):
    older = small_article(culture, 2, ana)
    small_article(culture, 1, ana)
    older.publish(ana, "minor")
    assert titles(client.get("/culture/")) == ["Story 1", "Story 2"]
    older.publish(ana, "update")
    assert titles(client.get("/culture/")) == ["Story 2", "Story 1"]


def test_a_silent_edit_lifts_a_story_neither_on_its_authors_page_nor_on_its_topics(client, culture, mara, ana, clock):
    petra = Author.objects.create(name="Petra Nwosu", slug="petra-nwosu")
    stories = [small_article(culture, number, ana) for number in (1, 2)]
    for story in stories:
        story.bylines.create(author=petra)
        story.abouts.create(topic=mara)
    newer, older = stories
    for story in (older, newer):
        story.publish(ana, "update")
        clock.shift(60)
    older.publish(ana, "minor")
    for address in ("/authors/petra-nwosu/", "/topics/mara-lindqvist/"):
        html = client.get(address).text
        assert 0 < html.index("Story 1") < html.index("Story 2"), address
    older.publish(ana, "update")
    for address in ("/authors/petra-nwosu/", "/topics/mara-lindqvist/"):
        html = client.get(address).text
        assert 0 < html.index("Story 2") < html.index("Story 1"), address


def test_a_story_in_a_list_has_one_link_its_writers_and_its_day(client, article, ana):
    article.publish(ana, "update")
    page = Page(client.get("/culture/"))
    assert len(page.all("a", href="/culture/songwriters/")) == 1
    assert page.texts("p", "meta") == ["By Petra Nwosu. May 12, 2026"]
    assert page.all("img")[0]["alt"] == ""


def test_a_list_names_who_wrote_a_story_and_not_who_helped(client, article, ana):
    helper = Author.objects.create(name="Sami Holt", slug="sami-holt")
    article.bylines.create(author=helper, role="additional reporting", position=1)
    article.publish(ana, "update")
    assert Page(client.get("/culture/")).texts("p", "meta") == ["By Petra Nwosu. May 12, 2026"]
    assert "Sami Holt" in Page(client.get("/culture/songwriters/")).text
    assert Page(client.get("/authors/sami-holt/")).texts("h2", "title") == [article.headline]


def test_a_list_says_nothing_of_a_picture_that_was_killed_or_of_an_author_who_was_erased(
    client, clock, article, stage, ana, cem, dora
):
    article.publish(ana, "update")
    assert all(stage.stem in client.get(address).text for address in ("/", "/culture/"))
    clock.shift(60)
    stage.kill(cem, "Wrong person.")
    erase(Author.objects.get(), dora, "Data protection.")
    for address in ("/", "/culture/"):
        html = client.get(address).text
        assert article.headline in html
        assert not any(words in html for words in (stage.stem, "Picture not available", "[erased]")), address
    assert Page(client.get("/culture/")).texts("p", "meta") == ["May 12, 2026"]


def test_an_author_has_a_page_with_their_articles(client, article, ana):
    Author.objects.update(about="Writes about music.")
    article.publish(ana, "update")
    page = Page(client.get("/authors/petra-nwosu/"))
    assert page.texts("h1") == ["Petra Nwosu"]
    assert page.texts("h2", "title") == ["How the songwriters stopped writing together"]
    assert page.things["ProfilePage"]["mainEntity"]["name"] == "Petra Nwosu"


def test_a_section_without_articles_is_not_there(client, db):
    Section.objects.create(name="Empty", slug="empty")
    assert client.get("/empty/").status_code == 404


def test_taken_down_articles_are_in_no_list(client, article, ana, clock):
    article.publish(ana, "update")
    clock.shift(60)
    article.take_down(ana, "withdrawn", "It rested on copies.")
    assert client.get("/culture/").status_code == 404
    assert Page(client.get("/authors/petra-nwosu/")).texts("h2", "title") == []
    assert "songwriters" not in client.get("/").content.decode()


class TestCorrections:
    """The page of every correction."""

    def test_the_newest_comes_first_and_each_leads_to_its_article(self, client, article, culture, stage, ana, clock):
        article.publish(ana, "update")
        clock.shift(60)
        article.publish(ana, "correction", "It was 2004, not 2005.")
        clock.shift(60)
        stage.credits.update(line="J. Farrow/Meridian Images")
        record(stage, by=ana, kind="correction", note="The credit was wrong.")
        page = Page(client.get("/corrections/"))
        notes = page.texts("ol", "changes")[0]
        assert notes.index("The credit was wrong.") < notes.index("It was 2004, not 2005.")
        assert len(page.all("a", href="/culture/songwriters/#corrections")) == 2

    def test_they_are_read_page_by_page_in_the_order_in_which_they_were_public(self, client, article, ana, clock):
        article.publish(ana, "update")
        for number in range(PAGE_SIZE + 5):
            clock.shift(60)
            article.publish(ana, "correction", f"Correction {number}.")
        first = Page(client.get("/corrections/"))
        onward = next(a["href"] for a in first.all("a") if a.text == "Earlier")
        lines = first.texts("li") + Page(client.get(f"/corrections/{onward}")).texts("li")
        found = [line.rsplit(maxsplit=2)[-1] for line in lines if "Correction " in line]
        assert found == [f"{number}." for number in reversed(range(PAGE_SIZE + 5))]

    def test_one_that_begins_later_than_was_planned_is_listed_by_when_it_began(self, client, article, ana, clock):
        article.publish(ana, "update")
        hour = datetime.timedelta(hours=1)
        planned = article.publish(ana, "correction", "Planned.", at=NOON + hour, later="keep")
        planned.retime(NOON + 3 * hour, ana)
        article.publish(ana, "correction", "Between.", at=NOON + 2 * hour, later="keep")
        clock.shift(4 * 3600)
        notes = [text for text in Page(client.get("/corrections/")).texts("li") if "Planned" in text or "Betw" in text]
        assert ["Planned." in note for note in notes] == [True, False]

    def test_what_is_no_correction_is_not_listed(self, client, article, ana, clock):
        article.publish(ana, "update")
        clock.shift(60)
        article.publish(ana, "minor", "A comma.")
        assert "Nothing has been corrected so far." in Page(client.get("/corrections/")).text

    def test_a_correction_to_come_is_nobodys_business(self, client, article, ana, clock):
        article.publish(ana, "update")
        article.publish(ana, "correction", "To be told tomorrow.", at=NOON + datetime.timedelta(days=1), later="keep")
        for address in ("/corrections/", "/culture/songwriters/", "/culture/songwriters/changes/"):
            assert "To be told tomorrow." not in client.get(address).content.decode()
        clock.shift(86_400)
        for address in ("/corrections/", "/culture/songwriters/", "/culture/songwriters/changes/"):
            assert "To be told tomorrow." in client.get(address).content.decode()

    def test_a_correction_that_was_cancelled_is_never_told(self, client, article, ana, clock):
        article.publish(ana, "update")
        coming = article.publish(ana, "correction", "Not so after all.", at=NOON + datetime.timedelta(days=1))
        coming.cancel(ana)
        clock.shift(2 * 86_400)
        for address in ("/corrections/", "/culture/songwriters/", "/culture/songwriters/changes/"):
            assert "Not so after all." not in client.get(address).text

    def test_those_of_a_removed_article_are_gone(self, client, article, dora, clock):
        article.publish(dora, "update")
        clock.shift(60)
        article.publish(dora, "correction", "It was 2004, not 2005.")
        clock.shift(60)
        article.take_down(dora, "legal", "By order.")
        assert "2005" not in client.get("/corrections/").content.decode()

    @pytest.mark.parametrize("outcome", ["error", "withdrawn"])
    def test_those_of_an_article_that_was_taken_down_are_not_listed(self, client, article, ana, clock, outcome):
        article.publish(ana, "correction", "It was 2004, not 2005.")
        assert "2005" in client.get("/corrections/").text
        clock.shift(60)
        article.take_down(ana, outcome, "It rested on copies.")
        response = client.get("/corrections/")
        assert response.status_code == 200
        assert "2005" not in response.text


class TestChanges:
    """The public history of one article."""

    def test_every_edition_stands_with_its_rank_its_kind_its_time_and_its_note(self, client, article, ana, clock):
        article.publish(ana, "update")
        coming = article.publish(ana, "update", "Never told.", at=NOON + datetime.timedelta(days=1))
        clock.shift(3600)
        article.publish(ana, "correction", "It was 2004.", later="keep")
        page = Page(client.get("/culture/songwriters/changes/"))
        assert page.texts("h2", "title") == ["Edition 2 Corrected", "Edition 1 First published"]
        listed = page.texts("ol", "changes")[0]
        assert listed == (
            "May 12, 2026, 1 p.m. Edition 2 Corrected It was 2004. What changed in edition 2 "
            "May 12, 2026, noon Edition 1 First published"
        )
        assert coming.number == 2

    def test_a_changed_picture_is_told_without_the_desks_name_for_it(self, client, article, stage, ana, clock):
        article.publish(ana, "update")
        clock.shift(60)
        stage.title = "Desk only: ring the agency"
        stage.caption = "Another caption."
        stage.save()
        record(stage, by=ana, kind="minor", note="A clearer caption.")
        page = Page(client.get("/culture/songwriters/changes/"))
        assert page.texts("h2", "title")[0] == "Picture details Changed"
        assert "A clearer caption." in page.text
        assert "ring the agency" not in page.html

    def test_search_engines_are_sent_to_the_article(self, client, article, ana, settings):
        article.publish(ana, "update")
        page = Page(client.get("/culture/songwriters/changes/"))
        assert page.meta("robots") == "noindex"
        assert page.all("link", rel="canonical")[0]["href"] == f"{settings.SITE_URL}/culture/songwriters/"
