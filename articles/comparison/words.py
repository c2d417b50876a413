"""Two texts word by word, in a time that no text can make long."""

import difflib
import functools
import re
from collections import Counter

CHUNK = re.compile(r"\S+\s*|\s+")
# Scripts that write no spaces between words: each character is compared by itself.
WITHOUT_SPACES = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
OPENING, CLOSING = "([{<“„«‘\"'¿¡", ")]}>”»’\"'.,;:!?…"
# How many equal words two texts may have, counted as pairs, so that difflib compares them: it takes time for each pair.
MOST_PAIRS = 8_000
MOST_PAIRS_OF_ARTICLE = 80_000
# A text of which less than this remains is shown as replaced: what is common to the two is chance.
LEAST_COMMON = 0.25
SHORTEST_COMMON = 3


class Budget:
    """How much comparing of words is left for an article; texts beyond it are shown as replaced, paragraph by
    paragraph.
    """

    def __init__(self, pairs=MOST_PAIRS_OF_ARTICLE):
        self.pairs = pairs

    def allows(self, pairs):
        """Take so many pairs of equal words from what is left; return whether they may be compared."""
        if pairs > min(self.pairs, MOST_PAIRS):
            return False
        self.pairs -= pairs
        return True


def split_words(text):
    """Return the words and marks of a text, each with the space after it; joined, they are the text."""
    return [token for chunk in CHUNK.findall(text) for token in split_chunk(chunk)]


def split_chunk(chunk):
    """Yield the marks before a word, the word, and the marks after it with the space."""
    if WITHOUT_SPACES.search(chunk):
        yield from chunk
        return
    core = chunk.rstrip()
    begin = len(core) - len(core.lstrip(OPENING))
    end = max(len(core.rstrip(CLOSING)), begin)
    pieces = (chunk[:begin], chunk[begin:end], chunk[end:])
    if not chunk[end:].strip():
        pieces = (chunk[:begin], chunk[begin:])
    yield from filter(None, pieces)


@functools.lru_cache(maxsize=2_048)
def word_counts(text):
    """Return how often each word stands in a text."""
    return Counter(word.strip() for word in split_words(text))


def similarity(old, new):
    """Return how much of two texts is common to both, from 0 to 1, whatever the order of the words."""
    one, other = word_counts(old), word_counts(new)
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 1.0


def compare_words(old, new, budget=None):
    """Return (op, text) for two texts, where op is `same`, `ins` or `del`; joined by op, they are the two texts."""
    if old == new:
        return [("same", new)] if new else []
    replaced = [(op, text) for op, text in (("del", old), ("ins", new)) if text]
    if len(replaced) == 1:
        return replaced
    before, after = split_words(old), split_words(new)
    one, other = [word.strip() for word in before], [word.strip() for word in after]
    counts, others = Counter(one), Counter(other)
    pairs = sum(count * others[word] for word, count in counts.items())
    if not (budget or Budget()).allows(pairs):
        return replaced
    opcodes = join_chance(difflib.SequenceMatcher(None, one, other, autojunk=False).get_opcodes(), other)
    common = sum(d - c for op, _a, _b, c, d in opcodes if op == "equal")
    if common < LEAST_COMMON * min(len(one), len(other)) and len(one) + len(other) > 2 * SHORTEST_COMMON:
        return replaced
    return list(spans_of(opcodes, before, after))


def spans_of(opcodes, before, after):
    """Yield the (op, text) of the opcodes of difflib.

    Equal words may be followed by different white space, as where a sentence ends earlier: that belongs to the change.
    The space after words that replace others does not.
    """
    old_space = new_space = ""
    for op, a, b, c, d in opcodes:
        old, new = old_space + "".join(before[a:b]), new_space + "".join(after[c:d])
        old_space = new_space = common = ""
        if op == "equal":
            kept = new.rstrip()
            yield "same", kept
            old_space, new_space = old[len(old.rstrip()) :], new[len(kept) :]
            if old_space == new_space:
                yield from [("same", new_space)] if new_space else []
                old_space = new_space = ""
            continue
        if old[-1:].isspace() and new[-1:].isspace() and old.strip() and new.strip():
            old, new, common = old.rstrip(), new.rstrip(), new[len(new.rstrip()) :]
        yield from ((kind, text) for kind, text in (("del", old), ("ins", new), ("same", common)) if text)
    yield from ((kind, text) for kind, text in (("del", old_space), ("ins", new_space)) if text)


def join_chance(opcodes, words):
    """Join changes that only a short common word stands between: nobody reads it as what remained."""
    joined = []
    for place, (op, a, b, c, d) in enumerate(opcodes):
        is_between = op == "equal" and 0 < place < len(opcodes) - 1
        if is_between and d - c == 1 and len(words[c]) <= SHORTEST_COMMON:
            op = "replace"
        if joined and op != "equal" and joined[-1][0] != "equal":
            _, first, _, start, _ = joined[-1]
            joined[-1] = ("replace", first, b, start, d)
        else:
            joined.append((op, a, b, c, d))
    return joined
