"""Plain text: nothing unprintable or invisible is ever stored, and names are compared as people do."""

import unicodedata

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from articles.dates import PartialDate
from articles.models import Article, ImageCredit, Text, Topic
from articles.text import fold, one_line, printable, prose_to_text, slug_of


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


@given(st.text())
def test_what_is_stored_is_in_one_form_of_unicode(text):
    assert unicodedata.is_normalized("NFC", printable(text))
    assert one_line(one_line(text)) == one_line(text)


@pytest.mark.parametrize(
    "typed, stored",
    [
        ("Bal\xadti\xadmore", "Baltimore"),
        ("\ufeffMara\u200b Lindqvist\u2060", "Mara Lindqvist"),
        ("a \u202egnorw\u202c b", "a gnorw b"),
        ("\u2066a\u2067 b\u2069", "a\u2067 b\u2069"),
        ("a\u2069 b", "a b"),
        ("A\u030akesson", "\xc5kesson"),
    ],
)
def test_invisible_characters_are_removed(typed, stored):
    assert one_line(typed) == stored


@pytest.mark.parametrize(
    "text",
    [
        "\U0001f469\u200d\U0001f680 on the Moon",
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        "\u0915\u094d\u200d\u0937",
        "\u05e9\u05dc\u05d5\u05dd!\u200f",
        "10\u2060km",
        "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "\u2067\u05e9\u05dc\u05d5\u05dd\u2069 means peace",
    ],
    ids=["emoji", "Persian", "Hindi", "Hebrew", "unit", "flag", "isolated"],
)
def test_joiners_and_marks_that_words_need_are_kept(text):
    assert one_line(text) == text


@pytest.mark.django_db
@pytest.mark.parametrize("nothing", ["\u200b", "\xad\ufeff", "\u200d", " \u2060\u202e ", "\u3164"])
def test_what_nobody_sees_fills_nothing(nothing):
    with pytest.raises(ValidationError) as refusal:
        Topic(name=nothing, slug="nothing").full_clean()
    assert "name" in refusal.value.message_dict
    article = Article.objects.create(headline="Kept", dek=nothing)
    block = Text.objects.create(parent=article, region="body", ordering=10, html=f"<p>{nothing}</p><p>W\xadord.</p>")
    article.refresh_from_db()
    block.refresh_from_db()
    assert (article.dek, prose_to_text(block.html)) == ("", "Word.")
    assert ImageCredit(line=f"Jo{nothing}Farrow").line  # what is in memory is as typed; the database gets it clean
    with pytest.raises(ValueError, match="no date"):
        PartialDate.parse(nothing)
    assert PartialDate.parse(f"\u200e20{nothing.strip()}04").words == "2004"


@pytest.mark.parametrize(
    "typed, name",
    [
        ("osten", "\xd6sten \xc5kesson"),
        ("o'brien", "Edna O\u2019Brien"),
        ("o\u2019brien", "Edna O'Brien"),
        ("OBRIEN", "Edna O\u02bcBrien"),
        ("soren aeroe", "S\xf8ren \xc6r\xf8e"),
        ("strasse", "Stra\xdfe"),
        ("lodz", "\u0141\xf3d\u017a"),
        ("istanbul", "\u0130stanbul"),
        ("\u0430\u0444\u0438\u043d\u0430", "\u0410\u0424\u0418\u041d\u0410"),
        ("\u03b1\u03b8\u03b7\u03bd\u03b1", "\u0391\u03b8\u03ae\u03bd\u03b1"),
        ("jean-luc", "Jean\u2010Luc"),
    ],
)
def test_names_are_found_as_people_type_them(typed, name):
    assert fold(typed) in fold(name)


def test_letters_that_only_look_accented_stay_apart():
    assert fold("\u304b\u304d") != fold("\u304c\u304d")
    assert fold("\u0915\u094d") != fold("\u0915")


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)
    assert fold(one_line(text)) == fold(text)


@pytest.mark.parametrize(
    "headline, slug",
    [
        ("\u041f\u0440\u0438\u0432\u0435\u0442 \u043c\u0438\u0440", "privet-mir"),
        ("\u0391\u03b8\u03ae\u03bd\u03b1 \u03c3\u03ae\u03bc\u03b5\u03c1\u03b1", "athina-simera"),
        ("\u0645\u062d\u0645\u062f \u0639\u0644\u064a", "mhmd-ly"),
        ("\u65e5\u672c\u306e\u9996\u76f8", "ri-ben-no-shou-xiang"),
        ("Stra\xdfe, \xc6ther, s\xf8ster", "strasse-aether-soster"),
        ("O\u2019Brien\u2019s sum\xadmer, 2016\u20132018", "obriens-summer-2016-2018"),
        ("!!!", ""),
    ],
)
def test_words_of_any_script_have_a_slug_that_can_be_read(headline, slug):
    assert slug_of(headline, 80) == slug
