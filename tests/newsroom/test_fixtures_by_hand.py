"""A fixture that a person has written: what it may leave out, what it publishes, and how it names things."""

import datetime
import json

import pytest
from django.apps import apps
from django.core.files.storage import default_storage
from django.core.management import CommandError

from articles.models import (
    About,
    Article,
    Byline,
    Edition,
    FactVersion,
    Figure,
    Image,
    ImageCredit,
    Quotation,
    Source,
    Text,
    Topic,
)
from newsroom.loading.rules import WITH_FORMS
from tests.newsroom.fixture_files import EXAMPLE, HARBOUR, PLACES, README, everything, load, write, write_pictures
from timeline.models import Event, TimelineBlock

pytestmark = pytest.mark.django_db

NOON = "2026-05-12T12:00:00Z"


def test_the_example_of_the_readme_gives_readers_a_page_with_both_pictures_credited(example, client):
    assert "published: edition “How the harbour came to be, edition 1”" in load(example)
    page = client.get("/places/harbour/").content.decode()
    for words in (
        "Anna Example/Example Wire",
        "Courtesy of the harbour board",
        "We dug with what we had.",
        "Ines Harrow",
        "The harbour opens",
        "Boats land on the beach",
    ):
        assert words in page
    for image in Image.objects.all():
        assert f"/pictures/{image.stem}/" in page
        assert len(b"".join(client.get(image.sizes.src))) > 0
    assert Edition.objects.get().live_from == datetime.datetime(2025, 3, 1, 9, tzinfo=datetime.UTC)


def test_the_example_loaded_twice_changes_nothing(example):
    load(example)
    before = everything()
    assert load(example) == "Installed 25 object(s) from 1 fixture(s)\n"
    assert everything() == before


def test_the_example_is_short_and_names_no_key():
    assert len(EXAMPLE.splitlines()) <= 40
    assert '"pk"' not in EXAMPLE


@pytest.mark.parametrize("model", [m for m in apps.get_models() if issubclass(m, WITH_FORMS)])
def test_the_readme_lists_every_column_of(model):
    [line] = [line for line in README.splitlines() if line.startswith(f"| `{model._meta.label_lower}`")]
    columns = [f for f in model._meta.concrete_fields if f.editable and not f.primary_key]
    assert [f.name for f in columns if f"`{f.name}`" not in line] == []
    for field in columns:
        for value, _label in field.choices or () if field.name not in ("language", "source_type") else ():
            assert str(value) in line


def test_the_order_of_appearance_is_the_order_of_blocks_and_parts(tmp_path):
    rows = [
        ("articles.figure", {"parent": "harbour"}),
        ("articles.text", {"parent": "harbour", "html": "<p>One.</p>"}),
        ("articles.pullquote", {"parent": "harbour", "words": "Two."}),
        ("articles.byline", {"article": "harbour", "author": "Zoe"}),
        ("articles.byline", {"article": "harbour", "author": "Abe"}),
        ("articles.text", {"parent": "harbour", "html": "<p>Three.</p>"}),
        ("articles.author", {"name": "Abe"}),
        ("articles.author", {"name": "Zoe"}),
        ("articles.article", HARBOUR),
        PLACES,
    ]
    load(write(tmp_path / "rows.json", *rows))
    article = Article.objects.get()
    assert [type(block).__name__ for block in article.blocks()] == ["Figure", "Text", "PullQuote", "Text"]
    assert [byline.author.name for byline in article.bylines.all()] == ["Zoe", "Abe"]
    assert {block.region for block in article.blocks()} == {"body"}


def test_a_slug_is_made_of_the_name_and_no_other_thing_gets_it(tmp_path):
    Topic.objects.create(name="The harbour of old", slug="the-harbour")
    rows = [
        ("articles.topic", {"name": "The harbour"}),
        ("timeline.event", {"title": "The harbour opens", "date": "1893"}),
        ("timeline.event", {"title": "The harbour opens", "date": "1901"}),
    ]
    path = write(tmp_path / "rows.json", *rows)
    load(path)
    load(path)
    assert Topic.objects.get(name="The harbour").slug == "the-harbour-2"
    assert sorted(Event.objects.values_list("slug", flat=True)) == ["the-harbour-opens", "the-harbour-opens-2"]


