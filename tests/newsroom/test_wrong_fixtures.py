"""What is wrong with a fixture is said in a sentence: the file, the row, the model, the column, and what is right."""

import json

import pytest
from django.core.management import CommandError

from articles.models import FactVersion, Generation, Section, fact_models
from tests.newsroom.fixture_files import load

pytestmark = pytest.mark.django_db

KEY, OTHER_KEY = "0b8a4e3c-6d0b-4a53-9d52-0e5e5a6b7c8d", "1b8a4e3c-6d0b-4a53-9d52-0e5e5a6b7c8d"
PLACES = {"model": "articles.section", "fields": {"name": "Places", "slug": "places"}}


def row(model, **fields):
    """A row without a key."""
    return {"model": model, "fields": fields}


TOM = row("articles.topic", name="Tom Quill", slug="tom-quill")
OPENS = row("timeline.event", title="The harbour opens", slug="opens", date="1893")
IMAGE = row("articles.image", title="Noon")
ARTICLE = row("articles.article", headline="The harbour", slug="harbour", section="places")
TEXT = row("articles.text", parent="harbour", html="<p>Dug.</p>")
TIMELINE = row("timeline.timeline", title="A harbour", slug="harbour")
EDITION = row("articles.edition", article="harbour", live_from="2025-03-01T09:00:00Z")


def changed(one, **fields):
    """Return a row with other columns; None removes one."""
    columns = {name: value for name, value in (one["fields"] | fields).items() if value is not None}
    return {**one, "fields": columns}


