"""What foreign markup says about a piece of text: whether it is dead, how it is set, and where its link leads.

"Dead" is what an author does not see as part of the text: deleted, struck out, hidden, or a comment.
"""

import re

from articles.text.web_addresses import linked_address

# Where the text of an element goes.
TEXT, STRUCK, MARKER, NOWHERE = "text", "struck", "marker", "nowhere"

STRUCK_TAGS = {"del", "s", "strike"}
# Word's comments and their marks. The text that a comment is about has `mso-comment-reference`, and is alive.
COMMENT_CLASSES = {"msocommentreference", "msocommenttext", "msocomtxt", "msocomanchor", "msocommentsubject"}
COMMENT_LINK = re.compile(r"#_?(?:cmnt|msocom|msoanchor)", re.IGNORECASE)
# The link from a note back to its place in the text, and the one from a heading to itself.
BACK_LINKS = {"↩", "↩\ufe0e", "↩\ufe0f", "↑", "^", "¶", "#"}

MARK_TAGS = {"b": "strong", "strong": "strong", "i": "em", "em": "em", "sub": "sub", "sup": "sup"}
RAISED = {"super": "sup", "sub": "sub"}
STYLED_MARKS = (
    ("strong", "font-weight", re.compile("bold|[6-9]00")),
    ("em", "font-style", re.compile("italic|oblique")),
)

STYLE_TAG = re.compile(r"</?style[^>]*>", re.IGNORECASE)
CLASS_RULE = re.compile(r"\.([\w-]+)\s*\{([^{}]*)\}")


def declarations(style):
    """Return the properties of a style attribute and their values, in small letters."""
    pairs = (declaration.partition(":") for declaration in style.lower().split(";"))
    return {name.strip(): " ".join(value.split()) for name, _, value in pairs}  # Word breaks lines anywhere


def styles_of_classes(html):
    """Return the declarations of each class in the style elements, where Pages and Notes write what is struck out."""
    sheets = STYLE_TAG.split(html)[1::2]  # what stands between each start tag and its end tag
    rules = (rule for sheet in sheets for rule in CLASS_RULE.findall(sheet))
    return {name: declarations(style) for name, style in rules}


def destination(tag, attributes, style):
    """Return where the text of an element goes, which is not in something dead itself."""
    classes = set(attributes.get("class", "").lower().split())
    decoration = style.get("text-decoration", "") + style.get("text-decoration-line", "")
    if tag in STRUCK_TAGS or "msodel" in classes or "line-through" in decoration:
        return STRUCK
    if style.get("mso-list") == "ignore":
        return MARKER
    word = style.get("mso-element", "") + style.get("mso-special-character", "")
    if classes & COMMENT_CLASSES or "comment" in word or COMMENT_LINK.search(attributes.get("href", "")):
        return NOWHERE
    hides = style.get("display") == "none" or style.get("visibility") == "hidden" or style.get("mso-hide") == "all"
    return NOWHERE if hides or "hidden" in attributes else TEXT


def marks_within(marks, tag, attributes, style):
    """Return the marks of the text inside an inline element, given those outside it, as (tag, address) from outer on.

    Google Docs writes bold and italic as styles, and puts all of a clip into a `<b>` that is not bold.
    """
    inside = {MARK_TAGS[tag]} if tag in MARK_TAGS else set()
    inside |= {RAISED[style["vertical-align"]]} if style.get("vertical-align") in RAISED else set()
    for mark, property_, is_set in STYLED_MARKS:
        if property_ in style:
            marks = tuple(pair for pair in marks if pair[0] != mark)
            inside = inside - {mark} | ({mark} if is_set.search(style[property_]) else set())
    if tag == "a" and (address := linked_address(attributes.get("href", ""))):
        marks = (*(pair for pair in marks if pair[0] != "a"), ("a", address))
    return marks + tuple((mark, "") for mark in sorted(inside) if (mark, "") not in marks)
