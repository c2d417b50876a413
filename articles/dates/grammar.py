"""The grammar of dates: parses what an editor types, in any of five languages, or refuses it with a reason.

Nothing is guessed: words that can be read in two ways are refused, with an example of how to write each. Words become
tokens, and the forms below are expressions over the types of these tokens (see `tokens`).
"""

import re

from django.utils.translation import gettext

from articles.dates import periods
from articles.dates.clock import parse_time
from articles.dates.edtf import parse_edtf
from articles.dates.languages import LANGUAGES
from articles.dates.periods import NO_DATE
from articles.dates.reasons import EXAMPLES, reason_for
from articles.dates.refusal import Refused
from articles.dates.shown import in_ap_style
from articles.dates.tokens import any_of, fold, tokenise, year_of_era
from articles.text import visible_words

MAX_LENGTH = 100  # characters; longer text is refused before any expression runs over it

# The forms of one date. Parts may be missing, because the ends of a range share them: Aug. 4-6, 2022.
_FORMS = tuple(
    re.compile(form)
    for form in (
        r"(?P<exact>I)",
        r"(?P<year>Y)(?:-?(?P<month>M)(?:-?(?P<day>[no]))?)?",
        r"(?P<month>M)(?P<day>[no])?(?P<year>Y)?",
        r"(?P<number_of_month>n)[-/](?P<year>Y)|(?P<year_>Y)(?P<slash>/)(?P<number_of_month_>n)",
        r"(?P<day>[no])(?:-?(?P<month>M)-?)?(?P<year>Y)?",
        r"(?P<season>S)(?P<year>Y)?|(?P<year_>Y)(?P<season_>S)",
        r"W(?P<winter>[nhY])[-/](?P<second>[nY])",
        r"(?P<lone_winter>W)(?P<year>Y)?|(?P<year_>Y)(?P<lone_winter_>W)",
        r"(?P<decade>D)(?P<era>E)?|(?P<decade_>d)(?P<era_>E)|(?P<era__>E)(?P<decade__>[dD])",
        r"X(?P<explicit>[YD])",
        r"(?P<era>E)?(?P<decade>[Dd])(?P<era_>E)?\((?P<first>[hY])-(?P<last>[hY])\)",
        r"(?P<number>[noR])(?P<unit>[CL])(?P<era>E)?|(?P<unit_>[CL])(?P<number_>[nR])(?P<era_>E)?",
        r"(?P<unit>[CL])(?P<year_of_unit>Y)",
        r"(?P<number>R)",
        r"(?P<year>Y)(?P<dash>-)(?P<month_or_year>n)",
        r"(?P<short>d)",
        r"(?P<bare>[nh])",
    )
)
_NO_DATE = frozenset(
    re.sub("[. ]", "", fold(spelling)) for language in LANGUAGES.values() for spelling in language.words["no date"]
)
_EDTF = re.compile(r"(?=.*[x{\[]|.*[~%]|.*/\.\.|\.\./|y?-)[-0-9x~%?/.{}\[\],ty:+]+", re.IGNORECASE)


def normalise(text):
    """Return the text with single spaces and none at the ends. Raise `Refused` if it is empty or too long."""
    if len(text) > MAX_LENGTH:
        cause = gettext("A date has at most %(length)s characters.") % {"length": MAX_LENGTH}
        raise Refused(cause, gettext("Write a shorter one."), *EXAMPLES)
    words = visible_words(text)
    if not words:
        raise Refused(gettext("There is no date here."), gettext("Write one."), *EXAMPLES)
    return words


def parse_words(words):
    """Return the `Period` of a date in normalised words. Raise `Refused` with the reason and an example."""
    phrase = fold(words).strip(" .")
    if re.sub(r"[. \[\]()]", "", phrase) in _NO_DATE:
        return NO_DATE
    period = parse_time(phrase, parse_phrase) or parse_phrase(phrase) or _parse_typed_edtf(words)
    if period is None:
        raise reason_for(words, phrase, tokenise(phrase), parse_phrase)
    return period


def _parse_typed_edtf(words):
    if not _EDTF.fullmatch(words):
        return None
    try:
        return parse_edtf(words)
    except ValueError:
        return None


