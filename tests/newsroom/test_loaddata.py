"""`loaddata` records the facts of a fixture, stores its pictures and raises the generation, or says why not."""

import datetime
import io
import json
import sys
import uuid

import pytest
from django.apps import apps
from django.core import serializers
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command, get_commands
from django.utils import timezone
from PIL import Image as Pillow

from articles.models import (
    Article,
    Change,
    Edition,
    FactVersion,
    Generation,
    Image,
    Kind,
    Section,
    Source,
    Text,
    Topic,
    erase,
    record,
)

pytestmark = pytest.mark.django_db

IMAGE = {"title": "A square", "alt": "A green square", "stem": "square", "original": "original.png"}


def row(model, key=None, **fields):
    """A row as fixtures write it."""
    return {"model": model, "pk": str(key or uuid.uuid4()), "fields": fields}


@pytest.fixture
def load(tmp_path):
    """Load rows as the fixture `rows`, which may have a folder `rows` beside it; return the output."""

    def load(*rows, **options):
        (tmp_path / "rows.json").write_text(json.dumps(rows))
        said = io.StringIO()
        call_command("loaddata", str(tmp_path / "rows"), stdout=said, stderr=said, **options)
        return said.getvalue()

    return load


@pytest.fixture
def square(tmp_path):
    """A picture in the folder beside the fixture, and the fields of the image that was made from it."""
    content = io.BytesIO()
    Pillow.new("RGB", (700, 700), "green").save(content, "PNG")
    (tmp_path / "rows").mkdir()
    (tmp_path / "rows" / "square.png").write_bytes(content.getvalue())
    with Image().files.make(io.BytesIO(content.getvalue())) as made:
        return IMAGE | {name: made.columns[name] for name in ("sha256", "width", "height", "renditions", "recipe")}


def test_the_command_is_ours():
    assert get_commands()["loaddata"] == "newsroom"


def test_a_moment_in_no_time_zone_is_refused_and_nothing_is_loaded(load):
    section = row("articles.section", name="Places", slug="places")
    topic = row("articles.topic", name="Mara", slug="mara", released_from="2022-03-01T09:00:00")
    with pytest.raises(CommandError, match=r"row 2 .*released_from: 2022-03-01 09:00:00 .*2022-03-01T09:00:00Z"):
        load(section, topic)
    assert not Section.objects.exists()
    assert not Generation.objects.exists()


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "javascript:void(window.__x='fixture')\x0b\x01", "data:text/html,x", "//x.example"],
)
@pytest.mark.parametrize("model, column", [("source", "url"), ("image", "web_statement"), ("image", "licensor_url")])
def test_an_unsafe_address_is_refused_with_what_would_be_right_and_nothing_is_loaded(load, model, column, address):
    section = row("articles.section", name="Places", slug="places")
    unsafe = row(f"articles.{model}", title="Harbour minutes", **{column: address})
    with pytest.raises(CommandError) as refusal:
        load(section, unsafe)
    assert str(refusal.value).startswith(
        f"rows.json, row 2 (articles.{model}), {column}: “{address.split(chr(11))[0]}” is not a web address."
    )
    assert "Write one that begins with https:// or http://, or an e-mail address. Nothing was" in str(refusal.value)
    assert not Section.objects.exists()
    assert not apps.get_model("articles", model).objects.exists()
    assert not Generation.objects.exists()


def test_an_address_is_completed(load):
    load(
        *(
            row("articles.source", title=address, url=address)
            for address in ("example.org/\x0bpage", "desk@example.org")
        )
    )
    assert set(Source.objects.values_list("url", flat=True)) == {"https://example.org/page", "mailto:desk@example.org"}


def test_a_script_is_stored_harmless(load):
    article = row("articles.article", headline="<script>alert(1)</script>\x0bHeadline", created=str(timezone.now()))
    article["fields"]["modified"] = article["fields"]["created"]
    text = "<p onclick='x()'>Read</p><script>alert(1)</script><a href='javascript:x()'>on</a>"
    load(article, row("articles.text", parent=article["pk"], region="body", ordering=10, html=text))
    assert Text.objects.get().html == "<p>Read</p><p>on</p>"
    assert "\x0b" not in Article.objects.get().headline


def test_a_fact_is_recorded_once_with_its_parts(load):
    image = row("articles.image", title="A square", stem="square")
    rows = [image, row("articles.imagecredit", image=image["pk"], line="Jo Farrow/Northlight")]
    load(*rows)
    assert "Jo Farrow/Northlight" in FactVersion.objects.get().content
    load(*rows)
    assert FactVersion.objects.count() == 1


def test_a_part_alone_records_the_fact_it_belongs_to(load, stage):
    credit = stage.credits.get()
    load(row("articles.imagecredit", credit.pk, image=str(stage.pk), line="Jo Farrow/Northlight"))
    assert "Jo Farrow/Northlight" in FactVersion.objects.filter(fact=stage.pk).first().content


