"""What a page tells machines: search engines, and whoever shows a shared link."""

import json

import pytest

from articles.models import Image, ImageCredit
from tests.pages import Page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
ADDRESS = "/culture/songwriters/"


@pytest.fixture
def _site(settings):
    settings.SITE_URL, settings.PUBLICATION_NAME = "https://longview.example", "Longview"


@pytest.fixture
def published(_site, article, ana):
    """The article, published at noon by Longview."""
    article.publish(ana, "update")
    return article


def open_page(client):
    return Page(client.get(ADDRESS))


def test_the_article_is_described_from_the_record(client, published):
    told = open_page(client).things["NewsArticle"]
    assert told["headline"] == "How the songwriters stopped writing together"
    assert told["description"] == "What each has said, and when."
    assert told["url"] == "https://longview.example/culture/songwriters/"
    assert told["datePublished"] == told["dateModified"] == "2026-05-12T12:00:00+00:00"
    author = {"@type": "Person", "name": "Petra Nwosu", "url": "https://longview.example/authors/petra-nwosu/"}
    assert told["author"] == [author]
    assert told["about"][0]["name"] == "Mara Lindqvist"
    assert told["publisher"]["name"] == "Longview"


def test_a_silent_edit_makes_nothing_look_new(client, published, ana, clock):
    clock.shift(60)
    published.publish(ana, "minor")
    assert open_page(client).things["NewsArticle"]["dateModified"] == "2026-05-12T12:00:00+00:00"
    clock.shift(60)
    published.publish(ana, "correction", "It was 2004.")
    told = open_page(client).things["NewsArticle"]
    assert told["dateModified"] == "2026-05-12T12:02:00+00:00"
    note = {"@type": "CorrectionComment", "datePublished": "2026-05-12T12:02:00+00:00", "text": "It was 2004."}
    assert told["correction"] == [note]


def test_the_way_to_the_article_is_told(client, published):
    way = open_page(client).things["BreadcrumbList"]["itemListElement"]
    assert [(place["position"], place["name"]) for place in way] == [
        (1, "Culture"),
        (2, "How the songwriters stopped writing together"),
    ]
    assert way[0]["item"] == "https://longview.example/culture/"


def test_an_image_is_told_once_with_its_credit_and_creator(client, published, stage):
    [image] = open_page(client).things["NewsArticle"]["image"]
    assert image == {
        "@type": "ImageObject",
        "url": f"https://longview.example/pictures/{stage.stem}/640.webp",
        "contentUrl": f"https://longview.example/pictures/{stage.stem}/640.webp",
        "width": 640,
        "height": 427,
        "caption": "The stage before the prize.",
        "creditText": "Jo Farrow/Northlight/Meridian Images",
        "creator": [{"@type": "Person", "name": "Jo Farrow"}],
    }


def test_a_placeholder_is_shown_and_told_to_no_machine(client, published):
    Image.objects.update(placeholder=True)
    page = open_page(client)
    assert page.texts("span", "credit")[0] == "Jo Farrow/Northlight/Meridian Images"
    head = page.html[: page.html.index("</head>")]
    assert "Jo Farrow" not in head
    assert "/pictures/" not in head
    assert "image" not in page.things["NewsArticle"]
    assert page.meta("twitter:card") == "summary"


def test_a_shared_link_shows_headline_picture_and_dates(client, published, stage):
    page = open_page(client)
    assert page.meta("og:type") == "article"
    assert page.meta("og:site_name") == "Longview"
    assert page.meta("og:title") == "How the songwriters stopped writing together"
    assert page.meta("og:image") == f"https://longview.example{stage.sizes.src}"
    assert (page.meta("og:image:width"), page.meta("og:image:alt")) == ("640", "An empty stage")
    assert page.meta("article:published_time") == "2026-05-12T12:00:00+00:00"
    assert page.meta("twitter:card") == "summary_large_image"


def test_the_words_for_search_engines_win(client, article, ana):
    article.seo_title, article.seo_description = "For engines", "Described for engines."
    article.save()
    article.publish(ana, "update")
    page = open_page(client)
    assert page.texts("title") == ["For engines"]
    assert page.meta("description") == page.meta("og:description") == "Described for engines."
    assert page.texts("h1") == ["How the songwriters stopped writing together"]


def test_nothing_in_a_string_can_leave_the_script(client, published):
    ImageCredit.objects.update(line='</script><img src=x> & "<!--')
    page = open_page(client)
    [script] = page.all("script")
    assert "<" not in script.text
    assert json.loads(script.text)["@graph"][0]["image"][0]["creditText"] == '</script><img src=x> & "<!--'


@pytest.mark.parametrize("address", ["/", "/culture/", "/topics/", "/topics/mara-lindqvist/", "/corrections/", ADDRESS])
def test_every_page_names_its_own_absolute_address(client, published, address):
    page = Page(client.get(address))
    assert [link["href"] for link in page.all("link", rel="canonical")] == [f"https://longview.example{address}"]
    assert page.meta("og:url") == f"https://longview.example{address}"
