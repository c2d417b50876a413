"""Languages of articles: their tags and their writing direction, known to Django or not."""

import re

from django.utils import translation

WELL_FORMED = re.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")  # RFC 5646, section 2.1, without its rarer forms
UNDETERMINED = "und"  # undetermined, in ISO 639-2


def is_known(language):
    """Return whether Django knows the name and the direction of a language, such as `en` or `pt-br`."""
    try:
        return bool(translation.get_language_info(language))
    except (KeyError, TypeError, AttributeError):
        return False


def language_tag(language):
    """Return the language tag of a page: the language itself if it is well-formed, known or not, else `und`."""
    is_tag = isinstance(language, str) and WELL_FORMED.fullmatch(language)
    return language if is_tag else UNDETERMINED


def text_direction(language):
    """Return `rtl` or `ltr`; unknown languages are written from left to right, as most are."""
    return "rtl" if is_known(language) and translation.get_language_info(language)["bidi"] else "ltr"


def language_name(language):
    """Return the English name of a language; its tag, where it has none here."""
    return translation.get_language_info(language)["name"] if is_known(language) else language_tag(language)
