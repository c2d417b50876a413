"""Reads a picture's credit line into the parts an editor may confirm.

The line is what must be printed and is never changed here. Its parts are suggestions: what is not understood is handed
back in `unparsed`, and an agency is named only where the line itself names one that the table knows.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise

from articles.credits import grammar as forms
from articles.credits.agencies import KNOWN, Agency, KnownAgencies

LONGEST = 1000  # characters; a longer text is a caption or a mistake, and is not read


@dataclass(frozen=True)
class CreditLine:
    """A credit line and what was understood of it, "" where it says nothing.

    `agency` and `collection` (several are joined by "/") are spelled as in the table, all else as in the line.
    `via` is where the picture was seen. `offer` is the agency that has the collection where the line names no agency:
    for an editor to accept, not part of what the line says.
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


def parse_credit_line(line: str, agencies: KnownAgencies | Iterable[Agency] = KNOWN) -> CreditLine:
    """What the line says by the customs of picture agencies; raises nothing, whatever the line.

    Whoever reads many lines against one table passes it as `KnownAgencies`, so that it is indexed once.
    """
    if len(line) > LONGEST:
        return CreditLine(line, unparsed=[line])
    known = agencies if isinstance(agencies, KnownAgencies) else KnownAgencies(agencies)
    return _Parser(line, known).read()


@dataclass
class _Part:
    """A stretch of the line between two separators; `joint` names the one before it."""

    joint: str
    start: int = 0
    end: int = 0
    words: str = ""
    marked: bool = False  # stood behind a prefix
    by: bool = False  # ... that says "by", so that a maker follows
    field: str = ""
    value: str = ""

    def becomes(self, name: str) -> None:
        """The words, as they stand, are what the line says of this field."""
        self.field, self.value = name, self.words


