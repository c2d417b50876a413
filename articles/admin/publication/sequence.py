"""The editions of an article as they will follow one another once the answers of a form are carried out."""

import datetime
from typing import NamedTuple

from django.utils.translation import gettext

from articles.admin.publication.status import edition_name
from articles.moments import format_moment


class Step(NamedTuple):
    """One edition in the sequence: `state` is a class of the style sheet, and `moment` when it begins."""

    moment: datetime.datetime
    name: str
    when: str
    state: str


class Sequence:
    """What follows on what: the live edition, what is scheduled, and what a form is about to make.

    `begins` is when the new edition does, None for at once; `later` is what becomes of those after it.
    """

    def __init__(self, active, moment, begins=None, later=None, until=None):
        self.active, self.moment, self.begins, self.later, self.until = active, moment, begins, later, until

    def steps(self, last_number):
        """Return the steps in their order, given the number of the latest edition, cancelled ones included."""
        start = self.begins or self.moment
        live = next((edition for edition in self.active if edition.live_from <= self.moment), None)
        coming = sorted((e for e in self.active if e.live_from > self.moment), key=lambda e: (e.live_from, e.number))
        steps = [self._live(live)] if live else []
        number = last_number + 1
        steps.append(Step(start, self._named(number), self._from(self.begins), "new"))
        for edition in coming:
            if edition.live_from <= start or self.later in (None, "", "keep"):
                steps.append(self._coming(edition, edition.live_from > start and not self.later))
            elif self.later == "cancel":
                steps.append(Step(edition.live_from, self._name(edition), gettext("cancelled"), "cancelled"))
            else:
                number += 1
                name = self._named(number) + ("" if edition.is_takedown else f" ({gettext('with this text')})")
                steps.append(Step(edition.live_from, name, self._from(edition.live_from), "scheduled"))
        if self.until:
            name = gettext("Take-down (edition %(number)s)") % {"number": number + 1}
            steps.append(Step(self.until, name, self._from(self.until), "down"))
        return sorted(steps, key=lambda step: step.moment)

    def _live(self, edition):
        when = gettext("live since %(moment)s") % {"moment": format_moment(edition.live_from)}
        return Step(edition.live_from, self._name(edition), when, "down" if edition.is_takedown else "live")

    def _coming(self, edition, is_undecided):
        when = gettext("to be decided") if is_undecided else self._from(edition.live_from)
        return Step(edition.live_from, self._name(edition), when, "down" if edition.is_takedown else "scheduled")

    @staticmethod
    def _named(number):
        return gettext("Edition %(number)s") % {"number": number}

    @staticmethod
    def _name(edition):
        name = edition_name(edition)
        return name[:1].upper() + name[1:]

    @staticmethod
    def _from(moment):
        return gettext("from %(moment)s") % {"moment": format_moment(moment)} if moment else gettext("live at once")
