"""The rows of a form: loaded and saved together, with the same result as one by one."""

import pytest
from django.db import models
from django.db.models.signals import post_save

from articles.admin.formsets import saves_plainly
from articles.models import Article, Byline, PullQuote, Quotation, Text, Topic
from tests.articles.test_desk_facts import form_of as form_of_row
from tests.articles.test_desk_writing import form_of
from tests.forms import added, errors_of, typed
from timeline.models import Event, Timeline, TimelineBlock

pytestmark = pytest.mark.django_db


@pytest.fixture
def quotes(article):
    """Three pull quotes in the article."""
    place = {"parent": article, "region": "body"}
    return [PullQuote.objects.create(words=f"Quote {n}.", ordering=100 + n, **place) for n in range(3)]


def saved_quotes(article):
    """Return the words, attribution and place of the pull quotes of an article."""
    return list(article.articles_pullquote_set.order_by("ordering").values_list("words", "attribution", "ordering"))


def change_all(data):
    """Return posted fields that change, move, delete and add a pull quote."""
    data |= {"articles_pullquote_set-0-words": "Changed\x0b.\r\nMore. ", "articles_pullquote_set-1-ordering": 900}
    data |= {"articles_pullquote_set-2-DELETE": "on"}
    return added(data, "articles_pullquote_set", words=" New. ", attribution="Ana", region="body", ordering=950)


SAVED = [("Changed.\nMore.", "", 100), ("Quote 1.", "", 900), ("New.", "Ana", 950)]


def test_rows_are_changed_moved_deleted_and_added_at_once(desk, article, quotes):
    data = change_all(typed(desk.get(form_of(article))))
    assert not errors_of(desk.post(form_of(article), data))
    assert saved_quotes(article) == SAVED
    log = desk.get(form_of(article)).wsgi_request.user.logentry_set.latest("action_time").get_change_message()
    for words in ("Changed Words for pull quote", "Added pull quote", "Deleted pull quote"):
        assert words in log


def test_a_kind_that_does_more_when_it_is_saved_is_saved_row_by_row(desk, article, quotes, monkeypatch):
    saved, deleted = [], []

    def save(self, *args, **kwargs):
        saved.append(self.words)
        models.Model.save(self, *args, **kwargs)

    def delete(self, *args, **kwargs):
        deleted.append(self.words)
        return models.Model.delete(self, *args, **kwargs)

    monkeypatch.setattr(PullQuote, "save", save, raising=False)
    monkeypatch.setattr(PullQuote, "delete", delete, raising=False)
    assert not errors_of(desk.post(form_of(article), change_all(typed(desk.get(form_of(article))))))
    assert (len(saved), deleted) == (3, ["Quote 2."])
    assert saved_quotes(article) == SAVED


def test_a_kind_whose_saves_somebody_listens_to_does_not_save_plainly():
    def listener(**kwargs):
        """Do nothing."""

    assert saves_plainly(Text)
    post_save.connect(listener, sender=Text)
    assert not saves_plainly(Text)
    assert saves_plainly(Byline)
    post_save.disconnect(listener, sender=Text)
    assert not saves_plainly(Article), "it raises its version"


def test_a_choice_that_does_not_exist_is_refused_beside_those_that_do(desk, article, mara, register):
    other = Quotation.objects.create(parent=article, region="body", ordering=40, words="More.", speaker=mara)
    data = typed(desk.get(form_of(article)))
    for wrong in (str(register.pk), "7" * 32):
        response = desk.post(form_of(article), data | {"articles_quotation_set-1-speaker": wrong})
        [row] = [row for row in errors_of(response)["rows"] if row]
        assert list(row) == ["speaker"]
        assert "Select a valid choice" in row["speaker"][0]
    other.refresh_from_db()
    assert other.speaker == mara


def test_a_row_of_another_article_is_not_changed_through_this_form(desk, article, quotes, culture):
    other = Article.objects.create(headline="Other", section=culture)
    theirs = PullQuote.objects.create(parent=other, region="body", ordering=10, words="Theirs.")
    data = typed(desk.get(form_of(article)))
    data |= {"articles_pullquote_set-0-id": str(theirs.pk), "articles_pullquote_set-0-words": "Taken."}
    desk.post(form_of(article), data)
    assert saved_quotes(other) == [("Theirs.", "", 10)]


