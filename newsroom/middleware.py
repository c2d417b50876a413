"""One moment per request: everything a page says is true at the same instant."""

from articles.models import Generation


class MomentMiddleware:
    """Give every request `request.moment`, an aware datetime taken once."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.moment = Generation.objects.moment()
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-cache")  # true at this instant: nobody may show it unasked
        return response
