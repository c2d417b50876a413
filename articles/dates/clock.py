"""Times of day with their zones, in English or with 24 hours."""

import re
from datetime import datetime, time, timedelta, timezone

from django.utils.translation import gettext

from articles.dates.days import EarlyDay
from articles.dates.periods import Period, is_plain
from articles.dates.refusal import Refused

_CLOCK = (
    r"(?:(?P<noon>noon)|(?P<hour>[0-9]{1,2})(?=[:.]| ?[ap]\.?m)(?:[:.](?P<minute>[0-9]{2}))?"
    r"(?::(?P<second>[0-9]{2}(?:\.[0-9]+)?))?(?: ?(?P<half>[ap])\.?m\.?)?)"
)
_ZONE = (
    r"(?: ?(?P<zone>z|utc|gmt|(?P<local>local time|ortszeit|heure locale|hora local|lokal tid)"
    r"|(?:(?:utc|gmt) ?)?(?P<sign>[-+–])(?P<hours>[0-9]{1,2})(?::?(?P<minutes>[0-9]{2}))?))?"
)
_TIMES = (
    re.compile(rf"{_CLOCK}{_ZONE},? (?:on )?(?P<date>.+)"),
    re.compile(rf"(?P<date>.+?)(?:t|,? (?:at )?){_CLOCK}{_ZONE}"),
)
HAS_CLOCK = re.compile(r"[0-9]:[0-9]|[0-9] ?[ap]\.?m\b|\bnoon\b|[0-9]t[0-9]|[0-9]\.[0-9]{2} ?(z\b|utc|gmt|local)")
TIME_EXAMPLES = "4:20 p.m. UTC-4 Aug. 4, 2022", "2022-08-04 16:20 UTC"


def parse_time(phrase, parse_date):
    """Return the period of a day with a time and its zone, or None if the phrase has another form.

    `parse_date` returns the period of the day's words, or None.
    """
    if not HAS_CLOCK.search(phrase):
        return None
    for form in _TIMES:
        match = form.fullmatch(phrase)
        day = match and parse_date(match["date"])
        if day:
            if day.precision == "day" and not is_plain(day):
                raise Refused(
                    gettext("“before”, “about” and other such words need a longer period than a time."),
                    gettext("Write the time alone, or the day."),
                    TIME_EXAMPLES[1],
                    "before Aug. 4, 2022",
                )
            if day.precision != "day" or isinstance(day.start, EarlyDay):
                raise Refused(gettext("A time needs its day."), gettext("Write both."), *TIME_EXAMPLES)
            moment = datetime.combine(day.start, _parse_time_of_day(match)).replace(tzinfo=_parse_zone(match))
            return Period(moment, moment, "time")
    return None


def _parse_time_of_day(match):
    if match["noon"]:
        return time(hour=12)
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if match["second"] and float(match["second"]):
        raise Refused(
            gettext("A time is stored to the minute."), gettext("Leave the seconds out."), "2022-08-04 16:20 UTC"
        )
    if minute > 59 or not (1 <= hour <= 12 if match["half"] else hour <= 23):
        raise Refused(
            gettext("There is no such time of day."), gettext("Write hours and minutes that there are."), *TIME_EXAMPLES
        )
    if match["half"]:
        hour = hour % 12 + (12 if match["half"] == "p" else 0)
    return time(hour=hour, minute=minute)


def _parse_zone(match):
    if not match["zone"]:
        raise Refused(
            gettext("A time needs its zone."),
            gettext("Write its difference from UTC, or local time if that is not known."),
            *TIME_EXAMPLES, "4:20 p.m. local time Aug. 4, 2022",
        )  # fmt: skip
    if match["local"]:
        return None
    hours, minutes = int(match["hours"] or 0), int(match["minutes"] or 0)
    if hours > 14 or minutes > 59:
        raise Refused(gettext("No zone is that far from UTC."), gettext("Write a smaller difference."), *TIME_EXAMPLES)
    offset = timedelta(hours=hours, minutes=minutes)
    return timezone(offset if match["sign"] == "+" else -offset)
