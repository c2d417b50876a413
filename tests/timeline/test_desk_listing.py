"""The list of events: what is asked of it, and that it costs the same however many there are."""

import pytest
from django.urls import reverse

from timeline.models import Citation, Event

LIST = reverse("admin:timeline_event_changelist")


def make(count, source):
    """Store many events, each with a citation."""
    start = Event.objects.count()
    events = [Event(date=str(1000 + n % 900), title=f"Event {n}", slug=f"e-{n}") for n in range(start, start + count)]
    Event.objects.bulk_create(events)
    Citation.objects.bulk_create(Citation(event=event, source=source) for event in events)


def titles(response):
    """Return the titles that a list shows."""
    return [event.title for event in response.context["cl"].result_list]


def test_five_thousand_events_cost_as_many_queries_as_fifty(desk, register, django_assert_num_queries):
    make(60, register)
    desk.get(LIST)
    with django_assert_num_queries(8) as few:
        desk.get(LIST)
    make(4_940, register)
    with django_assert_num_queries(len(few)) as many:
        response = desk.get(LIST, {"p": 2})
    assert response.context["cl"].result_count == 5_000
    assert not any("COUNT(*)" in query["sql"] and "LIMIT" not in query["sql"] for query in many.captured_queries)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"during": "2009"}, ["They play the prize"]),
        ({"during": "2004 to 2010"}, ["They meet", "They play the prize"]),
        ({"precision": "month"}, ["They part"]),
        ({"precision": "day"}, ["They play the prize"]),
        ({"status__exact": "disputed"}, ["They part"]),
        ({"cited": "no"}, ["They meet"]),
        ({"cited": "yes"}, ["They play the prize", "They part"]),
        ({"q": "prize"}, ["They play the prize"]),
        ({"q": "lindqvist", "precision": "year"}, ["They meet"]),
        ({"o": "-2"}, ["They part", "They play the prize", "They meet"]),
        ({"during": "2009", "precision": "nonsense"}, ["They play the prize"]),
    ],
)
def test_events_are_found(desk, together, asked, expected):
    Event.objects.filter(slug="part").update(status="disputed")
    Citation.objects.filter(event__slug="meet").delete()
    assert titles(desk.get(LIST, asked)) == expected


def test_words_that_are_no_date_are_answered(desk, together):
    response = desk.get(LIST, {"during": "winter 2018", "precision": "month"})
    assert "winter" in response.content.decode()
    assert titles(response) == []
    assert '<input type="hidden" name="precision" value="month">' in response.content.decode()


def test_events_without_a_source_say_so(desk, together):
    Citation.objects.filter(event__slug="meet").delete()
    assert '<td class="field-cited">none</td>' in desk.get(LIST).content.decode()
