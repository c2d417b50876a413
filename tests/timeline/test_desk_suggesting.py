"""Dates found in an article's text: shown with their sentences, and events only when somebody takes them."""

import pytest
from django.urls import reverse

from articles.models import Figure, Image, Quotation, Source, Text
from timeline.models import Event

from .test_desk_entering import row


@pytest.fixture
def story(article, ines):
    """The article with a paragraph full of dates."""
    text = article.articles_text_set.get()
    text.html = "<p>Mara Lindqvist and Okafor met in 2004. On 12 May they parted. Nobody knows why.</p>"
    text.save()
    return article


def page_of_dates(article):
    """Return the address of the page of the dates in an article."""
    return reverse("admin:timeline_event_found", args=[article.pk])


def posted(response, *selected):
    """Return an open page as a browser would post it with these rows selected."""
    rows = response.context["rows"]
    data = {"batch": str(response.context["batch"]), "events-TOTAL_FORMS": len(rows.forms), "events-INITIAL_FORMS": 0}
    for place, form in enumerate(rows.forms):
        cells = {name: form[name].value() for name in form.fields if name not in ("select", "choice")}
        data |= row(place, **{name: value for name, value in cells.items() if value not in (None, False)})
        data |= row(place, select="on") if place in selected else {}
    return data


def test_the_dates_are_shown_with_their_sentences_and_people(desk, story):
    response = desk.get(page_of_dates(story))
    page = response.content.decode()
    assert "met in <mark>2004</mark>" in page
    assert "gives no year. 2026 is only a proposal" in page
    first, second = response.context["rows"].forms
    assert first["people"].value() == "Mara Lindqvist; Ines Okafor"
    assert (first["date"].value(), second["date"].value()) == ("2004", "12 May 2026")
    assert "checked" not in page
    assert not Event.objects.exists()


def test_what_is_taken_becomes_an_event_cited_to_the_articles_source(desk, story, mara, ines, register):
    assert desk.post(page_of_dates(story), posted(desk.get(page_of_dates(story)), 0)).status_code == 302
    event = Event.objects.get()
    assert (event.date.words, event.citations.get().source) == ("2004", register)
    assert {person.topic for person in event.people.all()} == {mara, ines}
    assert not event.is_public()


def test_nothing_taken_makes_nothing(desk, story):
    desk.post(page_of_dates(story), posted(desk.get(page_of_dates(story))))
    assert not Event.objects.exists()


def test_of_several_sources_one_has_to_be_chosen(desk, story, mara):
    other = Source.objects.create(title="The Other Paper")
    Quotation.objects.create(parent=story, region="body", ordering=40, words="Yes.", speaker=mara, source=other)
    data = posted(desk.get(page_of_dates(story)), 0)
    response = desk.post(page_of_dates(story), data)
    assert "source" in response.context["rows"].errors[0]
    assert not response.context["rows"].errors[1]
    assert "On <mark>12 May</mark> they parted" in response.content.decode()
    assert desk.post(page_of_dates(story), data | row(0, source=str(other.pk))).status_code == 302
    assert Event.objects.get().citations.get().source == other


def test_after_a_refusal_only_dates_without_a_year_are_proposals(desk, story, mara):
    other = Source.objects.create(title="The Other Paper")
    Quotation.objects.create(parent=story, region="body", ordering=40, words="Yes.", speaker=mara, source=other)
    response = desk.post(page_of_dates(story), posted(desk.get(page_of_dates(story)), 0))
    assert response.content.decode().count("The text gives no year") == 1


def test_a_year_of_the_words_before_is_proposed_as_such(desk, story):
    text = story.articles_text_set.get()
    text.html = "<p>In 2015 Lindqvist moved. On 12&nbsp;May they parted. The ’90s were over.</p>"
    text.save()
    page = desk.get(page_of_dates(story)).content.decode()
    assert "2015 is the year of the words before" in page
    assert 'value="12 May 2015"' in page
    assert "gives no century. “The 1990s” is only a proposal" in page


def test_captions_and_quotations_are_read_too(desk, story, mara, register):
    pier = Image.objects.create(title="The pier", alt="A pier", caption="The pier in 1911.")
    story.lead_image, story.lead_caption = pier, ""
    story.save()
    Figure.objects.create(parent=story, region="body", ordering=40, image=pier, caption="The pier, rebuilt in 1912.")
    words = "I came in 1913."
    Quotation.objects.create(parent=story, region="body", ordering=41, words=words, speaker=mara, source=register)
    rows = desk.get(page_of_dates(story)).context["rows"].forms
    assert {"1911", "1912", "1913"} < {row["date"].value() for row in rows}


def test_what_is_there_already_is_asked_about(desk, story, together):
    known = Event.objects.get(slug="meet")
    known.title = "Mara Lindqvist and Ines Okafor met"
    known.save()
    response = desk.post(page_of_dates(story), posted(desk.get(page_of_dates(story)), 0))
    assert "Mara Lindqvist and Ines Okafor met" in response.content.decode()
    assert Event.objects.count() == 3


def test_the_form_of_an_article_leads_there(desk, story):
    form = desk.get(reverse("admin:articles_article_change", args=[story.pk])).content.decode()
    assert f'href="{page_of_dates(story)}"' in form


def test_an_article_of_a_colleague_is_not_there(client, bo, story):
    client.force_login(bo)
    assert client.get(page_of_dates(story)).status_code == 200
    story.created_by = None
    story.save()
    assert client.get(page_of_dates(story)).status_code == 404


def test_a_long_text_costs_no_query_per_date(desk, story, django_assert_max_num_queries):
    Text.objects.create(
        parent=story, region="body", ordering=50, html="".join(f"<p>In {1900 + n} it rained.</p>" for n in range(90))
    )
    with django_assert_max_num_queries(22):
        assert len(desk.get(page_of_dates(story)).context["rows"].forms) == 92
