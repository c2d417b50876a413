"""`manage.py verify`: what it finds, and what it derives anew."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from articles.models import Edition, EditionText

pytestmark = pytest.mark.django_db


def verify(*arguments):
    """Run the command and return what it printed."""
    out = StringIO()
    call_command("verify", *arguments, stdout=out)
    return out.getvalue()


def test_a_sound_archive_is_told_so(article, ana):
    article.publish(ana, "update")
    assert "1 editions stand" in verify()


def test_an_index_column_that_drifted_is_found_and_repaired(article, ana):
    article.publish(ana, "update")
    second = article.publish(ana, "minor")
    Edition.objects.filter(pk=second.pk).update(updated_from=second.live_from)
    with pytest.raises(CommandError, match="1 fault"):
        verify()
    verify("--repair")
    assert Edition.objects.get(pk=second.pk).updated_from == second.updated_from
    assert "2 editions stand" in verify()


def test_a_document_that_cannot_be_read_is_found(article, ana):
    article.publish(ana, "update")
    EditionText.objects.update(document="{")
    with pytest.raises(CommandError, match="1 fault"):
        verify()
