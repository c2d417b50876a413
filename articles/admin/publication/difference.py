"""What differs between two readings, in plain words: piece by piece, and word by word where a piece was changed."""

import difflib
import re

from django.utils.translation import gettext, ngettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from articles.text import ProseField, plain_prose

LINK = re.compile(r'<a href="([^"]*)">(.*?)</a>', re.DOTALL)
FIRST = re.compile(r'<ol start="(-?[0-9]+)"[^>]*>')
WORD = re.compile(r"\S+[^\S\n]*|\s")

# What became of a piece: its words stand beside it, and a count of its blocks in the summary.
ADDED, CHANGED, REMOVED, MOVED = _("added"), _("changed"), _("removed"), _("moved")
MOVED_AND_CHANGED = _("moved and changed")
BLOCKS = (
    (ADDED, ngettext_lazy("%(count)s block added", "%(count)s blocks added", "count")),
    (CHANGED, ngettext_lazy("%(count)s block changed", "%(count)s blocks changed", "count")),
    (REMOVED, ngettext_lazy("%(count)s block removed", "%(count)s blocks removed", "count")),
    (MOVED, ngettext_lazy("%(count)s block moved", "%(count)s blocks moved", "count")),
    (
        MOVED_AND_CHANGED,
        ngettext_lazy("%(count)s block moved and changed", "%(count)s blocks moved and changed", "count"),
    ),
)


def plain_text(text):
    """Return prose as plain text, a paragraph a line, with the targets of its links and the numbers lists begin at."""
    text = FIRST.sub(lambda first: gettext("(numbered from %(number)s)") % {"number": first[1]} + " ", text)
    return plain_prose(LINK.sub(r"\2 (\1)", text))


def plain_value(field, row):
    """Return what a column of a block holds, in words."""
    value = getattr(row, field.name)
    if value in (None, ""):
        return ""
    if field.choices:
        return str(getattr(row, f"get_{field.name}_display")())
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    return plain_text(value) if isinstance(field, ProseField) else str(value)


def plain_block(block):
    """Return a block in words: its first column by itself, the others under their names."""
    values = [(field.verbose_name, plain_value(field, block)) for field in block.frozen_columns()]
    lines = [text if place == 0 else f"{name}: {text}" for place, (name, text) in enumerate(values) if text]
    return "\n".join(lines)


class Piece:
    """A part of an article in words: a key that stays, what it is called, and its text."""

    def __init__(self, key, label, text):
        self.key, self.label, self.text = key, label, text or ""

    @property
    def opening(self):
        """The first words."""
        words = self.text.split()
        return " ".join(words[:30]) + (" …" if len(words) > 30 else "")

    @property
    def count(self):
        """How many words there are."""
        return len(self.text.split())


def captioned(caption):
    """Return a caption under its name; nothing where there is none."""
    return caption and gettext("Caption: %(caption)s") % {"caption": caption}


def front_pieces(page):
    """Return what stands above the body and in lists."""
    words, lead, edition = page.fields, page.fields["lead"], page.edition
    shown = [str(page.lead or ""), captioned(lead["caption"]), lead["alt"]] if lead else []
    return [
        Piece("headline", gettext("Headline"), page.headline),
        Piece("dek", gettext("Dek"), page.dek),
        Piece("section", gettext("Section"), str(edition.section or "")),
        Piece("address", gettext("Address"), edition.path or f"/{edition.article.address_path}/"),
        Piece("byline", gettext("Byline"), "; ".join(f"{b.author} {b.role}".strip() for b in page.bylines)),
        Piece("topics", gettext("Topics"), "; ".join(str(topic) for topic in page.topics)),
        Piece("lead", gettext("Lead image"), "\n".join(filter(None, shown))),
        Piece("language", gettext("Language"), words["language"]),
        Piece("seo_title", gettext("Title for search engines"), words.get("seo_title")),
        Piece("seo_description", gettext("Description for search engines"), words.get("seo_description")),
    ]


