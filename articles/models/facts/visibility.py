"""Which facts the desk shows to somebody where the setting `SHARED_FACTS` keeps unpublished stories apart."""

from django.db.models import Exists, OuterRef, Q

from articles.models.editions import Edition
from articles.models.facts.usage import working_copy_columns


def visible_condition(model, user, moment):
    """Return the condition under which the desk shows a fact of a kind to a person who does not publish, as a `Q`.

    Shown is what readers can see at the moment or could see before; what one of the person's own articles uses, or
    another fact that is shown; and what nothing uses yet. Hidden is what only unpublished articles of others use.
    """
    begun = Edition.objects.begun_at(moment)
    visible, used = Q(released_from__lte=moment), Q()
    for rows, column, owner in working_copy_columns(model):
        created_by = "created_by" if owner == "pk" else f"{owner}__created_by"
        visible |= Q(pk__in=rows.filter(**{created_by: user}).values(column))
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
