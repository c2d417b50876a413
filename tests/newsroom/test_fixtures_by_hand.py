"""A fixture that a person has written: what it may leave out, what it publishes, and what it leaves alone."""

import datetime
import io
import json

import pytest
from django.apps import apps
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from articles.models import (
    About,
    Article,
    Byline,
    Change,
    Edition,
    FactVersion,
    Figure,
    Image,
    ImageCredit,
    Quotation,
    Section,
    Source,
    Text,
    Topic,
    record,
)
from newsroom.loading.rules import WITH_FORMS
from tests.newsroom.fixture_files import EXAMPLE, README, load, write, write_pictures
from timeline.models import Entry, Event, Timeline, TimelineBlock

pytestmark = pytest.mark.django_db

NOON = "2026-05-12T12:00:00Z"
HARBOUR = {"headline": "How the harbour came to be", "slug": "harbour", "section": "places"}
PLACES = ("articles.section", {"name": "Places", "slug": "places"})


@pytest.fixture
def example(tmp_path, clock):
    """The example of the README as a file, with its pictures."""
    write_pictures(tmp_path)
    path = tmp_path / "harbour.json"
    path.write_text(EXAMPLE)
    return path


def everything():
    """Return every row of the site, but for the number of the generation."""
    out = io.StringIO()
    call_command("dumpdata", "articles", "timeline", "admin", exclude=["articles.generation"], stdout=out)
    return json.loads(out.getvalue())


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


def test_a_changed_example_changes_the_working_copy_and_readers_keep_what_they_have(example, client):
    load(example)
    example.write_text(EXAMPLE.replace("boats landed on the beach.</p>", "boats lay on the beach.</p>"))
    said = load(example)
    assert (
        "left as it is: edition “How the harbour came to be, edition 1”, though the fixture has another text by now"
        in said
    )
    assert "add an edition with a later live_from" in said
    assert Text.objects.get().html == "<p>Until 1890 boats lay on the beach.</p>"
    assert "boats landed" in client.get("/places/harbour/").content.decode()


def test_a_later_edition_in_the_fixture_publishes_the_changed_text(example, client):
    load(example)
    rows = json.loads(EXAMPLE.replace("boats landed on the beach.</p>", "boats lay on the beach.</p>"))
    later = {"article": "harbour", "live_from": "2025-04-01T09:00:00Z", "kind": "correction", "note": "They lay there."}
    example.write_text(json.dumps([*rows, {"model": "articles.edition", "fields": later}]))
    assert "left as it is" not in load(example)
    assert "boats lay" in client.get("/places/harbour/").content.decode()
    assert [e.kind for e in Edition.objects.order_by("number")] == ["update", "correction"]
    before = everything()
    load(example)
    assert everything() == before


def test_a_working_copy_that_was_saved_at_the_desk_is_left_and_not_published(example, ana):
    load(example)
    article = Article.objects.get()
    article.headline, article.modified_by = "Another headline", ana
    article.save()
    Text.objects.update(html="<p>Another text.</p>")
    before = everything()
    rows = json.loads(EXAMPLE)
    rows.append({"model": "articles.edition", "fields": {"article": "harbour", "live_from": "2025-04-01T09:00:00Z"}})
    example.write_text(json.dumps(rows))
    said = load(example)
    assert "left as it is: article “Another headline”, changed here since" in said
    assert "not published: “Another headline” was changed here" in said
    assert everything() == before


def test_a_published_article_is_found_by_its_address_after_its_slug_was_changed_here(example, ana):
    load(example)
    article = Article.objects.get()
    article.slug, article.modified_by = "the-harbour", ana
    article.save()
    assert "left as it is: article “How the harbour came to be”" in load(example)
    assert Article.objects.get().slug == "the-harbour"


