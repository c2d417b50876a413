"""The desk's scripts can be translated: every message is marked for gettext, and the catalog is loaded."""

import re

import pytest
from django.conf import settings

from tests.pages import Page

SCRIPTS = sorted((settings.BASE_DIR / "newsroom" / "static" / "newsroom").glob("*.js"))
COMMENT = re.compile(r"/\*.*?\*/|(?<!:)//[^\n]*", re.DOTALL)
MARKED = re.compile(r"""n?gettext\(\s*(?:"(?:[^"\\]|\\.)*"\s*,?\s*)+""")
LITERAL = re.compile(r'"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`')
# A message is a sentence, a capital letter first, or words that are said, shown or read aloud.
SENTENCE = re.compile(r"(\$\{[^}]*\} |[A-Z])[a-z]+( [^ ]+)*$|.* .*[.:…?!]$")
SHOWN = re.compile(r'(?:textContent = |title = |say\(|"aria-label", )(?:\w+ \? )?["`](?=[^"`]*[a-z])([^"`]*)["`]')
VALUE = re.compile(r"\$\{[^}]*\}")
NO_MESSAGES = {"Enter", "Escape", "ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Link", "Accept", "Files"}


def unmarked(script):
    """Return the literals of a script that look like messages and are not arguments of gettext or ngettext."""
    code = MARKED.sub("(", COMMENT.sub("", script))
    literals = ["".join(found) for found in LITERAL.findall(code)]
    shown = [text for text in SHOWN.findall(code) if re.search("[a-z]", VALUE.sub("", text))]
    return [text for text in literals if is_sentence(text)] + shown


def is_sentence(text):
    return text not in NO_MESSAGES and SENTENCE.fullmatch(text) and re.search("[a-z]{2}", VALUE.sub("", text))


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_every_message_of_a_script_is_marked_for_translation(script):
    assert unmarked(script.read_text()) == []


@pytest.mark.parametrize(
    "line",
    [
        'desk.say("It cannot go further.")',
        "desk.say(`Moved up: ${number} of ${count}.`)",
        'row.setAttribute("aria-label", "Suggestions")',
        'label.textContent = "waiting"',
        'button("Confirm", value)',
        "open(`${value} was not read.`)",
    ],
)
def test_a_message_that_is_not_marked_is_noticed(line):
    assert unmarked(line)


def test_a_message_that_is_marked_passes():
    assert not unmarked('desk.say(interpolate(ngettext("%s picture.", "%s pictures.", n), [n])) // Not "A message."')


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/admin/", "/admin/articles/article/add/", "/admin/articles/image/"])
def test_the_catalog_is_loaded_before_the_scripts_of_the_desk(desk, path):
    sources = [script["src"] for script in Page(desk.get(path)).all("script") if script["src"]]
    first = min(index for index, source in enumerate(sources) if "newsroom/" in source)
    assert "/admin/jsi18n/" in sources[: first + 1]


@pytest.mark.django_db
def test_the_catalog_is_sent_once_and_without_a_login(client):
    assert "/admin/jsi18n/" in client.get("/admin/login/").text
    response = client.get("/admin/jsi18n/")
    assert response.status_code == 200
    assert "django.gettext" in response.text
    assert "no-cache" in response["Cache-Control"]
    again = client.get("/admin/jsi18n/", headers={"If-Modified-Since": response["Last-Modified"]})
    assert again.status_code == 304
