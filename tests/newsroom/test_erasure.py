"""Erased text is on no page, in no list, address or index, and neither are its copies."""

import datetime
import importlib

import pytest
from django.apps import apps
from django.utils import timezone

from articles.models import (
    Article,
    Author,
    Change,
    Edition,
    EditionText,
    Image,
    ImageWord,
    Kind,
    Outcome,
    Text,
    Topic,
    erase,
    record,
)
from tests.conftest import NOON
from tests.public_responses import answer, answers
from tests.publishing_forms import agree, errors, url
from timeline.models import Event, Timeline, TimelineBlock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
ADDRESS = "/culture/songwriters/"
DAY = datetime.timedelta(days=1)
SECRET = ("They met in 2004.", "How the songwriters stopped writing together", "What each has said, and when.")


@pytest.fixture
def published(article, ana, clock):
    """The article, live, with a timeline in it."""
    timeline = Timeline.objects.create(title="The two", slug="the-two")
    event = Event.objects.create(date="2004", title="They meet", slug="they-meet")
    event.people.create(topic=Topic.objects.get())
    timeline.entries.create(event=event)
    TimelineBlock.objects.create(parent=article, region="body", ordering=40, timeline=timeline)
    article.publish(ana, "update")
    clock.shift(60)
    return article


@pytest.fixture
def other(published, culture, mara, ana):
    """Another article about Mara that shows the same timeline."""
    other = Article.objects.create(headline="In the open", section=culture, slug="open")
    other.abouts.create(topic=mara)
    other.bylines.create(author=Author.objects.get())
    Text.objects.create(parent=other, region="body", ordering=10, html="<p>Words.</p>")
    TimelineBlock.objects.create(parent=other, region="body", ordering=20, timeline=Timeline.objects.get())
    other.publish(ana, "update")
    return other


def saying(client, *words):
    """Return the addresses whose answers still say one of the words."""
    found = answers(client).items()
    return [address for address, (_, _, content) in found if any(word.encode() in content for word in words)]


def words_kept(*words):
    """Return what the database still says of the words: headlines, documents, log."""
    texts = [*Edition.objects.values_list("headline", "dek", "note"), *Change.objects.values_list("name", "note")]
    texts += EditionText.objects.values_list("document")
    return [text for row in texts for text in row if any(word in text for word in words)]


def test_an_erased_live_text_is_on_no_list(client, published, other, dora):
    assert ADDRESS.encode() in client.get("/").content
    published.editions.get().erase(dora, "Court order 12/26")
    assert client.get(ADDRESS).status_code == client.get(ADDRESS + "changes/").status_code == 410
    assert client.get(ADDRESS + "credits/").status_code == 410
    listing = [address for address in answers(client) if f'"{ADDRESS}'.encode() in answer(client, address)[2]]
    assert listing == []
    assert saying(client, "[erased]", "Court order") == []


def test_a_section_of_which_all_is_erased_is_in_no_menu(client, published, dora):
    published.editions.get().erase(dora, "Court order 12/26")
    assert client.get("/culture/").status_code == 404
    assert b"Culture" not in client.get("/").content


def test_the_same_words_are_erased_wherever_they_occur(client, published, ana, dora, clock):
    first = published.editions.get()
    published.take_down(ana, Outcome.ERROR, "A mistake.")
    clock.shift(60)
    published.put_back(first, ana, "It was none.")
    clock.shift(60)
    published.take_down(ana, Outcome.WITHDRAWN, "We no longer stand by it.")
    assert [edition.number for edition in first.copies()] == [3, 4]
    erased = first.erase(dora, "Court order 12/26")
    assert [edition.number for edition in erased] == [1, 3, 4]
    assert client.get(ADDRESS).status_code == 410
    assert words_kept(*SECRET) == []
    assert {edition.erased_at for edition in erased} == {timezone.now()}


def test_neither_the_history_nor_the_log_keeps_the_note_of_an_erased_edition(client, published, ana, dora, clock):
    edition = published.publish(ana, "correction", "Her name is Eva Marsh.")
    clock.shift(60)
    published.publish(ana, "update", "Written anew.")
    assert saying(client, "Eva Marsh")
    edition.erase(dora, "Court order 12/26", copies=False)
    assert words_kept("Eva Marsh") == saying(client, "Eva Marsh") == []
    client.force_login(dora)
    log = client.get(url("history", published)).text
    assert "Eva Marsh" not in log
    assert "Court order 12/26" in log
    assert saying(client, "Written anew.")


def test_a_copy_can_be_kept(client, published, ana, dora, clock):
    first = published.editions.get()
    published.put_back(first, ana)
    assert first.erase(dora, "Only this one", copies=False) == [first]
    assert SECRET[0].encode() in client.get(ADDRESS).content


def test_a_scheduled_copy_is_cancelled_and_a_scheduled_withdrawal_still_comes(client, published, ana, dora, clock):
    coming = published.publish(ana, "update", at=NOON + DAY)
    published.publish(ana, "minor", later="refreeze")
    withdrawal = published.take_down(ana, Outcome.WITHDRAWN, "Not ours.", at=NOON + 3 * DAY, later="keep")
    published.headline, text = "Written anew", published.blocks()[0]
    published.save()
    text.html = "<p>Clean.</p>"
    text.save()
    clock.shift(60)
    published.publish(ana, "update", later="keep")
    Edition.objects.get(number=1).erase(dora, "Court order 12/26")
    coming.refresh_from_db()
    assert coming.cancelled_at
    assert not published.editions.to_come_at(timezone.now()).exclude(pk=withdrawal.pk).exists()
    clock.move_to(NOON + 2 * DAY)
    assert b"Clean." in client.get(ADDRESS).content
    clock.move_to(NOON + 3 * DAY)
    assert client.get(ADDRESS).status_code == 410


