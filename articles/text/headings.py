"""The ids of headings, by which pages and readers link to them."""

import re
import unicodedata

from django.utils.text import slugify

from articles.text.prose import prose_to_text

HEADING = re.compile(r"<h2>(.*?)</h2>", re.DOTALL)
LONGEST_ANCHOR = 60


def anchor_of(heading):
    """Return the words of a heading as an id: in small letters, and without accents if that leaves ASCII.

    Two words are never joined by more than one hyphen, so that `--2` can tell equal headings apart.
    """
    plain = unicodedata.normalize("NFKD", heading)
    if all(c.isascii() for c in plain if c.isalnum()):
        return slugify(heading)[:LONGEST_ANCHOR] or "part"
    words = "".join(c if is_part_of_word(c) else " " for c in unicodedata.normalize("NFKC", heading).lower())
    return "-".join(words.split())[:LONGEST_ANCHOR].strip("-")


def is_part_of_word(character):
    """Whether it is a letter, a digit, or a vowel or accent that is written upon a letter."""
    return unicodedata.category(character)[0] in "LNM"


def add_heading_ids(html, used):
    """Give each second-level heading an `id`; return the HTML and a list of (id, heading text).

    `used` is the set of ids already used on the page; new ones are added to it. An id depends on the words of its
    heading, and on no other heading but earlier ones of the same words.
    """
    headings = []

    def with_id(heading):
        text = prose_to_text(heading[1])
        slug = anchor = anchor_of(text)
        number = 1
        while anchor in used:
            number += 1
            anchor = f"{slug}--{number}"
        used.add(anchor)
        headings.append((anchor, text))
        return f'<h2 id="{anchor}">{heading[1]}</h2>'

    return HEADING.sub(with_id, html), headings
