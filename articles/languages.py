"""Languages of what is written: which this release knows, and what is said of one that it does not."""

import re

from django.utils import translation

WELL_FORMED = re.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")  # RFC 5646, section 2.1, without its rarer forms
UNDETERMINED = "und"  # the tag of ISO 639-2 for a language that nobody has named


def is_known(language):
    """Whether this release knows a language, such as `en` or `pt-br`: its name and its direction."""
    try:
        return bool(translation.get_language_info(language))
    except (KeyError, TypeError, AttributeError):
        return False


def tag_of(language):
    """Return a language as the tag that pages bear: itself where it is well-formed, known or not, or `und`."""
    is_tag = isinstance(language, str) and WELL_FORMED.fullmatch(language)
    return language if is_tag else UNDETERMINED


def direction_of(language):
    """Return `rtl` or `ltr`; what is not known runs from left to right, as most do."""
    return "rtl" if is_known(language) and translation.get_language_info(language)["bidi"] else "ltr"
