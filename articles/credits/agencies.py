"""Picture agencies with the spellings that credit lines use for them, their collections and their partners."""

from collections.abc import Iterable
from itertools import chain
from pathlib import Path

FIXTURE = Path(__file__).parents[1] / "fixtures" / "agencies.json"


class KnownAgencies:
    """A table of agencies (rows of `articles.models.Agency`), indexed once for many lines.

    Case, white space and a final full stop are ignored. Results are spelled as in the table, and "" if it has none.
    Where two rows have the same spelling, a name comes before an alias, and the first row before the second.
    """

    def __init__(self, agencies: Iterable):
        agencies = list(agencies)
        names = ((agency.name, agency.name) for agency in agencies)
        aliases = ((alias, agency.name) for agency in agencies for alias in agency.aliases)
        self._agencies = _index(chain(names, aliases))
        self._collections = _index((name, name) for agency in agencies for name in agency.collections)
        self._owners = _index((name, agency.name) for agency in agencies for name in agency.collections)
        self._partners = {agency.name: _index((name, name) for name in agency.partners) for agency in agencies}

    def agency(self, words: str) -> str:
        """Return the agency of this name or alias."""
        return self._agencies.get(_key(words), "")

    def collection(self, words: str) -> str:
        """Return the collection of this name, of any agency."""
        return self._collections.get(_key(words), "")

    def owner(self, collection: str) -> str:
        """Return the agency that has this collection."""
        return self._owners.get(_key(collection), "")

    def partner(self, words: str, agency: str) -> str:
        """Return the agency's partner of this name, which counts only beside its agency."""
        return self._partners.get(agency, {}).get(_key(words), "")


def _index(spellings: Iterable[tuple[str, str]]) -> dict[str, str]:
    index: dict[str, str] = {}
    for spelling, name in spellings:
        index.setdefault(_key(spelling), name)
    index.pop("", None)
    return index


def _key(words: str) -> str:
    return "/".join(" ".join(piece.strip(" .,;:").split()) for piece in words.split("/")).casefold()
