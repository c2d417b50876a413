"""Writing at the desk: a headline alone, the body as blocks, and two people on one article."""

import json
import re

import pytest
from django.contrib.admin import site
from django.contrib.auth.models import Permission, User
from django.db import OperationalError
from django.test import RequestFactory
from django.urls import reverse

from articles.admin.article import ArticleAdmin
from articles.models import Address, Article, Figure, Image, Kind, PullQuote, Quotation, Source, Text, Topic
from tests.forms import added, errors_of, typed
from timeline.models import Event, Timeline, TimelineBlock

KINDS = ["Text", "Figure", "Quotation", "Pull quote", "Timeline"]
LIST, NEW = reverse("admin:articles_article_changelist"), reverse("admin:articles_article_add")


def form_of(article):
    """Return the address of an article's form."""
    return reverse("admin:articles_article_change", args=[article.pk])


def blocks_offered(response):
    """Return the kinds of block for which the page of a form has a button."""
    [found] = re.findall(r'<script id="content-editor-context"[^>]*>(.*?)</script>', response.content.decode(), re.S)
    context = json.loads(found)
    offered = [kind for kind in context["plugins"] if "_adding_not_allowed" not in (kind["regions"] or [])]
    return [kind["title"] for kind in offered] if context["allowChange"] else []


def words_of(article):
    """Return the words of the quotation in the working copy."""
    return article.articles_quotation_set.get().words


@pytest.fixture
def ana_at_desk(client, ana):
    """Ana, logged in."""
    client.force_login(ana)
    return client


def test_a_killed_picture_is_told_at_its_block_and_at_the_lead(ana_at_desk, ana, article, stage):
    assert "picture-barred" not in ana_at_desk.get(form_of(article)).content.decode()
    stage.kill(ana, "The agency asks.")
    page = ana_at_desk.get(form_of(article)).content.decode()
    for field in ("id_lead_image", "id_articles_figure_set-0-image"):
        told = re.search(rf'<p class="picture-barred" id="{field}_barred">(.*?)</p>', page)[1]
        assert told.startswith("This picture was killed on ")
        assert told.endswith(
            "The agency asks. The article cannot be published with it: choose another picture, or take it out."
        )
        assert f'aria-describedby="{field}_barred"' in page


def test_a_headline_alone_can_be_saved(ana_at_desk, ana):
    response = ana_at_desk.post(NEW, typed(ana_at_desk.get(NEW), headline="Harbour  light\x0b"))
    assert response.status_code == 302
    article = Article.objects.get()
    assert (article.headline, article.version) == ("Harbour light", 1)
    assert article.created_by == article.modified_by == ana


@pytest.fixture
def eve(db):
    """Eve, a trainee: she may add articles, and change none that is saved."""
    eve = User.objects.create_user("eve", is_staff=True)
    eve.user_permissions.add(Permission.objects.get(codename="add_article"))
    return eve


@pytest.mark.parametrize("name", ["bo", "ana", "eve"])
def test_whoever_may_add_an_article_has_the_block_buttons_before_the_first_save(client, request, name):
    person = request.getfixturevalue(name)
    client.force_login(person)
    page = client.get(NEW)
    assert blocks_offered(page) == KINDS
    data = added(typed(page, headline=""), "articles_text_set", region="body", ordering=10, html="<p>Low tide.</p>")
    refused = client.post(NEW, data)
    assert blocks_offered(refused) == KINDS, "also where the first save was refused"
    assert client.post(NEW, typed(refused, headline="Harbour light")).status_code == 302
    article = Article.objects.get()
    assert (article.created_by, [block.html for block in article.blocks()]) == (person, ["<p>Low tide.</p>"])


def test_who_may_not_add_an_article_is_offered_no_block(client, article, cem):
    client.force_login(cem)
    assert client.get(NEW).status_code == 403
    request = RequestFactory().get(NEW)
    request.user = cem
    desk = site.get_model_admin(Article)
    assert not desk.has_change_permission(request, Article())
    assert not any(inline.has_add_permission(request, Article()) for inline in desk.get_inline_instances(request))


def test_an_empty_headline_is_refused_however_it_is_written(ana_at_desk):
    for headline in ("", "  ", "\x0b"):
        response = ana_at_desk.post(NEW, typed(ana_at_desk.get(NEW), headline=headline))
        assert response.context["adminform"].form.errors["headline"]


def test_saving_raises_the_version_once_and_keeps_who_began(ana_at_desk, ana, bo, article):
    before = article.version
    data = typed(ana_at_desk.get(form_of(article)), dek="Another dek.")
    assert not errors_of(ana_at_desk.post(form_of(article), data))
    article.refresh_from_db()
    assert (article.version, article.dek) == (before + 1, "Another dek.")
    assert (article.created_by, article.modified_by) == (bo, ana)


