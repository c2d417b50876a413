"""Ines and Mara in a timeline of three events, and an article that shows it."""

import pytest

from articles.models import Source, Topic, record
from timeline.models import Event, Timeline, TimelineBlock


def happened(date, title, slug, people=(), sources=(), **columns):
    """Return an event with people and sources, recorded."""
    event = Event.objects.create(date=date, title=title, slug=slug, **columns)
    for place, topic in enumerate(people):
        event.people.create(topic=topic, position=place)
    for place, source in enumerate(sources):
        event.citations.create(source=source, position=place)
    record(event)
    return event


@pytest.fixture
def ines(db):
    """Ines Okafor, Mara's friend."""
    return Topic.objects.create(name="Ines Okafor", slug="ines-okafor")


@pytest.fixture
def maren(db):
    """Mara once more, under another spelling."""
    return Topic.objects.create(name="Mara Lindquist", slug="mara-lindquist", description="A songwriter.")


@pytest.fixture
def archive(db):
    """The archive of the prize, a source."""
    return Source.objects.create(title="Prize archive")


@pytest.fixture
def together(mara, ines, archive):
    """A curated timeline: they meet, they play the prize, they part."""
    timeline = Timeline.objects.create(title="Together", slug="together")
    for event in (
        happened("2004", "They meet", "meet", [mara, ines], [archive]),
        happened("Sept. 13, 2009", "They play the prize", "prize", [mara, ines], [archive]),
        happened("November 2021", "They part", "part", [mara], [archive]),
    ):
        timeline.entries.create(event=event)
    record(timeline)
    return timeline


@pytest.fixture
def shown(article, together):
    """The article with the timeline in it, not yet published; the block."""
    return TimelineBlock.objects.create(parent=article, region="body", ordering=40, timeline=together)
