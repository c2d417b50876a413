"""Splits a credit line into its segments: at separators, at prefixes, and at commas where that gives a known name."""

from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from re import Match

from articles.credits import grammar
from articles.credits.agencies import COMPANIES, ORGANISATIONS, PUBLICATIONS, KnownAgencies


@dataclass(frozen=True)
class Segment:
    """The part of a line between two separators; `separator` names the one before it.

    `field` is the part of the credit that the segment is, "" while that is not known, and `value` what it says.
    """

    separator: str
    start: int = 0
    end: int = 0
    words: str = ""
    has_prefix: bool = False  # follows a prefix such as "Photo:"
    says_by: bool = False  # the prefix says "by", so that a maker follows
    field: str = ""
    value: str = ""


def span(line: str, start: int, end: int, like: Segment) -> Segment:
    """Return the segment from `start` to `end`, without the white space and punctuation around it."""
    bounds = grammar.TRIMMED.fullmatch(line, start, end)
    words = grammar.without_stop(bounds[1])
    return replace(like, start=bounds.start(1), end=bounds.start(1) + len(words), words=words)


class Splitter:
    """Splits one line by the grammar and a table of agencies."""

    def __init__(self, line: str, known: KnownAgencies):
        self.line, self.known = line, known

    def segments(self) -> list[Segment]:
        """Return the segments that have a letter or a digit, in their order."""
        pieces = [piece for segment in self._between_separators() for piece in self._owner_and_maker(segment)]
        pieces = [piece for piece in pieces if any(map(str.isalnum, piece.words))]
        return self._without_lone_prefixes([piece for segment in pieces for piece in self._at_soft_separators(segment)])

    def is_known(self, words: str) -> bool:
        """Return whether words are a name or a form that needs no guess."""
        return bool(
            self.known.agency(words)
            or self.known.collection(words)
            or grammar.is_any_fixed_form(words)
            or any(words in names for names in (COMPANIES, PUBLICATIONS))
            or are_organisations(words)
        )

    def _between_separators(self) -> list[Segment]:
        segments, start, separator = [], 0, ""
        for match in grammar.SEPARATOR.finditer(self.line):
            segments.append(self._span(start, match.start(), Segment(separator)))
            start, separator = match.end(), match.lastgroup or ""
            if separator == "address":
                segments.append(self._span(match.start(), match.end(), Segment(separator)))
        return [*segments, self._span(start, len(self.line), Segment(separator))]

    def _span(self, start: int, end: int, like: Segment) -> Segment:
        return span(self.line, start, end, like)

    def _owner_and_maker(self, segment: Segment) -> list[Segment]:
        """Return the segment without its prefix; "NASA photo by Jo Farrow" gives two, the owner's and the maker's."""
        match = grammar.OWNER_AND_MAKER.fullmatch(segment.words)
        if not match or not self._is_owner(match["owner"]):
            return [self._without_prefix(segment)]
        owner = self._span(segment.start + match.start("owner"), segment.start + match.end("owner"), segment)
        maker = Segment("slash", has_prefix=True, says_by=True)
        return [owner, self._without_prefix(self._span(segment.start + match.start("maker"), segment.end, maker))]

    def _is_owner(self, words: str) -> bool:
        names = words.split()
        is_prefix = grammar.WHICH.fullmatch(words) or grammar.ONLY_PREFIX.fullmatch(words)
        return not is_prefix and (
            self.is_known(words) or (len(names) <= 4 and all(name[:1].isupper() for name in names))
        )

    def _without_prefix(self, segment: Segment) -> Segment:
        while prefix := grammar.PREFIX.match(segment.words):
            rest = self._span(segment.start + prefix.end(), segment.end, segment)
            if prefix["courtesy"] and not self.known.agency(rest.words):
                return segment
            says_by = segment.says_by or any(prefix[name] for name in ("by", "just_by", "maker"))
            segment = replace(rest, has_prefix=True, says_by=says_by)
        return segment if segment.has_prefix else self._without_bare_prefix(segment)

    def _without_bare_prefix(self, segment: Segment) -> Segment:
        """Return "Foto Jo Farrow" without its first word, though no colon follows it."""
        prefix = grammar.BARE_PREFIX.match(segment.words)
        if not prefix or self.is_known(segment.words):
            return segment
        rest = self._span(segment.start + prefix.end(), segment.end, replace(segment, has_prefix=True))
        first = rest.words.partition(",")[0]
        return rest if self.known.agency(first) or grammar.is_person(first) else segment

    def _without_lone_prefixes(self, segments: list[Segment]) -> list[Segment]:
        """Drop segments such as the first of "Photo/Jo Farrow"; what follows them has a prefix."""
        kept, has_prefix = [], False
        for segment, following in pairwise([*segments, None]):
            if following and not segment.has_prefix and grammar.ONLY_PREFIX.fullmatch(segment.words):
                has_prefix = True
            else:
                kept.append(replace(segment, has_prefix=segment.has_prefix or has_prefix))
                has_prefix = False
        return kept

    def _at_soft_separators(self, segment: Segment) -> list[Segment]:
        """Split at commas too, before "File Photo" or a licence, and at "on Unsplash", where a known name results."""
        if self.is_known(segment.words):
            return [segment]
        segments = []
        for is_known, group in groupby(self._pieces(segment), key=lambda piece: self.is_known(piece.words)):
            run = list(group)
            if is_known or self._is_person_and_publisher(run):
                segments += run
            else:
                segments.append(self._span(run[0].start, run[-1].end, run[0]))
        return [replace(segments[0], separator=segment.separator), *segments[1:]] if segments else []

    def _pieces(self, segment: Segment) -> list[Segment]:
        matches = grammar.SOFT_SEPARATOR.finditer(segment.words)
        cuts = [(*match.span(), "via" if match["on"] else "comma") for match in matches if self._separates(match)]
        bounds = [(0, 0, "comma"), *cuts, (len(segment.words), 0, "")]
        pieces = [
            self._span(segment.start + end, segment.start + start, replace(segment, separator=separator))
            for (_, end, separator), (start, _, _) in pairwise(bounds)
        ]
        pieces = [piece for piece in pieces if piece.words]
        organisations = sum(are_organisations(piece.words) for piece in pieces)
        return [segment] if organisations > 1 else pieces

    def _separates(self, match: Match) -> bool:
        """Return whether a soft separator is one: "on" and "-" before an agency, ":" after one and so on."""
        before, after = match.string[: match.start()], match.string[match.end() :].partition(",")[0]
        if match["on"]:
            return bool(self.known.agency(after))
        if match["hyphen"]:  # not in "Jo Farrow-Everett"
            return bool(self.known.agency(after)) and (after.isupper() or " " in after)
        if match["qualifier"]:  # not in "Quayside Archive"
            return after.casefold().startswith("file") or bool(self.known.agency(before))
        if match["colon"]:
            return bool(self.known.agency(before)) or grammar.is_any_fixed_form(before)
        return not match["year"] or grammar.is_person(before)

    def _is_person_and_publisher(self, run: list[Segment]) -> bool:
        """Return whether a cut parts a person and what is certainly none: a newspaper, a description or a year."""
        if len(run) == 2 and run[0].has_prefix and grammar.is_person(run[0].words) and not run[1].words[0].isupper():
            return True
        persons = [grammar.is_person(piece.words) for piece in run]
        publishers = [grammar.is_collection(piece.words) for piece in run]
        return sorted(persons) == sorted(publishers) == [False, True]


def are_organisations(words: str) -> bool:
    """Return whether words are one or more names of organisations that make pictures ("NASA, ESA & CSA")."""
    return all(name in ORGANISATIONS for name in grammar.LIST.split(words))
