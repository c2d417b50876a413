"""Forms that are sent twice, by a double click or a reload, and yet make one row."""

import hashlib
import uuid

from articles.request_limits import is_key

FIELD = "_form"


def new_form_key(request):
    """Return the key of a form on a page: a new one, or the one of the form that was sent and comes back."""
    return request.POST.get(FIELD) or uuid.uuid4()


def key_of_row(request):
    """Return the primary key of the row that a sent form makes, or None where the form has no key.

    The same form with the same content has the same row; one that was changed after going back in the browser makes
    another. A file counts by its name and size.
    """
    form = request.POST.get(FIELD, "")
    if not is_key(form):
        return None
    typed = sorted((name, values) for name, values in request.POST.lists() if name != "csrfmiddlewaretoken")
    files = sorted((name, file.name, file.size) for name, files in request.FILES.lists() for file in files)
    return uuid.uuid5(uuid.UUID(form), hashlib.sha256(repr((typed, files)).encode(errors="replace")).hexdigest())