class _Parser:
    """One pass over one line: cut it at its separators, then give every part to the first field that knows it."""

    def __init__(self, line: str, known: KnownAgencies):
        self.line, self.known = line, known
        self.parts = [piece for part in self._cut() for piece in self._loosen(part)]

    def read(self) -> CreditLine:
        """The parts by their names; those that nothing claimed are unparsed, in their order."""
        self._find_client()
        self._claim("agency", self.known.agency)
        self._claim("collection", self.known.collection)
        agency = self._distributor()
        self._claim("collection", lambda words: self.known.partner(words, agency))
        for name in forms.FIXED:
            self._claim(name, lambda words, name=name: words if forms.is_form(name, words) else "")
        self._find_codes()
        self._find_creator()
        self._find_outlet()
        return self._credit_line(agency)

    def _span(self, start: int, end: int, like: _Part) -> _Part:
        bounds = forms.TRIMMED.fullmatch(self.line, start, end)
        return replace(like, start=bounds.start(1), end=bounds.end(1), words=bounds[1])

    def _without_prefix(self, part: _Part) -> _Part:
        while prefix := forms.PREFIX.match(part.words):
            by = part.by or "by" in prefix[0].lower().split()
            part = self._span(part.start + prefix.end(), part.end, replace(part, marked=True, by=by))
        return part

    def _cut(self) -> list[_Part]:
        parts, start, joint = [], 0, ""
        for mark in forms.SEPARATOR.finditer(self.line):
            parts.append(self._without_prefix(self._span(start, mark.start(), _Part(joint))))
            start, joint = mark.end(), mark.lastgroup or ""
            if joint == "address":
                parts.append(self._span(mark.start(), mark.end(), _Part(joint)))
        parts.append(self._without_prefix(self._span(start, len(self.line), _Part(joint))))
        return [part for part in parts if any(map(str.isalnum, part.words))]

    def _loosen(self, part: _Part) -> list[_Part]:
        """Cuts at commas too, and before "File Photo" or a licence, where that sets free something known."""
        if self._knows(part):
            return [part]
        cuts = [part.start + mark.start() for mark in forms.SOFT_SEPARATOR.finditer(part.words)]
        pieces = [self._span(start, end, _Part("comma")) for start, end in pairwise([part.start, *cuts, part.end])]
        loose = []
        for is_known, group in groupby((piece for piece in pieces if piece.words), key=self._knows):
            run = list(group)
            loose += run if is_known else [self._span(run[0].start, run[-1].end, _Part("comma"))]
        return [self._span(loose[0].start, loose[0].end, part), *loose[1:]]

    def _knows(self, part: _Part) -> bool:
        return bool(self.known.agency(part.words) or self.known.collection(part.words)) or forms.is_fixed(part.words)

    def _find_client(self) -> None:
        """After "for" stands the client, whose name may hold slashes."""
        for index, part in enumerate(self.parts):
            mark = forms.FOR.search(part.words)
            if not mark or not forms.is_title(part.words[mark.end() :]):
                continue
            maker = self._span(part.start, part.start + mark.start(), part)
            if self._knows(maker) or forms.is_person(maker.words, alone=part.by):
                stop = self._end_of_client(maker, index + 1)
                client = self._span(part.start + mark.end(), self.parts[stop - 1].end, _Part("for"))
                client.becomes("client")
                self.parts[index:stop] = [maker, client]
                return

    def _end_of_client(self, maker: _Part, start: int) -> int:
        """The first part that is no longer the client's: an agency is none where none was named before "for"."""
        for index, part in enumerate(self.parts[start:], start):
            distributes = self.known.agency(part.words) and not self.known.agency(maker.words)
            if part.joint not in ("slash", "comma") or forms.is_fixed(part.words) or distributes:
                return index
        return len(self.parts)

    def _claim(self, name: str, lookup: Callable[[str], str]) -> None:
        """Gives to a field every run of up to three free parts, the longest first, that `lookup` has a value for."""
        index = 0
        while index < len(self.parts):
            for stop in range(min(index + 3, len(self.parts)), index, -1):
                run = self.parts[index:stop]
                whole = self._span(run[0].start, run[-1].end, run[0])
                value = "" if any(part.field for part in run) else lookup(whole.words)
                if value:
                    self.parts[index:stop] = [replace(whole, field=name, value=value)]
                    break
            index += 1

    def _distributor(self) -> str:
        """The agency named last; any before it are collections of what it passes on."""
        named = [part for part in self.parts if part.field == "agency"]
        agency = named[-1].value if named else ""
        for part in named:
            part.field = "agency" if part.value == agency else "collection"
        return agency

    def _free(self) -> list[_Part]:
        return [part for part in self.parts if not part.field]

    def _find_codes(self) -> None:
        for part in self._free():
            if part.joint == "open" and forms.IMAGE_ID.fullmatch(part.words):
                part.becomes("image_id")
            elif part is not self.parts[0] and forms.EVENT_CODE.fullmatch(part.words):
                part.becomes("event_code")

    def _find_creator(self) -> None:
        """The words behind a prefix, or the first that nobody knows: if they look like a name in a credit."""
        free = [part for part in self._free() if part.joint not in ("via", "seen")]
        first = next((part for part in free if part.marked), free[0] if free else None)
        is_credit = "/" in self.line or len(free) < len(self.parts)
        if first and (is_credit or first.marked) and forms.is_person(first.words, alone=first.by):
            first.becomes("creator")

    def _find_outlet(self) -> None:
        """A last ", via" that leads to no agency says where the picture was seen."""
        last = next(reversed(self._free()), None)
        if last and last.joint == "seen" and forms.is_title(last.words):
            last.becomes("via")

    def _credit_line(self, agency: str) -> CreditLine:
        understood = any(part.field or part.marked for part in self.parts)
        if not understood and ("/" not in self.line or not self.parts):
            return CreditLine(self.line, unparsed=[self.line.strip()] if self.line.strip() else [])
        values, collections, unparsed = {}, {}, []
        for part in self.parts:
            if part.field == "collection":
                collections[part.value] = True
            elif not part.field or values.setdefault(part.field, part.value) != part.value:
                unparsed.append(part.words)
        owners = {self.known.owner(name) for name in collections}
        offer = owners.pop() if len(owners) == 1 and not agency else ""
        return CreditLine(self.line, **values, collection="/".join(collections), unparsed=unparsed, offer=offer)
