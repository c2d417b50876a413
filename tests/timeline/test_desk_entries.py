"""The entries of a long timeline are edited in pages, and saving costs what changed."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.models import Change, FactVersion, record
from tests.forms import added, errors_of, typed
from tests.pages import Page
from timeline.models import Entry, Event, Timeline

pytestmark = pytest.mark.django_db


@pytest.fixture
def long(db):
    """A timeline of 120 events, one a year from 1900 on, in which five share the date 1949."""
    timeline = Timeline.objects.create(title="Long", slug="long")
    years = [1900 + number for number in range(120)]
    years[50:54] = [1949] * 4
    events = [Event(date=f"{year}", title=f"Event {n}", slug=f"event-{n}") for n, year in enumerate(years)]
    Event.objects.bulk_create(events)
    Entry.objects.bulk_create([Entry(timeline=timeline, event=event, position=n) for n, event in enumerate(events)])
    record(timeline)
    return timeline


def form_of(timeline, rest=""):
    """Return the address of the form of a timeline."""
    return reverse("admin:timeline_timeline_change", args=[timeline.pk]) + rest


def entries_in(response):
    """Return the titles of the entries in an open form."""
    [formset] = [i.formset for i in response.context["inline_admin_formsets"] if i.formset.prefix == "entries"]
    return [str(form.instance) for form in formset.initial_forms]


def titles(timeline):
    """Return the titles of all entries, in the order of the timeline."""
    return [str(entry) for entry in Timeline.objects.get(pk=timeline.pk).ordered_entries]


def test_every_entry_is_on_one_page_and_those_of_equal_date_are_together(desk, long):
    pages = [entries_in(desk.get(form_of(long, f"?entries={number}"))) for number in (1, 2, 3)]
    assert [title for page in pages for title in page] == [f"Event {number}" for number in range(120)]
    assert [len(page) for page in pages] == [49, 50, 21]


def test_the_pages_are_listed_by_their_years(desk, long, together):
    page = Page(desk.get(form_of(long, "?entries=2")))
    [nav] = page.texts("nav", "desk-entry-pages")
    assert nav.endswith("1900 to 1948 1949 to 1998 1999 to 2019")
    assert "page 2 of 3" in nav
    assert [a["href"] for a in page.all("a") if a["aria-current"] == "page"][-1] == "?entries=2"
    assert not Page(desk.get(form_of(together))).all("nav", "desk-entry-pages")


def test_every_row_has_its_date_and_a_short_timeline_is_in_their_order(desk, together):
    early = Event.objects.create(date="about 1999", title="They are born", slug="born")
    together.entries.create(event=early, position=90)
    page = Page(desk.get(form_of(together)))
    dates = page.texts("div", "readonly")
    assert dates[:4] == ["about 1999", "2004", "Sept. 13, 2009", "November 2021"]
    assert entries_in(desk.get(form_of(together)))[0] == "They are born"


@pytest.mark.parametrize("number", ["0", "4", "x", "", "1.5", "9" * 100])
def test_a_page_that_is_not_there_is_the_first(desk, long, number):
    assert entries_in(desk.get(form_of(long, f"?entries={number}")))[0] == "Event 0"


def test_a_page_is_saved_and_the_others_stay(desk, long, ana):
    address = form_of(long, "?entries=2")
    data = typed(
        desk.get(address), **{"entries-0-title": "Here", "entries-1-highlight": "on", "entries-2-DELETE": "on"}
    )
    new = Event.objects.create(date="1920", title="New", slug="new")
    response = desk.post(address, added(data, "entries", event=new.pk, position=200) | {"_continue": "1"})
    assert response.status_code == 302
    assert response.url == address
    after = titles(long)
    assert after[49:52] == ["Event 48", "Here", "Event 50"]
    assert "New" in after[:50]
    assert "Event 51" not in after
    assert len(after) == 120
    assert Entry.objects.get(event__slug="event-50").highlight
    assert FactVersion.objects.filter(fact=long.pk, by=ana).count() == 1
    assert len(FactVersion.objects.filter(fact=long.pk).first().content) > 120 * 50


def test_positions_decide_among_equal_dates_on_a_page(desk, long):
    address = form_of(long, "?entries=2")
    assert not errors_of(desk.post(address, typed(desk.get(address), **{"entries-0-position": 60})))
    assert titles(long)[48:55] == ["Event 48", "Event 50", "Event 51", "Event 52", "Event 53", "Event 49", "Event 54"]


def test_what_moved_to_another_page_meanwhile_is_saved_all_the_same(desk, long):
    address = form_of(long, "?entries=3")
    data = typed(desk.get(address), **{"entries-0-title": "Here"})
    early = [Event(date=f"18{n}", title=f"Early {n}", slug=f"early-{n}") for n in range(10, 50)]
    Event.objects.bulk_create(early)
    Entry.objects.bulk_create([Entry(timeline=long, event=event) for event in early])
    assert not errors_of(desk.post(address, data))
    assert "Here" in titles(long)
    assert len(titles(long)) == 160


def test_nobody_overwrites_what_a_colleague_saved_on_another_page(desk, long, ana):
    second = typed(desk.get(form_of(long, "?entries=2")), **{"entries-0-title": "Mine"})
    first = typed(desk.get(form_of(long)), **{"entries-0-title": "Theirs"})
    assert not errors_of(desk.post(form_of(long), first))
    response = desk.post(form_of(long, "?entries=2"), second)
    assert "saved this after you had opened it" in response.content.decode()
    assert entries_in(response)[0] == "Mine"
    assert "Mine" not in titles(long)


def test_an_event_of_another_page_cannot_be_added_twice(desk, long):
    data = typed(desk.get(form_of(long, "?entries=2")))
    response = desk.post(
        form_of(long, "?entries=2"), added(data, "entries", event=Event.objects.get(slug="event-0").pk)
    )
    assert errors_of(response)["rows"]
    assert len(titles(long)) == 120


def test_a_key_of_another_timeline_is_not_changed(desk, long):
    other = Timeline.objects.create(title="Other", slug="other")
    entry = other.entries.create(event=Event.objects.first())
    data = typed(desk.get(form_of(long)), **{"entries-0-id": str(entry.pk), "entries-0-title": "Stolen"})
    desk.post(form_of(long), data)
    desk.post(form_of(long), data | {"entries-0-id": "x"})
    entry.refresh_from_db()
    assert entry.title == ""


def test_a_change_of_a_public_timeline_is_told_once(desk, long, ana):
    Timeline.objects.update(released_from=timezone.now())
    record(long)
    answers = {"change_kind": "update", "change_note": "More."}
    data = typed(desk.get(form_of(long, "?entries=3")), **{f"entries-{n}-title": f"Here {n}" for n in range(20)})
    assert not errors_of(desk.post(form_of(long, "?entries=3"), data | answers))
    assert Change.objects.get(kind="update").note == "More."


def cost(desk, timeline, rest=""):
    """Return how many queries opening a form and saving it with one change takes, and the size of the form."""
    response = desk.get(form_of(timeline, rest))  # what is cached, such as permissions, is no part of it
    with CaptureQueriesContext(connection) as opened:
        response = desk.get(form_of(timeline, rest))
    data = typed(response, **{"entries-0-title": f"Here {timezone.now()}"})
    with CaptureQueriesContext(connection) as saved:
        assert desk.post(form_of(timeline, rest), data).status_code == 302
    return len(opened), len(saved), len(response.content)


def test_a_page_of_fifty_costs_the_same_in_a_timeline_of_any_length(desk, long, together):
    opened, saved, _size = cost(desk, together)
    long_opened, long_saved, size = cost(desk, long, "?entries=2")
    assert long_opened == opened <= 20
    assert long_saved == saved <= 40
    events = [Event(date=f"{1000 + n}", title=f"Old {n}", slug=f"old-{n}") for n in range(700)]
    Event.objects.bulk_create(events)
    Entry.objects.bulk_create([Entry(timeline=long, event=event) for event in events])
    record(long)
    longer_opened, longer_saved, longer_size = cost(desk, long, "?entries=2")
    assert (longer_opened, longer_saved) == (opened, saved)
    assert longer_size < size + 5_000


def test_only_the_entries_of_the_page_are_loaded(desk, long, monkeypatch):
    address = form_of(long, "?entries=3")
    data = typed(desk.get(address), **{"entries-0-title": "Here"})
    loaded, from_db = [], Entry.from_db.__func__
    monkeypatch.setattr(Entry, "from_db", classmethod(lambda cls, *row: loaded.append(1) or from_db(cls, *row)))
    assert len(entries_in(desk.get(address))) == len(loaded) == 21
    loaded.clear()
    assert not errors_of(desk.post(address, data))
    assert len(loaded) == 21
