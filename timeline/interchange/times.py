"""The times of day in a file, which have no zone of their own: given one, they become moments."""

from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo, available_timezones

from django.utils.translation import gettext

from articles.dates import PartialDate
from timeline.interchange.html_to_text import excerpt

ONE_MINUTE = timedelta(minutes=1)


def parse_zone(name):
    """Return the time zone of a name such as Europe/London or UTC-4, None for no name. Raises ValueError."""
    name = name.strip()
    if not name:
        return None
    known = {zone.lower(): zone for zone in available_timezones()}
    if name.lower().replace(" ", "_") in known:
        return ZoneInfo(known[name.lower().replace(" ", "_")])
    try:
        return PartialDate.parse(f"2000-01-01 12:00 {name}").start.tzinfo
    except (ValueError, AttributeError):
        message = gettext("“%(name)s” is no time zone. Write one such as Europe/London, America/New_York or UTC-4.")
        raise ValueError(message % {"name": excerpt(name)}) from None


def moment_in_zone(day, time, zone):
    """Return the date of a time such as 16:20 on a day in a zone. Raises ValueError where it is no certain moment.

    Where the clocks were changed there are hours that came twice, or never.
    """
    hour, minute = map(int, time.split(":")[:2])
    try:
        local = datetime(day.year, day.month, day.day) + timedelta(hours=hour, minutes=minute)
        first, second = (local.replace(tzinfo=zone, fold=fold).utcoffset() for fold in (0, 1))
    except (ValueError, OverflowError) as error:
        raise ValueError(gettext("the calendar has no such moment")) from error
    if first != second:
        raise ValueError(gettext("the clocks were changed in that hour, so it is no certain moment"))
    if first % ONE_MINUTE:
        raise ValueError(gettext("the place had no standard time on that day"))
    moment = local.replace(tzinfo=timezone(first))
    partial = PartialDate.parse(moment.isoformat(timespec="minutes"))
    return PartialDate.parse(partial.format())
