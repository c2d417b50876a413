"""What every request goes through: the methods that the site answers, and the moment at which it answers."""

import json
from http import HTTPStatus

from django.db import models
from django.db.models import Exists, OuterRef, Subquery
from django.db.models.functions import Greatest
from django.http import HttpResponse, HttpResponseNotAllowed
from django.urls import get_script_prefix, reverse
from django.utils import timezone

from articles.models import Edition, Generation, Section
from articles.queries import Parameter, PartRows, PreparedQuery, row_from_json, row_object
from articles.views import redirect_permanently

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


def moment_and_sections():
    """Return the readers' moment, as `GenerationManager.moment` does, and the sections with an article to read then."""
    now = timezone.now()
    for generation, sections in GENERATION_WITH_SECTIONS.run(now=now):
        latest = row_from_json(Generation, json.loads(generation)).moment
        return max(now, latest), [row_from_json(Section, row) for row in json.loads(sections)]
    return now, []  # nothing was ever published


def set_moment(get_response):
    """Set `request.moment`, an aware datetime taken once, so that all of a page is true at the same moment, and
    `request.sections`, those that have an article then: one query for what every page needs.
    """

    def middleware(request):
        request.moment, request.sections = moment_and_sections()
        response = get_response(request)
        # The next edition or the end of a right may come at any moment: nothing is shown again without asking.
        response.headers.setdefault("Cache-Control", "no-cache")
        return response

    return middleware
