"""Tells years from the other numbers of four digits that copy holds: counts, money, addresses, flights and forms."""

import re

from articles.text import lazy_pattern

_NUMBER = lazy_pattern(r"(?<![\w.,/#$£€¥-])[12][0-9]{3}(?![\w%°])(?![.,][0-9])")
# Looked at on either side of a number, in characters: no rule needs more.
_REACH = 60
# What has numbers of its own, so that the number after it is no year.
_NUMBERED = (
    "forms? flights? no nos number numbers numbered nr page pages p pp rooms? routes? road highway interstate "
    "sections? sec articles? chapters? rules? bill resolution directive regulation patent model type unit bus train "
    "tram car engine locomotive truck squadron regiment battalion box suite apt apartment channel lot gate lock locker "
    "platform pier building bldg local lines? verses? opus psalm sheet exhibit item sample volume vol plate figure fig "
    "table episode track patient ext extension versions? windows boeing airbus code pin tel telephone dial hotline "
    "asteroid ngc ic hd iso rfc en din bmw usd eur gbp chf rs kr sek nok dkk jpy inr cad aud hb sb ab"
).replace(" ", "|")
_BEFORE = lazy_pattern(
    rf"(?:\b(?:{_NUMBERED})\.?:? |\bat |[§№] ?|[$£€¥₹] |(?:\+[0-9]{{1,3}}|\([0-9]{{2,5}}\)|[0-9]{{2,5}}) |[0-9] ?[x×] ?"
    r"|\b(?:(?:more|fewer|less|greater|higher|lower) than|(?<!since )(?<!until )at least|at most|nearly|almost|some"
    r"|exactly|roughly|estimated|as (?:many|much) as|total of|another|every) )$",
    re.IGNORECASE,
)
_AFTER = lazy_pattern(
    r" (?:hours|hrs|block|GMT|BST|UTC|CES?T|E[SD]T|C[SD]T|M[SD]T|P[SD]T|local time|per ?cent|points?)\b"
    r"| ?[x×] ?[0-9]| (?:[0-9]{3}|[0-9]{2}(?: [0-9]{2})+)\b(?![.,/-])|[-–][0-9]{3}-"
    r"| (?:train|bus|coach|ferry|flight|sailing|express|service|boat) (?:to|from|for|out)\b"
    r"| (?:of (?:them|those|these|whom|which)|(?:a|per) (?:day|week|month|year|head|person|night)|each)\b"
)
# A street after the number, unless the number is a year that stands before a name: the 1906 Ferry Lane fire.
_STREET = lazy_pattern(
    r"(?: [NSEW]\.?)?(?: (?:[A-Z][\w.’'-]*|[0-9]+(?:st|nd|rd|th))){1,3} "
    r"(?:St|Ave|Avenue|Street|Road|Rd|Boulevard|Blvd|Lane|Ln|Drive|Court|Place|Square|Way|Parkway|Terrace|Row)\b"
)
_UNITS = (
    "km kms m cm mm kg g mg t lb lbs oz ft mph kph rpm hp cc ml kw mw gw kwh mwh hz khz mhz ghz mb gb tb mah px dpi "
    "(?:kilo|centi|milli)?(?:metres?|meters?|grams?|litres?|liters?|watts?) feet square cubic degrees million "
    "billion pence dollars? euros? pounds? francs? crowns? yen yuan rupees?"
)
_PEOPLE = (
    "people persons men women children boys girls police troops soldiers sailors workers employees staff crew members "
    "students pupils patients passengers residents inhabitants villagers visitors guests fans spectators protesters "
    "refugees prisoners victims families households volunteers players voters readers customers farmers jobs "
    "homes houses flats apartments buildings schools shops trees cars ships boats aircraft sheep cattle fish birds "
    "seats tickets votes copies books pages words images photographs pictures objects cases deaths miles acres "
    "supporters members delegates signatures applicants respondents beds pieces items letters patents samples "
    "hectares tonnes tons litres gallons calories years days hours weeks months minutes seconds times"
)
_COUNTED = f"(?:{'|'.join(f'{_UNITS} {_PEOPLE}'.split())})"
# A word that cannot stand between a number and what it counts.
_FUNCTION_WORD = (
    "(?:a|an|the|and|or|but|it|he|she|they|we|i|you|who|that|which|this|these|was|were|is|are|had|has|have|did|in|on|"
    "at|to|of|for|from|by|with|as|when|while|where|until|after|before|into|his|her|its|their|some|saw|became|began|"
    "gave|took|made|came|went|brought|left|lost|won|held|sent|met|led|built|put|cut|let|hit|told|kept|felt|meant|"
    "(?!injured|wounded|armed|unarmed|trained|skilled|displaced|retired|used)[a-z]+ed)"
)
_OTHER_END = r"(?:(?: ?[-–] ?| to | and | or )[12][0-9]{3})?"
_COUNTED_NEXT = lazy_pattern(rf"{_OTHER_END}[ -]{_COUNTED}\b(?!['’])", re.IGNORECASE)
_COUNTED_SOON = lazy_pattern(rf"{_OTHER_END} (?:(?!{_FUNCTION_WORD}\b)[a-z-]+ ){{0,2}}{_COUNTED}\b(?!['’])")
_PLURAL_NEXT = lazy_pattern(
    rf"{_OTHER_END} (?!(?:was|is|has|does|as|this|his|its|plus|versus|across|towards|perhaps|always|sees|brings|shows"
    r"|gives|says|makes|takes|comes|goes|remains|becomes|marks|stands|lists|records|describes|depicts|includes|tells"
    r"|begins|starts|ends|means|suggests|runs|reads|hangs|survives|bears|carries|belongs|proves|names|lets|gets)\b)"
    rf"(?:(?!{_FUNCTION_WORD}\b)[a-z-]+ )?[a-z]{{2,}}(?<![su])s\b"
)
_RATIO_NEXT = lazy_pattern(r" to an?\b")  # “1500 to a ship”, but “born on 19 May 1925 to a merchant”
_PART_NEXT = lazy_pattern(r" of (?:the|its|his|her|their|our) ")
_FIRST_END = lazy_pattern(r"(?:[12][0-9]{3}(?: ?[-–] ?| to | and | or |, ))+$")
_MONTH_BEFORE = lazy_pattern(
    r"\b(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec|Spring|Summer|Autumn|Fall|Winter)[a-z]*\.?,? "
    r"(?:of )?$",
    re.IGNORECASE,
)
_YEAR_BEFORE = lazy_pattern(
    r"(?:(?:^|[.!?…:“\"] ?)(?:In|By)|\b(?:since|during|until|till|through|throughout|before|after|circa|year|fiscal"
    r"|late|early|mid|spring|summer|autumn|winter|between))[ -](?:the )?$",
    re.IGNORECASE,
)
_START_BEFORE = lazy_pattern(r"\b(?:In|By|Since|Until|During|From) $")  # with a capital: at the start of a sentence
# Years follow “through” too, a round number with what it counts rarely: “she read through 1800 pages”.
_THROUGH_BEFORE = lazy_pattern(r"\b(?:through|after|between) $")
_BY_AGENT_BEFORE = lazy_pattern(r"(?:ed|seen|known|heard|read|written) by $")  # “watched by 2017 supporters”
_IN_BEFORE = lazy_pattern(
    r"(?:\b(?:in|by|the|its|his|her|their|our|this|that|a|an|each)|\b(?:the|its|a|an) [\w-]+(?: [\w-]+)? of"
    r"|(?<![0-9])[0-9]{1,2},) $",
    re.IGNORECASE,
)
# A round number alone after any other word: “today 1100 remain”, “we had 1900”.
_LOOSE_BEFORE = lazy_pattern(
    r"(?<![A-Z])\b(?!(?:of|from|to|and|or|was|is|about|around|born|died|dated|back|on|at|for|than|with|mid|fiscal"
    r"|season)\b)"
    r"(?:Today|[a-z]+) $"
)
_TITLE_END = lazy_pattern(r"(?:(?: [a-z’'&]+){0,3} [A-Z][\w’']*(?: [\w’'&]+){0,3}?)?[,.]?[”\"’'](?!\w)")
_TITLE = lazy_pattern(r"[“\"‘']")


