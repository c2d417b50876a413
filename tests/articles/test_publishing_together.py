"""Several articles published at one moment: all of them or none, by method and at the desk."""

import datetime
import uuid

import pytest
from django.urls import reverse

from articles.exceptions import NotAllowed, NotTogether, Refusal
from articles.models import MOST_TOGETHER, Article, Edition, Kind, Plan, Text, publish_together
from tests.conftest import NOON
from tests.publishing_forms import hidden

pytestmark = pytest.mark.usefixtures("london")
DAY = datetime.timedelta(days=1)
TOGETHER = "admin:articles_article_publish_together"


@pytest.fixture
def other(culture, db):
    """Another working copy that is ready to be published, and links to the first."""
    article = Article.objects.create(headline="The other side", section=culture, slug="other")
    Text.objects.create(
        parent=article, region="body", ordering=10, html='<p>See <a href="/culture/songwriters/">them</a>.</p>'
    )
    return article


def test_all_go_live_at_one_moment(article, other, ana):
    editions = publish_together([Plan(other), Plan(article)], ana, NOON + DAY)
    assert [edition.article for edition in editions] == [other, article]
    assert {edition.live_from for edition in editions} == {NOON + DAY}
    now = publish_together([Plan(article, later="keep"), Plan(other, later="keep")], ana)
    assert {edition.live_from for edition in now} == {NOON}


def test_one_that_cannot_go_out_keeps_all_back_and_is_named(article, other, ana):
    Article.objects.filter(pk=other.pk).update(section=None)
    with pytest.raises(NotTogether) as refused:
        publish_together([Plan(article), Plan(other)], ana)
    assert list(refused.value.refusals) == [other.pk]
    assert not Edition.objects.exists()


def test_one_that_was_saved_meanwhile_keeps_all_back(article, other, ana):
    Article.objects.get(pk=other.pk).save()
    with pytest.raises(NotTogether):
        publish_together([Plan(article), Plan(other, seen=1)], ana)
    assert not Edition.objects.exists()


def test_a_correction_without_a_note_keeps_all_back(article, other, ana):
    with pytest.raises(NotTogether):
        publish_together([Plan(article), Plan(other, Kind.CORRECTION)], ana)
    assert not Edition.objects.exists()


def test_the_same_keys_again_return_the_editions_of_the_first_click(article, other, ana):
    plans = [Plan(article, key=uuid.uuid4()), Plan(other, key=uuid.uuid4())]
    assert publish_together(plans, ana) == publish_together(plans, ana)
    assert Edition.objects.count() == 2


def test_a_reporter_publishes_nothing_together(article, other, bo):
    with pytest.raises(NotTogether) as refused:
        publish_together([Plan(article), Plan(other)], bo)
    assert all(isinstance(refusal, NotAllowed) for refusal in refused.value.refusals.values())
    assert not Edition.objects.exists()


@pytest.mark.parametrize("count", [0, MOST_TOGETHER + 1])
def test_no_articles_and_too_many_are_refused(ana, count, db):
    articles = Article.objects.bulk_create(Article(headline=str(number)) for number in range(count))
    with pytest.raises(Refusal):
        publish_together([Plan(article) for article in articles], ana)


def test_one_article_twice_is_refused(article, ana):
    with pytest.raises(Refusal):
        publish_together([Plan(article), Plan(article)], ana)


def opened(client, *articles):
    """The address of the page that the action of the list leads to, for these articles."""
    data = {"action": "publish_together", "_selected_action": [article.pk for article in articles]}
    response = client.post(reverse("admin:articles_article_changelist"), data)
    assert response.status_code == 302
    return response.url


def answered(client, where, **answers):
    """Post answers to the page; return (response, everything that was posted)."""
    form = client.get(where).context["form"]
    sent = {"article": [plan.prefix for plan in form.plans], "when": "now"}
    for plan in form.plans:
        sent |= {plan.add_prefix(name): str(plan[name].value()) for name in ("seen", "key")}
    sent |= answers
    return client.post(where, sent), sent


