"""Prose: the HTML of running text, with a short list of allowed tags that nothing gets around."""

import functools
import re
from html import unescape

import nh3
from django.urls import reverse_lazy
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from django_prose_editor.config import allowlist_from_extensions
from django_prose_editor.fields import ProseEditorField

from articles.text.characters import printable
from articles.text.fields import CleanedFieldMixin
from articles.text.inner_links import INNER, INNER_SCHEME, with_addresses
from articles.text.reader import ProseReader
from articles.text.web_addresses import BARE, INVALID_ADDRESS, LINK, MAIL, SCHEMES, linked_address

# The one list of what prose may contain, for the editor and for the sanitiser. Its styles are in site.css, "prose".
EXTENSIONS = {
    "Bold": True,
    "Italic": True,
    "Subscript": True,
    "Superscript": True,
    "Heading": {"levels": [2, 3]},
    "BulletList": True,
    "OrderedList": {
        "listTypes": [
            {"type": "decimal", "label": "1, 2, 3"},
            {"type": "lower-alpha", "label": "a, b, c"},
            {"type": "upper-alpha", "label": "A, B, C"},
            {"type": "lower-roman", "label": "i, ii, iii"},
            {"type": "upper-roman", "label": "I, II, III"},
        ]
    },
    "ListItem": True,
    "Blockquote": True,
    "Link": {
        "enableTarget": False,
        "protocols": (*SCHEMES, INNER_SCHEME),
        "defaultProtocol": "https",
        # For newsroom/prose-link.js, so that the dialog completes an address as `completed_address` does.
        "forms": {"link": LINK, "mail": MAIL, "bare": BARE, "inner": f"^{INNER}$"},
        "articles": reverse_lazy("link_choices"),
        "words": {
            "title": _("Link"),
            "address": _("Web address or e-mail address"),
            "submit": _("Set link"),
            "refusal": INVALID_ADDRESS,
            "search": _("Or an article of this site: search its headline"),
            "chosen": _("Links to the article “%(headline)s”, whatever its address."),
            "unknown": _("Links to an article that you may not see, or that was deleted."),
            "found": _("Articles found"),
            "none": _("No article found."),
            "failed": _("Articles could not be searched, because the server did not answer as expected."),
        },
    },
    "HardBreak": True,
    # For newsroom/prose-paste.js: where what is pasted becomes prose.
    "Paste": {
        "address": reverse_lazy("pasted_prose"),
        "failed": _(
            "This could not be pasted, because the server did not answer as expected. Paste it again, or paste it "
            "without formatting by Ctrl+Shift+V."
        ),
    },
}
ALLOWED = allowlist_from_extensions(EXTENSIONS)
TAGS = ALLOWED["tags"]
EXTENSIONS["Paste"]["tags"] = ", ".join(sorted(TAGS))  # what has no other tag was copied from a text of the desk
LIST_TYPES = {"a", "A", "i", "I"}  # "1" is what a list without a type has


def safe_attribute(tag, name, value):
    """Return the value of an attribute as it is stored, or None to drop the attribute."""
    if name == "href":
        return linked_address(value) or None
    if name == "start":
        return str(int(value)) if re.fullmatch(r"-?[0-9]{1,6}", value) and int(value) != 1 else None
    return value if value in LIST_TYPES else None


CLEANER = nh3.Cleaner(
    tags=TAGS,
    attributes=ALLOWED["attributes"],
    attribute_filter=safe_attribute,
    url_schemes={*SCHEMES, INNER_SCHEME},
    link_rel=None,
    clean_content_tags={"script", "style"},
)
LINE_END = re.compile(r"(?:\s*(?:<br[^>]*>|</?(?:p|h2|h3|ul|ol|li|blockquote)(?: [^>]*)?>))+\s*")
SUPERSCRIPT_OR_SUBSCRIPT = re.compile(r"<(su[bp])>([^<]*)</\1>")
SCRIPT_CHARACTERS = {"sup": str.maketrans("0123456789+-−=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾")}
SCRIPT_CHARACTERS["sub"] = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
LINK_ELEMENT = re.compile(r'<a href="([^"]*)">(.*?)</a>', re.DOTALL)
LINK_WITHOUT_ADDRESS = re.compile(r"<a>(.*?)</a>", re.DOTALL)


def safe_prose(html, paths=None):
    """Return HTML with only the listed tags and attributes, safe links, and no control characters.

    For prose on its way to readers: what is stored in a document keeps its words and its structure. `paths` are the
    addresses of the articles that readers can open, by their keys; other links by key leave their words.
    """
    return with_addresses(sanitised(html), paths or {})


def sanitised(html):
    """Return HTML as `safe_prose` does, but with the links that name an article by its key, as it is stored."""
    # Printable again, because references such as `&#11;` are now characters.
    return LINK_WITHOUT_ADDRESS.sub(r"\1", printable(CLEANER.clean(printable(html)))).strip()


@functools.lru_cache(maxsize=16)  # saving a row cleans each of its texts several times
def clean_prose(html):
    """Return any HTML as prose: only the listed tags, and no words lost or run together.

    Left out is what was deleted, struck out or hidden in the source, and its comments: see `ProseReader`.

    A link is completed as the dialog does, `example.org` to https://example.org; one that points neither to such an
    address nor to a page of this site is unwrapped. Safe to call on its own output; called when prose is stored.
    """
    return sanitised(ProseReader(html).html)


def prose_to_text(html, links=False):
    """Return prose as plain text, a paragraph a line; 10<sup>6</sup> becomes 10⁶, not 106.

    With `links`, the address of each link follows its text in brackets.
    """
    if links:
        html = LINK_ELEMENT.sub(r"\2 (\1)", html)
    html = SUPERSCRIPT_OR_SUBSCRIPT.sub(lambda piece: piece[2].translate(SCRIPT_CHARACTERS[piece[1]]), html)
    return unescape(strip_tags(LINE_END.sub("\n", html))).strip()


OPENING_TAG = re.compile(r"<(p|h2|h3|li|blockquote)[ >]")
NUMBERED_FROM = re.compile(r'<ol [^>]*start="(-?[0-9]+)"')


def paragraphs_of(html):
    """Return the paragraphs of prose as (tag, HTML, number).

    The tag is that of the innermost element, without what only holds others: `p`, `h2`, `h3`, `li` or `blockquote`; the
    number is that from which a list is numbered, for its first item, and otherwise None.
    """
    paragraphs, tag, number, end = [], "p", None, 0
    for line_end in [*LINE_END.finditer(html), None]:
        if text := html[end : line_end.start() if line_end else None].strip():
            paragraphs.append((tag, text, number))
            number = None
        if line_end:
            end, tags = line_end.end(), OPENING_TAG.findall(line_end[0])
            holders = [name for name in tags if name != "p"]
            tag = (holders or tags or [tag])[-1]
            starts = NUMBERED_FROM.findall(line_end[0])
            number = int(starts[-1]) if starts else number
    return paragraphs


class ProseField(CleanedFieldMixin, ProseEditorField):
    """Running text of many paragraphs, sanitised on every way into the database.

    The field of django-prose-editor sanitises only in forms: `save()`, `update()` and `loaddata` would store a script.
    """

    clean_text = staticmethod(clean_prose)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, extensions=EXTENSIONS, sanitize=clean_prose, **kwargs)
