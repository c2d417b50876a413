"""Importing by upload: shown first, done in one act, and nothing stored where anything is wrong."""

import json
import socket

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from articles.models import Change
from tests.conftest import NOON
from timeline.interchange import MAX_BYTES
from timeline.models import Event, Timeline

IMPORT = reverse("admin:timeline_timeline_import")
CSV = "Year,Month,Day,Headline,Text,Media\n2004,,,They meet,First.,https://example.org/a.jpg\n2021,11,,They part,,\n"


def upload(content=CSV, name="together.csv"):
    """Return a file as a browser sends it."""
    return SimpleUploadedFile(name, content.encode() if isinstance(content, str) else content)


def agreement(response, **more):
    """Return what the button under a report sends."""
    form, report = response.context["form"], response.context["report"]
    sent = {"packed": form.packed_content, "name": form.file_name, "agreed": response.context["summary"]}
    sent |= {name: form.data.get(name, "") for name in ("same", "zone")}
    return sent | {"timeline": "" if report.is_new else report.timeline.slug} | more


def test_a_file_is_shown_line_by_line_before_anything_is_stored(desk, monkeypatch):
    monkeypatch.setattr(socket.socket, "connect", lambda *a: pytest.fail("something was fetched"))
    response = desk.post(IMPORT, {"file": upload()})
    page = response.content.decode()
    assert "Import 2 events into the new timeline “together” (2 new)" in page
    assert all(word in page for word in ["They meet", "They part", "line 2", "line 3", "1 new event names a picture"])
    assert not Event.objects.exists()
    assert not Timeline.objects.exists()


def test_the_import_is_one_act_after_the_report(desk):
    response = desk.post(IMPORT, agreement(desk.post(IMPORT, {"file": upload()})), follow=True)
    assert "2 events imported into “together”: 2 new" in response.content.decode()
    assert [str(entry) for entry in Timeline.objects.get().ordered_entries] == ["They meet", "They part"]


def test_importing_again_changes_nothing_and_says_so(desk):
    desk.post(IMPORT, agreement(desk.post(IMPORT, {"file": upload()})))
    response = desk.post(IMPORT, {"file": upload(), "timeline": "together"})
    assert "into the timeline “together” (0 new)" in response.content.decode()
    desk.post(IMPORT, agreement(response))
    assert Event.objects.count() == 2


def test_what_differs_from_the_report_by_now_is_shown_again(desk):
    Timeline.objects.create(title="Together", slug="together")
    sent = agreement(desk.post(IMPORT, {"file": upload(), "timeline": "together"}))
    desk.post(IMPORT, sent)
    response = desk.post(IMPORT, sent)
    assert response.status_code == 200
    assert "into the timeline “Together” (0 new)" in response.content.decode()


def test_a_file_with_the_title_of_a_timeline_is_not_imported_before_a_choice(desk):
    Timeline.objects.create(title="Together", slug="together")
    response = desk.post(IMPORT, {"file": upload()})
    page = response.content.decode()
    assert "There is a timeline “Together” already." in page
    assert "agreed" not in page
    form = response.context["form"]
    sent = {"packed": form.packed_content, "name": form.file_name}
    into = desk.post(IMPORT, sent | {"same": "into"})
    assert "into the timeline “Together” (2 new)" in into.content.decode()
    other = desk.post(IMPORT, sent | {"same": "new"})
    assert "into the new timeline “together” (2 new)" in other.content.decode()
    assert desk.post(IMPORT, agreement(other)).status_code == 302
    assert [timeline.entries.count() for timeline in Timeline.objects.order_by("slug")] == [0, 2]


def test_all_but_what_has_errors_is_imported_if_that_is_asked_for(desk):
    content = "Year,Headline\n2004,They meet\nnever,They part\n"
    response = desk.post(IMPORT, {"file": upload(content)})
    assert "tick “Leave out what has errors”" in response.content.decode()
    form = response.context["form"]
    sent = {"packed": form.packed_content, "name": form.file_name, "leave_out": "on"}
    response = desk.post(IMPORT, sent)
    page = response.content.decode()
    assert all(words in page for words in ("Left out", "line 3", "(“They part”)", "Import 1 event"))
    desk.post(IMPORT, agreement(response, leave_out="on"))
    assert [event.title for event in Event.objects.all()] == ["They meet"]


