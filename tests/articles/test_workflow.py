"""A working copy on its way: sent for edit, changes requested, approved by a second person, and published."""

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.exceptions import NotAllowed, NotReady, Refusal, StaleVersion
from articles.models import Article, Change, Text, Workflow, WorkflowStep
from tests.conftest import member
from tests.forms import typed
from tests.publishing_forms import confirm, errors, hidden, publish, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(article, bo):
    """The article, sent for edit by Bo, its reporter."""
    article.submit(bo, "The date is checked.")
    return article


@pytest.fixture
def eva(db):
    """Eva, another editor."""
    return member("eva", "editor")


def stored(article):
    """Return the state and the version as they are stored."""
    return Article.objects.values_list("state", "version").get(pk=article.pk)


def save_form(client, article, **changes):
    """Save the form of the working copy."""
    response = client.post(url("change", article), typed(client.get(url("change", article)), **changes))
    assert response.status_code == 302


def test_a_reporter_sends_an_editor_asks_the_reporter_mends_and_the_editor_approves(article, bo, ana):
    article.submit(bo, "Please be quick.")
    article.request_changes(ana, "Who says so?")
    article.submit(bo)
    article.approve(ana)
    steps = [(step.by.username, step.state, step.note, step.version) for step in article.steps.all()]
    assert steps == [
        ("ana", "approved", "", 1),
        ("bo", "ready", "", 1),
        ("ana", "changes", "Who says so?", 1),
        ("bo", "ready", "Please be quick.", 1),
    ]
    assert stored(article) == ("approved", 1)


def test_readers_notice_nothing_of_it(sent, ana):
    sent.approve(ana)
    assert not Change.objects.exists()


def test_a_reporter_neither_approves_nor_asks_for_changes(sent, bo):
    for act in (lambda: sent.approve(bo), lambda: sent.request_changes(bo, "More.")):
        with pytest.raises(NotAllowed):
            act()
    assert stored(sent)[0] == "ready"


def test_nobody_sends_what_is_somebody_elses(article, cem):
    with pytest.raises(NotAllowed):
        article.submit(cem)


def test_nobody_approves_words_that_they_wrote_last(article, ana, eva):
    article.modified_by = ana
    article.save()
    with pytest.raises(Refusal, match="Somebody else has to read"):
        article.approve(ana)
    assert article.approve(eva).state == Workflow.APPROVED


def test_changes_are_asked_for_with_a_note(sent, ana):
    with pytest.raises(Refusal, match="Say what should be changed"):
        sent.request_changes(ana, "  ")


def test_a_step_is_about_the_version_that_was_seen(sent, ana):
    sent.save()
    with pytest.raises(StaleVersion):
        sent.approve(ana, seen=1)
    assert not WorkflowStep.objects.filter(state="approved").exists()


def test_what_was_taken_back_cannot_be_approved_as_sent(sent, bo, ana):
    sent.take_back(bo)
    with pytest.raises(Refusal, match="the state is now “Being written”"):
        sent.request_changes(ana, "More.")


def test_an_approval_ends_when_the_words_change(desk, ana, eva, sent):
    sent.approve(ana)
    save_form(desk, sent, headline="Other words")
    assert stored(sent) == ("ready", 2)


def test_an_approval_ends_when_a_block_changes(desk, ana, sent):
    sent.approve(ana)
    block = Text.objects.get()
    save_form(desk, sent, **{"articles_text_set-0-html": "<p>They met in 2005.</p>"})
    block.refresh_from_db()
    assert "2005" in block.html
    assert stored(sent) == ("ready", 2)


def test_a_save_that_changes_nothing_leaves_approval_and_version(desk, ana, sent):
    sent.approve(ana)
    save_form(desk, sent)
    assert stored(sent) == ("approved", 1)
    assert Article.objects.get(pk=sent.pk).modified_by is None


def test_after_a_publication_words_are_written_anew(sent, ana):
    sent.approve(ana)
    sent.publish(ana, "update")
    assert stored(sent)[0] == "approved"
    sent.refresh_from_db()
    sent.save()
    assert stored(sent)[0] == "writing"


