"""Web addresses: pages link only to http, https and mailto, whichever way an address came into the database."""

import json

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Value
from django.template.loader import render_to_string
from django.test.utils import isolate_apps
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from articles.models import Image, Source
from articles.pages.jsonld import image_object
from articles.templatetags.editorial import full_source_html
from articles.text.web_addresses import (
    WebAddressField,
    address_is_safe,
    cleaned_address,
    completed_address,
    safe_address,
    validate_web_address,
)
from tests.forms import errors_of, typed
from timeline.models import Event, Timeline

UNSAFE = [
    "javascript:alert(1)",
    "JAVASCRIPT:alert(1)",
    "java\tscript:alert(1)",
    "\x01javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "ftp://example.org/",
    "//evil.example/",
    "/\\evil.example/",
    "\\\\evil.example/",
    "https:evil.example",
    "http://",
    "mailto:",
]
COLUMNS = [(Source, "url"), (Image, "web_statement"), (Image, "licensor_url")]


@pytest.mark.parametrize(
    "written, address",
    [
        ("example.org/page", "https://example.org/page"),
        ("www.example.org", "https://www.example.org"),
        ("example.org:8080/a?b#c", "https://example.org:8080/a?b#c"),
        ("bücher.example", "https://bücher.example"),
        ("desk@example.org", "mailto:desk@example.org"),
        ("mailto:desk@example.org?subject=Hello there", "mailto:desk@example.org?subject=Hello%20there"),
        (" HTTPS://Example.org/A B\x0b\u200b ", "https://Example.org/A%20B"),
        ("http://example.org", "http://example.org"),
        *((unsafe, "") for unsafe in UNSAFE),
        *(
            (other, "")
            for other in ("", "harbour", "#top", "../up", "/culture/", "page.html", "3.14", "a@b", "at: x.org")
        ),
    ],
)
def test_what_is_typed_is_completed_or_refused(written, address):
    assert completed_address(written) == address


@given(st.text(max_size=60) | st.sampled_from(UNSAFE))
def test_what_is_shown_is_never_anything_but_a_web_address(text):
    for prefix in ("", "https://", "mailto:", "//"):
        shown = safe_address(prefix + text)
        assert shown == "" or shown.startswith(("https://", "http://", "mailto:"))
        assert cleaned_address(shown) == shown == safe_address(shown)
        assert not any(character <= " " for character in shown)


def test_every_column_of_addresses_is_held_by_its_database():
    """A column of another type that holds an address would be held by nothing."""
    ours = [app.name for app in apps.get_app_configs() if app.name in ("articles", "timeline", "newsroom")]
    columns = [f for m in apps.get_models() if m._meta.app_label in ours for f in m._meta.concrete_fields]
    assert not [f for f in columns if isinstance(f, models.URLField)]
    named = {f for f in columns if isinstance(f, models.CharField) and ("url" in f.name or "website" in f.name)}
    found = {f for f in columns if isinstance(f, WebAddressField)}
    assert named <= found
    assert {(f.model, f.name) for f in found} == set(COLUMNS)
    assert not [error for field in found for error in field.check()]


@isolate_apps("articles")
def test_a_column_of_addresses_without_a_constraint_stops_the_start():
    class Site(models.Model):
        held, loose = WebAddressField(max_length=99), WebAddressField(max_length=99)

        class Meta:
            app_label = "articles"
            constraints = [models.CheckConstraint(condition=address_is_safe("held"), name="held")]

    errors = [error for error in Site.check() if error.id == "articles.E005"]
    assert [error.obj.name for error in errors] == ["loose"]


WAYS = {
    "save": lambda model, **columns: model.objects.create(**columns),
    "bulk_create": lambda model, **columns: model.objects.bulk_create([model(**columns)]),
    "update": lambda model, **columns: model.objects.update(**columns),
    "expression": lambda model, **columns: model.objects.update(**{name: Value(v) for name, v in columns.items()}),
}


@pytest.mark.django_db
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("model, column", COLUMNS)
def test_no_way_into_the_database_stores_an_unsafe_address(model, column, way):
    model.objects.create(title="A row")
    for address in UNSAFE[:8]:
        with pytest.raises(IntegrityError), transaction.atomic():
            WAYS[way](model, **{"title": "Another", column: address})


@pytest.mark.django_db
def test_an_address_is_cleaned_and_completed_on_every_way_into_the_database():
    source = Source.objects.create(title="A source", url=" HTTPS://example.org/\x0ba\u200b b\x01 ")
    assert source.url == Source.objects.get().url == "https://example.org/a%20b"
    Source.objects.update(url="desk@example.org\x00")
    assert Source.objects.get().url == "mailto:desk@example.org"


