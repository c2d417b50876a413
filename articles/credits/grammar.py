"""The patterns of credit lines, made of the words in `articles.credits.words`: what separates parts, what a part is."""

import re

from articles.credits import words as tables
from articles.text import lazy_pattern


def _either(*sources: str) -> str:
    """Return a pattern for any of some words, the longest first."""
    alternatives = {word for source in sources for word in source.split()}
    return "|".join(sorted(alternatives, key=lambda word: (-len(word), word)))


def _by_language(table: dict[str, str]) -> str:
    return "|".join(table.values())


_LICENCE = "|".join(tables.LICENCES)
_QUALIFIER = _by_language(tables.QUALIFIERS)
_ROLE = _by_language(tables.ROLES)
FIXED = {
    "licence": lazy_pattern(_LICENCE, re.IGNORECASE),
    "qualifier": lazy_pattern(_QUALIFIER, re.IGNORECASE),
    "role": lazy_pattern(rf"(?:{_ROLE})(?:\s*/\s*(?:{_ROLE}))*", re.IGNORECASE),
}
EVENT_CODE = lazy_pattern(r"[A-Z]{2,6}[0-9]{2,4}")
IMAGE_ID = lazy_pattern(r"(?:[A-Za-z]+[-_])?(?=(?:[A-Za-z]*[0-9]){3})[A-Za-z0-9]{5,20}")

_PICTURE = _either(*tables.PICTURES.values())
_CREDIT = _either(*tables.CREDITS.values())
_MAKER = _either(*tables.MAKERS.values())
_SHORTENED = _either(*tables.SHORTENED.values())
_WHICH = _either(*tables.WHICH.values())
_BY = rf"(?:(?:{_either(*tables.BY.values())})(?=\s)|d['\u2019](?=\w))"
_NOUNS = rf"(?:{_PICTURE}|{_CREDIT})(?:(?:\s+(?:and\s+)?|\s*[&/+]\s*)(?:{_PICTURE}|{_CREDIT}))*"
_YEARS = r"\d{4}(?:\s*[-\u2013]\s*\d{4})?(?:,|\s|$)\s*"
_RIGHTS = r"(?:copyright\s*)?(?:©|\(c\))|copyright(?:\s*:|(?=\s+\d{4}\b))"
PREFIX = lazy_pattern(
    rf"(?:(?:(?:{_WHICH})\s+)*(?:{_NOUNS})\s*(?:(?P<by>\s{_BY}\s*:?)|[:\uff1a]|(?=©)|\.{{3}}|\u2026)"
    rf"|(?P<maker>(?:{_MAKER})\s*[:\uff1a])|(?:{_SHORTENED})(?:\.\s*:?|:)|(?P<just_by>by(?:\s*:|(?=\s)))"
    rf"|(?P<courtesy>(?:(?:{_PICTURE}|{_CREDIT})\s*:?\s+)?courtesy(?:\s+of)?(?:\s*:|(?=\s)))|{_RIGHTS})"
    rf"\s*(?:{_YEARS})?",
    re.IGNORECASE,
)
WHICH = lazy_pattern(rf"(?:{_WHICH})(?:\s+(?:{_WHICH}))*", re.IGNORECASE)
BARE_PREFIX = lazy_pattern(rf"(?:{_NOUNS})\s+(?=\S)", re.IGNORECASE)
ONLY_PREFIX = lazy_pattern(rf"(?:(?:{_WHICH})\s+)*(?:{_NOUNS})", re.IGNORECASE)
# "NASA photo by Jo Farrow": the owner of the picture, then its maker.
OWNER_AND_MAKER = lazy_pattern(
    rf"(?:official\s+)?(?P<owner>\S.{{0,60}}?)\s+(?:file\s+|pool\s+)?(?:{_PICTURE})(?:\s+illustration)?\s+{_BY}\s*:?\s+"
    r"(?P<maker>\S.*)",
    re.IGNORECASE | re.DOTALL,
)

# The name of the group that matches is the name of the separator.
SEPARATOR = lazy_pattern(
    r"(?P<address>\bhttps?://[^\s<>()\[\]]+)"
    r"|(?P<seen>,\s+via(?=\s))|(?P<via>(?<![^\s/|([\u2014])via(?=\s))"
    r"|(?P<open>\((?!c\))|[\[<])|(?P<close>(?<!\(c)\)|[\]>])"
    r"|(?P<slash>[/|\u2014]|(?<=\s)[-\u2013](?=\s))"
    r"|(?P<dot>[\u00b7\u2022\u2219\u2027\u22c5\u30fb])"
    rf"|(?P<stop>;|\.\s+(?=(?:(?:{_WHICH})\s+)*(?:{_NOUNS})\s*(?:[:\uff1a]|\s{_BY})|{_LICENCE}))",
    re.IGNORECASE,
)
# `(?<!\s)` keeps a long run of spaces from being tried from each of them.
SOFT_SEPARATOR = lazy_pattern(
    rf",\s*|(?<!\s)\s+(?=(?:{_LICENCE})\.?$)|(?P<qualifier>(?<!\s)\s+)(?=(?:{_QUALIFIER})\.?$)|(?<!\s)\s+(?P<on>{_either(*tables.ON.values())})\s+"
    r"|(?P<hyphen>(?<=\w)[-\u2013](?=\w))|(?P<colon>[:\uff1a]\s+)|(?P<year>(?<!\s)\s+)(?=(?:19|20)\d\d$)",
    re.IGNORECASE,
)
TRIMMED = lazy_pattern(r"[\s,;:]*(.*?)[\s,;:]*", re.DOTALL)
LIST = lazy_pattern(r",?\s+(?:and|und|et|&)\s+|\s*[,/]\s*")
FOR = lazy_pattern(rf"\s+(?:{_either(*tables.FOR.values())})\s+")
# A line that says which picture is whose.
_POSITION = lazy_pattern(
    rf"(?<!\w)(?:{_either(tables.POSITIONS)})\s*:|\((?:{_either(tables.POSITIONS)})\)", re.IGNORECASE
)
_POSITIONS = lazy_pattern(r"(?<!\w)clockwise from\b", re.IGNORECASE)

