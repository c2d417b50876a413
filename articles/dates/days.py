"""Days of the calendar from 9999 B.C. to A.D. 9999, of which `datetime.date` knows only those from A.D. 1 on.

The calendar is the Gregorian one, also before it was introduced, as in ISO 8601. Years are astronomical: 0 is 1 B.C.
and -43 is 44 B.C.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import total_ordering

from django.utils.translation import gettext_lazy as _

FIRST_YEAR, LAST_YEAR = -9998, 9999
YEAR_OUT_OF_RANGE = _("Years run from 9999 B.C. to A.D. 9999.")
# The calendar repeats itself after so many years and days, so an early day is computed by a later one.
CYCLE_YEARS, CYCLE_DAYS = 400, 146_097
# Stored years begin with that of 10000 B.C., so that they have no sign and sort as text.
STORED_YEAR_OFFSET = 10_000


@total_ordering
@dataclass(frozen=True)
class EarlyDay:
    """A day before A.D. 1, with what callers need of a `date`; it is less than every `date`."""

    year: int
    month: int
    day: int

    def __post_init__(self):
        if not (FIRST_YEAR <= self.year < 1 and 1 <= self.month <= 12):
            raise ValueError(YEAR_OUT_OF_RANGE)
        if not 1 <= self.day <= days_in_month(self.year, self.month):
            raise ValueError("There is no such day in the calendar.")

    def __lt__(self, other):
        if isinstance(other, EarlyDay):
            return (self.year, self.month, self.day) < (other.year, other.month, other.day)
        return True if isinstance(other, date) else NotImplemented

    def isoformat(self):
        """Return the day in ISO 8601 with a signed year: `-0043-03-15`."""
        return f"{self.year:05}-{self.month:02}-{self.day:02}" if self.year else f"0000-{self.month:02}-{self.day:02}"

    def toordinal(self):
        """Return the number of the day; that of January 1 of A.D. 1 is 1."""
        cycles = -self.year // CYCLE_YEARS + 1
        return date(self.year + cycles * CYCLE_YEARS, self.month, self.day).toordinal() - cycles * CYCLE_DAYS


def make_day(year, month=1, day=1):
    """Return a day: a `date` where the calendar of `datetime` has it. Raise `ValueError` if there is none."""
    return date(year, month, day) if 1 <= year <= LAST_YEAR else EarlyDay(year, month, day)


def days_in_month(year, month):
    return monthrange(year if year > 0 else year % CYCLE_YEARS + CYCLE_YEARS, month)[1]


FIRST_DAY, LAST_DAY = EarlyDay(FIRST_YEAR, 1, 1), date.max


def day_of_ordinal(ordinal):
    """Return the day of a number; `toordinal` reverses this. Raise `ValueError` outside the years that there are."""
    if ordinal > LAST_DAY.toordinal() or ordinal < FIRST_DAY.toordinal():
        raise ValueError(YEAR_OUT_OF_RANGE)
    if ordinal > 0:
        return date.fromordinal(ordinal)
    cycles = -ordinal // CYCLE_DAYS + 1
    later = date.fromordinal(ordinal + cycles * CYCLE_DAYS)
    return EarlyDay(later.year - cycles * CYCLE_YEARS, later.month, later.day)


def add_days(day, count):
    """Return the day so many days later, or earlier. Raise `ValueError` outside the years that there are."""
    return day_of_ordinal(day.toordinal() + count)


def add_months(day, count):
    """Return the first day of the month so many months after that of a day."""
    years, month = divmod(day.month - 1 + count, 12)
    return make_day(day.year + years, month + 1)


def era_year(year):
    """Return (number, whether it is before Christ) of an astronomical year."""
    return (year, False) if year > 0 else (1 - year, True)


def day_to_stored(day):
    """Return a day as eleven characters that sort as days do in every collation: `12004-05-01`; 1 B.C. is `10000`."""
    return f"{day.year + STORED_YEAR_OFFSET:05}-{day.month:02}-{day.day:02}"


def day_from_stored(text):
    """Return the day of these eleven characters. Raise `ValueError` if there is no such day."""
    # The calendar's own parser is four times as fast as three numbers.
    if text[0] == "1" and text[1:5] != "0000":
        return date.fromisoformat(text[1:])
    return EarlyDay(int(text[:5]) - STORED_YEAR_OFFSET, int(text[6:8]), int(text[9:]))