def test_every_kind_of_block_can_be_written(ana_at_desk, article):
    data = typed(ana_at_desk.get(form_of(article)))
    for kind in Article.block_kinds().values():
        prefix = f"{kind._meta.app_label}_{kind._meta.model_name}_set"
        columns = {"html": "<p>New.</p>", "words": "New."}
        columns = {name: value for name, value in columns.items() if name in {f.name for f in kind._meta.fields}}
        data = added(data, prefix, region="body", ordering=500, extent="whole", **columns)
    assert not errors_of(ana_at_desk.post(form_of(article), data))
    assert len(article.blocks()) == 3 + len(Article.block_kinds())
    assert TimelineBlock in Article.block_kinds().values()


def test_a_block_can_be_saved_empty_but_not_published(ana_at_desk, article):
    data = typed(ana_at_desk.get(form_of(article)))
    data = added(data, "articles_pullquote_set", region="body", ordering=500, words="", attribution="")
    assert not errors_of(ana_at_desk.post(form_of(article), data))
    assert ("body", "A pull quote has no words.") in list(article.problems())


def test_a_second_save_never_overwrites_and_loses_nothing(ana_at_desk, ana, bo, article):
    mine = typed(
        ana_at_desk.get(form_of(article)),
        **{"headline": "Ana's headline", "articles_quotation_set-0-words": "Ana's words."},
    )
    theirs = Article.objects.get(pk=article.pk)
    theirs.headline, theirs.modified_by = "Bo's headline", bo
    theirs.save()
    article.articles_quotation_set.update(words="Bo's words.")

    response = ana_at_desk.post(form_of(article), mine)
    page = response.content.decode()
    assert response.status_code == 200
    assert "bo saved this article (" in page
    for words in ("Ana&#x27;s headline", "Ana&#x27;s words.", "Bo&#x27;s headline", "Bo&#x27;s words."):
        assert words in page
    theirs.refresh_from_db()
    assert (theirs.headline, words_of(article)) == ("Bo's headline", "Bo's words.")

    again = typed(response)
    assert ana_at_desk.post(form_of(article), again).status_code == 200, "saving once more is not a decision"
    assert not errors_of(ana_at_desk.post(form_of(article), again | {"_replace": theirs.version}))
    theirs.refresh_from_db()
    assert (theirs.headline, words_of(article), theirs.modified_by) == ("Ana's headline", "Ana's words.", ana)


def test_saving_over_replaces_only_what_was_shown(ana_at_desk, article):
    mine = typed(ana_at_desk.get(form_of(article)), headline="Ana's headline")
    article.save()
    shown = article.version
    article.headline = "Saved after Ana had looked"
    article.save()
    for over in (shown, "", "what?"):
        response = ana_at_desk.post(form_of(article), mine | {"_replace": over})
        assert response.status_code == 200
    article.refresh_from_db()
    assert article.headline == "Saved after Ana had looked"


def test_what_a_colleague_saved_is_told_in_the_words_of_the_form(ana_at_desk, article):
    event = Event.objects.create(date="2004", title="They meet", slug="meet")
    timeline = Timeline.objects.create(title="Together", slug="together")
    shown = {"extent": "chosen", "chosen": [str(event.pk)]}
    TimelineBlock.objects.create(parent=article, region="body", ordering=40, timeline=timeline, **shown)
    data = typed(ana_at_desk.get(form_of(article)), version=None, headline="Blind")
    saved = dict(ana_at_desk.post(form_of(article), data).context["saved"]["parts"])
    assert saved["Timeline"] == "Together\nthe events chosen here\nThey meet"


def test_a_form_without_its_version_is_refused(ana_at_desk, article):
    data = typed(ana_at_desk.get(form_of(article)), version=None, headline="Blind")
    assert ana_at_desk.post(form_of(article), data).context["saved"]["version"] == article.version


def test_what_was_typed_into_a_block_that_a_colleague_removed_is_kept(ana_at_desk, article):
    Quotation.objects.create(parent=article, region="body", ordering=40, words="Second.")
    mine = typed(
        ana_at_desk.get(form_of(article)),
        **{"articles_quotation_set-0-words": "Typed into the first.", "articles_quotation_set-1-words": "The second."},
    )
    article.articles_quotation_set.get(words="Nobody left.").delete()
    article.save()

    response = ana_at_desk.post(form_of(article), mine)
    assert "Typed into the first." in response.content.decode()
    assert "The second." in response.content.decode()
    ana_at_desk.post(form_of(article), typed(response) | {"_replace": article.version})
    assert {q.words for q in article.articles_quotation_set.all()} == {"Typed into the first.", "The second."}


