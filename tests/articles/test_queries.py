"""Prepared queries: each gives what the query set that it is compiled from gives, for every value."""

import datetime
import uuid

import pytest
from django.db import connection, models
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Article, Edition, Section, Topic
from articles.pages import FactLoader
from articles.queries import MOMENT, Keys, Parameter, PreparedQuery, PreparedRows
from articles.views import LIVE_EDITION, SECTION_LIST
from newsroom.middleware import moment_and_sections
from tests.conftest import NOON
from tests.pages import Page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
HOUR = datetime.timedelta(hours=1)


def columns(row):
    """Return the values of a row's columns by name."""
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def test_a_prepared_query_gives_the_rows_of_its_query_set_with_those_they_refer_to(article, ana):
    article.publish(ana, "update", note="Words “in quotes”, 100 %.")
    scheduled = article.publish(ana, "minor", at=NOON + HOUR)
    for moment in (NOON - HOUR, NOON, NOON + HOUR, NOON + 2 * HOUR):
        expected = Edition.objects.live_at(moment).at_address(scheduled.address.path, moment)
        prepared = LIVE_EDITION.run(path=scheduled.address.path, moment=moment)
        assert [columns(edition) for edition in prepared] == [columns(edition) for edition in expected]
        for edition, other in zip(prepared, expected, strict=True):
            with CaptureQueriesContext(connection) as queries:
                related = [edition.address, edition.section, edition.text]
            assert not queries.captured_queries
            assert [columns(row) for row in related] == [
                columns(row) for row in (other.address, other.section, other.text)
            ]


def test_a_relation_that_leads_nowhere_is_none(article, ana):
    article.publish(ana, "update")
    scheduled = article.publish(ana, "update", at=NOON + HOUR)
    scheduled.cancel(ana)
    everything = PreparedRows(Edition, lambda: Edition.objects.order_by("number"), "address", "address__article")
    first, cancelled = everything.run()
    assert first.address.article == article
    assert cancelled.address is None


def test_its_sql_is_written_once(article, ana, monkeypatch):
    built = []

    def build():
        built.append(1)
        return Topic.objects.filter(name=Parameter("name", models.TextField())).values_list("slug")

    query = PreparedQuery(build)
    assert query.run(name="Nobody") == []
    Topic.objects.create(name="Mara 100 %", slug="mara-100")
    assert query.run(name="Mara 100 %") == [("mara-100",)]
    assert built == [1]


@pytest.mark.parametrize("count", [0, 1, 3])
def test_keys_are_a_list_of_any_length(db, count):
    topics = [Topic.objects.create(name=str(n), slug=f"topic-{n}") for n in range(4)]
    query = PreparedQuery(lambda: Topic.objects.filter(pk__in=Keys("keys")).order_by("slug").values_list("slug"))
    keys = [topic.pk for topic in topics[:count]]
    assert query.run(keys=[*keys, uuid.uuid4()]) == [(topic.slug,) for topic in topics[:count]]


def test_a_list_is_read_from_any_key_on(culture, ana):
    for number in range(45):
        article = Article.objects.create(headline=str(number), slug=f"a-{number}", section=culture)
        article.articles_text_set.create(region="body", ordering=1, html="<p>Words.</p>")
        # Three share each moment, so that the key decides.
        article.publish(ana, "update", at=NOON - HOUR * (number // 3), backdated=True)
    rows, before = [], ""
    while True:
        page, before = SECTION_LIST.page(before, section=culture.pk, moment=NOON)
        rows += page
        if not before:
            break
    assert [row.pk for row in rows] == list(Edition.objects.listed_at(NOON).values_list("pk", flat=True))
    assert len(rows) == 45


def test_the_sections_of_the_menu_are_those_with_something_to_read(article, culture, ana):
    Section.objects.create(name="Empty", slug="empty")
    article.publish(ana, "update", at=NOON + HOUR)
    assert moment_and_sections(timezone.now()) == (NOON, [])


def test_the_menu_stays_as_it_is_where_the_clock_is_set_back(client, article, culture, ana, clock):
    article.publish(ana, "update")
    menu = Page(client.get("/")).all("a", href="/culture/")
    assert menu
    clock.shift(-HOUR)
    assert moment_and_sections(timezone.now()) == (NOON, [culture])
    assert len(Page(client.get("/")).all("a", href="/culture/")) == len(menu)


def test_a_key_that_leads_nowhere_is_asked_for_once(mara):
    asked = []

    def once(execute, *args):
        assert not asked, "The same keys were asked for again."
        asked.append(args)
        return execute(*args)

    nowhere = uuid.uuid4()
    facts = FactLoader(moment=NOON)
    facts.add_keys(Topic, [mara.pk, nowhere])
    with connection.execute_wrapper(once):
        facts.load()
    assert facts.of(Topic, [nowhere, mara.pk]) == [mara]


def test_one_query_loads_facts_of_every_kind_with_all_that_they_refer_to(article, ana):
    edition = article.publish(ana, "update")
    facts = FactLoader(moment=NOON)
    for name in ("editionimages", "editiontopics", "editionauthors"):
        for mention in getattr(edition, name).all():
            facts.add_keys(type(mention.fact), [mention.fact_id])
    with CaptureQueriesContext(connection) as queries:
        facts.load()
    assert len(queries) == 1
    for fact in facts.by_key.values():
        [stored] = type(fact).objects.filter(pk=fact.pk).with_parts()
        assert columns(fact) == columns(stored)
        for name in fact.parts:
            assert [columns(p) for p in getattr(fact, name).all()] == [columns(p) for p in getattr(stored, name).all()]


def test_moments_are_compared_as_the_database_stores_them(article, ana):
    edition = article.publish(ana, "update")
    query = PreparedRows(Edition, lambda: Edition.objects.begun_at(MOMENT))
    assert query.run(moment=edition.live_from) == [edition]
    assert query.run(moment=edition.live_from - datetime.timedelta(microseconds=1)) == []
