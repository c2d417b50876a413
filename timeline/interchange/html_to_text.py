"""HTML of other programs as plain text: none of it is ever shown as HTML, and scripts are dropped.

No HTML parser is used: the time that the available ones need grows with the square of the nesting, and a hostile file
may nest deeply. Here a tag is everything from "<" and a letter to the next ">", and every character is read a
fixed number of times.
"""

import re
from html import escape, unescape

from articles.text import one_line, printable

TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)([^<>]*)>|<(!--)|<[!?/][^<>]*>")
HREF = re.compile(r"""(?:^|[\s"'])href\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+))""", re.IGNORECASE)
SRC = re.compile(HREF.pattern.replace("href", "src", 1), re.IGNORECASE)
EMBEDDING = {"img", "iframe", "video", "audio", "source", "embed"}
ADDRESS = re.compile(r"https?://[^\s<>]+", re.IGNORECASE)
PARAGRAPHS = {"p", "div", "li", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "tr"}
# Elements whose content is not text, and the end tag of each.
SKIPPED = {
    name: re.compile(f"</{name}", re.IGNORECASE)
    for name in ("script", "style", "iframe", "object", "noscript", "template")
}
BLANKS = " \t\xa0"
EXCERPT_LENGTH = 60  # characters of a file that a message repeats


def html_to_text(html):
    """Return the text of HTML, with a blank line between paragraphs; the address of a link follows its text."""
    text = printable(unescape("".join(_pieces_of_text(printable(str(html or ""))))))
    lines = "\n".join(line.strip(BLANKS) for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip()


def embedded_addresses(html):
    """Return the addresses of the pictures, films and frames in HTML, each once: `html_to_text` leaves them out."""
    tags = (match for match in TAG.finditer(html) if (match[2] or "").lower() in EMBEDDING and not match[1])
    return list(dict.fromkeys(filter(None, (_address(SRC, match[3] or "") for match in tags))))


def text_to_html(text):
    """Return plain text as HTML paragraphs; `html_to_text` reads them back."""
    paragraphs = [escape(part, quote=False).replace("\n", "<br>") for part in re.split(r"\n{2,}", text) if part]
    return "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)


def excerpt(value, length=EXCERPT_LENGTH):
    """Return a value of a file as one printable line, shortened, for use in a message."""
    text = one_line(str(value)[: 4 * length])
    return text if len(text) <= length else f"{text[:length].rstrip()}…"


def _pieces_of_text(html):
    """Yield the text between the tags, its entities unchanged, with a blank line at both ends of a paragraph."""
    position, address = 0, ""
    while match := TAG.search(html, position):
        yield _collapse_line_breaks(html[position : match.start()])
        position = match.end()
        closing, name, attributes = match[1], (match[2] or "").lower(), match[3] or ""
        if match[4]:
            end = html.find("-->", position)
            position = end + len("-->") if end >= 0 else len(html)
        elif name in SKIPPED and not closing:
            end_tag = SKIPPED[name].search(html, position)
            position = end_tag.start() if end_tag else len(html)
        elif name == "br":
            yield "\n"
        elif name == "a":
            if address:
                yield f" ({address})"
            address = "" if closing else escape(_address(HREF, attributes), quote=False)
        elif name in PARAGRAPHS:
            yield "\n\n"
    yield _collapse_line_breaks(html[position:])
    if address:
        yield f" ({address})"


def _address(pattern, attributes):
    """Return the address that a tag's attributes hold where the pattern finds it; empty unless it is http or https."""
    match = pattern.search(attributes)
    address = one_line(unescape(next(filter(None, match.groups()), ""))) if match else ""
    return address if ADDRESS.fullmatch(address) else ""


def _collapse_line_breaks(text):
    """Return text with every line break, and the white space around it, as one space, as browsers show it."""
    first, *others = text.split("\n")
    if not others:
        return text
    *middle, last = others
    return " ".join([first.rstrip(BLANKS), *filter(None, (line.strip(BLANKS) for line in middle)), last.lstrip(BLANKS)])
