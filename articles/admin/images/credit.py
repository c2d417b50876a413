"""Credit lines parsed while they are typed, by the desk's own table of agencies."""

from django.core.exceptions import PermissionDenied
from django.http import JsonResponse

from articles.credits import MAX_CREDIT_LINE_LENGTH
from articles.models import Agency, ImageCredit
from articles.models.images import PARTS
from articles.text import one_line


def parsed_line(line):
    """Return what a credit line says as a mapping for the form's script: parts, unparsed rest, suggested agency."""
    line = one_line(line)[:MAX_CREDIT_LINE_LENGTH]
    parsed = Agency.objects.parse(line)
    labels = {column: str(ImageCredit._meta.get_field(column).verbose_name) for column in PARTS.values()}
    parts = [
        {"column": column, "label": labels[column], "value": getattr(parsed, name)}
        for name, column in PARTS.items()
        if getattr(parsed, name)
    ]
    return {"line": line, "parts": parts, "unparsed": parsed.unparsed, "offer": parsed.offer}


def credit_view(request, allowed):
    """Parse `?line=` for those who may work on images."""
    if not allowed:
        raise PermissionDenied
    return JsonResponse(parsed_line(request.GET.get("line", "")), headers={"Cache-Control": "private, no-store"})
