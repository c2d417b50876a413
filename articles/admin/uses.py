"""The page that lists the editions which mention a fact, newest first, page by page."""

from django.http import Http404
from django.template.response import TemplateResponse
from django.utils.translation import gettext

from articles.models import Article
from articles.pages import keyset_page


def uses_page(admin, request, pk):
    """List the editions that mention a fact; those that readers do not see only to who may see their article."""
    fact, mentions = admin.get_object(request, str(pk)), admin.model.mention_model()
    if fact is None or mentions is None or not admin.has_view_permission(request, fact):
        raise Http404
    rows = mentions.objects.filter(fact=fact, edition__cancelled_at=None).select_related("edition__address")
    rows = rows.order_by("-updated_from", "-edition_id")
    try:
        rows, next_key = keyset_page(rows, request.GET.get("before", ""), then="edition_id")
    except ValueError as error:
        raise Http404 from error
    visible = visible_articles(admin.admin_site, request, {row.edition.article_id for row in rows})
    for row in rows:
        row.is_live = row.edition.is_live_at(request.moment)
    context = {
        "title": gettext("Where it is used"),
        "original": fact,
        "opts": admin.opts,
        "rows": [row for row in rows if row.is_live or row.edition.article_id in visible],
        "visible_articles": visible,
        "next_key": next_key,
    }
    return TemplateResponse(request, "admin/articles/uses.html", admin.admin_site.each_context(request) | context)


def visible_articles(site, request, keys):
    """Return those of the keys of articles that this person may see at the desk."""
    articles = site.get_model_admin(Article)
    if not articles.has_view_permission(request):
        return set()
    return set(articles.get_queryset(request).filter(pk__in=keys).values_list("pk", flat=True))
