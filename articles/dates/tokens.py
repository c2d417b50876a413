"""Cuts a date in words into tokens, each of a type that the forms of the grammar are written in.

| type | token | value |
| --- | --- | --- |
| `Y` | a year: four digits, or any with an era | the astronomical year |
| `n` `h` `N` | a number of one or two, of three, of five or more digits | the number |
| `o` `R` | an ordinal number (19th); one in words or Roman numerals | the number |
| `D` `d` | a decade of a year (1990s); of two digits (90s) | the year in which it begins; the two digits |
| `M` `S` `W` | a month; a season; winter | its number; its name; None |
| `C` `L` `X` | the words century, millennium and decade | None |
| `y` | années or años that no decade follows | None |
| `E` | an era that stands by itself | whether it is before Christ |
| `Q` `B` | a modifier that is a part of a period; before, after and since | the modifier |
| `A` `U` | approximate; uncertain | None |
| `F` `T` `b` `&` `|` `P` | from, to, between, and, or, present | None |
| `I` `Z` | a date in digits; one that can be read in two ways | its period; None |
| `-` `/` `,` `;` `(` `)` `'` | punctuation | None |
| `f` `x` | a word that may be left out; one that is not known | None |
"""

import re
import unicodedata
from itertools import groupby, pairwise
from typing import NamedTuple

from articles.dates.languages import LANGUAGES
from articles.dates.numeric import NUMERIC, parse_numeric
from articles.text import lazy_pattern

_HYPHENS = str.maketrans(dict.fromkeys("\u2010\u2011\ufe63\uff0d", "-"))
_DASHES = str.maketrans(dict.fromkeys("\u2012\u2014\u2015\u2212\ufe58", "–") | dict.fromkeys("’‘ʼ`´", "'"))
_TYPES = {
    "about": "A",
    "uncertain": "U",
    "before": "B",
    "after": "B",
    "since": "B",
    "early": "Q",
    "mid": "Q",
    "late": "Q",
    "first half": "Q",
    "second half": "Q",
    "first quarter": "Q",
    "second quarter": "Q",
    "third quarter": "Q",
    "last quarter": "Q",
    "from": "F",
    "to": "T",
    "between": "b",
    "and": "&",
    "or": "|",
    "present": "P",
    "century": "C",
    "millennium": "L",
    "decade": "X",
    "years": "y",
    "bce": "E",
    "ce": "E",
    "filler": "f",
}
_NUMBERS = tuple("nhYoDRI")
_ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh"),
    *("twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth"),
    *("twentieth", "twenty-first"),
)
_PUNCTUATION = {
    "-": "-",
    "–": "-",
    "/": "/",
    ":": "f",
    ",": ",",
    ";": ";",
    ".": "f",
    "'": "'",
    "&": "&",
    "~": "A",
    "?": "U",
    "%": "%",
} | dict(zip("()[]", "()()", strict=True))


NO_YEAR = -99_999  # of the year 0 of an era: there is none


class Token(NamedTuple):
    """A piece of a date: its type, what it means, and its text as it was folded; `era` is that of a year, or empty."""

    type: str
    value: object
    text: str
    era: str = ""


def fold(words):
    """Return words in small letters without accents, with one kind of hyphen, dash and apostrophe."""
    letters = unicodedata.normalize("NFD", words.lower().replace("ß", "ss"))
    return "".join(c for c in letters if not unicodedata.combining(c)).translate(_HYPHENS).translate(_DASHES)


def _vocabulary():
    """Return what every spelling, folded and without full stops, means: (type, value)."""
    meanings = {}
    for number, ordinal in enumerate(_ORDINALS, 1):
        meanings[ordinal] = "R", number
    for language in LANGUAGES.values():
        for number, spellings in enumerate(language.months, 1):
            meanings |= dict.fromkeys(map(_bare, spellings), ("M", number))
        for season, spellings in language.seasons.items():
            meanings |= dict.fromkeys(map(_bare, spellings), ("W", None) if season == "winter" else ("S", season))
        for meaning, spellings in language.words.items():
            if kind := _TYPES.get(meaning):
                value = (meaning == "bce") if kind == "E" else meaning if kind in "QB" else None
                meanings |= dict.fromkeys(map(_bare, spellings), (kind, value))
    return meanings


def _bare(spelling):
    return re.sub("[. ]+", " ", fold(spelling)).strip()


def _expression(spelling):
    """Return the expression of a spelling: its full stops and the spaces after them may be missing."""
    pieces = re.split(r"\. ?", fold(spelling).rstrip("."))
    joined = re.escape(pieces[0])
    for before, piece in pairwise(pieces):
        joined += (r"(?:\. ?| )?" if len(before) > 1 else r"(?:\. ?)?") + re.escape(piece)
    return joined


def _all_spellings():
    for language in LANGUAGES.values():
        for spellings in (*language.months, *language.seasons.values()):
            yield from spellings
        for meaning, spellings in language.words.items():
            if meaning in _TYPES:
                yield from spellings
    yield from _ORDINALS


