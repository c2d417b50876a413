"""A reader follows an address: to its article, to where it has moved, to what became of it, or to nothing."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from articles.models import Article, EditionImage, Image, Text
from tests.pages import Page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
ADDRESS = "/culture/songwriters/"


def small_article(section, slug, by):
    """Publish an article of one paragraph."""
    article = Article.objects.create(headline=slug.title(), section=section, slug=slug)
    Text.objects.create(parent=article, region="body", ordering=10, html="<p>Words.</p>")
    article.publish(by, "update")
    return article


@pytest.mark.parametrize("rest", ["", "changes/"])
def test_an_old_address_leads_to_the_new_one_in_one_step(client, published, ana, clock, rest):
    for slug in ("second", "third"):
        clock.shift(60)
        published.slug = slug
        published.save()
        published.publish(ana, "minor")
    for old in (ADDRESS, "/culture/second/"):
        response = client.get(old + rest)
        assert (response.status_code, response["Location"]) == (301, f"/culture/third/{rest}")
        assert response["Cache-Control"] == "no-cache"
    assert client.get("/culture/third/" + rest).status_code == 200


def test_an_article_published_in_error_leaves_a_notice_without_its_headline(client, published, ana, clock):
    clock.shift(60)
    published.take_down(ana, "error", "A draft went out by mistake.")
    for address in (ADDRESS, ADDRESS + "changes/"):
        response = client.get(address)
        page = Page(response)
        assert response.status_code == 410
        assert page.texts("h1") == ["This article was published in error"]
        assert "A draft went out by mistake." in page.text
        assert "songwriters" not in page.html
        assert not page.all("link", rel="canonical")


def test_a_legal_removal_reveals_nothing_of_the_text(client, published, dora, clock):
    clock.shift(60)
    published.take_down(dora, "legal", "Removed after an order of the court.")
    response = client.get(ADDRESS)
    page = Page(response)
    assert response.status_code == 410
    assert "Removed after an order of the court." in page.text
    for words in ("songwriters", "Mara", "Petra", "They met", "Nobody left"):
        assert words not in page.html


def test_a_withdrawn_article_keeps_its_text_under_a_banner(client, published, ana, clock):
    clock.shift(60)
    published.take_down(ana, "withdrawn", "Two of its documents were copies of each other.")
    response = client.get(ADDRESS)
    page = Page(response)
    assert response.status_code == 200
    assert page.texts("title")[0].startswith("Withdrawn: ")
    banner, words = page.text.index("Two of its documents"), page.text.index("How the songwriters")
    assert page.text.index("This article has been withdrawn.") < banner < words
    assert "They met in 2004" in page.text


def test_a_merged_article_leads_to_the_other_for_as_long_as_it_is_there(client, published, culture, ana, clock):
    other = small_article(culture, "other", ana)
    clock.shift(60)
    published.take_down(ana, "merged", "Both told one story.", to=other)
    response = client.get(ADDRESS)
    assert (response.status_code, response["Location"]) == (301, "/culture/other/")
    clock.shift(60)
    other.take_down(ana, "error", "Not this one either.")
    assert client.get(ADDRESS).status_code == 410


def test_an_article_put_back_answers_again(client, published, ana, clock):
    edition = published.editions.get()
    clock.shift(60)
    published.take_down(ana, "error", "By mistake.")
    clock.shift(60)
    published.put_back(edition, ana, "It was right after all.")
    assert Page(client.get(ADDRESS)).texts("h1") == ["How the songwriters stopped writing together"]


def test_an_erased_text_leaves_a_notice(client, published, dora, clock):
    clock.shift(60)
    published.editions.get().erase(dora, "A secret reason")
    response = client.get(ADDRESS)
    assert response.status_code == 410
    assert "A secret reason" not in response.content.decode()


def test_nothing_tells_an_embargo_from_a_draft_or_from_nothing(client, published, culture, ana, clock):
    """Addresses that must not answer do so in the same bytes, whatever stands behind them."""
    coming = Article.objects.create(headline="Coming", section=culture, slug="coming")
    Text.objects.create(parent=coming, region="body", ordering=10, html="<p>Words.</p>")
    coming.publish(ana, "update", at=published.editions.get().live_from.replace(year=2027))
    Article.objects.create(headline="Draft", section=culture, slug="draft")
    gone = small_article(culture, "gone", ana).editions.get()
    type(gone).objects.filter(pk=gone.pk).update(live_from=gone.live_from.replace(year=2028))
    paths = ["coming", "draft", "gone", "never-was"]
    answers = [client.get(f"/culture/{slug}/{rest}") for slug in paths for rest in ("", "changes/")]
    answers += [client.get("/nowhere/"), client.get("/authors/nobody/"), client.get("/topics/nobody/")]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert len({str(sorted(answer.headers.items())) for answer in answers}) == 1
    page = Page(answers[0])
    assert page.texts("h1") == ["There is no page here"]
    assert not page.all("link", rel="canonical")


@pytest.mark.parametrize(
    "address",
    [
        "/culture/?before=garbage",
        "/culture/?before=%00",
        "/culture/?before=" + "A" * 8000,
        "/culture/?before=MDAwMS0wMS0wMVQwMDowMDowMCsxNDowMCAwMDAwMDAwMC0wMDAwLTAwMDAtMDAwMC0wMDAwMDAwMDAwMDA",
        "/authors/petra-nwosu/?before=%C3%A9",
        "/corrections/?before=garbage",
        "/topics/mara-lindqvist/?before=x",
        "/culture/%00/",
        "/%00/",
        "/culture/" + "a" * 8000 + "/",
        "/" + "%F0%9F%98%80" * 500 + "/",
        "/%FF%FE/",
        "/pictures/x/%00",
        "/pictures/x/..%2F..%2Fsettings.py",
        "/?before=%00&x=" + "y" * 8000,
    ],
)
def test_a_bad_address_is_an_ordinary_page_or_the_readers_mistake(client, published, address):
    assert client.get(address).status_code in (200, 400, 404)


def test_a_picture_is_served_to_whoever_may_see_the_article(client, published, stage):
    default_storage.save(stage.files.path_of("640.webp"), ContentFile(b"RIFF"))
    response = client.get(f"/pictures/{stage.stem}/640.webp")
    assert (response.status_code, response["Content-Type"], response["Cache-Control"]) == (
        200,
        "image/webp",
        "no-cache",
    )
    assert b"".join(response) == b"RIFF"
    assert client.get(f"/pictures/{stage.stem}/9999.webp").status_code == 404
    assert client.get(f"/pictures/{stage.stem}/original.jpg").status_code == 404


def test_a_picture_that_lost_its_mentions_is_nobodys(client, published, stage):
    EditionImage.objects.all().delete()
    assert client.get(Image.objects.get().sizes.src).status_code == 404
