"""A reader opens an article."""

import datetime

import pytest
from django.db import connection

from articles.models import Article, Author, EditionText, Figure, Image, Quotation, Text, Topic, record
from tests.pages import Page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
ADDRESS = "/culture/songwriters/"
GETTY = "Christopher Polk/MTV1415/Getty Images Entertainment/Getty Images"
AGENCY_FIRST = "L. Cohen/WireImage/Getty Images & “Partners” <UK>"


def open_page(client, address=ADDRESS):
    response = client.get(address)
    assert response.status_code == 200
    return Page(response)


def test_the_words_stand_in_their_order(client, published):
    page = open_page(client)
    assert page.texts("h1") == ["How the songwriters stopped writing together"]
    order = ["How the songwriters", "What each has said, and when.", "By Petra Nwosu", "Published", "They met in 2004"]
    places = [page.text.index(words) for words in order]
    assert places == sorted(places)


def test_the_byline_links_to_the_author_and_names_who_else_helped(client, article, ana):
    article.bylines.create(author=Author.objects.create(name="Tom Abara", slug="tom"), role="additional reporting")
    article.publish(ana, "update")
    page = open_page(client)
    assert page.all("a", rel="author")[0]["href"] == "/authors/petra-nwosu/"
    assert "By Petra Nwosu Additional reporting by Tom Abara Published" in page.text


def test_published_stands_alone_until_a_significant_change(client, published, ana, clock):
    assert open_page(client).texts("p", "dates") == ["Published May 12, 2026, noon"]
    clock.shift(3600)
    published.publish(ana, "minor")
    assert open_page(client).texts("p", "dates") == ["Published May 12, 2026, noon"]
    clock.shift(3600)
    published.publish(ana, "update")
    assert open_page(client).texts("p", "dates") == ["Published May 12, 2026, noon Updated May 12, 2026, 2 p.m."]


@pytest.mark.parametrize(
    "style, zone, stamp, words",
    [
        ("AP", "UTC", "2022-11-05T07:30:00+00:00", "Nov. 5, 2022, 7:30 a.m."),
        ("Guardian", "Europe/London", "2022-11-05T07:30:00+00:00", "5 November 2022, 07.30"),
        ("AP", "America/New_York", "2022-11-05T03:30:00-04:00", "Nov. 5, 2022, 3:30 a.m."),
    ],
)
def test_moments_are_told_in_the_house_style_and_zone(client, article, ana, settings, style, zone, stamp, words):
    settings.HOUSE_STYLE, settings.TIME_ZONE = style, zone
    article.publish(ana, "update", at=datetime.datetime(2022, 11, 5, 7, 30, tzinfo=datetime.UTC), backdated=True)
    assert open_page(client).times()[0] == (stamp, words)


def test_the_dates_of_the_article_come_before_every_other_date(client, published, ana, clock):
    clock.shift(60)
    published.publish(ana, "update")
    times = [stamp for stamp, _ in open_page(client).times()]
    assert times[:2] == ["2026-05-12T12:00:00+00:00", "2026-05-12T12:01:00+00:00"]


@pytest.mark.parametrize("line", [GETTY, AGENCY_FIRST, "A" * 400 + "/" + "B" * 400])
def test_a_credit_is_printed_letter_for_letter(client, article, stage, ana, line):
    stage.credits.update(line=line)
    record(stage)
    article.publish(ana, "update")
    credits = open_page(client).all("span", "credit")
    assert [credit.text for credit in credits] == [line, line]


def test_the_credits_of_a_composite_stand_together(client, article, stage, ana):
    stage.credits.create(line="Owen Pell", position=1)
    record(stage)
    article.publish(ana, "update")
    assert open_page(client).all("span", "credit")[0].text == "Jo Farrow/Northlight/Meridian Images; Owen Pell"


