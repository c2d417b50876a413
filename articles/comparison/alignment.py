"""Which piece of one text is which of the other: the same, moved, edited, or in only one of them."""

import difflib
from bisect import bisect, insort
from collections import Counter, defaultdict, deque
from functools import cached_property

from articles.comparison.words import similarity

# Pairs of equal pieces that difflib may weigh, and pairs of different ones whose words are compared.
MOST_EQUAL_PAIRS = 200_000
MOST_CANDIDATES = 3_000
SIMILAR, VERY_SIMILAR = 0.4, 0.6


class Alignment:
    """The pairs of two lists of pieces, as (place in the old one, place in the new one).

    `same` stand in their order, `moved` say the same elsewhere, `edited` stand in the same place among the same ones,
    `moved_and_edited` do not. All other pieces are in only one of the lists.
    """

    def __init__(self, old, new):
        self.old, self.new = old, new
        self.same = equal_in_order([piece.signature for piece in old], [piece.signature for piece in new])
        self.moved, self.edited, self.moved_and_edited = {}, {}, {}
        self._pair_moved()
        self._pair_by_key()
        self._pair_by_words()
        self._pair_moved_by_words()

    @cached_property
    def gaps(self):
        """For the old list and the new one: the places of the same pieces, which divide each into gaps."""
        return sorted(self.same), sorted(self.same.values())

    def gap(self, side, place):
        """Return the number of the gap between same pieces that a place of a list (0 old, 1 new) is in."""
        return bisect(self.gaps[side], place)

    def rest(self):
        """Return the places of the pieces without a partner, in the old list and in the new one."""
        paired = self.pairs
        partners = set(paired.values())
        return (
            [place for place in range(len(self.old)) if place not in paired],
            [place for place in range(len(self.new)) if place not in partners],
        )

    @property
    def pairs(self):
        """All pairs."""
        return self.same | self.moved | self.edited | self.moved_and_edited

    def _pair_moved(self):
        olds, news = self.rest()
        by_signature = defaultdict(deque)
        for place in olds:
            by_signature[self.old[place].signature].append(place)
        for place in news:
            if waiting := by_signature.get(self.new[place].signature):
                self.moved[waiting.popleft()] = place

    def _pair_by_key(self):
        olds, news = self.rest()
        by_key = {self.old[place].key: place for place in olds if self.old[place].key is not None}
        for place in news:
            other = by_key.pop(self.new[place].key, None)
            if other is not None:
                self._add_edited(other, place)

    def _add_edited(self, old, new):
        is_there = self.gap(0, old) == self.gap(1, new)
        (self.edited if is_there else self.moved_and_edited)[old] = new

    def _pair_by_words(self):
        """Pair the pieces of each gap whose words are alike, without crossing; two alone in a gap are a pair."""
        by_gap = defaultdict(lambda: ([], []))
        for side, places in enumerate(self.rest()):
            for place in places:
                if (self.old, self.new)[side][place].key is None:
                    by_gap[self.gap(side, place)][side].append(place)
        left = MOST_CANDIDATES
        for olds, news in by_gap.values():
            if len(olds) == len(news) == 1:
                self.edited[olds[0]] = news[0]
                continue
            candidates = self._candidates(olds, news, SIMILAR, left)
            left -= min(left, len(olds) * len(news))
            taken = []
            for _score, old, new in candidates:
                place = bisect(taken, (old, new))
                before = taken[place - 1] if place else (-1, -1)
                after = taken[place] if place < len(taken) else (len(self.old), len(self.new))
                if before[0] < old < after[0] and before[1] < new < after[1]:
                    insort(taken, (old, new))
            self.edited.update(taken)

    def _pair_moved_by_words(self):
        """Pair what is left and very much alike, wherever it stands."""
        olds, news = ([p for p in places if self._is_paragraph(side, p)] for side, places in enumerate(self.rest()))
        for _score, old, new in self._candidates(olds, news, VERY_SIMILAR, MOST_CANDIDATES):
            if old not in self.moved_and_edited and new not in self.moved_and_edited.values():
                self.moved_and_edited[old] = new

    def _is_paragraph(self, side, place):
        return (self.old, self.new)[side][place].key is None

    def _candidates(self, olds, news, least, most):
        """Return (score, old, new) of the pairs whose words are alike enough, the most alike first.

        Where there are too many pairs, only those that stand about equally far from the beginning are compared.
        """
        if not olds or not news:
            return []
        reach = max(most // (2 * len(news)), 1)
        found = []
        for number, new in enumerate(news):
            middle = number * len(olds) // len(news)
            for old in olds[max(middle - reach, 0) : middle + reach + 1]:
                score = similarity(self.old[old].words, self.new[new].words)
                if score >= least and self.old[old].noun == self.new[new].noun:
                    found.append((score, old, new))
        return sorted(found, key=lambda pair: (-pair[0], pair[1], pair[2]))


def equal_in_order(old, new):
    """Return the places of equal items that stand in the same order in both lists, as a mapping from old to new.

    Lists in which too many items are equal are only compared from both ends.
    """
    counts = Counter(new)
    if sum(counts[item] for item in old) > MOST_EQUAL_PAIRS:
        return equal_at_ends(old, new)
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    return {a + n: b + n for a, b, size in matcher.get_matching_blocks() for n in range(size)}


def equal_at_ends(old, new):
    """Return the places of the equal items at the beginning and at the end of both lists."""
    shorter = min(len(old), len(new))
    first = next((n for n in range(shorter) if old[n] != new[n]), shorter)
    last = next((n for n in range(shorter - first) if old[-1 - n] != new[-1 - n]), shorter - first)
    pairs = {n: n for n in range(first)}
    return pairs | {len(old) - 1 - n: len(new) - 1 - n for n in range(last)}
