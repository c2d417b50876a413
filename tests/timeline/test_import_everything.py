"""Whatever a file has, and wherever: each of its words is taken, kept in a note, or named in the report."""

import csv
import io
import json
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.interchange import UnreadableFile, read_file
from timeline.interchange.spreadsheets import FOREIGN_COLUMNS

SEARCH = settings(max_examples=60, deadline=None, derandomize=True)
# A word that nothing else contains, so that it can be found again; perhaps in HTML, or inside an address.
WORDS = st.integers(1000, 9999).flatmap(
    lambda number: st.sampled_from([f"w{number}w", f"<b>w{number}w</b>", f'<img src="https://x.org/w{number}w">'])
)
OTHER_KEYS = st.sampled_from(["format", "classname", "link", "other", "text2", "events"])
TREES = st.recursive(WORDS, lambda inner: st.dictionaries(OTHER_KEYS, inner, max_size=3) | st.lists(inner, max_size=2))


def objects(texts, **parts):
    """Return objects with some of these texts, some of these parts, and some that no format has."""
    known = st.fixed_dictionaries({}, optional=dict.fromkeys(texts.split(), WORDS) | parts)
    return st.builds(lambda one, others: others | one, known, st.dictionaries(OTHER_KEYS, TREES, max_size=2))


TEXT = objects("headline text")
MEDIA = objects("url caption credit alt title thumbnail link media")
BACKGROUND = objects("url color alt")
SLIDES = objects("group display_date unique_id autolink", text=TEXT, media=MEDIA, background=BACKGROUND)
OLD_SLIDES = objects("headline text tag displayDate uniqueid unique_id classname", asset=MEDIA)
NAMES = [name for names in FOREIGN_COLUMNS.values() for name in names if name not in ("date", "title")]
COLUMNS = st.lists(st.sampled_from([*NAMES, "other", ""]), max_size=8)
SHEET_NAMES = "display date,text,media,media credit,media caption,media thumbnail,alt text,group,background,unique id,"
SHEET_COLUMNS = st.lists(st.sampled_from(SHEET_NAMES.split(",")), max_size=8)


def words_of(content):
    """Return the words of `WORDS` in a text."""
    return set(re.findall(r"w[0-9]{4}w", content))


def is_kept(content):
    """Whether each word of a file is in its events, eras and remarks, unless their place is listed with an error."""
    try:
        imported = read_file(content.encode(), leave_out=True)
    except UnreadableFile:
        return True
    return bool(imported.errors) or words_of(content) <= words_of(repr(imported))


def as_csv(header, row):
    """Return a table of one row."""
    written = io.StringIO(newline="")
    csv.writer(written).writerows([header, row])
    return written.getvalue()


@SEARCH
@given(slide=SLIDES, title=SLIDES, era=SLIDES)
def test_every_word_of_version_three(slide, title, era):
    start = {"start_date": {"year": 1900}}
    for part in (slide, era):
        part["text"] = part.get("text", {}) | {"headline": "H"}
    content = {"title": title, "events": [slide | start], "eras": [era | start]}
    assert is_kept(json.dumps(content))


@SEARCH
@given(slide=OLD_SLIDES, root=OLD_SLIDES)
def test_every_word_of_version_one(slide, root):
    slide = slide | {"headline": "H", "startDate": "1900"}
    assert is_kept(json.dumps({"timeline": root | {"date": [slide]}}))


@SEARCH
@given(columns=COLUMNS, data=st.data())
def test_every_cell_of_any_spreadsheet(columns, data):
    cells = [data.draw(WORDS) for _ in columns]
    surplus = data.draw(st.lists(WORDS, max_size=2))
    assert is_kept(as_csv(["date", "title", *columns], ["1900", "H", *cells, *surplus]))


@SEARCH
@given(columns=SHEET_COLUMNS, data=st.data())
def test_every_cell_of_timelinejs_spreadsheet(columns, data):
    cells = [data.draw(WORDS) for _ in columns]
    assert is_kept(as_csv(["Year", "Headline", *columns], ["1900", "H", *cells]))
    for kind in ("title", "era"):
        assert is_kept(as_csv(["Year", "Headline", "Type", *columns], ["1900", "H", kind, *cells]) + "1901,A,,\n")
