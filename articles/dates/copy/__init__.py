"""Dates in copy: their forms, the years among other numbers, and the year that a date leaves out."""

from articles.dates.copy.find import MAX_FOUND_DATES, find_dates, find_topics

__all__ = ["MAX_FOUND_DATES", "find_dates", "find_topics"]
