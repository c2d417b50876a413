"""What an editor should look at before an image goes out: none of it keeps it from being published."""

import re

from django.utils.translation import gettext

from articles.models.agency import Agency
from articles.models.rights import SOON, told
from articles.text import one_line

# Words that agencies use for what may not be done; OUT only as they write it, after a country or a medium.
RESTRICTIONS = re.compile(
    r"one[ -]time use|no archiv\w+|(?-i:\b(?!WITH|FIND|ABOUT|CARRY|LAY|SOLD|PRINT\b)[A-Z]{2,}(?: AND [A-Z]+)? OUT\b)"
    r"|embargo\w*|mandatory credit|editorial use only|do not use|not available\b|no (?:sales|resale|commercial)\w*",
    re.IGNORECASE,
)
RESTRICTED_LICENCE = re.compile(r"\b(?:NC|ND)\b|non-?commercial|no-?deriv", re.IGNORECASE)


def warnings(image, moment, caption="", known=None):
    """Yield the sentences; see `Image.warnings`."""
    dark = image.dark_from(moment)
    if dark and dark <= moment + SOON:
        yield gettext("The image “%(image)s” can be used only until %(moment)s.") % {
            "image": image,
            "moment": told(dark),
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


def _restrictions(image):
    """Yield what the supplier's words, or our own, restrict."""
    texts = [image.instructions, image.usage_terms, *(right.words for right in image.rights.all())]
    found = [words for text in texts for words in RESTRICTIONS.findall(text)]
    for words in dict.fromkeys(one_line(each).upper() for each in found):
        yield gettext("The image “%(image)s” comes with a restriction: %(words)s.") % {"image": image, "words": words}


def _file_differs(image):
    """Yield that the file names another credit than the record."""
    reading = image.found
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