@pytest.mark.django_db
def test_the_form_of_a_source_completes_an_address_or_says_what_is_wrong(desk):
    form = reverse("admin:articles_source_add")
    assert not errors_of(desk.post(form, typed(desk.get(form), title="One", url="example.org/page")))
    assert not errors_of(desk.post(form, typed(desk.get(form), title="Two", url="desk@example.org")))
    assert set(Source.objects.values_list("url", flat=True)) == {"https://example.org/page", "mailto:desk@example.org"}
    for address in [*UNSAFE, "https://no host/", "mailto:nobody@", "harbour"]:
        refused = desk.post(form, typed(desk.get(form), title="Three", url=address))
        [said] = refused.context["adminform"].form.errors["url"]
        assert "is not a web address. Write one that begins with https:// or http://" in said
    assert Source.objects.count() == 2


def test_a_host_that_cannot_be_is_refused():
    for address in ("https://-.example/", "mailto:a@b@c.example", "http://a..b/"):
        with pytest.raises(ValidationError):
            validate_web_address(address)


def stored_past_the_constraint(rows, column, address):
    """Store an address as it is, as if its database held no constraint."""
    connection.check_constraints()  # PostgreSQL alters no table that has some left to check
    with connection.cursor() as cursor:
        table, condition = rows.model._meta.db_table, rows.model._meta.constraints
        for constraint in (c for c in condition if column in str(c)):
            if connection.vendor == "postgresql":
                cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {constraint.name}")
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA ignore_check_constraints = ON")
        cursor.execute(f"UPDATE {table} SET {column} = %s", [address])
        cursor.execute(f"SELECT {column} FROM {table}")
        assert {stored for (stored,) in cursor.fetchall()} == {address}
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA ignore_check_constraints = OFF")


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["javascript:void('x-unsafe')\x0b\x01", "data:text/html,x-unsafe", "//x-unsafe.x"])
def test_an_unsafe_address_that_is_stored_all_the_same_is_never_shown(client, article, register, stage, ana, address):
    event = Event.objects.create(date="2018-05-12", title="The prize", slug="the-prize")
    event.citations.create(source=register)
    timeline = Timeline.objects.create(title="In order", slug="in-order")
    timeline.entries.create(event=event)
    article.timeline_timelineblock_set.create(region="body", ordering=90, timeline=timeline)
    stored_past_the_constraint(Source.objects, "url", address)
    stored_past_the_constraint(Image.objects, "web_statement", address)
    stored_past_the_constraint(Image.objects, "licensor_url", address)
    article.publish(ana, "update")
    for path in ("/culture/songwriters/", "/culture/songwriters/credits/", "/credits/", "/topics/mara-lindqvist/"):
        assert "x-unsafe" not in client.get(path).content.decode(), path
    exports = [f"/timelines/in-order.{form}" for form in ("json", "csv", "ics")]
    for path in ("/timelines/in-order/", "/events/the-prize/", *exports):
        response = client.get(path)
        assert response.status_code == 200, path
        assert "The Coastal Register" in response.content.decode(), path
        assert "x-unsafe" not in response.content.decode(), path


@pytest.mark.django_db
def test_an_unsafe_address_that_is_stored_all_the_same_is_empty_at_the_desk(desk, register):
    stored_past_the_constraint(Source.objects, "url", "javascript:void('x-unsafe')")
    assert Source.objects.get().url == ""
    page = desk.get(reverse("admin:articles_source_change", args=[register.pk]))
    assert page.status_code == 200
    assert "x-unsafe" not in page.text


@pytest.mark.django_db
def test_an_unsafe_address_of_a_row_in_memory_is_not_shown_either(stage, register):
    register.url = stage.web_statement = stage.licensor_url = "javascript:alert(1)"
    assert "javascript" not in full_source_html(register)
    assert "javascript" not in render_to_string("articles/_credited_images.html", {"images": [stage]})
    assert "javascript" not in json.dumps(image_object(stage), default=str)
    assert b"javascript" not in stage.files.packet()


@pytest.mark.django_db(transaction=True)
def test_migrating_blanks_unsafe_addresses_and_cleans_the_others(caplog):
    before, after = [("articles", "0004_merging_without_an_index")], [("articles", "0005_web_addresses")]
    stored = {
        **dict.fromkeys(UNSAFE, ""),
        " HTTPS://example.org/a\x0b\n": "https://example.org/a",
        "mailto:desk@example.org": "mailto:desk@example.org",
        "": "",
    }
    executor = MigrationExecutor(connection)
    executor.migrate(before)
    try:
        source = executor.loader.project_state(before).apps.get_model("articles", "Source")
        source.objects.bulk_create([source(title=repr(address), url=address) for address in stored])
        executor = MigrationExecutor(connection)
        executor.migrate(after)
        for address, now in stored.items():
            assert Source.objects.only("url").get(title=repr(address)).url == now
        assert "javascript:alert(1)" in caplog.text
    finally:
        executor = MigrationExecutor(connection)
        executor.migrate(executor.loader.graph.leaf_nodes())