def test_an_address_that_is_taken_is_reported_at_the_slug(ana_at_desk, ana, article, culture):
    other = Article.objects.create(headline="Other", section=culture)
    Address.objects.create(article=other, path="culture/taken")
    data = typed(ana_at_desk.get(form_of(article)), slug="taken")
    errors = ana_at_desk.post(form_of(article), data).context["adminform"].form.errors
    assert errors == {"slug": ["This address is taken. Choose another slug."]}
    article.publish(ana, Kind.UPDATE)
    article.refresh_from_db()
    assert not errors_of(ana_at_desk.post(form_of(article), typed(ana_at_desk.get(form_of(article)))))


def test_a_reserved_word_is_refused_at_the_slug(ana_at_desk, article):
    data = typed(ana_at_desk.get(form_of(article)), slug="feeds")
    assert "reserved word" in ana_at_desk.post(form_of(article), data).context["adminform"].form.errors["slug"][0]


def test_a_date_says_how_it_was_understood_or_why_not(ana_at_desk, article):
    response = ana_at_desk.get(form_of(article))
    assert "Understood as one day" in response.content.decode()
    data = typed(response, **{"articles_quotation_set-0-date": "winter 2018"})
    formsets = ana_at_desk.post(form_of(article), data).context["inline_admin_formsets"]
    [errors] = [f.formset.errors for f in formsets if f.formset.model is Quotation]
    assert "belongs to two years" in errors[0]["date"][0]


def test_a_form_of_thirty_blocks_costs_at_most_35_queries(
    ana_at_desk, article, stage, mara, register, django_assert_max_num_queries
):
    timeline = Timeline.objects.create(title="In order", slug="in-order")
    for n in range(6):
        common = {"parent": article, "region": "body", "ordering": 100 + n}
        Text.objects.create(html="<p>More.</p>", **common)
        Figure.objects.create(image=stage, **common)
        Quotation.objects.create(words="More.", speaker=mara, source=register, **common)
        PullQuote.objects.create(words="More.", **common)
        TimelineBlock.objects.create(timeline=timeline, **common)
    with django_assert_max_num_queries(35):
        assert ana_at_desk.get(form_of(article)).status_code == 200


def test_forms_name_nothing_that_was_not_chosen(ana_at_desk, article):
    Topic.objects.create(name="Secret Person", slug="secret-person")
    Source.objects.create(title="Secret Paper")
    Image.objects.create(title="Secret picture")
    Article.objects.create(headline="Secret story")
    for page in (form_of(article), NEW):
        assert "Secret" not in ana_at_desk.get(page).content.decode()


def test_lists_answer_their_filters_and_no_other_question(ana_at_desk, article):
    assert ana_at_desk.get(LIST, {"state__exact": "writing"}).status_code == 200
    assert ana_at_desk.get(LIST, {"section__id__exact": str(article.section_id)}).status_code == 200
    for question in ("headline__startswith", "lead_alt__contains", "created_by__password__startswith", "state__regex"):
        assert ana_at_desk.get(LIST, {question: "x"}).status_code == 400


def test_a_reporter_sees_and_changes_only_their_own(client, bo, ana, article):
    theirs = Article.objects.create(headline="Ana's secret", created_by=ana)
    client.force_login(bo)
    assert "secret" not in client.get(LIST).content.decode()
    assert client.get(form_of(theirs)).status_code == 302
    assert client.post(form_of(theirs), {"headline": "Mine"}).status_code in (302, 403)
    assert client.get(LIST, {"q": "secret"}).context["cl"].result_count == 0
    data = typed(client.get(form_of(article)), headline="Bo's own")
    assert client.post(form_of(article), data).status_code == 302
    theirs.refresh_from_db()
    assert theirs.headline == "Ana's secret"


def test_an_article_with_editions_cannot_be_deleted(ana_at_desk, ana, article):
    article.publish(ana, Kind.UPDATE)
    page = reverse("admin:articles_article_delete", args=[article.pk])
    assert "protected" in ana_at_desk.get(page).content.decode()
    assert ana_at_desk.post(page, {"post": "yes"}).status_code in (200, 403)
    assert Article.objects.filter(pk=article.pk).exists()


def test_a_draft_can_be_deleted(ana_at_desk, article):
    page = reverse("admin:articles_article_delete", args=[article.pk])
    assert not errors_of(ana_at_desk.post(page, {"post": "yes"}))
    assert not Article.objects.exists()


def test_a_busy_database_keeps_the_text(ana_at_desk, article, monkeypatch):
    def busy(*args, **kwargs):
        raise OperationalError("database is locked")

    data = typed(ana_at_desk.get(form_of(article)), headline="Typed while busy")
    monkeypatch.setattr(ArticleAdmin, "save_model", busy)
    response = ana_at_desk.post(form_of(article), data)
    assert response.status_code == 503
    assert "Typed while busy" in response.content.decode()
    assert "nothing was saved" in response.content.decode()
