"""Parses a picture's credit line into the parts that an editor may confirm.

The line is printed as it is and never changed. Its parts are suggestions: what cannot be parsed is returned in
`unparsed`, and an agency is named only if it is in the line and in the table of agencies.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise

from articles.credits import grammar
from articles.credits.agencies import KnownAgencies

MAX_CREDIT_LINE_LENGTH = 1000  # characters; a longer text is a caption or a mistake, and is not parsed


@dataclass(frozen=True)
class CreditLine:
    """A credit line and its parts; a part that the line does not have is "".

    `agency` and `collection` (several are joined by "/") are spelled as in the table, all else as in the line. `via` is
    where the picture was seen. `offer` is the agency that has the collection where the line names no agency: a
    suggestion for the editor, not a part of the line.
    """

    line: str
    creator: str = ""
    role: str = ""
    event_code: str = ""
    collection: str = ""
    agency: str = ""
    client: str = ""
    via: str = ""
    qualifier: str = ""
    image_id: str = ""
    licence: str = ""
    unparsed: list[str] = field(default_factory=list)
    offer: str = ""


def parse_credit_line(line: str, known: KnownAgencies) -> CreditLine:
    """Return the parts of a credit line by the customs of picture agencies. Raises nothing, whatever the line."""
    if len(line) > MAX_CREDIT_LINE_LENGTH:
        return CreditLine(line, unparsed=[line])
    return _Parser(line, known).parse()


@dataclass
class _Segment:
    """The part of a line between two separators; `separator` names the one before it."""

    separator: str
    start: int = 0
    end: int = 0
    words: str = ""
    has_prefix: bool = False  # follows a prefix such as "Photo:"
    says_by: bool = False  # the prefix says "by", so that a maker follows
    field: str = ""
    value: str = ""

    def assign(self, name: str) -> None:
        """Make the words the value of a field."""
        self.field, self.value = name, self.words


class _Parser:
    """One pass over a line: split it at its separators, then assign each segment to the first field that knows it."""

    def __init__(self, line: str, known: KnownAgencies):
        self.line, self.known = line, known
        self.segments = [piece for segment in self._split() for piece in self._split_at_soft_separators(segment)]

    def parse(self) -> CreditLine:
        """Return the credit line; segments that no field knows are unparsed, in their order."""
        self._assign_client()
        self._assign_matches("agency", self.known.agency)
        self._assign_matches("collection", self.known.collection)
        agency = self._assign_agency()
        self._assign_matches("collection", lambda words: self.known.partner(words, agency))
        for name in grammar.FIXED:
            self._assign_matches(name, lambda words, name=name: words if grammar.is_fixed_form(name, words) else "")
        self._assign_codes()
        self._assign_creator()
        self._assign_outlet()
        return self._credit_line(agency)

    def _span(self, start: int, end: int, like: _Segment) -> _Segment:
        bounds = grammar.TRIMMED.fullmatch(self.line, start, end)
        return replace(like, start=bounds.start(1), end=bounds.end(1), words=bounds[1])

    def _without_prefix(self, segment: _Segment) -> _Segment:
        while prefix := grammar.PREFIX.match(segment.words):
            says_by = segment.says_by or "by" in prefix[0].lower().split()
            segment = self._span(
                segment.start + prefix.end(), segment.end, replace(segment, has_prefix=True, says_by=says_by)
            )
        return segment

    def _split(self) -> list[_Segment]:
        segments, start, separator = [], 0, ""
        for match in grammar.SEPARATOR.finditer(self.line):
            segments.append(self._without_prefix(self._span(start, match.start(), _Segment(separator))))
            start, separator = match.end(), match.lastgroup or ""
            if separator == "address":
                segments.append(self._span(match.start(), match.end(), _Segment(separator)))
        segments.append(self._without_prefix(self._span(start, len(self.line), _Segment(separator))))
        return [segment for segment in segments if any(map(str.isalnum, segment.words))]

    def _split_at_soft_separators(self, segment: _Segment) -> list[_Segment]:
        """Split at commas too, and before "File Photo" or a licence, where that gives a known segment."""
        if self._is_known(segment):
            return [segment]
        cuts = [segment.start + match.start() for match in grammar.SOFT_SEPARATOR.finditer(segment.words)]
        pieces = [
            self._span(start, end, _Segment("comma")) for start, end in pairwise([segment.start, *cuts, segment.end])
        ]
        segments = []
        for is_known, group in groupby((piece for piece in pieces if piece.words), key=self._is_known):
            run = list(group)
            segments += run if is_known else [self._span(run[0].start, run[-1].end, _Segment("comma"))]
        return [self._span(segments[0].start, segments[0].end, segment), *segments[1:]]

    def _is_known(self, segment: _Segment) -> bool:
        words = segment.words
        return bool(self.known.agency(words) or self.known.collection(words)) or grammar.is_any_fixed_form(words)

    def _assign_client(self) -> None:
        """Assign what follows "for" to the client, whose name may contain slashes."""
        for index, segment in enumerate(self.segments):
            match = grammar.FOR.search(segment.words)
            if not match or not grammar.is_title(segment.words[match.end() :]):
                continue
            maker = self._span(segment.start, segment.start + match.start(), segment)
            if self._is_known(maker) or grammar.is_person(maker.words, alone=segment.says_by):
                end = self._client_end(maker, index + 1)
                client = self._span(segment.start + match.end(), self.segments[end - 1].end, _Segment("for"))
                client.assign("client")
                self.segments[index:end] = [maker, client]
                return

    def _client_end(self, maker: _Segment, start: int) -> int:
        """Return the first index after the client. An agency ends it, unless there is one before "for" too."""
        for index, segment in enumerate(self.segments[start:], start):
            distributes = self.known.agency(segment.words) and not self.known.agency(maker.words)
            if segment.separator not in ("slash", "comma") or grammar.is_any_fixed_form(segment.words) or distributes:
                return index
        return len(self.segments)

    def _assign_matches(self, name: str, lookup: Callable[[str], str]) -> None:
        """Assign every run of up to three segments, the longest first, for which `lookup` has a value."""
        index = 0
        while index < len(self.segments):
            for end in range(min(index + 3, len(self.segments)), index, -1):
                run = self.segments[index:end]
                joined_run = self._span(run[0].start, run[-1].end, run[0])
                value = "" if any(segment.field for segment in run) else lookup(joined_run.words)
                if value:
                    self.segments[index:end] = [replace(joined_run, field=name, value=value)]
                    break
            index += 1

    def _assign_agency(self) -> str:
        """Return the agency named last, which distributes the picture; agencies before it become collections."""
        named = [segment for segment in self.segments if segment.field == "agency"]
        agency = named[-1].value if named else ""
        for segment in named:
            segment.field = "agency" if segment.value == agency else "collection"
        return agency

    def _unassigned(self) -> list[_Segment]:
        return [segment for segment in self.segments if not segment.field]

    def _assign_codes(self) -> None:
        for segment in self._unassigned():
            if segment.separator == "open" and grammar.IMAGE_ID.fullmatch(segment.words):
                segment.assign("image_id")
            elif segment is not self.segments[0] and grammar.EVENT_CODE.fullmatch(segment.words):
                segment.assign("event_code")

    def _assign_creator(self) -> None:
        """Assign the segment after a prefix, or else the first unknown one, if it looks like a person's name."""
        unassigned = [segment for segment in self._unassigned() if segment.separator not in ("via", "seen")]
        first = next((segment for segment in unassigned if segment.has_prefix), unassigned[0] if unassigned else None)
        is_credit = "/" in self.line or len(unassigned) < len(self.segments)
        if first and (is_credit or first.has_prefix) and grammar.is_person(first.words, alone=first.says_by):
            first.assign("creator")

    def _assign_outlet(self) -> None:
        """Assign a last ", via" that names no agency: it says where the picture was seen."""
        last = next(reversed(self._unassigned()), None)
        if last and last.separator == "seen" and grammar.is_title(last.words):
            last.assign("via")

    def _credit_line(self, agency: str) -> CreditLine:
        is_credit_line = any(segment.field or segment.has_prefix for segment in self.segments)
        if not is_credit_line and ("/" not in self.line or not self.segments):
            return CreditLine(self.line, unparsed=[self.line.strip()] if self.line.strip() else [])
        values, collections, unparsed = {}, {}, []
        for segment in self.segments:
            if segment.field == "collection":
                collections[segment.value] = True
            elif not segment.field or values.setdefault(segment.field, segment.value) != segment.value:
                unparsed.append(segment.words)
        owners = {self.known.owner(name) for name in collections}
        offer = owners.pop() if len(owners) == 1 and not agency else ""
        return CreditLine(self.line, **values, collection="/".join(collections), unparsed=unparsed, offer=offer)
