"""Every address of the desk, asked for and posted to by every role: the answers are in a table written by hand.

An address that is not in the table fails the test until somebody has decided who may open it.
"""

import datetime
import logging
import re

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.admin.templatetags.admin_urls import admin_urlname
from django.contrib.auth.models import Group, Permission, User
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.template.backends.django import Template
from django.test import Client
from django.urls import get_resolver, reverse

from articles.models import Agency, Article, Author, Collection, Image, Section, Source, Text, Topic, record
from tests.conftest import NOON
from tests.newsroom.desk_addresses import ACTIONS, CHOOSERS, TABLE
from timeline.models import Event, Timeline, TimelineBlock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

ROLES = ("a stranger", "no role", "reporter", "photo editor", "editor", "chief")
HOME, LOGIN = reverse("admin:index"), reverse("admin:login")
SENT = {"post": "yes", "write": ""}  # to delete a row, and to write a note
LETTERS = {400: "b", 403: "n", 404: "0", 405: "m"}
RENDITIONS = [{"name": "640.webp", "width": 640, "height": 427, "type": "image/webp"}]
SECRET = "Glasswing"  # is in the name of everything that only a story under embargo uses


def addresses(patterns=None, before=""):
    """Yield the addresses of the desk as the URL resolver has them, with a star for everything that varies."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = before + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from addresses(pattern.url_patterns, route)
        elif route.startswith("admin/"):
            yield re.sub(r"<.*?>|\(\?P<.*\)", "*", route).replace("^", "").removesuffix("$")


def story(headline, by, section, word):
    """Return an article with a fact of every kind that it uses, whose names contain the word, but for the author's."""
    image = Image.objects.create(title=f"{word} pier", alt="A pier", renditions=RENDITIONS)
    image.credits.create(line=f"{word} Images")
    slug = word.lower()
    topic = Topic.objects.create(name=f"{word} Company", slug=f"{slug}-company")
    source = Source.objects.create(title=f"{word} contract")
    author = Author.objects.create(name=f"Writer of {slug[0]}")
    event = Event.objects.create(title=f"{word} is sold", slug=f"{slug}-sold", date="March 2026")
    event.people.create(topic=topic)
    event.citations.create(source=source)
    timeline = Timeline.objects.create(title=f"{word} in dates", slug=f"{slug}-dates")
    timeline.entries.create(event=event)
    facts = {"topic": topic, "source": source, "author": author, "image": image, "event": event, "timeline": timeline}
    for fact in facts.values():
        record(fact)
    article = Article.objects.create(headline=headline, section=section, slug=slug, lead_image=image, created_by=by)
    article.bylines.create(author=author)
    article.abouts.create(topic=topic)
    Text.objects.create(parent=article, region="body", ordering=10, html="<p>It was sold.</p>")
    TimelineBlock.objects.create(parent=article, region="body", ordering=20, timeline=timeline)
    return article, facts


@pytest.fixture
def people(ana, bo, cem, dora):
    """One account of every role."""
    none = User.objects.create_user("nell", password="nell-password", is_staff=True)
    return dict(zip(ROLES, (None, none, bo, cem, ana, dora), strict=True))


@pytest.fixture
def rows(settings, people, culture):
    """The rows that the addresses of the table are about, by the name that the table calls them."""
    settings.SHARED_FACTS = False  # the stricter of the two
    bo, ana = people["reporter"], people["editor"]
    own, _facts = story("Harbour reopens", bo, culture, "Own")
    public, shown = story("Market closes", bo, culture, "Public")
    public.publish(ana, "update")
    embargoed, hidden = story(f"{SECRET} sells the harbour", ana, culture, SECRET)
    embargoed.publish(ana, "update", at=NOON + datetime.timedelta(days=1))
    more = Group.objects.create(name="beyond")
    more.permissions.add(Permission.objects.get(codename="delete_session"))
    return {
        "own": own,
        "public": public,
        "others": Article.objects.create(headline=f"{SECRET} draft", section=culture, created_by=ana),
        "embargoed": embargoed,
        **{f"public {kind}": fact for kind, fact in shown.items()},
        **{f"hidden {kind}": fact for kind, fact in hidden.items()},
        "section": culture,
        "empty section": Section.objects.create(name="Empty", slug="empty"),
        "agency": Agency.objects.create(name="Northlight"),
        "collection": Collection.objects.create(name=f"{SECRET} pictures"),
        "account": bo,
        "superuser": User.objects.create_superuser("root", password="root-password"),
        "role": Group.objects.get(name="reporter"),
        "role with more": more,
    }


@pytest.fixture
def browsers(people):
    """Return a client for every role, logged in once; what a response does to the cookies is undone by `fresh`."""
    clients = {role: Client() for role in ROLES}
    for role, person in people.items():
        if person:
            clients[role].force_login(person)
        clients[role].kept = {name: morsel.value for name, morsel in clients[role].cookies.items()}
    return clients


@pytest.fixture
def unrendered(monkeypatch):
    """No template is rendered, and no refusal logged: what is asked is who is let in."""
    monkeypatch.setattr(Template, "render", lambda template, context=None, request=None: "")
    monkeypatch.setattr(logging.getLogger("django.request"), "disabled", True)


