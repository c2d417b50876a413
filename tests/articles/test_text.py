"""Plain text: nothing unprintable is ever stored."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.models import Article, Topic
from articles.text.fields import one_line, printable


@given(st.text(st.characters(exclude_categories=[])))
def test_what_is_printable_is_xml_and_loses_no_ordinary_character(text):
    shown = printable(text)
    assert all(c in "\t\n" or ord(c) >= 0x20 for c in shown)
    assert not any(0xD800 <= ord(c) <= 0xDFFF or c in "\ufffe\uffff\x00" for c in shown)
    assert printable(shown) == shown
    assert "\n" not in one_line(text)


def test_line_ends_become_one_kind():
    assert printable("a\r\nb\rc\u2028d") == "a\nb\nc\nd"


@pytest.mark.django_db
def test_a_vertical_tab_in_a_headline_is_gone_however_it_came():
    article = Article.objects.create(headline="One\x0b two\nthree \x00")
    assert article.headline == "One two three"
    Article.objects.update(headline="Four\x0b", dek="a\x00b\n\nc")
    article.refresh_from_db()
    assert (article.headline, article.dek) == ("Four", "ab\n\nc")
    Topic.objects.bulk_create([Topic(name="A\x0bB", slug="ab")])
    assert Topic.objects.get().name == "AB"
