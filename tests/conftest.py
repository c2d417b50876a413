"""A named cast, one fixed moment, and an article that is ready to be published."""

import datetime

import pytest
import time_machine
from django.conf import settings
from django.contrib.auth.models import Group, User
from django.db import connection
from hypothesis import settings as hypothesis_settings

from articles.models import Article, Author, Figure, Image, Quotation, Section, Source, Text, Topic, record

# No test depends on how busy the machine is.
hypothesis_settings.register_profile("newsroom", deadline=None)
hypothesis_settings.load_profile("newsroom")

NOON = datetime.datetime(2026, 5, 12, 12, 0, tzinfo=datetime.UTC)


@pytest.fixture(scope="session")
def django_db_modify_db_settings_xdist_suffix(worker_id):
    """Give each of several processes that run tests a database and a part of the cache of its own.

    pytest-django does not know that our engine keeps the database in the memory of a process, as Django's for SQLite.
    """
    if worker_id == "master":
        return
    settings.CACHES["default"]["KEY_PREFIX"] = worker_id
    if connection.vendor != "sqlite":
        test = connection.settings_dict["TEST"]
        test["NAME"] = f"{test['NAME'] or 'test_' + connection.settings_dict['NAME']}_{worker_id}"


@pytest.fixture(autouse=True)
def _own_media(settings, tmp_path):
    """No test writes into anybody's media folder, or waits for a slow password hash."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def member(name, group):
    """Return a member of the desk in one of the four groups."""
    user = User.objects.create_user(name, password=f"{name}-password", is_staff=True)
    user.groups.add(Group.objects.get(name=group))
    return user


@pytest.fixture
def ana(db):
    """Ana, an editor."""
    return member("ana", "editor")


@pytest.fixture
def bo(db):
    """Bo, a reporter."""
    return member("bo", "reporter")


@pytest.fixture
def cem(db):
    """Cem, the photo editor."""
    return member("cem", "photo editor")


@pytest.fixture
def dora(db):
    """Dora, the chief."""
    return member("dora", "chief")


@pytest.fixture
def london(settings):
    """The newsroom is in London, and it is noon UTC of the fixed day."""
    settings.TIME_ZONE = "Europe/London"
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def desk(client, ana):
    """The desk as Ana, an editor, sees it."""
    client.force_login(ana)
    return client


@pytest.fixture
def root(client, db):
    """The desk as a superuser sees it."""
    client.force_login(User.objects.create_superuser("root", password="root-password"))
    return client


@pytest.fixture
def culture(db):
    """The section Culture."""
    return Section.objects.create(name="Culture", slug="culture")


@pytest.fixture
def mara(db):
    """Mara Lindqvist, whom articles are about."""
    return Topic.objects.create(name="Mara Lindqvist", slug="mara-lindqvist")


@pytest.fixture
def register(db):
    """The Coastal Register, a source."""
    return Source.objects.create(title="The Coastal Register", publisher="Coastal Press")


@pytest.fixture
def stage(db):
    """A credited picture (without files on disk)."""
    image = Image.objects.create(title="The stage", alt="An empty stage", caption="The stage before the prize.")
    image.renditions = [{"name": "640.webp", "width": 640, "height": 427, "type": "image/webp"}]
    image.width, image.height = 640, 427
    image.save()
    image.credits.create(line="Jo Farrow/Northlight/Meridian Images", creator="Jo Farrow")
    record(image)
    return image


@pytest.fixture
def article(db, culture, mara, register, stage, bo):
    """A working copy by Bo that is ready to be published: text, figure, quotation, byline and topic."""
    article = Article.objects.create(
        headline="How the songwriters stopped writing together",
        dek="What each has said, and when.",
        section=culture,
        slug="songwriters",
        lead_image=stage,
        created_by=bo,
    )
    article.bylines.create(author=Author.objects.create(name="Petra Nwosu", slug="petra-nwosu"))
    article.abouts.create(topic=mara)
    Text.objects.create(
        parent=article, region="body", ordering=10, html="<h2>A shared room</h2><p>They met in 2004.</p>"
    )
    Figure.objects.create(parent=article, region="body", ordering=20, image=stage)
    Quotation.objects.create(
        parent=article,
        region="body",
        ordering=30,
        words="Nobody left.",
        speaker=mara,
        source=register,
        date="2018-05-12",
    )
    article.update_search_index()
    return article


@pytest.fixture
def published(article, ana):
    """The article, published by Ana."""
    article.publish(ana, "update")
    return article


@pytest.fixture
def clock():
    """The clock, stopped at noon; `clock.shift(seconds)` and `clock.move_to(moment)` set it."""
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller
