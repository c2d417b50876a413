"""Reads any HTML as prose: paragraphs, headings, lists and quotations, with marks and links.

Everything that was pasted, typed or loaded comes through here. A block of another kind becomes a paragraph, and a table
a paragraph with a line for each row, so that no words run together; what is dead in the source is left out.
"""

import re
from dataclasses import dataclass, replace
from html.parser import HTMLParser

import nh3

from articles.text.blocks import LISTS, Block, Frame
from articles.text.characters import has_words, printable
from articles.text.inner_links import INNER_SCHEME
from articles.text.markup import (
    BACK_LINKS,
    COMMENT_LINK,
    MARKER,
    NOWHERE,
    STRUCK,
    TEXT,
    declarations,
    destination,
    marks_within,
    styles_of_classes,
)
from articles.text.paragraph import Paragraph
from articles.text.web_addresses import SCHEMES, safe_address
from articles.text.word_lists import list_level


def names(*lines):
    """Return the set of the names in lines of text."""
    return set(" ".join(lines).split())


HEADINGS = {"h1": "h2", "h2": "h2", "h3": "h3", "h4": "h3", "h5": "h3", "h6": "h3"}
CONTAINERS = {"blockquote", "li", "ol", "table", "td", "th", "tr", "ul"}
PARAGRAPHS = names(
    "address article aside button caption center dd details dialog dir div dl dt fieldset figcaption figure footer",
    "form header hgroup hr legend main menu nav optgroup option p pre search section select summary tbody tfoot thead",
)
BLOCKS = {*HEADINGS, *CONTAINERS, *PARAGRAPHS}
BLOCK_STYLES = ("block", "flex", "grid", "list-item", "table", "flow-root")
VOID = {"br", "hr", "img"}
INLINE = names("a b br del em font i img ins q rp rt s span strike strong sub sup")
# What browsers show before and after the text of an element.
BEFORE = {"q": "“", "rt": "("}
AFTER = {"q": "”", "rt": ")"}
NUMBER_OF_NOTE = "notesym"  # part of a class of LibreOffice, which leaves the space after the number to a style

# The parser of browsers makes well-formed HTML of anything; only what says something about the text is left.
PARSER = nh3.Cleaner(
    tags=BLOCKS | INLINE,
    attributes={
        "*": {"class", "hidden", "style"},
        "a": {"href"},
        "img": {"alt", "width", "height"},
        "ol": {"start", "type"},
    },
    url_schemes={*SCHEMES, INNER_SCHEME},
    link_rel=None,
    clean_content_tags=names(
        "annotation audio canvas iframe noscript object script style svg template title video xml"
    ),
)
EMBEDDED = ("audio", "embed", "iframe", "object", "video")
PART_OF_TABLE = re.compile(r"<(/?)(?:table|tbody|thead|tfoot|tr|td|th|caption)(?=[\s/>])", re.IGNORECASE)


def well_formed(html):
    """Return any HTML as the parser of browsers understands it, with the tags and attributes that are read here."""
    first = PART_OF_TABLE.search(html)
    if first and not first[0].lower().startswith("<table"):  # outside a table the parser would ignore the cells' tags
        html = PART_OF_TABLE.sub(r"<\1div", html)
    return printable(PARSER.clean(printable(html)))


@dataclass(frozen=True)
class Setting:
    """What an element hands down to what is in it.

    `tag` is the paragraph or heading that stands around the text, or "".
    """

    tag: str = ""
    marks: tuple = ()
    goes_to: str = TEXT
    is_pre: bool = False
    in_fragment_link: bool = False


@dataclass
class Picture:
    """A picture that was in the source: its alternative text, and its caption if there is one."""

    alt: str
    caption: str = ""


class EmbeddedAddresses(list):
    """The addresses of the films, sounds and pages that HTML embeds, each once, in their order; "" for one without."""

    def __init__(self, html):
        parser = HTMLParser()
        parser.handle_starttag = self.add_element
        parser.feed(html)
        parser.close()

    def add_element(self, tag, attrs):
        """Add the address of an element that embeds something."""
        attributes = dict(attrs)
        address = attributes.get("src") or attributes.get("data") or ""
        address = safe_address(f"https:{address}" if address.startswith("//") else address)
        if tag == "source" and self[-1:] == [""]:  # of a film or sound
            self[-1] = address
        elif tag in EMBEDDED and address not in self:
            self.append(address)


