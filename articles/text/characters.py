"""The characters of stored text: what is never stored, what is only invisible, and what a look-up does not compare."""

import re
import unicodedata

from anyascii import anyascii

# C0 and C1 controls but tab and line feed, lone surrogates, and the noncharacters XML refuses.
UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# Hints and marks that the clipboard brings: soft hyphen, zero-width space, byte order mark, the embeddings and
# overrides of direction, which nobody sees and which turn the text after them. Joiners and the marks LRM, RLM and ALM
# are not among them: emoji, Persian and Indic words need them.
INVISIBLE = re.compile("[\xad\u180e\u200b\u202a-\u202e\u2061-\u2065\u206a-\u206f\ufeff\ufff9-\ufffb]")
# A word joiner holds two characters together; elsewhere it has no use. In prose, a tag is no character to be held.
STRAY_JOINER = re.compile("(?<![^\\s\u2060>])\u2060+|\u2060+(?![^\\s\u2060<])|(?<=\u2060)\u2060+")
ISOLATES, END_OF_ISOLATE = "\u2066\u2067\u2068", "\u2069"
# Whether there is any of these: looking for one is ten times as fast as replacing them, and pages do it for all prose.
HAS_INVISIBLE = re.compile("[\xad\u180e\u200b\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]")
# Marks without a glyph of their own, and letters that are drawn as nothing.
UNSEEN = (
    "\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb"
)
VISIBLE, UNSEEN_CHARACTER = re.compile(f"[^\\s{UNSEEN}]"), re.compile(f"[{UNSEEN}]")
# What stands where there is nothing: dashes, dots and other marks, alone or around one of the words for nothing.
MARK = r"[\s()\[\]<>{}\-–—−_.…·•*?/\\|~=+#]"
PLACEHOLDER = re.compile(rf"{MARK}*(?:(?:n[./ ]?a|none|null|nil|undefined|tb[acd]|xx+){MARK}*)?", re.IGNORECASE)
LONGEST_FOLDED = 500  # characters; PostgreSQL indexes no more than 2,700 bytes


def printable(text):
    """Return the text as it is stored: in NFC, with LF as line end, and without invisible characters and those that
    XML 1.0 (section 2.2) or PostgreSQL refuse. Text in which there is nothing to see becomes empty.
    """
    text = UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n"))
    if text.isascii():
        return text
    text = unicodedata.normalize("NFC", without_invisible(text))
    return text if has_words(text) else ""


def has_words(text):
    """Return whether there is anything to see in the text."""
    return bool(VISIBLE.search(text))


def without_placeholder(text):
    """Return a text, or "" for what people and programs write where there is none: "-", "...", "N/A"."""
    return text if text and PLACEHOLDER.fullmatch(UNSEEN_CHARACTER.sub("", text)) is None else ""


def one_line(text):
    """Return printable text with single spaces instead of white space."""
    return printable(" ".join(printable(text).split()))


def visible_words(text):
    """Return the text with single spaces and none of the characters that nobody sees, for what needs no such: dates."""
    return " ".join(UNSEEN_CHARACTER.sub("", text).split())


def without_invisible(text):
    """Return the text without invisible characters that no word needs; see `INVISIBLE` and `STRAY_JOINER`."""
    if not HAS_INVISIBLE.search(text):
        return text
    text = "\n".join(map(without_stray_isolates, INVISIBLE.sub("", text).split("\n")))
    return STRAY_JOINER.sub("", text)


def without_stray_isolates(line):
    """Return a line without the marks that begin or end a passage of another direction but have no counterpart."""
    characters, begun = list(line), []
    for place, character in enumerate(line):
        if character in ISOLATES:
            begun.append(place)
        elif character == END_OF_ISOLATE and begun:
            begun.pop()
        elif character == END_OF_ISOLATE:
            characters[place] = ""
    for place in begun:
        characters[place] = ""
    return "".join(characters)


class FoldedCharacters(dict):
    """What `fold` makes of a character that was decomposed, by its code, each found out once."""

    def __missing__(self, code):
        folded = self[code] = folded_character(chr(code))
        return folded


def folded_character(character):
    """Return a character, decomposed before, without what a look-up ignores."""
    if not VISIBLE.match(character):
        return character if character.isspace() else ""
    # Accents, but not the marks of kana and Indic letters (classes 8 and 9), without which they are other letters.
    if unicodedata.combining(character) not in (0, 8, 9):
        return ""
    if unicodedata.category(character) == "Pd":
        return "-"
    if unicodedata.name(character, "").startswith("LATIN "):
        return anyascii(character).lower()  # ø, æ, ł and others that do not decompose
    return character


APOSTROPHES = "'`\u2018\u2019\u201b\u02b9\u02bb\u02bc\u02c8\u2032\u05f3\uff07"
FOLDED = FoldedCharacters(dict.fromkeys(map(ord, APOSTROPHES), ""))


def fold(text):
    """Return the text as look-ups compare it: without case, accents, apostrophes and white space but single spaces.

    "Östen Åkesson" becomes "osten akesson", and "O’Brien" "obrien". Folding twice changes nothing.
    """
    # The spacing acute accent decomposes into a space and an accent.
    decomposed = unicodedata.normalize("NFKD", one_line(text).replace("\xb4", "'").casefold())
    folded = unicodedata.normalize("NFKC", decomposed.translate(FOLDED))
    return " ".join(folded.split())[:LONGEST_FOLDED].strip()