def test_a_changed_fact_is_in_the_history_of_the_article_that_shows_it(load, article, ana, mara):
    article.publish(ana, Kind.UPDATE)
    load(row("articles.topic", mara.pk, name="Mara Lindqvist", slug="mara-lindqvist"))
    assert not Change.objects.filter(fact=mara.pk).exists()
    load(row("articles.topic", mara.pk, name="Mara Lindquist", slug="mara-lindqvist"))
    [change] = Change.objects.filter(fact=mara.pk, article=article)
    assert (change.name, change.kind) == ("Mara Lindquist", Kind.MINOR)


def test_the_generation_rises_and_a_fixture_cannot_set_it_back(load):
    load(row("articles.section", name="Places", slug="places"))
    Generation.objects.update(number=700)
    moment = Generation.objects.get().moment.isoformat()
    load({"model": "articles.generation", "pk": 1, "fields": {"number": 3, "moment": moment}})
    assert Generation.objects.get().number == 701


def test_index_columns_are_derived_anew(load, article, ana):
    edition = article.publish(ana, Kind.UPDATE)
    fields = {f.name: f.value_from_object(edition) for f in Edition._meta.concrete_fields if not f.primary_key}
    wrong = fields | {"first_live_from": "2001-01-01T00:00:00Z", "by": None}
    load(json.loads(json.dumps(row("articles.edition", edition.pk, **wrong), default=str)))
    edition.refresh_from_db()
    assert edition.first_live_from == edition.live_from


def test_mentions_are_sorted_as_their_edition_is(load, published, mara):
    edition = published.editions.get()
    mention = mara.mentions.get(edition=edition)
    columns = {"edition": str(edition.pk), "fact": str(mara.pk), "updated_from": "1999-01-01T00:00:00Z"}
    whole = json.loads(serializers.serialize("json", [edition]))
    load(*whole, row("articles.editiontopic", mention.pk, **columns))
    mention.refresh_from_db()
    edition.refresh_from_db()
    assert mention.updated_from == edition.updated_from


def test_pictures_beside_the_fixture_are_stored_once_under_the_names_in_their_rows(load, square, tmp_path):
    rows = [row("articles.image", **square)]
    load(*rows)
    stored = sorted(default_storage.listdir("pictures/square")[1])
    names = "480", "700", "card.480", "card.700"
    renditions = [f"{name}.{extension}" for name in names for extension in ("jpg", "webp")]
    assert stored == sorted([*renditions, "original.png", "shared.jpg"])
    default_storage.delete("pictures/square/480.webp")
    load(*rows)
    assert sorted(default_storage.listdir("pictures/square")[1]) == stored


def test_another_picture_than_the_rows_is_not_stored_and_that_is_reported(load, square, tmp_path):
    Pillow.new("RGB", (700, 700), "red").save(tmp_path / "rows" / "square.png")
    assert "not the picture that the fixture describes" in load(row("articles.image", **square))
    assert not default_storage.exists("pictures/square")


def test_an_image_without_a_picture_is_loaded_and_that_is_reported(load, square, tmp_path):
    (tmp_path / "rows" / "square.png").unlink()
    assert "has no files here" in load(row("articles.image", **square))
    assert Image.objects.get().title == "A square"


def test_nothing_is_written_outside_the_media_folder(load, square, tmp_path):
    with pytest.raises(CommandError, match="stem: This is not the name of a file"):
        load(row("articles.image", **square | {"stem": "../../../outside"}))
    assert not Image.objects.exists()


def test_standard_input_and_the_other_options_work_as_ever(load, monkeypatch):
    rows = json.dumps([row("articles.topic", name="Mara", slug="mara")])
    monkeypatch.setattr(sys, "stdin", io.StringIO(rows))
    call_command("loaddata", "-", format="json", verbosity=0)
    assert FactVersion.objects.get().label == "articles.topic"
    load(row("articles.topic", name="Ines", slug="ines", shoe_size=44), ignore=True, verbosity=0)
    assert Topic.objects.count() == 2
    load(row("articles.topic", name="Odd", slug="odd"), exclude=["articles.topic"], verbosity=0)
    assert Topic.objects.count() == 2


@pytest.fixture
def site(clock, article, register, mara):
    """The rows of a site as the fixture that it was loaded from has them; it is an hour later."""
    for fact in (mara, register, article.bylines.get().author):
        record(fact)
    article.publish(None, Kind.UPDATE)
    article.publish(None, Kind.UPDATE, at=timezone.now() + datetime.timedelta(days=1))
    Article.objects.update(created_by=None)
    clock.shift(3_600)
    return dumped()


def dumped():
    """Return every row of the site that a fixture can hold, in the order in which it would."""
    kinds = [model for label in ("articles", "timeline") for model in apps.get_app_config(label).get_models()]
    out = io.StringIO()
    left_out = ["articles.agency", "articles.generation", "articles.imageword", "articles.articletext"]
    call_command("dumpdata", *{kind._meta.label for kind in kinds}, exclude=left_out, stdout=out)
    return json.loads(out.getvalue())


def by_key(rows):
    """Return rows by kind and key."""
    return {(row["model"], row["pk"]): row["fields"] for row in rows}


