"""Where a fact is used: in the documents of editions, in working copies, and in other facts."""

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext

from articles.models.base import WorkingCopy
from articles.models.editions import Edition

# Uses of each kind that a page of the desk reads to find the newest of them, and counts before it stops.
MOST_READ = 1_000


def where_used(fact, desk=False):
    """Return a list of (plural name, query set) of everything that uses a fact, for the desk.

    First the editions whose documents mention it, whether past, live, cancelled or scheduled; then the working copies;
    then every kind of fact that refers to it. Empty query sets are left out; nothing is filtered by what readers may
    see. With `desk`, facts that refer to it by what only the desk sees are included, and those that are hidden.
    """
    uses = [(gettext("editions"), editions_mentioning(fact)), (gettext("working copies"), working_copies_with(fact))]
    conditions = {}
    for model, path in fact.referrers(desk):
        conditions[model] = conditions.get(model, Q()) | Q(**{path: fact})
    for model, condition in conditions.items():
        rows = model.objects.all() if desk else model.objects.active()
        uses.append((str(model._meta.verbose_name_plural), rows.filter(condition).distinct()))
    return [(name, rows) for name, rows in uses if rows.exists()]


def count_uses(rows):
    """Return the number of rows of a query set as text; counting stops at `MOST_READ`."""
    return count_more(rows, 0)


def count_more(rows, listed):
    """Return, as `count_uses` does, how many rows a query set has beside so many that are listed."""
    count = rows.order_by()[: MOST_READ + listed + 1].count() - listed
    return str(count) if count <= MOST_READ else gettext("more than %(count)d") % {"count": MOST_READ}


def editions_mentioning(fact):
    """Return the editions whose own document mentions a fact."""
    mentions = fact.mention_model()
    if mentions is None:
        return Edition.objects.none()
    return Edition.objects.filter(pk__in=mentions.objects.filter(fact=fact).values("edition"))


def working_copies_with(fact, most=None):
    """Return the working copies that use a fact, in a block, a list or a column of their own.

    With `most`, no more uses than that are read of each kind.
    """
    first, *others = [
        limited(rows.filter(**{column: fact}).order_by(), most).values_list(owner)
        for rows, column, owner in working_copy_columns(type(fact))
    ] or [working_copy_model().objects.none().values_list("pk")]
    # A union, because PostgreSQL would read the whole table for conditions that OR joins.
    return working_copy_model().objects.filter(pk__in=first.union(*others) if others else first)


def working_copies_with_any(model, facts, working_copies):
    """Return those of some working copies that use one of the facts of a kind (a query set of keys)."""
    first, *others = [
        rows.filter(**{f"{column}__in": facts}).order_by().values_list(owner)
        for rows, column, owner in working_copy_columns(model)
    ]
    return working_copies.filter(pk__in=first.union(*others) if others else first)


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


def update_search_of_working_copies(fact, anew=False):
    """Let working copies be found by the words of a fact that changed, or that a merger has given them."""
    working_copy_model().update_search_index_with(fact, anew or fact.erased_at is not None)


def limited(rows, most):
    """Return the first rows of a query set, as one that can be filtered and joined further; all of them for None."""
    # Within a union, SQLite takes no LIMIT but in a subquery.
    return rows if most is None else rows.model._default_manager.filter(pk__in=rows[:most].values("pk")).order_by()
