"""Early, mid and late stand at their third of a period wherever dates are compared, and older stored forms are read."""

import hashlib
import importlib
import json
import random
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection

from articles.dates.migration import second_form
from articles.dates.partial import PartialDate
from articles.dates.stored import to_first_form
from articles.models import Change, FactVersion, Quotation, record
from timeline.interchange import read_file
from timeline.models import Era, Event, Timeline, TimelineBlock
from timeline.models.timeline import within

IN_ORDER = [
    *("1991", "the late 1990s", "1998", "2016", "early 2016", "January 2016", "April 2016", "mid-2016", "summer 2016"),
    *("August 2016", "late 2016", "November 2016"),
]


def date(words):
    """Return the date that words mean."""
    return PartialDate.parse(words)


def titles(events):
    """Return the titles of events."""
    return {event.title for event in events}


def stored_before(model, pk, column="date"):
    """Store a date as it stood before thirds were sorted: with the first day of its whole period."""
    value = getattr(model.objects.get(pk=pk), column)
    key = model._meta.pk.get_db_prep_value(pk, connection)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {model._meta.db_table} SET {column} = %s WHERE id = %s",
            [f"{value.canonical_key} +0000 {value.words}", key],
        )


def stored(model, pk, column="date"):
    """Return a date as the database holds it."""
    key = model._meta.pk.get_db_prep_value(pk, connection)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {model._meta.db_table} WHERE id = %s", [key])
        return cursor.fetchone()[0]


@pytest.fixture
def year(db):
    """A timeline of events, entered in no order."""
    timeline = Timeline.objects.create(title="The year", slug="the-year")
    for words in random.Random(2).sample(IN_ORDER, len(IN_ORDER)):
        event = Event.objects.create(date=words, title=words, slug=words.replace(" ", "-"))
        record(event)
        timeline.entries.create(event=event)
    return timeline


def test_a_timeline_shows_early_mid_and_late_in_their_places(year):
    assert [str(entry) for entry in year.ordered_entries] == IN_ORDER
    assert [event.title for event in Event.objects.order_by("date__sort_key")] == IN_ORDER
    assert [event.title for event in Event.objects.order_by("date")] == IN_ORDER


def test_an_event_stands_under_the_era_that_has_begun_by_then(year):
    Era.objects.create(timeline=year, title="Second half", start="mid-2016")
    [(_, before), (era, after)] = year.entries_by_era()
    assert (era.title, [str(entry) for entry in after]) == ("Second half", IN_ORDER[7:])
    assert [str(entry) for entry in before] == IN_ORDER[:7]


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("late 2016", None, {"late 2016", "November 2016"}),
        ("mid-2016", "mid-2016", {"mid-2016", "summer 2016", "August 2016"}),
        ("2016", "early 2016", {"2016", "early 2016", "January 2016", "April 2016"}),
        (None, "1996", {"1991"}),
        ("1997", "1997", {"the late 1990s"}),
    ],
)
def test_a_part_by_dates_takes_the_same_events_in_python_and_in_the_database(year, first, last, expected):
    first, last = first and date(first), last and date(last)
    assert titles(Event.objects.between(first, last)) == expected
    assert {entry.event.title for entry in year.ordered_entries if within(entry.event.date, first, last)} == expected


@pytest.mark.parametrize("words", ["January 2016", "mid-2016", "1992", "Feb. 3, 2016", "since 2017", "before 1995"])
def test_what_may_have_been_at_the_same_time_overlaps_with_the_whole_period(year, words):
    asked = date(words)
    expected = {
        event.title
        for event in Event.objects.all()
        if (asked.end is None or event.date.start <= asked.end)
        and (asked.start is None or event.date.end >= asked.start)
    }
    assert titles(Event.objects.overlapping(asked)) == expected
    if words == "January 2016":
        assert {"late 2016", "mid-2016"} <= expected


def test_a_part_may_begin_late_in_a_year_and_end_with_it(year):
    TimelineBlock(timeline=year, extent="range", first=date("late 2016"), last=date("2016")).clean()