def fresh(client):
    """Return the client with the cookies of its login alone."""
    client.cookies.clear()
    client.cookies.load(client.kept)
    return client


def lines(table):
    """Yield the columns of every line of a table: they are separated by two spaces or more."""
    for line in table.strip().splitlines():
        if line and not line.startswith("#"):
            yield re.split(r"\s{2,}", line.strip())


def address_of(route, name, rows):
    """Return the address of a route about the row with this name."""
    row = rows.get(name)
    if row is None:
        return f"/{route.replace('*', name)}"
    address = route
    if route.startswith("admin/r/"):
        address = address.replace("*", str(ContentType.objects.get_for_model(row).pk), 1)
    for value in (row.pk, 1):
        address = address.replace("*", str(value), 1)
    return f"/{address}"


def letter(response):
    """Return the letter of the table for a response."""
    where = response.get("Location", "")
    if where.startswith(LOGIN):
        return "l"
    return "h" if where == HOME else LETTERS.get(response.status_code, "y")


def answer(client, method, address, data=None):
    """Return the response to one request; whatever the request has changed is undone."""
    with transaction.atomic():
        response = getattr(fresh(client), method)(address, data or {})
        transaction.set_rollback(True)
    return response


def test_every_address_of_the_desk_is_in_the_table():
    assert {columns[0] for columns in lines(TABLE)} == set(addresses())


@pytest.mark.parametrize("role", ROLES)
def test_every_role_is_answered_as_the_table_says(rows, browsers, unrendered, role):
    client, wrong = browsers[role], []
    for route, name, *expected in lines(TABLE):
        address = address_of(route, name, rows)
        asked = answer(client, "get", address), answer(client, "post", address, SENT)
        given = [letter(response) for response in asked]
        if given != [letters[ROLES.index(role)] for letters in expected]:
            wrong.append(f"{route} {name}: {given}")
    assert not wrong


@pytest.mark.parametrize("role", ROLES)
def test_an_action_is_there_for_those_of_the_table(rows, browsers, unrendered, role):
    client, found = browsers[role], []
    for kind, action, name, _letters in lines(ACTIONS):
        address = reverse(f"admin:{kind}_changelist")
        data = {"action": action, "_selected_action": rows[name].pk, "index": 0}
        response = answer(client, "post", address, data)
        is_list = response.get("Location") == address or "cl" in getattr(response, "context_data", {})
        found.append((kind, action, name, "r" if is_list else letter(response)))
    place = ROLES.index(role)
    assert found == [(kind, action, name, letters[place]) for kind, action, name, letters in lines(ACTIONS)]


@pytest.mark.parametrize("role", ROLES)
def test_a_chooser_offers_what_the_person_may_see(rows, browsers, monkeypatch, role):
    monkeypatch.setattr(logging.getLogger("django.request"), "disabled", True)
    found = []
    for key, _letters, _named in lines(CHOOSERS):
        app, model, field = key.split(".")
        address = reverse("admin:articles_image_choose" if field == "image" else "admin:autocomplete")
        asked = {"app_label": app, "model_name": model, "field_name": field, "term": ""}
        response = fresh(browsers[role]).get(address, asked)
        named = response.status_code == 200 and SECRET in response.text
        found.append((key, letter(response), "s" if named else "-"))
    place = ROLES.index(role)
    assert found == [(key, letters[place], named[place]) for key, letters, named in lines(CHOOSERS)]


@pytest.mark.parametrize("role", ["reporter", "photo editor"])
def test_no_page_of_the_desk_names_what_the_person_may_not_see(rows, browsers, role):
    """A photo editor sees all pictures, with their credits and collections, and nothing else of a secret story."""
    pictures = {"hidden image", "collection"} if role == "photo editor" else set()
    secrets = {str(row) for name, row in rows.items() if SECRET in str(row) and name not in pictures}
    place, named = ROLES.index(role), []
    for route, name, letters, _post in lines(TABLE):
        address = address_of(route, name, rows)
        for asked in ({}, {"q": SECRET}) if letters[place] == "y" else ():
            page = fresh(browsers[role]).get(address, asked, follow=True).text
            named += [(address, asked, secret) for secret in secrets if secret in page]
    assert not named


@pytest.mark.parametrize("role", ROLES[2:])
def test_no_list_is_asked_for_the_letters_of_a_field(rows, browsers, role):
    """With such a question one could find out, letter by letter, what one may not see."""
    answered = []
    for model in filter(admin.site.is_registered, apps.get_models()):
        address = reverse(admin_urlname(model._meta, "changelist"))
        is_open = model._meta.app_label == "auth"  # a chief sees all accounts, but nobody's password
        fields = ["password"] if is_open else [field.name for field in model._meta.fields]
        for name in fields:
            asked = {f"{name}__startswith": "G"}
            response = fresh(browsers[role]).get(address, asked)
            if response.status_code == 200:
                answered.append((address, asked))
    assert not answered
