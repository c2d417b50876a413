"""What goes out, word by word: the publish page says what readers will get that they did not have."""

import pytest
from articles.admin.publication.difference import moved_keys, text_spans

from articles.models import Figure, Image, PullQuote, Quotation, Text
from tests.call_count import count_calls
from tests.publishing_forms import publish, url

pytestmark = pytest.mark.usefixtures("london")


def test_the_page_shows_word_by_word_what_changes(desk, article):
    publish(desk, article)
    text = Text.objects.get(parent=article)
    text.html = "<h2>A shared room</h2><p>They met in 2005.</p>"
    text.save()
    article.refresh_from_db()
    article.headline = "How the songwriters began to write apart"
    article.save()
    page = desk.get(url("publish", article)).content.decode()
    assert "What differs from edition 1" in page
    assert "Headline changed, 1 block changed." in page
    assert "2004.<span" in page
    assert "2005.<span" in page
    assert "They met in<" not in page


def changes(desk, article):
    """What the publish page says of each piece that differs, and its parts."""
    difference = desk.get(url("publish", article)).context["form"].difference
    return [(change.label, change.kind, change.spans) for change in difference.changes]


@pytest.mark.parametrize(
    "before, after",
    [
        ("<p>10<sup>6</sup> cars</p>", "<p>106 cars</p>"),
        ("<p>CO<sub>2</sub></p>", "<p>CO2</p>"),
        ("<ol start='4'><li>The fourth</li></ol>", "<ol start='5'><li>The fourth</li></ol>"),
    ],
)
def test_a_change_inside_the_markup_is_shown(desk, article, before, after):
    Text.objects.update(html=before)
    publish(desk, article)
    Text.objects.update(html=after)
    assert [what for _, what, _ in changes(desk, article)] == ["changed"]


def test_nothing_differs_right_after_publishing(desk, article):
    publish(desk, article)
    assert changes(desk, article) == []
    assert "The text is the same." in desk.get(url("publish", article)).content.decode()


def test_a_block_that_moved_is_reported_as_moved_and_no_more(desk, article):
    publish(desk, article)
    Quotation.objects.filter(parent=article).update(ordering=1)
    ((label, what, _),) = changes(desk, article)
    assert (label, what) == ("Quotation", "moved")


def test_added_and_removed_blocks_stand_where_they_are(desk, article):
    publish(desk, article)
    Figure.objects.filter(parent=article).delete()
    PullQuote.objects.create(parent=article, region="body", ordering=40, words="Nobody left.")
    assert [(label, what) for label, what, _ in changes(desk, article)] == [
        ("Figure", "removed"),
        ("Pull quote", "added"),
    ]


def test_another_picture_and_another_target_of_a_link_are_seen(desk, article):
    Text.objects.filter(parent=article).update(html='<p>See <a href="https://example.org/a">this</a>.</p>')
    publish(desk, article)
    Text.objects.filter(parent=article).update(html='<p>See <a href="https://example.org/b">this</a>.</p>')
    other = Image.objects.create(title="The pier", alt="A pier")
    Figure.objects.filter(parent=article).update(image=other)
    text, figure = changes(desk, article)
    assert ("del", "(https://example.org/a).") in text[2]
    assert ("ins", "(https://example.org/b).") in text[2]
    assert [part for part in figure[2] if part[0] != "same"] == [("del", "stage"), ("ins", "pier")]


@pytest.mark.parametrize(
    "old, new, said",
    [
        ("a b c", "a x c", [("same", "a "), ("del", "b "), ("ins", "x "), ("same", "c")]),
        ("one", "one\ntwo", [("skip", "1 unchanged paragraph"), ("ins", "two")]),
        ("one\ntwo", "two", [("del", "one"), ("skip", "1 unchanged paragraph")]),
        ("", "new", [("ins", "new")]),
        ("old", "", [("del", "old")]),
    ],
)
def test_words_and_paragraphs_are_compared(old, new, said):
    assert [(op, text.strip("\n")) for op, text in text_spans(old, new) if text.strip()] == said


def test_the_fewest_pieces_are_reported_as_moved():
    assert moved_keys([1, 2, 3, 4], [4, 1, 2, 3]) == {4}
    assert moved_keys([1, 2, 3], [1, 3, 5]) == set()


def test_words_that_only_repeat_themselves_hold_nobody_up():
    assert count_calls(lambda: text_spans("the " * 6000, "the a " * 3000)) < 100_000