def test_a_fixture_over_a_site_where_nothing_was_changed_changes_nothing_and_says_nothing(load, site):
    for _time in (1, 2):
        said = load(*site)
        assert "left as it is" not in said
        assert f"Installed {len(site)} object(s) from 1" in said
        assert by_key(dumped()) == by_key(site)


def test_a_newer_fixture_over_a_site_where_nothing_was_changed_updates_it(load, site, article, mara):
    newer = json.loads(json.dumps(site).replace("Mara Lindqvist", "Mara Lindquist").replace("They met in", "They met"))
    newer = [row for row in newer if row["model"] != "articles.factversion"]
    assert "left as it is" not in load(*newer)
    assert Topic.objects.get(pk=mara.pk).name == "Mara Lindquist"
    assert "They met 2004." in Text.objects.get().html


@pytest.mark.parametrize("turned", [False, True])
def test_a_working_copy_that_was_changed_here_is_left_with_everything_in_it(load, site, article, ana, mara, turned):
    article = Article.objects.get()
    article.headline, article.modified_by = "Another headline", ana
    article.save()
    Text.objects.update(html="<p>Another text.</p>")
    article.abouts.all().delete()
    before = by_key(dumped())
    said = load(*(site[::-1] if turned else site))
    assert "left as it is: article “Another headline”, changed here since" in said
    assert f"Installed {len(site) - 6} object(s) (of {len(site)})" in said
    assert by_key(dumped()) == before


def test_a_working_copy_that_was_changed_here_is_left_where_the_fixture_counts_more_versions(load, site, ana):
    article = Article.objects.get()
    article.headline, article.modified_by = "Another headline", ana
    article.save()
    for fields in (row["fields"] for row in site if row["model"] == "articles.article"):
        fields["version"] = article.version + 5
    before = by_key(dumped())
    assert "left as it is: article “Another headline”, changed here since" in load(*site)
    assert by_key(dumped()) == before


def test_a_fact_that_was_changed_here_is_left_with_its_parts_and_versions(load, site, ana, stage, mara):
    stage.credits.update(line="Jo Farrow/Northlight")
    record(stage, ana)
    erase(mara, None, "A court said so.")
    before = by_key(dumped())
    said = load(*site)
    assert "left as it is: image “The stage”, changed here since" in said
    assert "left as it is: topic “[erased]”, changed here since" in said
    assert by_key(dumped()) == before


def test_a_picture_that_a_command_erased_here_does_not_come_back(load, site, stage):
    erase(stage, None, "A court said so.")
    before = by_key(dumped())
    assert "left as it is: image “[erased]”, changed here since" in load(*site)
    assert by_key(dumped()) == before


def test_a_part_of_a_fact_that_was_changed_here_is_left_where_it_comes_alone(load, site, ana, stage):
    stage.credits.update(line="Jo Farrow/Northlight")
    record(stage, ana)
    said = load(*(row for row in site if row["model"] == "articles.imagecredit"))
    assert "left as it is: image “The stage”, changed here since" in said
    assert stage.credits.get().line == "Jo Farrow/Northlight"


def test_a_fact_that_a_command_changed_here_is_left_too(load, site, mara):
    Topic.objects.update(name="Mara L.")
    record(mara)
    assert "left as it is: topic “Mara L.”, changed here since" in load(*site)
    assert Topic.objects.get().name == "Mara L."


def test_what_names_a_topic_that_was_merged_here_still_names_its_survivor(load, site, ana, article, mara):
    other = Topic.objects.create(name="Mara", slug="mara")
    record(other)
    mara.merge_into(other, ana)
    before = by_key(dumped())
    assert "left as it is: topic “Mara Lindqvist”, changed here since" in load(*site)
    assert by_key(dumped()) == before
    assert article.abouts.get().topic == other


def test_an_edition_that_was_cancelled_here_is_not_scheduled_again(load, site, article, ana):
    waiting = article.editions.get(number=2)
    waiting.cancel(ana)
    assert f"left as it is: edition “{waiting}”, changed here since" in load(*site)
    waiting.refresh_from_db()
    assert waiting.cancelled_by == ana


def test_a_text_that_was_erased_here_does_not_come_back(load, site, article, ana):
    article.editions.get(number=1).erase(None, "A court said so.")
    before = by_key(dumped())
    assert "left as it is: edition “[erased], edition 1”, changed here since" in load(*site)
    assert by_key(dumped()) == before


def test_a_section_that_was_renamed_at_the_desk_keeps_its_name(load, site, desk, culture):
    fields = {"name": "Arts", "slug": "culture", "description": "", "position": "0"}
    desk.post(f"/admin/articles/section/{culture.pk}/change/", fields)
    assert "left as it is: section “Arts”, changed here since" in load(*site)
    assert Section.objects.get().name == "Arts"


def test_accounts_and_what_names_them_by_name_are_loaded_from_one_fixture(load):
    user = {"model": "auth.user", "fields": {"username": "eve", "password": "x"}}
    article = row("articles.article", headline="By Eve", created=str(timezone.now()), created_by=["eve"])
    article["fields"]["modified"] = article["fields"]["created"]
    load(user, article)
    assert Article.objects.get().created_by.username == "eve"
