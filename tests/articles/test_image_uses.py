"""Where an image is used, what merging makes of it, and how it is found."""

import datetime

import pytest
from django.utils import timezone

from articles.exceptions import Refusal
from articles.models import Article, Change, EditionImage, Figure, Image, ImageWord, Topic, record
from articles.models.images import usage_of
from articles.pages import ArticlePage
from timeline.models import Event

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def double(db):
    """The same picture again, kept under another credit."""
    double = Image.objects.create(title="Stage again", alt="A stage", renditions=[])
    double.renditions = [{"name": "640.jpg", "width": 640, "height": 427, "type": "image/jpeg"}]
    double.save()
    double.credits.create(line="Jo Farrow/Meridian Images")
    record(double)
    return double


def test_where_an_image_is_used(article, stage, ana, django_assert_max_num_queries):
    assert usage_of(stage, timezone.now()).summary == ""
    article.publish(ana, "update")
    article.publish(ana, "minor")
    article.publish(ana, "update", at=timezone.now() + HOUR)
    with django_assert_max_num_queries(4):
        uses = usage_of(stage, timezone.now())
        assert [e.article.headline for e in uses.live] == [article.headline]
    assert uses.counts == {"live": 1, "scheduled": 1, "past": 1, "drafts": 1}
    assert uses.summary == "This changes 1 live article and 1 scheduled."
    assert usage_of(stage, timezone.now() + 2 * HOUR).counts["scheduled"] == 0


def test_an_image_used_by_an_event_is_used_where_the_event_is(article, stage, ana, double):
    event = Event.objects.create(date="2009", title="They play", slug="they-play", image=double)
    assert not usage_of(double, timezone.now()).live
    assert list(Image.objects.unused()) == [stage] or stage not in Image.objects.unused()
    assert double not in Image.objects.unused()
    event.delete()
    assert list(Image.objects.unused()) == [double]


def test_a_merged_image_is_its_survivor_everywhere_old_editions_included(
    client, article, stage, double, ana, django_capture_on_commit_callbacks
):
    first = article.publish(ana, "update")
    event = Event.objects.create(date="2009", title="They play", slug="they-play", image=stage)
    stage.rights.create(kind="deny", begins=timezone.now() + 5 * HOUR)
    version = Article.objects.get().version
    with django_capture_on_commit_callbacks(execute=True):
        stage.merge_into(double, ana)
    event.refresh_from_db()
    assert event.image == double
    assert set(Figure.objects.values_list("image", flat=True)) == {double.pk}
    assert (Article.objects.get().lead_image, Article.objects.get().version) == (double, version + 1)
    reading = ArticlePage(first, timezone.now())
    assert reading.lead == double
    assert [image.credit for image in reading.images] == ["Jo Farrow/Meridian Images"]
    page = client.get("/culture/songwriters/").content.decode()
    assert double.stem in page
    assert stage.stem not in page
    assert "Northlight" not in page
    assert set(EditionImage.objects.values_list("fact", flat=True)) == {double.pk}
    assert Change.objects.filter(verb="changed", fact=double.pk).count() == 1
    assert double.rights.get().kind == "deny"
    response = client.get(f"/pictures/{stage.stem}/640.jpg")
    assert (response.status_code, response["Location"]) == (301, double.sizes.src)


def test_what_is_put_back_or_restored_after_a_merger_points_at_the_survivor(article, stage, double, ana):
    first = article.publish(ana, "update")
    stage.merge_into(double, ana)
    article.refresh_from_db()
    again = article.put_back(first, ana)
    assert {m.fact for m in again.editionimages.all()} == {double}
    article.refresh_from_db()
    article.restore(first)
    assert Article.objects.get().lead_image == Figure.objects.get().image == double


def test_an_old_reading_shows_the_survivor_with_the_credit_it_had_then(article, stage, double, ana, time_machine):
    article.publish(ana, "update")
    then = timezone.now()
    time_machine.move_to(then + HOUR, tick=False)
    stage.merge_into(double, ana)
    double.credits.update(line="Corrected")
    record(double)
    time_machine.move_to(then + 2 * HOUR, tick=False)
    assert ArticlePage(article.editions.get(), timezone.now(), as_of=then).lead.credit == "Jo Farrow/Meridian Images"
    assert ArticlePage(article.editions.get(), timezone.now()).lead.credit == "Corrected"


def test_an_edition_that_shows_both_mentions_the_survivor_once_and_it_leads(article, stage, double, ana):
    Figure.objects.update(image=double)
    edition = article.publish(ana, "update")
    stage.merge_into(double, ana)
    [mention] = edition.editionimages.all()
    assert (mention.fact, mention.is_lead) == (double, True)


def test_mergers_of_mergers_lead_to_the_last(stage, double, ana):
    last = Image.objects.create(title="Last")
    stage.merge_into(double, ana)
    double.merge_into(last, ana)
    assert set(Image.objects.exclude(pk=last.pk).values_list("merged_into", flat=True)) == {last.pk}
    assert Image.objects.at_stem(stage.stem) == Image.objects.at_stem(double.stem) == last
    with pytest.raises(Refusal):
        stage.merge_into(last, ana)


def test_what_was_killed_is_not_merged_back_to_life(stage, double, cem, ana):
    stage.kill(cem, "Killed.")
    for one, other in [(stage, double), (double, stage), (double, double)]:
        with pytest.raises(Refusal):
            one.merge_into(other, ana)


@pytest.mark.parametrize(
    "words", ["stage", "FARROW north", "meridian", "prize", "ines", "los ang", "okáfor", "Jo/Farrow", "  "]
)
def test_an_image_is_found_by_the_beginnings_of_words(stage, double, words):
    double.delete()
    stage.place = "Los Angeles"
    stage.save()
    stage.people.create(topic=Topic.objects.create(name="Inès Okafor", slug="ines"))
    record(stage)
    assert list(Image.objects.search(words).newest()) == [stage]
    assert not Image.objects.search(words + " zebra").exists()


def test_words_follow_the_record(stage):
    stage.caption = "Another."
    stage.save()
    stage.credits.all().delete()
    record(stage)
    assert not Image.objects.search("northlight").exists()
    ImageWord.objects.all().delete()
    stage.update_search_index()
    assert Image.objects.search("another").exists()


def test_what_is_wrong_or_special_is_found(stage, double, cem, ana):
    bare = Image.objects.create(title="Bare", source_type="trainedAlgorithmicMedia")
    record(bare, cem)
    assert list(Image.objects.without_credit()) == [bare]
    assert list(Image.objects.without_alt()) == [bare]
    assert list(Image.objects.by_machine()) == [bare]
    double.kill(cem, "Killed.")
    assert list(Image.objects.killed()) == [double]
    stage.merge_into(bare, ana)
    assert set(Image.objects.search("")) == {bare, double}


def test_nobody_is_public_for_being_in_a_picture(article, stage, ana):
    person = Topic.objects.create(name="Inès Okafor", slug="ines")
    stage.people.create(topic=person)
    assert not person.is_public()
    article.publish(ana, "update")
    assert stage.is_public()
    assert not person.is_public()


@pytest.mark.parametrize("common", [0, 1_000])
def test_a_search_finds_the_same_by_common_and_by_rare_words(stage, double, monkeypatch, common):
    monkeypatch.setattr("articles.models.images.search.COMMON", common)
    assert set(Image.objects.search("stage")) == {stage, double}
    assert set(Image.objects.search("stage again")) == {double}
    assert set(Image.objects.search("stage northlight")) == {stage}
    assert not Image.objects.search("stage nothing").exists()
