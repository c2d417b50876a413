"""`manage.py verify`: what it finds, and what it derives anew."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from articles.models import Article, Change, Edition, EditionText, Quotation

pytestmark = pytest.mark.django_db


def verify(*arguments):
    """Run the command and return what it printed."""
    out = StringIO()
    call_command("verify", *arguments, stdout=out)
    return out.getvalue()


def test_a_sound_archive_has_no_problems(article, ana):
    article.publish(ana, "update")
    assert "1 edition, no problems." in verify()


def test_an_index_column_that_drifted_is_found_and_repaired(article, ana):
    article.publish(ana, "update")
    second = article.publish(ana, "minor")
    Edition.objects.filter(pk=second.pk).update(updated_from=second.live_from)
    with pytest.raises(CommandError, match="1 problem"):
        verify()
    verify("--repair")
    assert Edition.objects.get(pk=second.pk).updated_from == second.updated_from
    assert "2 editions, no problems." in verify()


def test_a_line_of_the_log_that_drifted_is_found_and_repaired(article, ana):
    edition = article.publish(ana, "update")
    Change.objects.update(public_from=None)
    with pytest.raises(CommandError, match="1 problem"):
        verify()
    verify("--repair")
    assert Change.objects.get().public_from == edition.live_from


def test_a_document_that_cannot_be_read_is_found(article, ana):
    article.publish(ana, "update")
    EditionText.objects.update(document="{")
    with pytest.raises(CommandError, match="1 problem"):
        verify()


def test_what_this_release_does_not_know_or_cannot_show_is_found(article, ana, monkeypatch):
    edition = article.publish(ana, "update")
    content = edition.text.content
    content["article"]["language"] = "tlh"
    content["blocks"].append({"kind": "articles.hologram", "id": "x"})
    EditionText.objects.update(document=json.dumps(content))
    Article.objects.update(language="qaa")
    monkeypatch.setattr(Quotation, "template_name", "articles/blocks/nothing.html")
    out = StringIO()
    with pytest.raises(CommandError, match="5 problem"):
        call_command("verify", stdout=out)
    for words in (
        "the working copy is in the language “qaa”",
        "the working copy holds blocks of the kind “articles.quotation”, which has no template",
        "edition 1 is in the language “tlh”",
        "edition 1 holds blocks of the kind “articles.quotation”, which has no template",
        "edition 1 holds blocks of the kind “articles.hologram”, which is not installed",
    ):
        assert words in out.getvalue()


def test_a_working_copy_without_editions_is_looked_at_too(article):
    Article.objects.update(language="qaa")
    with pytest.raises(CommandError, match="1 problem"):
        verify()


def test_an_erased_text_is_no_problem(article, ana):
    article.publish(ana, "update").erase(None, "A court said so.")
    assert "1 edition, no problems." in verify()
