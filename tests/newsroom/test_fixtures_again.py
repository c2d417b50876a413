"""A fixture that is loaded again: what it changes, what it leaves as editors have made it, and overwriting that."""

import datetime
import json

import pytest

from articles.models import (
    Article,
    Change,
    Edition,
    FactVersion,
    Image,
    Section,
    Text,
    Topic,
    record,
)
from tests.newsroom.fixture_files import EXAMPLE, HARBOUR, PLACES, everything, load, write, write_pictures
from timeline.models import Entry, Event, Timeline

pytestmark = pytest.mark.django_db


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


def test_a_section_that_was_written_at_the_desk_keeps_its_name(tmp_path, desk):
    desk.post("/admin/articles/section/add/", {"name": "All places", "slug": "places", "position": "0"})
    assert "left as it is: section “All places”, changed here since" in load(write(tmp_path / "rows.json", PLACES))
    assert Section.objects.get().name == "All places"
