"""Reading the demonstration's stories: one TOML file each, the words as they read today and how they read before.

A story is a mapping of tables: `section`, `author`, `topic`, `source`, `image`, `event` and `timeline`, each by slug;
`article` and its `body`; and what was done when: `edition` and `change`, each with `at`, an aware datetime. The
words stand as in the last edition: `was` in an edition maps its new words to those that the edition before it had.
Facts stand as they were first recorded, and a `change` sets what became of them.
"""

import tomllib
from pathlib import Path

FOLDER = Path(__file__).parent / "stories"


def read_stories():
    """Return every story by the name of its file, in the order of the names."""
    return {path.stem: tomllib.loads(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.toml"))}


def words_of(story, number):
    """Return the `article` and `body` of a story as its edition of this number had them."""
    placed = [block | {"ordering": 10 * place} for place, block in enumerate(story.get("body", []), start=1)]
    words = {"article": story["article"], "body": [block for block in placed if block.get("since", 1) <= number]}
    for edition in reversed(story.get("edition", [])[number:]):
        for new, old in edition.get("was", {}).items():
            words = _replaced(words, new, old)
    return words


def _replaced(words, new, old):
    """Return the words with every `new` made `old`, however deep in lists and mappings."""
    if isinstance(words, str):
        return words.replace(new, old)
    if isinstance(words, list):
        return [_replaced(item, new, old) for item in words]
    if isinstance(words, dict):
        return {name: _replaced(item, new, old) for name, item in words.items()}
    return words


def prose(text):
    """Return the HTML of plain paragraphs: an empty line between two, `## ` before a heading; lists as they are."""
    return "".join(map(_paragraph, text.strip().split("\n\n")))


def _paragraph(text):
    """Return the HTML of one paragraph, heading or list."""
    text = " ".join(text.split())
    if text.startswith(("<ul>", "<ol>")):
        return text
    return f"<h2>{text.removeprefix('## ')}</h2>" if text.startswith("## ") else f"<p>{text}</p>"
