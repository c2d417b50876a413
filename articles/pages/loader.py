"""Loading facts: everything that some rows refer to, however deep, in one query."""

import functools
import json

from django.db.models import Value
from django.utils import timezone

from articles.models import fact_models
from articles.models.facts import past_facts, whole_row
from articles.queries import Keys, PreparedQuery


@functools.cache
def facts_query():
    """Return the query of facts of every kind: those with the keys given, and what they refer to.

    A row is (label of the kind, the fact with its parts as JSON). The parameters are the labels, each with its keys.
    """
    first, *others = map(whole_rows, fact_models())
    return PreparedQuery(lambda: first.union(*others, all=True))


def whole_rows(model):
    """Return the facts of one kind that are needed, as (label, whole row with its parts as JSON)."""
    rows = needed(model).annotate(of=Value(model._meta.label_lower), row=whole_row(model))
    return rows.values_list("of", "row")


def needed(model):
    """Return the facts of one kind with the keys given, and those to which a needed fact refers."""
    asked = model.objects.filter(pk__in=Keys(model._meta.label_lower)).order_by()
    references = [
        needed(referrer).filter(referrer.shows(path), **{f"{path}__isnull": False}).values_list(path)
        for referrer, path in model.referrers()
    ]
    # A union, because PostgreSQL would read the whole table for conditions that OR joins.
    return model.objects.filter(pk__in=asked.values_list("pk").union(*references)).order_by() if references else asked


class FactLoader:
    """Loads the facts that some rows refer to, and what those refer to.

    `as_of` is a moment of the past, or None for the facts as they are now; `moment` is the reader's. `by_key` has the
    loaded facts; the key of a merged fact leads to the fact it was merged into.
    """

    def __init__(self, as_of=None, moment=None):
        self.as_of = as_of
        self.moment = as_of or moment or timezone.now()
        self.keys = {model: set() for model in fact_models()}
        self.asked = set()
        self.references = []
        self.by_key = {}
        self.merged = {}

    def add_keys(self, model, ids):
        """Add facts of one kind, by their keys, to what `load` fetches."""
        self.keys[model].update(ids)

    def add_references(self, row):
        """Add every fact that a block or a fact refers to; `load` sets them on it."""
        for owner, field in row.fact_references():
            self.keys[field.related_model].add(getattr(owner, field.attname))
            self.references.append((owner, field))
        for model, key in row.listed_facts():
            self.keys[model].add(key)

    def load(self):
        """Fetch what was added and set it on the rows that refer to it; return self.

        One query, and another one where a fact was merged, or where a timeline by rule brings events of its own; as of
        the past, each with a query for the versions.
        """
        while keys := self._keys_to_fetch():
            self.asked.update(*keys.values())
            for fact in self._fetch(keys):
                self.add(fact)
        for merged_key, survivor_key in self.merged.items():
            self.by_key[merged_key] = self.by_key.get(survivor_key)
        for row, field in self.references:
            if fact := self.by_key.get(getattr(row, field.attname)):
                field.set_cached_value(row, fact)
        return self

    def _keys_to_fetch(self):
        """Return the keys that were neither loaded nor asked for yet, by kind."""
        keys = {model: ids - self.by_key.keys() - self.asked for model, ids in self.keys.items()}
        return {model: ids for model, ids in keys.items() if ids}

    def _fetch(self, keys):
        kinds = {model._meta.label_lower: model for model in self.keys}
        rows = facts_query().run(**{label: keys.get(model, ()) for label, model in kinds.items()})
        facts = [kinds[label].thaw(json.loads(row)) for label, row in rows]
        return past_facts(facts, self.as_of) if self.as_of else facts

    def add(self, fact):
        """Add a fact that was read with its parts, and what it refers to."""
        self.by_key[fact.pk], fact.read_at = fact, self.moment
        if survivor := getattr(fact, "merged_into_id", None):
            self.merged[fact.pk] = survivor
            self.keys[type(fact)].add(survivor)
            return
        for other in fact.load_derived_parts(self.moment):
            if other.pk not in self.by_key:
                self.add(other)
        self.add_references(fact)

    def of(self, model, ids):
        """Return the loaded facts of one kind in the order of the keys, each once."""
        return list(dict.fromkeys(self.by_key[pk] for pk in ids if isinstance(self.by_key.get(pk), model)))

    def in_order_of_use(self, model):
        """Return the loaded facts of one kind in the order in which they were first referred to."""
        keys = [getattr(row, field.attname) for row, field in self.references if field.related_model is model]
        return self.of(model, dict.fromkeys(keys))


def load_facts(model, keys, moment):
    """Return the facts of one kind with these keys as they are now, in their order, with everything they refer to."""
    facts = FactLoader(moment=moment)
    facts.add_keys(model, keys)
    return facts.load().of(model, keys)
