"""Limits on requests to the desk, so that no single request can stall the server for everybody.

They are checked before any view builds a form: the numbers of rows that a page claims to have, and its query. Forms
validate everything else.
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

MANAGEMENT_FIELDS = ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")
NUMBER = re.compile("[0-9]{1,10}")  # not `isdigit`: it takes "²", and no limit stops 5,000 digits
FIELDS_A_ROW = 5  # the fewest that a row of the desk posts: key, parent, content, position, deletion
LONGEST_QUERY = 16_000  # characters; the longest query of the desk's own pages is the row of an event
MOST_WORDS, LONGEST_SEARCH = 8, 400  # of a search; SQLite refuses a condition that is a thousand deep

BAD_NUMBER = _("The number of rows on this page cannot be read. Nothing was saved.")
UNREADABLE = _("This page was too large or damaged when it was sent. Nothing was saved.")
UNPRINTABLE = _("The address contains a null character. Search or choose again.")
LONG_ADDRESS = _("The address is too long. Search for fewer words, or choose fewer rows.")


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
    """Raise `BadRequest` for a query that no page of the desk makes.

    Raises `Http404` for an object id that is not a key: Django's view of the link to a public page would pass it to
    the database unchecked.
    """
    match = request.resolver_match
    if match.view_name == "admin:view_on_site" and not is_key(match.kwargs["object_id"]):
        raise Http404
    if len(request.META.get("QUERY_STRING", "")) > LONGEST_QUERY:
        raise BadRequest(LONG_ADDRESS)
    if any("\0" in text for name, values in request.GET.lists() for text in (name, *values)):
        raise BadRequest(UNPRINTABLE)


class LimitsMiddleware:
    """Answers requests to the desk that exceed the limits with 400 and a page that says why.

    It comes before `CsrfViewMiddleware`, which is the first to read the posted data.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not is_desk(request):
            return None
        try:
            check_query(request)
            check_rows(request.POST)
        except BadRequest as error:
            return bad_request(request, error)
        except (SuspiciousOperation, MultiPartParserError):
            return bad_request(request, UNREADABLE)
        return None

    def process_exception(self, request, exception):
        """Show the message of a view that raises `BadRequest`."""
        return bad_request(request, exception) if isinstance(exception, BadRequest) and is_desk(request) else None


def is_desk(request):
    """Return whether a request is for a page of the desk."""
    return request.resolver_match.app_name == "admin"


def bad_request(request, message):
    """Return the page that says why a request was refused."""
    context = {"title": gettext("Refused"), "message": str(message)}
    return render(request, "admin/bad_request.html", context, status=400)


class LimitedAdmin:
    """Mixed into every `ModelAdmin` of the desk: limits searches, and checks the keys of actions."""

    def get_changeform_initial_data(self, request):
        """Ignore initial moments from the address: their widget has two fields and fails on text."""
        moments = {field.name for field in self.opts.fields if isinstance(field, models.DateTimeField)}
        initial = super().get_changeform_initial_data(request)
        return {name: value for name, value in initial.items() if name not in moments}

    def get_search_results(self, request, queryset, search_term):
        """Search by the first words only."""
        words = " ".join(search_term[:LONGEST_SEARCH].split()[:MOST_WORDS])
        return super().get_search_results(request, queryset, words)

    def changelist_view(self, request, extra_context=None):
        """Refuse an action on keys that cannot be keys of this model; Django would answer with an error."""
        try:
            for key in request.POST.getlist("_selected_action"):
                self.opts.pk.to_python(key)
        except (ValidationError, ValueError):
            messages.error(request, gettext("One of the selected rows no longer exists. Select again."))
            return HttpResponseRedirect(request.get_full_path())
        return super().changelist_view(request, extra_context)
