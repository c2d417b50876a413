"""A chief reads who did what at the desk, the newest first; nobody else does."""

import csv
import datetime
import io

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.models import Article, Source, Topic
from newsroom.audit import PAGE_SIZE
from newsroom.models import AccessRecord
from tests.conftest import NOON
from tests.forms import typed

LOG, DOWNLOAD, LOGIN = "/admin/log/", "/admin/log/download/", "/admin/login/"


@pytest.fixture
def chief(clock, client, dora):
    """The desk as the chief sees it."""
    client.force_login(dora)
    return client


def lines(client, **query):
    """Return (person, act, subject) of a page of the log."""
    return [(act.by, str(act.action), act.subject) for act in client.get(LOG, query).context["acts"]]


def acts_of(client, **query):
    """Return what the acts on a page of the log are about, each with its person."""
    return [(by, action) for by, action, _subject in lines(client, **query)]


@pytest.fixture
def history(clock, client, article, ana, bo, dora):
    """A day at the desk: a source added, a text sent for edit and published, an account, a failed log-in."""
    client.force_login(bo)
    clock.shift(60)
    add = reverse("admin:articles_source_add")
    client.post(add, typed(client.get(add), title="Coastal Weekly"))
    clock.shift(60)
    article.submit(bo, "The date is checked.")
    clock.shift(60)
    article.publish(ana, "correction", "They met in 2004.")
    clock.shift(60)
    client.force_login(dora)
    change = {"username": "bo", "first_name": "Bo", "is_active": "on", "is_staff": "on"}
    joined = {"date_joined_0": "2026-01-01", "date_joined_1": "10:00"}
    client.post(reverse("admin:auth_user_change", args=[bo.pk]), change | joined)
    clock.shift(60)
    client.post(LOGIN, {"username": "cleo", "password": "swordfish"})
    clock.shift(60)


def test_everything_that_was_done_stands_in_its_order(chief, history, article):
    assert acts_of(chief)[:5] == [
        ("Somebody, with a name that no account has,", "failed to log in"),
        ("dora", "changed"),
        ("dora", "logged in"),
        ("ana", "published"),
        ("Bo", "set to “Ready for edit”"),
    ]
    assert ("Bo", "added", "Coastal Weekly") in lines(chief)
    page = chief.get(LOG).content.decode()
    assert "The date is checked." in page
    assert "They met in 2004." in page
    assert "cleo" not in page


@pytest.mark.parametrize(
    "query, expected",
    [
        ({"kind": "readers"}, [("ana", "published")]),
        ({"kind": "workflow"}, [("Bo", "set to “Ready for edit”")]),
        ({"kind": "desk"}, [("Bo", "added")]),
        ({"kind": "accounts"}, [("dora", "changed")]),
        ({"kind": "access", "day": "2026-05-11"}, []),
        ({"kind": "desk", "day": "2026-05-12"}, [("Bo", "added")]),
        ({"kind": "desk", "day": "12 May"}, [("Bo", "added")]),
    ],
)
def test_filters(chief, history, query, expected):
    assert acts_of(chief, **query) == expected


def test_one_persons_acts_and_those_about_one_article_or_fact(chief, history, article, ana):
    assert {by for by, _action in acts_of(chief, person=ana.pk)} == {"ana"}
    expected = [("ana", "published"), ("Bo", "set to “Ready for edit”")]
    assert acts_of(chief, about=article.pk) == expected
    assert acts_of(chief, about=Source.objects.get(title="Coastal Weekly").pk) == [("Bo", "added")]


def test_pages_follow_each_other_without_gap_or_double(chief, clock, bo, dora, article):
    topic = Topic.objects.create(name="Idris West", slug="idris-west")
    for number in range(PAGE_SIZE):
        # Three logs at the same moment, and many rows of one log at it.
        LogEntry.objects.log_actions(bo.pk, [topic], 2, f"Change {number}", single_object=True)
        AccessRecord.objects.create(account=bo, action="logged_in")
        article.steps.create(by=bo, state="ready", version=number)
        if number % 20 == 0:
            clock.shift(1)
    address, seen = LOG, []
    while address:
        context = chief.get(address).context
        seen += [(str(act.action), act.pk) for act in context["acts"]]
        address = context["next_query"] and f"{LOG}?{context['next_query']}"
    everything = LogEntry.objects.count() + AccessRecord.objects.count() + article.steps.count()
    assert len(seen) == len(set(seen)) == everything > 3 * PAGE_SIZE


