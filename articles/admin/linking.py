"""The articles that an editor can choose as the target of a link in a text."""

from django.contrib import admin
from django.contrib.admin.views.decorators import staff_member_required
from django.http import JsonResponse
from django.views.decorators.cache import never_cache

from articles.admin.forms import keys_in
from articles.admin.publication import Status
from articles.models import Article
from articles.text import inner_address

MOST_CHOICES = 8
LONGEST_SEARCH = 200


@staff_member_required
@never_cache
def link_choices(request):
    """Return as JSON some articles that this person may see: those found by `q`, newest first, or that with `key`."""
    articles = admin.site.get_model_admin(Article)
    rows = articles.get_queryset(request) if articles.has_view_permission(request) else Article.objects.none()
    if "key" in request.GET:
        rows = rows.filter(pk__in=keys_in([request.GET["key"]]))
    else:
        rows, _duplicates = articles.get_search_results(request, rows, request.GET.get("q", "")[:LONGEST_SEARCH])
        rows = rows.filter(archived_at=None)
    found = [
        {"href": inner_address(row.pk), "headline": row.headline, "state": str(Status(row).label)}
        for row in rows.order_by("-modified", "id")[:MOST_CHOICES]
    ]
    return JsonResponse({"articles": found})
