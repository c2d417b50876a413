"""Credit lines: the parser, its grammar, and the table of agencies."""

from articles.credits import agencies
from articles.credits.parser import MAX_CREDIT_LINE_LENGTH, parse_credit_line

__all__ = [
    "MAX_CREDIT_LINE_LENGTH",
    "agencies",
    "parse_credit_line",
]
