"""What every request goes through: the methods that the site answers, and the moment at which it answers."""

import json
from http import HTTPStatus

from django.db import models
from django.db.models import Exists, OuterRef, Subquery
from django.db.models.functions import Greatest
from django.http import Http404, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import get_script_prefix, reverse, set_script_prefix
from django.utils import timezone
from django.utils.http import escape_leading_slashes

from articles.addresses import AS_OF, path_as_of
from articles.models import Edition, Generation, Section, permissions
from articles.models.editions import FURTHEST
from articles.moments import moment_from_address
from articles.queries import Parameter, PartRows, PreparedQuery, row_from_json, row_object
from articles.views import keep_private, redirect_permanently

SAFE_METHODS = ["GET", "HEAD"]


def limit_methods(get_response):
    """Answer other methods than GET and HEAD (and on the desk POST) without a page.

    The answer is 405, and for OPTIONS 204, each with `Allow` (RFC 9110, section 9.3.7).
    """

    def middleware(request):
        is_desk = request.path_info.startswith(reverse("admin:index"))
        allowed = [*SAFE_METHODS, "POST"] if is_desk else SAFE_METHODS
        if request.method in allowed:
            return get_response(request)
        if request.method == "OPTIONS":
            return HttpResponse(status=HTTPStatus.NO_CONTENT, headers={"Allow": ", ".join([*allowed, "OPTIONS"])})
        return HttpResponseNotAllowed([*allowed, "OPTIONS"])

    return middleware


class LowerCaseAddresses:
    """Redirect from an address with capitals to the right one: every slug is stored in small letters."""

    slugs = ("section", "slug")  # the names of such arguments of views

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, arguments):
        lower = {name: arguments[name].lower() for name in self.slugs if name in arguments}
        if not lower.items() <= arguments.items():
            path = get_script_prefix() + request.path_info.lower().removeprefix("/")
            query = request.META.get("QUERY_STRING", "")
            return redirect_permanently(f"{path}?{query}" if query else path)
        return None


NOW = Parameter("now", models.DateTimeField())


def generation_with_sections():
    """Return the generation and the sections that have an article to read at the readers' moment, both as JSON."""
    moment = Greatest(Subquery(Generation.objects.values("moment")), NOW)
    listed = Edition.objects.listed_at(moment).filter(section=OuterRef("pk")).order_by()
    sections = Section.objects.filter(Exists(listed)).values(row=row_object(Section))
    return Generation.objects.values_list(row_object(Generation), PartRows(sections))


GENERATION_WITH_SECTIONS = PreparedQuery(generation_with_sections)


def moment_and_sections(now):
    """Return the readers' moment, as `GenerationManager.moment` does, and the sections with an article to read then."""
    for generation, sections in GENERATION_WITH_SECTIONS.run(now=now):
        latest = row_from_json(Generation, json.loads(generation)).moment
        return max(now, latest), [row_from_json(Section, row) for row in json.loads(sections)]
    return now, []  # nothing was ever published


def set_moment(get_response):
    """Set `request.moment`, an aware datetime taken once, so that all of a page is true at the same moment, and
    `request.sections`, those that have an article then: one query for what every page needs.

    `request.as_of` is None: readers see the site as it is now. `show_moment_to_come` sets all three anew for the desk.
    """

    def middleware(request):
        request.moment, request.sections = moment_and_sections(timezone.now())
        request.as_of = None
        response = get_response(request)
        # The next edition or the end of a right may come at any moment: nothing is shown again without asking.
        response.headers.setdefault("Cache-Control", "no-cache")
        return response

    return middleware


def show_moment_to_come(get_response):
    """Show the desk the readers' pages as of a moment to come, under `/as-of/<moment>/`.

    Such an address is that of the site with another script prefix: every link that a page makes stays under it. It
    has the readers' pages only, so that nothing is ever changed at a moment other than now. For whoever may not see
    everybody's working copies there is no such address. Once the moment has come, it leads to the page of now.
    """

    def middleware(request):
        _, first, *rest = request.path_info.split("/", 3)
        if first != AS_OF or len(rest) < 2:
            return get_response(request)
        moment = moment_from_address(rest[0])
        may_see = request.user.is_staff and permissions.allows(request.user, permissions.TO_SEE_ALL)
        if moment is None or moment >= FURTHEST or not may_see:
            raise Http404
        if moment <= request.moment:
            query = request.META.get("QUERY_STRING", "")
            path = escape_leading_slashes(get_script_prefix() + rest[1])
            return keep_private(HttpResponseRedirect(f"{path}?{query}" if query else path))
        request.as_of = {"front": reverse("front"), "choose": reverse("as_of"), "moment": moment}
        request.moment, request.sections = moment_and_sections(moment)
        request.path_info, request.urlconf = f"/{rest[1]}", "newsroom.public_urls"
        response = keep_private(under_prefix(path_as_of(moment, ""), get_response, request))
        response["X-Frame-Options"] = "SAMEORIGIN"  # the desk frames it, and nobody else does
        return response

    return middleware


def under_prefix(prefix, get_response, request):
    """Return the response to a request for which every path of the site begins with a prefix."""
    before = get_script_prefix()
    set_script_prefix(prefix)
    try:
        return get_response(request)
    finally:
        set_script_prefix(before)
