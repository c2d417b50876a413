"""Shared facts: which of them somebody is shown at the desk where a newsroom keeps unpublished stories apart."""

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

from articles.models.editions import Edition


def visible_condition(model, user, moment):
    """Return the condition under which a person who does not publish is shown a fact of a kind, as `Q`.

    Shown is what readers could see at the moment or before; what an article of the person's own uses, or another fact
    that is shown; and what nothing uses yet. What remains is used by unpublished articles of others alone.
    """
    begun = Edition.objects.begun_at(moment)
    visible, used = Q(released_from__lte=moment), Q()
    for rows, column, own in uses_by_articles(model):
        visible |= Q(pk__in=rows.filter(**{own: user}).values(column))
        used |= Exists(rows.filter(**{column: OuterRef("pk")}))
    if mentions := model.mention_model():
        seen = Q(edition__in=begun) | Q(edition__article__created_by=user)
        visible |= Q(pk__in=mentions.objects.filter(seen).values("fact"))
        used |= Exists(mentions.objects.filter(fact=OuterRef("pk")))
    for referrer, path in model.referrers(desk=True):
        shown = referrer.objects.visible_to(user, moment).filter(**{f"{path}__isnull": False})
        visible |= Q(pk__in=shown.values(path))
        used |= Exists(referrer.objects.filter(**{path: OuterRef("pk")}))
    return visible | ~used


def uses_by_articles(model):
    """Yield (rows, their column, path to who began the article) for every way in which a working copy uses a fact."""
    article = apps.get_model("articles", "Article")
    for relation in model._meta.related_objects:
        rows, column = relation.related_model, relation.field.name
        if rows is article:
            yield rows._base_manager, column, "created_by"
        for field in rows._meta.concrete_fields:
            if field.related_model is article and field.remote_field.on_delete is models.CASCADE:
                yield rows._base_manager, column, f"{field.name}__created_by"
