"""What an editor should look at before an image goes out: none of it keeps it from being published."""

import re

from django.utils.translation import gettext

from articles.models.images.agency import Agency
from articles.models.images.rights import SOON
from articles.moments import format_moment
from articles.text import one_line

LONGEST = 600  # characters of a restriction that are shown; the whole stands on the image's form

# Words that agencies use for what may not be done; OUT only as they write it, after a country or a medium. They only
# decide how loudly a restriction is shown: whatever is stated is shown, in its own words.
RESTRICTIONS = re.compile(
    r"one[ -]time use|no archiv\w+|embargo\w*|mandatory credit|do not use|not available\b|not (?:in|for)\b"
    r"|(?-i:\b(?!(?i:with|find|about|carry|lay|sold|print)\b)[A-Z]\w+(?: (?:AND|and) [A-Z]\w+)? OUT\b)"
    r"|(?:editorial use|editorial|online|web|print|digital) only|no (?:sales|resale|commercial)\w*",
    re.IGNORECASE,
)
RESTRICTED_LICENCE = re.compile(r"\b(?:NC|ND)\b|non-?commercial|no-?deriv", re.IGNORECASE)


def warnings(image, moment, caption="", known=None):
    """Yield the sentences; see `Image.warnings`."""
    dark = image.dark_from(moment)
    if dark and dark <= moment + SOON:
        yield gettext("The image “%(image)s” can be used only until %(moment)s.") % {
            "image": image,
            "moment": format_moment(dark),
        }
    yield from lasting_warnings(image, caption, known)


def lasting_warnings(image, caption="", known=None):
    """Yield those of the sentences that are true at any moment."""
    known = known or Agency.objects.known()
    yield from _restrictions(image)
    yield from _file_differs(image)
    yield from _repeated(image, caption or image.caption)
    for credit in image.credits.all():
        yield from _unknown_agency(credit, known)
        if RESTRICTED_LICENCE.search(credit.licence):
            yield gettext(
                "The licence of the image “%(image)s” is %(licence)s: look whether this use is within it."
            ) % {"image": image, "licence": credit.licence}


class Restriction(str):
    """The sentence that shows a restriction as it was stated; `must_look` where it has words of `RESTRICTIONS`."""

    must_look = False

    @classmethod
    def of(cls, sentence, image, text):
        """Return the sentence about a text, which begins with those words of it that must be looked at."""
        loud = list(dict.fromkeys(one_line(words).upper() for words in RESTRICTIONS.findall(text)))
        cut = text if len(text) <= LONGEST else f"{text[:LONGEST].rstrip()}…"
        shown = sentence % {"image": image, "words": cut}
        if loud:
            shown = gettext("Must look: %(words)s. %(sentence)s") % {"words": ", ".join(loud), "sentence": shown}
        restriction = cls(shown)
        restriction.must_look = bool(loud)
        return restriction


def _restrictions(image):
    """Yield what the supplier's words, our own or the file's restrict: all of it, each text once."""
    seen = set()
    for sentence, words in _stated(image):
        text = one_line(words)
        if text and text.casefold() not in seen:
            seen.add(text.casefold())
            yield Restriction.of(sentence, image, text)


def _stated(image):
    """Yield (sentence, text) for every text that may restrict the use of an image."""
    yield gettext("The instructions of the image “%(image)s” say: “%(words)s”"), image.instructions
    yield gettext("The usage terms of the image “%(image)s” say: “%(words)s”"), image.usage_terms
    for right in image.rights.all():
        yield gettext("A right of the image “%(image)s” says: “%(words)s”"), right.words
    reading = image.latest_reading
    for text in file_texts(reading) if reading else ():
        yield gettext("The file of the image “%(image)s” says: “%(words)s”"), text


def file_texts(reading):
    """Yield what a file states about its use: instructions and terms, as every block of it says them; and of other
    texts those with words of restriction.
    """
    conflicts = dict(reading.found.get("conflicts", []))
    for name in ("instructions", "usage_terms"):
        yield from [reading.found.get(name, ""), *conflicts.get(name, {}).values()]
    for name in ("caption", "job_title"):
        text = reading.found.get(name, "")
        if RESTRICTIONS.search(text):
            yield text


def _file_differs(image):
    """Yield that the file names another credit than the record."""
    reading = image.latest_reading
    said = reading.found.get("credit_line", "") if reading else ""
    if said and not any(said.casefold() in credit.line.casefold() for credit in image.credits.all()):
        yield gettext("The credit of the image “%(image)s” differs from the one in its file: “%(said)s”.") % {
            "image": image,
            "said": said,
        }


def _repeated(image, caption):
    """Yield that the caption says the credit again."""
    for credit in image.credits.all():
        if one_line(credit.line).casefold() in one_line(caption).casefold():
            yield gettext("The caption of the image “%(image)s” repeats its credit: “%(line)s”.") % {
                "image": image,
                "line": credit.line,
            }


def _unknown_agency(credit, known):
    """Yield that the table does not have the agency, or that a line with several parts names none it has."""
    if credit.agency and not known.agency(credit.agency):
        yield gettext("The agency “%(agency)s” is not in the table of agencies.") % {"agency": credit.agency}
    elif not credit.agency and "/" in credit.line:
        read = credit.reading(known)
        if not read.agency and read.unparsed:
            yield gettext("No agency was recognised in the credit “%(line)s”.") % {"line": credit.line}
