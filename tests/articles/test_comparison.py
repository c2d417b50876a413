"""Two texts compared: word by word, paragraph by paragraph, moves as moves, pictures as pictures, in bounded time."""

import random

import pytest

from articles.comparison import (
    Act,
    Field,
    Noun,
    Picture,
    Piece,
    Version,
    compare,
    fingerprints,
    labels_changed_since,
)
from articles.comparison.words import compare_words, split_words
from tests.call_count import count_calls

PARAGRAPH, PICTURE = Noun("paragraph", "paragraphs"), Noun("picture", "pictures")
ENTRY = Noun("timeline entry", "timeline entries")


def paragraphs(*texts):
    """A version of these paragraphs."""
    return Version([], [Piece(PARAGRAPH, "Paragraph", (Field("words", "", text),)) for text in texts])


def picture(key, **fields):
    """A picture in the body, by its block and its image."""
    block, image = key
    texts = tuple(Field(name, name.capitalize(), text) for name, text in fields.items())
    return Version([], [Piece(PICTURE, "Picture", texts, key=block, picture=Picture(image, "/p.webp", "Alt"))])


def acts(comparison):
    """What became of each piece, as (act, words)."""
    return [(line.act, "".join(text for _op, text in line.fields[0].spans)) for line in comparison.changes]


LONG = [f"Paragraph {n} is about the {n}th thing that happened in the town and what it came to mean." for n in range(9)]


@pytest.mark.parametrize(
    "old, new, spans",
    [
        ("a b c", "a x c", [("same", "a "), ("del", "b"), ("ins", "x"), ("same", " c")]),
        (
            "They met in 2004.",
            "They met in 2005.",
            [("same", "They met in "), ("del", "2004"), ("ins", "2005"), ("same", ".")],
        ),
        ("", "new", [("ins", "new")]),
        ("old", "", [("del", "old")]),
        ("same", "same", [("same", "same")]),
        ("one two three four.", "one two.", [("same", "one two"), ("del", " three four"), ("same", ".")]),
        ("漢字です", "漢語です", [("same", "漢"), ("del", "字"), ("ins", "語"), ("same", "です")]),
    ],
)
def test_words_are_compared_without_their_marks_and_spaces(old, new, spans):
    found = compare_words(old, new)
    joined = []
    for op, text in found:  # neighbours of one kind read as one
        if joined and joined[-1][0] == op:
            joined[-1] = (op, joined[-1][1] + text)
        else:
            joined.append((op, text))
    assert joined == spans


@pytest.mark.parametrize("seed", range(30))
def test_the_spans_together_are_both_texts(seed):
    randomly = random.Random(seed)
    words = ["the ", "a ", "bridge", ". ", "“", "”", "\n", "opened ", "in 1977", ", ", "…"]
    old, new = ("".join(randomly.choices(words, k=randomly.randrange(40))) for _ in range(2))
    spans = compare_words(old, new)
    assert "".join(text for op, text in spans if op != "ins").split() == old.split()
    assert "".join(text for op, text in spans if op != "del").split() == new.split()
    assert "".join(split_words(old)) == old


def test_a_text_with_little_in_common_is_shown_as_replaced():
    assert [op for op, _ in compare_words("one two three four five six", "a six b c d e f g")] == ["del", "ins"]


def test_a_paragraph_that_changed_place_is_one_line():
    comparison = compare(paragraphs(*LONG), paragraphs(*LONG[:2], *LONG[3:7], LONG[2], *LONG[7:]))
    assert acts(comparison) == [(Act.MOVED, LONG[2])]
    assert comparison.summary == "1 paragraph moved."


def test_paragraphs_that_moved_together_are_one_line():
    (line,) = compare(paragraphs(*LONG), paragraphs(*LONG[2:], *LONG[:2])).changes
    assert (line.act, line.count, line.title) == (Act.MOVED, 2, "2 paragraphs")


