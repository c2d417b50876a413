"""The forms that dates have in copy, and how the grammar of dates is asked to read each.

An expression finds what looks like a date; `PartialDate.parse` decides. A form whose words the grammar does not read,
or reads otherwise, gives other words for it: “1990s Britain” is the 1990s, “the 1969-70 season” is 1969–1970.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from articles.dates.grammar import any_of
from articles.dates.styles import MONTHS, SEASONS
from articles.text import lazy_pattern


@dataclass(frozen=True)
class Form:
    """A form of dates in copy.

    - `expression` finds it. A group `year` without a match means that the copy leaves the year out.
    - `readings(match, year)` returns, for each date in the words, the phrases to try, the best first. `year` is that
      which was left out, as text, or "".
    - `year` says where it comes from: "words", "context" (of the copy only), "article" (of the copy, or of the article
      by itself), or "century" (the words have its last two digits).
    """

    expression: re.Pattern
    readings: Callable[[re.Match, str], list[list[str]]]
    year: str = "words"

    def year_of(self, match):
        """Return where the year of a match comes from."""
        if "year" in self.expression.groupindex:
            return "words" if match["year"] else "article"
        return self.year


_SPELLINGS = {spelling for month in MONTHS["en"] for spelling in month}
_FULL_MONTH = any_of({spelling for spelling in _SPELLINGS if not spelling.endswith(".")})
_SHORT_MONTH = any_of({spelling.rstrip(".") for spelling in _SPELLINGS if spelling.endswith(".")})
# The first letters are looked at first, which is quicker.
_MONTH = rf"(?=[adfjmnos])(?:{_FULL_MONTH}|(?:{_SHORT_MONTH})\.?)(?![a-z])"  # “Dec. 8”, also “Dec 8”
_WHOLE_MONTH = rf"(?=[adfjmnos])(?:{_FULL_MONTH}|(?:{_SHORT_MONTH})\.)(?![a-z])"
_YEAR = r"(?:1[0-9]|2[01])[0-9]{2}(?![\w%])(?![.,][0-9])"
_DAY = r"[0-3]?[0-9](?:st|nd|rd|th)?(?![\w:%])(?![.,][0-9]{3})"
_DASH = r" ?[-‐‑–‒−] ?"
_TO = rf"(?:{_DASH}| to | until | till | through )"
_AND = r"(?:, and | and | or | & |, )"
_FROM = r"(?:(?:from|between) )?"
_QUALIFIER = (
    r"(?:(?P<qualifier>(?:about|around|circa|ca\.?|c\.|approximately|early|mid|late|before|after|since|prior to)"
    r"(?: in | the | |-))|c\.?(?=[0-9]))?"
)
_SEASON = rf"(?:{any_of(SEASONS)})"
_PLEASE_YEAR = rf"(?:,? (?:of )?(?P<year>{_YEAR}))?"  # a year that may be left out
_CENTURIES = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
    "twentieth", "twenty-first",
)  # fmt: skip
_CENTURY = rf"(?:[12]?[0-9](?:st|nd|rd|th)|{any_of(_CENTURIES)})"
_ERA = r"(?-i: ?(?:B\.C\.E\.|BCE|B\.C\.|BC|A\.D\.|AD|C\.E\.|CE)(?![\w]))"


def _complete(words, year):
    """Return words with the year after them if it was left out, a comma before it where AP style has one."""
    if not year:
        return words
    return f"{words}{', ' if re.search('[0-9]', words.split()[-1]) else ' '}{year}"


def _as_written(match, year):
    """Read the words as they stand; of “June of 2014”, also those without “of”."""
    words = _complete(match[0], year)
    return [[words, words.replace(" of ", " ")]]


def _each_day(match, year):
    """March 1, 2 and 3, 2020; 12 and 13 June 1998: each day with the month and the year."""
    days, month = re.findall(r"[0-9]+", match["days"]), match["month"]
    is_day_first = match.start("days") < match.start("month")
    dates = [f"{day} {month}" if is_day_first else f"{month} {day}" for day in days]
    return [[_complete(words, year or match["year"])] for words in dates]


def _each_name(match, year):
    """June and July 1999; the spring and summer of 1976; March 1 and April 2, 2020: each with the year."""
    return [[_complete(name, year or match["year"])] for name in re.split(_AND, match["names"]) if name]


def _range(match, year):
    """Dec. 30 to Jan. 2: the second end may be in the year after."""
    if not year:
        return [[re.sub(",(?= (?:to|until|till|through|and) )", "", match[0])]]  # from Oct. 3, 2002, to Jan. 19, 2003
    first, last = (re.search(_MONTH, match[end], re.IGNORECASE) for end in ("first", "last"))
    if first and last and _number_of(last[0]) < _number_of(first[0]):
        return [[f"{_complete(match['first'], year)} to {_complete(match['last'], int(year) + 1)}"]]
    return [[_complete(match[0], year)]]


def _night(match, year):
    """The night of 14/15 November 1940."""
    return [[_complete(match[0].replace("/", "–"), year)]]


def _months(match, year):
    """From August to October, between December and March: the second may be of the year after."""
    first, last = match["first"] or match["start"], match["last"]
    next_year = int(year) + (_number_of(last) < _number_of(first))
    return [[f"{first} {year} to {last} {next_year}"]]


def _number_of(name):
    names = [{spelling.lower().rstrip(".") for spelling in month} for month in MONTHS["en"]]
    return next(number for number, spellings in enumerate(names, 1) if name.lower().rstrip(".") in spellings)


def _last_year(match):
    """Return the last year of 1914–18, 1999-00 or 1823–4, or None if the digits are no later year."""
    first, digits = match["first"], match["last"]
    last = int(first[: 4 - len(digits)] + digits)
    if digits == "00":
        last += 100
    return last if last > int(first) else None


def _short_range(match, _year):
    last = _last_year(match)
    return [[f"{match['first']}–{last}"] if last else []]


def _winter(match, _year):
    """The winter of 1938-39: with its months where the grammar has no winters."""
    last = _last_year(match) or 0
    if last != int(match["first"]) + 1:
        return [[]]
    return [[f"winter {match['first']}–{match['last']}", f"December {match['first']} to February {last}"]]


def _open_range(match, _year):
    return [[f"since {match['first']}"]]


def _decade(match, _year):
    """1990s Britain; the late 1990s; since the 1990s. The early to mid-1990s are only the 1990s.

    In copy the 2000s are ten years: that is said where the grammar would ask.
    """
    words = match[0].lower()
    parts, decade = re.findall("early|mid|late", words), f"{match['decade']}s"
    qualifier = re.match(r"(?:since|before|after|circa|about|around|prior to) ", words)
    phrase = f"{qualifier[0] if qualifier else ''}the {decade}"
    if len(parts) == 1:
        phrase = f"the {parts[0]} {decade}"
    return [[phrase, f"{phrase} (2000–2009)"] if decade == "2000s" else [phrase]]


def _each_century(match, _year):
    """The 18th and nineteenth centuries: in digits, or as years where the grammar has no centuries."""
    era = (match["era"] or "").strip()
    part = (match["part"] or "").strip(" -")
    if " and " in match["names"]:
        return [_century(name, part, era) for name in match["names"].split(" and ")]
    is_one = re.fullmatch(_CENTURY, match["names"], re.IGNORECASE)
    return [_century(match["names"], part, era) if is_one else [match[0]]]


def _century(name, part, era):
    name = name.lower()
    number = int(re.match("[0-9]+", name)[0]) if name[0].isdigit() else _CENTURIES.index(name) + 1
    suffix = "th" if 10 < number < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    words = f"{part} {number}{suffix} century {era}".strip()
    years = [f"{number * 100 - 99:04}–{number * 100:04}"] if not part and not era and number > 9 else []
    return [words, *years]


def _two_digits(match, year):
    """The '90s, the summer of '69: in the century that makes them the latest that is not after `year`."""
    full = int(year) // 100 * 100 + int(match["two"])
    full -= 100 if full > int(year) else 0
    before, after = match[0].split(match["apostrophe"] + match["two"])
    if before[:1].isupper() and not before.startswith("The "):
        return [[]]  # a title, such as “Summer of '69”
    return [[f"{'the ' if after and not before else ''}{before}{full}{after}"]]


def _decade_name(match, year):
    """The twenties, the mid-80s: of the last century, or of the one before `year` has passed the decade."""
    name = match["tens"].lower()
    tens = int(name[:2]) if name[0].isdigit() else (_TENS.index(name) + 2) * 10
    full = int(year) // 100 * 100 + tens
    full -= 100 if full + 10 > int(year) else 0
    part = (match["part"] or "").strip(" -")
    return [[f"the {part} {full}s" if part in ("early", "mid", "late") else f"the {full}s"]]


def _since_two_digits(match, year):
    """Since ’79: from that year on."""
    full = int(year) // 100 * 100 + int(match["two"])
    return [[f"since {full - 100 if full > int(year) else full}"]]


def _holiday(match, year):
    """Christmas Eve 1944: as the day of the month."""
    words = match["holiday"].lower().replace("’", "'")
    day = next(day for name, day in _HOLIDAYS.items() if re.fullmatch(name, words))
    return [[f"{match.groupdict().get('since') or ''}{day}, {year or match['year']}"]]


_TENS = ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties")
_HOLIDAYS = {
    "christmas eve": "December 24",
    "christmas day": "December 25",
    "boxing day": "December 26",
    "new year's eve": "December 31",
    "new year's day": "January 1",
    "(?:saint|st\\.?) valentine's day|valentine's day": "February 14",
    "midsummer day": "June 24",
    "armistice day": "November 11",
    "bastille day": "July 14",
    "hallowe'?en": "October 31",
}
_HOLIDAY = f"(?P<holiday>{'|'.join(_HOLIDAYS)})".replace("'", "['’]")
_DAY_MONTH = rf"(?:the )?{_DAY} (?:of )?{_MONTH}"
_MONTH_DAY = rf"{_MONTH} (?:the )?{_DAY}"
_DAYS = rf"(?P<days>{_DAY}(?:, {_DAY}){{0,6}},? (?:and|or|&) {_DAY})"
_YEAR_OF_ERA = rf"(?:[0-9]{{1,4}}{_ERA}|(?-i:A\.D\.|AD) ?[0-9]{{1,4}})"
_PART = r"(?:early|mid|late)(?:[ -](?:to|or|and)[ -](?:mid|late))?[ -]"
# “Before May” would mean another time, and “the rise of May” a person.
_PREPOSITIONS = (
    "in", "by", "during", "until", "through", "end of", "start of", "beginning of", "middle of", "week of",
    "weekend of", "days of", "month of", "half of", "part of",
)  # fmt: skip
_AFTER_PREPOSITION = "(?=[adfjmnos])(?:" + "|".join(rf"(?<=\b{word} )" for word in _PREPOSITIONS) + ")"


def _ranges(first, last):
    """Return the expressions of a range between two ends, of which the first may have a year of its own."""
    first, last = rf"(?P<first>{first}(?:,? {_YEAR},?)?)", rf"(?P<last>{last}){_PLEASE_YEAR}"
    return [(rf"{_FROM}{first}{_TO}{last}", _range), (rf"between {first} and {last}", _range)]


# The longest first, because words that one expression has matched are not matched by the next.
_FORMS = [
    *_ranges(_MONTH_DAY, _MONTH_DAY),
    *_ranges(_DAY_MONTH, _DAY_MONTH),
    *_ranges(_MONTH_DAY, rf"(?:the )?{_DAY}"),
    *_ranges(rf"(?:the )?{_DAY}", _DAY_MONTH),
    (rf"(?<![0-9/]){_DAY}/{_DAY_MONTH}{_PLEASE_YEAR}", _night),
    (rf"(?P<names>{_MONTH_DAY}(?:{_AND}{_MONTH_DAY}){{1,5}}),? (?:of )?(?P<year>{_YEAR})", _each_name),
    (rf"(?P<names>{_DAY_MONTH}(?:{_AND}{_DAY_MONTH}){{1,5}}),? (?:of )?(?P<year>{_YEAR})", _each_name),
    (rf"(?P<month>{_MONTH}) {_DAYS}{_PLEASE_YEAR}", _each_day),
    (rf"(?:the )?{_DAYS} (?:of )?(?P<month>{_MONTH}){_PLEASE_YEAR}", _each_day),
    (rf"{_QUALIFIER}{_MONTH_DAY},? (?:of )?{_YEAR}", _as_written),
    (rf"{_QUALIFIER}{_DAY_MONTH},? (?:of )?{_YEAR}", _as_written),
    (rf"{_QUALIFIER}[12][0-9]{{3}}-[01][0-9]-[0-3][0-9]", _as_written),
    (r"[0-9]{1,2}([./])[0-9]{1,2}\1[12][0-9]{3}", _as_written),
    (rf"{_FROM}{_MONTH}(?:,? (?:of )?{_YEAR})?{_TO}{_MONTH},? (?:of )?{_YEAR}", _as_written),
    (rf"between {_MONTH}(?: {_YEAR})? and {_MONTH},? (?:of )?{_YEAR}", _as_written),
    (rf"(?P<names>{_MONTH}(?:{_AND}{_MONTH}){{1,5}}),? (?:of )?(?P<year>{_YEAR})", _each_name),
    (rf"{_QUALIFIER}{_MONTH},? (?:of )?{_YEAR}", _as_written),
    (rf"(?:the )?(?P<names>{_SEASON}{_AND}{_SEASON}),? (?:of )?(?P<year>{_YEAR})", _each_name),
    (rf"{_QUALIFIER}(?:the )?{_SEASON},? (?:of )?{_YEAR}", _as_written),
    (rf"(?:the )?winter (?:of )?(?P<first>[12][0-9]{{3}})(?:{_DASH}|/)(?P<last>[0-9]{{4}}|[0-9]{{2}})", _winter),
    (
        rf"(?:the )?(?P<part>(?:early|mid|late)[ -])?(?:the )?"
        rf"(?P<names>{_CENTURY}(?:(?: and | to |{_DASH}){_CENTURY})?)[ -]centur(?:y|ies)(?P<era>{_ERA})?",
        _each_century,
    ),
    (
        rf"(?:(?:since|before|after|circa|about|around|prior to) (?=(?:the )?[12]))?(?:the )?(?:{_PART})?(?:the )?"
        r"(?P<decade>[12][0-9]{2}0)s(?! of )",
        _decade,
    ),
    (rf"(?:the )?(?:{_PART})?(?<=the |rly |mid |mid-|ate )(?P<decade>[12][0-9]{{2}}0)['’]s", _decade),
    (rf"{_HOLIDAY},? (?:of |in )?(?P<year>{_YEAR})", _holiday),
    (rf"(?:(?<=\bon )|(?P<since>since )){_HOLIDAY}", _holiday, "article"),
    (rf"{_FROM}(?:{_YEAR_OF_ERA}|[0-9]{{1,4}}){_TO}{_YEAR_OF_ERA}", _as_written),
    (rf"between (?:{_YEAR_OF_ERA}|[0-9]{{1,4}}) and {_YEAR_OF_ERA}", _as_written),
    (rf"{_QUALIFIER}{_YEAR_OF_ERA}", _as_written),
    (rf"{_FROM}{_YEAR}(?:{_TO}|[—/]){_YEAR}", _as_written),
    (rf"between {_YEAR} and {_YEAR}", _as_written),
    (rf"{_FROM}(?P<first>[12][0-9]{{3}})(?:{_DASH}|/)(?P<last>[0-9]{{2}}|(?<=–)[0-9])", _short_range),
    (rf"{_FROM}(?P<first>[12][0-9]{{3}})(?:{_DASH}| to )['’‘](?P<last>[0-9]{{2}})", _short_range),
    (rf"(?:from )?(?P<first>{_YEAR})(?:{_DASH}| to )(?:the )?(?:present|today|now)", _open_range),
    (rf"{_QUALIFIER}(?<![$£€#.,/]){_YEAR}", _as_written),
    (rf"since (?:{_MONTH_DAY}|{_DAY_MONTH})", _as_written, "article"),
    (_MONTH_DAY, _as_written, "article"),
    (_DAY_MONTH, _as_written, "article"),
    (
        rf"(?:from (?P<first>{_WHOLE_MONTH}){_TO}|between (?P<start>{_WHOLE_MONTH}) and )(?P<last>{_WHOLE_MONTH})",
        _months,
        "context",
    ),
    (rf"{_AFTER_PREPOSITION}(?P<names>{_WHOLE_MONTH} and {_WHOLE_MONTH})", _each_name, "context"),
    (rf"(?:(?:early|mid|late)[ -]|since |{_AFTER_PREPOSITION}){_WHOLE_MONTH}(?-i:(?! [A-Z]))", _as_written, "context"),
    (rf"(?<=that ){_WHOLE_MONTH}(?=[.,;:]| (?:and|the|when)\b)", _as_written, "context"),
    (
        rf"^{_WHOLE_MONTH}(?= (?:was|is|brought|saw|came|passed|went|began|ended|started|gave|made|had)\b)",
        _as_written,
        "context",
    ),
    (rf"the (?P<part>{_PART})?(?P<tens>[1-9]0s|{'|'.join(_TENS)})", _decade_name, "century"),
    (r"since ['’‘](?P<two>[0-9]{2})(?!['’])", _since_two_digits, "century"),
    (rf"(?:the )?(?:{_PART})?(?P<apostrophe>['’‘])(?P<two>[0-9]0)s", _two_digits, "century"),
    (rf"(?:the )?{_SEASON} of (?P<apostrophe>['’‘])(?P<two>[0-9]{{2}})", _two_digits, "century"),
    (r"(?:(?<=\bin )|(?<=\bof )|(?<=\bby ))(?P<apostrophe>['’‘])(?P<two>[0-9]{2})(?!['’])", _two_digits, "century"),
]


def _compile(expression):
    """Compile an expression that finds whole words, in any case; 1912-built is one word, and still of a year."""
    return lazy_pattern(rf"(?<![\w$£€-]){expression}(?!\w)(?!-(?!(?:built|era|born|style)\b)\w)", re.IGNORECASE)


FORMS = [Form(_compile(expression), *others) for expression, *others in _FORMS]
# What a sentence has at least that has a date; most have none, and need not be searched for every form.
HINT = lazy_pattern(
    rf"[0-9]|centur|{_MONTH}|the (?:{_PART})?(?:{'|'.join(_TENS)})|(?:on|since) {_HOLIDAY}", re.IGNORECASE
)
