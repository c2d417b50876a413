"""Parsing JSON that anybody may have written."""

import json
import re

from django.utils.translation import gettext

from timeline.interchange.fields import set_twice
from timeline.interchange.schema import UnreadableFile, line_label

# A string is matched whole, an unclosed one to the end of the text, so that the patterns below see only what is
# outside strings and read every character once.
STRING = r'"(?:\\.|[^"\\])*+(?:"|\\?\Z)'
TRAILING_COMMA = re.compile(rf"({STRING})|,(?=\s*+[}}\]])", re.DOTALL)
BRACKET = re.compile(rf"{STRING}|([\[{{])|[\]}}]", re.DOTALL)
MAX_DEPTH = 20  # nested brackets; the deepest known format has six


def is_too_deep(text):
    """Whether the brackets of JSON are nested deeper than is read; Python's parser recurses once for each."""
    depth = 0
    for match in BRACKET.finditer(text):
        if match[1]:
            depth += 1
            if depth > MAX_DEPTH:
                return True
        elif match[0] in "]}":
            depth -= 1
    return False


def parse_json(text):
    """Return the value of JSON; trailing commas are tolerated. Raises `UnreadableFile`."""
    if is_too_deep(text):
        message = gettext("this JSON cannot be read: more than %(most)d brackets are nested.")
        raise UnreadableFile(message % {"most": MAX_DEPTH})
    try:
        text = TRAILING_COMMA.sub(lambda match: match[1] or "", text)
        return json.loads(text, strict=False, object_pairs_hook=set_twice)
    except json.JSONDecodeError as error:
        message = gettext("this is not JSON: %(error)s") % {"error": error.msg}
        raise UnreadableFile([(line_label(error.lineno), message)]) from error
    except (ValueError, RecursionError) as error:
        raise UnreadableFile(gettext("this JSON cannot be read.")) from error
