"""Credit lines: the parser and the agencies that it knows."""

from articles.credits.agencies import FIXTURE, KnownAgencies
from articles.credits.parser import MAX_CREDIT_LINE_LENGTH, CreditLine, parse_credit_line

__all__ = [
    "FIXTURE",
    "MAX_CREDIT_LINE_LENGTH",
    "CreditLine",
    "KnownAgencies",
    "parse_credit_line",
]
