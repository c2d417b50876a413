"""House styles for dates, those of the AP and of the Guardian, and the names of months and seasons.

Methods that write a period accept any day in it.
"""

# Per language, for each month: its name, AP's name for it before a day, and other spellings that are parsed.
MONTHS = {
    "en": (
        ("January", "Jan."),
        ("February", "Feb."),
        ("March", "March", "Mar."),
        ("April", "April", "Apr."),
        ("May", "May"),
        ("June", "June", "Jun."),
        ("July", "July", "Jul."),
        ("August", "Aug."),
        ("September", "Sept.", "Sep."),
        ("October", "Oct."),
        ("November", "Nov."),
        ("December", "Dec."),
    ),
}

# The first of each season's three months. There is no winter, because it belongs to two years.
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9}


def utc_offset_minutes(moment):
    """Return the offset of an aware datetime from UTC in minutes."""
    return round(moment.utcoffset().total_seconds() / 60)


class AP:
    """The style of the Associated Press, for American English."""

    names = MONTHS["en"]
    seasons = {3: "spring", 6: "summer", 9: "fall"}
    era_format = "A.D. {}"
    range_separator = "–"

    def year(self, day):
        """Years below 1000 are written with their era: nobody reads “44” alone as a year."""
        return str(day.year) if day.year >= 1000 else self.era_format.format(day.year)

    def month(self, day):
        return f"{self.names[day.month - 1][0]} {self.year(day)}"

    def day_of_month(self, day):
        return f"{self.names[day.month - 1][1]} {day.day}"

    def day(self, day):
        return f"{self.day_of_month(day)}, {self.year(day)}"

    def time(self, moment):
        return f"{self.clock(moment)} {self.zone(moment)} {self.day(moment)}"

    def season(self, day):
        return f"{self.seasons[day.month // 3 * 3]} {self.year(day)}"

    def decade(self, day):
        return f"the {self.year(day.replace(year=day.year // 10 * 10, day=1))}s"

    def clock(self, moment):
        """AP writes “noon”; midnight stays “12 a.m.”, because the word does not say which day is meant."""
        if (moment.hour, moment.minute) == (12, 0):
            return "noon"
        minutes = f":{moment.minute:02}" if moment.minute else ""
        return f"{moment.hour % 12 or 12}{minutes} {'a.m.' if moment.hour < 12 else 'p.m.'}"

    def zone(self, moment):
        """`UTC`, `UTC-4`, `UTC+5:30`: letters such as CST mean different hours in different places."""
        minutes = utc_offset_minutes(moment)
        if not minutes:
            return "UTC"
        hours, rest = divmod(abs(minutes), 60)
        return f"UTC{'-' if minutes < 0 else '+'}{hours}" + (f":{rest:02}" if rest else "")

    def with_qualifier(self, qualifier, name, precision):
        """Return the qualifier as it is written before a period's name, and the name as it is written after it."""
        if precision == "decade" and qualifier in ("early", "mid", "late"):
            name = name.removeprefix("the ")
            return ("the mid-", name) if qualifier == "mid" else (f"the {qualifier} ", name)
        if qualifier == "mid":
            return "mid-", name
        return (f"{qualifier} " if qualifier else ""), name

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
    era_format = "AD{}"
    range_separator = " to "

    def day_of_month(self, day):
        return f"{day.day} {self.names[day.month - 1][0]}"

    def day(self, day):
        return f"{self.day_of_month(day)} {self.year(day)}"

    def time(self, moment):
        return f"{self.clock(moment)} {self.zone(moment)} on {self.day(moment)}"

    def clock(self, moment):
        return super().clock(moment).replace(":", ".").replace(" a.m.", "am").replace(" p.m.", "pm")

    def with_qualifier(self, qualifier, name, precision):
        if (qualifier, precision) == ("about", "year"):
            return "c", name
        return super().with_qualifier(qualifier, name, precision)

    def range_of_days(self, start, end):
        if (start.year, start.month) == (end.year, end.month):
            return str(start.day), "–", self.day(end)
        return super().range_of_days(start, end)


STYLES = {"ap": AP(), "guardian": Guardian()}
