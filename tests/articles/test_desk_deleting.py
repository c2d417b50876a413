"""Deleting what is used: where it is used, with links, and what can be done instead."""

import pytest
from django.contrib.auth.models import Permission

from articles.models import Article, ImagePerson, Topic
from tests.articles.test_desk_facts import form_of
from tests.articles.test_names import list_of
from timeline.models import Event, Timeline, TimelineBlock

pytestmark = pytest.mark.django_db


def page_of(client, row):
    """Return the page that is to delete a row."""
    return client.get(form_of(row, "delete")).content.decode()


def test_a_used_topic_says_where_and_offers_the_merger(desk, published, mara):
    event = Event.objects.create(title="They meet", date="2004")
    event.people.create(topic=mara)
    page = page_of(desk, mara)
    assert "“Mara Lindqvist” is used, and cannot be deleted." in page
    for text in ("Editions: 1", "Working copies: 1", "Events: 1"):
        assert text in page
    for address in ("/culture/songwriters/", form_of(published), form_of(event), form_of(mara, "merge")):
        assert f'href="{address}"' in page
    assert "Changes:" not in page
    assert desk.post(form_of(mara, "delete"), {"post": "yes"}).status_code == 200
    assert Topic.objects.filter(pk=mara.pk).exists()


def test_what_only_the_desk_sees_counts_too(desk, mara, stage):
    ImagePerson.objects.create(image=stage, topic=mara)
    assert f'href="{form_of(stage)}"' in page_of(desk, mara)


def test_each_kind_offers_what_it_can(desk, published, stage, culture, register):
    event = Event.objects.create(title="They meet", date="2004", image=stage)
    Timeline.objects.create(title="The two").entries.create(event=event)
    author = published.bylines.get().author
    mentioned = Timeline.objects.create(title="The three")
    TimelineBlock.objects.create(parent=published, region="body", ordering=40, timeline=mentioned)
    offers = {
        stage: [form_of(stage, "merge"), form_of(stage, "kill")],
        event: [form_of(event, "merge"), form_of(event, "down")],
        register: [form_of(register, "merge")],
        published: [form_of(published, "take_down")],
        author: [form_of(author, "merge")],
        culture: [],
        mentioned: [],
    }
    for row, addresses in offers.items():
        page = page_of(desk, row)
        assert "is used, and cannot be deleted" in page
        assert all(f'href="{address}"' in page for address in addresses)
        assert ("once nothing uses it" in page) == (not addresses)


def test_names_under_embargo_are_counted_and_not_named(client, settings, ana, bo, culture, mara):
    settings.SHARED_FACTS = False
    bo.groups.set([])
    bo.user_permissions.set(Permission.objects.filter(codename__in=["delete_topic", "view_topic", "view_article"]))
    secret = Article.objects.create(headline="The secret", section=culture, created_by=ana)
    secret.abouts.create(topic=mara)
    own = Article.objects.create(headline="My own", section=culture, created_by=bo)
    own.abouts.create(topic=mara)
    client.force_login(bo)
    page = page_of(client, mara)
    assert "Working copies: 2" in page
    assert "My own" in page
    assert "The secret" not in page
    assert "and others" in page


def test_several_at_once_say_which_are_used(desk, published, mara):
    unused = Topic.objects.create(name="Nobody")
    ticked = {"action": "delete_selected", "_selected_action": [mara.pk, unused.pk], "post": "yes"}
    page = desk.post(list_of(Topic), ticked).content.decode()
    assert "Nothing was deleted" in page
    assert "Mara Lindqvist" in page
    assert f'href="{form_of(mara, "merge")}"' in page
    assert "Nobody" not in page
    assert Topic.objects.count() == 2


def test_what_is_unused_is_deleted(desk, mara):
    assert "Are you sure" in page_of(desk, mara)
    desk.post(form_of(mara, "delete"), {"post": "yes"})
    assert not Topic.objects.exists()