@pytest.mark.parametrize("by", ["a person", "a command"])
def test_a_version_is_never_lowered(example, ana, by):
    load(example)
    article = Article.objects.get()
    article.dek, article.modified_by = "Another dek.", ana if by == "a person" else None
    article.save()
    load(example)
    article.refresh_from_db()
    assert (article.version, article.dek) == (2, "Another dek.")


def test_facts_that_the_desk_has_changed_or_written_are_left_with_their_parts(example, ana):
    Topic.objects.create(name="Thomas Quill", slug="tom-quill")
    record(Topic.objects.get(), ana)
    said = load(example)
    assert "left as it is: topic “Thomas Quill”, changed here since" in said
    assert Topic.objects.get().description == ""
    image = Image.objects.get(title="The stairs")
    image.credits.update(line="Jo Farrow/Northlight")
    record(image, ana)
    assert "left as it is: image “The stairs”, changed here since" in load(example)
    assert [credit.line for credit in image.credits.all()] == ["Jo Farrow/Northlight"]


def test_a_picture_that_the_desk_has_replaced_is_left(example, ana, tmp_path):
    load(example)
    image = Image.objects.get(title="The stairs")
    write_pictures(tmp_path / "other", {"better.jpg": "green"})
    with (tmp_path / "other" / "better.jpg").open("rb") as better:
        image.files.store(better)
    record(image, ana)
    better = image.sha256
    assert "left as it is: image “The stairs”, changed here since" in load(example)
    assert [image.sha256 for image in Image.objects.filter(title="The stairs")] == [better]


def test_overwriting_replaces_what_was_changed_here_and_that_is_a_change(example, ana):
    load(example)
    article, topic = Article.objects.get(), Topic.objects.get()
    article.headline, article.modified_by = "Another headline", ana
    article.save()
    Text.objects.create(parent=article, region="body", ordering=99, html="<p>More.</p>")
    topic.name = "T. Quill"
    topic.save()
    record(topic, ana)
    versions = FactVersion.objects.filter(fact=topic.pk).count()
    said = load(example, overwrite=True)
    assert "overwritten: article “Another headline”, changed here since" in said
    assert "overwritten: topic “T. Quill”, changed here since" in said
    assert "removed: text “More.”, which the fixture does not have" in said
    article.refresh_from_db()
    assert (article.headline, article.version, article.modified_by) == ("How the harbour came to be", 3, None)
    assert FactVersion.objects.filter(fact=topic.pk).count() == versions + 1
    assert Change.objects.filter(fact=topic.pk, article=article, by=None).count() == 1
    before = everything()
    assert load(example) == "Installed 25 object(s) from 1 fixture(s)\n"
    assert everything() == before


def test_a_block_alone_does_not_put_back_what_was_saved_here(example, ana, tmp_path):
    load(example)
    article, block = Article.objects.get(), Text.objects.get()
    article.modified_by = ana
    article.save()
    Text.objects.update(html="<p>Another text.</p>")
    rows = [{"model": "articles.text", "pk": str(block.pk), "fields": {"parent": "harbour", "html": "<p>Old.</p>"}}]
    (tmp_path / "rows.json").write_text(json.dumps(rows))
    assert "left as it is: article “How the harbour came to be”" in load(tmp_path / "rows.json")
    assert Text.objects.get().html == "<p>Another text.</p>"
    load(tmp_path / "rows.json", overwrite=True)
    article.refresh_from_db()
    assert (Text.objects.get().html, article.version) == ("<p>Old.</p>", 3)
    assert len(article.blocks()) == 4


def test_overwriting_brings_nothing_back_that_was_erased_or_cancelled(tmp_path, clock, ana, dora):
    rows = [PLACES, ("articles.topic", {"name": "Tom Quill", "slug": "tom-quill"}), ("articles.article", HARBOUR)]
    rows.append(("articles.text", {"parent": "harbour", "html": "<p>Dug.</p>"}))
    rows.append(("articles.edition", {"article": "harbour", "live_from": "2026-06-01T09:00:00Z"}))
    path = write(tmp_path / "rows.json", *rows)
    load(path)
    Edition.objects.get().cancel(ana)
    topic = Topic.objects.get()
    topic.erased_at, topic.name = datetime.datetime(2026, 5, 12, tzinfo=datetime.UTC), "[erased]"
    topic.save()
    record(topic, dora)
    load(path, overwrite=True)
    assert Topic.objects.get().name == "[erased]"
    assert Edition.objects.get().cancelled_by == ana


