"""Notes of the desk on an article and on its blocks: who writes them, what becomes of them, and who never sees them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.exceptions import NotAllowed, Refusal
from articles.models import Note, Text
from tests.conftest import member
from tests.publishing_forms import url

pytestmark = pytest.mark.django_db


@pytest.fixture
def text(article):
    """The text of the article."""
    return Text.objects.get(parent=article)


def test_a_note_is_written_resolved_and_reopened(article, text, ana, bo):
    note = article.add_note(ana, "Who says so?", text)
    assert (note.block, note.about, note.by) == (text.pk, "text", ana)
    note.resolve(bo)
    assert (note.resolved_by, list(article.notes.open())) == (bo, [])
    note.reopen(ana)
    assert (note.resolved_by, list(article.notes.open())) == (None, [note])


def test_nothing_that_readers_get_has_it_and_the_version_stays(article, ana, client):
    article.add_note(ana, "A secret remark.")
    article.publish(ana, "update")
    assert "A secret remark." not in client.get("/culture/songwriters/").content.decode()
    assert "A secret remark." not in str(article.editions.get().text.document)
    article.refresh_from_db()
    assert article.version == 1


@pytest.mark.parametrize("words", ["", "  \n", "x" * 4_001])
def test_an_empty_note_and_a_book_are_refused(article, ana, words):
    with pytest.raises(Refusal):
        article.add_note(ana, words)


def test_only_who_sees_the_working_copy_writes_and_resolves(article, ana, cem):
    note = article.add_note(ana, "Who says so?")
    for person in (cem, member("eve", "reporter")):
        with pytest.raises(NotAllowed):
            article.add_note(person, "Me too.")
        with pytest.raises(NotAllowed):
            note.resolve(person)


def test_the_publish_page_says_how_many_are_open(desk, article, ana):
    article.add_note(ana, "One.").resolve(ana)
    assert "not resolved" not in desk.get(url("publish", article)).content.decode()
    article.add_note(ana, "Two.")
    checks = desk.get(url("publish", article)).context["form"].checks
    assert ("1 note is not resolved.", url("notes", article)) in [link[:2] for link in checks.warnings]


class TestThePage:
    """The page of notes."""

    def test_lists_writes_and_resolves(self, client, article, text, bo, ana):
        client.force_login(bo)
        page = client.get(url("notes", article), {"block": str(text.pk)}).content.decode()
        assert f'<option value="{text.pk}" selected>Text: A shared room' in page
        sent = {"write": "1", "block": str(text.pk), "words": "Who says so?"}
        assert client.post(url("notes", article), sent).url == url("notes", article)
        note = Note.objects.get()
        page = client.get(url("notes", article)).content.decode()
        assert "Who says so?" in page
        assert "· Text: A shared room" in page
        client.post(url("notes", article), {"resolve": str(note.pk)})
        page = client.get(url("notes", article)).content.decode()
        assert "Resolved by bo" in page
        assert "1 resolved note" in page
        client.post(url("notes", article), {"reopen": str(note.pk)})
        assert article.notes.open().get() == note

    def test_a_note_outlives_its_block(self, client, article, text, bo):
        article.add_note(bo, "Who says so?", text)
        text.delete()
        client.force_login(bo)
        assert "a block that was deleted (text)" in client.get(url("notes", article)).content.decode()

    def test_what_is_wrong_is_told_and_kept(self, client, article, bo):
        client.force_login(bo)
        response = client.post(url("notes", article), {"write": "1", "block": "x", "words": "Kept"})
        assert response.context["form"].errors["block"]
        assert ">\nKept</textarea>" in response.content.decode()
        for key in ("x", str(article.pk), ""):
            assert client.post(url("notes", article), {"resolve": key}).status_code == 404

    def test_is_not_found_by_others(self, client, article, cem):
        client.force_login(cem)
        assert client.get(url("notes", article)).status_code == 404


def test_the_form_counts_open_notes_at_their_blocks_in_one_query(client, article, text, bo):
    client.force_login(bo)
    client.get(url("change", article))
    costs = []
    for words in ("One", "Two", "Three"):
        article.add_note(bo, words, text)
        with CaptureQueriesContext(connection) as queries:
            page = client.get(url("change", article)).content.decode()
        costs.append(len(queries))
    article.add_note(bo, "On all of it")
    page = " ".join(client.get(url("change", article)).content.decode().split())
    assert f'?block={text.pk}"> 3 notes </a>' in page
    assert 'Notes <span class="count">4</span>' in page
    assert len(set(costs)) == 1
