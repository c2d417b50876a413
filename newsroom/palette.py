"""What the palette of the desk (Ctrl+K) finds: articles, people, pictures, events, timelines, and things to do.

Every kind costs at most one query that reads a bounded number of rows, or the beginning of an index, and lists only
what the person may see: the query set is that of the admin of its kind.
"""

from django.db.models import Q
from django.http import JsonResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.models import Article, Author, Image, Source, Topic, permissions
from articles.text import fold, printable
from timeline.models import Event, Timeline

MOST = 5  # of each kind
MOST_ARTICLES = 1_000  # working copies, those saved last, whose headlines are compared with the words
LONGEST, MOST_WORDS = 100, 6
ACTIONS = (
    (_("New article"), "articles_article_add", (Article, "add")),
    (_("Upload pictures"), "articles_image_changelist", (Image, "add")),
    (_("Enter many events"), "timeline_event_many", (Event, "add")),
    (_("Import a timeline"), "timeline_timeline_import", (Timeline, "add")),
)


def find_view(site, request):
    """Answer with JSON: the groups of what is found for `?q=`, each with its name and its items."""
    text = printable(request.GET.get("q", ""))[:LONGEST]
    words = fold(text).split()[:MOST_WORDS]
    groups = [(gettext("Do"), actions(site, request, words))]
    if words:
        groups += [(capfirst(model._meta.verbose_name_plural), found(site, request, model, words)) for model in KINDS]
    return JsonResponse({"groups": [{"name": name, "items": items} for name, items in groups if items]})


def actions(site, request, words):
    """Return the things to do, and the lists to open, whose names have all of the words."""
    pages = [
        (str(label), reverse(f"admin:{name}"))
        for label, name, (model, action) in ACTIONS
        if permissions.allows(request.user, permissions.on(model, action))
    ]
    pages += [
        (str(model["name"]), model["admin_url"])
        for app in site.get_app_list(request)
        for model in app["models"]
        if model["admin_url"]
    ]
    return [item(label, url) for label, url in pages if all(word in fold(label) for word in words)]


def found(site, request, model, words):
    """Return the first rows of a kind that the words find, as items; none of a kind that the person may not open."""
    model_admin = site.get_model_admin(model)
    if not model_admin.has_view_or_change_permission(request):
        return []
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}_change"
    rows = KINDS[model](model_admin.get_queryset(request), words)[:MOST]
    return [item(str(row), reverse(name, args=[row.pk])) for row in rows]


def item(label, url):
    """Return an item as JSON can hold it."""
    return {"label": label, "url": url}


def articles_with(articles, words):
    """Return the articles saved last whose headline has all of the words."""
    newest = articles.order_by("-modified", "-pk").prefetch_related(None)
    keys = newest.values("pk")[:MOST_ARTICLES]
    return newest.filter(having("folded", words), pk__in=keys)


def named(rows, words):
    """Return the active facts whose name has all of the words; there are far fewer people than events."""
    return rows.active().filter(having("folded", words)).order_by("folded", "pk")


def beginning(rows, words):
    """Return the active facts whose title begins with the words, from the index of titles."""
    text = " ".join(words)
    return rows.active().filter(folded__gte=text, folded__lt=f"{text}\U0010ffff").order_by("folded", "pk")


def pictures(images, words):
    """Return the pictures that the words find in the index of the picture desk, the newest first."""
    return images.search(" ".join(words)).order_by("-added", "-pk")


def having(column, words):
    """Return the condition that a column has all of the words in it."""
    condition = Q()
    for word in words:
        condition &= Q(**{f"{column}__contains": word})
    return condition


KINDS = {
    Article: articles_with,
    Topic: named,
    Author: named,
    Image: pictures,
    Event: beginning,
    Timeline: beginning,
    Source: beginning,
}
