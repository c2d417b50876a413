"""Links in a text to articles of this site: named by key, shown at the article's address, or only as words."""

import datetime
import uuid

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.models import Article, Kind, Outcome, Text
from articles.models.publication.text_checks import dead_keys
from articles.text import clean_prose, safe_prose
from tests.conftest import NOON

HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def target(culture, ana, published):
    """Another article, the target of links, which is not published."""
    target = Article.objects.create(headline="The prize", dek="Who won.", section=culture, slug="prize", created_by=ana)
    Text.objects.create(parent=target, region="body", ordering=10, html="<p>They won.</p>")
    return target


@pytest.fixture
def linking(culture, ana, published):
    """Return a function that publishes an article with a link, and returns its page as readers get it."""

    def publish(href):
        words = f'<p>See <a href="{href}">the <strong>prize</strong></a>.</p>'
        article = Article.objects.create(headline="On prizes", dek="All.", section=culture, slug="on-prizes")
        Text.objects.create(parent=article, region="body", ordering=10, html=words)
        article.publish(ana, Kind.UPDATE)
        return article

    return publish


def by_key(article, place=""):
    return f"newsroom:article/{article.pk}{place}"


def page(client, path="/culture/on-prizes/"):
    return client.get(path).content.decode()


def shown(path):
    return f'See <a href="{path}">the <strong>prize</strong></a>.'


WORDS = "See the <strong>prize</strong>."


def test_a_link_by_key_is_kept_when_a_text_is_stored_and_never_reaches_readers_unresolved():
    html = f'<p><a href="newsroom:article/{uuid.uuid4()}#the-prize">Prize</a></p>'
    assert clean_prose(html) == clean_prose(clean_prose(html)) == html
    assert safe_prose(html) == "<p>Prize</p>"
    assert clean_prose('<p><a href="newsroom:event/1">Prize</a></p>') == "<p>Prize</p>"


def test_a_link_leads_to_the_address_that_its_article_has_now(client, clock, ana, target, linking):
    target.publish(ana, Kind.UPDATE)
    linking(by_key(target, "#winners"))
    assert shown("/culture/prize/#winners") in page(client)
    target.slug = "the-prize"
    target.save()
    target.publish(ana, Kind.UPDATE)
    assert shown("/culture/the-prize/#winners") in page(client)


def test_readers_see_the_same_words_whether_the_article_is_a_draft_embargoed_deleted_or_never_was(
    client, clock, ana, target, linking
):
    article = linking(by_key(target))
    text = article.articles_text_set.get()

    def body():
        return page(client).partition("<main")[2].partition("They won")[0]

    draft = body()
    assert WORDS in draft
    target.publish(ana, Kind.UPDATE, at=NOON + HOUR)
    assert body() == draft
    clock.move_to(NOON + HOUR)
    assert shown("/culture/prize/") in page(client)
    target.take_down(ana, Outcome.ERROR, "Wrong.")
    assert WORDS in page(client)
    text.html = text.html.replace(str(target.pk), str(uuid.uuid4()))
    text.save()
    article.publish(ana, Kind.MINOR)
    assert WORDS in page(client)


def test_a_link_to_a_merged_article_leads_to_its_survivor_and_one_to_a_withdrawn_stays(
    client, clock, ana, dora, published, target, linking
):
    target.publish(ana, Kind.UPDATE)
    linking(by_key(target))
    target.take_down(ana, Outcome.WITHDRAWN, "Doubtful.")
    assert shown("/culture/prize/") in page(client)
    target.take_down(ana, Outcome.MERGED, "See there.", to=published)
    assert shown("/culture/songwriters/") in page(client)
    published.take_down(dora, Outcome.LEGAL, "By order.")
    assert WORDS in page(client)


def test_all_links_of_a_page_cost_one_query(client, clock, ana, published, target, linking):
    target.publish(ana, Kind.UPDATE)
    article = linking("https://example.org/")
    page(client)
    with CaptureQueriesContext(connection) as without:
        page(client)
    links = "".join(f'<p><a href="{by_key(a)}">x</a></p>' for a in (target, published) * 20)
    Text.objects.filter(parent=article).update(html=links)
    article.refresh_from_db()
    article.publish(ana, Kind.UPDATE)
    page(client)
    with CaptureQueriesContext(connection) as with_links:
        assert page(client).count('<a href="/culture/prize/">x</a>') == 20
    assert len(with_links) <= max(len(without), 6) + 1


