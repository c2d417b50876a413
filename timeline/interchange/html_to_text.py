"""Foreign HTML as plain text: nothing of it is ever shown as HTML, and no script's source is kept.

No parser of HTML is used, because the time of those at hand grows with the square of what a hostile file nests: a tag
is whatever stands between "<" with a letter and the next ">", and every character is looked at a fixed number of times.
"""

import re
from html import escape, unescape

from articles.text import one_line, printable

TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)([^<>]*)>|<(!--)|<[!?/][^<>]*>")
HREF = re.compile(r"""(?:^|[\s"'])href\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+))""", re.IGNORECASE)
ADDRESS = re.compile(r"https?://[^\s<>]+", re.IGNORECASE)
PARAGRAPHS = {"p", "div", "li", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "tr"}
# Elements whose content is no words, and how each of them ends.
SKIPPED = {
    name: re.compile(f"</{name}", re.IGNORECASE)
    for name in ("script", "style", "iframe", "object", "noscript", "template")
}
BLANKS = " \t\xa0"
SHOWN = 60  # characters of a file's words that a message repeats


def plain(html):
    """Return the words of foreign HTML as plain text with paragraphs; an address follows the words it stood on."""
    text = printable(unescape("".join(_pieces(printable(str(html or ""))))))
    lines = "\n".join(line.strip(BLANKS) for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip()


def _pieces(html):
    """Yield the pieces of text, entities left as they are: a blank line at every paragraph's begin and end."""
    place, address = 0, ""
    while found := TAG.search(html, place):
        yield _flowing(html[place : found.start()])
        place = found.end()
        closing, name, attributes = found[1], (found[2] or "").lower(), found[3] or ""
        if found[4]:
            place = _after(html.find("-->", place), len("-->"), html)
        elif name in SKIPPED and not closing:
            end = SKIPPED[name].search(html, place)
            place = end.start() if end else len(html)
        elif name == "br":
            yield "\n"
        elif name == "a":
            if address:
                yield f" ({address})"
            address = "" if closing else _address(attributes)
        elif name in PARAGRAPHS:
            yield "\n\n"
    yield _flowing(html[place:])
    if address:
        yield f" ({address})"


def _after(place, length, html):
    """Return the place after something found there, the end of the text where it was not found."""
    return place + length if place >= 0 else len(html)


def _address(attributes):
    """Return the address that a link leads to, as HTML has it; empty for other schemes than http and https."""
    found = HREF.search(attributes)
    address = one_line(unescape(next(filter(None, found.groups()), ""))) if found else ""
    return escape(address, quote=False) if ADDRESS.fullmatch(address) else ""


def _flowing(text):
    """Return text whose line ends, with the white space around them, are single spaces, as HTML shows them."""
    first, *others = text.split("\n")
    if not others:
        return text
    *middle, last = others
    return " ".join([first.rstrip(BLANKS), *filter(None, (line.strip(BLANKS) for line in middle)), last.lstrip(BLANKS)])


def plain_line(html):
    """Return the words of foreign HTML as one line."""
    return one_line(plain(html))


def echoed(value, most=SHOWN):
    """Return what a file says so that a message can repeat it: one printable line, shortened."""
    text = one_line(str(value)[: 4 * most])
    return text if len(text) <= most else f"{text[:most].rstrip()}…"


def as_html(text):
    """Return plain text as the HTML of paragraphs, which `plain` reads back."""
    paragraphs = [escape(part, quote=False).replace("\n", "<br>") for part in re.split(r"\n{2,}", text) if part]
    return "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