def test_hours_are_moments_in_the_zone_that_was_given(desk):
    content = "Year,Month,Day,Time,Headline\n1979,3,3,16:15,Gates shut\n"
    assert "is no time zone" in desk.post(IMPORT, {"file": upload(content), "zone": "Mars/Base"}).content.decode()
    response = desk.post(IMPORT, {"file": upload(content), "zone": "America/New_York"})
    desk.post(IMPORT, agreement(response))
    event = Event.objects.get()
    assert (event.date.words, event.desk_note) == ("4:15 p.m. UTC-5 March 3, 1979", "")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("Year,Headline\n2004,They meet\nnever,They part\n", "line 3"),
        (json.dumps({"events": [{"start_date": {"year": "x"}, "text": {"headline": "A"}}]}), "events[0]"),
        ('{"events": [', "line 1"),
        ("a,b\n1,2\n", "Expected is TimelineJS"),
        ("", "empty"),
        (b"\0" * 100, "line 1"),
    ],
)
def test_a_wrong_file_is_refused_with_its_place(desk, content, message):
    page = desk.post(IMPORT, {"file": upload(content)}).content.decode()
    assert message in page
    assert "agreed" not in page
    assert not Event.objects.exists()


def test_a_file_that_is_too_large_is_refused(desk):
    page = desk.post(IMPORT, {"file": upload(b"x" * (MAX_BYTES + 1))}).content.decode()
    assert "too large" in page


def test_no_file_is_asked_for(desk):
    assert "Choose the file" in desk.post(IMPORT, {}).content.decode()


def test_what_was_carried_cannot_be_forged(desk, client, dora):
    sent = agreement(desk.post(IMPORT, {"file": upload()}))
    assert "too old" in desk.post(IMPORT, sent | {"packed": "x" + sent["packed"]}).content.decode()
    client.force_login(dora)
    assert "too old" in client.post(IMPORT, sent).content.decode()
    assert not Event.objects.exists()


def test_a_timeline_that_readers_see_asks_what_kind_of_change_it_is(desk, article, shown, ana):
    article.publish(ana, "update")
    response = desk.post(IMPORT, {"file": upload("Year,Headline\n2012,They tour\n"), "timeline": "Together"})
    assert "What kind of change" in response.content.decode()
    sent = agreement(response)
    assert desk.post(IMPORT, sent).status_code == 200
    assert not Event.objects.filter(title="They tour").exists()
    assert desk.post(IMPORT, sent | {"change_kind": "update", "change_note": "The tour."}).status_code == 302
    assert Event.objects.get(title="They tour").is_public()
    assert Change.objects.get(verb="changed").note == "The tour."


def test_a_public_timeline_that_was_chosen_by_its_title_is_asked_about_too(desk, ana, together):
    Timeline.objects.update(released_from=NOON)
    content = "Year,Headline,Type\n,Together,title\n2012,They tour,\n"
    sent = agreement(desk.post(IMPORT, {"file": upload(content, "together.csv"), "same": "into"}), timeline="")
    assert "What kind of change" in desk.post(IMPORT, sent).content.decode()
    ana.groups.clear()
    for name in ("add_timeline", "add_event", "change_timeline"):
        ana.user_permissions.add(Permission.objects.get(codename=name))
    assert "right to publish" in desk.post(IMPORT, sent).content.decode()
    assert not Event.objects.filter(title="They tour").exists()


def test_only_who_may_add_timelines_imports(client, bo):
    client.force_login(bo)
    assert client.get(IMPORT).status_code == 403
    assert IMPORT not in client.get(reverse("admin:timeline_timeline_changelist")).content.decode()


def test_scripts_in_a_file_are_words(desk):
    page = desk.post(IMPORT, {"file": upload("Year,Headline\n2012,<script>alert(1)</script>Tour\n")}).content.decode()
    assert "<script>alert" not in page
