"""One paragraph while it is read: pieces of text with their marks, and the HTML that they make."""

import re
from html import escape

from articles.text.characters import has_words
from articles.text.word_lists import MARKER

NBSP = "\xa0"
# Nobody sees a difference between a space and a no-break space, so word processors leave the second one anywhere. It is
# kept where a line must not break: in French before high punctuation and inside guillemets, in numbers, before units.
UNITS = (
    "%|‰|°[CF]?|[€$£¥]|[kcmdµμMGT]?(?:m|g|l|L|W|Wh|Hz|V|A|J|N|Pa|B|t)[²³]?|km/h|m/s|mph|s|min|h|ha|kr|ft|lb|oz"
    "|[ap]\\.m\\.|EUR|USD|GBP|CHF|SEK|NOK|DKK|JPY|[mb]illions?|milliards?|Mio\\.|Mrd\\."
)
KEPT_NBSP = re.compile(
    rf"{NBSP}(?=[;:!?»›%‰])|(?<=[«‹§№]){NBSP}|(?<=[nN][°º]){NBSP}(?=\d)|(?<=[€$£¥]){NBSP}(?=\d)"
    rf"|(?<=\d){NBSP}(?=\d{{3}}(?!\d))|(?<=\d[{NBSP} ]h){NBSP}(?=\d\d)|(?<=\d){NBSP}(?=(?:{UNITS})(?!\w))"
)


def spaced(text):
    """Return the text, of the same length, with spaces for the no-break spaces that no rule keeps."""
    if NBSP not in text:
        return text
    kept = {match.start() for match in KEPT_NBSP.finditer(text)}
    return "".join(" " if c == NBSP and at not in kept else c for at, c in enumerate(text))


class Paragraph:
    """A paragraph or heading. `tag` is empty for text that stands in no paragraph of its own.

    `level` is that of a Word list, 0 for none; `marker` is the bullet or number that Word wrote before the text.
    """

    def __init__(self, tag="", level=0, is_list=False):
        self.tag, self.level, self.is_list = tag, level, is_list
        self.marker, self.is_comment, self.pieces = "", False, []

    def add(self, text, marks):
        """Add text with its marks; a line feed is a line break."""
        if not text.strip() and text != "\n" and self.pieces:
            marks = shared(marks, self.pieces[-1][1])  # a space between two words of a link belongs to it, no other
        self.pieces.append((text, marks))

    @property
    def text(self):
        """The words, with line feeds for line breaks."""
        return "".join(text for text, _ in self.pieces)

    def in_list(self):
        """Return whether this is an item of a list; a marker that is part of the text leaves it."""
        if not self.level:
            return False
        if not self.marker and (written := MARKER.match(self.text)):
            self.marker, rest = written[1], written.end()
            while rest:
                text, marks = self.pieces.pop(0)
                if len(text) > rest:
                    self.pieces.insert(0, (text[rest:], marks))
                rest -= min(rest, len(text))
        return self.is_list or bool(self.marker)

    def html(self):
        """Return the HTML of each paragraph in it: an empty line begins another one."""
        text = collapsed(spaced(self.text))
        blocks, pieces, at = [], [], 0
        for piece, marks in self.pieces:
            for part in re.split("(\0)", text[at : at + len(piece)].replace("\1", "")):
                if part == "\0":
                    blocks.append(pieces)
                    pieces = []
                else:
                    pieces.append((part, marks))
            at += len(piece)
        return [to_html(pieces) for pieces in [*blocks, pieces] if has_words("".join(text for text, _ in pieces))]


def collapsed(text):
    """Return text of the same length with \\1 for each character that goes, and \\0 where another paragraph begins."""

    def shortened(space):
        breaks = space[0].count("\n")
        at_edge = space.start() == 0 or space.end() == len(text)
        kept = "" if at_edge else "\0" if breaks > 1 else "\n" if breaks else " "
        return kept.ljust(len(space[0]), "\1")

    return re.sub(r"^[ \t\n]+|[ \t\n]+$|[ \t\n]{2,}|[\t\n]", shortened, text)


def shared(marks, others):
    """Return the outer marks that both have in common."""
    count = 0
    while count < min(len(marks), len(others)) and marks[count] == others[count]:
        count += 1
    return marks[:count]


def to_html(pieces):
    """Return the HTML of pieces of text, in which a line feed is a line break."""
    html, outer = [], ()
    for text, marks in [*((text, marks) for text, marks in pieces if text), ("", ())]:
        common = shared(marks, outer)
        html += [f"</{tag}>" for tag, _ in reversed(outer[len(common) :])]
        html += [f'<a href="{escape(address)}">' if tag == "a" else f"<{tag}>" for tag, address in marks[len(common) :]]
        html.append(escape(text, quote=False).replace("\n", "<br>"))
        outer = marks
    return "".join(html)
