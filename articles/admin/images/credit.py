"""Credit lines read while they are typed: an answer for the form's script, from the desk's own table of agencies."""

from django.core.exceptions import PermissionDenied
from django.http import JsonResponse

from articles.credits import MAX_CREDIT_LINE_LENGTH
from articles.models import Agency, ImageCredit
from articles.models.images import PARTS
from articles.text import one_line


def read_line(line):
    """Return the parts of a credit line as (column, label, value), what is unparsed, and the agency on offer."""
    line = one_line(line)[:MAX_CREDIT_LINE_LENGTH]
    read = Agency.objects.parse(line)
    labels = {column: str(ImageCredit._meta.get_field(column).verbose_name) for column in PARTS.values()}
    parts = [
        {"column": column, "label": labels[column], "value": getattr(read, name)}
        for name, column in PARTS.items()
        if getattr(read, name)
    ]
    return {"line": line, "parts": parts, "unparsed": read.unparsed, "offer": read.offer}


def credit_view(request, may):
    """Answer `?line=` for those who may work on images."""
    if not may:
        raise PermissionDenied
    return JsonResponse(read_line(request.GET.get("line", "")), headers={"Cache-Control": "private, no-store"})
