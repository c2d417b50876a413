"""Why a date cannot be read: for every form that a person would type, its cause and an example that can be read."""

import re

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.dates.clock import TIME_EXAMPLES
from articles.dates.languages import LANGUAGES
from articles.dates.refusal import Refused
from articles.dates.shown import in_ap_style
from articles.dates.tokens import fold

EXAMPLES = ("2004", "November 2021", "Aug. 30, 2015", "summer 2020", "about 2005", "19th century", "2016–2018")
_WEEKDAYS = (
    r"(?:mon|tues?|wednes|wed|thurs?|thu|fri|satur|sat|sun)(?:day|\b)|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch"
    r"|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miercoles|jueves|viernes|sabado|domingo"
    r"|mandag|tisdag|onsdag|torsdag|fredag|lordag|sondag"
)
_RELATIVE = (
    r"last|next|this|yesterday|today|tonight|tomorrow|ago|now|recently|heute|gestern|morgen|hier|demain|aujourd'hui|hoy"
    r"|ayer|idag|igar|imorgon"
)
_QUARTER = re.compile(
    r"\bq ?([1-4])\b|\b([1-4]|first|second|third|fourth|last)?[a-z. ]*(?:quarter|trimestre|quartal|kvartal)\b"
)
_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}
_LIMITS = r"^(until|till|by|to|up to|no later than|not later than|bis|jusqu'a|jusqu'en|hasta|till|t\.?o\.?m)\b"
# Where the words alone tell the cause.
_CAUSES = (
    (r"\bmidnight\b", _("Midnight of which day?"), _("Write the time."), ("2022-08-04 00:00 UTC",)),
    (
        r"\b([ecmp][sd]t|bst|ist|jst|msk|wes?t|cest?|cet|eest|eet|a[ecw][sd]t|nz[sd]t)\b.*[0-9]:|"
        r"[0-9][^a-z]*([ap]\.?m\.? )?\b([ecmp][sd]t|bst|ist|jst|msk|wes?t|cest?|cet|eest|eet|a[ecw][sd]t|nz[sd]t)\b",
        _("These letters stand for several time zones."),
        _("Write the difference from UTC, the offset."),
        TIME_EXAMPLES,
    ),
    (
        r"[0-9]:[0-9]|[0-9] ?[ap]\.?m\b|\bnoon\b",
        _("This time cannot be read."),
        _("Write it with its day."),
        TIME_EXAMPLES,
    ),
    (r"\bweek of\b", _("Does the week begin on a Sunday or a Monday?"), _("Write its days."), ("Aug. 1–7, 2022",)),
    (
        r"\b(beginning|start|end|close) of\b",
        _("How near to it?"),
        _("Write a part of the period, or the day."),
        ("early 2021", "late August 2022", "Aug. 31, 2022"),
    ),
    (
        r"^(the )?(naughts|noughties|(twen|thir|for|fif|six|seven|eigh|nine)ties)$",
        _("Of which century?"),
        _("Write the decade in digits."),
        ("the 1990s",),
    ),
)


def reason_for(words, phrase, tokens, parse):
    """Return the `Refused` of words that are no date.

    `phrase` and `tokens` are the folded words and what was made of them; `parse` returns the period of a phrase, or
    None.
    """
    tried = _Attempt(words, phrase, tokens, parse)
    reasons = (
        *(_two_readings, _quarter, _weekday, _relative, _cause_in_words, _limit, _several, _long_number, _short_year),
        *(_early_year, _no_year, _no_number, _unknown_word),
    )
    for reason in reasons:
        if refusal := reason(tried):
            return refusal
    return Refused(gettext("This cannot be read."), gettext("Write a date."), *EXAMPLES)


class _Attempt:
    """A phrase that is no date, and what to try instead."""

    def __init__(self, words, phrase, tokens, parse):
        self.words, self.phrase, self.tokens, self._parse = words, phrase, tokens, parse
        self.types = "".join(token.type for token in tokens)

    def all_read(self, *candidates):
        """Return those of some phrases that can be read, in AP style."""
        return [in_ap_style(period) for period in map(self._period, candidates) if period]

    def _period(self, candidate):
        try:
            return self._parse(fold(candidate)) if candidate else None
        except ValueError:
            return None

    def tail_read(self, piece):
        """Return a phrase without the first words that keep it from being read, in AP style; empty if none is left."""
        words = piece.split()
        return next((read for start in range(len(words)) for read in self.all_read(" ".join(words[start:]))), "")

    def year(self, default=2020):
        """Return a year of four digits that the phrase has."""
        return next((token.value for token in self.tokens if token.type == "Y" and token.value > 999), default)


