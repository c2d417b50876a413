"""Queries of the public events that match the rule of a timeline."""

from django.db import models

from articles.queries import MOMENT, Parameter, PreparedQuery
from timeline.models.event import Event


class RuleQuery:
    """A query of the public events that match a rule, compiled once for each form of rule.

    `select` is given these events, a query set, and returns one of tuples.
    """

    def __init__(self, select):
        self.select = select
        self.prepared = {}

    def run(self, timeline, moment):
        """Return the rows, as tuples, for the rule of a timeline at a moment; none where it has no condition."""
        if not timeline.rule_has_condition:
            return []
        values = timeline.rule_values
        form = tuple(values)
        if form not in self.prepared:
            self.prepared[form] = PreparedQuery(lambda: self.select(events_of_form(form)))
        return self.prepared[form].run(moment=moment, **values)


def events_of_form(form):
    """Return the public events that match a rule of a form: the names of its `Timeline.rule_values`."""
    topics = [Parameter(name, models.UUIDField()) for name in form if name.startswith("topic")]
    days = [Parameter(name, models.TextField()) if name in form else None for name in ("begins", "after")]
    return Event.objects.public_at(MOMENT).about(topics).sorted_between(*days)
