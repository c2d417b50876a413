"""The comparison of two texts of an article."""

from django.utils.text import Truncator

from articles.comparison.alignment import Alignment
from articles.comparison.changes import Act, Comparison, FieldChange, Line, unchanged
from articles.comparison.words import Budget, compare_words

EXCERPT = 24  # words by which a piece that only moved is known


def compare(old, new):
    """Return the `Comparison` of two versions.

    A piece that says the same elsewhere has moved; one with the same key, or with much the same words, was edited, and
    its words are compared. The time is bounded: beyond it a paragraph is shown as replaced as a whole.
    """
    budget = Budget()
    return Comparison([*compare_front(old.front, new.front, budget), *compare_body(old.body, new.body, budget)])


def compare_front(old, new, budget):
    """Yield a line for every piece above the body that differs."""
    before, after = {piece.key: piece for piece in old}, {piece.key: piece for piece in new}
    for key in dict.fromkeys([*after, *before]):
        one, other = before.get(key), after.get(key)
        line = line_of(one, other, budget) if one and other else whole_line(one or other, bool(other))
        if line:
            line.is_front = True
            yield line


def compare_body(old, new, budget):
    """Yield the lines of the body in the new order; neighbours that moved together, or did not change, are one line."""
    alignment = Alignment(old, new)
    by_new = {place: other for other, place in alignment.pairs.items()}
    removed, _added = alignment.rest()
    run = []
    for place, piece in enumerate(new):
        other = by_new.get(place)
        act = act_of(alignment, other)
        if act in (Act.SAME, Act.EDITED):
            while removed and removed[0] < other:
                yield from joined(run)
                run = []
                yield whole_line(old[removed.pop(0)], False)
        if run and not (act == run[-1][0] and other == run[-1][1] + 1):
            yield from joined(run)
            run = []
        if act in (Act.SAME, Act.MOVED):
            run.append((act, other, piece))
        elif act == Act.ADDED:
            yield whole_line(piece, True)
        else:
            yield line_of(old[other], piece, budget, act)
    yield from joined(run)
    yield from (whole_line(old[place], False) for place in removed)


def act_of(alignment, old):
    """Return what became of a new piece, given the place of its partner."""
    if old is None:
        return Act.ADDED
    acts = (
        (Act.SAME, alignment.same),
        (Act.MOVED, alignment.moved),
        (Act.EDITED, alignment.edited),
        (Act.MOVED_AND_EDITED, alignment.moved_and_edited),
    )
    return next(act for act, pairs in acts if old in pairs)


def joined(run):
    """Yield the line of pieces that did not change, or that moved together."""
    if not run:
        return
    act, _place, first = run[0]
    if act == Act.SAME:
        yield Line(act, first.noun, unchanged(len(run)), count=len(run))
        return
    pieces = [piece for _act, _place, piece in run]
    nouns = {piece.noun for piece in pieces}
    if len(nouns) > 1:  # counted each by its own noun
        for piece in pieces:
            yield moved_line(piece, 1)
    else:
        yield moved_line(first, len(pieces))


def moved_line(piece, count):
    """Return the line of pieces that moved together, known by the first words of the first."""
    line = Line(Act.MOVED, piece.noun, piece.label, [recognised(piece)], count=count)
    line.new_picture = piece.picture
    return line


def recognised(piece):
    """Return the first words of a piece, as a field that is the same."""
    text = Truncator(piece.words).words(EXCERPT, truncate=" …")
    return FieldChange("", "", [("same", text)])


def whole_line(piece, is_added):
    """Return the line of a piece that only one of the versions has."""
    op = "ins" if is_added else "del"
    fields = [FieldChange(f.name, f.label, [(op, f.text)]) for f in piece.shown_fields]
    line = Line(Act.ADDED if is_added else Act.REMOVED, piece.noun, piece.label, fields)
    line.old_picture, line.new_picture = (None, piece.picture) if is_added else (piece.picture, None)
    return line


def line_of(old, new, budget, act=Act.EDITED):
    """Return the line of a piece that is in both versions, or None where it says the same."""
    if old.signature == new.signature:
        return None
    before, after = {field.name: field for field in old.fields}, {field.name: field for field in new.fields}
    fields = []
    for name in dict.fromkeys([*after, *before]):
        field = after.get(name) or before[name]
        one, other = (side[name].text if name in side else "" for side in (before, after))
        if one != other:
            fields.append(FieldChange(name, field.label, compare_words(one, other, budget), field.noun))
    if new.words and new.words == old.words:
        fields.insert(0, recognised(new))
    line = Line(act, new.noun, new.label, fields, old.picture, new.picture)
    if act == Act.EDITED and (old.picture and old.picture.key) != (new.picture and new.picture.key):
        line.act = {(True, True): Act.REPLACED, (False, True): Act.ADDED, (True, False): Act.REMOVED}[
            bool(old.picture), bool(new.picture)
        ]
    return line
