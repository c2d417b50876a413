"""What pages are compared with: a Django view and a WSGI function that answer every request with the same bytes."""

from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.http import HttpResponse
from django.test import override_settings
from django.urls import re_path


def constant_view(size):
    """Return a Django application without middleware that answers every request with so many bytes."""
    content = b"x" * size
    patterns = (re_path("", lambda request: HttpResponse(content)),)

    class Request(WSGIRequest):
        urlconf = patterns

    class Handler(WSGIHandler):
        request_class = Request

    with override_settings(MIDDLEWARE=[]):
        return Handler()


def constant_function(size):
    """Return a WSGI application that answers every request with so many bytes."""
    content = b"x" * size

    def function(environ, start_response):
        start_response("200 OK", [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(size))])
        return [content]

    return function