def years_only(sentence):
    """Return a sentence, in which numbers that look like years and are none are replaced by as many NULs."""
    return _NUMBER.sub(lambda number: number[0] if _is_year(sentence, *number.span()) else "\0" * 4, sentence)


def is_counted(sentence, end):
    """Whether what follows a number that ends there is what it counts: “May 12 people came” has no May 12."""
    return sentence[end - 1].isdigit() and bool(_COUNTED_NEXT.match(sentence[end : end + _REACH]))


def _is_year(sentence, start, end):
    before, after = sentence[max(0, start - _REACH) : start], sentence[end : end + _REACH]
    if _AFTER.match(after) or _is_title(before, after):
        return False
    if _RATIO_NEXT.match(after) and not _MONTH_BEFORE.search(before):
        return False
    before = _FIRST_END.sub("", before)
    if _BEFORE.search(before):
        return False
    if _STREET.match(after) and not _IN_BEFORE.search(before):
        return False
    return not _is_count(int(sentence[start:end]), before, after)


def _is_title(before, after):
    """Whether the number stands in quotation marks alone or before a few words with a capital, as a book or a film."""
    return bool(_TITLE.fullmatch(before[-1:]) and _TITLE_END.match(after))


def _is_count(number, before, after):
    """Whether the number counts what follows it: 1500 people, 1350 new jobs, 1640 images.

    After words that years follow as well (in, the, “May 3,”), only a round number does, of what is often counted.
    """
    if (_THROUGH_BEFORE.search(before) and number % 50 == 0) or _BY_AGENT_BEFORE.search(before):
        return bool(_COUNTED_SOON.match(after) or _PLURAL_NEXT.match(after))
    if _MONTH_BEFORE.search(before) or _START_BEFORE.search(before) or _YEAR_BEFORE.search(before):
        return False
    if _IN_BEFORE.search(before):
        return number % 50 == 0 and bool(_COUNTED_NEXT.match(after))
    if _COUNTED_SOON.match(after) or _COUNTED_NEXT.match(after):
        return True
    if number % 50 == 0 and _LOOSE_BEFORE.search(before):
        return True
    return bool(before) and bool(_PLURAL_NEXT.match(after) or _PART_NEXT.match(after) or _is_model(number, before))


def _is_model(number, before):
    """Whether the number belongs to capitals before it, such as “PC 1512”; later ones are years: “NBA 2015”."""
    return number < 1900 and bool(re.search(r"\b(?!US |UK |EU |UN )[A-Z]{2,3} $", before))
