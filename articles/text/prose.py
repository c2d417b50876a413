"""Prose: the HTML of running text, with a short list of allowed tags that nothing gets around."""

import re
from html import unescape

import nh3
from django.utils.html import strip_tags
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django_prose_editor.config import allowlist_from_extensions
from django_prose_editor.fields import ProseEditorField

from articles.text.characters import UNSEEN, printable
from articles.text.fields import CleanedFieldMixin
from articles.text.web_addresses import BARE, INVALID_ADDRESS, LINK, MAIL, SCHEMES, completed_address

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
        "protocols": SCHEMES,
        "defaultProtocol": "https",
        # For newsroom/prose-link.js, so that the dialog completes an address as `completed_address` does.
        "forms": {"link": LINK, "mail": MAIL, "bare": BARE},
        "words": {
            "title": _("Link"),
            "address": _("Web address or e-mail address"),
            "submit": _("Set link"),
            "refusal": INVALID_ADDRESS,
        },
    },
    "HardBreak": True,
}
ALLOWED = allowlist_from_extensions(EXTENSIONS)
TAGS = ALLOWED["tags"]
# A page of this site, named from its root; never `//host`, which is another site.
OWN_PAGE = re.compile(r"/(?![/\\])[^\s\\]*")
LIST_TYPES = {"a", "A", "i", "I"}  # "1" is what a list without a type has


def safe_attribute(tag, name, value):
    """Return the value of an attribute as it is stored, or None to drop the attribute."""
    if name == "href":
        return value if OWN_PAGE.fullmatch(value) else completed_address(value) or None
    if name == "start":
        return str(int(value)) if re.fullmatch(r"-?[0-9]{1,6}", value) and int(value) != 1 else None
    return value if value in LIST_TYPES else None


CLEANER = nh3.Cleaner(
    tags=TAGS,
    attributes=ALLOWED["attributes"],
    attribute_filter=safe_attribute,
    url_schemes=set(SCHEMES),
    link_rel=None,
    clean_content_tags={"script", "style"},
)
# nh3 unwraps a tag that is not allowed, so that the words of two blocks would run together: such blocks are replaced
# with allowed ones first.
REPLACED_TAGS = {"h1": "h2", "h4": "h3", "h5": "h3", "h6": "h3", "b": "strong", "i": "em"}
PARAGRAPHS = ("div", "section", "article", "main", "aside", "header", "footer", "address", "pre", "summary")
PARAGRAPHS += ("figcaption", "caption", "th", "td", "dt", "dd")
REPLACED_TAGS |= dict.fromkeys(PARAGRAPHS, "p")
REPLACED_TAG = re.compile(rf"<(/?)({'|'.join(REPLACED_TAGS)})(?=[\s>])", re.IGNORECASE)
HEADING = re.compile(r"<h2>(.*?)</h2>", re.DOTALL)
LINE_END = re.compile(r"<br[^>]*>|</(?:p|h2|h3|li|blockquote)>")
SUPERSCRIPT_OR_SUBSCRIPT = re.compile(r"<(su[bp])>([^<]*)</\1>")
SCRIPT_CHARACTERS = {"sup": str.maketrans("0123456789+-−=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾")}
SCRIPT_CHARACTERS["sub"] = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
LINK_ELEMENT = re.compile(r'<a href="([^"]*)">(.*?)</a>', re.DOTALL)
LINK_WITHOUT_ADDRESS = re.compile(r"<a>(.*?)</a>", re.DOTALL)
EMPTY_PARAGRAPH = re.compile(rf"<p>[\s{UNSEEN}]*</p>")


def clean_prose(html):
    """Return the HTML with only the listed tags and attributes, safe links, and no control characters.

    A link is completed as the dialog does, `example.org` to https://example.org; one that points neither to such an
    address nor to a page of this site is unwrapped. Safe to call on its own output; called when prose is stored, when
    it is frozen, and when readers see it.
    """
    html = REPLACED_TAG.sub(lambda tag: f"<{tag[1]}{REPLACED_TAGS[tag[2].lower()]}", printable(html))
    html = printable(CLEANER.clean(html))  # again, because references such as `&#11;` are now characters
    return EMPTY_PARAGRAPH.sub("", LINK_WITHOUT_ADDRESS.sub(r"\1", html)).strip()


def prose_to_text(html, links=False):
    """Return prose as plain text, a paragraph a line; 10<sup>6</sup> becomes 10⁶, not 106.

    With `links`, the address of each link follows its text in brackets.
    """
    if links:
        html = LINK_ELEMENT.sub(r"\2 (\1)", html)
    html = SUPERSCRIPT_OR_SUBSCRIPT.sub(lambda piece: piece[2].translate(SCRIPT_CHARACTERS[piece[1]]), html)
    return unescape(strip_tags(LINE_END.sub("\n", html))).strip()


def add_heading_ids(html, used):
    """Give each second-level heading an `id`; return the HTML and a list of (id, heading text).

    `used` is the set of ids already used on the page; new ones are added to it.
    """
    # Not `UnusedSlugs`: readers have linked to ids that are numbered by `len(used)`.
    headings = []

    def with_id(heading):
        text = prose_to_text(heading[1])
        slug = anchor = slugify(text)[:60] or "part"
        while anchor in used:
            anchor = f"{slug}-{len(used)}"
        used.add(anchor)
        headings.append((anchor, text))
        return f'<h2 id="{anchor}">{heading[1]}</h2>'

    return HEADING.sub(with_id, html), headings


class ProseField(CleanedFieldMixin, ProseEditorField):
    """Running text of many paragraphs, sanitised on every way into the database.

    The field of django-prose-editor sanitises only in forms: `save()`, `update()` and `loaddata` would store a script.
    """

    clean_text = staticmethod(clean_prose)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, extensions=EXTENSIONS, sanitize=clean_prose, **kwargs)