def test_an_edition_that_was_rescheduled_here_is_not_published_again(tmp_path, clock, ana):
    rows = [PLACES, ("articles.article", HARBOUR), ("articles.text", {"parent": "harbour", "html": "<p>Dug.</p>"})]
    rows.append(("articles.edition", {"article": "harbour", "live_from": "2026-06-01T09:00:00Z"}))
    path = write(tmp_path / "rows.json", *rows)
    load(path)
    later = datetime.datetime(2026, 7, 1, tzinfo=datetime.UTC)
    Edition.objects.get().retime(later, ana)
    assert "published" not in load(path)
    assert Edition.objects.get().live_from == later


def test_an_article_that_was_taken_down_here_stays_down(example, dora, client, clock):
    load(example)
    Article.objects.get().take_down(dora, "legal", "A court said so.")
    clock.shift(60)
    rows = json.loads(EXAMPLE)
    rows.append({"model": "articles.edition", "fields": {"article": "harbour", "live_from": "2026-05-12T12:00:30Z"}})
    example.write_text(json.dumps(rows))
    assert "not published: “How the harbour came to be” was taken down here" in load(example, overwrite=True)
    assert client.get("/places/harbour/").status_code == 410


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


def test_a_corrected_credit_line_replaces_the_one_that_the_fixture_had(example):
    load(example)
    example.write_text(EXAMPLE.replace("Courtesy of the harbour board", "Handout/The harbour board"))
    load(example)
    image = Image.objects.get(title="The stairs")
    assert [credit.line for credit in image.credits.all()] == ["Handout/The harbour board"]
    assert Change.objects.filter(fact=image.pk).count() == 1
    assert b"Handout/The harbour board" in image.files.read(image.sizes.large["name"])


def test_a_row_that_the_file_no_longer_has_is_removed_from_the_list_that_it_describes(example):
    load(example)
    rows = [row for row in json.loads(EXAMPLE) if row["fields"].get("event") != "beach"]
    example.write_text(json.dumps(rows))
    assert "removed: entry “Boats land on the beach”, which the fixture does not have" in load(example)
    assert [entry.event.slug for entry in Entry.objects.all()] == ["harbour-dug", "harbour-opens"]
    assert Event.objects.count() == 3


def test_a_file_that_only_names_a_timeline_adds_to_it(example, tmp_path):
    load(example)
    rows = [
        ("timeline.event", {"title": "The harbour closes", "slug": "closes", "date": "1950"}),
        ("timeline.entry", {"timeline": "harbour", "event": "closes"}),
    ]
    path = write(tmp_path / "more.json", *rows)
    load(path)
    load(path)
    assert [entry.event.slug for entry in Timeline.objects.get().entries.all()] == [
        "beach",
        "harbour-dug",
        "harbour-opens",
        "closes",
    ]


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


def test_a_section_that_was_written_at_the_desk_keeps_its_name(tmp_path, desk):
    desk.post("/admin/articles/section/add/", {"name": "All places", "slug": "places", "position": "0"})
    assert "left as it is: section “All places”, changed here since" in load(write(tmp_path / "rows.json", PLACES))
    assert Section.objects.get().name == "All places"


def test_a_figure_without_an_image_can_be_loaded_like_one_that_is_saved_at_the_desk(tmp_path):
    rows = [("articles.article", {"headline": "A draft"}), ("articles.figure", {"parent": "A draft"})]
    load(write(tmp_path / "rows.json", *rows))
    assert Figure.objects.get().image is None
