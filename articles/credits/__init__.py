"""Credit lines: the parser and the agencies that it knows."""

from articles.credits.agencies import FIXTURE, KnownAgencies, agency_from_row
from articles.credits.parser import MAX_CREDIT_LINE_LENGTH, CreditLine, parse_credit_line

__all__ = [
    "FIXTURE",
    "MAX_CREDIT_LINE_LENGTH",
    "CreditLine",
    "KnownAgencies",
    "agency_from_row",
    "parse_credit_line",
]
