"""The events and timelines that editions show."""

from django.db import models

from articles.models import Mention
from timeline.models.event import Event
from timeline.models.timeline import Timeline


class EditionEvent(Mention):
    """An event that an edition shows by itself."""

    fact = models.ForeignKey(Event, models.PROTECT, related_name="mentions")


class EditionTimeline(Mention):
    """A timeline that an edition shows."""

    fact = models.ForeignKey(Timeline, models.PROTECT, related_name="mentions")