def parse_phrase(phrase):
    """Return the period of a folded phrase without a time, or None if it has no form that is known."""
    tokens = [token for token in tokenise(phrase) if token.type not in "f,"]
    if any(token.type in "YD" and token.value == 0 and token.era != "bce" for token in tokens):
        cause = gettext("There is no year 0: A.D. 1 follows 1 B.C.")
        raise Refused(cause, gettext("Write one of them."), "A.D. 1", "1 B.C.")
    while re.fullmatch(r"\([^()]*\)[AU%]*", _types(tokens)):
        end = _types(tokens).index(")")
        tokens = [*tokens[1:end], *tokens[end + 1 :]]
    if _types(tokens).startswith("TQ"):  # “à la fin de 1944”, “a finales de 1944”
        tokens = tokens[1:]
    marks = [token.type for token in tokens]
    approximate, uncertain = "A" in marks or "%" in marks, "U" in marks or "%" in marks
    tokens = _without_certainty(tokens)
    period = _parse_single(tokens) or _parse_opened(tokens) or _parse_between(tokens) or _parse_range(tokens)
    if period is None or not (approximate or uncertain):
        return period
    if period.precision == "time":
        return None
    return period._replace(approximate=approximate, uncertain=uncertain)


def _types(tokens):
    return "".join(token.type for token in tokens)


def _without_certainty(tokens):
    """Return the tokens without those that say how certain a date is, which may stand anywhere; nor empty brackets."""
    kept = [token for token in tokens if token.type not in "AU%"]
    types = _types(kept)
    while (place := types.find("()")) >= 0:
        del kept[place : place + 2]
        types = _types(kept)
    return kept


def _parse_single(tokens):
    """Return the period of one date, perhaps with early, mid or late, or None if the tokens have another form."""
    components = _components(tokens)
    return _period_of(components) if components else None


def _components(tokens):
    """Return the components of one date by name, or None."""
    modifier = None
    if tokens and tokens[0].type == "Q":
        modifier, tokens = tokens[0].value, tokens[1:]
        if tokens and tokens[0].type == "-":
            tokens = tokens[1:]
    types = _types(tokens)
    for form in _FORMS:
        if match := form.fullmatch(types):
            found = {name: value for name, value in match.groupdict().items() if value}
            components = {name.rstrip("_"): tokens[match.start(name)] for name in found}
            return components | ({"modifier": modifier} if modifier else {})
    return None


def _period_of(components):
    """Return the period of these components, from its first to its last day; None if they are no whole date."""
    for names, build in _BUILDERS:
        if names <= components.keys():
            period = build(components)
            break
    else:
        return None
    return periods.with_modifier(period, components["modifier"]) if "modifier" in components else period


def _build_decade(components):
    token, era = components["decade"], components.get("era")
    if "first" in components:
        return _build_explained_hundreds(components)
    if token.era == "hundreds":
        return periods.hundreds(token.value)
    if token.value % 100 == 0:
        raise ambiguous_hundreds(token.value, era)
    return periods.decade(token.value, bool(era and era.value))


def _build_explained_hundreds(components):
    """The 1900s (1900–1909), or the 1900s (1900–1999)."""
    decade, era = components["decade"].value, components.get("era")
    start, last = components["first"].value, components["last"].value
    if era and era.value:
        return periods.decade(decade, True) if (start, last) == (decade + 9, decade) else None
    if start == decade and last - start in (9, 99):
        return periods.decade(start) if last - start == 9 else periods.hundreds(start)
    return None


def ambiguous_hundreds(year, era=None):
    """Return the refusal of “the 1900s”, which are ten years or a hundred."""
    if era and era.value:
        cause = gettext("“The %(year)ss” can be ten years or a hundred.") % {"year": year}
        return Refused(cause, gettext("Write the years."), f"{year + 9} B.C. to {year} B.C.")
    cause = gettext("“The %(year)ss” can be the decade or the century.") % {"year": year}
    decade = f"the {year}s ({year:04}–{year + 9:04})"
    return Refused(cause, gettext("Say which."), decade, f"the {year}s ({year:04}–{year + 99:04})")


def _build_century(components):
    unit, era = components.get("unit"), components.get("era")
    if unit is None:
        return None
    return periods.century(components["number"].value, bool(era and era.value), 100 if unit.type == "C" else 1000)