@pytest.mark.parametrize("app", ["articles", "timeline"])
def test_the_migration_stores_old_dates_anew_and_can_be_undone(year, article, app):
    quotation = Quotation.objects.get()
    Quotation.objects.update(date="mid-2016")
    event = Event.objects.get(title="late 2016")
    row = (Quotation, quotation.pk) if app == "articles" else (Event, event.pk)
    today = stored(*row)
    stored_before(*row)
    old = stored(*row)
    value = PartialDate.from_text(today)
    narrowed = to_first_form(value, value.words)
    assert len({old, narrowed, today}) == 3
    narrowing, second_form = (
        importlib.import_module(f"{app}.migrations.{name}").Migration.operations[0]
        for name in {
            "articles": ("0007_narrowed_dates", "0013_second_form_of_dates"),
            "timeline": ("0004_narrowed_dates", "0010_second_form_of_dates"),
        }[app]
    )
    editor = SimpleNamespace(connection=connection)
    for _ in range(2):
        narrowing.code(apps, editor)
        assert stored(*row) == narrowed
    for _ in range(2):
        second_form.code(apps, editor)
        assert stored(*row) == today
    second_form.reverse_code(apps, editor)
    assert stored(*row) == narrowed
    narrowing.reverse_code(apps, editor)
    assert stored(*row) == old
    assert row[0].objects.get(pk=row[1]).date == value


def test_what_the_first_form_had_not_is_not_lost_when_the_migration_is_undone(year):
    Event.objects.filter(title="1991").update(date="44 B.C.")
    editor = SimpleNamespace(connection=connection)
    with pytest.raises(ValueError, match=r"“44 B\.C\.” in .* cannot be stored as earlier versions did"):
        second_form("timeline").reverse_code(apps, editor)


def test_a_migration_rewrites_many_dates_in_a_few_statements(year, django_assert_max_num_queries):
    Event.objects.bulk_create(Event(date=str(1000 + n), title="x", slug=f"x-{n}") for n in range(300))
    editor = SimpleNamespace(connection=connection)
    with django_assert_max_num_queries(40):
        second_form("timeline").reverse_code(apps, editor)
        second_form("timeline").code(apps, editor)
    assert Event.objects.get(slug="x-7").date == date("1007")


def test_a_fact_kept_in_the_older_form_is_no_change_to_readers(article, shown, together, ana):
    event = Event.objects.get(slug="meet")
    Event.objects.filter(pk=event.pk).update(date="mid-2004")
    event.refresh_from_db()
    record(event)
    version = FactVersion.objects.filter(fact=event.pk).first()
    version.content = version.content.replace(event.date.as_text(), f"{event.date.canonical_key} +0000 mid-2004")
    version.save()
    assert "2004-01-01 0000 2 2004-12-31 3" in version.content
    article.publish(ana, "update")
    assert record(event, ana) is None
    event.citations.all().delete()
    event.status = "confirmed"
    event.save()
    assert record(event, ana, "update", "Changed.") is not None
    assert Change.objects.get(verb="changed").note == "Changed."


def test_a_fact_in_the_older_form_whose_quiet_columns_changed_tells_readers_nothing(article, stage, ana):
    stage.date = "mid-2004"
    stage.save()
    record(stage)
    article.publish(ana, "update")
    version = FactVersion.objects.filter(fact=stage.pk).first()
    stored_today = PartialDate.parse("mid-2004").as_text()
    version.content = version.content.replace(
        stored_today, f"{PartialDate.parse('mid-2004').canonical_key} +0000 mid-2004"
    )
    version.save()
    stage.recipe = "another"
    stage.save()
    assert record(stage, ana) is not None
    assert not Change.objects.filter(verb="changed").exists()


def test_other_words_for_the_same_date_are_a_change(article, shown, ana):
    event = Event.objects.get(slug="meet")
    article.publish(ana, "update")
    Event.objects.filter(pk=event.pk).update(date="A.D. 2004")
    event.refresh_from_db()
    assert record(event, ana) is not None
    assert Change.objects.filter(verb="changed").exists()


def test_the_list_of_events_is_filtered_by_precision(client, ana, year):
    client.force_login(ana)
    page = client.get("/admin/timeline/event/?precision=decade")
    assert titles(page.context["cl"].result_list) == {"the late 1990s"}


def test_an_event_imported_without_an_id_is_known_again():
    """Its id was made of the date in the older form; another one would import it twice."""
    slide = {"start_date": {"year": "2016"}, "display_date": "mid-2016", "text": {"headline": "They meet"}}
    [read] = read_file(json.dumps({"events": [slide]}).encode()).events
    made_before = hashlib.sha256(b"2016-01-01 0000 2 2016-12-31 3 They meet").hexdigest()
    assert (read.date.words, read.unique_id) == ("mid-2016", f"by-{made_before[:20]}")
