"""What every request goes through: the methods that the site answers, and the moment at which it answers."""

from http import HTTPStatus

from django.http import HttpResponse, HttpResponseNotAllowed
from django.urls import reverse

from articles.models import Generation

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


def set_moment(get_response):
    """Set `request.moment`, an aware datetime taken once, so that all of a page is true at the same moment."""

    def middleware(request):
        request.moment = Generation.objects.moment()
        response = get_response(request)
        # The next edition or the end of a right may come at any moment: nothing is shown again without asking.
        response.headers.setdefault("Cache-Control", "no-cache")
        return response

    return middleware
