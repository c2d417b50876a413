"""Dates as readers see them: partial dates and moments in the house style, with `<time>` at the true precision."""

import re

from django import template
from django.conf import settings
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from articles.dates import STYLES

register = template.Library()

# A date that begins with a word takes a capital where it stands alone; "c2005" keeps its small letter.
BEGINS_WITH_WORD = re.compile(r"[a-z]{2}")


@register.filter
def shown(date):
    """A partial date as plain text in the house style; empty for none."""
    return date.show(settings.HOUSE_STYLE) if date else ""


@register.filter
def timed(date):
    """A partial date in the house style as HTML, with `<time>` around whatever has a machine form; empty for none."""
    parts = date.html_pieces(settings.HOUSE_STYLE) if date else []
    return mark_safe("".join(time_of(text, machine) for text, machine in parts))


@register.simple_tag
def when(date):
    """The date of an event as its own line: `<span class="when">`, with a capital by style sheet where it needs one."""
    capital = " capital" if BEGINS_WITH_WORD.match(shown(date)) else ""
    return format_html('<span class="when{}">{}</span>', capital, timed(date))


def time_of(text, machine):
    """Return a piece of a date as HTML; `machine` is the value of `datetime`, or None for plain text."""
    return format_html('<time datetime="{}">{}</time>', machine, text) if machine else format_html("{}", text)


@register.filter
def moment(value):
    """An aware datetime as HTML, to the minute, in the publication's time zone and house style."""
    here = timezone.localtime(value)
    style = STYLES[settings.HOUSE_STYLE.lower()]
    clock = style.clock(here) if settings.HOUSE_STYLE == "AP" else f"{here:%H.%M}"
    return time_of(f"{style.day(here)}, {clock}", here.isoformat(timespec="seconds"))


@register.filter
def day(value):
    """The day of an aware datetime as HTML, in the publication's time zone and house style."""
    here = timezone.localtime(value)
    return time_of(STYLES[settings.HOUSE_STYLE.lower()].day(here), f"{here:%Y-%m-%d}")
