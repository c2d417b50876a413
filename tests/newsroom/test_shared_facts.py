"""`SHARED_FACTS=false`: what only an unpublished article of somebody else uses is found by those who publish alone."""

import datetime

import pytest
from django.urls import reverse
from django.utils.html import escape

from articles.models import About, Article, Author, Figure, Image, Kind, Quotation, Source, Topic, record
from tests.conftest import NOON
from tests.forms import typed
from timeline.models import Event, Timeline, TimelineBlock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

MANY = "/admin/timeline/event/many/"
NAMES = ("The buyer", "The contract", "The harbour is sold", "The sale", "The pier at dawn")
LATER = NOON + datetime.timedelta(days=1)


@pytest.fixture
def apart(settings):
    """The newsroom keeps unpublished stories apart."""
    settings.SHARED_FACTS = False


@pytest.fixture
def secret(article, ana):
    """Ana's working copy about a sale that nobody knows of: its topic, source, event, timeline and picture."""
    story = Article.objects.create(headline="The harbour", section=article.section, created_by=ana)
    buyer, contract = Topic.objects.create(name=NAMES[0], slug="buyer"), Source.objects.create(title=NAMES[1])
    pier = Image.objects.create(title=NAMES[4], alt="A pier")
    pier.people.create(topic=Topic.objects.create(name="The seller", slug="seller"))
    sold = Event.objects.create(title=NAMES[2], slug="sold", date="March 2026", image=pier)
    sold.people.create(topic=buyer)
    sold.citations.create(source=contract)
    sale = Timeline.objects.create(title=NAMES[3], slug="sale")
    sale.entries.create(event=sold)
    TimelineBlock.objects.create(parent=story, region="body", ordering=10, timeline=sale)
    for fact in (buyer, contract, pier, sold, sale):
        record(fact)
    return story


def facts():
    """Return the facts of the secret story."""
    return [
        Topic.objects.get(name=NAMES[0]),
        Source.objects.get(title=NAMES[1]),
        Event.objects.get(title=NAMES[2]),
        Timeline.objects.get(title=NAMES[3]),
        Image.objects.get(title=NAMES[4]),
    ]


def found_by(user):
    """Return the names of the secret facts that somebody is shown."""
    return [str(fact) for fact in facts() if type(fact).objects.visible_to(user, NOON).filter(pk=fact.pk).exists()]


def changelist(fact):
    """Return the address of the list of a fact."""
    return reverse(f"admin:{fact._meta.app_label}_{fact._meta.model_name}_changelist")


def chooser(model, field):
    """Return the address of the choices for a foreign key."""
    opts = model._meta
    page = reverse("admin:articles_image_choose") if field == "image" else reverse("admin:autocomplete")
    return f"{page}?app_label={opts.app_label}&model_name={opts.model_name}&field_name={field}&term="


def test_a_newsroom_shares_its_facts_unless_it_says_otherwise(secret, bo, client, django_assert_num_queries):
    assert found_by(bo) == list(NAMES)
    with django_assert_num_queries(0):
        asked = str(Event.objects.visible_to(bo, NOON).query)
    assert asked == str(Event.objects.all().query)


def test_what_only_the_working_copy_of_another_uses_is_found_by_those_who_publish(apart, secret, ana, bo, dora):
    assert found_by(bo) == []
    assert found_by(ana) == found_by(dora) == list(NAMES)
    assert not Topic.objects.visible_to(bo, NOON).filter(slug="seller").exists()


def test_a_photo_editor_finds_every_picture_and_not_the_rest(apart, secret, cem):
    assert found_by(cem) == [NAMES[4]]


def test_colleagues_are_found_whatever_they_write(apart, article, ana, bo):
    Article.objects.update(created_by=ana)
    assert Author.objects.visible_to(bo, NOON).count() == 1


def test_one_question_finds_them(apart, secret, bo, django_assert_num_queries):
    bo.has_perm("articles.publish")
    for fact in facts():
        with django_assert_num_queries(1):
            list(type(fact).objects.visible_to(bo, NOON))


def test_one_sees_what_ones_own_article_uses(apart, secret, bo):
    Article.objects.filter(pk=secret.pk).update(created_by=bo)
    assert found_by(bo) == list(NAMES)


def test_an_own_article_that_uses_one_of_them_shows_that_and_what_it_refers_to(apart, secret, article, bo):
    topic, _source, _event, timeline, _image = facts()
    About.objects.create(article=article, topic=topic)
    assert found_by(bo) == [NAMES[0]]
    TimelineBlock.objects.create(parent=article, region="body", ordering=90, timeline=timeline)
    assert found_by(bo) == list(NAMES)


def test_what_nothing_uses_yet_is_found_by_everybody(apart, bo, ana):
    event = Event.objects.create(title="A fair", slug="fair", date="2020")
    event.people.create(topic=Topic.objects.create(name="The fair's founder", slug="founder"))
    assert Event.objects.visible_to(bo, NOON).get() == event
    assert Topic.objects.visible_to(bo, NOON).filter(slug="founder").exists()


