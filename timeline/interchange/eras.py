"""Eras of other programs: both ends in parts, or as the text that says what parts cannot, such as an open end."""

from django.utils.translation import gettext

from articles.dates import PartialDate
from timeline.interchange.date_parts import parse_display_date, parts_of, to_date_parts
from timeline.interchange.html_to_text import excerpt
from timeline.interchange.schema import ImportedEra
from timeline.models import Era

MAX_ERA_TITLE = Era._meta.get_field("title").max_length
BETWEEN_ENDS = " – "  # no date has a dash between spaces


def make_era(imported, where, title, start, end, display_date=""):
    """Return an era from its two `DateEnd`s, of which `end` may be None, and the text that displays both.

    Raises ValueError.
    """
    if start is None or not title:
        raise ValueError(gettext("an era needs a headline and a start date"))
    if any(either and either.time for either in (start, end)):
        imported.remarks.add(where, gettext("an era begins and ends with a day; its times of day are not taken"))
    first, last = start.date, end and end.date
    if display_date and (ends := parse_ends(display_date, first, last)):
        first, last = ends
    elif display_date:
        message = gettext("“%(text)s” is displayed but means other dates than the era's, so it is not taken")
        imported.remarks.add(where, message % {"text": excerpt(display_date)})
    if last and last.is_wholly_before(first):
        raise ValueError(gettext("the era ends before it begins"))
    if len(title) > MAX_ERA_TITLE:
        message = gettext("the era's headline has more than %(most)d characters; it is cut: “%(title)s”")
        imported.remarks.add(where, message % {"most": MAX_ERA_TITLE, "title": excerpt(title, 300)})
        title = f"{title[: MAX_ERA_TITLE - 1]}…"
    return ImportedEra(where, title, first, last)


def parse_ends(text, first, last):
    """Return the (start, end or None) that the text of `displayed_ends` means if the parts agree; None otherwise.

    An open era has an end in its parts only because TimelineJS requires one.
    """
    start_text, dash, end_text = text.partition(BETWEEN_ENDS.rstrip())
    start = parse_display_date(start_text, first)
    if start is None or not dash:
        return None
    if not end_text.strip():
        return start, None
    end = last and parse_display_date(end_text, last)
    return (start, end) if end else None


def displayed_ends(era):
    """Return both ends of an era as text, such as “about 1990 – 2004”, or “1990 –” where it has no end."""
    end = era.end.format() if era.end else ""
    return f"{era.start.format()}{BETWEEN_ENDS}{end}".rstrip()


def era_parts(era, last_date):
    """Return the parts of an era's start and end. TimelineJS requires an end: an open era has the year of `last_date`.

    `last_date` is the latest partial date of the timeline, or None.
    """
    start, end_of_start = to_date_parts(era.start)
    if era.end:
        first, last = to_date_parts(era.end)
        return start, last or first
    if isinstance(last_date, PartialDate) and not last_date.is_wholly_before(era.start):
        return start, parts_of(last_date.end or last_date.start, "year")
    return start, end_of_start or start
