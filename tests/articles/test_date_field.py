"""A date is kept in one column that sorts in the right order, and read back without being parsed again."""

import random

import pytest
from django import forms
from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import connection, models
from django.db.migrations.writer import MigrationWriter
from django.test.utils import isolate_apps

from articles.dates.days import day_to_stored
from articles.dates.fields import PartialDateField, PartialDateFormField
from articles.dates.partial import PartialDate
from articles.dates.stored import PRECISIONS

NOVEMBER = PartialDate.parse("Nov. 2021")


@pytest.fixture
def moon_landing(db):
    """A model with a date, and a table for it until the end of the test."""
    with isolate_apps("articles"):

        class Landing(models.Model):
            id = models.IntegerField(primary_key=True)
            date = PartialDateField(blank=True, null=True)
            place = models.IntegerField(default=0)

            class Meta:
                app_label = "articles"

        field = Landing._meta.get_field("date")
        with connection.cursor() as cursor:
            columns = f"id integer PRIMARY KEY, date {field.db_type(connection)}, place integer"
            cursor.execute(f"CREATE TEMPORARY TABLE {Landing._meta.db_table} ({columns})")
        yield Landing


def store(model, *words):
    model.objects.bulk_create(model(id=number, date=text) for number, text in enumerate(words))


def test_a_date_comes_back_as_it_was_typed(moon_landing):
    moon_landing.objects.create(id=1, date=NOVEMBER)
    read = moon_landing.objects.get()
    assert (read.date, read.date.words) == (NOVEMBER, "Nov. 2021")


def test_words_become_a_date_when_they_are_saved(moon_landing):
    landing = moon_landing.objects.create(id=1, date="Nov. 2021")
    assert landing.date == NOVEMBER
    assert moon_landing.objects.get().date == NOVEMBER
    assert moon_landing.objects.filter(date="Nov. 2021").exists()
    moon_landing.objects.update(date="about 2005")
    assert moon_landing.objects.get().date.qualifier == "about"


def test_no_date_is_null(moon_landing):
    store(moon_landing, None, "", " ")
    assert moon_landing.objects.filter(date=None).count() == 3
    assert moon_landing.objects.filter(date__isnull=True, date__sort_key=None).count() == 3
    assert moon_landing.objects.first().date is None


def test_a_stored_date_is_not_parsed_again(moon_landing):
    stored = "12021-11-01 0000 6 12021-11-30 0000000000 12021-11-01 +0000 words that no parser knows"
    store(moon_landing, stored)
    read = moon_landing.objects.get().date
    assert (read, read.words) == (NOVEMBER, "words that no parser knows")


def test_words_that_cannot_be_read_are_not_saved(moon_landing):
    with pytest.raises(ValidationError, match="Which of the numbers is the month"):
        moon_landing.objects.create(id=1, date="8/4/2022")
    with pytest.raises(ValidationError, match="Which of the numbers is the month"):
        moon_landing(id=1, date="8/4/2022").full_clean(validate_unique=False)


WORDS = [
    "A.D. 44", "before 2016", "Dec. 31, 2015", "2015–2016", "2016", "about 2016", "late 2016", "since 2016",
    "mid-2016", "early 2016", "mid-spring 2016", "late March 2016", "the late 1990s", "1991", "January 2016",
    "spring 2016", "March 2016", "early March 2016", "March 1, 2016", "2016-03-01 09:00+05:30", "2016-03-01 08:00 UTC",
    "2016-03-01 23:00-04:00", "March 2, 2016", "after 2016", "1990s", "Aug. 4–6, 2022", "9999-12-31", "after 9998",
    "44 B.C.", "March 15, 44 B.C.", "9999 B.C.", "1 B.C.", "A.D. 1", "before 500 B.C.", "2nd century B.C.",
    "19th century",
    "late 19th century", "1850", "1850?", "c. 1850?", "winter 2015–16", "between 2015 and 2016", "2015 or 2016", "n.d.",
    "first half of 2016", "3rd millennium BC", "late 2015 to May 2016", "2016-03-01 10:00 local time",
]  # fmt: skip


def sorted_words():
    return [date.words for date in sorted(map(PartialDate.parse, WORDS), key=lambda date: date.sort_key)]


def test_the_database_sorts_as_the_dates_do(moon_landing):
    store(moon_landing, *random.Random(1).sample(WORDS, len(WORDS)))
    assert [row.date.words for row in moon_landing.objects.order_by("date")] == sorted_words()
    assert [row.date.words for row in moon_landing.objects.order_by("-date")] == sorted_words()[::-1]


STORED_PARTS = [
    *WORDS, "early 1990s", "the mid-1990s", "late 1990s", "early 2016", "mid-2016", "mid-spring 2016",
    "late summer 2016", "early fall 2016", "late February 2016", "about 2016", "since the 1990s",
]  # fmt: skip


def test_the_database_knows_the_parts_of_a_date(moon_landing):
    store(moon_landing, *STORED_PARTS)
    for row in moon_landing.objects.annotate(
        key=models.F("date__sort_key"),
        first=models.F("date__first_day"),
        last=models.F("date__last_day"),
        precise=models.F("date__precision"),
        plain=models.F("date__qualification"),
    ):
        date = row.date
        assert row.key == date.sort_key == date.as_text()[:41]
        assert PRECISIONS[int(row.precise)] == date.precision
        assert (row.plain == "0000000000") == (date.is_plain and not date.ends)
        if date.is_dated:
            assert row.first == (day_to_stored(date.start) if date.start else "00000-00-00")
            assert row.last == (day_to_stored(date.end) if date.end else "99999-99-99")


