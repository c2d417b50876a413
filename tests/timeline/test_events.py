"""Events: taken down by themselves, corrected once, found again, and used where the desk is told."""

import datetime

import pytest
from django.utils import timezone

from articles.dates.partial import PartialDate
from articles.exceptions import Refusal
from articles.models import Change, Edition, record
from articles.models.facts import where_used
from articles.pages import ArticlePage, add_corrections
from timeline.models import Event, Timeline, TimelineBlock

from .conftest import happened

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)


def block_of(article, moment=None):
    """Return the timeline block of what readers are given of an article."""
    moment = moment or timezone.now()
    reading = ArticlePage(Edition.objects.live_at(moment).select_related("text").get(article=article), moment)
    return next(block for block in reading.blocks if hasattr(block, "extent"))


def titles(block):
    """Return the titles of the events that a block shows."""
    return [str(entry) for entry in block.entries]


def test_an_event_taken_down_is_gone_everywhere_with_all_that_only_it_shows(shown, article, ana, stage):
    part = Event.objects.get(slug="part")
    part.image = stage
    part.save()
    article.blocks()[1].delete()
    article.lead_image = None
    article.save()
    article.publish(ana, "update")
    assert stage.is_public()
    part.take_down(ana, "A court asked for it.")
    assert not part.is_public()
    assert not stage.is_public()
    assert titles(block_of(article)) == ["They meet", "They play the prize"]
    assert not part.is_public(timezone.now() - HOUR)
    part.put_back(ana)
    assert stage.is_public()
    assert titles(block_of(article))[-1] == "They part"


def test_taking_down_needs_a_reason_and_happens_once(together, ana):
    part = Event.objects.get(slug="part")
    with pytest.raises(Refusal, match="Explain why"):
        part.take_down(ana, " ")
    part.take_down(ana, "Wrong.")
    with pytest.raises(Refusal, match="already"):
        part.take_down(ana, "Wrong.")


def test_a_correction_is_noted_at_the_event_wherever_it_shows(shown, article, ana):
    article.publish(ana, "update")
    part = Event.objects.get(slug="part")
    part.date = "December 2021"
    part.save()
    record(part, ana, "correction", "They parted in December 2021, not in November.")
    block = block_of(article)
    reading = ArticlePage(Edition.objects.live_at(timezone.now()).get(), timezone.now())
    assert [line.note for line in reading.history if line.fact] == ["They parted in December 2021, not in November."]
    corrected = [e.event for e in reading.blocks[-1].entries if e.event.corrections]
    assert corrected == [part]
    add_corrections([entry.event for entry in block.entries], timezone.now())
    assert [len(entry.event.corrections) for entry in block.entries] == [0, 0, 1]


def test_a_correction_of_what_two_articles_show_is_told_once_on_the_events_own_page(
    client, shown, article, culture, ana
):
    other = type(article).objects.create(headline="In the open", section=culture, slug="open")
    TimelineBlock.objects.create(parent=other, region="body", ordering=10, timeline=shown.timeline)
    for each in (article, other):
        each.publish(ana, "update")
    part = Event.objects.get(slug="part")
    for date, note in (("December 2021", "It was December."), ("October 2021", "It was October after all.")):
        part.date = date
        part.save()
        record(part, ana, "correction", note)
        assert Change.objects.filter(note=note).count() == 2
    html = client.get("/events/part/").text
    assert (html.count("It was December."), html.count("It was October after all.")) == (1, 1)
    assert html.index("It was October after all.") < html.index("It was December.")


def test_a_correction_of_what_is_public_by_itself_is_kept_too(together, ana):
    Timeline.objects.update(released_from=timezone.now())
    part = Event.objects.get(slug="part")
    part.title = "They go apart"
    part.save()
    record(part, ana, "correction", "Apart.")
    assert Change.objects.get(kind="correction").article is None


@pytest.mark.parametrize(
    ("date", "title", "expected"),
    [
        ("2009", "They play the prize", ["prize"]),
        ("2009", "The prize they play", ["prize"]),
        ("Sept. 13, 2009", "They play for the prize", ["prize"]),
        ("before 2010", "THEY PLAY THE PRIZE", ["prize"]),
        ("2009", "Mara and Ines leave the label", []),
        ("Sept. 14, 2009", "They play the prize", []),
        ("1950", "They play the prize", []),
    ],
)
def test_near_duplicates_are_alike_in_words_and_date_whoever_they_are_about(together, date, title, expected):
    near = Event.objects.similar_to(PartialDate.parse(date), title)
    assert [event.slug for event in near] == expected


def test_an_event_is_no_duplicate_of_itself(together):
    prize = Event.objects.get(slug="prize")
    assert not Event.objects.exclude(pk=prize.pk).similar_to(prize.date, prize.title)
    assert Event.objects.similar_to(prize.date, prize.title)


def test_a_source_knows_everything_that_rests_on_it(article, shown, ana, register, archive, mara):
    article.publish(ana, "update")
    quoted = happened("2018", "She speaks", "speaks", quotation="Nobody left.", speaker=mara, said_in=register)
    used = dict(where_used(register))
    assert set(used["editions"]) == set(article.editions.all())
    assert set(used["working copies"]) == {article}
    assert set(used["events"]) == {quoted}
    assert set(dict(where_used(archive))["events"]) == set(Event.objects.exclude(slug="speaks"))


def test_an_article_shows_a_part_of_a_timeline(shown, article, ana):
    prize = Event.objects.get(slug="prize")
    for columns, expected in [
        ({"extent": "whole"}, 3),
        ({"extent": "range", "first": "2009", "last": "2021"}, 2),
        ({"extent": "range", "first": "2010"}, 1),
        ({"extent": "chosen", "chosen": [str(prize.pk)]}, 1),
        ({"extent": "first"}, 3),
    ]:
        for name, value in columns.items():
            setattr(shown, name, value)
        shown.full_clean()
        shown.save()
        article.refresh_from_db()
        article.publish(ana, "update")
        assert len(block_of(article).entries) == expected, columns


def test_a_part_that_shows_nothing_is_not_published(shown, article):
    shown.extent, shown.first = "range", "2030"
    shown.save()
    assert any("between these dates" in problem for _, problem in article.problems())
    shown.extent = "chosen"
    shown.save()
    assert any("are chosen" in problem for _, problem in article.problems())


def test_the_chosen_events_are_mentioned_by_the_edition(shown, article, ana):
    prize = Event.objects.get(slug="prize")
    shown.extent, shown.chosen = "chosen", [str(prize.pk)]
    shown.save()
    edition = article.publish(ana, "update")
    assert [mention.fact for mention in edition.editionevents.all()] == [prize]
