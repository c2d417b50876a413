"""The database stays locked while somebody works at the desk: every page says so, and no input is lost."""

import hashlib

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from articles.models import Article, Image, Topic
from tests.articles.test_desk_facts import picture
from tests.articles.test_desk_pictures import chosen, scripted, upload
from tests.articles.test_desk_writing import form_of
from tests.database_locks import database_locked
from tests.forms import typed
from tests.media_storage import files_stored
from tests.publishing_forms import ask, confirm, hidden, publish, url
from tests.timeline.conftest import happened
from tests.timeline.test_desk_entering import MANY, filled
from tests.timeline.test_desk_importing import IMPORT, agreement
from tests.timeline.test_desk_importing import upload as sheet

LOGIN, PICTURES = reverse("admin:login"), reverse("admin:articles_image_changelist")
ANYTHING = ["article", "section", "topic", "source", "author", "agency", "image"]
committing = pytest.mark.django_db(transaction=True)  # where a failed statement would spoil the test's own transaction
FORMS = [f"articles_{name}" for name in ANYTHING] + ["timeline_event", "timeline_timeline", "auth_user", "auth_group"]


def is_kept(response, *words):
    """Tell whether a response is the page that says that nothing was saved, with these words in it."""
    page = response.content.decode()
    said = response.status_code == 503 and "The database is busy, and nothing was saved." in page
    return said and all(word in page for word in words)


@pytest.mark.parametrize("name", FORMS)
def test_a_form_keeps_its_input(root, name):
    address = reverse(f"admin:{name}_add")
    with database_locked():
        response = root.post(address, {"title": "Typed <while> busy", "rows": ["one", "two"]})
    assert is_kept(response, "Typed &lt;while&gt; busy", "one", "two", f'action="{address}"')


def test_the_input_can_be_sent_again(root, mara):
    address = reverse("admin:articles_topic_change", args=[mara.pk])
    sent = typed(root.get(address), description="Typed while busy.") | {"change_kind": "minor"}
    with database_locked():
        kept = root.post(address, sent)
    assert is_kept(kept)
    assert root.post(address, dict(kept.context["posted"])).status_code == 302
    mara.refresh_from_db()
    assert mara.description == "Typed while busy."


def test_a_picture_in_a_form_has_to_be_chosen_again_and_leaves_no_file(root):
    address = reverse("admin:articles_image_add")
    with database_locked():
        response = root.post(address, typed(root.get(address), title="Stage", upload=picture()))
    assert is_kept(response, "Stage", "Files are lost")
    assert not files_stored()


@committing
def test_a_deletion_can_be_sent_again(root, mara):
    with database_locked():
        assert is_kept(root.post(reverse("admin:articles_topic_delete", args=[mara.pk]), {"post": "yes"}))
        ticked = {"action": "delete_selected", "_selected_action": [str(mara.pk)], "post": "yes"}
        listed = reverse("admin:articles_topic_changelist") + "?kind__exact=person"
        assert is_kept(root.post(listed, ticked), str(mara.pk), "delete_selected", "?kind__exact=person")
    assert Topic.objects.filter(pk=mara.pk).exists()


def test_an_action_on_pictures_can_be_sent_again(root, stage):
    double = Image.objects.create(title="The stage again")
    kill = reverse("admin:articles_image_kill", args=[stage.pk])
    merge = reverse("admin:articles_image_merge", args=[stage.pk]) + f"?other={double.pk}"
    with database_locked():
        many = root.post(PICTURES, chosen([stage, double], _apply="1", credit_line="Jo Farrow/AP"))
        assert is_kept(many, "Jo Farrow/AP")
        killed = confirm(root, kill, notice="Kill this one.").text
        assert "The database is busy" in killed
        assert "Kill this one." in killed
        assert is_kept(root.post(merge, {"keep": str(stage.pk), "note": "One picture."}), "One picture.")


def test_uploads_are_refused_with_the_reason_and_leave_no_file(root):
    files = [picture(f"{hashlib.sha512(bytes([number])).hexdigest()}.jpg") for number in range(40)]
    with database_locked():
        [answer] = scripted(root, picture("one.jpg"))
        without_scripts = upload(root, *files)
    assert (answer["state"], answer["name"]) == ("refused", "one.jpg")
    assert "busy" in answer["reason"]
    assert "Not uploaded: 40 files. The database is busy" in root.get(without_scripts["Location"]).content.decode()
    assert not files_stored()


@committing
@pytest.mark.usefixtures("london")
def test_publishing_says_so_and_keeps_the_answers(root, article):
    asked, sent = ask(root, url("publish", article), when="at", at="2026-05-26T09:00")
    with database_locked():
        response = root.post(url("publish", article), sent | {"agreed": hidden(asked.content.decode(), "agreed")})
    assert "The database is busy" in response.content.decode()
    assert 'value="2026-05-26T09:00"' in response.content.decode()
    assert publish(root, article).status_code == 302


def test_merging_taking_down_entering_and_importing_say_so(root, article, mara):
    other = Topic.objects.create(name="Maren", slug="maren")
    prize = happened("2009", "They play the prize", "prize")
    agreed = agreement(root.post(IMPORT, {"file": sheet()}))
    merge = reverse("admin:articles_topic_merge", args=[mara.pk]) + f"?other={other.pk}"
    down = reverse("admin:timeline_event_down", args=[prize.pk])
    entered = filled(root, {"date": "2004", "title": "They meet"})
    with database_locked():
        pages = [
            root.post(merge, {"keep": str(mara.pk)}),
            confirm(root, down, words="A court asked."),
            root.post(MANY, entered),
            root.post(IMPORT, agreed),
            root.post(IMPORT, {"file": sheet()}),
        ]
    assert all("The database is busy" in page.content.decode() for page in pages)
    assert "They meet" in pages[2].content.decode()


@committing
def test_changing_a_password_and_logging_out_say_so(root):
    passwords = {
        "old_password": "root-password",
        "new_password1": "very-long-one",
        "new_password2": "very-long-one",
    }
    with database_locked():
        assert is_kept(root.post(reverse("admin:password_change"), passwords))
        assert is_kept(root.post(reverse("admin:logout")))


def test_reading_the_desk_does_not_wait(root, article):
    with database_locked():
        for page in (reverse("admin:index"), form_of(article), PICTURES, url("publish", article)):
            assert root.get(page).status_code == 200


def test_a_login_shows_the_form_again_with_the_name(client, ana):
    sent = {"username": "ana", "password": "ana-password", "next": "/admin/"}
    with database_locked():
        response = client.post(LOGIN, sent)
    page = response.content.decode()
    assert response.status_code == 503
    assert "The database is busy, and you are not logged in yet." in page
    assert 'value="ana"' in page
    assert "ana-password" not in page
    assert "_auth_user_id" not in client.session
    assert client.post(LOGIN, sent)["Location"] == "/admin/"


@committing
def test_a_login_that_fails_halfway_leaves_nobody_logged_in(client, ana, monkeypatch):
    sent = {"username": "ana", "password": "ana-password", "next": "/admin/"}
    locked = database_locked()
    save = User.save
    monkeypatch.setattr(User, "save", lambda user, **options: locked.__enter__() or save(user, **options))
    response = client.post(LOGIN, sent)
    locked.__exit__(None, None, None)
    assert response.status_code == 503
    assert "_auth_user_id" not in client.session
    assert client.get("/admin/")["Location"].startswith(LOGIN)


def test_a_draft_that_could_not_be_saved_is_not_there(root):
    with database_locked():
        root.post(reverse("admin:articles_article_add"), {"headline": "Typed while busy"})
    assert not Article.objects.exists()
