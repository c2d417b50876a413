"""`loaddata demo`: every fact of the story about real people, what else it shows, and that it can be loaded twice."""

import datetime
from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.utils import timezone
from django.utils.html import strip_tags
from PIL import Image as Pillow

from articles.models import (
    Article,
    Author,
    Change,
    Edition,
    EditionText,
    FactVersion,
    Generation,
    Image,
    Kind,
    Source,
    Topic,
)
from newsroom.demo.stories import read_stories, text_of
from tests.newsroom.demo import loaded_into
from timeline.models import Event, Timeline

pytestmark = pytest.mark.django_db

EXPLAINER = "entertainment/legend-and-west"
AFTER_THE_EMBARGO = datetime.datetime(2099, 6, 2, tzinfo=datetime.UTC)

# date as typed, first day, last day, precision, qualifier; words of the event; people; quotation; source
EVENTS = [
    ("before 2004", None, "2003-12-31", "year", "before", "stage name", "John Legend, Kanye West", "", ""),
    ("2004", "2004-01-01", "2004-12-31", "year", "", "Get Lifted", "John Legend, Kanye West, Get Lifted", "", ""),
    ("2005", "2005-01-01", "2005-12-31", "year", "", "Number One", "John Legend, Kanye West, Number One", "", ""),
    ("2008", "2008-01-01", "2008-12-31", "year", "", "It’s Over", "John Legend, Kanye West, It’s Over", "", ""),
    ("2014", "2014-01-01", "2014-12-31", "year", "", "wedding", "John Legend, Kanye West, Kim Kardashian", "", ""),
    (
        "Aug. 30, 2015", "2015-08-30", "2015-08-30", "day", "", "MTV Video Music Awards",
        "John Legend, Kanye West", "", "",
    ),
    ("around 2016", "2016-01-01", "2016-12-31", "year", "about", "amicable", "John Legend, Kanye West", "", ""),
    (
        "2018", "2018-01-01", "2018-12-31", "year", "", "a tactic based on fear",
        "Kanye West, John Legend, Donald Trump, Chrissy Teigen",
        "Kanye West: We got love. Agree to disagree.", "West’s tweets of Legend’s texts",
    ),
    ("2020", "2020-01-01", "2020-12-31", "year", "", "run for president", "Kanye West, John Legend", "", ""),
    (
        "2020", "2020-01-01", "2020-12-31", "year", "", "stations in life differ", "John Legend, Kanye West",
        "John Legend: part of the natural cycle of life", "The Sunday Times",
    ),
    (
        "November 2021", "2021-11-01", "2021-11-30", "month", "", "turned their backs",
        "Kanye West, John Legend, Big Sean", "Kanye West: I need my apologies", "Drink Champs",
    ),
    (
        "2022-08-04", "2022-08-04", "2022-08-04", "day", "", "no longer as close",
        "John Legend, Kanye West, Donald Trump, David Axelrod",
        "John Legend: it became too much for us to sustain our friendship", "The Axe Files",
    ),
]  # fmt: skip


@pytest.fixture(scope="module")
def media(django_db_setup, django_db_blocker, tmp_path_factory):
    with loaded_into(tmp_path_factory.mktemp("media"), django_db_blocker) as folder:
        yield folder


@pytest.fixture(autouse=True)
def _its_pictures(media, _own_media, settings):
    settings.MEDIA_ROOT = media


def explainer():
    """The live edition of the story about real people."""
    return Edition.objects.live_at(timezone.now()).get(address__path=EXPLAINER)


def test_loading_it_again_changes_nothing():
    def rows():
        kinds = (Article, Edition, EditionText, FactVersion, Change, Image, Event, Topic)
        return [list(kind.objects.order_by("pk").values()) for kind in kinds]

    before, generation = rows(), Generation.objects.get().number
    call_command("loaddata", "demo", verbosity=0)
    assert rows() == before
    assert Generation.objects.get().number > generation


def test_every_event_of_the_record_is_there_in_order_and_no_more_exact_than_it_is():
    def seen(event):
        date = event.date
        ends = [end and end.isoformat() for end in (date.start, date.end)]
        said = f"{event.speaker}: {event.quotation}" if event.quotation else ""
        people = ", ".join(str(person) for person in event.people.all())
        sources = ", ".join(citation.source.title for citation in event.citations.all())
        return [date.words, *ends, date.precision, date.qualifier, people, said, sources]

    entries = Timeline.objects.get(slug="john-legend-and-kanye-west").ordered_entries
    assert [seen(e.event) for e in entries] == [[*event[:5], *event[6:]] for event in EVENTS]
    for entry, event in zip(entries, EVENTS, strict=True):
        assert event[5] in f"{entry.event.title} {entry.event.text}"


def test_the_inferred_year_is_marked_as_inferred():
    assert "2022 is inferred" in Event.objects.get(slug="legend-on-the-axe-files").note


