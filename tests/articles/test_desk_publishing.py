"""Publishing on the desk: preview, the publish page, time zones, refusals, roles and double clicks."""

import datetime
import re
import uuid
from html import unescape

import pytest
import time_machine
from django.db import OperationalError
from django.urls import reverse

from articles.models import Address, Article, Edition, Generation, Kind, Text
from tests.conftest import NOON

PUBLIC = "/culture/songwriters/"
LATER = NOON + datetime.timedelta(days=14)


@pytest.fixture(autouse=True)
def _london(settings):
    """The newsroom is in London, and it is noon UTC."""
    settings.TIME_ZONE = "Europe/London"
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def desk(client, ana):
    """The desk as Ana, an editor, sees it."""
    client.force_login(ana)
    return client


def url(name, article, *more):
    """The address of a page of publication."""
    return reverse(f"admin:articles_article_{name}", args=[article.pk, *more])


def hidden(page, name):
    """The value of a hidden field on a page, or None."""
    found = re.search(rf'<input type="hidden" name="{name}" value="([^"]*)"', page)
    return found and unescape(found[1])


def ask(client, where, **answers):
    """Open a page of publication, give answers, and return (response of the next step, everything that was sent)."""
    page = client.get(where).content.decode()
    sent = {"seen": hidden(page, "seen"), "once": hidden(page, "once")} | answers
    return client.post(where, sent), sent


def agree(client, where, **answers):
    """Answer, read the sentence and press the button that it stands on; return the last response."""
    asked, sent = ask(client, where, **answers)
    said = hidden(asked.content.decode(), "agreed")
    return client.post(where, sent | {"agreed": said}) if said else asked


def publish(client, article, **answers):
    """Publish as a person does."""
    answers = {"when": "now"} | answers
    return agree(client, url("publish", article), **answers)


def errors(response):
    """The sentences of refusal, by field."""
    return {field: list(said) for field, said in response.context["form"].errors.items()}


def test_saving_shows_readers_nothing_and_publishing_does_on_the_next_request(desk, client, article):
    assert client.get(PUBLIC).status_code == 404
    assert publish(desk, article).status_code == 302
    assert "How the songwriters stopped" in client.get(PUBLIC).content.decode()
    article.refresh_from_db()
    article.headline = "Another headline"
    article.save()
    assert "Another headline" not in client.get(PUBLIC).content.decode()
    publish(desk, article, kind="update")
    assert "Another headline" in client.get(PUBLIC).content.decode()


def test_the_first_edition_asks_no_kind_and_says_what_will_happen(desk, article):
    asked, _ = ask(desk, url("publish", article), when="now")
    page = asked.content.decode()
    assert 'name="kind"' not in page
    assert hidden(page, "agreed") == (
        "Readers will see edition 1 at once, at /culture/songwriters/. It is the first they see of it."
    )
    assert "Publish now</button>" in page
    assert not article.editions.exists()


def test_a_publication_for_later_says_when_by_the_newsrooms_clock(desk, article):
    publish(desk, article)
    asked, _ = ask(desk, url("publish", article), when="at", at="2026-05-26T09:00", kind="update")
    page = asked.content.decode()
    assert hidden(page, "agreed") == (
        "Readers will see edition 2 from Tue 26 May 2026 09:00 Europe/London, at /culture/songwriters/. "
        "Edition 1 stays until then. Nothing needs to run for that."
    )
    assert "Set to go live Tue 26 May 2026 09:00 Europe/London</button>" in page


def test_a_scheduled_publication_begins_at_its_minute(desk, client, article):
    publish(desk, article, when="at", at="2026-05-26T09:00")
    at_nine = datetime.datetime(2026, 5, 26, 8, 0, tzinfo=datetime.UTC)
    assert article.editions.get().live_from == at_nine
    with time_machine.travel(at_nine - datetime.timedelta(seconds=1), tick=False):
        assert client.get(PUBLIC).status_code == 404
    with time_machine.travel(at_nine, tick=False):
        assert client.get(PUBLIC).status_code == 200


