"""`manage.py verify`: what it finds, and what it derives anew."""

import datetime
import json
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from articles.models import Article, Change, Edition, EditionText, Generation, Quotation, Text
from articles.models.editions import mention_models
from articles.text import folded_columns
from newsroom.management.commands import verify as command
from timeline.models import Event, Timeline, TimelineBlock

pytestmark = pytest.mark.django_db


def verify(*arguments):
    """Run the command and return what it printed."""
    out = StringIO()
    call_command("verify", *arguments, stdout=out)
    return out.getvalue()


def test_a_sound_archive_has_no_problems(article, ana):
    article.publish(ana, "update")
    assert "1 edition, no problems." in verify()


@pytest.mark.parametrize("column", ["first_live_from", "updated_from", "live_until"])
def test_an_index_column_that_drifted_is_found_and_repaired(article, ana, column):
    first = article.publish(ana, "update")
    article.publish(ana, "minor")
    first.refresh_from_db()
    wrong = getattr(first, column) + datetime.timedelta(hours=1)
    Edition.objects.filter(pk=first.pk).update(**{column: wrong})
    generation = Generation.objects.get()
    # Where `updated_from` is wrong, the mentions differ from it, too.
    with pytest.raises(CommandError, match="2 problems" if column == "updated_from" else "1 problem"):
        verify()
    assert getattr(Edition.objects.get(pk=first.pk), column) == wrong, "nothing is written without --repair"
    assert Generation.objects.get().number == generation.number
    verify("--repair")
    assert Edition.objects.get(pk=first.pk).index_columns == first.index_columns
    assert Generation.objects.get().number == generation.number + 1
    assert "2 editions, no problems." in verify()


@pytest.mark.parametrize("model", mention_models())
def test_a_mention_that_is_not_sorted_as_its_edition_is_found_and_repaired(article, ana, model):
    timeline = Timeline.objects.create(title="In order", slug="in-order")
    event = Event.objects.create(date="2018", title="A prize", slug="a-prize")
    timeline.entries.create(event=event)
    TimelineBlock.objects.create(
        parent=article, region="body", ordering=40, timeline=timeline, extent="chosen", chosen=[str(event.pk)]
    )
    article.update_search_index()
    edition = article.publish(ana, "update")
    assert verify()
    for wrong in (None, edition.updated_from - datetime.timedelta(hours=1)):
        assert model.objects.update(updated_from=wrong)
        with pytest.raises(CommandError, match="1 problem"):
            verify()
        verify("--repair")
        assert {mention.updated_from for mention in model.objects.all()} == {edition.updated_from}
        assert "1 edition, no problems." in verify()


def test_a_gap_in_the_numbers_and_a_document_that_is_missing_are_found(article, ana):
    article.publish(ana, "update")
    Edition.objects.update(number=2)
    EditionText.objects.all().delete()
    out = StringIO()
    with pytest.raises(CommandError, match="2 problems"):
        call_command("verify", stdout=out)
    assert "the numbers of its editions have a gap" in out.getvalue()
    assert "the document of edition 2 cannot be read" in out.getvalue()


def test_the_archive_is_read_in_batches_without_a_query_for_each_article(
    article, culture, ana, monkeypatch, django_assert_num_queries
):
    for number in range(7):
        other = Article.objects.create(headline=f"Other {number}", section=culture)
        Text.objects.create(parent=other, region="body", ordering=10, html="<p>Words.</p>")
        other.update_search_index()
        other.publish(ana, "update")
        other.publish(ana, "minor")
    tables = len(mention_models()) + len([model for model in apps.get_models() if folded_columns(model)])
    # The number of articles; articles, editions, documents and the words that are searched, stored and derived, of a
    # batch; the end; the log; each table of mentions, and of names.
    with django_assert_num_queries(1 + 5 + 1 + 1 + tables):
        verify()
    monkeypatch.setattr(command, "BATCH", 3)
    with django_assert_num_queries(1 + 3 * 5 + 1 + 1 + tables):
        assert "14 editions, no problems." in verify()


def test_progress_is_shown_to_a_terminal_only(article, culture, monkeypatch):
    Article.objects.create(headline="Other", section=culture)
    monkeypatch.setattr(command, "BATCH", 1)

    class Terminal(StringIO):
        def isatty(self):
            return True

    terminal, file = Terminal(), StringIO()
    call_command("verify", stdout=StringIO(), stderr=terminal)
    call_command("verify", stdout=StringIO(), stderr=file)
    assert terminal.getvalue() == "1 of 2 articles\r2 of 2 articles\n"
    assert file.getvalue() == ""


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


def test_a_line_of_the_log_that_is_sorted_wrongly_is_found_and_repaired(article, ana):
    article.publish(ana, "update")
    Change.objects.update(public_from=None)
    with pytest.raises(CommandError, match="1 problem"):
        verify()
    verify("--repair")
    assert not Change.objects.filter(public_from=None).exists()
    assert "1 edition, no problems." in verify()
