"""What differs between two pages of an article: part by part, and word by word inside a part that changed."""

import difflib
import re
from typing import NamedTuple

from django.template.defaultfilters import linebreaksbr
from django.utils.html import format_html, format_html_join
from django.utils.text import Truncator
from django.utils.translation import gettext, ngettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from articles.text import ProseField, prose_to_text, with_known_addresses

FIRST = re.compile(r'<ol start="(-?[0-9]+)"[^>]*>')
WORD = re.compile(r"\S+[^\S\n]*|\s")

# The changes of a part: the label beside the part, and the count of such blocks in the summary.
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


def prose_as_text(text):
    """Return prose as text, one paragraph a line, with the targets of links and the numbers at which lists begin."""
    text = FIRST.sub(lambda first: gettext("(numbered from %(number)s)") % {"number": first[1]} + " ", text)
    return prose_to_text(text, links=True)


def value_as_text(field, row):
    """Return the value of a column of a block as the form shows it."""
    value = getattr(row, field.name)
    if value in (None, ""):
        return ""
    if field.choices:
        return str(getattr(row, f"get_{field.name}_display")())
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(field, ProseField):
        return prose_as_text(with_known_addresses(value, row.link_paths))
    return str(value)


def block_as_text(block):
    """Return a block as text: its first column by itself, the others after their names."""
    values = [(field.verbose_name, value_as_text(field, block)) for field in block.frozen_columns()]
    lines = [text if place == 0 else f"{name}: {text}" for place, (name, text) in enumerate(values) if text]
    return "\n".join(lines)


class TextPart(NamedTuple):
    """A part of an article as text; `key` identifies it in both pages that are compared."""

    key: object
    label: str
    text: str


def parts_of_front(page):
    """Return the parts above the body and in lists."""
    fields, lead, edition = page.fields, page.fields["lead"], page.edition
    caption = lead and lead["caption"] and gettext("Caption: %(caption)s") % {"caption": lead["caption"]}
    shown = [str(page.lead or ""), caption, lead["alt"]] if lead else []
    return [
        TextPart("headline", gettext("Headline"), page.headline),
        TextPart("dek", gettext("Dek"), page.dek),
        TextPart("section", gettext("Section"), str(edition.section or "")),
        TextPart("address", gettext("Address"), edition.path or f"/{edition.article.address_path}/"),
        TextPart("byline", gettext("Byline"), "; ".join(f"{b.author} {b.role}".strip() for b in page.bylines)),
        TextPart("topics", gettext("Topics"), "; ".join(str(topic) for topic in page.topics)),
        TextPart("lead", gettext("Lead image"), "\n".join(filter(None, shown))),
        TextPart("language", gettext("Language"), fields["language"]),
        TextPart("seo_title", gettext("Title for search engines"), fields.get("seo_title") or ""),
        TextPart("seo_description", gettext("Description for search engines"), fields.get("seo_description") or ""),
    ]


def parts_of_body(page):
    """Return the blocks in reading order."""
    return [TextPart(b.pk, str(b._meta.verbose_name).capitalize(), block_as_text(b)) for b in page.blocks]


# What is said before and after words that were added or removed, to those who hear the page.
SAID_AROUND = {
    "ins": (_("added:"), _("end of added")),
    "del": (_("removed:"), _("end of removed")),
}


def span_html(op, text):
    """Return a piece of a part, marked with what became of it.

    It is no template, since a line break between two of its tags would be seen as a space between words.
    """
    text = linebreaksbr(text)
    if op == "skip":
        return format_html('<span class="help skipped">{}</span>', text)
    if op not in SAID_AROUND:
        return text
    before, after = SAID_AROUND[op]
    hidden = '<span class="visually-hidden">{}</span>'
    before, after = format_html(hidden, f"{before} "), format_html(hidden, f" {after}")
    return format_html("<{0}>{1}{2}{3}</{0}>", op, before, text, after)