def _build_winter(components):
    first, second = components["winter"], components["second"]
    year, following = first.value, second.value
    if second.type == "Y" and second.era == "bce" and not first.era:
        year = 1 - first.value
    elif second.type == "n":
        following += year // 100 * 100 + (100 if following < year % 100 else 0)
    if following != year + 1:
        raise Refused(
            gettext("A winter belongs to two years that follow one another."), gettext("Write both."), "winter 2020–21"
        )
    return periods.winter(year)


def _build_lone_winter(components):
    if "year" not in components:
        return None
    first, second = (in_ap_style(periods.winter(components["year"].value - past)) for past in (1, 0))
    raise Refused(gettext("A winter belongs to two years."), gettext("Write both."), first, second)


def _build_day(components):
    return periods.day(components["year"].value, components["month"].value, components["day"].value)


def _build_month_or_year(components):
    """Return what 2021-11, 1914–18 and 1823–4 mean: a month where none can be a year's last digits, or the reverse."""
    year, digits = components["year"], components["month_or_year"]
    number, size, dash = digits.value, len(digits.text), components["dash"].text
    last = year.value - year.value % 10**size + number
    can_be_years = last > year.value or (number == 0 and last + 10**size == year.value + 1)
    can_be_month = 1 <= number <= 12
    # ISO 8601 writes a month with two digits and a hyphen: that is no range, as nothing else is written so.
    if can_be_month and (not can_be_years or (size == 2 and dash == "-")):
        return periods.month(year.value, number)
    if can_be_month and (size == 2 or dash == "-"):
        raise ambiguous_month(year.value, number, last)
    if not can_be_years:
        return periods.month(year.value, number)  # which says that there is no such month
    last = last if last > year.value else year.value + 1
    return periods.range_between(periods.year(year.value), periods.year(last))


def ambiguous_month(year, month, last):
    """Return the refusal of “2001–12”, which is a month or a range of years."""
    return Refused(
        gettext("A month or a range of years?"),
        gettext("Write the month with a hyphen and two digits, or both years in full."),
        f"{year:04}-{month:02}",
        f"{year:04}–{last:04}",
    )


def _build_numbered_month(components):
    """Return what 3/1959 and 2008/09 mean: a month, or two years that follow one another."""
    year, number = components["year"], components["number_of_month"]
    if year.era:
        return None
    is_month = 1 <= number.value <= 12
    last = year.value - year.value % 10 ** len(number.text) + number.value
    if "slash" in components and last > year.value:
        if is_month and len(number.text) == 2:
            raise ambiguous_month(year.value, number.value, last)
        return periods.range_between(periods.year(year.value), periods.year(last))
    return periods.month(year.value, number.value)


def _build_century_before_christ(components):
    """The 40th century B.C. in “siglo 40 a. C.”, of which “40 a. C.” alone is a year; None after Christ."""
    year, unit = components["year_of_unit"], components["unit"]
    if year.era != "bce":
        return None
    return periods.century(1 - year.value, True, 100 if unit.type == "C" else 1000)


# The components that a period needs, and what makes it of them; the first that fits.
_BUILDERS = (
    ({"exact"}, lambda c: c["exact"].value),
    ({"decade"}, _build_decade),
    ({"explicit"}, lambda c: periods.decade(c["explicit"].value) if c["explicit"].value % 10 == 0 else None),
    ({"number"}, _build_century),
    ({"year_of_unit"}, _build_century_before_christ),
    ({"winter", "second"}, _build_winter),
    ({"lone_winter"}, _build_lone_winter),
    ({"month_or_year"}, _build_month_or_year),
    ({"number_of_month"}, _build_numbered_month),
    ({"year", "season"}, lambda c: periods.season(c["year"].value, c["season"].value)),
    ({"year", "month", "day"}, _build_day),
    ({"year", "month"}, lambda c: periods.month(c["year"].value, c["month"].value)),
    ({"year"}, lambda c: None if "day" in c or "dash" in c else periods.year(c["year"].value)),
)


def _parse_opened(tokens):
    """Return the period of before, after or since a date, or of “2004 to the present”; None for other forms."""
    if tokens and tokens[0].type == "B":
        period = _parse_single(tokens[1:])
        return period and periods.with_modifier(period, tokens[0].value)
    if len(tokens) > 2 and tokens[-1].type == "P" and tokens[-2].type in "T-":
        rest = tokens[1:-2] if tokens[0].type == "F" else tokens[:-2]
        period = _parse_single(rest)
        return period and periods.with_modifier(period, "since")
    return None


