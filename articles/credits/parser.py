"""Parses a picture's credit line into the parts that an editor may confirm.

The line is printed as it is and never changed. Its parts are suggestions: what cannot be parsed is returned in
`unparsed`, and an agency is named only if it is in the line and in the table of agencies.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from articles.credits import grammar
from articles.credits.agencies import (
    COMPANIES,
    MIXED_LIBRARIES,
    ORGANISATIONS,
    PUBLICATIONS,
    STOCK_LIBRARIES,
    KnownAgencies,
)
from articles.credits.segments import Segment, Splitter, are_organisations, span

MAX_CREDIT_LINE_LENGTH = 1000  # characters; a longer text is a caption or a mistake, and is not parsed


@dataclass(frozen=True)
class CreditLine:
    """A credit line and its parts; a part that the line does not have is "".

    `agency` and `collection` (several are joined by "/") are spelled as in the table if it has them, all else as in the
    line. `via` is where the picture was seen. `offer` is the agency that has the collection where the line names no
    agency: a suggestion for the editor, not a part of the line. `several` is set where the line is the credits of
    several pictures ("Left: ..., right: ..."), of which no part is named.
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
    several: bool = False


def parse_credit_line(line: str, known: KnownAgencies) -> CreditLine:
    """Return the parts of a credit line by the customs of picture agencies. Raises nothing, whatever the line."""
    if len(line) > MAX_CREDIT_LINE_LENGTH:
        return CreditLine(line, unparsed=[line])
    if grammar.has_several_credits(line):
        return CreditLine(line, unparsed=[line.strip()], several=True)
    return _Parser(line, known).parse()


