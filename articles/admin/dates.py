"""Answers for the date field while an editor types."""

from django.http import JsonResponse
from django.views.decorators.http import require_GET

from articles.dates import PartialDate

MAX_LENGTH = 200


@require_GET
def answer(request):
    """Return as JSON what the words in `?text=` mean as a date, or why they cannot be read."""
    text = request.GET.get("text", "")[:MAX_LENGTH]
    if not text.strip():
        return JsonResponse({"valid": True, "message": ""})
    try:
        return JsonResponse({"valid": True, "message": PartialDate.parse(text).explanation})
    except ValueError as reason:
        return JsonResponse({"valid": False, "message": str(reason)})
