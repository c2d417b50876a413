"""House styles for dates: those of the AP and of the Guardian in English, and one for each of four other languages.

Methods that write a period take its first day.
"""

from articles.dates.days import era_year, make_day
from articles.dates.languages import LANGUAGES, MONTHS

# The first of each season's three months. Winter is written apart, because it belongs to two years.
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9}
_OPEN = ("before", "after", "since")
_NINE = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")


def utc_offset_minutes(moment):
    """Return the offset of an aware datetime from UTC in minutes."""
    return round(moment.utcoffset().total_seconds() / 60)


def is_hundreds(start):
    """Whether a century or decade begins with a year that ends in 00: its name alone would be ambiguous."""
    return start.year > 0 and start.year % 100 == 0


def number_of(start, length):
    """Return the number of a century (100 years) or millennium (1000) by its first day."""
    number, is_before_christ = era_year(start.year)
    return number // length if is_before_christ else (number - 1) // length + 1


def decade_of(start):
    """Return the number that a decade is named by: 1990, and 40 for 49 to 40 B.C."""
    number, is_before_christ = era_year(start.year)
    return number // 10 * 10 if is_before_christ else number


class AP:
    """The style of the Associated Press, for American English."""

    names = MONTHS["en"]
    seasons = {3: "spring", 6: "summer", 9: "fall", 12: "winter"}
    eras = "A.D. {}", "{} B.C."
    range_separator = "–"
    undated = "undated"
    about = "about "
    local_time = "local time"
    joins = {"": "{} to {}", "mixed": "from {} to {}", "between": "between {} and {}", "or": "{} or {}"}

    def year(self, day):
        """Years below 1000 are written with their era: nobody reads “44” alone as a year."""
        number, is_before_christ = era_year(day.year)
        return str(number) if day.year >= 1000 else self.eras[is_before_christ].format(number)

    def month(self, day):
        return f"{self.names[day.month - 1][0]} {self.year(day)}"

    def day_of_month(self, day):
        return f"{self.names[day.month - 1][1]} {day.day}"

    def day(self, day):
        return f"{self.day_of_month(day)}, {self.year(day)}"

    def time(self, moment):
        return f"{self.clock(moment)} {self.zone(moment)} {self.day(moment)}"

    def season(self, day):
        name = self.seasons[day.month // 3 * 3]
        return f"{name} {self.winter_years(day)}" if day.month == 12 else f"{name} {self.year(day)}"

    def winter_years(self, day):
        """The two years of a winter: 2020–21, and both in full where the second is not told by two digits."""
        if day.year < 1000 or day.year % 100 == 99:
            return f"{self.year(day)}–{self.year(make_day(day.year + 1))}"
        return f"{day.year}–{(day.year + 1) % 100:02}"

    def decade(self, day):
        return f"the {self._spanned(day, f'{decade_of(day)}s', 10)}"

    def century(self, day):
        if is_hundreds(day):
            return f"the {self._spanned(day, f'{day.year}s', 100)}"
        return f"the {self._ordinal(number_of(day, 100))} century{self._bc(day)}"

    def millennium(self, day):
        return f"the {self._ordinal(number_of(day, 1000))} millennium{self._bc(day)}"

    def _bc(self, day):
        return self.eras[1].format("") if day.year < 1 else ""

    def _spanned(self, day, name, count):
        """Return a name such as 1990s with its era, and with its years where it could mean others."""
        number, is_before_christ = era_year(day.year)
        if is_before_christ:
            name = f"{name}{self._bc(day)}"
        elif number < 1000:
            name = self.eras[0].format(name)
        if decade_of(day) % 100 or (is_before_christ and count == 100):
            return name
        if is_before_christ:
            return f"{name} ({number}–{number - count + 1})"
        return f"{name} ({number:04}–{number + count - 1:04})"

    @staticmethod
    def _ordinal(number):
        """AP and the Guardian write numbers below ten in letters."""
        if number < 10:
            return _NINE[number - 1]
        ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10 if number // 10 != 1 else 0, "th")
        return f"{number}{ending}"

    def clock(self, moment):
        """AP writes “noon”; midnight stays “12 a.m.”, because the word does not say which day is meant."""
        if (moment.hour, moment.minute) == (12, 0):
            return "noon"
        minutes = f":{moment.minute:02}" if moment.minute else ""
        return f"{moment.hour % 12 or 12}{minutes} {'a.m.' if moment.hour < 12 else 'p.m.'}"

    def zone(self, moment):
        """`UTC`, `UTC-4`, `UTC+5:30`: letters such as CST mean different hours in different places."""
        if moment.tzinfo is None:
            return self.local_time
        minutes = utc_offset_minutes(moment)
        if not minutes:
            return "UTC"
        hours, rest = divmod(abs(minutes), 60)
        return f"UTC{'-' if minutes < 0 else '+'}{hours}" + (f":{rest:02}" if rest else "")

    def with_modifier(self, modifier, name, precision):
        """Return what is written before a period's name, the name as it is written then, and what is written after."""
        if modifier.endswith(("half", "quarter")):
            return f"the {modifier} of ", name, ""
        if modifier in ("early", "mid", "late") and name.startswith("the "):
            name = name.removeprefix("the ")
            return ("the mid-" if modifier == "mid" else f"the {modifier} "), name, ""
        if modifier == "mid":
            return "mid-", name, ""
        return (f"{modifier} " if modifier else ""), name, ""

    def approximately(self, precision):
        """Return what is written before a date that is about right."""
        return self.about

    def range(self, start, end, precision):
        """Return the first end, the separator and the last end of a range of years, months or days."""
        if precision == "day":
            return self.range_of_days(start, end)
        if precision == "month":
            first = self.names[start.month - 1][0] if start.year == end.year else self.month(start)
            return first, self.range_separator, self.month(end)
        return self.year(start), "–", self.year(end)

    def range_of_days(self, start, end):
        if start.year != end.year:
            return self.day(start), self.range_separator, self.day(end)
        if start.month != end.month:
            return self.day_of_month(start), self.range_separator, self.day(end)
        return self.day_of_month(start), "–", f"{end.day}, {self.year(end)}"


class Guardian(AP):
    """The style of the Guardian, for British English."""

    seasons = AP.seasons | {9: "autumn"}
    eras = "AD{}", "{}BC"
    range_separator = " to "

    def _bc(self, day):
        return " BC" if day.year < 1 else ""

    def day_of_month(self, day):
        return f"{day.day} {self.names[day.month - 1][0]}"

    def day(self, day):
        return f"{self.day_of_month(day)} {self.year(day)}"

    def time(self, moment):
        return f"{self.clock(moment)} {self.zone(moment)} on {self.day(moment)}"

    def clock(self, moment):
        return super().clock(moment).replace(":", ".").replace(" a.m.", "am").replace(" p.m.", "pm")

    def approximately(self, precision):
        return "c" if precision == "year" else self.about

    def range_of_days(self, start, end):
        if (start.year, start.month) == (end.year, end.month):
            return str(start.day), "–", self.day(end)
        return super().range_of_days(start, end)


class InLanguage(AP):
    """The style of a language other than English: as people write dates in it, by its templates."""

    def __init__(self, code):
        language = LANGUAGES[code]
        self.shown, self.modified, self.names = language.shown, language.modified, language.months
        self.seasons = {
            month: language.seasons[name][0]
            for name, month in (("spring", 3), ("summer", 6), ("autumn", 9), ("winter", 12))
        }
        self.eras = self.shown["ce"], self.shown["bce"]
        self.undated, self.local_time = self.shown["none"], self.shown["local"]
        self.joins = {"": self.shown["to"], "mixed": self.shown["from"]} | {k: self.shown[k] for k in ("between", "or")}
        self.range_separator = self.shown["to"].replace("{}", "")

    def _write(self, precision, **parts):
        return self.shown[precision].format(**parts)

    def _month_name(self, day):
        return self.names[day.month - 1][0]

    def month(self, day):
        return self._write("month", month=self._month_name(day), year=self.year(day))

    def day(self, day):
        return self._write("day", day=day.day, month=self._month_name(day), year=self.year(day))

    def time(self, moment):
        return f"{self.day(moment)}, {self.clock(moment)} {self.zone(moment)}"

    def clock(self, moment):
        return f"{moment:%H:%M}"

    def season(self, day):
        years = self.winter_years(day) if day.month == 12 else self.year(day)
        return self._write("season", season=self.seasons[day.month // 3 * 3], year=years)

    def winter_years(self, day):
        return super().winter_years(day).replace("–", self.shown["winter"])

    def decade(self, day):
        return self._spanned(day, self._write("decade", decade=decade_of(day)), 10)

    def century(self, day):
        if is_hundreds(day):
            return self._spanned(day, self._write("decade", decade=day.year), 100)
        return self._numbered("century", day, 100)

    def millennium(self, day):
        return self._numbered("millennium", day, 1000)

    def _numbered(self, precision, day, length):
        number = number_of(day, length)
        era = self.eras[1].format("") if day.year < 1 else ""
        return self._write(precision, century=number, roman=roman(number, self.shown.get("ordinal", "")), era=era)

    def with_modifier(self, modifier, name, precision):
        if not modifier:
            return "", name, ""
        templates = self.modified[modifier]
        # Hundred years are named as a decade is.
        precision = "decade" if precision == "century" and not self._is_numbered(name) else precision
        precision = "century" if precision == "millennium" else precision
        before, after = templates.get(precision, templates[""]).split("{}")
        if before.endswith(" den "):
            name = name.replace("er Jahre", "er Jahren")  # the German dative
        return before, name, after

    def _is_numbered(self, name):
        return not any(character == "(" for character in name) and "-tal" not in name

    def approximately(self, precision):
        return self.shown["about"].replace("{}", "")

    def range(self, start, end, precision):
        if precision == "month" and start.year == end.year:
            return self._month_name(start), self.range_separator, self.month(end)
        return super().range(start, end, precision)

    def range_of_days(self, start, end):
        if (start.year, start.month) == (end.year, end.month):
            return self.shown["day number"].format(start.day), "–", self.day(end)
        return self.day(start), self.range_separator, self.day(end)


def roman(number, ordinal):
    """Return a number in Roman numerals with the endings of ordinals in a language, "first|other".

    Above 99 it is in digits, and so is 50, whose L reads as a word.
    """
    first, _bar, other = ordinal.partition("|")
    ending = first if number == 1 else other
    if number > 99 or number == 50:
        return f"{number}{ending}"
    tens = ("", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC")
    units = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
    return tens[number // 10] + units[number % 10] + ending


STYLES = {"ap": AP(), "guardian": Guardian()}
LANGUAGE_STYLES = {code: InLanguage(code) for code in LANGUAGES if code != "en"}


def style_of(name, language="en"):
    """Return the style of a language, such as `de` or `de-at`: in English, and in unknown ones, the house style."""
    return LANGUAGE_STYLES.get(language.partition("-")[0].lower()) or STYLES[name.lower()]
