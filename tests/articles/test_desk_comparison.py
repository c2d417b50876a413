"""What goes out, word by word, on the publish page, and any two texts of an article compared at the desk."""

import datetime

import pytest

from articles.comparison import Act
from articles.models import Article, Figure, Image, Kind, Outcome, PullQuote, Quotation, Text
from tests.conftest import NOON
from tests.publishing_forms import publish, url

pytestmark = pytest.mark.usefixtures("london")
DAY = datetime.timedelta(days=1)


def changes(desk, article):
    """What the publish page says of each piece that differs, as (label, act)."""
    comparison = desk.get(url("publish", article)).context["form"].comparison
    return [(str(line.label), line.act) for line in comparison.changes]


def test_the_page_shows_word_by_word_what_changes(desk, article):
    publish(desk, article)
    Text.objects.update(html="<h2>A shared room</h2><p>They met in 2005.</p>")
    article.refresh_from_db()
    article.headline = "How the songwriters began to write apart"
    article.save()
    page = desk.get(url("publish", article)).content.decode()
    assert "What differs from edition 1" in page
    assert "Headline changed, 1 paragraph edited." in page
    assert "2004<span" in page
    assert "2005<span" in page
    assert "They met in<" not in page


@pytest.mark.parametrize(
    "before, after",
    [
        ("<p>10<sup>6</sup> cars</p>", "<p>106 cars</p>"),
        ("<p>CO<sub>2</sub></p>", "<p>CO2</p>"),
        ("<ol start='4'><li>The fourth</li></ol>", "<ol start='5'><li>The fourth</li></ol>"),
        ("<p>A <strong>bold</strong> claim</p>", "<p>A bold <em>claim</em></p>"),
        ("<p>The bridge</p>", "<h2>The bridge</h2>"),
        ('<p><a href="https://example.org/a">this</a></p>', '<p><a href="https://example.org/b">this</a></p>'),
    ],
)
def test_a_change_inside_the_markup_is_shown(desk, article, before, after):
    Text.objects.update(html=before)
    publish(desk, article)
    Text.objects.update(html=after)
    assert [act for _label, act in changes(desk, article)] == [Act.EDITED]


def test_nothing_differs_right_after_publishing(desk, article):
    publish(desk, article)
    assert changes(desk, article) == []
    assert "Nothing differs." in desk.get(url("publish", article)).content.decode()


def test_a_block_that_moved_is_one_line(desk, article):
    publish(desk, article)
    Quotation.objects.filter(parent=article).update(ordering=1)
    assert changes(desk, article) == [("Quotation", Act.MOVED)]


def test_a_text_that_is_cut_in_two_by_a_picture_keeps_its_paragraphs(desk, article, stage):
    Text.objects.update(html="<p>The first.</p><p>The second.</p>")
    publish(desk, article)
    Text.objects.update(html="<p>The first.</p>")
    Figure.objects.create(parent=article, region="body", ordering=12, image=stage)
    Text.objects.create(parent=article, region="body", ordering=14, html="<p>The second.</p>")
    assert changes(desk, article) == [("Picture", Act.ADDED)]


def test_added_and_removed_blocks_stand_where_they_are(desk, article):
    publish(desk, article)
    Figure.objects.filter(parent=article).delete()
    PullQuote.objects.create(parent=article, region="body", ordering=40, words="Nobody left.")
    assert changes(desk, article) == [("Picture", Act.REMOVED), ("Pull quote", Act.ADDED)]


def test_another_picture_is_shown_beside_the_one_before(desk, article, stage):
    publish(desk, article)
    other = Image.objects.create(title="The pier", alt="A pier", renditions=stage.renditions)
    Figure.objects.filter(parent=article).update(image=other)
    assert changes(desk, article) == [("Picture", Act.REPLACED)]
    page = desk.get(url("publish", article)).content.decode()
    for image in (stage, other):
        assert f'<img src="{image.sizes.thumbnail_src}"' in page


def test_the_first_edition_is_listed_as_it_goes_out(desk, article):
    page = desk.get(url("publish", article)).content.decode()
    assert "What goes out" in page
    assert "They met in 2004." in page
    assert "Jo Farrow/Northlight/Meridian Images" in page


@pytest.fixture
def three_texts(article, ana):
    """The article with one edition, one scheduled for tomorrow, and a working copy; the headlines are A, B and C."""
    for headline, options in (("A", {}), ("B", {"at": NOON + DAY}), ("C", None)):
        article.headline = headline
        article.save()
        if options is not None:
            article.publish(ana, Kind.UPDATE, **options)
    return article


@pytest.mark.parametrize(
    "query, removed, added",
    [
        ("", "A", "C"),
        ("?from=1", "A", "C"),
        ("?from=1&to=2", "A", "B"),
        ("?from=2&to=1", "B", "A"),
        ("?from=&to=1", "C", "A"),
    ],
)
def test_any_two_texts_can_be_compared(desk, three_texts, query, removed, added):
    page = desk.get(url("compare", three_texts) + query).content.decode()
    assert f"removed: </span>{removed}<" in page
    assert f"added: </span>{added}<" in page


def test_the_list_of_editions_leads_there(desk, three_texts):
    assert f"{url('compare', three_texts)}?from=1" in desk.get(url("history", three_texts)).content.decode()


@pytest.mark.parametrize("query", ["?from=9", "?from=x", "?to=1x", "?from=1&to=3"])
def test_a_text_that_does_not_exist_is_not_found(desk, three_texts, query):
    assert desk.get(url("compare", three_texts) + query).status_code == 404


def test_a_text_that_was_removed_for_legal_reasons_is_compared_by_those_who_may_read_it(client, article, ana, dora):
    article.publish(ana, Kind.UPDATE)
    article.take_down(dora, Outcome.LEGAL, "By order.")
    for user, status in ((ana, 404), (dora, 200)):
        client.force_login(user)
        assert client.get(url("compare", article) + "?from=1").status_code == status


def test_a_reporter_compares_their_own_and_finds_nobody_elses(client, three_texts, bo, ana):
    client.force_login(bo)
    assert client.get(url("compare", three_texts)).status_code == 200
    Article.objects.filter(pk=three_texts.pk).update(created_by=ana)
    assert client.get(url("compare", three_texts)).status_code == 404


def test_comparing_costs_the_same_for_many_blocks(desk, three_texts, django_assert_max_num_queries):
    for number in range(30):
        Text.objects.create(parent=three_texts, region="body", ordering=50 + number, html=f"<p>Number {number}.</p>")
    with django_assert_max_num_queries(24):
        desk.get(url("compare", three_texts))
