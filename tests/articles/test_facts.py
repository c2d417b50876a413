"""Facts: public exactly while something public shows them, corrected once, and never silently."""

import datetime
import json

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from articles.models import Change, FactVersion, Figure, Image, Source, Topic, erase, fact_models, facts_as_of, record
from timeline.models import Event, Timeline, TimelineBlock

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def prize(mara, register):
    """An event with a picture of its own, a person and a source, in a timeline."""
    image = Image.objects.create(title="The prize", alt="A prize", renditions=[{"name": "1.webp"}])
    image.credits.create(line="T. Abara/Quayside Archive")
    event = Event.objects.create(date="2009-09-13", title="They play the prize", slug="prize", image=image)
    event.people.create(topic=Topic.objects.create(name="Ines Okafor", slug="ines-okafor"))
    event.citations.create(source=Source.objects.create(title="Prize archive"))
    timeline = Timeline.objects.create(title="Together", slug="together")
    timeline.entries.create(event=event)
    return event


def facts_of(event):
    """Return the event, its timeline and everything they refer to."""
    timeline = event.entries.get().timeline
    return [timeline, event, event.image, event.people.get().topic, event.citations.get().source]


def both(one, other, part):
    """Return the pairs of a part's rows in two copies of a fact."""
    return zip(getattr(one, part).all(), getattr(other, part).all(), strict=True)


def test_a_fact_is_public_from_the_second_its_article_is(article, ana, prize):
    TimelineBlock.objects.create(parent=article, region="body", ordering=40, timeline=prize.entries.get().timeline)
    at = timezone.now() + HOUR
    article.publish(ana, "update", at=at)
    for fact in facts_of(prize):
        assert not fact.is_public(at - datetime.timedelta(microseconds=1)), fact
        assert fact.is_public(at), fact


def test_a_fact_is_dark_again_when_its_article_is_taken_down(article, ana, prize):
    TimelineBlock.objects.create(parent=article, region="body", ordering=40, timeline=prize.entries.get().timeline)
    article.publish(ana, "update")
    assert all(fact.is_public() for fact in facts_of(prize))
    article.take_down(ana, "error", "Sorry.")
    assert not any(fact.is_public() for fact in facts_of(prize))


def test_an_editor_can_release_a_fact_on_its_own_and_what_it_shows_with_it(prize):
    timeline = prize.entries.get().timeline
    at = timezone.now() + HOUR
    Timeline.objects.update(released_from=at)
    assert not any(fact.is_public() for fact in facts_of(prize))
    assert all(fact.is_public(at) for fact in facts_of(prize))
    assert not timeline.erased_at


def test_a_fact_shown_by_a_live_and_an_embargoed_story_is_public_and_counts_one(article, ana, mara):
    article.publish(ana, "update")
    article.publish(ana, "update", at=timezone.now() + HOUR)
    assert Topic.objects.public_at(timezone.now()).filter(pk=mara.pk).count() == 1


def test_a_corrected_fact_appears_in_the_history_of_every_article_that_shows_it(article, ana, prize):
    TimelineBlock.objects.create(parent=article, region="body", ordering=40, timeline=prize.entries.get().timeline)
    record(prize.image)
    article.publish(ana, "update")
    credit = prize.image.credits.get()
    credit.line = "T. Abara/Quayside"
    credit.save()
    assert record(prize.image, ana, "correction", "The archive was named wrongly.")
    [change] = Change.objects.filter(verb="changed")
    assert (change.article, change.kind, change.by) == (article, "correction", ana)
    assert change.note == "The archive was named wrongly."


def test_a_fact_that_did_not_change_leaves_no_version_and_no_line(article, ana, stage):
    article.publish(ana, "update")
    versions = FactVersion.objects.count()
    assert record(stage, ana) is None
    assert FactVersion.objects.count() == versions
    assert not Change.objects.filter(verb="changed").exists()


