"""The blocks that prose is made of while it is read, and what a quotation, a list and a table make of those in them."""

from dataclasses import dataclass, field
from html import escape
from itertools import groupby

from articles.text.word_lists import nested_lists

LISTS = {"ol", "ul"}
BETWEEN_CELLS, BETWEEN_LINES, EMPTY_CELL = " | ", " / ", "–"
LONGEST_CELL = 300  # characters of HTML; what has longer cells was made with a table to stand side by side


@dataclass
class Block:
    """A block and its inner HTML. Its tag is one of prose, or else

    - `""`: text without a paragraph of its own;
    - `line`: a row of a table;
    - `item`: an item of a Word list, with its `level` and `marker`;
    - `whole`: HTML that needs no tag around it.
    """

    tag: str
    inner: str
    level: int = 0
    marker: str = ""

    @classmethod
    def of(cls, paragraph):
        """Return the blocks that a paragraph makes: none, if it has no words, or several at empty lines."""
        is_item = paragraph.in_list()
        texts = paragraph.html()
        if is_item and texts:
            return [cls("item", "".join(f"<p>{text}</p>" for text in texts), paragraph.level, paragraph.marker)]
        return [cls(paragraph.tag, text) for text in texts]

    def html(self):
        """Return the block with its tag."""
        tag = "p" if self.tag in ("", "line") else self.tag
        return self.inner if tag in ("whole", "item") else f"<{tag}>{self.inner}</{tag}>"


@dataclass
class Frame:
    """An element that blocks stand in, with the ones that were read; the outermost has no tag."""

    tag: str = ""
    attributes: dict = field(default_factory=dict)
    blocks: list = field(default_factory=list)

    def add(self, block):
        """Add a block; in a list, what is not an item belongs to the item before it."""
        if self.tag not in LISTS or block.tag == "li":
            self.blocks.append(block)
        elif self.blocks:
            self.blocks[-1].inner += block.html()
        else:
            self.blocks.append(Block("li", block.html()))

    def html(self):
        """Return the HTML of the blocks; items that stand in no list make one."""
        html = []
        for tag, group in groupby(self.blocks, lambda block: block.tag):
            if tag == "item":
                html.append(nested_lists([(block.level, block.marker, block.inner) for block in group]))
            elif tag == "li" and self.tag not in LISTS:
                html.append(f"<ul>{''.join(block.html() for block in group)}</ul>")
            else:
                html += [block.html() for block in group]
        return "".join(html)

    def as_blocks(self, parent):
        """Return the blocks that this element makes for the one around it; none, if nothing is in it."""
        if self.tag in ("td", "th"):
            return [self] if parent.tag == "tr" else self.blocks
        if not self.blocks:
            return []
        if self.tag == "tr":
            return row(self.blocks)
        if self.tag == "table":
            return table(self.blocks)
        if self.tag == "li":
            first = self.blocks.pop(0) if not self.blocks[0].tag else None
            return [Block("li", (first.inner if first else "") + self.html())]
        attributes = "".join(
            f' {name}="{escape(self.attributes[name])}"' for name in ("start", "type") if name in self.attributes
        )
        return [Block("whole", f"<{self.tag}{attributes}>{self.html()}</{self.tag}>")]


def row(cells):
    """Return a row of a table as a line; where its cells hold more than short text, as the blocks in them."""
    blocks = [block for cell in cells for block in cell.blocks]
    is_short = all(block.tag in ("", "p") and len(block.inner) <= LONGEST_CELL for block in blocks)
    if not is_short or sum(1 for cell in cells if cell.blocks) < 2:
        return blocks
    texts = [BETWEEN_LINES.join(block.inner for block in cell.blocks) or EMPTY_CELL for cell in cells]
    return [Block("line", BETWEEN_CELLS.join(texts).replace("<br>", BETWEEN_LINES))]


def table(blocks):
    """Return the rows of a table with those that are lines as the lines of one paragraph."""
    whole = []
    for tag, group in groupby(blocks, lambda block: block.tag):
        lines = list(group)
        whole += [Block("whole", f"<p>{'<br>'.join(b.inner for b in lines)}</p>")] if tag == "line" else lines
    return whole