def test_names_mean_rows_that_are_here_already(tmp_path, article, mara, register, stage, culture):
    rows = [
        ("articles.article", {"headline": "A second look", "section": "Culture", "lead_image": "The stage"}),
        ("articles.byline", {"article": "A second look", "author": "Petra Nwosu"}),
        ("articles.about", {"article": "culture/songwriters", "topic": "Mara Lindqvist"}),
        (
            "articles.quotation",
            {"parent": "A second look", "words": "No.", "speaker": "mara-lindqvist", "source": "The Coastal Register"},
        ),
    ]
    load(write(tmp_path / "rows.json", *rows))
    written = Article.objects.get(headline="A second look")
    assert (written.section, written.lead_image) == (culture, stage)
    assert Quotation.objects.get(parent=written).source == register
    assert About.objects.filter(article=article, topic=mara).count() == 1
    assert Byline.objects.get(article=written).author.slug == "petra-nwosu"


def test_a_block_that_shows_chosen_events_names_them_by_their_slugs(tmp_path):
    rows = [
        ("articles.article", {"headline": "Chosen"}),
        ("timeline.timelineblock", {"parent": "Chosen", "timeline": "all", "extent": "chosen", "chosen": ["b", "a"]}),
        ("timeline.timeline", {"title": "All", "slug": "all"}),
        ("timeline.event", {"title": "A", "slug": "a", "date": "2001"}),
        ("timeline.event", {"title": "B", "slug": "b", "date": "2002"}),
    ]
    load(write(tmp_path / "rows.json", *rows))
    keys = {event.slug: str(event.pk) for event in Event.objects.all()}
    assert TimelineBlock.objects.get().chosen == [keys["b"], keys["a"]]


def test_what_a_row_does_not_mention_stays(tmp_path, mara):
    Topic.objects.update(description="A songwriter.")
    load(write(tmp_path / "rows.json", ("articles.topic", {"name": "Mara L.", "slug": "mara-lindqvist"})))
    mara.refresh_from_db()
    assert (mara.name, mara.description) == ("Mara L.", "A songwriter.")


def test_a_picture_may_lie_in_a_folder_of_the_fixtures_name(tmp_path):
    write_pictures(tmp_path / "rows")
    path = write(tmp_path / "rows.json", ("articles.image", {"file": "noon.jpg", "title": "Noon"}))
    load(path)
    load(path)
    image = Image.objects.get()
    assert (image.width, image.height) == (600, 400)
    assert all(default_storage.exists(path) for path in image.files.paths)
    assert FactVersion.objects.count() == 1


def test_a_picture_with_the_name_of_a_stem_is_taken(tmp_path):
    write_pictures(tmp_path)
    path = write(tmp_path / "rows.json", ("articles.image", {"title": "Noon", "stem": "noon"}))
    assert load(path) == load(path) == "Installed 1 object(s) from 1 fixture(s)\n"
    assert Image.objects.get().width == 600


def test_the_files_of_a_picture_have_its_credit_inside(example):
    load(example)
    image = Image.objects.get(title="The harbour at noon")
    assert b"Anna Example/Example Wire" in image.files.read(image.sizes.large["name"])
    assert not image.files.are_stale
    assert FactVersion.objects.filter(fact=image.pk).count() == 1  # made once, with the credit


def test_what_prose_cannot_hold_is_left_out_and_that_is_said(tmp_path):
    html = "<p>One <s>two</s></p><img src='a.jpg'><iframe src='//films.example/7'></iframe>"
    rows = [("articles.article", {"headline": "A"}), ("articles.text", {"parent": "A", "html": html})]
    assert (
        "rows.json, row 2 (articles.text), html: Left out: 1 picture; the words “two”, which are struck out; "
        "what was embedded: https://films.example/7.\n"
    ) in load(write(tmp_path / "rows.json", *rows))
    assert Text.objects.get().html == "<p>One</p>"


def test_an_image_without_a_picture_is_loaded_and_that_is_said(tmp_path):
    said = load(write(tmp_path / "rows.json", ("articles.image", {"title": "Noon", "stem": "noon"})))
    assert "rows.json, row 1 (articles.image), file: The image has no picture yet." in said
    assert Image.objects.get().title == "Noon"


def test_a_replaced_picture_of_a_row_with_a_key_redirects_from_the_old_one(tmp_path):
    write_pictures(tmp_path)
    key = "0b8a4e3c-6d0b-4a53-9d52-0e5e5a6b7c8d"
    rows = [{"model": "articles.image", "pk": key, "fields": {"file": "noon.jpg", "title": "Noon"}}]
    (tmp_path / "rows.json").write_text(json.dumps(rows))
    load(tmp_path / "rows.json")
    old = Image.objects.get().stem
    write_pictures(tmp_path, {"noon.jpg": "red"})
    load(tmp_path / "rows.json")
    image = Image.objects.get()
    assert image.stem != old
    assert image.former_stems.get().stem == old


