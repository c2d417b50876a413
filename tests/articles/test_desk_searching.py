"""Finding articles at the desk by what is in them, however many there are."""

import datetime
import io
import json

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, ArticleText, Author, PullQuote, Text, Topic, erase, record, search
from newsroom.bench.work import Work
from tests.forms import typed
from tests.publishing_forms import url

pytestmark = pytest.mark.django_db
LIST = reverse("admin:articles_article_changelist")
FEW, MANY = 150, 1_150
# Steps of SQLite's virtual machine, or rows that PostgreSQL reads, for each article that a search does not list.
MOST = {"sqlite": 3, "postgresql": 1}
MOST_COMMON = {"sqlite": 45, "postgresql": 5}


def found(client, query, **filters):
    """Return the headlines that the list of articles shows for a search."""
    response = client.get(LIST, {"q": query} | filters)
    return [article.headline for article in response.context["cl"].result_list]


@pytest.fixture
def indexed(article):
    """The article of the cast, with a pull quote, as a save at the desk leaves it: found by all of its words."""
    PullQuote.objects.create(
        parent=article, region="body", ordering=40, words="Żeby było cicho", attribution="A friend"
    )
    article.update_search_index()
    return article


@pytest.mark.parametrize(
    "query",
    [
        "songwriters",  # the headline
        "Songwr",  # the beginning of a word
        "they met 2004",  # the text
        "SHARED ROOM",
        "zeby bylo",  # a block of another kind, without accents
        "before the prize",  # the caption of a picture
        "Northlight/Meridian",  # its credit
        "nwosu",  # an author
        "Mara Lindqvist",  # a topic, and a speaker
        "coastal register",  # a source
        "nobody left songwriters meridian",  # words of several places
    ],
)
def test_an_article_is_found_by_what_is_in_it(desk, indexed, query):
    assert found(desk, query) == [indexed.headline]


@pytest.mark.parametrize("query", ["ongwriters", "songwriters nowhere", "strong", "\"songwriters' OR*", "qx:qy & !qz"])
def test_other_words_do_not_find_it(desk, indexed, query):
    assert found(desk, query) == []


@pytest.mark.parametrize("query", ["", "!?", "\u200b"])
def test_a_search_without_words_lists_all_articles(desk, indexed, query):
    assert found(desk, query) == [indexed.headline]


def test_a_reporter_finds_only_their_own_articles(client, bo, indexed):
    Article.objects.create(headline="Songwriters of another desk").update_search_index()
    client.force_login(bo)
    assert found(client, "songwriters") == [indexed.headline]


def test_a_search_and_a_filter_are_combined(desk, indexed):
    assert found(desk, "songwriters", readers="live") == []
    assert found(desk, "songwriters", readers="draft") == [indexed.headline]


def test_saving_at_the_desk_changes_what_is_found(desk, indexed):
    data = typed(desk.get(url("change", indexed)), headline="How it ended")
    assert desk.post(url("change", indexed), data).status_code == 302
    assert found(desk, "stopped") == []
    assert found(desk, "ended cicho") == ["How it ended"]


def test_a_new_article_is_found_at_once(desk):
    add = reverse("admin:articles_article_add")
    desk.post(add, typed(desk.get(add), headline="Floods in Östersund"))
    assert found(desk, "ostersund") == ["Floods in Östersund"]


def test_a_restored_text_is_found_and_the_one_that_it_replaced_is_not(desk, ana, indexed):
    edition = indexed.publish(ana, "update")
    Text.objects.filter(parent=indexed).update(html="<p>Other paragraphs.</p>")
    indexed.update_search_index()
    assert found(desk, "paragraphs") == [indexed.headline]
    indexed.restore(edition)
    assert found(desk, "paragraphs") == []
    assert found(desk, "shared room") == [indexed.headline]


def test_a_copy_is_found_beside_what_it_was_made_of(desk, ana, indexed):
    indexed.duplicate(ana)
    assert found(desk, "shared cicho") == [indexed.headline] * 2


def test_an_article_that_was_deleted_leaves_nothing_in_the_index(desk, indexed):
    indexed.blocks()
    Article.objects.all().delete()
    assert not ArticleText.objects.filter(words__beginnings=("songwriters",)).exists()


def test_the_new_name_of_a_person_and_a_corrected_credit_find_the_articles(desk, indexed, mara, stage):
    mara.name = "Mara Åkesson"
    mara.save()
    record(mara)
    stage.credits.update(line="Kim Farrow/Westlight")
    record(stage)
    assert found(desk, "akesson westlight") == [indexed.headline]


def test_the_name_of_a_person_into_whom_another_was_merged_finds_the_articles(desk, indexed, mara):
    full = Topic.objects.create(name="Mara Elisabet Lindqvist", slug="mara-elisabet")
    record(full)
    record(mara)
    mara.merge_into(full)
    assert found(desk, "elisabet") == [indexed.headline]