def _two_readings(tried):
    token = next((token for token in tried.tokens if token.type == "Z"), None)
    if token is None:
        return None
    numbers = [int(number) for number in re.findall("[0-9]+", token.text)]
    examples = ("Aug. 4, 2022", "2022-08-04")
    if len(numbers) == 3 and numbers[2] > 99 and max(numbers[:2]) <= 12:
        names = [name for _long, name, *_rest in LANGUAGES["en"].months]
        first, second, year = numbers
        examples = f"{names[second - 1]} {first}, {year}", f"{names[first - 1]} {second}, {year}"
    cause = gettext("Which of the numbers is the month?")
    if len(numbers) == 3 and numbers[2] < 100:
        cause = gettext("Which of the numbers is the month? And a year has four digits.")
    return Refused(cause, gettext("Write the month in letters."), *examples)


def _quarter(tried):
    match = _QUARTER.search(tried.phrase)
    if not match:
        return None
    number = match[1] or match[2] or "3"
    first = 3 * (int(number) if number.isdigit() else _QUARTERS[number]) - 3
    months = LANGUAGES["en"].months
    example = f"{months[first][0]}-{months[first + 2][0]} {tried.year()}"
    return Refused(gettext("A quarter differs between calendars."), gettext("Write its months."), example)


def _weekday(tried):
    match = re.search(rf"\b(?:{_WEEKDAYS})\b\.?,? ?", tried.phrase)
    if not match:
        return None
    if not re.search("[0-9]{4}", tried.phrase):
        return _depends()
    rest = (tried.phrase[: match.start()] + tried.phrase[match.end() :]).strip()
    examples = tried.all_read(rest) or ("Aug. 30, 2015",)
    return Refused(
        gettext("The day of the week follows from the date."), gettext("Leave the day of the week out."), *examples
    )


def _relative(tried):
    return _depends() if re.search(rf"\b({_RELATIVE})\b", tried.phrase) else None


def _depends():
    return Refused(gettext("This depends on the day it is read."), gettext("Write the date itself."), "Aug. 30, 2015")


def _cause_in_words(tried):
    for pattern, cause, advice, examples in _CAUSES:
        if re.search(pattern, tried.phrase):
            return Refused(str(cause), str(advice), *examples)
    return None


def _limit(tried):
    """Dates of which one end is open, in words that do not say whether it counts."""
    year = tried.year()
    types = tried.types.replace("f", "")
    if re.search(_LIMITS, tried.phrase) or re.fullmatch("-[A-Zn,]*Y", types):
        cause = gettext("Does the last day count?")
        return Refused(cause, gettext("Write what it was before."), f"before {year}", f"before {year + 1}")
    is_open = re.fullmatch("F[^T]*Y|[A-Zn,]*Y-", types)
    if is_open or re.search(r"\b(not before|no earlier than|not earlier than)\b", tried.phrase):
        cause = gettext("Until when?")
        return Refused(
            cause, gettext("Write since if it goes on, or both ends."), f"since {year}", f"{year}–{year + 2}"
        )
    if tried.types.count("Q") > 1:
        cause = gettext("A date is stored with only one of these words.")
        return Refused(cause, gettext("Use one, or write both ends."), f"early {year}", f"early {year} to mid-{year}")
    if re.search("[YDMS]f*Q", tried.types):
        cause = gettext("Early, mid and late stand before their period.")
        return Refused(cause, gettext("Write them there."), f"late {year}", f"late {year} to fall {year + 1}")
    if tried.types.count("B") > 1:
        cause = gettext("A date is stored with only one of these words.")
        return Refused(cause, gettext("Write both ends."), f"between {year} and {year + 2}")
    return None


