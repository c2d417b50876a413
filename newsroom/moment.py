"""One moment per request, from Python's clock: everything a page says is true at the same instant."""

from django.utils import timezone


class MomentMiddleware:
    """Give every request `request.moment`, an aware datetime taken once."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.moment = timezone.now()
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-cache")  # true at this instant: nobody may show it unasked
        return response
