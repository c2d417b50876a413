"""What an editor pastes into a text: the prose of it, and a note of what is left out."""

from django.contrib.admin.views.decorators import staff_member_required
from django.http import JsonResponse
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from articles.text import ProseReader, has_words, one_line, sanitised


@staff_member_required
@never_cache
@require_POST
def pasted_prose(request):
    """Return as JSON the prose in the posted `html`, and the HTML of a note of what was left out, or ""."""
    reader = ProseReader(request.POST.get("html", ""))
    struck = [one_line(words) for words in reader.struck if has_words(words)]
    left_out = {"pictures": reader.pictures, "struck": struck, "embedded": reader.embedded}
    note = render_to_string("admin/articles/article/_left_out.html", left_out) if any(left_out.values()) else ""
    return JsonResponse({"html": sanitised(reader.html), "note": note})
