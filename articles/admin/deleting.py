"""What keeps a row from being deleted: where it is used, with links to what a person may see."""

from django.db import models
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext

from articles.admin.uses import visible_articles
from articles.models import Article, Edition, Fact
from articles.models.facts import count_uses, where_used

MOST_LISTED = 20  # rows of each kind


def uses_of(site, request, row):
    """Return where a row is used as a nested list, for Django's filter `unordered_list`; empty where nowhere.

    Every kind of use comes with its number and the first rows. What the person may not see is counted, not named.
    """
    uses = where_used(row, desk=True) if isinstance(row, Fact) else protecting_rows(site, row)
    listed = []
    for name, rows in uses:
        first = list(rows[: MOST_LISTED + 1])
        links = links_to(site, request, rows.model, first[:MOST_LISTED])
        more = [gettext("and others")] if len(links) < len(first) else []
        listed += [f"{capfirst(name)}: {count_uses(rows)}", links + more]
    return listed


def protecting_rows(site, row):
    """Return (plural name, query set) of the editions and of the desk's rows that keep a row from being deleted."""
    uses = []
    for relation in row._meta.related_objects:
        model = relation.related_model
        if relation.on_delete is models.PROTECT and (model is Edition or site.is_registered(model)):
            rows = model._default_manager.filter(**{relation.field.name: row})
            uses.append((str(model._meta.verbose_name_plural), rows))
    return [(name, rows) for name, rows in uses if rows.exists()]


def links_to(site, request, model, rows):
    """Return links to those of the rows of a model that a person may see."""
    if model is Edition:
        models.prefetch_related_objects(rows, "address")
        visible = visible_articles(site, request, {edition.article_id for edition in rows})
        return [
            link(edition_page(edition, request.moment), edition_name(edition))
            for edition in rows
            if edition.is_live_at(request.moment) or edition.article_id in visible
        ]
    if model is Article or site.is_registered(model):
        keys = site.get_model_admin(model).get_queryset(request).filter(pk__in=[row.pk for row in rows])
        visible = set(keys.values_list("pk", flat=True))
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}_change"
        return [link(reverse(name, args=[row.pk]), row) for row in rows if row.pk in visible]
    return []


def edition_page(edition, moment):
    """Return the address of the readers' page of a live edition, and of the desk's for any other."""
    if edition.is_live_at(moment):
        return edition.path
    return reverse("admin:articles_article_read", args=[edition.article_id, edition.number])


def edition_name(edition):
    """Return the headline of an edition with its number."""
    return gettext("%(headline)s (edition %(number)s)") % {"headline": edition.headline, "number": edition.number}


def link(address, text):
    """Return a link."""
    return format_html('<a href="{}">{}</a>', address, text)
