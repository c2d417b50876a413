"""Prose: the HTML of running text, with a short list of tags that nothing can get round."""

import re
from html import unescape

import nh3
from django.utils.html import strip_tags
from django.utils.text import slugify
from django_prose_editor.fields import ProseEditorField

from articles.text import printable

TAGS = {"p", "h2", "h3", "ul", "ol", "li", "blockquote", "strong", "em", "a", "br", "sub", "sup"}
EXTENSIONS = {
    "Bold": True,
    "Italic": True,
    "Heading": {"levels": [2, 3]},
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "Blockquote": True,
    "Link": {"enableTarget": False, "protocols": ["http", "https", "mailto"]},
    "HardBreak": True,
}
CLEANER = nh3.Cleaner(
    tags=TAGS,
    attributes={"a": {"href"}},
    url_schemes={"http", "https", "mailto"},
    link_rel=None,
    clean_content_tags={"script", "style"},
)
# nh3 unwraps an unlisted block and so joins its words to the next: such blocks become listed ones first.
LISTED_INSTEAD = {
    "h1": "h2",
    "h4": "h3",
    "h5": "h3",
    "h6": "h3",
    "div": "p",
    "section": "p",
    "article": "p",
    "b": "strong",
    "i": "em",
}
UNLISTED = re.compile(r"<(/?)(h1|h[4-6]|div|section|article|b|i)(?=[\s>])", re.IGNORECASE)
HEADING = re.compile(r"<h2>(.*?)</h2>", re.DOTALL)
LINE_END = re.compile(r"<br[^>]*>|</(?:p|h2|h3|li|blockquote)>")
EMPTY = re.compile(r"<p>\s*</p>")


def clean_prose(html):
    """Return the HTML with only the listed tags, `href` of http, https or mailto, and no control characters.

    Safe to call on its own output; called when prose is stored, when it is frozen, and when it is shown.
    """
    html = UNLISTED.sub(lambda tag: f"<{tag[1]}{LISTED_INSTEAD[tag[2].lower()]}", printable(html))
    return EMPTY.sub("", CLEANER.clean(html)).strip()


def plain_prose(html):
    """Return the words of prose as plain text, a paragraph a line."""
    return unescape(strip_tags(LINE_END.sub("\n", html))).strip()


def anchored(html, taken):
    """Give each second-level heading an `id`; return the HTML and a list of (id, heading text).

    `taken` is the set of ids already used on the page; new ones are added to it.
    """
    headings = []

    def with_id(heading):
        text = strip_tags(heading[1])
        stem = anchor = slugify(text)[:60] or "part"
        while anchor in taken:
            anchor = f"{stem}-{len(taken)}"
        taken.add(anchor)
        headings.append((anchor, text))
        return f'<h2 id="{anchor}">{heading[1]}</h2>'

    return HEADING.sub(with_id, html), headings


class ProseField(ProseEditorField):
    """Running text of many paragraphs, sanitised on every way into the database.

    The editor's own field cleans only in forms; `save()`, `update()` and `loaddata` would store a script as it is.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, extensions=EXTENSIONS, sanitize=clean_prose, **kwargs)

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        return clean_prose(value) if isinstance(value, str) else value

    def pre_save(self, model_instance, add):
        value = self.get_prep_value(super().pre_save(model_instance, add))
        setattr(model_instance, self.attname, value)
        return value
