"""Limits of what the desk is asked: one person's request never costs everybody else the server.

Whatever is sent to a page of the desk is looked at here, before any view builds a form of it: the numbers of rows
that a page says it has, and the words of its query. Forms then say what is wrong with everything else.
"""

import re

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import BadRequest, SuspiciousOperation, ValidationError
from django.db import models
from django.http import Http404, HttpResponseRedirect
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.admin.forms import is_key

NUMBERS = ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")
NUMBER = re.compile("[0-9]{1,10}")  # not `isdigit`: it takes "²", and no limit stops 5,000 digits
FIELDS_A_ROW = 5  # the fewest that a row of the desk posts: its key, its parent, and what it says
LONGEST_QUERY = 16_000  # characters; the longest that the desk's own pages send is the row of an event
MOST_WORDS, LONGEST_SEARCH = 8, 400  # of a search; SQLite refuses a condition that is a thousand deep

NO_NUMBER = _("This page was not sent as it was given out: the number of its rows cannot be read. Nothing was saved.")
UNREADABLE = _("This page was sent with more than can be read at once, or damaged. Nothing was saved.")
UNPRINTABLE = _("The address holds a character that no text can hold. Search or choose again.")
LONG_ADDRESS = _("The address is too long. Search for fewer words, or choose fewer things at once.")


def most_rows():
    """Return how many rows a page can post at all, over all of its sets of rows."""
    return (settings.DATA_UPLOAD_MAX_NUMBER_FIELDS or 10_000) // FIELDS_A_ROW


def row_count(data, prefix, name):
    """Return a number from the management form of a set of rows; 0 where it is missing or cannot be read."""
    text = data.get(f"{prefix}-{name}") or ""
    return int(text) if NUMBER.fullmatch(text) else 0


def check_rows(data):
    """Refuse numbers of rows that are no numbers, or more rows than were sent. Raises `BadRequest`."""
    prefixes = set()
    for name, values in data.lists():
        prefix, dash, number = name.rpartition("-")
        if dash and number in NUMBERS:
            prefixes.add(prefix)
            if not all(NUMBER.fullmatch(value) for value in values):
                raise BadRequest(NO_NUMBER)
    rows = sum(max(row_count(data, p, "TOTAL_FORMS"), row_count(data, p, "INITIAL_FORMS")) for p in prefixes)
    sent = sum(len(values) for _name, values in data.lists())
    if rows > most_rows() or rows > sent:  # the browser sends at least one field of every row, filled or not
        said = gettext("This page was sent with %(rows)s rows, which is more than it can hold. Nothing was saved.")
        raise BadRequest(said % {"rows": rows})


def check_query(request):
    """Refuse a query that no page of the desk makes. Raises `BadRequest`, and `Http404` for a row without a key.

    Django's link to a row's public page asks the database for whatever stands in the address.
    """
    match = request.resolver_match
    if match.view_name == "admin:view_on_site" and not is_key(match.kwargs["object_id"]):
        raise Http404
    if len(request.META.get("QUERY_STRING", "")) > LONGEST_QUERY:
        raise BadRequest(LONG_ADDRESS)
    if any("\0" in text for name, values in request.GET.lists() for text in (name, *values)):
        raise BadRequest(UNPRINTABLE)


class LimitsMiddleware:
    """Answers 400, in words, what is refused under the desk's address.

    It stands before the middleware against forged requests, which is the first to read what was posted.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        """Look at what was sent before the view does."""
        if not is_desk(request):
            return None
        try:
            check_query(request)
            check_rows(request.POST)
        except BadRequest as refusal:
            return refused(request, refusal)
        except (SuspiciousOperation, MultiPartParserError):
            return refused(request, UNREADABLE)
        return None

    def process_exception(self, request, exception):
        """Show the words of a view that refuses."""
        return refused(request, exception) if isinstance(exception, BadRequest) and is_desk(request) else None


def is_desk(request):
    """Tell whether an address is one of the desk's own pages."""
    return request.resolver_match.app_name == "admin"


def refused(request, why):
    """Return the page that says why a request was refused."""
    return render(request, "admin/refused.html", {"title": gettext("Refused"), "why": str(why)}, status=400)


class LimitedAdmin:
    """Mixed into every `ModelAdmin` of the desk: searches of a few words, and actions on rows that can be named."""

    def get_changeform_initial_data(self, request):
        """Take what the address fills into a new form, but for moments: their two fields take no text."""
        moments = {field.name for field in self.opts.fields if isinstance(field, models.DateTimeField)}
        initial = super().get_changeform_initial_data(request)
        return {name: value for name, value in initial.items() if name not in moments}

    def get_search_results(self, request, queryset, search_term):
        """Search by the first words only, as the picture desk does."""
        words = " ".join(search_term[:LONGEST_SEARCH].split()[:MOST_WORDS])
        return super().get_search_results(request, queryset, words)

    def changelist_view(self, request, extra_context=None):
        """Refuse an action on what can be no row of this kind: the database would not even be asked."""
        try:
            for key in request.POST.getlist("_selected_action"):
                self.opts.pk.to_python(key)
        except (ValidationError, ValueError):
            messages.error(request, gettext("One of the chosen rows is not there any more. Choose again."))
            return HttpResponseRedirect(request.get_full_path())
        return super().changelist_view(request, extra_context)