class ProseReader(HTMLParser):
    """Reads HTML as prose, which then is `html`.

    What was left out of it are the `pictures`, the words `struck` out and the addresses of what was `embedded`.
    """

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.classes = styles_of_classes(html)
        self.frames, self.open, self.setting = [Frame()], [], Setting()
        self.paragraph = self.caption = None
        self.pictures, self.struck, self.embedded = [], [], EmbeddedAddresses(html)
        self.feed(well_formed(html))
        self.close()
        self.end_paragraph()
        self.html = self.frames[0].html()

    def style_of(self, attributes):
        """Return the declarations of an element's classes and of its own style, which go first."""
        style = {}
        for name in attributes.get("class", "").split():
            style |= self.classes.get(name, {})
        return style | declarations(attributes.get("style", ""))

    def handle_starttag(self, tag, attrs):
        attributes = {name: value or "" for name, value in attrs}
        if tag in VOID:
            self.handle_void(tag, attributes)
            return
        style = self.style_of(attributes)
        is_block = tag in BLOCKS or style.get("display", "").startswith(BLOCK_STYLES)
        is_number = NUMBER_OF_NOTE in attributes.get("class", "")
        self.open.append((self.setting, is_block, " " if is_number else AFTER.get(tag, "")))
        if is_block:
            self.end_paragraph()
        if self.setting.goes_to == TEXT:
            self.setting = replace(self.setting, goes_to=destination(tag, attributes, style))
            if self.setting.goes_to == STRUCK:
                self.struck.append("")
        if is_block:
            self.begin_block(tag, attributes, style)
        if tag not in BLOCKS:
            self.begin_inline(tag, attributes, style)
        if tag == "figcaption" or "caption" in attributes.get("class", "").lower():
            self.caption = ""

    def begin_block(self, tag, attributes, style):
        """Enter a block; a heading stays one whatever blocks are in it, but a list has none."""
        inside = HEADINGS.get(tag, "p")
        if tag in CONTAINERS:
            self.frames.append(Frame(tag, attributes))
            inside = ""
        elif self.setting.tag in HEADINGS:
            inside = self.setting.tag
        elif any(frame.tag in {*LISTS, "li"} for frame in self.frames):
            inside = "p"
        elif inside == "p" and (level := list_level(attributes, style))[0]:
            self.paragraph = Paragraph("p", *level)
        self.setting = replace(self.setting, tag=inside, is_pre=self.setting.is_pre or tag == "pre")

    def begin_inline(self, tag, attributes, style):
        """Enter a piece of text with marks, a link or neither."""
        href = attributes.get("href", "")
        if tag == "rp":
            self.setting = replace(self.setting, goes_to=NOWHERE)
        if COMMENT_LINK.search(href) and ("ref" in href or "anchor" in href):  # back from a comment to its place
            self.paragraph = self.paragraph or Paragraph()
            self.paragraph.is_comment = True
        marks = marks_within(self.setting.marks, tag, attributes, style)
        is_fragment = self.setting.in_fragment_link or "#" in href
        self.setting = replace(self.setting, marks=marks, in_fragment_link=is_fragment)
        self.add(BEFORE.get(tag, ""))

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        setting, was_block, after = self.open.pop()
        self.add(after)
        self.setting = setting
        if not was_block:
            return
        self.end_paragraph()
        if self.caption and self.pictures and not self.pictures[-1].caption:
            self.pictures[-1].caption = " ".join(self.caption.split())
        self.caption = None
        if tag in CONTAINERS:
            frame = self.frames.pop()
            for block in frame.as_blocks(self.frames[-1]):
                self.frames[-1].add(block)

    def handle_void(self, tag, attributes):
        """Take a line break, a rule or a picture; a picture of a single sign is that sign."""
        if tag == "hr":
            self.end_paragraph()
        elif tag == "br":
            self.add("\n")
        elif self.setting.goes_to == TEXT and not {attributes.get("width"), attributes.get("height")} & {"0", "1"}:
            alt = " ".join(attributes.get("alt", "").split())
            if alt and has_words(alt) and len(alt) <= 8 and not any(c.isalnum() for c in alt):
                self.add(alt)
            else:
                self.add(" ")  # so that the words before and after it stay two
                self.pictures.append(Picture(alt))

    def handle_data(self, data):
        if self.setting.in_fragment_link and data.strip() in BACK_LINKS:
            return
        self.add(data if self.setting.is_pre else re.sub(r"[ \t\n\f]+", " ", data))

    def add(self, text):
        """Add text to where it goes."""
        if not text:
            return
        if self.setting.goes_to == STRUCK:
            self.struck[-1] += text
        elif self.setting.goes_to == MARKER and self.paragraph and self.paragraph.level:
            self.paragraph.marker += text
        elif self.setting.goes_to != NOWHERE:
            self.caption = None if self.caption is None else self.caption + text
            if not self.paragraph and not text.strip():
                return
            self.paragraph = self.paragraph or Paragraph(self.setting.tag)
            self.paragraph.add(text, self.setting.marks)

    def end_paragraph(self):
        """Put the paragraph that is being read into its place."""
        paragraph, self.paragraph = self.paragraph, None
        if paragraph and not paragraph.is_comment:
            for block in Block.of(paragraph):
                self.frames[-1].add(block)
