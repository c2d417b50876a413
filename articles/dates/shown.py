"""How a date is shown to readers, in a house style, and explained to the editor who typed it.

The functions take a `Period` or a `PartialDate`.
"""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.dates.periods import NO_DATE, OPEN, beginning, ending, is_plain, whole
from articles.dates.styles import STYLES

# Precisions of which `<time datetime>` has a form, and its length.
_MACHINE = {"year": 4, "month": 7, "day": 10}
_EXPLANATIONS = {
    "early": _("the early part of {}"),
    "mid": _("the middle of {}"),
    "late": _("the late part of {}"),
    "before": _("some time before {}"),
    "after": _("some time after {}"),
    "since": _("from {} on, with no end"),
    "first half": _("the first half of {}"),
    "second half": _("the second half of {}"),
    "first quarter": _("the first quarter of {}"),
    "second quarter": _("the second quarter of {}"),
    "third quarter": _("the third quarter of {}"),
    "last quarter": _("the last quarter of {}"),
    "year": _("the whole of {}"),
    "month": _("the whole of {}"),
    "day": _("one day: {}"),
    "time": _("one moment: {}"),
}


def in_ap_style(date):
    """Return a date as plain text in AP style."""
    return "".join(text for text, _machine in pieces(date, STYLES["ap"]))


def pieces(date, house_style):
    """Return a date as (text, value of `<time datetime>` or None) pairs."""
    if date.precision == NO_DATE.precision:
        return [(house_style.undated, None)]
    shown = _pieces_of_range(date, house_style) if date.precision == "range" else _pieces_of_period(date, house_style)
    if date.uncertain:
        shown.append(("?", None))
    return [piece for piece in shown if piece[0]]


def _pieces_of_period(date, house_style):
    start = whole(date).start if date.modifier in OPEN else date.start
    name, machine = getattr(house_style, date.precision)(start), machine_date(date)
    if is_plain(date):
        return [(name, machine or None)]
    before, name, after = house_style.with_modifier(date.modifier, name, date.precision)
    if date.approximate and date.modifier in OPEN:
        before += house_style.approximately("")
    elif date.approximate:
        before = house_style.approximately("" if date.modifier else date.precision) + before
    return [(before, None), (name, machine), (after, None)] if machine else [(before + name + after, None)]


def machine_date(date):
    """Return the value of `<time datetime>` at the true precision of a date, or "" where no single value is true."""
    if date.modifier in OPEN or date.start is None or date.start.year < 1:
        return ""
    if date.precision == "time":
        return date.start.isoformat(timespec="minutes")
    return date.start.isoformat()[: _MACHINE[date.precision]] if date.precision in _MACHINE else ""


def _pieces_of_range(date, house_style):
    first, last = (_machine_end(*end) for end in zip((date.start, date.end), date.ends, strict=True))
    precision = _shared_precision(date)
    if not date.form and precision in _MACHINE:
        about = house_style.approximately(precision) if date.approximate else ""
        start, separator, end = house_style.range(date.start, date.end, precision)
        return [(about, None), (start, first), (separator, None), (end, last)]
    start, end = names_of_ends(date, house_style)
    is_mixed = date.ends[0][0] != date.ends[1][0]
    before, between, after = house_style.joins[date.form or ("mixed" if is_mixed else "")].split("{}")
    about = house_style.approximately("") if date.approximate else ""
    return [(about + before, None), (start, first), (between, None), (end, last), (after, None)]


def names_of_ends(date, house_style):
    """Return the names of both ends of a range, each with its modifier."""
    (first, _modifier), (last, _other) = date.ends
    names = []
    for (precision, modifier), period in zip(
        date.ends, (beginning(date.start, first), ending(date.end, last)), strict=True
    ):
        name = getattr(house_style, precision)(period.start)
        names.append("".join(house_style.with_modifier(modifier, name, precision)))
    return names


def _shared_precision(date):
    """Return the precision of both ends of a range, or "" if they differ or have modifiers."""
    (first, modifier), (last, other) = date.ends
    return first if first == last and not modifier and not other else ""


def _machine_end(day, end):
    """Return the value of `<time datetime>` for an end of a range, or None."""
    precision, modifier = end
    if modifier or precision not in _MACHINE or day.year < 1:
        return None
    return day.isoformat()[: _MACHINE[precision]]


def explain(date):
    """Return what a date means, in words, for the editor who typed it."""
    if date.precision == NO_DATE.precision:
        return gettext("no date: it is shown as undated, and stands at the end")
    explained = _explain_range(date) if date.precision == "range" else _explain_period(date)
    if date.approximate and (date.modifier or date.precision == "range"):
        explained = gettext("roughly %(date)s") % {"date": explained}
    return gettext("%(date)s; uncertain") % {"date": explained} if date.uncertain else explained


def _explain_range(date):
    first, last = names_of_ends(date, STYLES["ap"])
    names = {"first": first, "last": last}
    if date.form == "between":
        return gettext("one unknown moment between %(first)s and %(last)s") % names
    if date.form == "or":
        return gettext("one of the two: %(first)s or %(last)s") % names
    if date.ends[1][0] == "day":
        return gettext("a range, from %(first)s, to %(last)s") % names
    return gettext("a range, from %(first)s to the end of %(last)s") % names


def _explain_period(date):
    name = getattr(STYLES["ap"], date.precision)(whole(date).start)
    if date.approximate and not date.modifier:
        return gettext("some time around %(period)s") % {"period": name}
    if not date.modifier and date.precision in ("season", "decade", "century", "millennium"):
        unit = "month" if date.precision == "season" else "year"
        first, _separator, last = STYLES["ap"].range(date.start, date.end, unit)
        words = {"period": name, "first": first, "last": last}
        return gettext("the whole of %(period)s, from %(first)s to the end of %(last)s") % words
    return str(_EXPLANATIONS[date.modifier or date.precision]).format(name)