def test_an_erased_name_finds_nothing_any_more(desk, dora, indexed, mara, stage):
    stage.people.create(topic=mara)
    record(stage)
    indexed.update_search_index()
    erase(mara, dora, "Court order 12/26")
    assert found(desk, "lindqvist") == []
    assert found(desk, "songwriters") == [indexed.headline]


def test_the_articles_of_a_fixture_are_found_by_their_words(desk, tmp_path, mara):
    article, text, about = (f"{digit * 8}-1111-4111-8111-{'1' * 12}" for digit in "123")
    html = {"parent": article, "region": "body", "ordering": 10, "html": "<p>An archipelago.</p>"}
    rows = [
        {"model": "articles.article", "pk": article, "fields": {"headline": "Islands"}},
        {"model": "articles.text", "pk": text, "fields": html},
        {"model": "articles.about", "pk": about, "fields": {"article": article, "topic": str(mara.pk)}},
    ]
    (tmp_path / "rows.json").write_text(json.dumps(rows))
    call_command("loaddata", str(tmp_path / "rows"), stdout=io.StringIO(), stderr=io.StringIO())
    assert found(desk, "archipelago islands lindqvist") == ["Islands"]


def test_words_that_the_search_does_not_find_are_reported_and_repaired(desk, indexed):
    Text.objects.filter(parent=indexed).update(html="<p>A lighthouse.</p>")
    with pytest.raises(CommandError, match="1 problem"):
        call_command("verify", stdout=io.StringIO())
    assert found(desk, "lighthouse") == []
    call_command("verify", "--repair", stdout=io.StringIO())
    assert found(desk, "lighthouse") == [indexed.headline]
    call_command("verify", stdout=io.StringIO())


def test_an_article_of_very_many_words_can_be_saved_and_found(desk, indexed):
    words = " ".join(f"wörd{number}" for number in range(120_000))
    Text.objects.create(parent=indexed, region="body", ordering=60, html=f"<p>{words}</p>")
    indexed.update_search_index()
    assert found(desk, "word1000") == [indexed.headline]


def test_the_words_of_several_articles_are_read_at_once(indexed, ana):
    copies = [indexed.duplicate(ana) for _ in range(4)]
    words = ArticleText.objects.get(article=indexed).words
    ArticleText.objects.all().delete()
    with CaptureQueriesContext(connection) as queries:
        search.update_article_index(Article, [indexed.pk, *(copy.pk for copy in copies)])
    assert len([query for query in queries if not query["sql"].startswith(("SAVEPOINT", "RELEASE"))]) == 2
    stored = set(ArticleText.objects.values_list("words", flat=True))
    assert {text.replace(" songwriters", "") for text in stored} >= {words.replace(" songwriters", "")}
    assert ArticleText.objects.count() == 5


QUESTIONS = {
    "no match": "nowhere",
    "a rare word": "rare107",
    "a common word and a rare one": "harbour rare107",
    "two common words that no article has both": "light night",
    "a common word": "harbour",
}


def add_articles(first, last):
    """Make articles with words that are in all, in every second and in one of them."""
    author = Author.objects.get_or_create(name="Petra Nwosu", slug="petra-nwosu")[0]
    articles = Article.objects.bulk_create(Article(headline=f"Story {number}") for number in range(first, last))
    ArticleText.objects.bulk_create(
        ArticleText(article=article, words=f"harbour {'light' if n % 2 else 'night'} rare{n} story")
        for n, article in enumerate(articles, first)
    )
    articles[0].bylines.create(author=author)
    now = timezone.now() - datetime.timedelta(days=1)
    Article.objects.filter(modified__lt=now).update(modified=now)


def costs(client):
    """Return (queries, work) of each question."""
    amounts = {}
    for name, query in QUESTIONS.items():
        client.get(LIST, {"q": query})  # what is cached, such as the person's permissions, is no part of it
        with CaptureQueriesContext(connection) as queries, Work() as work:
            assert client.get(LIST, {"q": query}).status_code == 200
        amounts[name] = len(queries), work.amount()
    return amounts


def test_a_search_does_not_read_the_archive(desk, monkeypatch):
    monkeypatch.setattr(search, "FEW", 50)
    monkeypatch.setattr(search, "COMMON", 60)
    add_articles(0, FEW)
    before = costs(desk)
    add_articles(FEW, MANY)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
            cursor.execute("SET LOCAL enable_seqscan = off")  # small tables are read whole otherwise
    after = costs(desk)
    growth = {name: (after[name][1] - before[name][1]) / (MANY - FEW) for name in QUESTIONS}
    # Of the articles with a common word the newest are read, and counted until there are too many.
    assert growth.pop("a common word") <= MOST_COMMON[connection.vendor]
    assert {name: each for name, each in growth.items() if each > MOST[connection.vendor]} == {}
    assert max(queries for queries, _work in after.values()) <= 20
