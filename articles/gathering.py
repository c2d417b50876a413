"""Gathering facts: whatever some words point at, in as many queries as references are deep, not as there are kinds."""

import functools

from django.db.models import Value

from articles.models import fact_models, facts_as_of
from articles.models.canonical import parse
from articles.models.parts import RowObject, part_rows


@functools.cache
def fact_layers():
    """Return the kinds of facts in layers: what a kind refers to always stands in a later layer."""
    layers = {}
    for model in fact_models():
        layers.setdefault(depth(model), []).append(model)
    return [layers[level] for level in sorted(layers)]


def depth(model):
    """Return how many references deep a kind of fact can lie under another, as pages read them."""
    read = (kind for kind, path in model.referrers() if path.split("__")[0] not in kind.unread_parts)
    return max((1 + depth(referrer) for referrer in read), default=0)


def whole_rows(model, ids):
    """Return the facts of one kind as (label, whole row with its parts as JSON), fit for a union with other kinds."""
    columns = {field.attname: field.attname for field in model._meta.concrete_fields}
    parts = {name: part_rows(relation) for name, relation in model.part_relations().items()}
    rows = model.objects.named(ids).order_by()
    return rows.annotate(of=Value(model._meta.label_lower), row=RowObject(**columns, **parts)).values_list("of", "row")


def facts_now(wanted):
    """Return the facts of one layer as they are now, in one query; `wanted` maps each kind to its keys."""
    if len(wanted) == 1:
        [(model, ids)] = wanted.items()
        return model.objects.named(ids).with_parts()
    kinds = {model._meta.label_lower: model for model in wanted}
    first, *others = (whole_rows(model, ids) for model, ids in wanted.items())
    return [kinds[of].thaw(unpacked(kinds[of], row)) for of, row in first.union(*others, all=True)]


def unpacked(model, row):
    """Return a whole row as `thaw` takes it: SQLite hands nested JSON over as text."""
    nested = {name: parse(row[name]) if isinstance(row[name], str) else row[name] for name in model.parts}
    return row | nested


class Facts:
    """The facts that some rows refer to, fetched layer by layer, those that refer to others first.

    `as_of` is a moment of the past, or None for the facts as they are now.
    """

    def __init__(self, as_of=None):
        self.as_of = as_of
        self.wanted = {model: set() for model in fact_models()}
        self.referring = []
        self.found = {}

    def want(self, model, ids):
        """Ask for facts of one kind by their keys."""
        self.wanted[model].update(ids)

    def want_for(self, row):
        """Ask for every fact that a block or a fact refers to; they are set on it by `load`."""
        for referring, field in row.facts_referred_to():
            self.wanted[field.related_model].add(getattr(referring, field.attname))
            self.referring.append((referring, field))

    def load(self):
        """Fetch everything asked for, one query a layer, and set it on the rows that refer to it; return self."""
        for layer in fact_layers():
            wanted = {model: self.wanted[model] - self.found.keys() for model in layer}
            wanted = {model: ids for model, ids in wanted.items() if ids}
            facts = self._fetched(wanted) if wanted else []
            self.found |= {fact.pk: fact for fact in facts}
            self.found |= {fact.pk: self.found[fact.stand_in] for fact in facts if fact.stand_in in self.found}
            for fact in facts:
                self.want_for(fact)
        for row, field in self.referring:
            if getattr(row, field.attname) in self.found:
                field.set_cached_value(row, self.found[getattr(row, field.attname)])
        return self

    def _fetched(self, wanted):
        if not self.as_of:
            return facts_now(wanted)
        return [fact for model, ids in wanted.items() for fact in facts_as_of(model, ids, self.as_of)]

    def of(self, model, ids):
        """Return the facts of one kind in the order of the keys, leaving out what is gone."""
        return [self.found[pk] for pk in ids if isinstance(self.found.get(pk), model)]

    def in_order_of_use(self, model):
        """Return the facts of one kind that were referred to, in the order in which they first were."""
        keys = [getattr(row, field.attname) for row, field in self.referring if field.related_model is model]
        return self.of(model, dict.fromkeys(keys))