def _parse_between(tokens):
    """Return the period of one unknown moment between two dates, or of one of two dates; None for other forms."""
    if tokens and tokens[0].type == "b":
        for place, token in enumerate(tokens):
            if token.type in "&T-":
                period = _range_of(tokens[1:place], tokens[place + 1 :], "between")
                if period:
                    return period
    choices = [place for place, token in enumerate(tokens) if token.type == "|"]
    return _range_of(tokens[: choices[0]], tokens[choices[0] + 1 :], "or") if len(choices) == 1 else None


def _parse_range(tokens):
    """Return the period from one date to another, or None if the tokens have another form."""
    is_from = bool(tokens) and (tokens[0].type == "F" or tokens[0].value == "since")
    tokens = tokens[1:] if is_from else tokens
    for connector in "T-/":
        for place, token in enumerate(tokens):
            if token.type == connector:
                period = _range_of(tokens[:place], tokens[place + 1 :], "", is_from and connector == "T")
                if period:
                    return period
    return None


def _range_of(first_tokens, last_tokens, form, may_differ=False):
    """Return the range between two ends, which may share their month, year, century and era; None if they are no dates.

    `may_differ`: a month may run to a year, as in “from June 2020 to 2021”; else it is asked which is meant.
    """
    if last_tokens and last_tokens[0].type == "F":
        last_tokens = last_tokens[1:]
    first, last = _components(first_tokens), _components(last_tokens)
    if not first or not last:
        return None
    had_year = "year" in first
    _share(first, last)
    ends = _period_of(first), _period_of(last)
    if None in ends:
        return None
    if (
        had_year
        and not (may_differ or form)
        and ends[1].precision == "year"
        and ends[0].precision in ("month", "day", "season")
    ):
        raise Refused(
            gettext("Does the year belong to both ends? A range runs between two years, two months or two days."),
            gettext("Write both in full, or from and to."),
            f"from {in_ap_style(ends[0])} to {in_ap_style(ends[1])}",
        )
    return periods.range_between(*ends, form)


def _share(first, last):
    """Complete each end by what the other has: Aug. 4-6, 2022; 4-6 August 2022; June-August 2020; 100-44 B.C."""
    if "number" in last:
        _share_century(first, last)
    if "day" in last and "month" not in last and "month" in first and "year" not in first:
        last["month"] = first["month"]
    if "day" in first and "month" not in first and "month" in last:
        first["month"] = last["month"]
    if "short" in last:
        _share_short_decade(first, last)
    if "year" in last:
        _share_year(first, last)
    elif first.keys() == {"year"} and first["year"].era == "ce" and last.keys() <= {"bare", "day"}:
        [number] = last.values()
        last.clear()
        last["year"] = number  # 50 in “A.D. 44-50”


def _share_century(first, last):
    if first.keys() - {"modifier"} == {"day"}:
        first["number"] = first.pop("day")
    if "number" in first:
        for name in last.keys() & {"unit", "era"}:
            first.setdefault(name, last[name])


def _share_short_decade(first, last):
    start = first.get("decade") or first.get("year")
    if start and not start.era and start.value % 10 == 0 and start.value % 100 < last["short"].value:
        value = start.value - start.value % 100 + last.pop("short").value
        first.pop("year", None)
        first["decade"] = start._replace(value=start.value)
        last["decade"] = start._replace(value=value)


def _share_year(first, last):
    """Give the first end the year of the last, and its number the era: 100 in “100-44 B.C.”; or the reverse."""
    year = last["year"]
    number = first.get("bare") or first.get("day")
    if number and year.era and first.keys() == {"bare" if "bare" in first else "day"} and last.keys() == {"year"}:
        first.clear()
        first["year"] = year_of_era(number, year.era == "bce")
    elif "year" not in first:
        if first.keys() & {"month", "day", "season"}:
            first["year"] = year
    elif year.era == "bce" and not first["year"].era:
        first["year"] = year_of_era(first["year"], True)


__all__ = ["any_of", "normalise", "parse_phrase", "parse_words"]