def _several(tried):
    """Lists of dates, and words about several of them."""
    listed = re.sub(r"([0-9]{1,2})(?:, ?[0-9]{1,2})+(,? (?:and|und|et|y|och|&) )", r"\1\2", tried.phrase)
    joined = re.sub(r",? (?:and|und|et|y|och|&) ", "–", listed)
    if joined != tried.phrase and (examples := tried.all_read(joined)):
        cause = gettext("Two dates, or the time from one to the other?")
        return Refused(cause, gettext("Write a range, or one of the two in its own entry."), *examples)
    pieces = [piece.strip() for piece in re.split(r"[,;/()]|\band\b|\bor\b", tried.phrase)]
    dated = [piece for piece in pieces if re.search("[0-9]", piece)]
    examples = [example for piece in dated if (example := tried.tail_read(piece))]
    if len(examples) > 1:
        return Refused(gettext("These are several dates."), gettext("Write one of them."), *dict.fromkeys(examples))
    return None


def _long_number(tried):
    if match := re.search(r"\b([0-9]{1,2}),([0-9]{3})\b(.*)", tried.phrase):
        number = match[1] + match[2]
        examples = tried.all_read(number + match[3]) or ("1999", "9999 B.C.")
        cause = gettext("A year has no comma, and years run from 9999 B.C. to A.D. 9999.")
        return Refused(cause, gettext("Write it without one."), *examples)
    if "N" in tried.types:
        cause = gettext("Years run from 9999 B.C. to A.D. 9999, and this number is too long for one.")
        return Refused(cause, gettext("Write a year with four digits."), "2004")
    return None


def _short_year(tried):
    """A year or a decade of two digits: 4 Aug 22, the 90s."""
    match = re.search(r"(?:^|[^0-9])('?)([0-9]{2})('?s)?$", tried.phrase)
    if not match or not (match[1] or match[3] or re.search("n[-f]*M[-f]*n$|Mn,n$", tried.types)):
        return None
    before = tried.phrase[: match.start(1)]
    years = [f"{century}{match[2]}{'s' if match[3] else ''}" for century in (19, 20)]
    examples = tried.all_read(*(f"{before.rstrip(' -,')} {year}" for year in years))
    return Refused(
        gettext("Of which century is the year?"),
        gettext("Write the year with four digits."),
        *(examples or ["the 1990s"]),
    )


def _early_year(tried):
    """Numbers of one to three digits alone."""
    if not re.fullmatch("[AUB(]*[nh]([-T/][nhY])?[U)]*", tried.types.replace("f", "")):
        return None
    number = next(token.text for token in tried.tokens if token.type in "nh")
    return Refused(
        gettext("Is this a year?"),
        gettext("Write it with four digits, or with its era if it is early."),
        *dict.fromkeys(tried.all_read(f"a.d. {tried.phrase}", f"a.d. {number}", f"{number} b.c.")),
    )


def _no_year(tried):
    if set(tried.types) & set("YDICL") or not set(tried.types) & set("MSW"):
        return None
    years = "2020–21" if "W" in tried.types else "2004"
    phrase = tried.phrase.replace("-", " ")
    examples = tried.all_read(f"{phrase} {years}")
    if short := re.search("([0-9]{2})$", phrase):
        examples += tried.all_read(f"{phrase[: short.start()]}20{short[1]}")
    return Refused(gettext("The year is missing."), gettext("Write it too."), *(examples or ["November 2021"]))


def _no_number(tried):
    if set(tried.types) & set("CL") and not set(tried.types) & set("noRY"):
        return Refused(gettext("Which century?"), gettext("Write its number."), "19th century", "5th century B.C.")
    if re.fullmatch("[nof,]+Y", tried.types):
        return Refused(gettext("A day needs its month."), gettext("Write both."), f"Aug. 4, {tried.year()}")
    return None


def _unknown_word(tried):
    """A word that no date has; what is left may be one."""
    unknown = [token.text for token in tried.tokens if token.type == "x"]
    if not unknown or not tried.words.isprintable():
        return None
    quoted = " ".join(_as_typed(tried.words, text) for text in unknown)
    rest = tried.phrase
    for text in unknown:
        rest = rest.replace(text, " ", 1)
    rest = " ".join(re.sub(r"\( *\)|^[\s:,.'-]+|[\s:,'-]+$", " ", rest).split())
    examples = [example for example in (tried.tail_read(rest),) if example]
    cause = gettext("“%(words)s” cannot be read as a part of a date.") % {"words": quoted}
    if examples:
        return Refused(cause, gettext("Leave it out."), *examples)
    return Refused(cause, gettext("Write a date."), *EXAMPLES)


def _as_typed(words, folded):
    """Return a folded word as it was typed."""
    return next((word.strip(".,;:()[]'") for word in words.split() if folded in fold(word)), folded)
