"""Links in prose to articles of this site. They name the article by its key, so that a new address breaks none."""

import re
import uuid
from html import escape

INNER_SCHEME = "newsroom"
KEY = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
# The second group is the place on the page.
INNER = rf"{INNER_SCHEME}:article/({KEY})((?:#[\w.-]+)?)"
IS_INNER = re.compile(INNER)
INNER_LINK = re.compile(rf'<a href="{INNER}">(.*?)</a>', re.DOTALL)
HREF = re.compile(r'(?<=<a href=")[^"]*(?=">)')


def inner_address(key):
    """Return the address by which prose names an article."""
    return f"{INNER_SCHEME}:article/{key}"


def linked_articles(html):
    """Return the (key, words) of every link in stored prose that names an article by its key."""
    return [(uuid.UUID(key), words) for key, _place, words in INNER_LINK.findall(html)]


def with_addresses(html, paths):
    """Return prose in which links by key lead to the paths given for the keys; of the others only the words are left.

    No difference is made between articles under embargo, taken down, deleted or that never existed.
    """

    def link(match):
        path = paths.get(uuid.UUID(match[1]))
        return f'<a href="{escape(path + match[2])}">{match[3]}</a>' if path else match[3]

    return INNER_LINK.sub(link, html) if INNER_SCHEME in html else html