def test_another_answer_than_the_one_agreed_to_is_said_again_first(desk, article):
    where = url("publish", article)
    asked, sent = ask(desk, where, when="at", at="2026-05-26T09:00")
    said = hidden(asked.content.decode(), "agreed")
    changed = desk.post(where, sent | {"when": "now", "at": "", "agreed": said})
    assert changed.status_code == 200
    assert not article.editions.exists()
    assert "at once" in hidden(changed.content.decode(), "agreed")


def test_a_double_click_makes_one_edition(desk, article):
    where = url("publish", article)
    asked, sent = ask(desk, where, when="at", at="2026-05-26T09:00")
    sent["agreed"] = hidden(asked.content.decode(), "agreed")
    first, second = desk.post(where, sent), desk.post(where, sent)
    assert first.status_code == second.status_code == 302
    assert first.url == second.url
    assert article.editions.count() == 1


def test_the_verb_itself_finds_what_the_first_click_made(article, ana):
    key = uuid.uuid4()
    first = article.publish(ana, Kind.UPDATE, key=key)
    assert article.publish(ana, Kind.UPDATE, key=key) == first
    down = uuid.uuid4()
    assert article.take_down(ana, "error", "No.", key=down) == article.take_down(ana, "error", "No.", key=down)
    back = uuid.uuid4()
    assert article.put_back(first, ana, key=back) == article.put_back(first, ana, key=back)
    assert article.editions.count() == 3


def test_a_key_of_another_articles_edition_is_refused(desk, article, culture, ana):
    other = Article.objects.create(headline="Other", section=culture, slug="other")
    Text.objects.create(parent=other, region="body", ordering=10, html="<p>Words.</p>")
    edition = other.publish(ana, Kind.UPDATE)
    response, _ = ask(desk, url("publish", article), when="now", once=str(edition.pk))
    assert errors(response) == {"once": ["Open this page again from the article."]}


@pytest.mark.parametrize("once", ["", "x", "\x00"])
def test_a_page_without_a_key_publishes_nothing(desk, article, once):
    response, _ = ask(desk, url("publish", article), when="now", once=once)
    assert "once" in errors(response)


def test_what_was_saved_meanwhile_is_looked_at_before_it_goes_out(desk, article):
    where = url("publish", article)
    asked, sent = ask(desk, where, when="at", at="2026-05-26T09:00")
    Article.objects.get(pk=article.pk).save()
    stale = desk.post(where, sent | {"agreed": hidden(asked.content.decode(), "agreed")})
    page = stale.content.decode()
    assert "saved by somebody else" in page
    assert 'value="2026-05-26T09:00"' in page
    assert hidden(page, "agreed") is None
    assert hidden(page, "seen") == "2"
    again = desk.post(where, sent | {"seen": "2"})
    assert desk.post(where, sent | {"seen": "2", "agreed": hidden(again.content.decode(), "agreed")}).status_code == 302


def test_what_is_missing_is_listed_with_links_to_its_fields(desk, article):
    Article.objects.filter(pk=article.pk).update(section=None)
    response, _ = ask(desk, url("publish", article), when="now")
    page = response.content.decode()
    assert f'<a href="{url("change", article)}#id_section">Choose a section.</a>' in page
    assert hidden(page, "agreed") is None


def test_an_address_that_another_article_has_is_refused_without_saying_whose(desk, article, culture):
    other = Article.objects.create(headline="A secret", section=culture)
    Address.objects.create(path="culture/songwriters", article=other)
    page = ask(desk, url("publish", article), when="now")[0].content.decode()
    assert "This address is taken." in page
    assert "A secret" not in page


def test_a_correction_must_say_what_was_wrong(desk, article):
    publish(desk, article)
    assert "note" in errors(publish(desk, article, kind="correction"))
    publish(desk, article, kind="correction", note="The year was 2004, not 2005.")
    assert article.editions.first().note == "The year was 2004, not 2005."


def test_nothing_is_published_without_a_kind(desk, article):
    publish(desk, article)
    assert "kind" in errors(publish(desk, article))
    assert article.editions.count() == 1


