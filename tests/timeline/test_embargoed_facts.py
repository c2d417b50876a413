"""A fact that only an embargoed article uses changes: no reader is told, by whatever chain it hangs together."""

import datetime

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from articles.models import Article, Change, Edition, Image, Source, Text, Topic, record
from articles.models.images import usage_of
from tests.conftest import NOON
from tests.public_responses import addresses, answers
from timeline.models import Event, Timeline, TimelineBlock

from .conftest import happened

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
AT = NOON + datetime.timedelta(days=1)
NOTE = "Nobody may know this yet."


@pytest.fixture
def live(article, mara, ana):
    """An article that readers see, with a timeline by rule of all that is about Mara."""
    ruled = Timeline.objects.create(title="All about Mara", slug="about-mara", made="rule")
    ruled.rule_topics.create(topic=mara)
    happened("2004", "They meet", "meet", [mara], released_from=NOON - datetime.timedelta(days=9))
    TimelineBlock.objects.create(parent=article, region="body", ordering=40, timeline=ruled)
    article.publish(ana, "update")
    return article


@pytest.fixture
def picture(db):
    """A picture that only the embargoed event shows, with its file."""
    image = Image.objects.create(title="The contract", alt="A contract", caption="The contract, signed.")
    image.renditions = [{"name": "640.webp", "width": 640, "height": 427, "type": "image/webp"}]
    image.save()
    image.credits.create(line="Lee Marsh/Coastal Press", creator="Lee Marsh")
    default_storage.save(image.files.path_of("640.webp"), ContentFile(b"RIFF"))
    record(image)
    return image


@pytest.fixture
def secret(live, picture, mara, ines, archive, culture, ana):
    """An event about Mara of which only an article that goes live tomorrow tells."""
    event = happened("2021", "They sign apart", "sign-apart", [mara], [archive], image=picture)
    event.quotation, event.speaker = "We sign.", ines
    event.save()
    record(event)
    for fact in (archive, ines):
        record(fact)
    hidden = Timeline.objects.create(title="The contract", slug="the-contract")
    hidden.entries.create(event=event)
    record(hidden)
    coming = Article.objects.create(headline="The contract", section=culture, slug="the-contract")
    Text.objects.create(parent=coming, region="body", ordering=10, html="<p>Words.</p>")
    TimelineBlock.objects.create(parent=coming, region="body", ordering=20, timeline=hidden)
    coming.publish(ana, "update", at=AT)
    return event


def corrected(fact, by, **columns):
    """Change columns of a fact as the desk does, as a correction with a note."""
    for name, value in columns.items():
        setattr(fact, name, value)
    fact.save()
    record(fact, by, "correction", NOTE)


def again(event):
    """Return the same event once more, just as embargoed."""
    copy = happened("2021", "They sign", "they-sign", [event.people.get().topic])
    Timeline.objects.get(slug="the-contract").entries.create(event=copy)
    return copy


def double(image):
    """Return the same picture once more, which nothing uses."""
    other = Image.objects.create(title="Contract", alt="A contract", renditions=image.renditions)
    record(other)
    return other


ACTS = {
    "correct the event": lambda e, by: corrected(e, by, title="They sign"),
    "correct its picture": lambda e, by: corrected(e.image, by, caption="Signed in ink."),
    "kill its picture": lambda e, by: e.image.kill(by, "Killed.", NOTE),
    "revive its picture": lambda e, by: (e.image.kill(by, "Killed.", NOTE), e.image.revive(by, NOTE)),
    "correct its source": lambda e, by: corrected(e.citations.get().source, by, publisher="Another press"),
    "correct its speaker": lambda e, by: corrected(e.speaker, by, name="Inés Okafor"),
    "take the event down": lambda e, by: e.take_down(by, NOTE),
    "put the event back": lambda e, by: (e.take_down(by, NOTE), e.put_back(by, NOTE)),
    "merge the event": lambda e, by: e.merge_into(again(e), by, "correction", NOTE),
    "merge into the event": lambda e, by: again(e).merge_into(e, by, "correction", NOTE),
    "merge its picture": lambda e, by: e.image.merge_into(double(e.image), by, "correction", NOTE),
    "merge its source": lambda e, by: e.citations.get().source.merge_into(
        Source.objects.create(title="Archive"), by, "correction", NOTE
    ),
    "merge its speaker": lambda e, by: e.speaker.merge_into(
        Topic.objects.create(name="Inès", slug="ines"), by, "correction", NOTE
    ),
    "release it for later": lambda e, by: corrected(e, by, released_from=AT),
}


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_no_address_answers_otherwise_after_an_embargoed_fact_was_changed(client, secret, ana, act, clock):
    asked = addresses()
    before = answers(client, asked)
    clock.shift(60)
    act(Event.objects.get(pk=secret.pk), ana)
    after = answers(client, asked)
    assert [address for address in asked if before[address] != after[address]] == []
    assert not Change.objects.filter(verb="changed").exists()


def test_the_embargoed_event_joins_the_rule_and_its_corrections_are_told_once_it_is_public(
    client, secret, live, ana, clock
):
    corrected(secret, ana, title="They sign")
    assert "They sign" not in client.get("/culture/songwriters/").content.decode()
    clock.move_to(AT)
    page = client.get("/culture/songwriters/").content.decode()
    assert "They sign" in page
    assert NOTE not in page
    corrected(Event.objects.get(pk=secret.pk), ana, title="They sign apart")
    for address in ("/culture/songwriters/", "/culture/the-contract/", "/corrections/", "/events/sign-apart/"):
        assert NOTE in client.get(address).content.decode()


def changed_facts(live):
    """Return the kinds of fact whose changes the history of the live article names."""
    return sorted(line.label for line in Change.objects.filter(article=live, verb="changed"))


def test_what_a_change_hides_is_told_to_those_who_saw_it(secret, live, ana, clock):
    clock.move_to(AT)
    event = Event.objects.get(pk=secret.pk)
    event.image.kill(ana, "Killed.")
    assert changed_facts(live) == ["articles.image"]
    event.take_down(ana, "It did not happen.")
    assert changed_facts(live) == ["articles.image", "timeline.event"]


def test_nobody_is_told_of_changes_to_an_event_that_is_down_until_it_is_put_back(secret, live, ana, clock):
    clock.move_to(AT)
    event = Event.objects.get(pk=secret.pk)
    event.take_down(ana, "We are looking into it.")
    Change.objects.all().delete()
    corrected(event, ana, title="They sign")
    assert not Change.objects.exists()
    event.put_back(ana, "It happened.")
    assert changed_facts(live) == ["timeline.event"]


def test_a_merger_that_hides_an_event_is_told_to_those_who_saw_it(secret, live, ana, clock):
    clock.move_to(AT)
    other = happened("2021", "They sign", "they-sign")
    Event.objects.get(pk=secret.pk).merge_into(other, ana, "correction", "It was one.")
    assert changed_facts(live) == ["timeline.event"]


def test_an_event_that_is_no_longer_public_on_its_own_is_told_where_the_rule_showed_it(live, ana, clock):
    meet = Event.objects.get(slug="meet")
    corrected(meet, ana, released_from=None)
    assert changed_facts(live) == ["timeline.event"]
    Change.objects.all().delete()
    corrected(meet, ana, title="They meet again")
    assert not Change.objects.exists()


def test_the_desk_still_sees_every_edition_that_uses_an_embargoed_fact(secret, picture, live):
    everything = Edition.objects.all()
    assert picture.shown_in(everything).filter(article__slug="the-contract").exists()
    assert usage_of(picture, NOON).counts["scheduled"] == 1
