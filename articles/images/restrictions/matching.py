"""Finds restrictions in a text by the vocabulary of each language."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from articles.images.restrictions.vocabulary import LANGUAGES, TERRITORIES, Vocabulary
from articles.text import lazy_pattern

LONGEST = 10_000  # characters that are searched; instructions have at most 5,000
SPACE = r"[\s_/-]+"
_LETTERS = {"ß": "s", "ø": "o", "æ": "a", "œ": "o", "đ": "d", "ł": "l", "ı": "i"}
_APOSTROPHES = "'’‘`´"
# "OUT" in capitals after what it shuts out, as agencies write it, but not as the end of a verb or before its object.
_OUT = lazy_pattern(
    r"\b(?!(?i:with|find|about|carry|lay|sold|print|way|time|walks?|comes?|goe?s?|sets?|turns?|burn|burned|takes?|help"
    r"|cut|knocked|fill|filled|runs?|hang|stands?|looks?|watch|night|day|reach|pull|work|came|went|took|and|or)\b)"
    r"[A-Z][\w.]+(?:(?: (?:AND|and|&) | ?[,/] ?)[A-Z][\w.]+){0,6} OUT\b"
    r"(?! (?:(?i:of|to|on|at|for|with|from|in|the|and|there|here)\b))"
)
_NAMED_OUT = lazy_pattern(rf"(?<!\w)(?:{TERRITORIES})\.? out(?=\s*(?:[^\w\s]|$))")
_NOT_IN = lazy_pattern(
    rf"(?<!\w)not{SPACE}(?:for{SPACE}|to{SPACE})?(?:use{SPACE})?(?:in{SPACE})?(?:the{SPACE})?(?:{TERRITORIES})(?!\w)"
)
# What comes before makes it an account of what happened: "did not publish", "the arms embargo".
_ACCOUNT = lazy_pattern(
    r"\b(?:did|does|could|would|will|have|has|had|was|were|been|who|they|we|he|she"
    r"|arms|trade|oil|gas|weapons|economic|grain|un|us|cuba|cuban|against the|against an|lifted the|lift the)\W*$"
)
_END = r"(?=\s*(?:[^\w\s]|$))"
# "UK and Ireland only", and the whole of an instruction: "HOLD".
_NAMED_ONLY = lazy_pattern(
    rf"(?<!\w)(?:{TERRITORIES})(?:(?: and |, ?| ?[/&] ?)(?:{TERRITORIES})){{0,6}}{SPACE}(?:use{SPACE})?only{_END}"
)
_HOLD = lazy_pattern(r"(?:^|(?<=[.;!\n]))\s*(?:hold|kill)\s*(?:!|$)")


@dataclass(frozen=True)
class Folded:
    """A text without case and accents, and where in the text each of its characters stands.

    A word that begins with a capital inside a word ("NotForResale") is a word of its own.
    """

    text: str
    places: list[int]

    @classmethod
    def of(cls, text: str) -> "Folded":
        characters, places = [], []
        for place, character in enumerate(text):
            if place and character.isupper() and text[place - 1].islower():
                characters.append(" ")
                places.append(place)
            characters.append(_folded(character))
            places.append(place)
        return cls("".join(characters), [*places, len(text)])

    def span(self, match: re.Match) -> tuple[int, int]:
        """Return where a match in the folded text begins and ends in the text itself."""
        return self.places[match.start()], self.places[match.end() - 1] + 1


def _folded(character: str) -> str:
    """Return one character without case and accent."""
    if character in _APOSTROPHES:
        return " "
    folded = unicodedata.normalize("NFKD", character)[0].lower()[:1]
    return _LETTERS.get(folded, folded)


def find_restrictions(text: str) -> list[str]:
    """Return the words of a text that restrict the use of a picture, in their order, as they stand there."""
    text = unicodedata.normalize("NFC", text[:LONGEST])
    folded = Folded.of(text)
    spans = [match.span() for match in _OUT.finditer(text)]
    for pattern in (*_all_patterns(), _NAMED_OUT, _NOT_IN, _NAMED_ONLY, _HOLD):
        matches = (m for m in pattern.finditer(folded.text) if not _ACCOUNT.search(folded.text[: m.start()][-30:]))
        spans += map(folded.span, matches)
    return [text[begin:end] for begin, end in _joined(sorted(spans))]


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return sorted spans of which those that overlap are one."""
    joined: list[tuple[int, int]] = []
    for begin, end in spans:
        if joined and begin < joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((begin, end))
    return joined


def words(alternatives: str, space: str = SPACE) -> str:
    """Return the regular expression of words and phrases as the vocabulary writes them."""
    phrases = (re.escape(phrase).replace(r"\ ", space).replace(r"\*", r"\w*") for phrase in alternatives.split("|"))
    return rf"(?:{'|'.join(phrases)})(?!\w)"


def _patterns(language: Vocabulary) -> list[re.Pattern]:
    only, never, uses, purposes = map(words, (language.only, language.never, language.uses, language.purposes))
    links, forbidden = words(language.links), words(language.forbidden)
    patterns = [
        rf"{only}{SPACE}(?:{links}{SPACE}){{0,3}}{purposes}",
        rf"{purposes}{SPACE}(?:\w+{SPACE}){{0,2}}{only}",
        rf"{never}{SPACE}(?:{links}{SPACE}){{0,4}}{uses}",
        rf"{uses}{SPACE}(?:\w+{SPACE}){{0,2}}{forbidden}",
        words(language.phrases, r"[\s_/-]*"),
    ]
    if language.media:
        media = words(language.media)
        patterns += [
            rf"{media}{SPACE}(?:{media}{SPACE}){{0,2}}{only}{_END}",
            rf"{only}{SPACE}for{SPACE}(?:{links}{SPACE}){{0,2}}{media}",
            rf"(?:for|(?:conjunction|connection){SPACE}with){SPACE}(?:\w+{SPACE}){{1,4}}only{_END}",
        ]
    return [lazy_pattern(rf"(?<!\w){pattern}") for pattern in patterns]


@cache
def _all_patterns() -> list[re.Pattern]:
    """Return the patterns of every language, compiled when a text is first searched."""
    return [pattern for language in LANGUAGES.values() for pattern in _patterns(language)]
