"""The methods of HTTP that the site answers: readers' pages are read, and the desk is also posted to."""

from http import HTTPStatus

from django.http import HttpResponse, HttpResponseNotAllowed
from django.urls import reverse

READING = ["GET", "HEAD"]


class MethodsMiddleware:
    """Answer other methods without a page: 405, and for OPTIONS 204, each with `Allow` (RFC 9110, section 9.3.7)."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        is_desk = request.path_info.startswith(reverse("admin:index"))
        allowed = [*READING, "POST"] if is_desk else READING
        if request.method in allowed:
            return self.get_response(request)
        if request.method == "OPTIONS":
            return HttpResponse(status=HTTPStatus.NO_CONTENT, headers={"Allow": ", ".join([*allowed, "OPTIONS"])})
        return HttpResponseNotAllowed([*allowed, "OPTIONS"])