class _Parser:
    """One pass over a line: assign each of its segments to the first field that knows it."""

    def __init__(self, line: str, known: KnownAgencies):
        self.line, self.known = line, known
        self.splitter = Splitter(line, known)
        self.segments = self.splitter.segments()
        self.agency = self.creator = ""

    def parse(self) -> CreditLine:
        """Return the credit line; segments that no field knows are unparsed, in their order."""
        self._assign_client()
        self._assign_matches("agency", self.known.agency)
        self._assign_matches("collection", self.known.collection)
        if self._has_two_distributors():
            return CreditLine(self.line, unparsed=[self.line.strip()], several=True)
        self._assign_agency()
        self._assign_matches("collection", lambda words: self.known.partner(words, self.agency))
        for name in grammar.FIXED:
            self._assign_matches(name, lambda words, name=name: words if grammar.is_fixed_form(name, words) else "")
        self._assign_codes()
        self._assign_names()
        self._assign_creator()
        self._assign_organisations()
        self._assign_collections()
        self._assign_outlet()
        return self._credit_line()

    def _assign(self, segment: Segment, field: str, value: str = "") -> None:
        index = self.segments.index(segment)
        self.segments[index] = replace(segment, field=field, value=value or segment.words)

    def _unassigned(self) -> list[Segment]:
        return [segment for segment in self.segments if not segment.field]

    def _fields(self, name: str) -> list[Segment]:
        return [segment for segment in self.segments if segment.field == name]

    def _assign_client(self) -> None:
        """Assign what follows "for" to the client, whose name may contain slashes."""
        for index, segment in enumerate(self.segments):
            match = grammar.FOR.search(segment.words)
            if not match or not grammar.is_title(segment.words[match.end() :]):
                continue
            maker = span(self.line, segment.start, segment.start + match.start(), segment)
            if self.splitter.is_known(maker.words) or grammar.is_person(maker.words, alone=segment.says_by):
                end = self._client_end(maker, index + 1)
                last = self.segments[end - 1] if end > index + 1 else segment
                client = span(self.line, segment.start + match.end(), last.end, Segment("for"))
                self.segments[index:end] = [maker, replace(client, field="client", value=client.words)]
                return

    def _client_end(self, maker: Segment, start: int) -> int:
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
                joined_run = span(self.line, run[0].start, run[-1].end, run[0])
                value = "" if any(segment.field for segment in run) else lookup(joined_run.words)
                if value:
                    self.segments[index:end] = [replace(joined_run, field=name, value=value)]
                    break
            index += 1

    def _distributors(self) -> list[Segment]:
        return [segment for segment in self._fields("agency") if segment.value not in ORGANISATIONS]

    def _has_two_distributors(self) -> bool:
        """Return whether the line is two credits, of two agencies, with a semicolon or a full stop between them.

        A comma does it where the line begins with an agency: after a maker, agencies are listed so.
        """
        distributors = self._distributors()
        if len({segment.value for segment in distributors}) < 2:
            return False
        first, last = distributors[0], distributors[-1]
        between = {segment.separator for segment in self.segments if first.end <= segment.start <= last.start}
        return "stop" in between or (first == self.segments[0] and between == {"comma"})

    def _assign_agency(self) -> None:
        """Find the agency that distributes the picture; the others that are named become collections.

        It is the agency named last, or the first of the line where that has the other's pictures ("AP Photo/NASA").
        A newspaper after "via" is where the picture was seen, and an organisation counts only without an agency.
        """
        named = self._fields("agency")
        for segment in named[1:]:
            if segment.separator in ("seen", "via") and segment.words in PUBLICATIONS:
                self.segments[self.segments.index(segment)] = replace(segment, field="", value="")
        distributors = self._distributors()
        candidates = distributors or self._fields("agency")
        if not candidates or (not distributors and len({segment.value for segment in candidates}) > 1):
            return
        first, last = candidates[0], candidates[-1]
        self.agency = first.value if self._is_before_its_partner(first, last) else last.value
        for segment in self._fields("agency"):
            if segment.value != self.agency and segment.value not in ORGANISATIONS:
                self._assign(segment, "collection", self.known.as_collection(segment.words))

    def _is_before_its_partner(self, first: Segment, last: Segment) -> bool:
        return (
            first == self.segments[0]
            and last.separator not in ("via", "seen", "comma")
            and bool(self.known.partner(last.value, first.value))
            and not self.known.partner(first.value, last.value)
        )

    def _assign_codes(self) -> None:
        for segment in self._unassigned():
            if segment.separator == "open" and grammar.IMAGE_ID.fullmatch(segment.words):
                self._assign(segment, "image_id")
            elif segment is not self.segments[0] and grammar.EVENT_CODE.fullmatch(segment.words):
                self._assign(segment, "event_code")

    def _assign_names(self) -> None:
        """Mark organisations, companies and publications: what they are is decided when the creator is known."""
        for segment in self.segments:
            is_agency = segment.field == "agency"
            if (is_agency and segment.value != self.agency) or (not segment.field and are_organisations(segment.words)):
                self._assign(segment, "organisation")
            elif not segment.field and segment.words in COMPANIES:
                self._assign(segment, "company")
            elif not segment.field and segment.words in PUBLICATIONS:
                self._assign(segment, "publication")

    def _assign_creator(self) -> None:
        """Assign the segment after a prefix, or else the first unknown one, if it looks like a person's name."""
        unassigned = [segment for segment in self._unassigned() if segment.separator not in ("via", "seen")]
        is_credit = "/" in self.line or len(unassigned) < len(self.segments)
        first = next((index for index, segment in enumerate(unassigned) if segment.has_prefix), 0)
        for segment in unassigned[first:]:
            if not is_credit and not segment.has_prefix:
                return
            if self._is_maker(segment):
                self.creator = segment.words
            if self.creator or not (self.agency or grammar.is_abbreviation(segment.words)):
                break
        for segment in unassigned:
            if self.creator and segment.words.casefold() == self.creator.casefold():
                self._assign(segment, "creator")

    def _is_maker(self, segment: Segment) -> bool:
        """Return whether a segment names people; with an organisation among them it is left to the editor."""
        has_organisation = any(name in ORGANISATIONS for name in grammar.LIST.split(segment.words))
        is_person = grammar.is_person(segment.words, alone=segment.says_by) and not has_organisation
        return is_person or self._is_user(segment)

    def _is_user(self, segment: Segment) -> bool:
        """Return whether a segment is one word beside a stock library, where makers sign with a user's name."""
        libraries = [other.value for other in self.segments if other.field in ("agency", "collection")]
        surely = bool(libraries) and libraries[-1] in MIXED_LIBRARIES
        is_library = surely or any(library in STOCK_LIBRARIES for library in libraries)
        return is_library and grammar.is_user_name(segment.words, surely=surely)

    def _assign_organisations(self) -> None:
        """Make organisations the creator where none else is, or else collections; so with companies.

        An organisation before the agency has handed its picture to it, and is a collection. Alone it remains unparsed.
        """
        organisations = self._fields("organisation")
        distributors = [segment.start for segment in self._fields("agency")]
        is_maker = self.agency in STOCK_LIBRARIES or all(
            segment.start > start for segment in organisations for start in distributors
        )
        if organisations and not self.creator and is_maker and self._names_several_or_agency(organisations):
            first, last = organisations[0], organisations[-1]
            run = self.segments[self.segments.index(first) : self.segments.index(last) + 1]
            if run == organisations:
                joined = span(self.line, first.start, last.end, first)
                index = self.segments.index(first)
                self.segments[index : index + len(run)] = [replace(joined, field="creator", value=joined.words)]
        for segment in self._fields("organisation") + self._fields("company"):
            self._assign(segment, "collection" if self.agency or self.creator else "")

    def _names_several_or_agency(self, organisations: list[Segment]) -> bool:
        return bool(self.agency) or sum(len(grammar.LIST.split(segment.words)) for segment in organisations) > 1

    def _assign_collections(self) -> None:
        """Assign unknown segments by their place: between the creator and the agency, and names of libraries.

        What a client's name repeats is an event code.
        """
        clients = " ".join(segment.value for segment in self._fields("client")).split()
        creators, agencies = self._fields("creator"), self._fields("agency") or self._fields("collection")
        for index, segment in enumerate(self.segments):
            if segment.field not in ("", "publication"):
                continue
            after_creator = bool(creators) and segment.start > creators[0].start
            before_agency = bool(agencies) and segment.start < agencies[-1].start
            if before_agency and segment.words in clients:
                self._assign(segment, "event_code")
            elif self._is_collection(index, after_creator, before_agency):
                self._assign(segment, "collection")

    def _is_collection(self, index: int, after_creator: bool, before_agency: bool) -> bool:
        segment = self.segments[index]
        if segment.separator in ("open", "seen", "address") or not grammar.is_title(segment.words):
            return False
        if not before_agency or not self.agency:
            return after_creator and grammar.is_label(segment.words)
        is_before_via = index + 1 < len(self.segments) and self.segments[index + 1].separator in ("via", "seen")
        is_person = grammar.is_person(segment.words) and not is_before_via
        return (after_creator and not is_person) or grammar.is_collection(segment.words)

    def _assign_outlet(self) -> None:
        """Assign a last ", via" that names no agency, or a last newspaper: it says where the picture was seen."""
        unknown = [segment for segment in self.segments if segment.field in ("", "publication")]
        last = unknown[-1] if unknown else None
        is_publication = last and last.field == "publication" and last.separator == "via"
        if last and (last.separator == "seen" or is_publication) and grammar.is_title(last.words):
            self._assign(last, "via")

    def _credit_line(self) -> CreditLine:
        is_credit_line = any(segment.field or segment.has_prefix for segment in self.segments)
        if not is_credit_line and ("/" not in self.line or not self.segments):
            return CreditLine(self.line, unparsed=[self.line.strip()] if self.line.strip() else [])
        values, collections, unparsed = {}, {}, []
        for segment in self.segments:
            known = segment.field not in ("", "publication")
            if segment.field == "collection":
                collections[segment.value] = True
            elif not known or values.setdefault(segment.field, segment.value).casefold() != segment.value.casefold():
                unparsed.append(segment.words)
        owners = {self.known.owner(name) for name in collections}
        offer = owners.pop() if len(owners) == 1 and not self.agency else ""
        return CreditLine(self.line, **values, collection="/".join(collections), unparsed=unparsed, offer=offer)
