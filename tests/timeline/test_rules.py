"""A timeline by rule shows every public event that fits, at every moment, and makes none of them public."""

import datetime

import pytest
from django.utils import timezone

from articles.dates.partial import PartialDate
from articles.models import Change, Edition, Topic, record
from timeline.models import Event, Timeline, TimelineBlock
from timeline.models.timeline import within

from .conftest import happened

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def ruled(mara, ines):
    """A released timeline of every public event with both friends, from 2004."""
    timeline = Timeline.objects.create(
        title="Mara and Ines", slug="mara-and-ines", made="rule", rule_from="2004", released_from=timezone.now() - HOUR
    )
    for topic in (mara, ines):
        timeline.rule_topics.create(topic=topic)
    return timeline


def shown_at(timeline, moment=None):
    """Return the slugs of the events that a timeline shows at a moment."""
    return [
        event.slug
        for event in timeline.filter_events(Event.objects.public_at(moment or timezone.now())).order_by("date")
    ]


def test_it_takes_public_events_with_all_its_people_between_its_dates(ruled, together, mara, ines):
    assert shown_at(ruled) == []
    Timeline.objects.filter(slug="together").update(released_from=timezone.now())
    happened("1999", "They are at school", "school", [mara, ines], released_from=timezone.now())
    assert shown_at(ruled) == ["meet", "prize"]
    ruled.rule_until = PartialDate.parse("2008")
    assert shown_at(ruled) == ["meet"]


def test_the_first_and_the_last_day_of_a_rule_belong_to_it(ruled, mara, ines):
    ruled.rule_until = PartialDate.parse("2006")
    dates = ["Dec. 31, 2003", "Jan. 1, 2004", "Dec. 31, 2006", "2006-12-31 23:59 UTC", "Jan. 1, 2007"]
    for number, date in enumerate(dates):
        happened(date, date, f"e{number}", [mara, ines], released_from=timezone.now())
    titles = [str(event) for event in ruled.filter_events(Event.objects.order_by("date"))]
    assert titles == dates[1:4]


def test_it_never_makes_an_event_public(ruled, together):
    prize = Event.objects.get(slug="prize")
    ruled.entries.create(event=prize)
    assert not prize.is_public()
    assert not prize.citations.get().source.is_public()
    Timeline.objects.filter(pk=ruled.pk).update(made="curated")
    assert prize.is_public()


def test_an_event_joins_in_the_second_its_article_goes_live(ruled, shown, article, ana):
    at = timezone.now() + HOUR
    article.publish(ana, "update", at=at)
    assert shown_at(ruled, at - datetime.timedelta(microseconds=1)) == []
    assert shown_at(ruled, at) == ["meet", "prize"]


def test_a_rule_without_topic_or_date_takes_nothing(shown, article, ana):
    article.publish(ana, "update")
    assert shown_at(Timeline.objects.create(title="All", slug="all", made="rule")) == []


def test_a_correction_is_in_the_history_of_an_article_that_shows_it_by_rule(ruled, together, article, ana):
    Timeline.objects.filter(slug="together").update(released_from=timezone.now())
    TimelineBlock.objects.create(parent=article, region="body", ordering=40, timeline=ruled)
    article.publish(ana, "update")
    prize = Event.objects.get(slug="prize")
    assert prize.shown_in(Edition.objects.live_at(timezone.now())).get().article == article
    assert not Event.objects.get(slug="part").shown_in(Edition.objects.all()).exists()
    prize.title = "They win the prize"
    prize.save()
    record(prize, ana, "correction", "They won it.")
    assert Change.objects.get(kind="correction").article == article


def test_the_range_of_a_rule_and_of_a_block_mean_the_same(db):
    dates = [
        "1999",
        "before 2004",
        "2004",
        "Jan. 1, 2004",
        "2004–2006",
        "December 2006",
        "Dec. 30, 2006",
        "Dec. 31, 2006",
        "Jan. 1, 2007",
        "the 2010s",
        "2007",
        "since 2006",
    ]
    for number, date in enumerate(dates):
        happened(date, f"Event {number}", f"e{number}")
    periods = [
        ("2004", None),
        (None, "2006"),
        ("2004", "2006"),
        ("March 2004", "Dec. 30, 2006"),
        ("before 2004", "2006"),
    ]
    for first, last in periods:
        bounds = [words and PartialDate.parse(words) for words in (first, last)]
        by_rule = set(Event.objects.between(*bounds).values_list("slug", flat=True))
        assert by_rule == {e.slug for e in Event.objects.all() if within(e.date, *bounds)}, (first, last)


@pytest.mark.parametrize(
    "dates",
    [
        (None, None),
        ("2004", None),
        (None, "2008"),
        ("2005", "Sept. 13, 2009"),
        ("mid-2009", "late 2021"),
        ("before 2004", "early 2009"),
        ("after 2009", "since 2010"),
        ("2022", None),
    ],
)
@pytest.mark.parametrize("names", [(), ("mara",), ("mara", "ines"), ("ines", "nobody")])
def test_a_rule_means_the_same_wherever_it_is_asked(together, mara, ines, dates, names):
    Event.objects.filter(slug="prize").update(speaker=Topic.objects.create(name="Who", slug="nobody"))
    rule_from, rule_until = (words and PartialDate.parse(words) for words in dates)
    rule = Timeline.objects.create(title="R", slug="r", made="rule", rule_from=rule_from, rule_until=rule_until)
    topics = {"mara": mara, "ines": ines, "nobody": Topic.objects.get(slug="nobody")}
    for name in names:
        rule.rule_topics.create(topic=topics[name])
    for event in Event.objects.all():
        about = {person.topic_id for person in event.people.all()} | {event.speaker_id}
        matches = rule.filter_events(Event.objects.filter(pk=event.pk)).exists()
        assert rule.rule_matches(event.date, about) == matches
        keys = Timeline.objects.keys_of_rules_matching(Event.objects.filter(pk=event.pk))
        assert keys == [str(rule.pk)] * matches
    Event.objects.update(released_from=timezone.now() - HOUR)
    shown = {event.slug for event in rule.load_derived_parts(timezone.now())}
    assert shown == set(rule.filter_events(Event.objects.all()).values_list("slug", flat=True))


def test_before_a_date_belongs_to_the_era_in_whose_order_it_stands(together):
    together.eras.create(title="Together", start="2004")
    together.entries.create(event=happened("before 2010", "They quarrel", "quarrel"))
    by_era = Timeline.objects.get(pk=together.pk).entries_by_era()
    order = ["They meet", "They play the prize", "They quarrel", "They part"]
    assert [[str(entry) for entry in entries] for _, entries in by_era] == [order]
