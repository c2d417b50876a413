"""Publishing on the desk: preview, the publish page, time zones, refusals, roles and double clicks."""

import datetime
import re
import uuid

import pytest
from django.db import OperationalError
from django.urls import reverse

from articles.models import Address, Article, Edition, Generation, Kind, Text
from tests.conftest import NOON
from tests.publishing_forms import PUBLIC, ask, errors, hidden, publish, url

LATER = NOON + datetime.timedelta(days=14)


pytestmark = pytest.mark.usefixtures("london")


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


def test_another_answer_than_the_one_agreed_to_is_summarised_again_first(desk, article):
    where = url("publish", article)
    asked, sent = ask(desk, where, when="at", at="2026-05-26T09:00")
    said = hidden(asked.content.decode(), "agreed")
    changed = desk.post(where, sent | {"when": "now", "at": "", "agreed": said})
    assert changed.status_code == 200
    assert not article.editions.exists()
    assert "at once" in hidden(changed.content.decode(), "agreed")
    assert "Nothing is published yet: your answers changed" in changed.content.decode()


def test_a_double_click_makes_one_edition(desk, article):
    where = url("publish", article)
    asked, sent = ask(desk, where, when="at", at="2026-05-26T09:00")
    sent["agreed"] = hidden(asked.content.decode(), "agreed")
    first, second = desk.post(where, sent), desk.post(where, sent)
    assert first.status_code == second.status_code == 302
    assert first.url == second.url
    assert article.editions.count() == 1


def test_the_same_key_again_returns_the_edition_of_the_first_click(article, ana):
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
    response, _ = ask(desk, url("publish", article), when="now", key=str(edition.pk))
    assert errors(response) == {"key": ["Open this page again from the article."]}


@pytest.mark.parametrize("key", ["", "x", "\x00"])
def test_a_page_without_a_key_publishes_nothing(desk, article, key):
    response, _ = ask(desk, url("publish", article), when="now", key=key)
    assert "key" in errors(response)


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


def test_restrictions_of_every_picture_are_shown_before_it_goes_out_and_once(desk, article, stage):
    stage.rights.create(words="Not for <b>posters</b>")
    stage.rights.create(words="Ring Ines first")
    stage.readings.create(found={"instructions": "ONE TIME USE"})
    page = desk.get(url("publish", article)).content.decode()
    looks = page.split('aria-labelledby="warnings"')[1].split("</section>")[0]
    for words in ("Not for &lt;b&gt;posters&lt;/b&gt;", "Ring Ines first", "ONE TIME USE"):
        assert looks.count(f"says: “{words}”") == 1, words
    assert "<strong>Must look: ONE TIME USE." in looks
    assert looks.index("Must look: ONE TIME USE") < looks.index("Ring Ines first")
    assert "<strong>A right of the image" not in looks


def test_restrictions_of_pictures_are_shown_before_an_earlier_text_is_put_back(desk, article, stage, ana):
    for _edition in range(2):
        article.publish(ana, Kind.UPDATE)
    stage.rights.create(words="Ring Ines first")
    stage.readings.create(found={"instructions": "ONE TIME USE"})
    page = desk.get(url("put_back", article, 1)).text
    assert "<strong>Must look: ONE TIME USE." in page
    assert "says: “Ring Ines first”" in page


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


def test_what_is_scheduled_later_has_to_be_decided(desk, article, ana):
    publish(desk, article)
    article.publish(ana, Kind.UPDATE, at=LATER)
    said = publish(desk, article, kind="update")
    assert errors(said) == {"later": ["Say what happens to edition 2."]}
    assert "Edition 2 is scheduled to go live Tue 26 May 2026 13:00 Europe/London." in said.content.decode()


@pytest.mark.parametrize(
    "later, live, words",
    [
        ("keep", [1, 2, 3], "still follows Tue 26 May 2026 13:00 Europe/London, with its own text"),
        ("cancel", [1, 3], "is cancelled"),
        ("refreeze", [1, 3, 4], "with the text on this page"),
    ],
)
def test_each_answer_about_what_comes_later_does_as_it_says(desk, article, ana, later, live, words):
    publish(desk, article)
    article.publish(ana, Kind.UPDATE, at=LATER)
    asked, _ = ask(desk, url("publish", article), when="now", kind="update", later=later)
    assert words in hidden(asked.content.decode(), "agreed")
    publish(desk, article, kind="update", later=later)
    active = article.editions.filter(cancelled_at=None).values_list("number", flat=True)
    assert sorted(active) == live


def test_an_edition_after_the_scheduled_one_needs_no_decision(desk, article, ana):
    publish(desk, article)
    article.publish(ana, Kind.UPDATE, at=LATER)
    asked, _ = ask(desk, url("publish", article), when="at", at="2026-06-01T09:00", kind="update")
    assert "replaces edition 2" in hidden(asked.content.decode(), "agreed")


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
    assert "The database is busy" in said.content.decode()
    assert 'value="2026-05-26T09:00"' in said.content.decode()


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
    for name in ("preview", "history", "publish", "take_down", "submit", "approve"):
        assert client.get(url(name, article)).status_code == 404


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
    with django_assert_num_queries(11) as few:
        listed()
    for number in range(5):
        other = Article.objects.create(headline=f"Other {number}", section=culture)
        Text.objects.create(parent=other, region="body", ordering=10, html="<p>Words.</p>")
        other.publish(ana, Kind.UPDATE)
    with django_assert_num_queries(len(few)):
        assert len(listed()) == 6
