"""Picture agencies: every spelling a credit line may use for them, their collections and their partners."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

FIXTURE = Path(__file__).parents[1] / "fixtures" / "agencies.json"


@dataclass(frozen=True)
class Agency:
    """A picture agency: its name, other spellings of it, its own collections, and whose pictures it passes on."""

    name: str
    aliases: tuple[str, ...] = ()
    collections: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()


class KnownAgencies:
    """A table of agencies, indexed once for many lines.

    Spellings are compared without regard to case, white space or a final stop. Answers are spelled as in the table, ""
    where it has none. Where rows claim the same spelling, a name beats an alias and the earlier row the later.
    """

    def __init__(self, agencies: Iterable[Agency]):
        agencies = list(agencies)
        names = ((agency.name, agency.name) for agency in agencies)
        aliases = ((alias, agency.name) for agency in agencies for alias in agency.aliases)
        self._agencies = _index(chain(names, aliases))
        self._collections = _index((name, name) for agency in agencies for name in agency.collections)
        self._owners = _index((name, agency.name) for agency in agencies for name in agency.collections)
        self._partners = {agency.name: _index((name, name) for name in agency.partners) for agency in agencies}

    def agency(self, words: str) -> str:
        """The agency of this name or alias."""
        return self._agencies.get(_key(words), "")

    def collection(self, words: str) -> str:
        """The collection of this name, whichever agency has it."""
        return self._collections.get(_key(words), "")

    def owner(self, collection: str) -> str:
        """The agency that has this collection."""
        return self._owners.get(_key(collection), "")

    def partner(self, words: str, agency: str) -> str:
        """The agency's partner of this name; without the agency beside it, such a name says nothing."""
        return self._partners.get(agency, {}).get(_key(words), "")


def _index(spellings: Iterable[tuple[str, str]]) -> dict[str, str]:
    index: dict[str, str] = {}
    for spelling, name in spellings:
        index.setdefault(_key(spelling), name)
    index.pop("", None)
    return index


def _key(words: str) -> str:
    return "/".join(" ".join(piece.strip(" .,;:").split()) for piece in words.split("/")).casefold()


def row_of(name: str, **spellings: Iterable[str]) -> Agency:
    """An agency of lists as JSON holds them."""
    return Agency(name, **{of: tuple(names) for of, names in spellings.items()})


def _built_in() -> tuple[Agency, ...]:
    rows = json.loads(FIXTURE.read_text(encoding="utf-8"))
    return tuple(row_of(**row["fields"]) for row in rows)


AGENCIES = _built_in()
KNOWN = KnownAgencies(AGENCIES)
