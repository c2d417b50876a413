"""Prose: what an editor may write, and what no way in lets through."""

import re

import pytest
from django.core import serializers
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from articles.models import Article, Kind, Text
from articles.text import add_heading_ids, clean_prose, prose_to_text
from articles.text.prose import ALLOWED, TAGS
from tests.forms import errors_of, typed

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
    for address in (
        *("javascript:x()", "data:text/html,x", "vbscript:x", "file:///etc/passwd", "java&#9;script:x()", "tel:+4712"),
        *("//a.example/", "/\\a.example/", "#top", "../up", "page.html", "?q=1", "", " ", "harbour"),
    ):
        assert clean_prose(f'<p><a href="{address}">One</a> two</p>') == "<p>One two</p>"
    assert clean_prose("<p><a name='x'>One</a> <a href='#'><a href='https://a.example'>two</a></a></p>") == (
        '<p>One <a href="https://a.example">two</a></p>'
    )


@pytest.mark.parametrize(
    "written, address",
    [
        ("example.org/page", "https://example.org/page"),
        ("www.example.org", "https://www.example.org"),
        ("desk@example.org", "mailto:desk@example.org"),
        ("HTTPS://example.org/a b?x=1&amp;y=2#f", "https://example.org/a%20b?x=1&amp;y=2#f"),
        (" https://example.org/\x0b&#1;", "https://example.org/"),
    ],
)
def test_the_address_of_a_link_is_completed(written, address):
    assert clean_prose(f'<a href="{written}">x</a>') == f'<p><a href="{address}">x</a></p>'


def test_no_control_character_is_left_however_it_is_written():
    assert clean_prose("<p>a\x0bb&#11;c&#x1;d&#xFFFE;e</p>") == "<p>abcde</p>"


# Every tag of the list, with its attributes, as it must come out again on the page.
PIECES = {
    "p": "<p>First.</p>",
    "h2": "<h2>Second level</h2>",
    "h3": "<h3>Third level</h3>",
    "strong": "<p>A <strong>strong</strong> word.</p>",
    "em": "<p>A <em>stressed</em> word.</p>",
    "sub": "<p>H<sub>2</sub>O.</p>",
    "sup": "<p>10<sup>6</sup> cars.</p>",
    "br": "<p>One line,<br>and another.</p>",
    "a": '<p>See <a href="https://example.org/?a=1&amp;b=2#c">there</a>.</p>',
    "ul": "<ul><li><p>A bullet</p></li><li><p>Another</p><ul><li><p>Inside it</p></li></ul></li></ul>",
    "ol": "<ol><li><p>One</p></li><li><p>Two</p></li></ol>",
    "ol start": '<ol start="4"><li><p>The fourth is the quickest.</p></li></ol>',
    "ol type": '<ol start="3" type="a"><li><p>Article 3, point c</p></li></ol>',
    "li": "<ol><li><p>Two</p><p>paragraphs</p></li></ol>",
    "blockquote": "<blockquote><p>Quoted.</p><p>And more.</p></blockquote>",
}


def test_each_tag_and_attribute_of_the_list_has_its_piece():
    tried = "".join(PIECES.values())
    attributes = {(tag, name) for tag, names in ALLOWED["attributes"].items() for name in names}
    assert {tag for tag in TAGS if f"<{tag}>" not in tried and f"<{tag} " not in tried} == set()
    assert attributes == {("a", "href"), ("ol", "start"), ("ol", "type")}
    assert all(re.search(rf'<{tag} [^>]*{name}="', tried) for tag, name in attributes)