@pytest.mark.parametrize(
    "answers, field, words",
    [
        ({"when": "at"}, "at", "Give a date"),
        ({"when": "at", "at": "soon"}, "at", "such as"),
        ({"when": "at", "at": "2026-02-30T09:00"}, "at", "such as"),
        ({"when": "at", "at": "2026-05-26T09:00+02:00"}, "at", "such as"),
        ({"when": "at", "at": "2026-05-12T09:00"}, "at", "has passed"),
        ({"when": "at", "at": "9999-12-31T23:59"}, "at", "2200"),
        ({"when": "at", "at": "0001-01-01T00:00"}, "at", "2200"),
        ({"when": "now", "at": "2026-05-26T09:00"}, "when", "chose"),
        ({"when": "never"}, "when", "valid choice"),
        ({"when": ""}, "when", "Say when."),
    ],
)
def test_a_moment_that_cannot_be_meant_is_refused_at_its_field(desk, article, answers, field, words):
    said = errors(publish(desk, article, **answers))
    assert list(said) == [field]
    assert words in said[field][0]
    assert not article.editions.exists()


def test_a_time_the_clocks_skip_in_spring_is_refused_with_the_reason(desk, article):
    said = errors(publish(desk, article, when="at", at="2027-03-28T01:30"))["at"][0]
    assert said.startswith("On 28 March 2027 the clocks in Europe/London go forward and skip 01:30")


def test_a_time_the_clocks_show_twice_in_autumn_asks_which(desk, article):
    asked = publish(desk, article, when="at", at="2026-10-25T01:30")
    assert "twice" in errors(asked)["which"][0]
    page = asked.content.decode()
    assert "UTC+01:00, before the clocks go back" in page
    assert "UTC+00:00, an hour later" in page


@pytest.mark.parametrize("which, hour, offset", [("first", 0, "UTC+01:00"), ("second", 1, "UTC+00:00")])
def test_either_of_the_two_can_be_meant(desk, article, which, hour, offset):
    asked, _ = ask(desk, url("publish", article), when="at", at="2026-10-25T01:30", which=which)
    assert f"01:30 Europe/London, {offset}" in hidden(asked.content.decode(), "agreed")
    publish(desk, article, when="at", at="2026-10-25T01:30", which=which)
    assert article.editions.get().live_from == datetime.datetime(2026, 10, 25, hour, 30, tzinfo=datetime.UTC)


def test_what_is_scheduled_later_has_to_be_decided(desk, article, ana):
    publish(desk, article)
    article.publish(ana, Kind.UPDATE, at=LATER)
    said = publish(desk, article, kind="update")
    assert errors(said) == {"later": ["Say what becomes of edition 2."]}
    assert "Edition 2 is set to go live Tue 26 May 2026 13:00 Europe/London." in said.content.decode()


@pytest.mark.parametrize(
    "later, live, words",
    [
        ("keep", [1, 2, 3], "still follows Tue 26 May 2026 13:00 Europe/London, with the text it was scheduled with"),
        ("cancel", [1, 3], "is cancelled"),
        ("refreeze", [1, 3, 4], "with the text of this page"),
    ],
)
def test_each_answer_about_what_comes_later_does_as_it_says(desk, article, ana, later, live, words):
    publish(desk, article)
    article.publish(ana, Kind.UPDATE, at=LATER)
    asked, _ = ask(desk, url("publish", article), when="now", kind="update", later=later)
    assert words in hidden(asked.content.decode(), "agreed")
    publish(desk, article, kind="update", later=later)
    standing = article.editions.filter(cancelled_at=None).values_list("number", flat=True)
    assert sorted(standing) == live


def test_an_edition_after_the_scheduled_one_needs_no_decision(desk, article, ana):
    publish(desk, article)
    article.publish(ana, Kind.UPDATE, at=LATER)
    asked, _ = ask(desk, url("publish", article), when="at", at="2026-06-01T09:00", kind="update")
    assert "takes the place of edition 2" in hidden(asked.content.decode(), "agreed")


def test_a_clock_set_back_publishes_nothing_and_keeps_what_was_typed(desk, article):
    publish(desk, article)
    Generation.objects.raise_at(NOON + datetime.timedelta(hours=1))
    said = publish(desk, article, kind="update", note="New facts.")
    assert "Set the clock right" in said.content.decode()
    assert "New facts." in said.content.decode()
    assert article.editions.count() == 1


