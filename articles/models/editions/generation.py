"""The generation: one row that rises with everything readers can notice, and remembers the latest moment."""

import datetime

from django.db import IntegrityError, models, transaction
from django.db.models import F
from django.db.models.functions import Greatest
from django.utils import timezone
from django.utils.translation import gettext

from articles.exceptions import ClockSetBack
from articles.moments import format_moment
from articles.queries import PreparedRows

CLOCK_TOLERANCE = datetime.timedelta(minutes=5)


class GenerationManager(models.Manager):
    """Reads and raises the only row."""

    def raise_at(self, moment):
        """Raise the generation: the last statement of every transaction that readers can notice."""
        if self._raised(moment):
            return
        try:
            with transaction.atomic():
                self.create(pk=1, number=1, moment=moment)
        except IntegrityError:
            self._raised(moment)

    def _raised(self, moment):
        return self.filter(pk=1).update(number=F("number") + 1, moment=Greatest(F("moment"), moment))

    def moment(self):
        """Return the moment it is for readers: the clock's, or that of the latest change where the clock was set back.

        However far it was set back, nothing that was published goes dark again, and nothing goes live before its time:
        what was scheduled up to the latest change was live when that was made.
        """
        return max([timezone.now(), *(generation.moment for generation in GENERATION.run())])

    def publishing_moment(self):
        """Return the moment of a publication that happens now: never before that of an earlier one.

        Raises `ClockSetBack` where the clock was set back by more than five minutes.
        """
        now = timezone.now()
        latest = self.filter(pk=1).values_list("moment", flat=True).first() or now
        if latest - now > CLOCK_TOLERANCE:
            raise ClockSetBack(
                gettext(
                    "This machine's clock says %(now)s, but something was published at %(latest)s. "
                    "Set the clock right, then publish."
                )
                % {"now": format_moment(now), "latest": format_moment(latest)}
            )
        return max(now, latest)


class Generation(models.Model):
    """How often the readers' site has changed, and the latest moment at which it did."""

    id = models.SmallIntegerField(primary_key=True, default=1, editable=False)
    number = models.PositiveBigIntegerField()
    moment = models.DateTimeField()

    objects = GenerationManager()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="one_generation")]

    def __str__(self):
        return f"generation {self.number}"


GENERATION = PreparedRows(Generation, lambda: Generation.objects.filter(pk=1))