def test_a_fact_that_a_person_may_not_see_cannot_be_chosen_in_a_row(client, settings, article, bo, ana, culture):
    settings.SHARED_FACTS = False
    secret = Topic.objects.create(name="Secret", slug="secret")
    Article.objects.create(headline="Ana's", section=culture, created_by=ana).abouts.create(topic=secret)
    client.force_login(bo)
    data = typed(client.get(form_of(article)), **{"articles_quotation_set-0-speaker": str(secret.pk)})
    [row] = [row for row in errors_of(client.post(form_of(article), data))["rows"] if row]
    assert "Select a valid choice" in row["speaker"][0]


def test_chosen_events_keep_their_order_and_must_exist(desk, article):
    timeline = Timeline.objects.create(title="In order", slug="in-order")
    events = [Event.objects.create(date="2018", title=f"E{n}", slug=f"e{n}") for n in range(3)]
    keys = [str(event.pk) for event in events]
    place = {"parent": article, "region": "body", "timeline": timeline, "extent": "chosen"}
    blocks = [TimelineBlock.objects.create(ordering=100 + n, chosen=[keys[n]], **place) for n in range(2)]
    response = desk.get(form_of(article))
    for key, event in zip(keys[:2], events, strict=False):
        assert f'<option value="{key}" selected>{event}</option>' in response.content.decode()
    data = typed(response)
    assert not errors_of(desk.post(form_of(article), data | {"timeline_timelineblock_set-1-chosen": keys[::-1]}))
    blocks[1].refresh_from_db()
    assert blocks[1].chosen == keys[::-1]
    data = typed(desk.get(form_of(article)), **{"timeline_timelineblock_set-0-chosen": [keys[0], "7" * 32]})
    [row] = [row for row in errors_of(desk.post(form_of(article), data))["rows"] if row]
    assert "Select a valid choice" in row["chosen"][0]


def test_a_topic_that_is_in_the_list_already_is_refused_in_words(desk, article, mara):
    ida = Topic.objects.create(name="Ida Holm", slug="ida-holm")
    data = typed(desk.get(form_of(article)))
    for twice in (
        added(data, "abouts", topic=mara.pk, position=5),
        added(added(data, "abouts", topic=ida.pk, position=5), "abouts", topic=ida.pk, position=6),
    ):
        [errors] = errors_of(desk.post(form_of(article), twice))["rows"]
        assert errors["topic"][0].endswith("” is in this list already.")
    assert article.abouts.count() == 1


def test_a_topic_that_a_colleague_added_meanwhile_is_refused_in_words(desk, article):
    ida = Topic.objects.create(name="Ida Holm", slug="ida-holm")
    data = added(typed(desk.get(form_of(article))), "abouts", topic=ida.pk, position=5)
    article.abouts.create(topic=ida)
    assert errors_of(desk.post(form_of(article), data))["rows"] == [{"topic": ["“Ida Holm” is in this list already."]}]


def test_a_topic_can_be_replaced_by_itself_in_another_row(desk, article, mara):
    data = typed(desk.get(form_of(article)), **{"abouts-0-DELETE": "on"})
    assert not errors_of(desk.post(form_of(article), added(data, "abouts", topic=mara.pk, position=5)))
    assert article.abouts.get().topic == mara


def test_an_event_is_in_a_timeline_once(desk):
    timeline = Timeline.objects.create(title="Together", slug="together")
    event = Event.objects.create(date="2004", title="They meet", slug="meet")
    address = form_of_row(timeline)
    data = typed(desk.get(address))
    twice = added(added(data, "entries", event=event.pk, position=0), "entries", event=event.pk, position=1)
    assert errors_of(desk.post(address, twice))["rows"] == [{"event": ["“They meet” is in this list already."]}]
    assert not timeline.entries.exists()