def test_a_database_that_cannot_be_written_keeps_what_was_typed(desk, article, monkeypatch):
    def locked(*args, **kwargs):
        raise OperationalError("database is locked")

    monkeypatch.setattr(Article, "publish", locked)
    said = publish(desk, article, when="at", at="2026-05-26T09:00")
    assert "Nothing was changed" in said.content.decode()
    assert 'value="2026-05-26T09:00"' in said.content.decode()


def test_the_page_says_word_by_word_what_changes(desk, article):
    publish(desk, article)
    text = Text.objects.get(parent=article)
    text.html = "<h2>A shared room</h2><p>They met in 2005.</p>"
    text.save()
    article.refresh_from_db()
    article.headline = "How the songwriters began to write apart"
    article.save()
    page = desk.get(url("publish", article)).content.decode()
    assert "What differs from edition 1" in page
    assert "Headline changed, 1 block changed." in page
    assert "2004.<span" in page
    assert "2005.<span" in page
    assert "They met in<" not in page


def test_preview_is_the_readers_page_for_the_desk_alone(desk, article, client):
    response = desk.get(url("preview", article))
    page = response.content.decode()
    assert "Nobody left." in page
    assert "Preview of the working copy" in page
    assert "noindex" in page
    assert 'rel="canonical"' not in page
    assert response["Cache-Control"].startswith("private, no-store")
    assert response["X-Robots-Tag"] == "noindex"
    assert response["Referrer-Policy"] == "no-referrer"
    client.logout()
    assert client.get(url("preview", article)).status_code == 302


def test_a_headline_alone_can_be_previewed(desk):
    article = Article.objects.create(headline="Nothing but a headline")
    assert desk.get(url("preview", article)).status_code == 200
    assert desk.get(url("publish", article)).status_code == 200


def test_a_reporter_previews_their_own_and_publishes_nothing_not_even_for_later(client, article, bo):
    client.force_login(bo)
    assert client.get(url("preview", article)).status_code == 200
    for name in ("publish", "take_down"):
        assert client.get(url(name, article)).status_code == 403
        assert client.post(url(name, article), {"when": "at", "at": "2026-05-26T09:00"}).status_code == 403
    assert "Publish…" not in client.get(url("change", article)).content.decode()
    assert not Edition.objects.exists()


def test_a_reporter_finds_no_page_of_somebody_elses(client, article, bo, ana):
    Article.objects.filter(pk=article.pk).update(created_by=ana)
    client.force_login(bo)
    for name in ("preview", "history"):
        assert client.get(url(name, article)).status_code == 404


def test_a_photo_editor_has_none_of_these_pages(client, article, cem):
    client.force_login(cem)
    for name in ("preview", "history"):
        assert client.get(url(name, article)).status_code == 404
    for name in ("publish", "take_down"):
        assert client.get(url(name, article)).status_code == 403


def test_the_form_says_what_readers_see(desk, article):
    assert "Readers see nothing of this article yet." in desk.get(url("change", article)).content.decode()
    publish(desk, article)
    page = desk.get(url("change", article)).content.decode()
    assert "Readers see edition 1, published by ana, Tue 12 May 2026 13:00 Europe/London." in page
    assert f'<a href="{PUBLIC}">View live</a>' in page


def test_the_list_says_it_in_words_without_a_query_for_each_row(desk, article, culture, ana, django_assert_num_queries):
    def listed():
        page = desk.get(reverse("admin:articles_article_changelist")).content.decode()
        return re.findall(r'field-for_readers"><span aria-hidden="true">(.)</span> ([^<]*)', page)

    assert listed() == [("○", "Draft")]
    publish(desk, article)
    article.publish(ana, Kind.UPDATE, at=LATER)
    assert listed() == [("◐", "Live · edition 1, edition 2 goes live Tue 26 May 2026 13:00 Europe/London")]
    with django_assert_num_queries(9) as few:
        listed()
    for number in range(5):
        other = Article.objects.create(headline=f"Other {number}", section=culture)
        Text.objects.create(parent=other, region="body", ordering=10, html="<p>Words.</p>")
        other.publish(ana, Kind.UPDATE)
    with django_assert_num_queries(len(few)):
        assert len(listed()) == 6