def body_pieces(page):
    """Return the blocks, in reading order."""
    return [Piece(b.pk, str(b._meta.verbose_name).capitalize(), plain_block(b)) for b in page.blocks]


class Changed:
    """A piece that differs: `what` became of it, and its words in (op, text) parts: `same`, `ins`, `del` or `skip`."""

    def __init__(self, what, label, parts):
        self.what, self.label, self.parts = what, label, parts


def word_parts(old, new):
    """Yield (op, text) for two texts, word by word."""
    old, new = WORD.findall(old), WORD.findall(new)
    for op, a, b, c, d in difflib.SequenceMatcher(None, old, new).get_opcodes():
        if op == "equal":
            yield "same", "".join(old[a:b])
        else:
            yield from ((kind, "".join(words)) for kind, words in (("del", old[a:b]), ("ins", new[c:d])) if words)


def parts(old, new):
    """Return (op, text) for two texts: whole paragraphs that stayed are skipped, changed ones go word by word."""
    old, new, found = (f"{old}\n").splitlines(True), (f"{new}\n").splitlines(True), []
    for op, a, b, c, d in difflib.SequenceMatcher(None, old, new).get_opcodes():
        if op == "equal":
            said = ngettext("%(count)s unchanged paragraph", "%(count)s unchanged paragraphs", b - a)
            found.append(("skip", said % {"count": b - a}))
        elif b - a == d - c:
            found += [part for pair in zip(old[a:b], new[c:d], strict=True) for part in word_parts(*pair)]
        else:
            found += word_parts("".join(old[a:b]), "".join(new[c:d]))
    return [*found[:-1], (found[-1][0], found[-1][1].rstrip("\n"))]


def moved(old_keys, new_keys):
    """Return the keys that stand in both lists but not in the same order."""
    old = [key for key in old_keys if key in new_keys]
    new = [key for key in new_keys if key in old_keys]
    matcher = difflib.SequenceMatcher(None, old, new)
    stayed = {key for block in matcher.get_matching_blocks() for key in old[block.a : block.a + block.size]}
    return set(old) - stayed


class Difference:
    """What readers of the new reading get that readers of the old one did not, and the other way round."""

    def __init__(self, old, new):
        self.front = list(self._changes(front_pieces(old), front_pieces(new)))
        self.body = list(self._changes(body_pieces(old), body_pieces(new)))

    def _changes(self, old, new):
        """Yield what changed between two lists of pieces, in the new order, each removed piece where it stood."""
        before, after = {p.key: p for p in old}, {p.key: p for p in new}
        elsewhere = moved(list(before), list(after))
        matcher = difflib.SequenceMatcher(None, list(before), list(after))
        for _op, a, b, c, d in matcher.get_opcodes():
            gone = [p for p in old[a:b] if p.key not in after]
            yield from (Changed(REMOVED, p.label, [("del", p.text)]) for p in gone)
            yield from filter(None, (self._change(before.get(p.key), p, p.key in elsewhere) for p in new[c:d]))

    def _change(self, old, new, has_moved):
        """Return what became of one piece, or None where it stayed as it was."""
        if old is None:
            return Changed(ADDED, new.label, [("ins", new.text)])
        if old.text != new.text:
            what = MOVED_AND_CHANGED if has_moved else CHANGED
            return Changed(what, new.label, parts(old.text, new.text))
        return Changed(MOVED, new.label, [("same", new.opening)]) if has_moved else None

    @property
    def pieces(self):
        """Everything that differs, what stands above the body first."""
        return self.front + self.body

    @property
    def summary(self):
        """What differs, in a line: `Headline changed, 2 blocks changed, 1 block moved`."""
        said = [gettext("%(label)s changed") % {"label": change.label} for change in self.front]
        for what, words in BLOCKS:
            count = sum(change.what is what for change in self.body)
            said += [words % {"count": count}] if count else []
        return ", ".join(said)