def test_the_form_names_the_copies_and_erases_them_by_the_same_answer(client, published, ana, dora, clock):
    published.put_back(published.editions.get(), ana)
    clock.shift(60)
    published.take_down(ana, Outcome.WITHDRAWN, "We no longer stand by it.")
    client.force_login(dora)
    where = url("erase", published, 1)
    page = client.get(where)
    assert page.context["form"].fields["copies"].initial is True
    assert "Erase editions 2 and 3 too, which have the same text" in page.content.decode()
    done = agree(client, where, reason="Court order 12/26", copies="on")
    assert done.status_code == 302
    assert words_kept(*SECRET) == []
    assert "The text of editions 1, 2 and 3 is erased." in client.get(done["Location"]).content.decode()


def test_the_form_says_what_keeps_the_same_words(client, published, ana, dora):
    published.put_back(published.editions.get(), ana)
    client.force_login(dora)
    where = url("erase", published, 1)
    assert "reason" in errors(agree(client, where, copies="on"))
    agree(client, where, reason="Court order 12/26")
    assert [edition.number for edition in Edition.objects.filter(erased_at=None)] == [2]
    assert Edition.objects.get(number=2).kind == Kind.UPDATE


def test_a_text_without_a_copy_is_erased_without_a_further_question(client, published, dora):
    client.force_login(dora)
    page = client.get(url("erase", published, 1)).content.decode()
    assert "The text of edition 1 is erased for ever; nobody can bring it back." in page
    assert 'name="copies"' not in page
    assert agree(client, url("erase", published, 1), reason="Court order 12/26").status_code == 302


@pytest.mark.parametrize("model, name", [(Topic, "mara"), (Author, "petra"), (Event, "meet"), (Timeline, "two")])
def test_no_address_keeps_the_name_of_an_erased_fact(client, published, other, dora, model, name):
    fact = model.objects.get(slug__contains=name)
    slug, old = fact.slug, fact.get_absolute_url()
    assert saying(client, slug)
    never = answer(client, old.replace(slug, "never-was"))
    erase(fact, dora, "Court order 12/26")
    fact.refresh_from_db()
    assert saying(client, slug, fact.slug) == []
    assert answer(client, old) == answer(client, fact.get_absolute_url()) == never
    assert client.get(ADDRESS).status_code == client.get("/culture/open/").status_code == 200


def test_neither_the_history_nor_the_log_keeps_the_name_of_an_erased_fact_or_what_was_noted_of_it(
    client, published, mara, ana, dora
):
    record(mara)
    mara.name = "Mara Lindqvist-Hale"
    mara.save()
    record(mara, ana, "correction", "Her name is Lindqvist-Hale.")
    assert saying(client, "Her name is Lindqvist-Hale.")
    erase(Topic.objects.get(), dora, "Court order 12/26")
    assert words_kept("Lindqvist") == saying(client, "Lindqvist") == []
    client.force_login(dora)
    log = client.get(url("history", published)).text
    assert "Lindqvist" not in log.split('id="log"')[1]


def test_rows_that_were_merged_into_an_erased_one_go_with_it(client, published, mara, dora):
    spelt = Topic.objects.create(name="Mara Lindquist", slug="mara-lindquist", released_from=NOON)
    record(spelt)
    spelt.merge_into(mara)
    assert client.get("/topics/mara-lindquist/").status_code == 301
    erase(Topic.objects.get(pk=mara.pk), dora, "Court order 12/26")
    assert client.get("/topics/mara-lindquist/").status_code == 404
    assert not Topic.objects.filter(name__startswith="Mara").exists()
    assert not Topic.objects.filter(slug__startswith="mara").exists()


def test_the_picture_search_no_longer_knows_an_erased_or_former_name(stage, mara, dora):
    stage.people.create(topic=mara)
    record(stage)
    assert list(Image.objects.search("lindqvist")) == [stage]
    mara.name = "Mara Lindquist"
    mara.save()
    record(mara)
    assert not Image.objects.search("lindqvist").exists()
    assert list(Image.objects.search("lindquist")) == [stage]
    erase(mara, dora, "Court order 12/26")
    assert not Image.objects.search("mara").exists()
    erase(stage, dora, "Court order 12/26")
    assert not ImageWord.objects.filter(word__in=["farrow", "northlight", "stage", "prize"]).exists()


def test_what_was_erased_before_this_release_is_listed_no_longer_and_forgets_its_name(client, published, mara, dora):
    published.editions.get().erase(dora, "Court order 12/26")
    Edition.objects.update(erased_at=None)
    Topic.objects.filter(pk=mara.pk).update(erased_at=timezone.now())
    migration = importlib.import_module("articles.migrations.0008_erased_editions")
    migration.mark_erased_editions(apps, None)
    migration.forget_erased_names(apps, None)
    assert Edition.objects.get().erased_at == timezone.now()
    assert not Topic.objects.filter(slug__contains="mara").exists()
    assert ADDRESS.encode() not in client.get("/").content
