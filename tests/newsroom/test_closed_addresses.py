"""An address that readers could never have known answers like one that never was, to the byte."""

import datetime

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from articles.models import Article, Image, Outcome, Source, Text, Topic, record
from tests.conftest import NOON
from tests.public_responses import answer
from timeline.models import Event, Timeline, TimelineBlock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
AT = NOON + datetime.timedelta(days=1)
YESTERDAY = NOON - datetime.timedelta(days=1)
FORMS = (".json", ".csv", ".ics", "/embed/", "/")


@pytest.fixture
def maren(db):
    """Mara once more, under another spelling, in nothing that was ever public."""
    return Topic.objects.create(name="Maren Lindqvist", slug="maren-lindqvist")


def event(slug, **columns):
    """Return an event, recorded."""
    event = Event.objects.create(date="2004", title=slug, slug=slug, **columns)
    record(event)
    return event


def scheduled(culture, by, topic):
    """Publish an article about a topic, with its event in a timeline, for tomorrow."""
    timeline = Timeline.objects.create(title="Coming", slug="coming")
    timeline.entries.create(event=event("to-come"))
    article = Article.objects.create(headline="Coming", section=culture, slug="coming")
    article.abouts.create(topic=topic)
    Text.objects.create(parent=article, region="body", ordering=10, html="<p>Words.</p>")
    TimelineBlock.objects.create(parent=article, region="body", ordering=20, timeline=timeline)
    article.publish(by, "update", at=AT)
    return article


def never(client, kind):
    """Return what an address of a kind that never was is answered."""
    return answer(client, f"/{kind}/never-was/")


def test_what_was_never_public_and_is_merged_leads_nowhere(client, published, mara, maren, ana):
    maren.merge_into(mara, ana)
    public, hidden = event("public", released_from=YESTERDAY), event("hidden")
    hidden.merge_into(public, ana)
    assert client.get("/topics/mara-lindqvist/").status_code == client.get("/events/public/").status_code == 200
    assert answer(client, "/topics/maren-lindqvist/") == never(client, "topics")
    assert answer(client, "/events/hidden/") == never(client, "events")
    for merged in (Topic.objects.get(merged_into=mara), Event.objects.get(merged_into=public)):
        assert merged.get_absolute_url() == ""
        assert answer(client, f"/topics/{merged.slug}/") == never(client, "topics")


def test_what_only_a_scheduled_article_used_and_is_merged_leads_nowhere_then_either(
    client, published, culture, mara, maren, ana, clock
):
    scheduled(culture, ana, maren)
    maren.merge_into(mara, ana)
    Event.objects.get(slug="to-come").merge_into(event("public", released_from=YESTERDAY), ana)
    for moment in (NOON, AT):
        clock.move_to(moment)
        assert answer(client, "/topics/maren-lindqvist/") == never(client, "topics")
        assert answer(client, "/events/to-come/") == never(client, "events")


def test_what_readers_knew_leads_on_also_where_it_was_public_only_before(client, published, mara, maren, ana, clock):
    clock.shift(60)
    published.abouts.all().delete()
    for block in published.blocks():
        if hasattr(block, "speaker_id"):
            block.delete()
    published.publish(ana, "update")
    assert client.get("/topics/mara-lindqvist/").status_code == 404
    Topic.objects.filter(pk=maren.pk).update(released_from=YESTERDAY)
    mara.merge_into(Topic.objects.get(pk=maren.pk), ana)
    response = client.get("/topics/mara-lindqvist/")
    assert (response.status_code, response["Location"]) == (301, "/topics/maren-lindqvist/")


def test_a_person_of_a_public_event_leads_on(client, mara, maren, ana):
    event("public", released_from=YESTERDAY).people.create(topic=maren)
    event("also", released_from=YESTERDAY).people.create(topic=mara)
    assert client.get("/topics/maren-lindqvist/").status_code == 200
    maren.merge_into(mara, ana)
    assert client.get("/topics/maren-lindqvist/")["Location"] == "/topics/mara-lindqvist/"


def test_an_address_that_was_given_up_is_free_for_another(client, published, mara, maren, ana):
    maren.merge_into(mara, ana)
    Topic.objects.create(name="Another Maren", slug="maren-lindqvist", released_from=YESTERDAY)
    assert client.get("/topics/maren-lindqvist/").status_code == 200


def test_sources_have_no_address_and_merge_as_before(register, ana):
    other = Source.objects.create(title="The Register")
    assert other.merge_into(register, ana) == register


def with_file(image):
    """Return the image with a file of its own."""
    default_storage.save(image.files.path_of("640.webp"), ContentFile(b"RIFF"))
    return image


def test_a_picture_that_was_never_public_leads_only_the_desk_on(client, published, stage, ana, cem):
    double = Image.objects.create(title="Again", alt="A stage", renditions=stage.renditions)
    record(with_file(double))
    with_file(stage)
    double.merge_into(stage, ana)
    assert answer(client, stage.sizes.src)[0] == 200
    assert answer(client, f"/pictures/{double.stem}/640.webp") == answer(client, "/pictures/never/640.webp")
    client.force_login(cem)
    assert client.get(f"/pictures/{double.stem}/640.webp")["Location"] == stage.sizes.src


def test_files_replaced_before_publication_lead_no_reader_on_and_those_after_it_do(client, article, stage, ana, clock):
    first = stage.stem
    stage.files.redirect_from(stage.stem)
    stage.stem = "0" * 32
    stage.save()
    article.publish(ana, "update")
    stage.files.redirect_from(stage.stem)
    stage.stem = "1" * 32
    stage.save()
    assert answer(client, f"/pictures/{first}/640.webp") == answer(client, "/pictures/never/640.webp")
    assert client.get(f"/pictures/{'0' * 32}/640.webp")["Location"] == stage.sizes.src


def test_an_article_answers_only_at_addresses_of_editions_that_have_begun(client, published, ana, dora, clock):
    published.slug = "renamed"
    published.save()
    published.publish(ana, "update", at=AT)
    closed = answer(client, "/culture/never-was/")
    assert answer(client, "/culture/renamed/") == closed
    clock.shift(60)
    published.slug = "cleaned"
    published.save()
    published.take_down(dora, Outcome.LEGAL, "A court has ordered it.")
    clock.shift(60)
    published.publish(dora, "update")
    clock.move_to(AT)
    assert answer(client, "/culture/renamed/") == closed
    assert client.get("/culture/songwriters/")["Location"] == "/culture/cleaned/"


def test_a_timeline_under_embargo_answers_in_no_form(client, published, culture, mara, ana, clock):
    scheduled(culture, ana, mara)
    for form in FORMS:
        assert answer(client, f"/timelines/coming{form}") == answer(client, f"/timelines/never-was{form}"), form
    assert answer(client, "/timelines/coming/?order=newest") == never(client, "timelines")
    clock.move_to(AT)
    assert {client.get(f"/timelines/coming{form}").status_code for form in FORMS} == {200}


def test_an_event_taken_down_under_embargo_says_nothing_until_then(client, published, culture, ana, clock):
    scheduled(culture, ana, Topic.objects.get())
    Event.objects.get(slug="to-come").take_down(ana, "It did not happen.")
    assert answer(client, "/events/to-come/") == never(client, "events")
    clock.move_to(AT)
    assert client.get("/events/to-come/").status_code == 410