def test_a_corrected_credit_is_right_at_the_next_request_without_a_new_edition(client, published, stage, ana, clock):
    assert "Jo Farrow/Northlight" in open_page(client).text
    clock.shift(60)
    stage.credits.update(line="J. Farrow/Meridian Images")
    record(stage, by=ana, kind="correction", note="The picture was credited to the wrong agency.")
    page = open_page(client)
    assert [credit.text for credit in page.all("span", "credit")] == ["J. Farrow/Meridian Images"] * 2
    assert page.things["NewsArticle"]["image"][0]["creditText"] == "J. Farrow/Meridian Images"
    assert page.things["NewsArticle"]["dateModified"] == "2026-05-12T12:00:00+00:00"
    assert published.editions.count() == 1
    assert page.all("a", "flag")[0]["href"] == "#corrections"
    assert "The picture was credited to the wrong agency." in page.texts("section", "note")[0]


def test_every_picture_has_its_size_its_sizes_and_its_words(client, published):
    hero, figure = open_page(client).all("img")
    for image in (hero, figure):
        assert (image["width"], image["height"], image["alt"]) == ("640", "427", "An empty stage")
        assert image["srcset"] == f"{image['src']} 640w"
        assert image["sizes"]
    assert (hero["fetchpriority"], hero["loading"]) == ("high", None)
    assert figure["loading"] == "lazy"


def test_the_words_for_a_picture_here_win_over_its_own(client, article, ana):
    article.lead_caption, article.lead_alt = "A caption for the lead.", "Words for the lead"
    article.save()
    Figure.objects.update(caption="A caption here.", alt="Words here")
    article.publish(ana, "update")
    page = open_page(client)
    assert [image["alt"] for image in page.all("img")] == ["Words for the lead", "Words here"]
    credit = "Jo Farrow/Northlight/Meridian Images"
    assert page.texts("figcaption")[:2] == [f"A caption for the lead. {credit}", f"A caption here. {credit}"]


def test_a_decorative_picture_is_silent(client, article, stage, ana):
    Image.objects.update(decorative=True)
    article.publish(ana, "update")
    assert {image["alt"] for image in open_page(client).all("img")} == {""}


def test_a_picture_without_files_leaves_its_words_and_its_credit(client, published, stage):
    Image.objects.update(renditions=[])
    page = open_page(client)
    assert not page.all("img")
    assert page.texts("p", "no-picture")[0] == "Picture not available. An empty stage"
    assert page.texts("span", "credit")[0] == "Jo Farrow/Northlight/Meridian Images"


def test_a_quotation_says_who_where_and_when(client, published):
    quote = open_page(client).texts("figure", "quote")[0]
    assert quote == "Nobody left. Mara Lindqvist, The Coastal Register, Coastal Press, May 12, 2018"


@pytest.mark.parametrize(
    "said, stamp, words",
    [
        ("2018", "2018", "2018"),
        ("2018-05", "2018-05", "May 2018"),
        ("summer 2018", None, "summer 2018"),
        ("about 2018", "2018", "about 2018"),
    ],
)
def test_the_date_of_a_quotation_is_as_exact_as_the_record(client, article, ana, said, stamp, words):
    [quotation] = Quotation.objects.all()
    quotation.date = said
    quotation.save()
    article.publish(ana, "update")
    page = open_page(client)
    assert page.texts("figure", "quote")[0].endswith(words)
    assert [time for time in page.times() if time[0] and time[0].startswith("2018")] == (
        [(stamp, "2018" if said == "about 2018" else words)] if stamp else []
    )


def test_sources_are_listed_once_in_the_order_of_use(client, article, register, ana, mara):
    second = type(register).objects.create(title="Second Verse", medium="podcast", url="https://example.org/88")
    for ordering, source in [(5, second), (40, register)]:
        Quotation.objects.create(
            parent=article, region="body", ordering=ordering, words="Words.", speaker=mara, source=source
        )
    article.publish(ana, "update")
    page = open_page(client)
    listed = [text for text in page.texts("li") if text.endswith(("podcast", "article"))]
    assert listed == ["Second Verse, podcast", "The Coastal Register, Coastal Press, article"]
    assert page.all("a", href="https://example.org/88")


