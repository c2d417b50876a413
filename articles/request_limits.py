"""Limits on requests to the desk, so that no single request can stall the server for everybody.

They are checked before any view builds a form: the numbers of rows that a page claims to have, and its query. Forms
validate everything else.
"""

import re
import uuid

from django.conf import settings
from django.core.exceptions import BadRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

MANAGEMENT_FIELDS = ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")
NUMBER = re.compile("[0-9]{1,10}")  # not `isdigit`, which accepts "²" and any number of digits
FIELDS_A_ROW = 5  # the fewest that a row of the desk posts: key, parent, content, position, deletion
LONGEST_QUERY = 16_000  # characters; the longest query of the desk's own pages is the row of an event

BAD_NUMBER = _("The number of rows on this page cannot be read. Nothing was saved.")
UNPRINTABLE = _("The address contains a null character. Search or choose again.")
LONG_ADDRESS = _("The address is too long. Search for fewer words, or choose fewer rows.")


def is_key(value):
    """Return whether a value is a UUID."""
    try:
        uuid.UUID(str(value))
    except ValueError:
        return False
    return True


def most_rows():
    """Return the number of rows that a page can post, over all its formsets."""
    return (settings.DATA_UPLOAD_MAX_NUMBER_FIELDS or 10_000) // FIELDS_A_ROW


def row_count(data, prefix, name):
    """Return a number from the management form of a formset; 0 where it is missing or not a number."""
    text = data.get(f"{prefix}-{name}") or ""
    return int(text) if NUMBER.fullmatch(text) else 0


def check_rows(data):
    """Raise `BadRequest` for numbers of rows that are not numbers, or that exceed the fields that were sent."""
    prefixes = set()
    for name, values in data.lists():
        prefix, dash, field = name.rpartition("-")
        if dash and field in MANAGEMENT_FIELDS:
            prefixes.add(prefix)
            if not all(NUMBER.fullmatch(value) for value in values):
                raise BadRequest(BAD_NUMBER)
    rows = sum(max(row_count(data, p, "TOTAL_FORMS"), row_count(data, p, "INITIAL_FORMS")) for p in prefixes)
    sent = sum(len(values) for _name, values in data.lists())
    if rows > most_rows() or rows > sent:  # the browser sends at least one field of every row, filled or not
        message = gettext("This page was sent with %(rows)s rows, which is too many. Nothing was saved.")
        raise BadRequest(message % {"rows": rows})


def check_query(request):
    """Raise `BadRequest` for a query that no page of the desk makes."""
    if len(request.META.get("QUERY_STRING", "")) > LONGEST_QUERY:
        raise BadRequest(LONG_ADDRESS)
    if any("\0" in text for name, values in request.GET.lists() for text in (name, *values)):
        raise BadRequest(UNPRINTABLE)


def check_limits(request):
    """Raise `BadRequest` where a request exceeds the limits, or what Django raises for data that it refuses to read."""
    check_query(request)
    check_rows(request.POST)
