"""Reads the demonstration's stories: one TOML file each, with today's text and the edits that led to it.

A story is a mapping of tables. `section`, `author`, `topic`, `source`, `image`, `event` and `timeline` are tables by
slug. `article` and `body` hold the text of the last edition; in an `edition`, `was` maps passages of its text to what
they said in the edition before. Facts are written as they were first recorded, and each `change` sets new values.
`edition` and `change` have `at`, an aware datetime.
"""

import tomllib
from pathlib import Path

FOLDER = Path(__file__).parent / "stories"


def read_stories():
    """Return every story by the name of its file, in the order of the names."""
    return {path.stem: tomllib.loads(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.toml"))}


def text_of(story, number):
    """Return the `article` and the `body` of a story as they were in its edition of this number."""
    blocks = [block | {"ordering": 10 * position} for position, block in enumerate(story.get("body", []), start=1)]
    text = {"article": story["article"], "body": [block for block in blocks if block.get("since", 1) <= number]}
    for edition in reversed(story.get("edition", [])[number:]):
        for new, old in edition.get("was", {}).items():
            text = _replaced(text, new, old)
    return text


def _replaced(value, new, old):
    """Return a value with `new` replaced by `old` in every string, however deep in lists and mappings."""
    if isinstance(value, str):
        return value.replace(new, old)
    if isinstance(value, list):
        return [_replaced(item, new, old) for item in value]
    if isinstance(value, dict):
        return {name: _replaced(item, new, old) for name, item in value.items()}
    return value


def prose(text):
    """Return the HTML of a text: paragraphs between empty lines, headings after `## `, lists as they are."""
    return "".join(map(_paragraph, text.strip().split("\n\n")))


def _paragraph(text):
    text = " ".join(text.split())
    if text.startswith(("<ul>", "<ol>")):
        return text
    return f"<h2>{text.removeprefix('## ')}</h2>" if text.startswith("## ") else f"<p>{text}</p>"