# The bad row is the last of each; PLACES stands before them, so that they begin with row 2.
WRONG = [
    # what is no row
    (["Tom Quill"], 'row 2: This is not a row. Write it as {"model": "articles.topic", "fields": {"name":'),
    ([{"fields": {"name": "Tom"}}], "row 2: This is not a row."),
    (
        [{"model": "articles.topics", "fields": {}}],
        "row 2: There is no model “articles.topics”. Did you mean “articles.",
    ),
    ([{"model": "topic", "fields": {}}], "row 2: There is no model “topic”. "),
    ([{**TOM, "name": "Tom"}], "row 2 (articles.topic), name: A row has a model, a pk and fields, and nothing else."),
    (
        [{"model": "articles.topic", "fields": ["Tom"]}],
        "row 2 (articles.topic), fields: Write the columns as a mapping",
    ),
    ([{**TOM, "pk": "tom"}], "row 2 (articles.topic), pk: “tom” is not a key. Leave pk out, or write a UUID."),
    ([{**TOM, "pk": 7}], "row 2 (articles.topic), pk: “7” is not a key. Leave pk out, or write a UUID."),
    ([{**TOM, "pk": KEY}, {**TOM, "pk": KEY}], "row 3 (articles.topic), pk: Row 2 has this key too."),
    (
        [{**TOM, "pk": KEY}, {**TOM, "pk": OTHER_KEY}],
        "row 3 (articles.topic), slug: This slug is taken. Choose another one, or leave the field empty.",
    ),
    ([TOM, TOM], "row 3 (articles.topic): This is the same as row 2."),
    # columns
    ([changed(TOM, nmae="Tom")], "row 2 (articles.topic), nmae: There is no such column. Did you mean “name”?"),
    (
        [changed(IMAGE, credits=["AP"])],
        "credits: Write each of them as a row of its own, of the model articles.imagecr",
    ),
    ([row("articles.topic", slug="x")], "row 2 (articles.topic), name: It is missing or empty. Write the name."),
    ([changed(TOM, name=" \u000b ")], "row 2 (articles.topic), name: It is missing or empty. Write the name."),
    ([changed(TOM, name=["Tom"])], "row 2 (articles.topic), name: Write a text, in quotation marks."),
    (
        [changed(TOM, name="T" * 201)],
        "row 2 (articles.topic), name: Ensure this value has at most 200 characters (it has",
    ),
    ([changed(TOM, slug="tom quill")], "row 2 (articles.topic), slug: Enter a valid “slug” consisting of letters"),
    ([changed(TOM, kind="dog")], "kind: Value 'dog' is not a valid choice. Write one of: person, organisation, work,"),
    ([row("articles.section", name="Feeds", slug="feed")], "slug: “feed” is a reserved word. Choose another slug."),
    (
        [row("articles.section", name="X", slug="x", position=-1)],
        "position: Ensure this value is greater than or equal",
    ),
    ([row("articles.section", name="X", position="first")], "position: “first” value must be an integer."),
    ([changed(OPENS, date="8/4/2022")], "row 2 (timeline.event), date: "),
    ([changed(OPENS, date=None)], "row 2 (timeline.event), date: It is missing or empty. Write the date."),
    ([changed(OPENS, status="sure")], "status: Value 'sure' is not a valid choice. Write one of: confirmed, reported"),
    ([changed(OPENS, quotation="Open!")], "speaker: It is missing: write who said the words of the quotation."),
    ([changed(OPENS, text=None, dek="x")], "row 2 (timeline.event), dek: There is no such column."),
    ([changed(TIMELINE, rule_from="2005", rule_until="2004")], "rule_until: The rule ends before it begins."),
    (
        [changed(TOM, released_from="2022-03-01T09:00:00")],
        "released_from: 2022-03-01 09:00:00 is a moment without a ti",
    ),
    ([changed(TOM, released_from="soon")], "released_from: “soon” value has an invalid format."),
    (
        [row("articles.source", title="X", url="javascript:alert(1)")],
        "url: “javascript:alert(1)” is not a web address.",
    ),
    (
        [IMAGE, row("articles.imagecredit", image="Noon", line="")],
        "line: It is missing or empty. Write the credit line.",
    ),
    ([changed(IMAGE, focal_x=1.5)], "focal_x: Ensure this value is less than or equal to 1."),
    ([changed(IMAGE, decorative="maybe")], "decorative: “maybe” value must be either True or False."),
    ([changed(IMAGE, renditions="large")], "renditions: Leave it out: it is derived from the picture"),
    (
        [IMAGE, row("articles.right", image="Noon", begins="2025-03-01T09:00:00Z", until="2025-02-01T09:00:00Z")],
        "row 3 (articles.right), until: This ends before it begins.",
    ),
    # pictures
    ([changed(IMAGE, file="noon.jpg")], "row 2 (articles.image), file: There is no picture “noon.jpg”. Put it into "),
    (
        [changed(IMAGE, file="../noon.jpg")],
        "file: Write the name of a file that lies beside the fixture, without a fold",
    ),
    ([changed(IMAGE, file="broken.jpg")], "row 2 (articles.image), file: broken.jpg: This picture cannot be read."),
    # references
    (
        [changed(ARTICLE, section="place")],
        "section: No section is called “place”, in the file or on this site. Did you",
    ),
    ([changed(ARTICLE, section=KEY)], f"section: There is no section {KEY}, in the file or on this site."),
    ([changed(ARTICLE, section=7)], "section: Write the slug, the name or the key of one row."),
    ([changed(ARTICLE, created_by="nobody")], "created_by: There is no user “nobody” here. Leave it out, or create it"),
    ([row("articles.text", html="<p>Dug.</p>")], "parent: It is missing: write which article this belongs to."),
    ([ARTICLE, row("articles.byline", article="harbour")], "author: It is missing: write which author."),
    (
        [
            row("articles.source", title="News", publisher="A"),
            row("articles.source", title="News", publisher="B"),
            ARTICLE,
            row("articles.quotation", parent="harbour", words="No.", source="News"),
        ],
        "row 5 (articles.quotation), source: 2 sources are called so. Write the slug or the key of the one",
    ),
    # what belongs to an article or a timeline
    ([ARTICLE, changed(TEXT, region="sidebar")], "region: An article has no region “sidebar”. Write “body”, or leave"),
    ([ARTICLE, changed(TEXT, ordering="first")], "row 3 (articles.text), ordering: “first” value must be an integer."),
    (
        [ARTICLE, TOM, *[row("articles.about", article="harbour", topic="tom-quill")] * 2],
        "row 5 (articles.about), topic: The article has this topic already. Leave one of the two rows out.",
    ),
    (
        [TIMELINE, OPENS, *[row("timeline.entry", timeline="harbour", event="opens")] * 2],
        "row 5 (timeline.entry), event: The timeline has this event already. Leave one of the two rows out.",
    ),
    # editions
    ([ARTICLE, TEXT, changed(EDITION, live_from=None)], "live_from: It is missing. Write the article, and the moment"),
    ([ARTICLE, TEXT, changed(EDITION, number=1)], "number: Leave it out: it is derived when the article is published."),
    ([ARTICLE, TEXT, changed(EDITION, kind="takedown")], "kind: A fixture cannot publish such an edition. Write"),
    (
        [ARTICLE, TEXT, changed(EDITION, kind="scoop")],
        "such an edition. Write one of: update, correction, minor.",
    ),
    ([ARTICLE, EDITION], "row 3 (articles.edition): “The harbour” cannot be published. Write the body."),
    (
        [ARTICLE, TEXT, IMAGE, row("articles.figure", parent="harbour", image="Noon"), EDITION],
        "row 6 (articles.edition): “The harbour” cannot be published. The image “Noon” has no file. The image ",
    ),
]