class TestASecondReader:
    """Where the site demands a second reader."""

    @pytest.fixture(autouse=True)
    def _demanded(self, settings):
        settings.SECOND_READER = True

    def test_nothing_is_published_before(self, article, ana):
        with pytest.raises(NotReady, match="No second person"):
            article.publish(ana, "update")
        article.approve(ana)
        assert article.publish(ana, "update").number == 1

    def test_the_publish_page_says_so(self, desk, article):
        page = desk.get(url("publish", article)).content.decode()
        assert "No second person has read and approved these words yet." in page
        assert "Must fix" in page
        publish(desk, article)
        assert not article.editions.exists()

    def test_commands_need_none(self, article):
        assert article.publish(None, "update").number == 1


def test_without_that_demand_the_publish_page_only_warns(desk, article, ana):
    sentence = "No second person has read and approved these words yet."
    page = desk.get(url("publish", article)).content.decode()
    assert sentence in page
    assert "Must fix" not in page
    article.approve(ana)
    assert sentence not in desk.get(url("publish", article)).content.decode()


def links(client, article):
    """Return the names of the steps that the form of an article offers."""
    steps = client.get(url("change", article)).context["steps"]
    return [name.rpartition("article_")[2] for name, _label in steps]


def test_everybody_is_offered_the_steps_that_they_may_take(client, article, bo, ana):
    client.force_login(bo)
    assert links(client, article) == ["submit"]
    article.submit(bo)
    assert links(client, article) == ["take_back"]
    client.force_login(ana)
    assert links(client, article) == ["request_changes", "approve", "take_back"]
    article.modified_by = ana
    article.save()
    assert links(client, article) == ["take_back"]


def test_the_steps_at_the_desk(client, article, bo, ana):
    client.force_login(bo)
    assert confirm(client, url("submit", article), seen=1, key=key(client, url("submit", article))).status_code == 302
    client.force_login(ana)
    where = url("request_changes", article)
    response = client.post(where, {"seen": 1, "key": key(client, where), "note": "", "agreed": agreed(client, where)})
    assert errors(response)["note"] == ["Say what should be changed."]
    sent = {"seen": 1, "key": key(client, where), "note": "Who says so?", "agreed": agreed(client, where)}
    response = client.post(where, sent)
    assert response.url == url("change", article)
    assert client.post(where, sent).status_code == 302  # the second click of a double click
    assert article.steps.filter(state="changes").count() == 1
    page = client.get(url("change", article)).content.decode()
    assert "Changes requested by ana" in page
    assert "Who says so?" in page


def key(client, where):
    """Return the key of a page."""
    return hidden(client.get(where).content.decode(), "key")


def agreed(client, where):
    """Return the summary of a page."""
    return hidden(client.get(where).content.decode(), "agreed")


def test_a_reporter_is_refused_the_steps_of_editors(client, article, bo):
    client.force_login(bo)
    for name in ("approve", "request_changes"):
        assert client.get(url(name, article)).status_code == 403


@pytest.mark.parametrize(
    "state, published, edited, expected",
    [
        ("writing", False, False, "Being written"),
        ("ready", False, False, "Ready for edit"),
        ("writing", True, False, ""),
        ("writing", True, True, "Changes not published: being written"),
        ("approved", True, True, "Changes not published: approved"),
    ],
)
def test_the_list_says_what_is_being_written(clock, desk, article, ana, state, published, edited, expected):
    if published:
        article.publish(ana, "update")
    clock.shift(60)
    if edited:
        article.save()
    Article.objects.filter(pk=article.pk).update(state=state)
    page = desk.get(reverse("admin:articles_article_changelist"))
    row = page.content.decode().partition('class="field-working_copy">')[2].partition("</td>")[0]
    assert row.replace("-", "") == expected


def test_the_moment_of_a_step_is_now(article, bo):
    before = timezone.now()
    assert before <= article.submit(bo).moment <= timezone.now()
