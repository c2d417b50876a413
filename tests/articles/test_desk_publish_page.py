"""The publish page: checks at the chosen moment, until when, what follows on what, and what a colleague saved."""

import datetime

import pytest

from articles.exceptions import Refusal, WrongMoment
from articles.models import Article, Edition, Figure, Kind, Outcome, PlannedTakeDown, PullQuote, Quotation, Text, record
from tests.conftest import NOON
from tests.publishing_forms import agree, ask, errors, hidden, publish, url

pytestmark = pytest.mark.usefixtures("london")
DAY = datetime.timedelta(days=1)
LATER = {"when": "at", "at": "2026-05-26T09:00"}
DOWN = {
    "until-when": "at",
    "until-at": "2026-06-01T18:00",
    "until-outcome": "withdrawn",
    "until-explanation": "The offer has ended.",
}


def checks(desk, article, **answers):
    """What the page finds for these answers: (problems, warnings), each as {sentence: address}."""
    form = ask(desk, url("publish", article), **({"when": "now"} | answers))[0].context["form"]
    return tuple(
        {str(link.sentence): link.url for link in links} for links in (form.checks.problems, form.checks.warnings)
    )


def test_the_first_edition_is_published_by_one_click(desk, article):
    page = desk.get(url("publish", article)).content.decode()
    assert "Publish now</button>" in page
    sent = {name: hidden(page, name) for name in ("seen", "key", "shown", "agreed")}
    response = desk.post(url("publish", article), sent | {"when": "now", "until-when": "stays"})
    assert response.status_code == 302
    assert article.editions.count() == 1


def test_rights_are_checked_for_the_moment_that_is_chosen(desk, article, stage):
    stage.rights.create(kind="allow", until=NOON + 7 * DAY)
    record(stage)
    assert not any("cannot be used then" in sentence for sentence in checks(desk, article)[0])
    problems, _ = checks(desk, article, **LATER)
    (address,) = {address for sentence, address in problems.items() if "cannot be used then" in sentence}
    assert address.endswith(f"/image/{stage.pk}/change/#rights-group")
    assert "agreed" not in ask(desk, url("publish", article), **LATER)[0].content.decode()


def test_each_problem_leads_to_its_field_in_the_form(desk, article, register):
    quotation = Quotation.objects.get(parent=article)
    Quotation.objects.update(speaker=None)
    article.slug = "create"
    article.section = None
    article.save()
    problems, _ = checks(desk, article)
    form = url("change", article)
    assert problems["The quotation “Nobody left.” has no speaker."] == f"{form}#block-{quotation.pk}-speaker"
    assert problems["Choose a section."] == f"{form}#id_section"


def test_a_missing_alternative_text_leads_to_the_figure(desk, article, stage):
    stage.alt = ""
    stage.save()
    figure = Figure.objects.get(parent=article)
    Article.objects.update(lead_image=None)
    assert f"{url('change', article)}#block-{figure.pk}-alt" in checks(desk, article)[0].values()


@pytest.mark.parametrize(
    "html, words",
    [
        ("<h3>Small</h3><p>Words.</p>", "The smaller heading “Small” has no heading above it."),
        ('<p>See <a href="https://example.org/">→</a>.</p>', "The link to https://example.org/ has no words."),
        (
            '<p><a href="/culture/nothing/">here</a></p>',
            "The link to /culture/nothing/ leads to no article that is live then.",
        ),
    ],
)
def test_what_is_worth_a_look_in_the_text(desk, article, html, words):
    Text.objects.update(html=html)
    text = Text.objects.get()
    assert checks(desk, article)[1][words] == f"{url('change', article)}#block-{text.pk}"


def test_a_link_to_an_article_is_checked_for_the_moment_that_is_chosen(desk, article, culture, ana):
    other = Article.objects.create(headline="Other", section=culture, slug="other")
    Text.objects.create(parent=other, region="body", ordering=10, html="<p>Words.</p>")
    other.publish(ana, Kind.UPDATE, at=NOON + 7 * DAY)
    Text.objects.filter(parent=article).update(html='<p>See <a href="/culture/other/">the other</a>.</p>')
    words = "The link to /culture/other/ leads to no article that is live then."
    assert words in checks(desk, article)[1]
    assert words not in checks(desk, article, **LATER)[1]


def test_a_pull_quote_must_stand_in_the_body_whatever_its_quotation_marks(desk, article):
    quote = PullQuote.objects.create(parent=article, region="body", ordering=40, words="“They met in 2004”")
    assert not any("pull quote" in sentence for sentence in checks(desk, article)[1])
    PullQuote.objects.update(words="They met in 2005.")
    sentence = "The words of the pull quote “They met in 2005.” do not stand in the body."
    assert checks(desk, article)[1][sentence] == f"{url('change', article)}#block-{quote.pk}"


def test_a_text_goes_up_and_comes_down_at_two_moments_in_one_act(desk, article, client):
    where = url("publish", article)
    asked, _ = ask(desk, where, **LATER, **DOWN)
    summary = hidden(asked.content.decode(), "agreed")
    assert "from Tue 26 May 2026 09:00 Europe/London" in summary
    assert "withdrawn, from Mon 1 Jun 2026 18:00 Europe/London." in summary
    assert agree(desk, where, **LATER, **DOWN).status_code == 302
    down, text = article.editions.all()
    assert (text.number, down.number, down.outcome, down.explanation) == (1, 2, "withdrawn", "The offer has ended.")
    assert down.live_from == datetime.datetime(2026, 6, 1, 17, tzinfo=datetime.UTC)
    assert down.text.content == text.text.content
    assert down.address == text.address


