"""A draft is copied, put away and brought back; the list of articles is narrowed by what readers see, and by whom."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.exceptions import NotAllowed, Refusal
from articles.models import Article, Author, Quotation, Text
from newsroom.dashboard import Dashboard
from tests.conftest import member
from tests.publishing_forms import hidden, url

pytestmark = pytest.mark.django_db
LIST = reverse("admin:articles_article_changelist")
DAY = datetime.timedelta(days=1)


def listed(client, **question):
    """Return the headlines in the list of articles."""
    return {article.headline for article in client.get(LIST, question).context["cl"].result_list}


def confirm(client, where):
    """Open a page that asks nothing, and confirm it; return the response and what was posted."""
    page = client.get(where).content.decode()
    sent = {name: hidden(page, name) for name in ("seen", "key", "agreed")}
    return client.post(where, sent), sent


class TestACopy:
    """A copy has the words of the working copy and nothing of its history."""

    def test_has_the_words_and_what_they_show(self, published, bo, ana, stage, mara):
        copy = published.duplicate(bo)
        assert copy.pk != published.pk
        assert (copy.headline, copy.lead_image, copy.section) == (published.headline, stage, published.section)
        assert (copy.slug, copy.state, copy.version) == ("", "writing", 1)
        assert copy.created_by == copy.modified_by == bo
        assert not copy.editions.exists()
        assert [byline.author.name for byline in copy.bylines.all()] == ["Petra Nwosu"]
        assert [about.topic for about in copy.abouts.all()] == [mara]
        kinds = [type(block).__name__ for block in copy.blocks()]
        assert kinds == ["Text", "Figure", "Quotation"]
        assert not {block.pk for block in copy.blocks()} & {block.pk for block in published.blocks()}

    def test_is_independent(self, article, bo):
        copy = article.duplicate(bo)
        Quotation.objects.filter(parent=copy).update(words="Everybody left.")
        Text.objects.filter(parent=copy).delete()
        assert Quotation.objects.get(parent=article).words == "Nobody left."
        assert Text.objects.filter(parent=article).count() == 1

    def test_is_published_at_an_address_of_its_own(self, published, ana):
        copy = published.duplicate(ana)
        assert copy.publish(ana, "update").path == "/culture/how-the-songwriters-stopped-writing-together/"

    def test_is_made_once_however_often_the_button_is_pressed(self, client, article, bo):
        client.force_login(bo)
        where = url("duplicate", article)
        response, sent = confirm(client, where)
        assert client.post(where, sent).url == response.url
        copy = Article.objects.exclude(pk=article.pk).get()
        assert response.url == url("change", copy)

    def test_is_not_made_of_what_one_may_not_see(self, article, cem):
        for person in (cem, member("eve", "reporter")):
            with pytest.raises(NotAllowed):
                article.duplicate(person)
        assert Article.objects.get() == article


class TestPutAway:
    """A draft that is put away is out of the way and not lost."""

    def test_it_leaves_the_list_and_the_first_page_and_comes_back(self, client, article, bo):
        client.force_login(bo)
        Article.objects.update(modified_by=bo)
        confirm(client, url("archive", article))
        assert listed(client) == set()
        assert listed(client, archived="yes") == listed(client, archived="all") == {article.headline}
        panels = {panel.name: panel.rows for panel in Dashboard(bo, timezone.now()).panels()}
        assert panels["unpublished"] == []
        confirm(client, url("unarchive", article))
        assert listed(client) == {article.headline}
        assert Article.objects.get().version == 1

    @pytest.mark.parametrize("wait", [None, DAY], ids=["live", "scheduled"])
    def test_what_readers_see_or_will_see_is_not_put_away(self, article, ana, wait):
        article.publish(ana, "update", at=wait and timezone.now() + wait)
        with pytest.raises(Refusal, match="Take it down instead"):
            article.archive(ana)

    def test_nobody_puts_away_what_is_somebody_elses(self, article, cem):
        with pytest.raises(NotAllowed):
            article.archive(cem)

    def test_the_form_offers_what_can_be_done(self, client, article, ana):
        client.force_login(ana)

        def offered():
            actions = client.get(url("change", article)).context["draft_actions"]
            return [name.rpartition("article_")[2] for name, _label in actions]

        assert offered() == ["duplicate", "archive"]
        article.archive(ana)
        assert offered() == ["duplicate", "unarchive"]
        article.unarchive(ana)
        article.publish(ana, "update")
        assert offered() == ["duplicate"]


class TestTheList:
    """The list is narrowed."""

    @pytest.fixture
    def five(self, desk, ana, culture, clock):
        """An article in each state for readers."""
        articles = {}
        for name in ("draft", "live", "changed", "coming", "down"):
            article = Article.objects.create(headline=name, slug=name, section=culture)
            Text.objects.create(parent=article, region="body", ordering=0, html="<p>Words.</p>")
            articles[name] = article
        clock.shift(60)
        for name in ("live", "changed", "down"):
            articles[name].publish(ana, "update")
        articles["coming"].publish(ana, "update", at=timezone.now() + DAY)
        articles["down"].take_down(ana, "error", "Wrong.")
        clock.shift(60)
        articles["changed"].save()
        clock.shift(60)
        desk.force_login(ana)  # the session is of the moment before the clock was stopped
        return articles

    @pytest.mark.parametrize(
        "state, expected",
        [
            ("live", {"live", "changed"}),
            ("changed", {"changed"}),
            ("coming", {"coming"}),
            ("down", {"down"}),
            ("draft", {"draft"}),
            ("nonsense", {"draft", "live", "changed", "coming", "down"}),
        ],
    )
    def test_by_what_readers_see(self, clock, five, desk, state, expected):
        assert listed(desk, readers=state) == expected

    def test_by_author_and_day(self, desk, article):
        Article.objects.create(headline="Another")
        Author.objects.create(name="Nobody", slug="nobody")
        assert listed(desk, author="petra-nwosu") == {article.headline}
        assert listed(desk, author="nobody") == set()
        today = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0).isoformat()
        assert listed(desk, modified__gte=today) == {article.headline, "Another"}
        assert listed(desk, modified__lt=today) == set()