def test_a_scheduled_edition_keeps_them_apart_until_it_begins(apart, article, mara, register, stage, ana, bo):
    Article.objects.update(created_by=ana)
    article.publish(ana, Kind.UPDATE, at=LATER)
    Quotation.objects.all().delete()
    Figure.objects.all().delete()
    for moment, shown in ((NOON, False), (LATER, True)):
        for fact in (mara, register, stage):
            assert type(fact).objects.visible_to(bo, moment).filter(pk=fact.pk).exists() is shown
    article.publish(ana, Kind.MINOR, later="cancel")
    assert Topic.objects.visible_to(bo, NOON).filter(pk=mara.pk).exists()


def test_lists_and_searches_of_them_are_without_them(apart, secret, bo, ana, client):
    for user, shown in ((bo, False), (ana, True)):
        client.force_login(user)
        for fact in facts():
            for query in ("", f"?q={fact}"):
                page = client.get(changelist(fact) + query)
                rows = page.context["cl"].result_list
                assert any(row.pk == fact.pk for row in rows) is shown


def test_choosers_are_without_them(apart, secret, bo, ana, client):
    addresses = [
        chooser(About, "topic"),
        chooser(Quotation, "source"),
        chooser(TimelineBlock, "timeline"),
        chooser(Figure, "image"),
    ]
    for user, shown in ((bo, False), (ana, True)):
        client.force_login(user)
        for address in addresses:
            names = [choice["text"] for choice in client.get(address).json()["results"]]
            assert bool(set(names) & set(NAMES)) is shown


def test_forms_answer_as_though_they_were_not_there(apart, secret, bo, ana, client):
    for user, status in ((bo, 404), (ana, 200)):
        client.force_login(user)
        for fact in facts():
            form = reverse(f"admin:{fact._meta.app_label}_{fact._meta.model_name}_change", args=[fact.pk])
            assert client.get(form).status_code == status
            absent = form.replace(str(fact.pk), str(secret.pk))
            assert client.get(absent).status_code == 404
    client.force_login(bo)
    for page in ("merge", "down"):
        event = Event.objects.get()
        assert client.get(f"/admin/timeline/event/{event.pk}/{page}/").status_code in (403, 404)


def test_a_key_that_was_overheard_is_no_choice(apart, secret, article, bo, client):
    client.force_login(bo)
    form = reverse("admin:articles_article_change", args=[article.pk])
    topic, _source, event, timeline, image = facts()
    data = typed(client.get(form), **{"articles_about_set-0-topic": str(topic.pk), "abouts-0-topic": str(topic.pk)})
    page = client.post(form, data | {"lead_image": str(image.pk)})
    assert page.status_code == 200
    assert "lead_image" in page.context["adminform"].form.errors
    assert not any(escape(name) in page.text for name in NAMES)
    prefix = "timeline_timelineblock_set"
    row = {f"{prefix}-0-timeline": timeline.pk, f"{prefix}-0-chosen": event.pk, f"{prefix}-0-region": "body"}
    rows = {f"{prefix}-TOTAL_FORMS": 1, f"{prefix}-0-ordering": 90, f"{prefix}-0-extent": "chosen"}
    page = client.post(form, typed(client.get(form)) | rows | row)
    [errors] = [dict(e) for i in page.context["inline_admin_formsets"] for e in i.formset.errors if e]
    assert errors.keys() == {"timeline", "chosen"}


def rows_of(**columns):
    """Return the posted page of events with one row."""
    row = {f"events-0-{name}": value for name, value in columns.items()}
    return {"events-TOTAL_FORMS": 1, "events-INITIAL_FORMS": 0, "batch": "6ba7b810-9dad-11d1-80b4-00c04fd430c8"} | row


def test_names_of_them_are_not_known(apart, secret, bo, ana, client):
    data = rows_of(date="2026", title="Something else", people=NAMES[0], source=NAMES[1], speaker="buyer")
    client.force_login(bo)
    errors = client.post(MANY, data).context["rows"].errors[0]
    assert errors.keys() == {"people", "source", "speaker"}
    client.force_login(ana)
    assert client.post(MANY, data | {"timeline": NAMES[3], "events-0-choice": "add"}).status_code == 302


def test_near_duplicates_do_not_include_them(apart, secret, bo, ana, client):
    row = {"prefix": "events-0", "events-0-date": "2026", "events-0-title": "The harbour is sold"}
    for user, shown in ((bo, False), (ana, True)):
        client.force_login(user)
        assert (NAMES[2] in client.get("/admin/timeline/event/near/", row).text) is shown


def test_the_dates_of_ones_own_text_are_not_laid_at_their_door(apart, secret, article, bo, client):
    client.force_login(bo)
    Article.objects.filter(pk=article.pk).update(dek="In 2019 The buyer was seen. In 2020 Mara Lindqvist was.")
    page = client.get(reverse("admin:timeline_event_found", args=[article.pk]))
    people = [str(topic) for row in page.context["rows"] for topic in row.initial["people"]]
    assert people == ["Mara Lindqvist"]
