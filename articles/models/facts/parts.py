"""The parts of a fact: rows that belong to it as a whole, such as an image's credits or an event's citations."""

from django.db import models

from articles.models.base import BaseModel


class PartManager(models.Manager):
    """Manager of the parts of a fact.

    `fact.credits.all()` gives the parts that were set by `Fact.set_parts`, as a list and without a query, and else asks
    the database. Django's own `Prefetch` cannot do this: it takes a query for every relation, where a fact and all its
    parts come in one query (as JSON), and parts that are thawed from a version are in no table at all.
    """

    def all(self):
        fact = getattr(self, "instance", None)  # there is none where the manager is that of the model itself
        if fact is not None:
            name = self.field.remote_field.get_accessor_name()
            if name in fact.loaded_parts:
                return fact.loaded_parts[name]
        return super().all()


class Part(BaseModel):
    """Base class of the parts of facts; the foreign key to the fact belongs to the subclass."""

    objects = PartManager()

    class Meta:
        abstract = True