_PARTICLE = lazy_pattern(_either(tables.PARTICLES))
_ELISION = lazy_pattern(r"(?:al|el|[dlot])?['\u2018\u2019-]")
_NOT_IN_A_NAME = lazy_pattern(r"[\d_@#:;!?\"\u201c\u201d=+*%$~^{}\\\u2026]")
_NOT_A_PERSON = lazy_pattern(rf"(?<![\w-])(?:{_either(tables.ORGANISATION_WORDS)}|the)(?![\w-])", re.IGNORECASE)
_CONSONANTS = lazy_pattern(r"[B-DF-HJ-NP-TV-XZ]{3,}")  # an abbreviation, not a name
_RANK = lazy_pattern(
    rf"(?:(?:{tables.SERVICES})\s+)?(?:(?:{tables.RANKS})\.?\s+)+",
    re.IGNORECASE,
)
_COLLECTION = lazy_pattern(rf"(?<![\w-])(?:{_either(tables.COLLECTION_WORDS)})\.?$", re.IGNORECASE)
_ABBREVIATION = lazy_pattern(r"[A-Z]{2,5}")
_LABEL = lazy_pattern(rf"(?:{_either(tables.LABEL_WORDS)})$", re.IGNORECASE)
_USER_NAME = lazy_pattern(r"[\w.-]*\w")
# Of a last word, a full stop is a part: "Jr.", "J.", "Bros.".
_KEEPS_STOP = lazy_pattern(r"(?:.*[\s.])?(?:jr|sr|inc|ltd|co|corp|bros|\w)\.", re.IGNORECASE | re.DOTALL)


def is_fixed_form(name: str, words: str) -> bool:
    """Return whether the words are a licence, a qualifier or a role (`name`) and nothing else."""
    return bool(FIXED[name].fullmatch(words.rstrip(".")))


def is_any_fixed_form(words: str) -> bool:
    """Return whether the words are a licence, a qualifier or a role and nothing else."""
    return any(is_fixed_form(name, words) for name in FIXED)


def has_several_credits(line: str) -> bool:
    """Return whether a line says of several pictures which is whose ("Left: ..., right: ...")."""
    return len(_POSITION.findall(line)) > 1 or bool(_POSITIONS.search(line))


def without_stop(words: str) -> str:
    """Return the words without a full stop that ends the line rather than a name."""
    return words if _KEEPS_STOP.fullmatch(words) else words.rstrip(".")


def is_title(words: str) -> bool:
    """Return whether words may name an outlet or a client: at most eight, not beginning with a small letter."""
    return len(words.split()) <= 8 and not words.removeprefix("the ")[:1].islower()


def is_person(words: str, alone: bool = False) -> bool:
    """Return whether words look like the name of one or more people; a single word only does if `alone`.

    Names of organisations ("Home Office") do not. A military rank belongs to the name.
    """
    rank = _RANK.match(words)
    names = words[rank.end() if rank else 0 :].split()
    return (
        (1 if alone or rank else 2) <= len(names) <= 10
        and ("," not in words or "and" in names or "&" in names or _is_list_of_people(words))
        and not _NOT_A_PERSON.search(" ".join(names))
        and not all(map(_PARTICLE.fullmatch, names))
        and all(_PARTICLE.fullmatch(name) or _is_name(name) for name in names)
    )


def _is_list_of_people(words: str) -> bool:
    people = words.split(",")
    return all(len(person.split()) > 1 for person in people)


def _is_name(word: str) -> bool:
    elision = _ELISION.match(word)
    first = word[elision.end() if elision else 0 :][:1]
    is_word = first.isalpha() and not first.islower() and not _NOT_IN_A_NAME.search(word)
    return is_word and not _CONSONANTS.fullmatch(word)


def is_user_name(words: str, surely: bool = False) -> bool:
    """Return whether words are one word, as users of stock libraries sign; `surely` if no company writes so."""
    return bool(_USER_NAME.fullmatch(words)) and not (surely and words[:1].isupper() and words.isalpha())


def is_collection(words: str) -> bool:
    """Return whether words look like the name of a picture library or a newspaper ("Quayside Archive", "FLPA")."""
    is_name = is_title(words) and len(words.split()) > 1 and bool(_COLLECTION.search(words))
    return is_name or is_abbreviation(words)


def is_abbreviation(words: str) -> bool:
    """Return whether words are one abbreviation in capitals ("FLPA"), which is never a person's name."""
    return bool(_ABBREVIATION.fullmatch(words))


def is_label(words: str) -> bool:
    """Return whether words look like the name of a studio or a label ("Northlight Records")."""
    return is_title(words) and len(words.split()) > 1 and bool(_LABEL.search(words))