def any_of(words):
    """Return an expression for any of the words, the longest first, so that a short one never hides a longer one."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


def _by_first_letter(expressions):
    """Return an expression for any of some, the longest first; grouped by their first letters, which is much faster."""
    ordered = sorted(expressions, key=lambda expression: (expression[0], -len(expression)))
    groups = (
        rf"{letter}(?:{'|'.join(expression[1:] for expression in group)})"
        for letter, group in groupby(ordered, lambda expression: expression[0])
    )
    return "|".join(groups)


_VOCABULARY = {key.replace(" ", ""): meaning for key, meaning in _vocabulary().items()}
_WORDS = _by_first_letter({_expression(spelling) for spelling in _all_spellings()})
_TOKEN = lazy_pattern(
    rf"(?P<word>{_WORDS})(?![a-z])\.?"
    rf"|(?P<numeric>{NUMERIC})"
    r"|(?P<library>[0-9]{3}-|[0-9]{2}--)(?=[?)\]]*$)"
    r"|(?P<decade>[0-9]{1,3}0)(?:'?s|er[ns]?|(?P<tal>-?tal(?:et|ets|en)?))(?![a-z])"
    r"|(?P<ordinal>[0-9]{1,2})(?:st|nd|rd|th|er|re|eme|e|:e|:a|º|ª)(?![a-z])"
    r"|(?P<number>[0-9]+)"
    # L alone is more often a word (“l'été”) than the number 50.
    r"|(?P<roman>(?=[ivx]|l[xvi])(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3}))(?:eme|er|e)?(?![a-z])\.?"
    r"|(?P<mark>[-–/,;:.'&~?%()\[\]])"
    r"|(?P<unknown>[^-–/,;:.'&~?%()\[\]\s0-9]+)"
)


def tokenise(phrase):
    """Return the tokens of a folded phrase, with years and their eras as one."""
    phrase = re.sub(r"\bc(?=ad ?[0-9])", "c ", phrase)  # the Guardian's cAD79
    tokens = [_token(match) for match in _TOKEN.finditer(phrase)]
    return _with_eras(_with_decades(_with_centuries(_without_elisions(tokens))))


def _token(match):
    kind, text = match.lastgroup, match[0]
    if kind == "numeric":
        return parse_numeric(text, Token)
    if kind == "number":
        kinds = {1: "n", 2: "n", 3: "h", 4: "Y"}
        return Token(kinds.get(len(text), "N"), int(text[:9]), text)
    if kind == "ordinal":
        return Token("o", int(match["ordinal"]), text)
    if kind == "library":
        digits = match["library"].rstrip("-")
        return Token("D", int(digits.ljust(4, "0")), text, "hundreds" if len(digits) == 2 else "")
    if kind in ("decade", "tal"):
        return _decade(match)
    if kind == "word":
        return Token(*_VOCABULARY[re.sub("[. ]+", "", text)], text)
    if kind == "roman":
        return Token("R", _roman_number(match["roman"]), text)
    return Token("x" if kind == "unknown" else _PUNCTUATION[text], None, text)


def _decade(match):
    """In Swedish “1800-talet” is a century; “2000-talet” is either."""
    digits = match["decade"]
    is_swedish_century = match["tal"] and len(digits) == 4 and digits.endswith("00") and digits != "2000"
    return Token("d" if len(digits) < 3 else "D", int(digits), match[0], "hundreds" if is_swedish_century else "")


def _roman_number(text):
    values = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
    total = 0
    for letter, following in zip(text, [*text[1:], ""], strict=True):
        value = values[letter]
        total += -value if values.get(following, 0) > value else value
    return total


def _without_elisions(tokens):
    """Leave out the apostrophe of “l'été”: one after a word that may be left out."""
    return [
        token
        for before, token in zip([None, *tokens], tokens, strict=False)
        if not (token.type == "'" and before and before.type in ("f", "B", "Q", "T", "x"))
    ]


def _with_centuries(tokens):
    """Let “c.” be a century after a number or an ordinal, as in “19th c.” and “10c”, unless a number follows; and “I”
    beside a century a number.
    """
    result = list(tokens)
    for place, token in enumerate(tokens):
        before = tokens[place - 1].type if place else ""
        after = tokens[place + 1].type if place + 1 < len(tokens) else ""
        if token.type == "A" and token.text.rstrip(".") == "c" and before in ("n", "o") and after not in _NUMBERS:
            result[place] = Token("C", None, token.text)
        elif token.text == "i" and (before in ("C", "L") or after in ("C", "L")):
            result[place] = Token("R", 1, token.text)
    return result


def _with_decades(tokens):
    """Join “années” or “años” and the year after it into a decade."""
    result = []
    for token in tokens:
        if result and result[-1].type == "y" and token.type in "nhY" and token.value % 10 == 0:
            result[-1] = Token("d" if token.type == "n" else "D", token.value, token.text)
        else:
            result.append(token)
    return result


def _with_eras(tokens):
    """Join a number and an era beside it into one year: 44 B.C., A.D. 79."""
    result = []
    for token in tokens:
        before = result[-1] if result else None
        if token.type == "E" and before and before.type in ("n", "h", "Y") and not before.era:
            result[-1] = year_of_era(before, token.value)
        elif before and before.type == "E" and token.type in ("n", "h", "Y"):
            result[-1] = year_of_era(token, before.value)
        else:
            result.append(token)
    return result


def year_of_era(token, is_before_christ):
    """Return the year token of a number in an era."""
    year = (1 - token.value if is_before_christ else token.value) if token.value else NO_YEAR
    return Token("Y", year, token.text, "bce" if is_before_christ else "ce")
