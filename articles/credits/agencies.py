"""Picture agencies with the spellings that credit lines use for them, their collections and their partners."""

import functools
import re
from collections.abc import Iterable
from itertools import chain
from pathlib import Path

from articles.credits import names

FIXTURE = Path(__file__).parents[1] / "fixtures" / "agencies.json"

_PUNCTUATION = " .,;:"
_DASHES = re.compile(r"[-_\u2010-\u2015]")
_ADDRESS = re.compile(r"^www\.|\.(?:com|net|org|co\.uk|de|fr|eu|es|it|nl|ch|at)$")
_COMPANY_FORM = re.compile(r",?\s+(?:inc|ltd|llc|gmbh|co)\.?$", re.IGNORECASE)
_PICTURES = re.compile(r"\s+(?:photos?|foto|bild)$", re.IGNORECASE)


@functools.lru_cache(maxsize=10_000)  # the table of agencies, some 2,000 spellings, is indexed for every form
def spelling_key(words: str) -> str:
    """Return words in the form in which two spellings of one name are equal."""
    return "/".join(map(_piece_key, words.split("/")))


def _piece_key(piece: str) -> str:
    plain = _ADDRESS.sub("", piece.strip(_PUNCTUATION).casefold())
    return " ".join(_DASHES.sub(" ", plain).split()).removeprefix("the ")


class KnownAgencies:
    """A table of agencies (rows of `articles.models.Agency`), indexed once for many lines.

    Ignored are case, white space, hyphens, a leading "The", the end of a web address and a final full stop. Results
    are spelled as in the table, and "" if it has none. Where two rows have the same spelling, a name comes before an
    alias, and the first row before the second.
    """

    def __init__(self, agencies: Iterable):
        agencies = list(agencies)
        own = ((agency.name, agency.name) for agency in agencies)
        aliases = ((alias, agency.name) for agency in agencies for alias in agency.aliases)
        self._agencies = _index(chain(own, aliases))
        self._spellings = _index((name, name) for agency in agencies for name in (agency.name, *agency.aliases))
        self._collections = _index((name, name) for agency in agencies for name in agency.collections)
        self._owners = _index((name, agency.name) for agency in agencies for name in agency.collections)
        self._partners = {agency.name: _index((name, name) for name in agency.partners) for agency in agencies}

    def agency(self, words: str) -> str:
        """Return the agency of this name or alias, also where "photo" or "Inc." follows it."""
        return self._agencies.get(self._agency_key(words), "")

    def _agency_key(self, words: str) -> str:
        key = spelling_key(words)
        for pattern in (_COMPANY_FORM, _PICTURES):
            if key and key not in self._agencies:
                key = spelling_key(pattern.sub("", words))
        return key

    def as_collection(self, words: str) -> str:
        """Return how an agency is named where another one distributes its pictures.

        Its brands keep their own names ("PA Wire"); a long form or a longer spelling gives the agency's name, so that
        "Agence France-Presse" is AFP and "Anadolu Agency" is Anadolu. A longer brand is listed as a collection too.
        """
        key, name = self._agency_key(words), self.agency(words)
        is_form = spelling_key(name) in key or (name.isupper() and len(name) <= 4 and " " in key)
        return self.collection(words) or (name if is_form else self._spellings.get(key, name))

    def collection(self, words: str) -> str:
        """Return the collection of this name, of any agency."""
        return self._collections.get(spelling_key(words), "")

    def owner(self, collection: str) -> str:
        """Return the agency that has this collection."""
        return self._owners.get(spelling_key(collection), "")

    def partner(self, words: str, agency: str) -> str:
        """Return the agency's partner of this name, which counts only beside its agency."""
        return self._partners.get(agency, {}).get(spelling_key(words), "")


class KnownNames:
    """A set of proper names of `articles.credits.names`, compared as the agencies are."""

    def __init__(self, text: str):
        self._keys = {spelling_key(name) for name in re.split(r"[;\n]", text)} - {""}

    def __contains__(self, words: str) -> bool:
        return spelling_key(words) in self._keys


ORGANISATIONS = KnownNames(names.ORGANISATIONS)
COMPANIES = KnownNames(names.COMPANIES)
PUBLICATIONS = KnownNames(names.PUBLICATIONS)
STOCK_LIBRARIES = KnownNames(names.STOCK_LIBRARIES)
MIXED_LIBRARIES = KnownNames(names.MIXED_LIBRARIES)


def _index(spellings: Iterable[tuple[str, str]]) -> dict[str, str]:
    index: dict[str, str] = {}
    for spelling, name in spellings:
        index.setdefault(spelling_key(spelling), name)
    index.pop("", None)
    return index