def test_a_changed_fact_that_nobody_sees_is_in_no_history(article, ana, stage):
    article.publish(ana, "update", at=timezone.now() + HOUR)
    stage.caption = "Another caption."
    stage.save()
    assert record(stage, ana)
    assert not Change.objects.filter(verb="changed").exists()


def test_facts_can_be_read_as_they_were(stage):
    then = timezone.now()
    credit = stage.credits.get()
    credit.line = "Somebody else"
    credit.save()
    stage.caption = "Another caption."
    stage.save()
    record(stage)
    [was] = facts_as_of(Image, [stage.pk], then)
    [now] = facts_as_of(Image, [stage.pk], timezone.now())
    assert (was.credit, was.caption) == ("Jo Farrow/Northlight/Meridian Images", "The stage before the prize.")
    assert (now.credit, now.caption) == ("Somebody else", "Another caption.")


def test_a_fact_reads_as_it_was_from_the_very_moment_it_was_recorded(stage):
    start, tick = timezone.now() + HOUR, datetime.timedelta(microseconds=1)
    for number in (1, 2):
        stage.caption = f"Caption {number}."
        stage.save()
        record(stage, moment=start + number * HOUR)
    Image.objects.update(caption="Not recorded yet.")

    def caption(moment):
        [image] = facts_as_of(Image, [stage.pk], moment)
        return image.caption

    assert caption(start + HOUR - tick) == "The stage before the prize."
    assert caption(start + HOUR) == caption(start + 2 * HOUR - tick) == "Caption 1."
    assert caption(start + 2 * HOUR) == "Caption 2."


def test_every_fact_survives_freezing_and_thawing(article, prize, stage, mara, register):
    author = article.bylines.get().author
    stage.date, stage.place = "August 2015", "Los Angeles"
    stage.save()
    for fact in [*facts_of(prize), stage, mara, register, author]:
        [read] = type(fact).objects.filter(pk=fact.pk).with_parts()
        thawed = type(fact).thaw(json.loads(json.dumps(type(fact).objects.get(pk=fact.pk).freeze())))
        for row, again in [(read, thawed), *((a, b) for n in fact.parts for a, b in both(read, thawed, n))]:
            assert {f.name: getattr(row, f.attname) for f in row._meta.concrete_fields} == {
                f.name: getattr(again, f.attname) for f in again._meta.concrete_fields
            }


def test_a_public_page_keeps_its_address(article, ana, mara):
    mara.slug = "someone"
    mara.full_clean()
    Topic.objects.update(slug="mara-lindqvist")
    article.publish(ana, "update")
    with pytest.raises(ValidationError, match="stays “mara-lindqvist”"):
        mara.full_clean()


def test_facts_that_refer_come_before_those_referred_to():
    order = fact_models()
    assert order.index(Timeline) < order.index(Event) < order.index(Image)
    assert {Topic, Source, Image, Event, Timeline} <= set(order)


def test_a_block_is_declared_in_one_place_only(article):
    kinds = article.block_kinds()
    assert kinds["articles.figure"] is Figure
    assert kinds["timeline.timelineblock"] is TimelineBlock


def test_an_erased_fact_is_gone_for_ever_and_says_why(article, ana, dora, stage, django_capture_on_commit_callbacks):
    default_storage.save(stage.files.path_of("640.webp"), ContentFile(b"picture"))
    article.publish(ana, "update")
    assert stage.is_public()
    with django_capture_on_commit_callbacks(execute=True):
        erase(stage, dora, "Court order 12/26")
    stage = Image.objects.get(pk=stage.pk)
    assert not stage.is_public()
    assert not default_storage.exists(stage.files.path_of("640.webp"))
    everything = json.dumps(
        [stage.freeze(), *FactVersion.objects.filter(fact=stage.pk).values_list("content", flat=True)]
    )
    for words in ("Farrow", "empty stage", "before the prize", "The stage"):
        assert words not in everything
    assert Change.objects.get(verb="erased").note == "Court order 12/26"
    assert article.editions.get().text.document
