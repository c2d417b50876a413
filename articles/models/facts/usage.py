"""Where a fact is used: in the documents of editions, in working copies, and in other facts."""

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext

from articles.models.base import WorkingCopy
from articles.models.editions import Edition


def where_used(fact):
    """Return a list of (plural name, query set) of everything that uses a fact, for the desk.

    First the editions whose documents mention it, whether past, live, cancelled or scheduled; then the working copies;
    then every kind of fact that refers to it. Empty query sets are left out; nothing is filtered by what readers may
    see.
    """
    uses = [(gettext("editions"), editions_mentioning(fact)), (gettext("working copies"), working_copies_with(fact))]
    conditions = {}
    for model, path in fact.referrers():
        conditions[model] = conditions.get(model, Q()) | Q(**{path: fact})
    for model, condition in conditions.items():
        uses.append((str(model._meta.verbose_name_plural), model.objects.active().filter(condition).distinct()))
    return [(name, rows) for name, rows in uses if rows.exists()]


def editions_mentioning(fact):
    """Return the editions whose own document mentions a fact."""
    mentions = fact.mention_model()
    if mentions is None:
        return Edition.objects.none()
    return Edition.objects.filter(pk__in=mentions.objects.filter(fact=fact).values("edition"))


def working_copies_with(fact):
    """Return the working copies that use a fact, in a block, a list or a column of their own."""
    used = Q(pk__in=[])
    for rows, column, owner in working_copy_columns(type(fact)):
        used |= Q(pk__in=rows.filter(**{column: fact}).values(owner))
    return working_copy_model().objects.filter(used)


def working_copy_columns(model):
    """Yield (manager, column, owner) for every column by which working copies refer to a kind of fact.

    The owner is the path from a row to its working copy: "pk" where the row is the working copy itself.
    """
    for relation in model._meta.related_objects:
        rows, column = relation.related_model, relation.field.name
        if issubclass(rows, WorkingCopy):
            yield rows._base_manager, column, "pk"
        for field in rows._meta.concrete_fields:
            is_owner = field.is_relation and issubclass(field.related_model, WorkingCopy)
            if is_owner and field.remote_field.on_delete is models.CASCADE:
                yield rows._base_manager, column, field.name


def working_copy_model():
    """Return the model that is a working copy: articles, which stand above the facts."""
    [model] = [model for model in apps.get_models() if issubclass(model, WorkingCopy)]
    return model
