"""What this release does not know or cannot show is reported at start, and is never an error that a reader meets."""

import json

import pytest
from django.core.checks import Tags, run_checks
from django.db import models
from django.test.utils import isolate_apps

from articles import checks
from articles.languages import language_tag, text_direction
from articles.models import Article, Block, EditionText, Kind, PullQuote
from tests.pages import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def without_template(monkeypatch):
    """The kind of pull quotes has lost its template."""
    monkeypatch.setattr(PullQuote, "template_name", "articles/blocks/nothing.html")


@pytest.fixture
def published(article, ana):
    """The address of an article with a pull quote."""
    PullQuote.objects.create(parent=article, region="body", ordering=40, words="Nobody left the room.")
    return article.publish(ana, Kind.UPDATE).path


def rewrite(change):
    """Change the only document as a release that knows more would have written it."""
    text = EditionText.objects.get()
    content = json.loads(text.document)
    change(content)
    EditionText.objects.update(document=json.dumps(content))


def test_the_kinds_that_come_with_the_software_pass():
    assert not [error for error in run_checks() if error.id in (checks.NO_TEMPLATE, checks.HIDDEN_BLOCKS)]


def test_a_kind_without_a_template_is_reported_at_start(without_template):
    [error] = [error for error in run_checks() if error.id == checks.NO_TEMPLATE]
    assert error.obj is PullQuote
    assert "templates/articles/blocks/nothing.html" in error.hint


@isolate_apps("articles")
def test_a_kind_that_articles_do_not_know_is_reported_at_start():
    class Map(Block):
        parent = models.ForeignKey(Article, models.CASCADE, related_name="+")

        class Meta:
            app_label = "articles"

    errors = {error.id: error for error in checks.block_kind_errors(Map)}
    assert errors.keys() == {checks.NO_TEMPLATE, checks.HIDDEN_BLOCKS}
    assert "related_name" in errors[checks.HIDDEN_BLOCKS].hint


def test_a_language_of_the_publication_that_is_not_known_is_reported_at_start(settings):
    settings.LANGUAGE_CODE = "tlh"
    errors = run_checks(tags=[Tags.translation])  # other checks translate, which fails in this language
    [error] = [error for error in errors if error.id == checks.UNKNOWN_LANGUAGE]
    assert "'tlh'" in error.msg
    assert "LANG_INFO" in error.hint


def test_articles_in_a_language_that_is_not_known_are_reported_when_the_database_is_checked(article):
    assert not checks.check_article_languages(None, databases=["default"])
    Article.objects.update(language="tlh")
    assert checks.UNKNOWN_ARTICLE_LANGUAGE not in {error.id for error in run_checks()}
    [warning] = [w for w in run_checks(databases=["default"]) if w.id == checks.UNKNOWN_ARTICLE_LANGUAGE]
    assert "'tlh'" in warning.msg
    assert "verify" in warning.hint


def test_missing_agencies_are_reported_at_start(monkeypatch, tmp_path):
    monkeypatch.setattr(checks, "AGENCIES", tmp_path / "agencies.json")
    [error] = [error for error in run_checks() if error.id == checks.NO_AGENCIES]
    assert "git restore" in error.hint


def test_readers_are_not_shown_a_kind_without_a_template_and_it_is_logged(client, published, monkeypatch, caplog):
    assert "Nobody left the room." in client.get(published).text
    monkeypatch.setattr(PullQuote, "template_name", "articles/blocks/nothing.html")
    page = client.get(published)
    assert page.status_code == 200
    assert "They met in 2004." in page.text
    assert "Nobody left the room." not in page.text
    assert "'articles.pullquote' has no template" in caplog.text


def test_readers_are_not_shown_a_kind_that_is_not_installed_and_it_is_logged(client, published, caplog):
    for block in ({"kind": "articles.hologram", "id": "x"}, {"id": "x"}):
        rewrite(lambda content, block=block: content["blocks"].append(block))
    page = client.get(published)
    assert page.status_code == 200
    assert "Nobody left the room." in page.text
    assert "'articles.hologram'" in caplog.text


@pytest.mark.parametrize(
    ("language", "shown"),
    [("tlh", "tlh"), ("qaa-Latn-x", "qaa-Latn-x"), ('"><script>', "und"), ("", "und"), (None, "und"), (7, "und")],
)
def test_readers_are_shown_a_text_in_a_language_that_is_not_known(client, published, language, shown):
    rewrite(lambda content: content["article"].update(language=language))
    for path in (published, f"{published}changes/", "/"):
        assert client.get(path).status_code == 200
    assert Page(client.get(published)).all("html", lang=shown, dir="ltr")


def test_a_text_from_before_languages_is_shown(client, published):
    rewrite(lambda content: content["article"].pop("language"))
    assert Page(client.get(published)).all("html", lang="und", dir="ltr")


def test_an_editor_can_open_and_preview_a_working_copy_in_a_language_that_is_not_known(desk, article):
    Article.objects.update(language="tlh")
    assert desk.get(f"/admin/articles/article/{article.pk}/change/").status_code == 200
    assert desk.get(f"/admin/articles/article/{article.pk}/preview/").status_code == 200
    article.refresh_from_db()
    assert article.direction == "ltr"


def test_languages_that_are_known_keep_their_direction():
    assert [text_direction(language) for language in ("en", "en-us", "ar", "fa", "he")] == [
        "ltr",
        "ltr",
        "rtl",
        "rtl",
        "rtl",
    ]
    assert language_tag("pt-br") == "pt-br"
