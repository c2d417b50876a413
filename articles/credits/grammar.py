"""The forms of words in credit lines, whatever the agency."""

import re

_LICENCE = (
    r"cc[ -]?0(?:[ -]1\.0)?|cc[ -]by(?:[ -](?:sa|nc|nd))*(?:[ -]\d\.\d)?(?:[ -][a-z]{2,6})?"
    r"|creative commons(?: [\w .-]+)?|public[ -]domain(?: mark(?: 1\.0)?)?"
)
_FILE = r"file(?:\s+(?:photo|image|picture))?"
_ROLE = (
    r"staff(?:\s+photographer)?|contributor|stringer|str|stf|freelancer?"
    r"|ho|handout(?:\s+(?:photo|image))?|(?:(?-i:[A-Z]{2,5})\s+)?pool(?:\s+photo)?"
)
FIXED = {
    "licence": re.compile(_LICENCE, re.IGNORECASE),
    "qualifier": re.compile(rf"{_FILE}|archives?(?:\s+photo)?", re.IGNORECASE),
    "role": re.compile(rf"(?:{_ROLE})(?:\s*/\s*(?:{_ROLE}))*", re.IGNORECASE),
}
EVENT_CODE = re.compile(r"[A-Z]{2,6}[0-9]{2,4}")
IMAGE_ID = re.compile(r"(?:[A-Za-z]+[-_])?(?=(?:[A-Za-z]*[0-9]){3})[A-Za-z0-9]{5,20}")

# The name of the group that matches is the name of the separator.
SEPARATOR = re.compile(
    r"(?P<address>\bhttps?://[^\s<>()\[\]]+)"
    r"|(?P<seen>,\s+via(?=\s))|(?P<via>(?<![^\s/|([\u2014])via(?=\s))"
    r"|(?P<open>\((?!c\))|[\[<])|(?P<close>(?<!\(c)\)|[\]>])"
    r"|(?P<slash>[/|\u2014]|(?<=\s)[-\u2013](?=\s))",
    re.IGNORECASE,
)
SOFT_SEPARATOR = re.compile(rf",\s*|\s+(?=(?:{_LICENCE}|{_FILE})$)", re.IGNORECASE)
TRIMMED = re.compile(r"[\s,;:]*(.*?)[\s,;:]*", re.DOTALL)
FOR = re.compile(r"\s+for\s+", re.IGNORECASE)
PREFIX = re.compile(
    r"(?:(?:mandatory\s+)?(?:(?:photo|image|picture)\s+)?credits?\s*(?::|\.{3}|\u2026)"
    r"|(?:photo(?:s|graph(?:s|y|ed)?)?|images?|pictures?|illustrations?|fotos?)(?:\s*:|\s+by(?=\s))"
    r"|by(?=\s)|(?:copyright\s*)?(?:©|\(c\))|copyright(?:\s*:|(?=\s+\d{4}\b)))"
    r"\s*(?:\d{4}(?:\s*[-\u2013]\s*\d{4})?(?:,|\s|$)\s*)?",
    re.IGNORECASE,
)

_PARTICLE = re.compile(
    r"&|af|al|and|av|bin|d[aeiu]|das|del|della|de[nr]|do|dos|e|el|et|ibn|la|le|ten|ter|und|van|von|y|zu"
)
_ELISION = re.compile(r"(?:al|el|[dlot])?['\u2018\u2019-]")
_NOT_IN_A_NAME = re.compile(r"[\d_@#:;!?\"\u201c\u201d=+*%$~^{}\\\u2026]")
_NOT_A_PERSON = re.compile(
    r"(?<![\w-])(?:agency|archives?|army|association|club|collection|commons|company|copyright|corporation|council"
    r"|court|courtesy|department|entertainment|family|features|films|foundation|gallery|gmbh|government|guard|herald"
    r"|house|images|inc|institute|international|labs|library|llc|ltd|magazine|media|ministry|museum|navy|network|news"
    r"|office|palace|parliament|party|photos?|pictures|police|post|press|productions|records|service|society|sports?"
    r"|station|studios?|technologies|television|the|times|today|trust|tv|university)(?![\w-])",
    re.IGNORECASE,
)


def is_fixed_form(name: str, words: str) -> bool:
    """Return whether the words are a licence, a qualifier or a role (`name`) and nothing else."""
    return bool(FIXED[name].fullmatch(words.rstrip(".")))


def is_any_fixed_form(words: str) -> bool:
    """Return whether the words are a licence, a qualifier or a role and nothing else."""
    return any(is_fixed_form(name, words) for name in FIXED)


def is_title(words: str) -> bool:
    """Return whether words may name an outlet or a client: at most eight, not beginning with a small letter."""
    return len(words.split()) <= 8 and not words.removeprefix("the ")[:1].islower()


def is_person(words: str, alone: bool = False) -> bool:
    """Return whether words look like the name of one or more people; a single word only does if `alone`.

    Names of organisations ("Home Office") do not.
    """
    names = words.split()
    return (
        (1 if alone else 2) <= len(names) <= 10
        and ("," not in words or "and" in names or "&" in names)
        and not _NOT_A_PERSON.search(words)
        and not all(map(_PARTICLE.fullmatch, names))
        and all(_PARTICLE.fullmatch(name) or _is_name(name) for name in names)
    )


def _is_name(word: str) -> bool:
    elision = _ELISION.match(word)
    first = word[elision.end() if elision else 0 :][:1]
    return first.isalpha() and not first.islower() and not _NOT_IN_A_NAME.search(word)
