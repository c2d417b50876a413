"""Text that was written elsewhere: what comes in by the clipboard, by a fixture or by a command becomes prose."""

import re

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from articles.exceptions import NotReady
from articles.models import Kind, Text
from articles.text import ProseReader, clean_prose, one_line, prose_to_text, reader
from tests.articles.clips import CLIPS


def test_there_are_thirty_clips():
    assert len(CLIPS) == 30


@pytest.mark.parametrize("name", CLIPS)
def test_a_clip_becomes_prose(name):
    clip = CLIPS[name]
    assert clean_prose(clip.html) == clip.prose
    assert clean_prose(clip.prose) == clip.prose
    read = ProseReader(clip.html)
    assert tuple((picture.alt, picture.caption) for picture in read.pictures) == clip.pictures
    assert tuple(one_line(words) for words in read.struck if words) == clip.struck


@pytest.mark.parametrize(
    "html, addresses",
    [
        ("<iframe src='https://films.example/1'></iframe>", ["https://films.example/1"]),
        ("<iframe src=//films.example/1></iframe><embed src=https://films.example/1>", ["https://films.example/1"]),
        ("<video><source src='https://films.example/2.mp4'></video>", ["https://films.example/2.mp4"]),
        ("<object data='https://films.example/3'></object><audio></audio>", ["https://films.example/3", ""]),
        ("<iframe src='javascript:alert(1)'></iframe>", [""]),
        ("<!-- <iframe src='https://films.example/1'></iframe> --><p>words</p>", []),
    ],
)
def test_what_is_embedded_is_named(html, addresses):
    assert ProseReader(html).embedded == addresses


def test_the_note_says_what_was_embedded(desk):
    said = desk.post(reverse("pasted_prose"), {"html": "<iframe src='https://films.example/1'></iframe>"}).json()
    assert "<li>https://films.example/1</li>" in said["note"]


# Every element that a browser shows as a block, but the table, in which words stand only in cells.
BLOCKS = sorted(reader.BLOCKS - {"table", "hr"})


@pytest.mark.parametrize("tag", BLOCKS)
def test_no_block_runs_its_words_together(tag):
    for html in (f"<{tag}>one</{tag}><{tag}>two</{tag}>", f"zero<{tag}>one</{tag}>two", f"<{tag}>one<hr>two</{tag}>"):
        words = prose_to_text(clean_prose(html)).split()
        assert words == [word for word in ("zero", "one", "two") if word in html]


# Pieces of HTML that make sense together or not; `_` is a space within a piece.
PIECES = """
<p> </p> <div> <b> </b> <i> <ul> <ol_type=a> <li> </li> </ul> <blockquote> </blockquote> <table> <tr> <td> </td>
</table> <h2> </h2> <a_href='https://a.example/'> <a> </a> <br> <hr> <span_style='font-weight:700'> </span> <pre> </pre>
<q> <sup> </sup> <p_class=MsoListParagraph> 1.&nbsp;&nbsp; ·&nbsp;_ &nbsp; _ 10 km ! &lt; &amp; |
&#8203; one two one two
"""


@given(st.lists(st.sampled_from(PIECES.split()), max_size=24))
def test_reading_prose_again_changes_nothing_and_no_word_is_lost(pieces):
    once = clean_prose("".join(pieces).replace("_", " "))
    assert clean_prose(once) == once
    for word in ("one", "two"):
        assert prose_to_text(once).count(word) == pieces.count(word)


def test_a_no_break_space_stays_only_where_a_line_must_not_break():
    kept = ["10 km", "3 %", "12 500", "§ 4", "№ 7", "« oui »", "non !", "€ 5", "5 °C", "2 millions", "n° 3", "20 h 30"]
    gone = ["in 2019 the", "one two", "2019 and", "p. a", "300 boats", "to 12 5000"]
    for text in (text.replace(" ", "\xa0") for text in kept):
        assert clean_prose(f"<p>{text}</p>") == f"<p>{text}</p>".replace("\xa0", "&nbsp;")
    for text in gone:
        assert clean_prose("<p>{}</p>".format(text.replace(" ", "\xa0"))) == f"<p>{text}</p>"


@pytest.mark.parametrize(
    "address",
    [
        *(
            "#_ftn1",
            "https://a.example/doc#_ftnref12",
            "https://a.example/#fn:note",
            "https://a.example/w#cite_ref-Kvist_3-0",
        ),
        *(
            "#sdfootnote1sym",
            "https://a.example/#footnote-anchor-2",
            "/admin/",
            "/admin",
            "https://a.example/admin/x?y#z",
        ),
        "https://www.google.com/url?q=javascript:alert(1)",
    ],
)
def test_links_to_notes_and_to_the_desk_are_unwrapped(address):
    assert clean_prose(f'<p>A <a href="{address}">word</a></p>') == "<p>A word</p>"


def test_links_that_look_like_those_stay():
    for address in (
        "https://a.example/#fnord",
        "https://a.example/#notebook",
        "/administration/",
        "https://a.example/#note-on",
    ):
        assert f'href="{address}"' in clean_prose(f'<a href="{address}">x</a>')


def test_words_around_a_picture_stay_two():
    assert clean_prose("<p>before<img alt='A mill'>after</p>") == "<p>before after</p>"


def test_a_text_that_nests_deeply_is_read():
    assert clean_prose("<div>" * 3000 + "deep" + "</div>" * 3000) == "<p>deep</p>"


def test_the_desk_makes_prose_of_a_clip_and_says_what_it_leaves_out(desk):
    clip = "<p>Now <s>old</s> new</p><figure><img alt='x'><figcaption>A &lt;b&gt; bridge</figcaption></figure>"
    answer = desk.post(reverse("pasted_prose"), {"html": clip}).json()
    assert answer["html"] == "<p>Now new</p><p>A &lt;b&gt; bridge</p>"
    assert "A picture was left out" in answer["note"]
    assert 'data-figure="A &lt;b&gt; bridge"' in answer["note"]
    assert "deleted or struck out" in answer["note"]
    assert desk.post(reverse("pasted_prose"), {"html": "<p>Plain</p>"}).json() == {"html": "<p>Plain</p>", "note": ""}


@pytest.mark.django_db
def test_only_the_desk_may_ask(client):
    assert client.post(reverse("pasted_prose"), {"html": "x"}).status_code == 302


@pytest.mark.parametrize(
    "html", ["", "<p></p>", "<p>&nbsp;</p><p><br></p>", "<h2>\u200b\xad</h2>", "<p>\ufeff\u202e\u2800</p>"]
)
def test_a_body_without_words_cannot_be_published(desk, article, ana, html):
    article.articles_quotation_set.all().delete()
    article.articles_figure_set.all().delete()
    article.articles_text_set.update(html=html)
    with pytest.raises(NotReady) as refused:
        article.publish(ana, Kind.UPDATE)
    assert refused.value.message_dict["body"] == ["Write the body."]
    page = desk.get(reverse("admin:articles_article_publish", args=[article.pk])).content.decode()
    assert "Write the body." in page
    Text.objects.create(parent=article, region="body", ordering=90, html="<p>Words</p>")
    article.publish(ana, Kind.UPDATE)


def test_the_writing_fields_are_in_the_language_of_the_article(desk, article):
    page = desk.get(reverse("admin:articles_article_change", args=[article.pk])).content.decode()
    assert re.search(r'<select name="language"[^>]* data-rtl="[^"]*\bar\b[^"]*\bhe\b', page)