@pytest.mark.django_db
@pytest.mark.parametrize("piece", PIECES)
def test_each_tag_survives_open_save_freeze_and_page(desk, client, article, ana, piece):
    text = article.articles_text_set.get()
    Text.objects.filter(pk=text.pk).update(html=PIECES[piece])
    form = reverse("admin:articles_article_change", args=[article.pk])
    opened = typed(desk.get(form))
    assert opened["articles_text_set-0-html"] == PIECES[piece]
    assert not errors_of(desk.post(form, opened))
    text.refresh_from_db()
    assert text.html == PIECES[piece]
    article.refresh_from_db()
    edition = article.publish(ana, Kind.UPDATE)
    assert edition.text.content["blocks"][0]["html"] == PIECES[piece]
    page = client.get(edition.path).content.decode()
    assert PIECES[piece].replace("<h2>", '<h2 id="second-level">') in page


def test_a_list_keeps_only_numbers_and_kinds_that_it_can_have():
    for start in ("-3", "0", "4", "007"):
        assert clean_prose(f"<ol start='{start}'><li>x</li></ol>") == f'<ol start="{int(start)}"><li>x</li></ol>'
    for attribute in ("start='1'", "start='four'", "start='1e9'", "start='99999999999'", "type='1'", "type='disc'"):
        assert clean_prose(f"<ol {attribute} data-type='x'><li>x</li></ol>") == "<ol><li>x</li></ol>"


@given(st.text(max_size=200) | st.sampled_from([UNSAFE, "<h1><script></h1>"]))
def test_cleaning_twice_changes_nothing_and_never_fails(html):
    once = clean_prose(html)
    assert clean_prose(once) == once
    assert "<script" not in once.lower()


@pytest.mark.parametrize(
    "heading, anchor",
    [
        ("The Ängeby ferry, 1911", "the-angeby-ferry-1911"),
        ("Straße nach Süden", "straße-nach-süden"),
        ("Мост через реку", "мост-через-реку"),
        ("Γέφυρα 2019", "γέφυρα-2019"),
        ("الجسر الكبير", "الجسر-الكبير"),
        ("橋、そして川", "橋-そして川"),
        ("नदी का पुल", "नदी-का-पुल"),
        ("…", "part"),
    ],
)
def test_the_id_of_a_heading_is_made_of_its_words(heading, anchor):
    html, [(found, text)] = add_heading_ids(f"<h2>{heading}</h2>", set())
    assert (found, text) == (anchor, heading)
    assert f'id="{anchor}"' in html


def test_the_id_of_a_heading_stays_when_another_is_added():
    headings = ["<h2>Мост</h2>", "<h2>Part</h2>", "<h2>Part</h2>", "<h2>Part 2</h2>", "<h2>…</h2>", "<h2>Main</h2>"]

    def ids(*headings):
        return [anchor for anchor, _ in add_heading_ids("".join(headings), {"main", "history"})[1]]

    before = ids(*headings)
    assert before == ["мост", "part", "part--2", "part-2", "part--3", "main--2"]
    for at in range(len(headings) + 1):
        assert [i for i in ids(*headings[:at], "<h2>Река</h2>", *headings[at:]) if i != "река"] == before


def test_headings_get_ids_that_differ():
    taken = {"main"}
    html, headings = add_heading_ids("<h2>Main</h2><p>x</p><h2>Main</h2><h2>…</h2>", taken)
    ids = [anchor for anchor, _ in headings]
    assert len(set(ids)) == 3
    assert "main" not in ids
    assert all(f'<h2 id="{anchor}">' in html for anchor in ids)


def test_a_heading_reads_the_same_in_the_list_of_contents():
    _, headings = add_heading_ids("<h2>Salt &amp; <em>10<sup>6</sup></em> cars</h2>", set())
    assert headings == [("salt-106-cars", "Salt & 10⁶ cars")]


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


def test_prose_as_text_has_a_paragraph_a_line_and_addresses_only_where_asked():
    html = '<p>Salt &amp; <a href="https://example.org/sea">sea</a></p><ul><li>10<sup>6</sup></li></ul>'
    assert prose_to_text(html) == "Salt & sea\n10⁶"
    assert prose_to_text(html, links=True) == "Salt & sea (https://example.org/sea)\n10⁶"
