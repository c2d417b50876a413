"""What was found: lines that say what became of each piece, and a summary in a sentence."""

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from articles.comparison.pieces import Noun, Picture


class Act(models.TextChoices):
    """What became of a piece."""

    ADDED = "added", _("added")
    EDITED = "edited", _("edited")
    REMOVED = "removed", _("removed")
    REPLACED = "replaced", _("replaced")
    MOVED = "moved", _("moved")
    MOVED_AND_EDITED = "moved-edited", _("moved and edited")
    SAME = "same", _("unchanged")


COUNTED = {
    Act.ADDED: _("%(things)s added"),
    Act.EDITED: _("%(things)s edited"),
    Act.REMOVED: _("%(things)s removed"),
    Act.REPLACED: _("%(things)s replaced"),
    Act.MOVED: _("%(things)s moved"),
    Act.MOVED_AND_EDITED: _("%(things)s moved and edited"),
}


class FieldChange(NamedTuple):
    """A field that differs, or the words by which one knows the piece: its (op, text) pairs, `same`, `ins` or `del`."""

    name: object
    label: str
    spans: list
    noun: Noun | None = None

    @property
    def act(self):
        """Whether the field was added, removed or edited; `SAME` for one that only says which piece it is."""
        ops = {op for op, _text in self.spans}
        return {frozenset({"ins"}): Act.ADDED, frozenset({"del"}): Act.REMOVED, frozenset({"same"}): Act.SAME}.get(
            frozenset(ops), Act.EDITED
        )


@dataclass
class Line:
    """What became of a piece, or of `count` pieces that moved together or did not change."""

    act: Act
    noun: Noun
    label: str
    fields: list = field(default_factory=list)
    old_picture: Picture | None = None
    new_picture: Picture | None = None
    count: int = 1
    is_front: bool = False

    @property
    def title(self):
        """What the line is about: the label of one piece, or the number of several."""
        return self.label if self.count == 1 else self.noun.counted(self.count)

    @property
    def changed_fields(self):
        """The fields that differ."""
        return [change for change in self.fields if change.act != Act.SAME]


@dataclass
class Comparison:
    """What differs between two texts: lines in the order of the new one, each removed piece where it was."""

    lines: list

    @property
    def changes(self):
        """The lines without those that only count what is the same."""
        return [line for line in self.lines if line.act != Act.SAME]

    def __bool__(self):
        return bool(self.changes)

    @cached_property
    def summary(self):
        """The changes in a sentence: `Headline changed, 2 paragraphs edited, credit of 1 picture corrected.`"""
        front, counts = [], Counter()
        for line in self.changes:
            if line.is_front and not (line.old_picture or line.new_picture):
                front.append(gettext("%(label)s changed") % {"label": line.label})
            else:
                counts.update(counted(line))
        phrases = front + [phrase % {"things": noun.counted(counts[phrase, noun])} for phrase, noun in counts]
        return capfirst(", ".join(phrases)) + "." if phrases else gettext("Nothing differs.")


def counted(line):
    """Return what a line adds to the summary, as a mapping from (phrase, noun) to a number."""
    if line.act not in (Act.EDITED, Act.MOVED_AND_EDITED):
        return Counter({(str(COUNTED[line.act]), line.noun): line.count})
    found = Counter((str(COUNTED[change.act]), change.noun) for change in line.changed_fields if change.noun)
    own = [change for change in line.changed_fields if not change.noun]
    if line.new_picture and line.act == Act.EDITED:
        return found + Counter((phrase_of_picture(change), line.noun) for change in own)
    if own or line.act == Act.MOVED_AND_EDITED:
        found[str(COUNTED[line.act]), line.noun] += 1
    return found


def phrase_of_picture(change):
    """Return the phrase that counts the pictures of which a field differs."""
    if change.name == "credit":
        return gettext("credit of %(things)s corrected")
    label = str(change.label)
    return gettext("%(field)s of %%(things)s changed") % {"field": label[:1].lower() + label[1:]}


def unchanged(count):
    """Return how many pieces are the same, as text."""
    return ngettext("%(count)d part unchanged", "%(count)d parts unchanged", count) % {"count": count}
