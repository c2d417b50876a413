"""No page reads a table that grows with the archive whole: each query begins from what the page is about."""

import pytest
from django.utils.http import urlencode

from articles.models import Article, Image, Source, Text, Topic, record
from tests.query_plans import scans
from timeline.models import Event, Timeline, TimelineBlock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


@pytest.fixture
def archive(article, culture, mara, stage, ana, register):
    """Rows in every table that grows: an article with a timeline, corrected since, and another about the same topic."""
    timeline = Timeline.objects.create(title="The two", slug="the-two")
    event = Event.objects.create(date="2004", title="They meet", slug="they-meet", image=stage)
    event.people.create(topic=mara)
    event.citations.create(source=register)
    timeline.entries.create(event=event)
    record(event)
    ruled = Timeline.objects.create(title="By rule", slug="by-rule", made="rule", released_from="2020-01-01T00:00Z")
    ruled.rule_topics.create(topic=mara)
    record(ruled)
    place = {"parent": article, "region": "body", "ordering": 40}
    TimelineBlock.objects.create(timeline=timeline, extent="chosen", chosen=[str(event.pk)], **place)
    article.publish(ana, "update")
    article.publish(ana, "correction", "It was 2004.")
    other = Article.objects.create(headline="Another", section=culture, slug="another", lead_image=stage)
    Text.objects.create(parent=other, region="body", ordering=10, html="<p>Words.</p>")
    other.abouts.create(topic=mara)
    other.publish(ana, "update")
    record(mara, ana, "correction", "She is a songwriter.")


WALKED = {
    "/": ["articles_edition"],
    "/credits/": ["articles_image"],
    "/corrections/": ["articles_change"],
    "/timelines/": ["timeline_timeline"],
    "/topics/": ["articles_topic"],
    "/topics/?kind=person": ["articles_topic"],
}


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/culture/",
        "/culture/songwriters/",
        "/culture/songwriters/changes/",
        "/culture/songwriters/credits/",
        "/topics/",
        "/topics/?kind=person",
        "/topics/mara-lindqvist/",
        "/authors/petra-nwosu/",
        "/timelines/",
        "/timelines/the-two/",
        "/events/they-meet/",
        "/credits/",
        "/corrections/",
    ],
)
def test_no_readers_page_reads_a_growing_table_whole(client, address):
    assert not scans(client, address, WALKED.get(address, ()))


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize("model", [Image, Topic, Source])
def test_no_form_of_a_fact_reads_a_growing_table_whole(root, model):
    fact = model.objects.first()
    name = f"/admin/articles/{model._meta.model_name}/{fact.pk}"
    assert not scans(root, f"{name}/change/")
    assert not scans(root, f"{name}/uses/")


@pytest.mark.usefixtures("archive")
def test_no_name_in_a_row_of_events_is_looked_up_among_all_topics_or_sources(root):
    names = {"people": "Mara Lindqvist; nobody", "source": "The Coastal Register", "title": "They meet", "date": "2004"}
    row = {f"events-0-{name}": value for name, value in names.items()}
    assert not scans(root, "/admin/timeline/event/near/?" + urlencode({"prefix": "events-0"} | row))