def test_no_files_are_left_where_another_row_is_wrong(tmp_path):
    write_pictures(tmp_path)
    rows = [
        ("articles.image", {"file": "noon.jpg", "title": "Noon"}),
        ("timeline.event", {"title": "They met", "slug": "met", "date": "2004", "quotation": "Hello."}),
    ]
    with pytest.raises(CommandError, match="speaker"):
        load(write(tmp_path / "rows.json", *rows))
    assert not Image.objects.exists()
    assert [path for path in (tmp_path / "media").rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("file_format", ["json", "jsonl", "xml"])
def test_a_fixture_may_be_written_in_any_format_of_django(tmp_path, file_format):
    path = tmp_path / f"rows.{file_format}"
    path.write_text(
        {
            "json": '[{"model": "articles.topic", "fields": {"name": "Mara", "slug": "mara"}}]',
            "jsonl": '{"model": "articles.topic", "fields": {"name": "Mara", "slug": "mara"}}\n\n',
            "xml": """<django-objects version="1.0"><object model="articles.topic" pk="{key}">
                <field name="name" type="CharField">Mara</field><field name="slug" type="SlugField">mara</field>
                </object></django-objects>""".replace("{key}", "0b8a4e3c-6d0b-4a53-9d52-0e5e5a6b7c8d"),
        }[file_format]
    )
    load(path)
    load(path)
    assert Topic.objects.get().slug == "mara"
    assert FactVersion.objects.count() == 1


def test_accounts_are_called_by_their_names(tmp_path, ana):
    rows = [PLACES, ("articles.article", {**HARBOUR, "created_by": "ana"})]
    rows += [("articles.text", {"parent": "harbour", "html": "<p>Dug.</p>"})]
    rows += [("articles.edition", {"article": "harbour", "live_from": "2025-03-01T09:00:00Z", "by": ["ana"]})]
    load(write(tmp_path / "rows.json", *rows))
    assert Article.objects.get().created_by == Edition.objects.get().by == ana


def test_a_dump_without_its_accounts_names_nobody_and_says_so(tmp_path, ana):
    elsewhere = ana.pk + 1000
    articles = [{"headline": "One", "created_by": elsewhere, "modified_by": ana.pk}, {"headline": "Two"}]
    said = load(write(tmp_path / "rows.json", *[("articles.article", article) for article in articles]))
    assert "1 row no longer names a person" in said
    assert [(a.created_by, a.modified_by) for a in Article.objects.order_by("headline")] == [(None, ana), (None, None)]


def test_moments_of_a_new_article_are_those_of_loading(tmp_path, clock):
    path = write(tmp_path / "rows.json", ("articles.article", {"headline": "A draft"}))
    load(path)
    first = Article.objects.get()
    clock.shift(60)
    load(path)
    again = Article.objects.get()
    assert (again.created, again.modified, again.version) == (first.created, first.modified, 1)
    assert first.created.isoformat() == NOON.replace("Z", "+00:00")


def test_a_credit_that_stands_twice_in_a_composite_is_loaded_twice(tmp_path):
    rows = [("articles.image", {"title": "Two"}), *[("articles.imagecredit", {"image": "Two", "line": "AP"})] * 2]
    path = write(tmp_path / "rows.json", *rows)
    load(path)
    load(path)
    assert ImageCredit.objects.count() == 2


def test_a_source_is_told_from_another_of_its_title_by_its_publisher(tmp_path):
    rows = [("articles.source", {"title": "The News", "publisher": publisher}) for publisher in ("North", "South")]
    rows.append(("articles.article", {"headline": "A draft"}))
    rows.append(("articles.quotation", {"parent": "A draft", "words": "No.", "source": "The News (South)"}))
    path = write(tmp_path / "rows.json", *rows)
    load(path)
    load(path)
    assert Source.objects.count() == 2
    assert Quotation.objects.get().source.publisher == "South"


def test_a_figure_without_an_image_can_be_loaded_like_one_that_is_saved_at_the_desk(tmp_path):
    rows = [("articles.article", {"headline": "A draft"}), ("articles.figure", {"parent": "A draft"})]
    load(write(tmp_path / "rows.json", *rows))
    assert Figure.objects.get().image is None