def test_a_page_costs_the_same_however_much_was_done(chief, bo):
    costs = []
    for number in range(2):
        AccessRecord.objects.bulk_create([AccessRecord(account=bo, action="logged_in") for _ in range(80 * number + 2)])
        chief.get(LOG)
        with CaptureQueriesContext(connection) as queries:
            chief.get(LOG)
        costs.append(len(queries))
    assert costs[0] == costs[1] <= 14


@pytest.mark.parametrize(
    "after", ["", "x", "2026-05-12T12:00:00Z~0~1", "2026-05-12~4~1", "0001-01-01T00:00:00+14:00~4~1"]
)
def test_a_place_that_is_none_is_refused(chief, after):
    assert chief.get(LOG, {"after": after}).status_code == 400


@pytest.mark.parametrize("query", [{"person": "x"}, {"kind": "x"}, {"day": "9999-12-31"}, {"about": "x"}])
def test_a_filter_that_is_none_is_left_out(chief, history, query):
    assert len(acts_of(chief, **query)) == len(acts_of(chief))


@pytest.mark.parametrize("name", ["ana", "bo", "cem"])
def test_nobody_below_a_chief_reads_the_log(client, name, request):
    client.force_login(request.getfixturevalue(name))
    assert client.get(LOG).status_code == client.get(DOWNLOAD).status_code == 403
    assert LOG.encode() not in client.get("/admin/").content


@pytest.mark.parametrize("missing", ["publish", "legal", "change_user"])
def test_whoever_may_not_see_what_it_names_does_not_read_it(client, bo, missing):
    rights = {"publish", "legal", "change_user"} - {missing}
    bo.user_permissions.set(Permission.objects.filter(codename__in=rights))
    client.force_login(bo)
    assert client.get(LOG).status_code == 403


def test_the_log_as_csv_runs_no_formula(chief, bo, ana):
    Article.objects.create(headline="=HYPERLINK(1)", created_by=bo).submit(bo, "+1 of us")
    response = chief.get(DOWNLOAD, {"kind": "workflow"})
    assert response["Content-Disposition"].startswith('attachment; filename="log-')
    [row] = csv.DictReader(io.StringIO(response.content.decode("utf-8-sig")))
    assert (row["About"], row["Note"], row["Person"]) == ("'=HYPERLINK(1)", "'+1 of us", "bo")


def test_log_ins_and_passwords_are_recorded(client, bo):
    client.post(LOGIN, {"username": "bo", "password": "wrong"})
    client.post(LOGIN, {"username": "bo", "password": "bo-password"})
    new = {"old_password": "bo-password", "new_password1": "harbour-light-9", "new_password2": "harbour-light-9"}
    client.post(reverse("admin:password_change"), new)
    records = AccessRecord.objects.order_by("pk").values_list("action", "account")
    assert list(records) == [("failed", bo.pk), ("logged_in", bo.pk), ("changed", bo.pk)]


def test_guessing_passwords_does_not_fill_the_log(client, db, monkeypatch):
    monkeypatch.setattr("newsroom.access.is_within", lambda *args: False)
    client.post(LOGIN, {"username": "bo", "password": "wrong"})
    assert not AccessRecord.objects.exists()


def test_the_moment_of_an_act_stands_in_the_newsrooms_time(chief, bo, settings):
    settings.TIME_ZONE = "Europe/London"
    AccessRecord.objects.create(account=bo, action="failed", moment=NOON - datetime.timedelta(days=1))
    assert "Mon 11 May 2026 13:00 Europe/London" in chief.get(LOG, {"day": "2026-05-11"}).content.decode()
