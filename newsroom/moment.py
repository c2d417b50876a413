"""One moment per request, from Python's clock: everything a page says is true at the same instant."""

from django.utils import timezone


class MomentMiddleware:
    """Give every request `request.moment`, an aware datetime taken once."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.moment = timezone.now()
        return self.get_response(request)
