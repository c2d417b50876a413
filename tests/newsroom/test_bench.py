"""`manage.py bench`: every page is found and measured, and nothing is changed. What it costs is not asserted."""

import json
from io import StringIO
from xml.etree import ElementTree

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command

from articles.models import Change, Edition, Generation
from newsroom.bench import NAMES, measure, served
from newsroom.bench.report import number
from newsroom.fill import pictures

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _once(monkeypatch, settings):
    """Small pictures, and each page only once a round."""
    monkeypatch.setattr(pictures, "SIZE", (96, 64))
    monkeypatch.setattr(measure, "SAMPLE", 0)
    settings.PICTURE_WIDTHS = [48]


def bench(*arguments):
    """Run the command for one round and return its lines."""
    out = StringIO()
    call_command("bench", "--rounds", "1", *arguments, stdout=out)
    return out.getvalue().splitlines()


def state():
    """Return what publishing and logging in would change."""
    rows = [model.objects.count() for model in (Edition, Change, User, Session)]
    return rows, Generation.objects.get().number


def test_every_page_is_measured_and_nothing_is_changed(tmp_path):
    call_command("fill", "60", stdout=StringIO(), stderr=StringIO())
    before, file, picture = state(), tmp_path / "bench.json", tmp_path / "bench.svg"
    title, head, *lines = bench("--json", str(file), "--chart", str(picture))
    assert state() == before
    assert title.startswith("60 articles")
    assert head.split()[0] == "queries"
    report = json.loads(file.read_text())
    assert [page["name"] for page in report["pages"]] == list(NAMES)
    assert len(lines) == len(NAMES) + 2
    for line, page in zip(lines, report["pages"] + report["baselines"], strict=True):
        assert line.startswith(page["name"])
        cells = line.removeprefix(page["name"]).split()
        values = [number(page[name]) for name in ("queries", "work")]
        values += [f"{page['cpu_ms']:,.3f}", f"{page['ms']:,.3f}", number(page["bytes"])]
        values += [f"{page['times_view']:,.1f}", f"{page['times_wsgi']:,.0f}", f"{page['per_second']:,.0f}"]
        assert cells == values
    assert all(page["queries"] and page["work"] for page in report["pages"])
    texts = "".join(ElementTree.parse(picture).getroot().itertext())
    assert all(name in texts for name in NAMES)


def test_some_pages_alone(published):
    assert [line.split()[0] for line in bench("--only", "front", "404")[2:]] == ["front", "404", "a", "a"]


def test_what_an_archive_does_not_have_is_left_out(published):
    assert bench("--only", "article", "timeline")[-1] == "timeline: none in this archive"


def test_a_site_without_articles_is_refused():
    with pytest.raises(CommandError, match="Nothing is published here"):
        bench()


def test_no_round_is_refused(published):
    with pytest.raises(CommandError, match="at least one round"):
        call_command("bench", "--rounds", "0")


def test_only_linux_can_say_what_a_server_costs(published, monkeypatch, tmp_path):
    monkeypatch.setattr(served, "PROCESSES", tmp_path)
    with pytest.raises(CommandError, match="needs Linux"):
        bench("--served")