@pytest.mark.parametrize("before", ["", "https://news.example", "https://NEWS.example"])
def test_the_address_of_an_article_new_or_old_becomes_its_key_when_the_text_is_cleaned(
    settings, ana, target, linking, before
):
    settings.SITE_URL = "https://news.example"
    target.publish(ana, Kind.UPDATE)
    target.slug = "the-prize"
    target.save()
    target.publish(ana, Kind.UPDATE)
    text = linking(f"{before}/culture/prize/#winners").articles_text_set.get()
    text.full_clean()
    assert by_key(target, "#winners") in text.html
    text.html = f'<p><a href="{before}/culture/the-prize">it</a></p>'
    text.full_clean()
    assert text.html == f'<p><a href="{by_key(target)}">it</a></p>'


@pytest.mark.parametrize(
    "href",
    ["https://other.example/culture/prize/", "/topics/prize/", "/culture/prize/?page=2", "/culture/prize/changes/"],
)
def test_other_addresses_stay_as_they_were_written(ana, target, linking, href):
    target.publish(ana, Kind.UPDATE)
    assert f'href="{href}"' in linking(href).articles_text_set.get().html


def test_an_address_of_another_site_costs_no_query(article, django_assert_num_queries):
    text = article.articles_text_set.get()
    text.html = '<p><a href="https://example.org/a/b/">x</a></p>'
    with django_assert_num_queries(1):
        text.save(force_update=True)


def test_a_fixture_keeps_links_by_key(tmp_path, target, linking):
    article = linking(by_key(target))
    file = tmp_path / "texts.json"
    call_command("dumpdata", "articles.text", output=str(file))
    Text.objects.filter(parent=article).update(html="<p>Lost.</p>")
    call_command("loaddata", str(file))
    assert by_key(target) in article.articles_text_set.get().html


def test_publishing_warns_of_a_link_that_readers_cannot_open_at_the_chosen_moment(clock, ana, target, linking):
    article = linking(by_key(target))
    target.publish(ana, Kind.UPDATE, at=NOON + HOUR)

    def warnings(moment):
        return [
            sentence for _field, sentence in article.warnings(moment) if "not live then: readers will see" in sentence
        ]

    assert len(warnings(NOON)) == 1
    assert "“the prize”" in warnings(NOON)[0]
    assert not warnings(NOON + HOUR)


def test_the_comparison_names_the_address_of_a_link(desk, ana, target, linking):
    target.publish(ana, Kind.UPDATE)
    article = linking("https://example.org/")
    article.articles_text_set.update(html=f'<p>See <a href="{by_key(target)}">the prize</a>.</p>')
    article.save()
    said = desk.get(reverse("admin:articles_article_publish", args=[article.pk])).content.decode()
    assert "/culture/prize/" in said
    assert "newsroom:article" not in said


def choices(client, **query):
    return [row["headline"] for row in client.get(reverse("link_choices"), query).json()["articles"]]


def test_an_editor_finds_articles_by_headline_and_a_reporter_only_their_own(client, ana, bo, article, target):
    client.force_login(ana)
    assert choices(client, q="THE PRIZE")[0] == "The prize"
    assert choices(client, key=target.pk) == ["The prize"]
    assert choices(client, key="nonsense") == []
    client.force_login(bo)
    assert choices(client, q="the prize") in ([], [article.headline])  # whose text has these words, too
    assert choices(client, key=target.pk) == []
    assert choices(client, q="songwriters") == [article.headline]


def test_nobody_else_finds_articles(client, cem, target):
    assert client.get(reverse("link_choices"), {"q": "prize"}).status_code == 302
    client.force_login(cem)
    assert choices(client, q="prize") == choices(client, key=target.pk) == []


def test_finding_articles_to_link_costs_few_queries(desk, target, django_assert_max_num_queries):
    with django_assert_max_num_queries(9):
        choices(desk, q="e")


def test_articles_that_are_published_together_may_link_to_each_other(clock, target, linking):
    article = linking(by_key(target))

    def found(*together):
        return [sentence for _block, sentence in dead_keys(article, article.blocks(), NOON, together)]

    assert len(found()) == 1
    assert not found(target.address_path)