@pytest.mark.parametrize("rows, sentence", WRONG, ids=[sentence[:60] for _rows, sentence in WRONG])
def test_a_bad_row_is_one_sentence_and_nothing_is_loaded(rows, sentence, tmp_path):
    (tmp_path / "broken.jpg").write_text("no picture")
    (tmp_path / "rows.json").write_text(json.dumps([PLACES, *rows]))
    with pytest.raises(CommandError) as refusal:
        load(tmp_path / "rows.json")
    said = str(refusal.value)
    assert sentence in said
    assert said.startswith(f"rows.json, row {1 + len(rows)}")
    assert said.endswith(" Nothing was loaded.")
    assert "\n" not in said
    assert not any(model.objects.exists() for model in (Section, FactVersion, Generation, *fact_models()))


@pytest.mark.parametrize(
    "name, content, sentence",
    [
        ("rows.json", '[{"model": "articles.topic",]', "rows.json cannot be read: line 1, column 29 is not JSON ("),
        (
            "rows.json",
            '{"model": "articles.topic"}',
            "rows.json cannot be read: it is not a list of rows. Begin with [",
        ),
        (
            "rows.json",
            '[{"model": "a.b", "model": "c.d"}]',
            "rows.json cannot be read: “model” stands twice in one row.",
        ),
        ("rows.jsonl", '\n{"model"\n', "rows.jsonl cannot be read: line 2, column 9 is not JSON ("),
        ("rows.json", "[]".encode("utf-16"), "rows.json cannot be read: it is not text in UTF-8."),
        ("rows.xml", "<django-objects>", "rows.xml cannot be read: "),
    ],
)
def test_a_file_that_cannot_be_read_is_one_sentence(name, content, sentence, tmp_path):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(CommandError) as refusal:
        load(path)
    assert str(refusal.value).startswith(sentence)
    assert str(refusal.value).endswith("Nothing was loaded.")


def test_every_bad_row_has_its_line(tmp_path):
    rows = [PLACES, row("articles.topic", nmae="x"), TOM, row("articles.topic", slgu="y")]
    (tmp_path / "rows.json").write_text(json.dumps(rows))
    with pytest.raises(CommandError) as refusal:
        load(tmp_path / "rows.json")
    first, second = str(refusal.value).splitlines()
    assert first.startswith("rows.json, row 2 (articles.topic), nmae: ")
    assert second.startswith("rows.json, row 4 (articles.topic), slgu: ")


def test_one_bad_file_keeps_the_others_out(tmp_path):
    (tmp_path / "good.json").write_text(json.dumps([PLACES]))
    (tmp_path / "bad.json").write_text(json.dumps([changed(TOM, kind="dog")]))
    with pytest.raises(CommandError, match=r"bad\.json, row 1"):
        load(tmp_path / "good.json", tmp_path / "bad.json")
    assert not Section.objects.exists()
