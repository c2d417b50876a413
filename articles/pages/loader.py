"""Loading facts: everything that some rows refer to, in one query for every level of reference, not for every kind."""

import functools
import json

from django.db.models import Value
from django.utils import timezone

from articles.models import fact_models, facts_as_of
from articles.models.facts import RowObject, part_rows


@functools.cache
def fact_layers():
    """Return the kinds of facts in layers; what a kind refers to is always in a later layer."""
    layers = {}
    for model in fact_models():
        layers.setdefault(depth(model), []).append(model)
    return [layers[level] for level in sorted(layers)]


def depth(model):
    """Return how many references deep a kind of fact can lie under another."""
    return max((1 + depth(referrer) for referrer, _ in model.referrers()), default=0)


def whole_rows(model, ids):
    """Return the facts of one kind as (label, whole row with its parts as JSON), fit for a union with other kinds."""
    columns = {field.attname: field.attname for field in model._meta.concrete_fields}
    parts = {name: part_rows(relation) for name, relation in model.part_relations().items()}
    rows = model.objects.filter(pk__in=ids).order_by()
    return rows.annotate(of=Value(model._meta.label_lower), row=RowObject(**columns, **parts)).values_list("of", "row")


def facts_now(keys):
    """Return the facts of one layer as they are now, in one query; `keys` maps each kind to its keys."""
    if len(keys) == 1:
        [(model, ids)] = keys.items()
        return model.objects.filter(pk__in=ids).with_parts()
    kinds = {model._meta.label_lower: model for model in keys}
    first, *others = (whole_rows(model, ids) for model, ids in keys.items())
    return [kinds[of].thaw(unpacked(kinds[of], row)) for of, row in first.union(*others, all=True)]


def unpacked(model, row):
    """Return a whole row as `thaw` takes it: SQLite hands nested JSON over as text."""
    nested = {name: json.loads(row[name]) if isinstance(row[name], str) else row[name] for name in model.parts}
    return row | nested


class FactLoader:
    """Loads the facts that some rows refer to, layer by layer: those first that refer to others.

    `as_of` is a moment of the past, or None for the facts as they are now; `moment` is the reader's. `by_key` has the
    loaded facts; the key of a merged fact leads to the fact it was merged into.
    """

    def __init__(self, as_of=None, moment=None):
        self.as_of = as_of
        self.moment = as_of or moment or timezone.now()
        self.keys = {model: set() for model in fact_models()}
        self.references = []
        self.by_key = {}
        self.merged = {}

    def add_keys(self, model, ids):
        """Add facts of one kind, by their keys, to what `load` fetches."""
        self.keys[model].update(ids)

    def add_references(self, row):
        """Add every fact that a block or a fact refers to; `load` sets them on it."""
        for owner, field in row.facts_referred_to():
            self.keys[field.related_model].add(getattr(owner, field.attname))
            self.references.append((owner, field))
        for model, key in row.facts_listed():
            self.keys[model].add(key)

    def load(self):
        """Fetch what was added, one query a layer, and set it on the rows that refer to it; return self."""
        for layer in fact_layers():
            while keys := self._keys_to_fetch(layer):
                merged = [self.add(fact) for fact in self._fetch(keys)]
                for model in layer:
                    self.keys[model] &= self.by_key.keys()
                for fact in filter(None, merged):
                    self.keys[type(fact)].add(fact.merged_into_id)
        for merged_key, survivor_key in self.merged.items():
            self.by_key[merged_key] = self.by_key.get(survivor_key)
        for row, field in self.references:
            if fact := self.by_key.get(getattr(row, field.attname)):
                field.set_cached_value(row, fact)
        return self

    def _keys_to_fetch(self, layer):
        """Return the keys of a layer that were not fetched yet, by kind."""
        keys = {model: self.keys[model] - self.by_key.keys() for model in layer}
        return {model: ids for model, ids in keys.items() if ids}

    def add(self, fact):
        """Add a fact that was read with its parts, and what it refers to; return it if it was merged into another."""
        self.by_key[fact.pk], fact.read_at = fact, self.moment
        if getattr(fact, "merged_into_id", None):
            self.merged[fact.pk] = fact.merged_into_id
            return fact
        for other in fact.complete_at(self.moment):
            if other.pk not in self.by_key:
                self.add(other)
        self.add_references(fact)
        return None

    def _fetch(self, keys):
        if not self.as_of:
            return facts_now(keys)
        return [fact for model, ids in keys.items() for fact in facts_as_of(model, ids, self.as_of)]

    def of(self, model, ids):
        """Return the loaded facts of one kind in the order of the keys, each once."""
        return list(dict.fromkeys(self.by_key[pk] for pk in ids if isinstance(self.by_key.get(pk), model)))

    def in_order_of_use(self, model):
        """Return the loaded facts of one kind in the order in which they were first referred to."""
        keys = [getattr(row, field.attname) for row, field in self.references if field.related_model is model]
        return self.of(model, dict.fromkeys(keys))
