"""Gathering facts: whatever some words point at, in as many queries as references are deep, not as there are kinds."""

import functools
import json

from django.db.models import Value
from django.utils import timezone

from articles.models import fact_models, facts_as_of
from articles.models.facts import RowObject, part_rows


@functools.cache
def fact_layers():
    """Return the kinds of facts in layers: what a kind refers to always stands in a later layer."""
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


def facts_now(wanted):
    """Return the facts of one layer as they are now, in one query; `wanted` maps each kind to its keys."""
    if len(wanted) == 1:
        [(model, ids)] = wanted.items()
        return model.objects.filter(pk__in=ids).with_parts()
    kinds = {model._meta.label_lower: model for model in wanted}
    first, *others = (whole_rows(model, ids) for model, ids in wanted.items())
    return [kinds[of].thaw(unpacked(kinds[of], row)) for of, row in first.union(*others, all=True)]


def unpacked(model, row):
    """Return a whole row as `thaw` takes it: SQLite hands nested JSON over as text."""
    nested = {name: json.loads(row[name]) if isinstance(row[name], str) else row[name] for name in model.parts}
    return row | nested


class FactLoader:
    """The facts that some rows refer to, fetched layer by layer, those that refer to others first.

    `as_of` is a moment of the past, or None for the facts as they are now; `moment` is the reader's. Whoever asks for
    a merged fact finds the survivor under its key.
    """

    def __init__(self, as_of=None, moment=None):
        self.as_of = as_of
        self.moment = as_of or moment or timezone.now()
        self.wanted = {model: set() for model in fact_models()}
        self.referring = []
        self.found = {}
        self.merged = {}

    def want(self, model, ids):
        """Ask for facts of one kind by their keys."""
        self.wanted[model].update(ids)

    def want_for(self, row):
        """Ask for every fact that a block or a fact refers to; they are set on it by `load`."""
        for referring, field in row.facts_referred_to():
            self.wanted[field.related_model].add(getattr(referring, field.attname))
            self.referring.append((referring, field))
        for model, key in row.facts_listed():
            self.wanted[model].add(key)

    def load(self):
        """Fetch everything asked for, one query a layer, and set it on the rows that refer to it; return self."""
        for layer in fact_layers():
            while wanted := self._still_wanted(layer):
                merged = [self.add(fact) for fact in self._fetched(wanted)]
                for model in layer:
                    self.wanted[model] &= self.found.keys()
                for fact in filter(None, merged):
                    self.wanted[type(fact)].add(fact.merged_into_id)
        for gone, kept in self.merged.items():
            self.found[gone] = self.found.get(kept)
        for row, field in self.referring:
            if self.found.get(getattr(row, field.attname)):
                field.set_cached_value(row, self.found[getattr(row, field.attname)])
        return self

    def _still_wanted(self, layer):
        """Return what was asked for and not yet looked for, as keys by kind."""
        wanted = {model: self.wanted[model] - self.found.keys() for model in layer}
        return {model: ids for model, ids in wanted.items() if ids}

    def add(self, fact):
        """Keep a fact read with its parts and ask for what it refers to; return it where it was merged into another."""
        self.found[fact.pk], fact.read_at = fact, self.moment
        if getattr(fact, "merged_into_id", None):
            self.merged[fact.pk] = fact.merged_into_id
            return fact
        for other in fact.complete_at(self.moment):
            if other.pk not in self.found:
                self.add(other)
        self.want_for(fact)
        return None

    def _fetched(self, wanted):
        if not self.as_of:
            return facts_now(wanted)
        return [fact for model, ids in wanted.items() for fact in facts_as_of(model, ids, self.as_of)]

    def of(self, model, ids):
        """Return the facts of one kind in the order of the keys, each once, leaving out what is gone."""
        return list(dict.fromkeys(self.found[pk] for pk in ids if isinstance(self.found.get(pk), model)))

    def in_order_of_use(self, model):
        """Return the facts of one kind that were referred to, in the order in which they first were."""
        keys = [getattr(row, field.attname) for row, field in self.referring if field.related_model is model]
        return self.of(model, dict.fromkeys(keys))
