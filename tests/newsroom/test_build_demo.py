"""Building the demonstration gives the fixture in the repository, byte for byte."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from articles.models import Article
from newsroom.demo.build import build
from newsroom.management.commands import build_demo

pytestmark = pytest.mark.django_db


def test_the_fixture_is_what_the_stories_and_todays_code_make():
    """If this fails after a change of a model or a story: `manage.py build_demo`, look at the difference, commit."""
    assert build().encode() == build_demo.FIXTURE.read_bytes()


def test_the_command_builds_apart_and_touches_nothing_here():
    call_command("build_demo", "--check")
    assert not Article.objects.exists()


def test_a_fixture_that_is_out_of_date_is_reported_and_replaced_with_its_files(monkeypatch, tmp_path):
    def built(folder):
        (Path(folder) / "media" / "pictures" / "stage").mkdir(parents=True)
        (Path(folder) / "media" / "pictures" / "stage" / "480.webp").touch()
        return b"[]\n"

    monkeypatch.setattr(build_demo, "FIXTURE", tmp_path / "demo.json")
    monkeypatch.setattr(build_demo, "PICTURES", tmp_path / "demo")
    monkeypatch.setattr(build_demo, "built_in_a_new_process", built)
    build_demo.FIXTURE.write_bytes(b"[ ]\n")
    (tmp_path / "demo" / "stage").mkdir(parents=True)
    (tmp_path / "demo" / "stage" / "640.webp").touch()
    with pytest.raises(CommandError, match="out of date"):
        call_command("build_demo", "--check")
    call_command("build_demo")
    assert build_demo.FIXTURE.read_bytes() == b"[]\n"
    assert [path.name for path in (tmp_path / "demo" / "stage").iterdir()] == ["480.webp"]
