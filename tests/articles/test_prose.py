"""Prose: what an editor may write, and what no way in lets through."""

import pytest
from django.core import serializers
from hypothesis import given
from hypothesis import strategies as st

from articles.models import Article, Text
from articles.prose import anchored, clean_prose

UNSAFE = '<p onclick="x()">Hello <script>alert(1)</script><a href="javascript:x()">there</a></p><img src=x onerror=y>'


def test_only_the_listed_tags_remain():
    kept = '<p>One <strong>two</strong> <em>three</em> <a href="https://a.example/">four</a></p><h2>Five</h2>'
    assert clean_prose(kept) == kept
    assert clean_prose(UNSAFE) == "<p>Hello there</p>"


def test_words_are_never_joined_where_a_block_is_not_listed():
    assert (
        clean_prose("<h1>H</h1><h4>h4</h4><div>one</div><div>two</div>") == "<h2>H</h2><h3>h4</h3><p>one</p><p>two</p>"
    )


def test_links_lead_only_where_links_may():
    for address in ("https://a.example/", "http://a.example/", "mailto:a@a.example", "/culture/songwriters/"):
        assert f'href="{address}"' in clean_prose(f'<a href="{address}">x</a>')
    for address in ("javascript:x()", "data:text/html,x", "vbscript:x", "file:///etc/passwd"):
        assert "href" not in clean_prose(f'<a href="{address}">x</a>')


@given(st.text(max_size=200) | st.sampled_from([UNSAFE, "<h1><script></h1>"]))
def test_cleaning_twice_changes_nothing_and_never_fails(html):
    once = clean_prose(html)
    assert clean_prose(once) == once
    assert "<script" not in once.lower()


def test_headings_get_ids_that_differ():
    taken = {"main"}
    html, headings = anchored("<h2>Main</h2><p>x</p><h2>Main</h2><h2>…</h2>", taken)
    ids = [anchor for anchor, _ in headings]
    assert len(set(ids)) == 3
    assert "main" not in ids
    assert all(f'<h2 id="{anchor}">' in html for anchor in ids)


@pytest.mark.django_db
@pytest.mark.parametrize("way", ["save", "bulk_create", "update", "fixture"])
def test_no_way_into_the_database_stores_a_script(way):
    article = Article.objects.create(headline="One")
    text = Text(parent=article, region="body", html=UNSAFE)
    if way == "save":
        text.save()
    elif way == "bulk_create":
        Text.objects.bulk_create([text])
    elif way == "update":
        Text.objects.create(parent=article, region="body", html="x")
        Text.objects.update(html=UNSAFE)
    else:
        for row in serializers.deserialize("json", serializers.serialize("json", [text])):
            row.save()
    assert Text.objects.get().html == "<p>Hello there</p>"