def test_the_story_shows_the_whole_timeline_under_its_eras():
    [block] = [b for b in explainer().text.content["blocks"] if b["kind"] == "timeline.timelineblock"]
    timeline = Timeline.objects.get(pk=block["timeline"])
    assert block["extent"] == "whole"
    assert [(era and era.title, len(entries)) for era, entries in timeline.entries_by_era()] == [
        (None, 1),
        ("Making records", 3),
        ("Side by side in public", 2),
        ("Politics in public", 2),
        ("Growing apart", 4),
    ]


@pytest.mark.parametrize(
    "name, known_for",
    [
        ("John Legend", "EGOT winner"),
        ("Kanye West", "founder of Yeezy"),
        ("Kim Kardashian", "Married Kanye West in 2014"),
        ("Chrissy Teigen", "wife of John Legend"),
        ("Big Sean", "concerned him and John Legend"),
        ("Donald Trump", "whom Kanye West supported"),
        ("David Axelrod", "Host of the CNN podcast The Axe Files"),
        ("Get Lifted", "debut album, of 2004"),
        ("Number One", "2005"),
        ("It’s Over", "2008"),
        ("All of Me", "song for which John Legend is known"),
    ],
)
def test_everybody_and_every_work_has_a_public_page_and_a_neutral_line(client, name, known_for):
    topic = Topic.objects.public_at(timezone.now()).get(name=name)
    assert known_for.lower() in topic.description.lower()
    assert explainer().editiontopics.filter(fact=topic).exists()
    assert client.get(topic.get_absolute_url()).status_code == 200


@pytest.mark.parametrize(
    "title, publisher, medium, author",
    [
        ("The Axe Files", "CNN", "podcast", "David Axelrod"),
        ("Drink Champs", "Revolt", "podcast", ""),
        ("The Sunday Times", "The Sunday Times (UK)", "interview", ""),
        ("West’s tweets of Legend’s texts", "Twitter", "post", "Kanye West"),
    ],
)
def test_every_source_is_named_and_mentioned(title, publisher, medium, author):
    source = Source.objects.get(title=title)
    assert (source.publisher, source.medium, source.author) == (publisher, medium, author)
    assert explainer().editionsources.filter(fact=source).exists()


def test_the_quotations_are_word_for_word_and_attributed():
    quoted = explainer().quotations.values_list("words", "speaker__name", "source__title", "date")
    assert {(words, who, where, date.words) for words, who, where, date in quoted} == {
        ("We got love. Agree to disagree.", "Kanye West", "West’s tweets of Legend’s texts", "2018"),
        ("part of the natural cycle of life", "John Legend", "The Sunday Times", "2020"),
        ("I need my apologies", "Kanye West", "Drink Champs", "November 2021"),
        ("it became too much for us to sustain our friendship", "John Legend", "The Axe Files", "2022-08-04"),
    }


def test_both_credit_lines_are_letter_for_letter_and_their_parts_confirmed(client):
    lead, other = Image.objects.filter(placeholder=True).order_by("credits__line")
    assert lead.credit == "Christopher Polk/MTV1415/Getty Images Entertainment/Getty Images"
    assert other.credit == "L. Cohen/WireImage/Getty Images"
    parts = [i.credits.values_list("creator", "collection", "agency").get() for i in (lead, other)]
    assert parts == [
        ("Christopher Polk", "Getty Images Entertainment", "Getty Images"),
        ("L. Cohen", "WireImage", "Getty Images"),
    ]
    assert (lead.date.words, lead.place) == ("Aug. 30, 2015", "Los Angeles, California")
    assert explainer().editionimages.get(is_lead=True).fact == lead
    page = client.get(f"/{EXPLAINER}/").content.decode().replace("<wbr>", "")
    assert lead.credit in page
    assert other.credit in page


def test_what_the_licensed_photographs_show_is_described_as_far_as_it_is_known():
    alts = {image.stem: image.alt for image in Image.objects.filter(placeholder=True)}
    assert all(alt.startswith("Placeholder") for alt in alts.values())
    assert "John Legend, on the left, with Kanye West" in alts["placeholder-vmas"]
    assert "does not say what that photograph shows" in alts["placeholder-together"]


def test_every_picture_is_in_the_storage_as_its_row_says():
    for image in Image.objects.all():
        names = {r["name"]: (r["width"], r["height"]) for r in image.renditions}
        assert names, image
        for name, size in {image.original: (image.width, image.height), **names}.items():
            with default_storage.open(image.files.path_of(name)) as file:
                assert Pillow.open(BytesIO(file.read())).size == size


def test_readers_are_given_every_picture_that_is_public(client):
    public = Image.objects.public_at(timezone.now())
    assert {image.stem for image in Image.objects.all()} - {image.stem for image in public} == {"room"}
    for image in public:
        response = client.get(image.sizes.src)
        assert response.status_code == 200
        assert Pillow.open(BytesIO(response.getvalue())).format == "JPEG"


def test_what_is_invented_says_so():
    lines = set(Image.objects.filter(placeholder=False).values_list("credits__line", flat=True))
    assert lines == {"Illustration: Newsroom"}
    assert all("invented" in author.about for author in Author.objects.all())
    for slug, story in read_stories().items():
        if "edition" in story and slug != "legend-and-west":
            text = " ".join(block.get("prose", "") for block in story["body"])
            assert "invented for this demonstration" in " ".join(text.split()), slug