def test_the_contents_lead_to_the_headings(client, published):
    page = open_page(client)
    assert page.all("a", href="#a-shared-room")
    assert page.all("h2", id="a-shared-room")[0].text.strip() == "A shared room"


def test_no_correction_is_claimed_where_there_is_none(client, published):
    page = open_page(client)
    assert not page.all("a", "flag")
    assert not page.all(id="corrections")


def test_a_correction_is_flagged_noted_and_in_the_history(client, published, ana, clock):
    clock.shift(3600)
    published.publish(ana, "correction", "An earlier edition gave the wrong year. It was 2004.")
    page = open_page(client)
    assert page.texts("a", "flag") == ["Corrected"]
    note = "Correction, May 12, 2026 An earlier edition gave the wrong year. It was 2004."
    assert page.texts("section", "note") == [note]
    assert "Edition 2 Corrected, May 12, 2026, 1 p.m. An earlier edition gave" in page.texts("section", "history")[0]


def test_a_long_history_is_whole_on_a_page_of_its_own(client, article, ana, clock):
    for _ in range(23):
        article.publish(ana, "minor")
    article.publish(ana, "correction", "It was 2004.")
    article.publish(ana, "minor")
    page = Page(client.get("/culture/songwriters/"))
    shown = [item.text for item in page.all("b") if item.text.startswith("Edition")]
    assert (shown[0], len(shown)) == ("Edition 25", 20)
    assert page.all("a", href="/culture/songwriters/changes/")
    assert "It was 2004." in page.texts("section", "note")[0]
    assert len(Page(client.get("/culture/songwriters/changes/")).all("h2")) >= 25


def test_the_language_of_the_words_turns_the_page(client, article, ana):
    article.language, article.headline = "ar", "كيف توقفتا عن الكتابة"
    article.save()
    article.publish(ana, "update")
    html = open_page(client).all("html")[0]
    assert (html["lang"], html["dir"]) == ("ar", "rtl")


def test_related_articles_share_a_topic(client, published, culture, mara, ana):
    other = Article.objects.create(headline="Another of hers", section=culture, slug="another")
    Text.objects.create(parent=other, region="body", ordering=10, html="<p>Words.</p>")
    other.abouts.create(topic=mara)
    other.publish(ana, "update")
    assert open_page(client).texts("section", "related") == ["Related Another of hers May 12, 2026"]


def test_a_script_in_stored_prose_never_reaches_the_page(client, published):
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE articles_editiontext SET document = replace(document, %s, %s)",
            ["<p>They met", "<p onclick=alert(1)>They <script>alert(2)</script><img src=x onerror=alert(3)>met"],
        )
    page = open_page(client)
    assert "They met in 2004" in page.text
    assert "alert" not in page.html
    assert {script["type"] for script in page.all("script")} == {"application/ld+json"}


def test_a_script_in_a_fact_is_shown_as_words(client, published, mara):
    Topic.objects.update(name="</script><script>alert(1)</script>")
    page = open_page(client)
    assert "<script>alert" not in page.html
    assert page.things["NewsArticle"]["about"][0]["name"] == "</script><script>alert(1)</script>"


def test_a_block_of_a_kind_unknown_here_is_left_out_and_logged(client, published, caplog):
    text = EditionText.objects.get()
    text.document = text.document.replace('"kind":"articles.figure"', '"kind":"maps.map"')
    text.save()
    page = open_page(client)
    assert "They met in 2004" in page.text
    assert len(page.all("img")) == 1
    assert "maps.map" in caplog.text


def test_the_page_sets_no_cookie_and_may_be_shared(client, published):
    response = client.get(ADDRESS)
    assert not response.cookies
    assert "Vary" not in response.headers
    assert response["Cache-Control"] == "no-cache"


def test_there_is_no_script_and_nothing_from_elsewhere(client, published):
    page = open_page(client)
    assert all(script["type"] == "application/ld+json" for script in page.all("script"))
    fetched = [e["src"] or e["href"] for e in page.all("img") + page.all("link") if e["rel"] != "canonical"]
    assert all(address.startswith("/") for address in fetched)