def test_what_has_no_date_sorts_last_and_is_at_no_time(moon_landing):
    store(moon_landing, "n.d.", "after 9998", "before 500 B.C.")
    assert [row.date.words for row in moon_landing.objects.order_by("date")] == [
        "before 500 B.C.",
        "after 9998",
        "n.d.",
    ]
    for day in ("00001-01-01", "12000-01-01", "19999-12-31"):
        assert not moon_landing.objects.filter(
            date__first_day__lte=day, date__last_day__gte=day, date__precision="9"
        ).exists()


def test_every_collation_sorts_as_the_dates_do(moon_landing):
    if connection.vendor != "postgresql":
        pytest.skip("only PostgreSQL has collations of languages")
    store(moon_landing, *random.Random(2).sample(WORDS, len(WORDS)))
    for collation in ("C", "en-US-x-icu", "de-DE-x-icu", "sv-SE-x-icu", "th-TH-x-icu", "und-x-icu"):
        rows = moon_landing.objects.order_by(models.functions.Collate("date", collation))
        assert [row.date.words for row in rows] == sorted_words()


def test_other_words_for_the_same_date_leave_the_order_to_the_editor(moon_landing):
    for number, words in enumerate(["in 2004", "2004", "A.D. 2004"]):
        moon_landing.objects.create(id=number, date=words, place=2 - number)
    rows = moon_landing.objects.order_by("date__sort_key", "place")
    assert [row.date.words for row in rows] == ["A.D. 2004", "2004", "in 2004"]


def test_a_fixture_holds_the_words(moon_landing):
    fixture = serializers.serialize("python", [moon_landing(1, NOVEMBER), moon_landing(2, None)])
    assert [row["fields"]["date"] for row in fixture] == ["Nov. 2021", None]


def test_words_and_stored_form_become_dates():
    field = PartialDateField()
    assert field.to_python("Nov. 2021") == field.to_python(NOVEMBER.as_text()) == field.to_python(NOVEMBER) == NOVEMBER
    assert field.to_python(None) is field.to_python("") is None
    assert field.from_db_value(None, None, connection) is None


def test_a_frozen_document_holds_the_stored_form():
    field = PartialDateField()
    frozen = field.get_prep_value(NOVEMBER)
    assert frozen == NOVEMBER.as_text()
    assert field.from_db_value(frozen, None, None) == NOVEMBER
    assert field.get_prep_value(None) is None


def test_the_longest_words_fit_the_column():
    longest = PartialDate.parse(f"{'A.D. 1':>100}")
    assert len(longest.as_text()) <= PartialDateField().max_length
    assert len(PartialDate("x" * 100, longest.start, longest.end, "year").as_text()) <= PartialDateField().max_length


def test_a_migration_shows_the_plain_field():
    text, imports = MigrationWriter.serialize(PartialDateField("date taken", blank=True, null=True))
    assert text == "articles.dates.fields.PartialDateField(blank=True, null=True, verbose_name='date taken')"
    assert imports == {"import articles.dates.fields"}


class LandingForm(forms.Form):
    date = PartialDateField(blank=True, null=True).formfield()
    needed = PartialDateField("day").formfield()


def test_an_editor_types_words_into_a_form():
    form = LandingForm({"date": "  Nov.  2021 ", "needed": "2004"})
    assert form.is_valid()
    assert form.cleaned_data["date"] == NOVEMBER
    assert form.cleaned_data["date"].words == "Nov. 2021"


def test_a_form_shows_the_words_and_leaves_out_what_is_empty():
    assert 'value="Nov. 2021"' in str(LandingForm(initial={"date": NOVEMBER})["date"])
    assert LandingForm({"date": " ", "needed": "2004"}).is_valid()
    form = LandingForm({"date": "", "needed": ""})
    assert form.errors == {"needed": ["This field is required."]}


@pytest.mark.parametrize(
    "words, reason",
    [
        (
            "8/4/2022",
            "Which of the numbers is the month? Write the month in letters, such as April 8, 2022 or Aug. 4, 2022.",
        ),
        ("x" * 100_000, "A date has at most 100 characters."),
        ("<script>", "“<script>” cannot be read as a part of a date."),
        ("\x00", "Null characters are not allowed."),
    ],
)
def test_a_form_says_why_words_are_refused_and_keeps_them(words, reason):
    form = LandingForm({"date": words, "needed": "2004"})
    [message] = form.errors["date"]
    assert message.startswith(reason)
    assert form["date"].value() == words


@pytest.mark.parametrize(
    "initial, typed, changed",
    [
        (NOVEMBER, "Nov. 2021", False),
        (NOVEMBER, " Nov.  2021 ", False),
        (NOVEMBER, "2021-11", True),
        (NOVEMBER, "", True),
        (None, "", False),
        (None, "2004", True),
        (NOVEMBER, "8/4/2022", True),
    ],
)
def test_a_form_knows_whether_a_date_was_changed(initial, typed, changed):
    assert PartialDateFormField().has_changed(initial, typed) is changed