@pytest.mark.parametrize("path", ["places/skarholm-light", "works/halvard-bridge", "records/box-1104"])
def test_each_invented_explainer_is_a_whole_one(path):
    content = Edition.objects.live_at(timezone.now()).get(address__path=path).text.content
    kinds = [block["kind"].split(".")[1] for block in content["blocks"]]
    text = " ".join(strip_tags(b["html"].replace("</p>", " ")) for b in content["blocks"] if "html" in b)
    assert 500 <= len(text.split()) <= 900
    assert sum(b.get("html", "").count("<h2>") for b in content["blocks"]) in (2, 3)
    assert {"figure", "quotation", "pullquote"} <= set(kinds)
    [pulled] = [b["words"] for b in content["blocks"] if b["kind"] == "articles.pullquote"]
    assert pulled in " ".join(text.split())


@pytest.mark.parametrize(
    "slug, kinds",
    [
        ("legend-and-west", ["update", "update"]),
        ("halvard-bridge", ["update", "correction", "minor"]),
        ("skarholm-light", ["update", "minor"]),
        ("box-1104", ["update", "minor"]),
        ("harbor-stage", ["update", "takedown"]),
        ("larder-street", ["update"]),
        ("two-clocks", []),
    ],
)
def test_the_editions_of_each_story(slug, kinds):
    editions = Edition.objects.filter(article__slug=slug).order_by("number")
    assert [edition.kind for edition in editions] == kinds
    assert all(edition.note for edition in editions if edition.number > 1 and not edition.is_takedown)


def test_a_corrected_text_differs_from_the_one_before_and_the_timeline_had_it_right():
    first, second, _ = EditionText.objects.filter(edition__article__slug="halvard-bridge").order_by("edition__number")
    assert "On Sept. 16 it was opened" in first.document
    assert "On Sept. 23 it was opened" in second.document
    assert Event.objects.get(slug="halvard-bridge-second-opening").date.words == "Sept. 23, 1978"


def test_a_corrected_fact_is_in_the_history_of_its_article():
    event = Event.objects.get(slug="skarholm-first-lit")
    change = Change.objects.get(fact=event.pk, article__slug="skarholm-light")
    assert (change.kind, event.date.words) == (Kind.CORRECTION, "1861")
    assert FactVersion.objects.filter(fact=event.pk).count() == 2


def test_everything_was_done_in_the_past_at_one_coherent_moment():
    for edition in Edition.objects.exclude(article__slug="larder-street"):
        [change] = edition.changes.all()
        assert edition.created == edition.live_from == change.moment
        assert 2022 <= edition.live_from.year <= 2024
        assert edition.by is None
    assert not FactVersion.objects.filter(moment__year__gt=2024).exists()


def test_the_story_under_embargo_betrays_nothing_and_comes_with_all_it_rests_on(client):
    topics = Topic.objects.filter(name__in=["Wren Abara", "Soli Brandt"])
    timeline = Timeline.objects.get(slug="larder-street")
    room, events = Image.objects.get(stem="room"), Event.objects.filter(entries__timeline=timeline)
    assert (len(topics), len(events)) == (2, 3)
    facts = [*topics, timeline, room, *events, Source.objects.get(title="The Larder Street ledger")]
    for fact in facts:
        assert not fact.is_public()
        assert fact.is_public(AFTER_THE_EMBARGO)
    addresses = ["/works/larder-street/", timeline.get_absolute_url(), topics[0].get_absolute_url(), room.sizes.src]
    assert {client.get(address).status_code for address in addresses} == {404}
    for address in ("/", "/works/", "/topics/", "/timelines/"):
        page = client.get(address).content.decode()
        assert "Larder Street" not in page
        assert "Abara" not in page


def test_the_withdrawn_story_says_why_and_keeps_its_text(client):
    edition = Edition.objects.live_at(timezone.now()).get(article__slug="harbor-stage")
    assert (edition.outcome, edition.has_text) == ("withdrawn", True)
    page = client.get(edition.path).content.decode()
    assert "scene from a play" in page
    assert "four hundred tickets" in page


def test_the_draft_is_nowhere(client):
    assert Article.objects.get(slug="two-clocks").state == Article.State.WRITING
    assert client.get("/places/two-clocks/").status_code == 404


def test_earlier_words_are_those_of_the_edition_before():
    story = {
        "article": {"headline": "Now"},
        "body": [{"key": "a", "prose": "It is right."}, {"key": "b", "since": 2, "prose": "More."}],
        "edition": [{}, {"was": {"right": "wrong", "Now": "Then"}}],
    }
    assert text_of(story, 1) == {
        "article": {"headline": "Then"},
        "body": [{"key": "a", "prose": "It is wrong.", "ordering": 10}],
    }
    assert [block["ordering"] for block in text_of(story, 2)["body"]] == [10, 20]
