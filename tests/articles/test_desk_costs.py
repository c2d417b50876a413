"""The desk's pages about an article cost the same few queries, however long the article, its history or the list."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, Figure, Image, PullQuote, Quotation, Source, Text, Topic
from tests.forms import errors_of, typed
from tests.publishing_forms import ask, url
from timeline.models import Event, Timeline, TimelineBlock

pytestmark = pytest.mark.django_db
LIST = reverse("admin:articles_article_changelist")
NEW_KEY = "11111111-1111-4111-8111-111111111111"
IN_AN_HOUR = datetime.timedelta(hours=1)


def picture(name):
    """Return a picture that may be used for a week and has a credit of an agency that nobody knows."""
    image = Image.objects.create(title=name, alt="Words", caption="Unknown Agency", width=640, height=427)
    image.renditions = [{"name": "640.webp", "width": 640, "height": 427, "type": "image/webp"}]
    image.save()
    image.credits.create(line="Jo Farrow/Unknown Agency", agency="Unknown Agency")
    image.rights.create(kind="allow", until=timezone.now() + datetime.timedelta(days=7), words="online only")
    image.readings.create(sha256="0" * 64, found={"credit_line": "Kim Farrow", "instructions": "No sales."})
    return image


def write(section, name, rows):
    """Return an article with so many blocks of every kind, each with facts of its own, and as many topics."""
    article = Article.objects.create(headline=name, section=section, slug=name, lead_image=picture(f"Lead of {name}"))
    for number in range(rows):
        key = f"{name}-{number}"
        article.abouts.create(topic=Topic.objects.create(name=f"Topic {key}", slug=f"topic-{key}"), position=number)
        place = {"parent": article, "region": "body", "ordering": number}
        Text.objects.create(html="<p>Words.</p>", **place)
        Figure.objects.create(image=picture(key), **place)
        speaker = Topic.objects.create(name=f"Speaker {key}", slug=key)
        source = Source.objects.create(title=f"Source {key}")
        Quotation.objects.create(words="Words.", speaker=speaker, source=source, date="2018", **place)
        PullQuote.objects.create(words="Words.", **place)
        timeline = Timeline.objects.create(title=f"Timeline {key}", slug=key)
        event = Event.objects.create(date="2018", title="It happened", slug=key, image=picture(f"Event of {key}"))
        timeline.entries.create(event=event)
        extents = (
            {"extent": "whole"},
            {"extent": "range", "first": "2017"},
            {"extent": "chosen", "chosen": [event.pk]},
        )
        for extent in extents:
            TimelineBlock.objects.create(timeline=timeline, **extent, **place)
    return article


@pytest.fixture
def short_and_long(culture):
    """An article of 7 blocks, and one of 35."""
    return write(culture, "short", 1), write(culture, "long", 5)


def cost(action, *arguments):
    """Return how many queries an action costs, and its result."""
    with CaptureQueriesContext(connection) as queries:
        result = action(*arguments)
    return len(queries), result


def test_the_form(desk, short_and_long):
    desk.get(url("change", short_and_long[0]))  # the first page ever reads the content types
    few, many = (cost(desk.get, url("change", article))[0] for article in short_and_long)
    assert few == many <= 20


def test_the_form_of_an_image(desk, ana, culture):
    costs, image = [], picture("Harbour")
    for number in range(12):
        article = Article.objects.create(headline=f"Story {number}", section=culture, slug=f"story-{number}")
        article.lead_image = image
        article.save()
        Text.objects.create(html="<p>Words.</p>", parent=article, region="body", ordering=0)
        article.publish(ana, "update")
        image.credits.create(line=f"Credit {number}/Unknown Agency", position=number + 1)
        image.rights.create(kind="allow", words=f"only on day {number}")
        image.readings.create(sha256=f"{number:064}", found={"credit_line": "Kim Farrow", "instructions": "No sales."})
        if number in (0, 1, 11):  # the first page of all reads what is then kept, such as the content types
            costs.append(cost(desk.get, reverse("admin:articles_image_change", args=[image.pk]))[0])
    assert costs[1] == costs[2] <= 24


def all_changed(response):
    """Return what a person posts who changes every row of a form."""
    data = typed(response, headline="Another headline")
    words = {name: f"{value} More." for name, value in data.items() if name.endswith(("-words", "-caption", "-title"))}
    prose = {name: "<p>Other words.</p>" for name in data if name.endswith("-html")}
    numbers = {
        name: int(value or 0) + 10
        for name, value in data.items()
        if name.endswith(("-ordering", "-position")) and "__prefix__" not in name
    }
    return data | words | prose | numbers


def test_saving_a_form_of_which_every_row_was_changed(desk, short_and_long):
    costs = []
    for article in short_and_long:
        data = all_changed(desk.get(url("change", article)))
        count, response = cost(desk.post, url("change", article), data)
        assert not errors_of(response)
        costs.append(count)
        article.refresh_from_db()
        assert {block.ordering >= 10 for block in article.blocks()} == {True}
        assert {quotation.words for quotation in article.articles_quotation_set.all()} == {"Words. More."}
    assert costs[0] == costs[1] <= 40


def test_a_form_that_comes_back_with_errors(desk, short_and_long):
    costs = []
    for article in short_and_long:
        data = all_changed(desk.get(url("change", article))) | {"slug": "feeds"}
        count, response = cost(desk.post, url("change", article), data)
        assert errors_of(response)["slug"]
        costs.append(count)
    assert costs[0] == costs[1] <= 40


def test_the_publish_page_with_scheduled_editions_and_warnings(desk, ana, short_and_long):
    costs = []
    for article in short_and_long:
        article.publish(ana, "update")
        for hours in range(1, 4 if article.headline == "long" else 2):
            article.publish(ana, "update", at=timezone.now() + hours * IN_AN_HOUR, later="keep")
        Text.objects.filter(parent=article).update(html="<p>Changed.</p>")
        count, response = cost(desk.get, url("publish", article))
        assert "says: “online only”" in response.content.decode()
        asked, _ = ask(desk, url("publish", article), when="now", kind="update", later="keep")
        assert "Publish now</button>" in asked.content.decode()
        sent = {"when": "now", "kind": "update", "later": "keep", "seen": article.version, "key": NEW_KEY}
        answered, _ = cost(desk.post, url("publish", article), sent)
        costs.append((count, answered))
    assert costs[0] == costs[1]
    assert max(costs[0]) <= 30


@pytest.mark.parametrize("kind", ["update", "minor"])
def test_publishing(ana, short_and_long, kind):
    costs = []
    for article in short_and_long:
        article.publish(ana, "update")
        costs.append(cost(article.publish, ana, kind)[0])
    assert costs[0] == costs[1] <= 45


def test_the_list_of_editions_is_paged_and_names_makers_without_a_query_for_each(desk, published):
    published.publish(None, "minor")
    few, _ = cost(desk.get, url("history", published))
    for _ in range(58):
        published.publish(None, "minor")
    many, response = cost(desk.get, url("history", published))
    assert few == many <= 15
    page = response.content.decode()
    assert len(response.content) < 300_000
    assert [row.edition.number for row in response.context["rows"]] == list(range(60, 10, -1))
    assert page.count("A command or an import") >= 50
    assert "Page 1 of 2" in page
    assert '<a href="?page=2" rel="next">Earlier editions</a>' in page
    second = desk.get(url("history", published), {"page": 2})
    assert [row.edition.number for row in second.context["rows"]] == list(range(10, 0, -1))
    assert '<a href="?page=1" rel="prev">Later editions</a>' in second.content.decode()
    for strange in ("0", "9999999", "x"):
        assert desk.get(url("history", published), {"page": strange}).status_code == 200


@pytest.mark.parametrize(
    "question", [{}, {"q": "story"}, {"state__exact": "writing"}, {"section__id__exact": "culture"}]
)
def test_the_list_of_articles(desk, culture, bo, question):
    question = {name: str(culture.pk) if value == "culture" else value for name, value in question.items()}
    costs = []
    for number in range(40):
        Article.objects.create(headline=f"Story {number}", section=culture, created_by=bo, modified_by=bo)
        if number in (4, 39):
            costs.append(cost(desk.get, LIST, question)[0])
    assert costs[0] == costs[1] <= 12


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL reads small tables whole")
@pytest.mark.parametrize("names", [(), ("section",), ("state",), ("created_by",)])
def test_the_list_of_articles_is_read_in_order_from_an_index(culture, bo, names):
    article = Article(section=culture, created_by=bo)
    newest = Article.objects.filter(**{name: getattr(article, name) for name in names}).order_by("-modified", "-pk")
    plan = newest[:50].explain()
    assert "USING INDEX article_" in plan
    assert "TEMP B-TREE" not in plan
