"""Foreign HTML as plain text: nothing of it is ever shown as HTML, and no script's source is kept."""

import re
from html import escape
from html.parser import HTMLParser

import nh3

from articles.text import one_line, printable

PARAGRAPHS = {"p", "div", "li", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "tr"}
CLEANER = nh3.Cleaner(
    tags={"a", "br"} | PARAGRAPHS,
    attributes={"a": {"href"}},
    url_schemes={"http", "https"},
    link_rel=None,
    clean_content_tags={"script", "style", "iframe", "object", "noscript", "template"},
)


class _Reader(HTMLParser):
    """Collects the words of sanitised HTML: a blank line between paragraphs, an address after the words it is on."""

    def __init__(self):
        super().__init__()
        self.pieces, self.address = [], ""

    def handle_starttag(self, tag, attrs):
        if tag == "br":
            self.pieces.append("\n")
        elif tag == "a":
            self.address = dict(attrs).get("href") or ""
        else:
            self.pieces.append("\n\n")

    def handle_endtag(self, tag):
        if tag == "a" and self.address:
            self.pieces.append(f" ({self.address})")
            self.address = ""
        elif tag in PARAGRAPHS:
            self.pieces.append("\n\n")

    def handle_data(self, data):
        self.pieces.append(re.sub(r"[ \t]*[\r\n]\s*", " ", data))


def plain(html):
    """Return the words of foreign HTML as plain text with paragraphs; an address follows the words it stood on."""
    reader = _Reader()
    reader.feed(CLEANER.clean(printable(str(html or ""))))
    reader.close()
    text = re.sub(r"[ \t\xa0]*\n[ \t\xa0]*", "\n", "".join(reader.pieces))
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def plain_line(html):
    """Return the words of foreign HTML as one line."""
    return one_line(plain(html))


def as_html(text):
    """Return plain text as the HTML of paragraphs, which `plain` reads back."""
    paragraphs = [escape(part, quote=False).replace("\n", "<br>") for part in re.split(r"\n{2,}", text) if part]
    return "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
