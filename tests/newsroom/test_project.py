"""The project as a whole: the direction of imports, the linters, the migrations and the top level."""

import importlib
import subprocess
import sys
import tomllib
from io import StringIO
from pathlib import Path
from types import ModuleType

import pytest
from django.core.management import call_command

ROOT = Path(__file__).parent.parent.parent
TOP_LEVEL = {"manage.py", "pyproject.toml", "README.md", "newsroom", "articles", "timeline", "templates", "tests"}


def run(*command):
    """Run a tool of this environment in the project; fail with what it printed."""
    done = subprocess.run(
        [Path(sys.executable).parent / command[0], *command[1:]], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_layers_import_in_one_direction_only():
    run("lint-imports", "--no-cache")


def test_the_code_is_linted_and_formatted():
    run("ruff", "check", ".")
    run("ruff", "format", "--check", ".")


def test_the_templates_are_formatted():
    run("djlint", "--check", "--quiet", "templates")


def test_the_lines_of_templates_are_short():
    templates = (ROOT / "templates").rglob("*.html")
    lines = [(path.name, line) for path in templates for line in path.read_text().splitlines()]
    assert [(name, line) for name, line in lines if len(line) > 120] == []


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", "--check", "--dry-run", stdout=StringIO())


def test_the_top_level_holds_what_was_agreed():
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True)
    if listed.returncode:
        pytest.skip("not a git checkout")
    tops = {line.split("/")[0] for line in listed.stdout.splitlines()}
    assert {top for top in tops if not top.startswith(".")} == TOP_LEVEL


def test_modules_are_named_for_what_they_hold():
    vague = {"utils", "helpers", "common", "services", "signals", "misc"}
    names = {path.stem for app in ("newsroom", "articles", "timeline") for path in (ROOT / app).rglob("*.py")}
    assert not names & vague


def test_an_installation_apart_from_the_clone_is_refused_in_a_sentence(monkeypatch):
    monkeypatch.setitem(sys.modules, "setuptools", ModuleType("setuptools"))  # may be missing here
    monkeypatch.setitem(sys.modules, "setuptools.build_meta", ModuleType("setuptools.build_meta"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    backend = importlib.import_module(project["build-system"]["build-backend"])
    for hook in (backend.build_wheel, backend.get_requires_for_build_wheel):
        with pytest.raises(SystemExit, match=r"Install it with: pip install -e \.$"):
            hook()
