"""Credit lines: the parser, its grammar, and the table of agencies."""

from articles.credits import agencies
from articles.credits.parser import LONGEST, parse_credit_line

__all__ = [
    "LONGEST",
    "agencies",
    "parse_credit_line",
]
