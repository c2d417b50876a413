"""`manage.py fill`: an invented archive is as sound as one that was published, and can be stopped and continued."""

from collections import Counter
from io import StringIO

import pytest
from django.apps import apps
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import transaction

from articles.models import (
    Address,
    Article,
    ArticleText,
    Author,
    Edition,
    EditionTopic,
    Image,
    ImageWord,
    Section,
    Topic,
    fact_models,
    record,
)
from newsroom.fill import archive, pictures
from tests.media_storage import files_stored, folders_stored
from timeline.models import Event, Timeline

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _small_pictures(monkeypatch, settings):
    """Pictures of a few pixels, which are made in no time."""
    monkeypatch.setattr(pictures, "SIZE", (96, 64))
    settings.PICTURE_WIDTHS = [48]


def fill(count, **options):
    """Run the command; return (its output, its progress)."""
    out, progress = StringIO(), StringIO()
    call_command("fill", str(count), stdout=out, stderr=progress, **options)
    return out.getvalue(), progress.getvalue()


def all_rows():
    """Return the key of every row of the three apps by model, without those that are numbered by the database."""
    models = [model for app in ("articles", "timeline", "newsroom") for model in apps.get_app_config(app).get_models()]
    models = [model for model in models if model not in (ImageWord, ArticleText)]
    return {model: set(model.objects.values_list("pk", flat=True)) for model in models}


def test_an_archive_of_three_hundred_articles_has_no_problems():
    fill(300)
    out = StringIO()
    call_command("verify", stdout=out)
    assert f"{Edition.objects.count()} editions, no problems." in out.getvalue()
    biggest, second, *_, last = sorted(Counter(EditionTopic.objects.values_list("fact", flat=True)).values())[::-1]
    assert biggest > second > last
    articles = EditionTopic.objects.filter(fact__slug="topic-0").values("edition__article").distinct().count()
    assert 0.3 < articles / 300 < 0.5
    assert Timeline.objects.get(slug="timeline-10").entries.count() > 1000
    assert set(Edition.objects.values_list("outcome", flat=True)) == {"", "error", "merged", "withdrawn", "legal"}
    assert Image.objects.exclude(killed_at=None).exists()


def test_readers_get_every_page(client):
    fill(60)
    addresses = [f"/{address.path}/" for address in Address.objects.all()]
    statuses = Counter(client.get(address).status_code for address in addresses)
    # Withdrawn and scheduled take-downs leave a text; one article moved, and one was merged into another.
    assert statuses == {200: 57, 301: 2, 410: 2}
    facts = [fact for model in (Section, Author, Event, Timeline) for fact in model.objects.all()[:4]]
    assert {client.get(fact.get_absolute_url()).status_code for fact in facts} == {200}
    for image in Image.objects.all():
        assert b"".join(client.get(image.sizes.src)) == image.files.read("48.jpg")
    for page in ("/", "/topics/", "/timelines/", "/credits/", "/corrections/", "/topics/topic-0/"):
        assert client.get(page).status_code == 200


def test_facts_are_recorded_and_indexed_as_saving_does_it():
    fill(60)
    assert not [fact for model in fact_models() for fact in model.objects.all() if record(fact)]
    assert not any(image.files.are_stale for image in Image.objects.all())
    words = set(ImageWord.objects.values_list("image", "word"))
    for image in Image.objects.all():
        image.update_search_index()
    assert words == set(ImageWord.objects.values_list("image", "word"))


def test_running_twice_adds_nothing_and_a_larger_number_adds_the_rest():
    with transaction.atomic():
        fill(60)
        at_once = all_rows()
        transaction.set_rollback(True)
    fill(25)
    fill(60)
    assert all_rows() == at_once
    files = sorted(files_stored())
    assert "Nothing was added" in fill(60)[0]
    assert all_rows() == at_once
    assert sorted(files_stored()) == files
    assert Topic.objects.count() == 32


def test_a_run_that_was_stopped_is_continued(monkeypatch):
    insert, batches = archive.insert, []

    def stop_at_the_second(rows):
        batches.append(len(rows))
        if len(batches) == 2:
            raise KeyboardInterrupt
        insert(rows)

    monkeypatch.setattr(archive, "BATCH", 20)
    monkeypatch.setattr(archive, "insert", stop_at_the_second)
    with pytest.raises(CommandError, match="Run the same command to continue"):
        fill(60)
    assert Article.objects.count() == 20
    stems = set(Image.objects.values_list("stem", flat=True))
    assert {folder for folder in folders_stored() if default_storage.listdir(f"pictures/{folder}")[1]} == stems
    assert fill(60)[1].splitlines()[0].startswith("40 of 60 articles")
    assert Article.objects.count() == 60
    call_command("verify", stdout=StringIO())


def test_a_site_with_content_is_never_filled(article):
    with pytest.raises(CommandError, match="Nothing was added"):
        fill(10)
    assert Article.objects.count() == 1


def test_another_seed_makes_another_archive_and_is_not_added_to_the_first():
    fill(5)
    with pytest.raises(CommandError, match="Use an empty database"):
        fill(5, seed=1)


@pytest.mark.parametrize("count", [0, 150_001])
def test_a_number_of_articles_that_no_archive_can_have_is_refused(count):
    with pytest.raises(CommandError, match="Choose from 1 to 150000 articles"):
        fill(count)
