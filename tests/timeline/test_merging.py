"""Two rows for one person, source or event become one, and nothing that names the other is lost."""

import datetime

import pytest
from django.utils import timezone

from articles.exceptions import Refusal
from articles.models import Change, Edition, Source, Topic, record
from articles.pages import ArticlePage
from timeline.models import Event
from timeline.models.event import EventPerson

from .conftest import happened

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)


def reading_of(article):
    """Return what readers are given of an article now."""
    now = timezone.now()
    return ArticlePage(Edition.objects.live_at(now).select_related("text").get(article=article), now)


def test_a_frozen_document_keeps_its_key_and_readers_meet_the_survivor(article, ana, mara, maren):
    edition = article.publish(ana, "update")
    mara.merge_into(maren, ana, "minor", "Two spellings of one name.")
    assert str(mara.pk) in Edition.objects.get(pk=edition.pk).text.document
    reading = reading_of(article)
    assert reading.topics == [maren]
    assert [block.speaker for block in reading.blocks if hasattr(block, "speaker")] == [maren]


def test_only_the_survivor_is_public_and_the_article_says_so(article, ana, mara, maren):
    article.publish(ana, "update")
    mara.merge_into(maren, ana, "minor", "Two spellings of one name.")
    assert maren.is_public()
    assert not mara.is_public()
    assert Topic.survivor_at("mara-lindqvist", timezone.now()) == maren
    [line] = Change.objects.filter(verb="changed")
    assert (line.article, line.fact, line.note) == (article, maren.pk, "Two spellings of one name.")


def test_the_address_of_what_was_merged_under_embargo_leads_nowhere(article, ana, mara, maren):
    article.publish(ana, "update", at=timezone.now() + datetime.timedelta(hours=1))
    mara.merge_into(maren, ana)
    assert Topic.survivor_at("mara-lindqvist", timezone.now()) is None
    assert not Change.objects.filter(verb="changed").exists()


def test_the_working_copy_and_the_events_know_the_survivor_at_once(article, together, mara, maren):
    both = happened("2012", "They tour", "tour", [mara, maren])
    mara.merge_into(maren)
    assert article.abouts.get().topic == maren
    assert EventPerson.objects.filter(event=both).count() == 1
    assert not EventPerson.objects.filter(topic=mara).exists()


@pytest.mark.parametrize("survivor", ["maren", "mara"])
def test_what_was_released_stays_public_whichever_of_the_two_is_kept(mara, maren, survivor):
    now = timezone.now()
    Topic.objects.filter(pk=mara.pk).update(released_from=now - HOUR)
    Topic.objects.filter(pk=maren.pk).update(released_from=now + HOUR)
    other, kept = (mara, maren) if survivor == "maren" else (maren, mara)
    kept = other.merge_into(kept)
    assert kept.released_from == now - HOUR
    assert list(Topic.objects.public_at(now)) == [kept]


def test_chains_of_mergers_lead_to_the_last_survivor(mara, maren, ines):
    mara.merge_into(maren)
    maren.merge_into(ines)
    assert set(ines.merged.all()) == {mara, maren}


def test_merging_with_itself_another_kind_or_twice_is_refused(mara, maren, register):
    for other in (mara, register):
        with pytest.raises(Refusal):
            mara.merge_into(other)
    mara.merge_into(maren)
    with pytest.raises(Refusal, match="already"):
        mara.merge_into(maren)
    with pytest.raises(Refusal, match="already"):
        maren.merge_into(mara)


def test_sources_are_merged_with_their_citations(shown, article, ana, archive):
    article.publish(ana, "update")
    other = Source.objects.create(title="The archive of the prize")
    archive.merge_into(other)
    assert other.is_public()
    assert other.citations.count() == 3
    assert other in reading_of(article).sources


def test_merged_events_keep_the_parts_of_both_and_stand_once_in_a_timeline(
    shown, together, article, ana, register, mara
):
    again = happened("Sept. 13, 2009", "The prize is played", "prize-again", [mara], [register])
    together.entries.create(event=again)
    article.publish(ana, "update")
    again.merge_into(Event.objects.get(slug="prize"))
    survivor = Event.objects.get(slug="prize")
    assert {citation.source.title for citation in survivor.citations.all()} == {"Prize archive", "The Coastal Register"}
    [block] = [block for block in reading_of(article).blocks if hasattr(block, "extent")]
    assert [str(entry) for entry in block.entries] == ["They meet", "They play the prize", "They part"]


def test_chosen_events_that_were_merged_are_still_shown(shown, together, article, ana):
    again = happened("Sept. 13, 2009", "The prize is played", "prize-again")
    shown.extent, shown.chosen = "chosen", [str(Event.objects.get(slug="prize").pk)]
    shown.save()
    article.publish(ana, "update")
    Event.objects.get(slug="prize").merge_into(again)
    [block] = [block for block in reading_of(article).blocks if hasattr(block, "extent")]
    assert [str(entry.event) for entry in block.entries] == ["The prize is played"]


def test_putting_back_a_text_that_names_what_was_merged_makes_the_survivor_public(article, ana, mara, maren):
    first = article.publish(ana, "update")
    mara.merge_into(maren)
    article.refresh_from_db()
    article.put_back(first, ana)
    assert maren.is_public()
    assert not mara.is_public()
    assert record(maren) is None