def test_a_paragraph_that_moved_and_was_edited_is_one_line():
    edited = LONG[1].replace("came to mean", "meant")
    comparison = compare(paragraphs(*LONG), paragraphs(LONG[0], *LONG[2:], edited))
    assert [line.act for line in comparison.changes] == [Act.MOVED_AND_EDITED]


def test_edited_added_and_removed_paragraphs_are_told_apart():
    new = [LONG[0].replace("town", "city"), *LONG[1:4], "A wholly new one stands here instead of nothing.", *LONG[5:]]
    comparison = compare(paragraphs(*LONG), paragraphs(*new[:4], *new[5:], new[4]))
    assert [line.act for line in comparison.changes] == [Act.EDITED, Act.REMOVED, Act.ADDED]
    assert comparison.summary == "1 paragraph edited, 1 paragraph removed, 1 paragraph added."


def test_what_is_the_same_is_only_counted():
    comparison = compare(paragraphs(*LONG), paragraphs(*LONG[:4], "New.", *LONG[4:]))
    assert [line.label for line in comparison.lines if line.act == Act.SAME] == [
        "4 parts unchanged",
        "5 parts unchanged",
    ]


def test_the_same_text_differs_in_nothing():
    comparison = compare(paragraphs(*LONG), paragraphs(*LONG))
    assert not comparison
    assert comparison.summary == "Nothing differs."


def test_another_picture_in_the_same_place_is_a_swap_with_both_pictures():
    comparison = compare(picture((1, "a"), caption="The pier"), picture((1, "b"), caption="The pier"))
    (line,) = comparison.changes
    assert (line.act, line.old_picture.key, line.new_picture.key) == (Act.REPLACED, "a", "b")
    assert comparison.summary == "1 picture replaced."


def test_corrected_words_of_a_picture_are_named():
    old = picture((1, "a"), caption="The pier", alt="A pier", credit="Jo Farrow")
    new = picture((1, "a"), caption="The old pier", alt="A pier", credit="Kim Farrow")
    assert compare(old, new).summary == "Caption of 1 picture changed, credit of 1 picture corrected."


def test_entries_of_a_timeline_are_counted_by_themselves():
    def timeline(**entries):
        fields = [Field(name, "Entry", text, ENTRY) for name, text in entries.items()]
        noun = Noun("timeline", "timelines")
        return Version([], [Piece(noun, "Timeline", (Field("timeline", "", "The bridge"), *fields), key=7)])

    comparison = compare(timeline(a="1977: Opened", b="1978: Again"), timeline(a="1976: Opened", c="1981: At last"))
    assert comparison.summary == ("1 timeline entry edited, 1 timeline entry added, 1 timeline entry removed.")


def test_the_headline_is_named_first():
    def titled(headline, text):
        front = [Piece(Noun("Headline", "Headline"), "Headline", (Field("words", "", headline),), key="headline")]
        return Version(front, paragraphs(text).body)

    summary = compare(titled("One", LONG[0]), titled("Two", LONG[0] + " More.")).summary
    assert summary == "Headline changed, 1 paragraph edited."


def test_fingerprints_name_what_somebody_changed_since():
    line = fingerprints(paragraphs(*LONG[:3]))
    assert labels_changed_since(line, paragraphs(*LONG[:3])) == []
    assert labels_changed_since(line, paragraphs(*LONG[:2], "Other words.")) == ["Paragraph"]


REPEATED = ["the " * 6000], ["the a " * 3000]
EQUAL = ["The same."] * 3000, ["The same."] * 2999
TWO_WORDS = [[" ".join(random.Random(n + side).choices("ab", k=120)) for n in range(60)] for side in (0, 100)]
EDITED = [[f"{text} {n}" for n, text in enumerate(LONG * 30)], [f"{text} {n + 1}" for n, text in enumerate(LONG * 30)]]


@pytest.mark.parametrize("old, new", [REPEATED, EQUAL, TWO_WORDS, EDITED])
def test_no_text_holds_anybody_up(old, new):
    assert count_calls(lambda: compare(paragraphs(*old), paragraphs(*new))) < 600_000