@pytest.mark.parametrize(
    "answers, field, words",
    [
        ({"until-outcome": ""}, "outcome", "Say what readers will find."),
        ({"until-explanation": ""}, "explanation", "Say why"),
        ({"until-at": ""}, "at", "Give a date and a time."),
        ({"until-at": "2026-05-20T09:00"}, "at", "must come after"),
        ({"until-outcome": "merged", "until-explanation": ""}, "to", "merged into"),
        ({"until-outcome": "legal"}, "outcome", "valid choice"),
    ],
)
def test_a_take_down_that_cannot_be_is_refused_at_its_field(desk, article, answers, field, words):
    said = errors(ask(desk, url("publish", article), **LATER, **(DOWN | answers))[0])
    assert words in said[field][0]
    assert not article.editions.exists()


def test_the_method_refuses_what_the_form_does(article, ana, dora):
    with pytest.raises(WrongMoment):
        article.publish(ana, Kind.UPDATE, at=NOON + DAY, until=PlannedTakeDown(NOON + DAY, Outcome.ERROR, "No."))
    with pytest.raises(Refusal):
        article.publish(dora, Kind.UPDATE, until=PlannedTakeDown(NOON + DAY, Outcome.LEGAL, "No."))
    assert not Edition.objects.exists()


def test_the_page_says_which_edition_follows_on_which(desk, article, ana):
    publish(desk, article)
    article.publish(ana, Kind.UPDATE, at=NOON + 20 * DAY)
    asked, _ = ask(desk, url("publish", article), kind="update", later="keep", **LATER, **DOWN)
    steps = [(step.name, step.when, step.state) for step in asked.context["form"].sequence()]
    assert steps == [
        ("Edition 1", "live since Tue 12 May 2026 13:00 Europe/London", "live"),
        ("Edition 3", "from Tue 26 May 2026 09:00 Europe/London", "new"),
        ("Edition 2", "from Mon 1 Jun 2026 13:00 Europe/London", "scheduled"),
        ("Take-down (edition 4)", "from Mon 1 Jun 2026 18:00 Europe/London", "down"),
    ]


@pytest.mark.parametrize(
    "later, name, when",
    [
        ("", "Edition 2", "to be decided"),
        ("cancel", "Edition 2", "cancelled"),
        ("refreeze", "Edition 4 (with this text)", "from Mon 1 Jun 2026 13:00 Europe/London"),
    ],
)
def test_the_sequence_follows_the_answer_about_later_editions(desk, article, ana, later, name, when):
    publish(desk, article)
    article.publish(ana, Kind.UPDATE, at=NOON + 20 * DAY)
    asked, _ = ask(desk, url("publish", article), when="now", kind="update", later=later)
    last = asked.context["form"].sequence()[-1]
    assert (last.name, last.when) == (name, when)


def test_a_script_is_given_what_follows_and_nothing_is_done(desk, article):
    publish(desk, article)
    where = url("publish", article)
    sent = ask(desk, where, **LATER, kind="minor")[1]
    answer = desk.post(where, sent | {"_answer": "1"})
    part = answer.content.decode()
    assert "<html" not in part
    assert "Schedule for Tue 26 May 09:00</button>" in part
    assert "09:00 there is 08:00 UTC." in part
    agreed = hidden(part, "agreed")
    assert "The date that readers see stays as it is." in agreed
    assert article.editions.count() == 1
    assert desk.post(where, sent | {"agreed": agreed, "_answer": "1"}).status_code == 200
    assert article.editions.count() == 1
    assert desk.post(where, sent | {"agreed": agreed}).status_code == 302


def test_a_script_is_told_what_is_still_to_be_answered(desk, article):
    publish(desk, article)
    where = url("publish", article)
    part = desk.post(where, ask(desk, where, when="at")[1] | {"_answer": "1"}).content.decode()
    assert "Say what kind of change it is." in part
    assert "Give a date and a time." in part


def test_a_check_again_does_nothing_either(desk, article):
    where = url("publish", article)
    sent = ask(desk, where, when="now")[1]
    agreed = hidden(desk.post(where, sent).content.decode(), "agreed")
    checked = desk.post(where, sent | {"agreed": agreed, "_check": "1"})
    assert checked.status_code == 200
    assert "Nothing is published yet" not in checked.content.decode()
    assert not article.editions.exists()


def test_what_a_colleague_saved_is_announced_with_what_changed(desk, article, dora):
    page = desk.get(url("publish", article)).content.decode()
    sent = {name: hidden(page, name) for name in ("seen", "key", "shown", "agreed")} | {"when": "now"}
    fresh = Article.objects.get(pk=article.pk)
    fresh.headline, fresh.modified_by = "Another headline", dora
    fresh.save()
    words = ["saved by somebody else since you looked at it: by dora", "New or changed: Headline."]
    part = desk.post(url("publish", article), sent | {"_answer": "1"}).content.decode()
    page = desk.post(url("publish", article), sent).content.decode()
    for word in words:
        assert word in part
        assert word in page
    assert hidden(page, "seen") == str(fresh.version)
    assert "Another headline" in page
    assert not article.editions.exists()


def test_the_page_costs_the_same_for_many_blocks(
    desk, article, stage, ana, mara, register, django_assert_max_num_queries
):
    publish(desk, article)
    for number in range(10):
        place = {"parent": article, "region": "body", "ordering": 50 + number}
        Text.objects.create(html=f'<p>Number <a href="/culture/other-{number}/">{number}</a>.</p>', **place)
        Figure.objects.create(image=stage, **place)
        Quotation.objects.create(words=f"Nobody {number}.", speaker=mara, source=register, **place)
    with django_assert_max_num_queries(30):
        desk.get(url("publish", article))
