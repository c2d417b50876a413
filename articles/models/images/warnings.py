"""Warnings: what an editor should check before an image is published. None of them prevents it."""

import re

from django.utils.translation import gettext

from articles import images
from articles.credits import parse_credit_line
from articles.models.images.agency import Agency
from articles.text import one_line

LONGEST = 600  # characters of a restriction that are shown; the image's form shows all of it

RESTRICTED_LICENCE = re.compile(r"\b(?:NC|ND)\b|non-?commercial|no-?deriv", re.IGNORECASE)


def lasting_warnings(image, caption="", agencies=None):
    """Yield the sentences of `Image.warnings` that do not depend on a moment."""
    agencies = agencies or Agency.objects.known()
    yield from _restrictions(image)
    yield from _credit_differs_from_file(image)
    yield from _repeated_credit(image, caption or image.caption)
    for credit in image.credits.all():
        yield from _unknown_agency(credit, agencies)
        if RESTRICTED_LICENCE.search(credit.licence):
            yield gettext("The licence of the image “%(image)s” is %(licence)s. Check that it allows this use.") % {
                "image": image,
                "licence": credit.licence,
            }


def restricting_words(*texts):
    """Return the words in some texts that restrict a use, or end it, in capitals, each once.

    They decide how prominently a text is shown, never whether: all of them are shown, verbatim.
    """
    found = []
    for text in texts:
        ends = [end.words for end in images.find_ends(text)]
        found += [*ends, *(words for words in images.find_restrictions(text) if not any(words in end for end in ends))]
    return list(dict.fromkeys(one_line(words).upper() for words in found))


class Restriction(str):
    """A sentence that quotes a restriction; `must_look` where there are `restricting_words` in it."""

    must_look = False

    @classmethod
    def quoting(cls, template, image, text):
        """Return the sentence that quotes a text; the words that restrict come first."""
        matches = restricting_words(text)
        quotation = text if len(text) <= LONGEST else f"{text[:LONGEST].rstrip()}…"
        sentence = template % {"image": image, "words": quotation}
        if matches:
            values = {"words": ", ".join(matches), "sentence": sentence}
            sentence = gettext("Must look: %(words)s. %(sentence)s") % values
        restriction = cls(sentence)
        restriction.must_look = bool(matches)
        return restriction


def _restrictions(image):
    """Yield the restrictions of the record, the rights and the file, each text once."""
    seen = set()
    for template, source in _texts_on_use(image):
        text = one_line(source)
        if text and text.casefold() not in seen:
            seen.add(text.casefold())
            yield Restriction.quoting(template, image, text)


def _texts_on_use(image):
    """Yield (template of a sentence, text) for every text that may restrict the use of an image."""
    yield gettext("The instructions of the image “%(image)s” say: “%(words)s”"), image.instructions
    yield gettext("The usage terms of the image “%(image)s” say: “%(words)s”"), image.usage_terms
    for right in image.rights.all():
        yield gettext("A right of the image “%(image)s” says: “%(words)s”"), right.words
    reading = image.latest_reading
    for text in file_texts(reading) if reading else ():
        yield gettext("The file of the image “%(image)s” says: “%(words)s”"), text


def file_texts(reading):
    """Yield the texts in a file's metadata on its use: the instructions and terms of every block of metadata, and
    those other texts that restrict.
    """
    conflicts = dict(reading.found.get("conflicts", []))
    for name in ("instructions", "usage_terms"):
        yield from [reading.found.get(name, ""), *conflicts.get(name, {}).values()]
    for name in ("caption", "job_title"):
        text = reading.found.get(name, "")
        if restricting_words(text):
            yield text


def _credit_differs_from_file(image):
    """Yield a sentence where there are credits, and none contains the credit line in the file."""
    reading, credits = image.latest_reading, image.credits.all()
    line = reading.found.get("credit_line", "") if reading else ""
    if line and credits and not any(line.casefold() in credit.line.casefold() for credit in credits):
        yield gettext("The credit of the image “%(image)s” differs from the one in its file: “%(line)s”.") % {
            "image": image,
            "line": line,
        }


def _repeated_credit(image, caption):
    """Yield a sentence for each credit line that the caption repeats."""
    for credit in image.credits.all():
        if one_line(credit.line).casefold() in one_line(caption).casefold():
            yield gettext("The caption of the image “%(image)s” repeats its credit: “%(line)s”.") % {
                "image": image,
                "line": credit.line,
            }


def _unknown_agency(credit, agencies):
    """Yield a sentence where the agency is not in the table, or where the line has several parts or is several credits
    and names no known agency.
    """
    if credit.agency and not agencies.agency(credit.agency):
        yield gettext("The agency “%(agency)s” is not in the table of agencies.") % {"agency": credit.agency}
    elif not credit.agency:
        parsed = parse_credit_line(credit.line, agencies)
        if parsed.several:
            yield gettext("The line “%(line)s” has several credits. Give each one a line of its own.") % {
                "line": credit.line
            }
        elif "/" in credit.line and not parsed.agency and parsed.unparsed:
            yield gettext("No agency was recognised in the credit “%(line)s”.") % {"line": credit.line}
