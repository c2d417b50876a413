"""Events and timelines at the desk."""

import pytest
from django.urls import reverse

from articles.models import FactVersion, Kind
from tests.forms import added, errors_of, typed
from timeline.models import Event, Timeline, TimelineBlock

NEW = reverse("admin:timeline_event_add")


@pytest.fixture
def desk(client, ana):
    """Ana, logged in."""
    client.force_login(ana)
    return client


@pytest.fixture
def prize(db):
    """The prize: an event of May 2018."""
    return Event.objects.create(date="May 2018", title="The prize", slug="the-prize")


def form_of(fact):
    """Return the address of a fact's form."""
    return reverse(f"admin:timeline_{fact._meta.model_name}_change", args=[fact.pk])


def test_an_event_is_written_with_people_and_citations(desk, mara, register):
    data = typed(desk.get(NEW), date="about 2018", title="The prize", slug="the-prize")
    data = added(data, "people", topic=mara.pk, position=0)
    data = added(data, "citations", source=register.pk, locator="p. 4", position=0)
    assert not errors_of(desk.post(NEW, data))
    event = Event.objects.get()
    assert (event.date.words, event.people.get().topic, event.citations.get().locator) == ("about 2018", mara, "p. 4")
    assert "p. 4" in FactVersion.objects.get(fact=event.pk).content


def test_the_form_says_how_the_date_was_understood(desk, prize):
    assert "Understood as the whole of May 2018" in desk.get(form_of(prize)).content.decode()


def test_an_unreadable_date_is_refused_with_the_reason(desk):
    response = desk.post(NEW, typed(desk.get(NEW), date="winter 2018", title="X", slug="x"))
    assert "belongs to two years" in errors_of(response)["date"][0]
    assert "winter 2018" in response.content.decode()


def test_a_quotation_needs_its_speaker(desk, prize):
    response = desk.post(form_of(prize), typed(desk.get(form_of(prize)), quotation="Nobody left."))
    assert errors_of(response)


def test_events_are_listed_by_date(desk, prize):
    Event.objects.create(date="1931", title="Earlier", slug="earlier")
    Event.objects.create(date="2021-11-01", title="Later", slug="later")
    listed = desk.get(reverse("admin:timeline_event_changelist")).context["cl"].result_list
    assert [event.title for event in listed] == ["Earlier", "The prize", "Later"]


def test_a_timeline_is_written_with_entries_and_eras(desk, prize):
    address = reverse("admin:timeline_timeline_add")
    data = typed(desk.get(address), title="In order", slug="in-order")
    data = added(data, "entries", event=prize.pk, position=0)
    data = added(data, "eras", title="Together", start="2004")
    assert not errors_of(desk.post(address, data))
    [(era, entries)] = Timeline.objects.get().spans
    assert (str(era), entries[0].event) == ("Together", prize)


def test_the_form_of_a_long_timeline_costs_no_query_per_entry(desk, django_assert_max_num_queries):
    timeline = Timeline.objects.create(title="In order", slug="in-order")
    for n in range(40):
        event = Event.objects.create(date=str(1950 + n), title=f"Event {n}", slug=f"event-{n}")
        timeline.entries.create(event=event, position=n)
    with django_assert_max_num_queries(20):
        assert "Event 39" in desk.get(form_of(timeline)).content.decode()


def test_a_public_event_asks_what_kind_of_change_it_is(desk, ana, article, prize):
    timeline = Timeline.objects.create(title="In order", slug="in-order")
    timeline.entries.create(event=prize)
    TimelineBlock.objects.create(parent=article, region="body", ordering=40, timeline=timeline)
    article.publish(ana, Kind.UPDATE)
    data = typed(desk.get(form_of(prize)), title="The other prize")
    assert "change_kind" in errors_of(desk.post(form_of(prize), data))
    assert not errors_of(desk.post(form_of(prize), data | {"change_kind": Kind.MINOR}))
