"""A reporter proposes an author, who can stand in bylines at once; an editor confirms or merges it."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from articles.models import Author, Change, record
from tests.conftest import NOON
from tests.forms import typed
from tests.publishing_forms import url

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

LIST, ADD = reverse("admin:articles_author_changelist"), reverse("admin:articles_author_add")
SENTENCE = "The author “Noor Haddad” was proposed and is not confirmed. Confirm it, or merge it."


@pytest.fixture
def noor(article):
    """Noor Haddad, proposed, in the byline of the article."""
    author = Author.objects.create(name="Noor Haddad", slug="noor-haddad", proposed_at=NOON)
    record(author)
    article.bylines.create(author=author, position=1)
    return author


def form_of(author):
    """Return the address of the form of an author."""
    return reverse("admin:articles_author_change", args=[author.pk])


def add(client, user, **values):
    """Add Noor Haddad as somebody; return the author."""
    client.force_login(user)
    assert client.post(ADD, typed(client.get(ADD), name="Noor Haddad", **values)).status_code == 302
    return Author.objects.get(name="Noor Haddad")


def test_whom_a_reporter_adds_is_proposed(client, bo):
    assert add(client, bo, confirmed="on").proposed_at == NOON


def test_whom_an_editor_adds_is_confirmed(client, ana):
    assert add(client, ana).proposed_at is None


def test_a_reporter_puts_the_author_into_a_byline_and_confirms_nobody(client, bo, article, noor):
    client.force_login(bo)
    chooser = {"app_label": "articles", "model_name": "byline", "field_name": "author", "term": "noor"}
    names = [choice["text"] for choice in client.get(reverse("admin:autocomplete"), chooser).json()["results"]]
    assert names == ["Noor Haddad"]
    assert "Confirm this author" not in client.get(form_of(noor)).text
    assert client.post(form_of(noor), {"name": "Noor Haddad", "confirmed": "on"}).status_code == 403


def test_the_publish_page_says_who_is_not_confirmed(desk, article, noor):
    assert SENTENCE in desk.get(url("publish", article)).text
    Author.objects.update(proposed_at=None)
    assert SENTENCE not in desk.get(url("publish", article)).text


def test_an_editor_finds_and_confirms_an_author(desk, article, noor):
    page = desk.get(f"{LIST}?proposed=yes")
    assert [str(row) for row in page.context["cl"].result_list] == ["Noor Haddad"]
    desk.post(form_of(noor), typed(desk.get(form_of(noor)), about="Writes about harbours."))
    assert Author.objects.get(pk=noor.pk).proposed_at == NOON
    desk.post(form_of(noor), typed(desk.get(form_of(noor)), confirmed="on"))
    assert Author.objects.get(pk=noor.pk).proposed_at is None
    assert "Confirm this author" not in desk.get(form_of(noor)).text


def test_an_author_who_is_merged_with_a_confirmed_one_is_confirmed(article, noor, ana):
    petra = Author.objects.get(name="Petra Nwosu")
    petra.merge_into(noor, ana)
    assert Author.objects.get(pk=noor.pk).proposed_at is None


def test_readers_are_told_nothing_of_a_confirmation(article, noor, ana):
    article.publish(ana, "update")
    noor.proposed_at = None
    noor.save()
    record(noor, ana)
    assert Change.objects.get().verb == "published"


@pytest.mark.parametrize("name, offered", [("ana", False), ("dora", True)])
def test_only_those_who_see_accounts_choose_one_for_an_author(client, article, name, offered, request):
    client.force_login(request.getfixturevalue(name))
    petra = Author.objects.get(name="Petra Nwosu")
    page = client.get(form_of(petra))
    assert ('name="user"' in page.text) is offered
    root = User.objects.create_superuser("root", password="root-password")
    client.post(form_of(petra), typed(page) | {"user": root.pk})
    assert (Author.objects.get(pk=petra.pk).user == root) is offered