def test_the_list_leads_to_a_page_that_publishes_all_in_one_act(desk, article, other):
    where = opened(desk, article, other)
    response, sent = answered(desk, where, when="at", at="2026-05-26T09:00")
    page = response.content.decode()
    agreed = hidden(page, "agreed")
    assert agreed == (
        "Readers will see 2 articles from Tue 26 May 2026 09:00 Europe/London. All of them go out, or none."
    )
    assert "Schedule together for Tue 26 May 09:00" in page
    assert "leads to no article" not in page
    assert not Edition.objects.exists()
    for _click in range(2):
        assert desk.post(where, sent | {"agreed": agreed}).status_code == 302
    assert {e.live_from for e in Edition.objects.all()} == {datetime.datetime(2026, 5, 26, 8, tzinfo=datetime.UTC)}
    assert Edition.objects.count() == 2


def test_kind_and_note_are_asked_for_each_that_needs_them(desk, article, other, ana):
    article.publish(ana, Kind.UPDATE)
    where = opened(desk, article, other)
    response, _ = answered(desk, where)
    assert response.context["form"].all_errors() == {f"{article.pk}-kind": ["Say what kind of change it is."]}
    answers = {f"{article.pk}-kind": "correction", f"{article.pk}-note": "It was 2004."}
    response, sent = answered(desk, where, **answers)
    desk.post(where, sent | {"agreed": hidden(response.content.decode(), "agreed")})
    assert [edition.note for edition in article.editions.all()] == ["It was 2004.", ""]


def test_what_must_be_fixed_in_one_is_shown_beside_it(desk, article, other):
    Text.objects.filter(parent=other).delete()
    response, _ = answered(desk, opened(desk, article, other))
    page = response.content.decode()
    assert "Write the body." in page
    assert hidden(page, "agreed") is None


def test_what_was_saved_meanwhile_is_looked_at_again(desk, article, other):
    where = opened(desk, article, other)
    response, sent = answered(desk, where)
    Article.objects.get(pk=other.pk).save()
    again = desk.post(where, sent | {"agreed": hidden(response.content.decode(), "agreed")})
    assert "Somebody saved this article since the page was opened." in again.content.decode()
    assert not Edition.objects.exists()


def test_more_than_a_page_of_articles_is_refused_with_the_number(desk, db):
    Article.objects.bulk_create(Article(headline=str(number)) for number in range(MOST_TOGETHER + 1))
    data = {"action": "publish_together", "_selected_action": list(Article.objects.values_list("pk", flat=True))}
    page = desk.post(reverse("admin:articles_article_changelist"), data, follow=True).content.decode()
    assert "At most 20 articles can be published together." in page
    where = reverse(TOGETHER) + "?" + "&".join(f"article={article.pk}" for article in Article.objects.all())
    assert "At most 20 articles" in str(answered(desk, where)[0].context["form"].all_errors())


def test_a_reporter_has_neither_the_action_nor_the_page(client, article, bo):
    client.force_login(bo)
    assert "Publish together" not in client.get(reverse("admin:articles_article_changelist")).content.decode()
    assert client.get(reverse(TOGETHER)).status_code == 403
    assert client.post(reverse(TOGETHER), {"article": [article.pk]}).status_code == 403


@pytest.mark.parametrize("query", ["", "?article=x", "?article=", "?article=8c444da0-0000-4000-8000-000000000000"])
def test_no_article_is_said_to_be_none(desk, query):
    assert "No article is chosen." in desk.get(reverse(TOGETHER) + query).content.decode()


def test_each_article_costs_a_bounded_number_of_queries(desk, article, other, culture, django_assert_max_num_queries):
    more = [Article.objects.create(headline=f"More {n}", section=culture) for n in range(MOST_TOGETHER - 2)]
    where = reverse(TOGETHER) + "?" + "&".join(f"article={each.pk}" for each in [article, other, *more])
    with django_assert_max_num_queries(20 + 14 * MOST_TOGETHER):
        desk.get(where)
