"""Moments as the desk reads and writes them: on the newsroom's clock, with its zone.

Readers see moments in the publication's style instead (`templatetags/editorial.py`).
"""

import contextlib
import datetime

from django.conf import settings
from django.utils import timezone
from django.utils.dateformat import format as format_date


def newsroom_time(moment):
    """Return a moment in the newsroom's time zone, that of `settings.TIME_ZONE`."""
    return moment.astimezone(timezone.get_default_timezone())


def moments_showing(local):
    """Return the moments (aware, in UTC, the earliest first) at which the newsroom's clocks show this naive time.

    There is one as a rule, none where the clocks go forward over it, and two where they go back and show it twice.
    """
    zone = timezone.get_default_timezone()
    # `fold` distinguishes the two (PEP 495). A skipped time has moments too, but they convert back to another time.
    moments = {local.replace(tzinfo=zone, fold=fold).astimezone(datetime.UTC) for fold in (0, 1)}
    return sorted(moment for moment in moments if newsroom_time(moment).replace(tzinfo=None) == local)


def utc_offset(moment):
    """Return how far the newsroom's clocks are from UTC at a moment, such as `UTC+01:00`."""
    return f"UTC{newsroom_time(moment).isoformat()[-6:]}"


def format_moment(moment):
    """Return a moment as text, such as `Tue 26 May 2026 09:00 Europe/London`.

    The offset follows where the clocks show that time twice, because the zone alone would not say which is meant.
    """
    local = newsroom_time(moment)
    text = f"{format_date(local, 'D j M Y H:i')} {settings.TIME_ZONE}"
    return f"{text}, {utc_offset(moment)}" if len(moments_showing(local.replace(tzinfo=None))) > 1 else text


def format_moment_briefly(moment):
    """Return a moment of these weeks as text for a badge, such as `Tue 26 May 12:00`."""
    return format_date(newsroom_time(moment), "D j M H:i")


def moment_of_button(moment, now):
    """Return a moment as a button names it: briefly, but in full where the year or the hour would be in doubt."""
    local = newsroom_time(moment)
    is_plain = local.year == newsroom_time(now).year and len(moments_showing(local.replace(tzinfo=None))) == 1
    return format_moment_briefly(moment) if is_plain else format_moment(moment)


IN_ADDRESS = "%Y-%m-%dt%H-%M-%Sz"


def moment_in_address(moment):
    """Return a moment in UTC as a part of an address, such as `2026-05-26t08-00-00z`.

    It is rounded up to a second, so that whatever begins at the moment has begun.
    """
    up = datetime.timedelta(microseconds=999_999)
    return (moment.astimezone(datetime.UTC) + up).strftime(IN_ADDRESS)


def moment_from_address(text):
    """Return the moment (aware, in UTC) that a part of an address says, or None where it says none."""
    with contextlib.suppress(ValueError):
        moment = datetime.datetime.strptime(text, IN_ADDRESS).replace(tzinfo=datetime.UTC)
        # `strptime` also reads digits that are missing: every moment has one address only.
        return moment if moment_in_address(moment) == text else None
    return None
