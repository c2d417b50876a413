"""Where a fact is used: in frozen words, in working copies, and in other facts."""

from django.apps import apps
from django.db.models import Q
from django.utils.translation import gettext

from articles.models.editions import Edition


def where_used(fact):
    """Return a list of `(what they are, query set)` of everything that uses a fact, for the desk.

    First the editions whose frozen words use it, whether past, live, cancelled or to come; then the working copies;
    then every kind of fact that refers to it. Kinds of which none does are left out; nothing is filtered by what
    readers may see.
    """
    found = [(gettext("editions"), editions_with(fact)), (gettext("working copies"), working_copies_with(fact))]
    through = {}
    for model, path in fact.referrers():
        through[model] = through.get(model, Q()) | Q(**{path: fact})
    found += [(str(m._meta.verbose_name_plural), m.objects.active().filter(q).distinct()) for m, q in through.items()]
    return [(name, rows) for name, rows in found if rows.exists()]


def editions_with(fact):
    """Return the editions whose own words mention a fact."""
    mentions = fact.mention_model()
    return Edition.objects.filter(pk__in=mentions.objects.filter(fact=fact).values("edition")) if mentions else []


def working_copies_with(fact):
    """Return the articles whose working copy uses a fact, in a block, a list or a column of their own."""
    article = apps.get_model("articles", "Article")
    used = Q(pk__in=[])
    for relation in fact._meta.related_objects:
        model, column = relation.related_model, relation.field.name
        if model is article:
            used |= Q(**{column: fact})
        owners = [f.name for f in model._meta.concrete_fields if f.related_model is article]
        for owner in owners:
            used |= Q(pk__in=model._base_manager.filter(**{column: fact}).values(owner))
    return article.objects.filter(used)
