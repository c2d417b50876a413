"""What events and timelines ask of a person, whichever way it is done."""

import datetime
import uuid

import pytest
from django.contrib.auth.models import Permission

from articles.exceptions import NotAllowed, WrongMoment
from articles.models import Image, record
from tests.conftest import NOON
from tests.timeline.conftest import happened
from timeline.batch import create_events
from timeline.interchange import import_timeline
from timeline.interchange.schema import ImportedTimeline
from timeline.models import Event, Timeline

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("london")]
HOUR = datetime.timedelta(hours=1)


def give(person, *codenames):
    """Give somebody permissions besides those of their role."""
    person.user_permissions.add(*Permission.objects.filter(codename__in=codenames))


def test_an_event_is_taken_down_and_put_back_by_who_publishes(together, bo, ana):
    give(bo, "change_event")
    event = Event.objects.get(slug="part")
    with pytest.raises(NotAllowed, match="right to publish"):
        event.take_down(bo, "It was wrong.")
    event.take_down(ana, "It was wrong.")
    with pytest.raises(NotAllowed):
        event.put_back(bo)
    assert Event.objects.get(slug="part").taken_down_at


def test_events_come_into_a_timeline_by_who_may_change_it_and_publishes_where_readers_see_it(article, shown, bo, ana):
    timeline, event = shown.timeline, happened("2010", "They tour", "tour")
    with pytest.raises(NotAllowed, match="right to change timelines"):
        timeline.add_events([event], bo)
    article.publish(ana, "update")
    give(bo, "change_timeline")
    bo = type(bo).objects.get(pk=bo.pk)
    with pytest.raises(NotAllowed, match="right to publish"):
        timeline.add_events([event], bo)
    assert timeline.entries.count() == 3
    private = Timeline.objects.create(title="Private", slug="private")
    private.add_events([event], bo)
    timeline.add_events([event], ana)
    assert timeline.entries.count() == 4


def test_events_are_entered_and_imported_by_who_may_add_them(cem, bo):
    row = {"key": uuid.uuid4(), "date": "2010", "title": "They tour"}
    with pytest.raises(NotAllowed, match="right to add events"):
        create_events([row], cem)
    with pytest.raises(NotAllowed, match="right to add timelines"):
        import_timeline(ImportedTimeline("ours", "Tour"), by=bo)
    give(bo, "add_timeline", "change_timeline")
    with pytest.raises(NotAllowed, match="right to publish"):
        import_timeline(ImportedTimeline("ours", "Tour"), by=type(bo).objects.get(pk=bo.pk), update=True)
    assert not Event.objects.exists()


def test_an_edition_is_not_retimed_to_when_a_picture_of_an_event_cannot_be_used(article, shown, ana):
    picture = Image.objects.create(title="The prize", alt="A prize", renditions=[{"name": "640.webp"}])
    picture.credits.create(line="Jo Farrow")
    event = Event.objects.get(slug="prize")
    event.image = picture
    event.save()
    waiting = article.publish(ana, "update", at=NOON + HOUR)
    picture.rights.create(kind="allow", until=NOON + 2 * HOUR)
    with pytest.raises(WrongMoment, match="The prize"):
        waiting.retime(NOON + 3 * HOUR, ana)
    waiting.retime(NOON + HOUR / 2, ana)
    picture.kill(ana, "Wrong prize.")
    with pytest.raises(WrongMoment, match="killed"):
        waiting.retime(NOON + HOUR, ana)
    record(event)
