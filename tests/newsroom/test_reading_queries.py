"""Every public page costs the same few queries, however long the article, the archive or the timeline."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Article, Author, Figure, Image, Quotation, Source, Text, Topic, record
from tests.conftest import NOON
from timeline.models import Event, Timeline, TimelineBlock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
MOST = 6


def picture(number):
    """A credited picture without files."""
    image = Image.objects.create(title=f"Picture {number}", alt="Words", width=640, height=427)
    image.renditions = [{"name": "640.webp", "width": 640, "height": 427, "type": "image/webp"}]
    image.save()
    image.credits.create(line=f"Agency {number}")
    return image


def long_timeline(slug, events, sources):
    """A timeline whose events each have a person, a speaker, a source and a picture of their own."""
    timeline = Timeline.objects.create(title=slug, slug=slug)
    timeline.eras.create(title="Era", start="2001")
    for number in range(events):
        who = Topic.objects.create(name=f"Who {slug} {number}", slug=f"who-{slug}-{number}")
        event = Event.objects.create(
            date=f"{2001 + number}",
            title="It happened",
            slug=f"{slug}-{number}",
            quotation="Words.",
            speaker=who,
            image=picture(f"{slug} {number}"),
        )
        event.people.create(topic=who)
        event.citations.create(source=sources[number % len(sources)])
        timeline.entries.create(event=event)
    record(timeline)
    return timeline


def write(section, slug, by, blocks, topic):
    """Publish an article of so many figures, quotations and texts, and a timeline of as many events."""
    article = Article.objects.create(headline=slug, section=section, slug=slug, lead_image=picture(slug))
    article.bylines.create(author=Author.objects.create(name=slug, slug=slug))
    article.abouts.create(topic=topic)
    sources = [Source.objects.create(title=f"Source {slug} {number}") for number in range(blocks)]
    for number in range(blocks):
        place = {"parent": article, "region": "body", "ordering": number}
        if number % 3 == 0:
            Text.objects.create(html="<h2>Part</h2><p>Words.</p>", **place)
        elif number % 3 == 1:
            Figure.objects.create(image=picture(f"{slug} {number}"), **place)
        else:
            who = Topic.objects.create(name=f"Speaker {slug} {number}", slug=f"speaker-{slug}-{number}")
            Quotation.objects.create(words="Words.", speaker=who, source=sources[number], **place)
    timeline = long_timeline(f"line-{slug}", blocks, sources)
    TimelineBlock.objects.create(parent=article, region="body", ordering=1000, timeline=timeline)
    article.publish(by, "update", at=NOON - datetime.timedelta(days=blocks), backdated=True)
    return article


@pytest.fixture
def archive(culture, mara, ana):
    """A short and a long article about Mara, and thirty small ones."""
    short, long = write(culture, "short", ana, 5, mara), write(culture, "long", ana, 50, mara)
    for number in range(30):
        article = Article.objects.create(headline=f"Small {number}", section=culture, slug=f"small-{number}")
        Text.objects.create(parent=article, region="body", ordering=10, html="<p>Words.</p>")
        article.bylines.create(author=Author.objects.get(slug="short"))
        article.abouts.create(topic=mara)
        article.publish(ana, "update", at=NOON - datetime.timedelta(days=100 + number), backdated=True)
    long.publish(ana, "correction", "It was 2004.")
    for number in range(3):  # their rules match every event
        Timeline.objects.create(title="By rule", slug=f"by-rule-{number}", made="rule", rule_from="2001")
    return short, long


def queries(client, address):
    """How many queries a page costs; the same at a second request of the same connection."""
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1]
    return counts[0]


def test_an_article_of_fifty_blocks_costs_what_one_of_five_does(client, archive):
    short, long = queries(client, "/culture/short/"), queries(client, "/culture/long/")
    assert short == long <= MOST


def test_a_timeline_of_fifty_events_costs_what_one_of_five_does(client, archive):
    short, long = queries(client, "/timelines/line-short/"), queries(client, "/timelines/line-long/")
    assert short == long <= MOST


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/culture/",
        "/topics/",
        "/topics/mara-lindqvist/",
        "/authors/short/",
        "/timelines/",
        "/timelines/line-long/?who=who-line-long-3",
        "/events/line-long-3/",
        "/corrections/",
        "/credits/",
        "/topics/?kind=person",
        "/culture/long/changes/",
    ],
)
def test_every_list_costs_a_few_queries(client, archive, address):
    assert queries(client, address) <= MOST