class PartChange(NamedTuple):
    """A part that differs: the kind of change, and its text as (op, text) with `same`, `ins`, `del` or `skip`."""

    kind: str
    label: str
    spans: list

    @property
    def html(self):
        """The text with each of its pieces marked."""
        return format_html_join("", "{}", ((span_html(op, text),) for op, text in self.spans))


def word_spans(old, new):
    """Yield (op, text) for two texts, word by word."""
    old, new = WORD.findall(old), WORD.findall(new)
    for op, a, b, c, d in difflib.SequenceMatcher(None, old, new).get_opcodes():
        if op == "equal":
            yield "same", "".join(old[a:b])
        else:
            yield from ((kind, "".join(words)) for kind, words in (("del", old[a:b]), ("ins", new[c:d])) if words)


def text_spans(old, new):
    """Return (op, text) for two texts: unchanged paragraphs are skipped, changed ones compared word by word."""
    old, new, spans = (f"{old}\n").splitlines(True), (f"{new}\n").splitlines(True), []
    for op, a, b, c, d in difflib.SequenceMatcher(None, old, new).get_opcodes():
        if op == "equal":
            label = ngettext("%(count)s unchanged paragraph", "%(count)s unchanged paragraphs", b - a)
            spans.append(("skip", label % {"count": b - a}))
        elif b - a == d - c:
            spans += [span for pair in zip(old[a:b], new[c:d], strict=True) for span in word_spans(*pair)]
        else:
            spans += word_spans("".join(old[a:b]), "".join(new[c:d]))
    return [*spans[:-1], (spans[-1][0], spans[-1][1].rstrip("\n"))]


def moved_keys(old_keys, new_keys):
    """Return the keys that are in both lists but not in the same order."""
    old = [key for key in old_keys if key in new_keys]
    new = [key for key in new_keys if key in old_keys]
    matcher = difflib.SequenceMatcher(None, old, new)
    in_order = {key for block in matcher.get_matching_blocks() for key in old[block.a : block.a + block.size]}
    return set(old) - in_order


class Difference:
    """What differs between two pages of an article, old and new."""

    def __init__(self, old, new):
        self.front = list(self._changes(parts_of_front(old), parts_of_front(new)))
        self.body = list(self._changes(parts_of_body(old), parts_of_body(new)))

    def _changes(self, old, new):
        """Yield the changes between two lists of parts in the new order, each removed part where it was."""
        before, after = {part.key: part for part in old}, {part.key: part for part in new}
        moved = moved_keys(list(before), list(after))
        matcher = difflib.SequenceMatcher(None, list(before), list(after))
        for _op, a, b, c, d in matcher.get_opcodes():
            removed = [part for part in old[a:b] if part.key not in after]
            yield from (PartChange(REMOVED, part.label, [("del", part.text)]) for part in removed)
            yield from filter(None, (self._change(before.get(part.key), part, part.key in moved) for part in new[c:d]))

    def _change(self, old, new, has_moved):
        """Return the change of one part, or None where it is the same."""
        if old is None:
            return PartChange(ADDED, new.label, [("ins", new.text)])
        if old.text != new.text:
            kind = MOVED_AND_CHANGED if has_moved else CHANGED
            return PartChange(kind, new.label, text_spans(old.text, new.text))
        excerpt = Truncator(new.text).words(30, truncate=" …")
        return PartChange(MOVED, new.label, [("same", excerpt)]) if has_moved else None

    @property
    def changes(self):
        """All changes, those above the body first."""
        return self.front + self.body

    @property
    def summary(self):
        """The changes in a line: `Headline changed, 2 blocks changed, 1 block moved`."""
        labels = [gettext("%(label)s changed") % {"label": change.label} for change in self.front]
        for kind, label in BLOCKS:
            count = sum(change.kind is kind for change in self.body)
            labels += [label % {"count": count}] if count else []
        return ", ".join(labels)
