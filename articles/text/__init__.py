"""Stored text: plain lines, plain text of several lines, prose as sanitised HTML, and web addresses."""

from articles.text.fields import LineField, WordsField, one_line, printable
from articles.text.prose import ProseField, anchored, clean_prose, prose_to_text
from articles.text.web_addresses import WebAddressField, address_is_safe, safe_address

__all__ = [
    "LineField",
    "ProseField",
    "WebAddressField",
    "WordsField",
    "address_is_safe",
    "anchored",
    "clean_prose",
    "one_line",
    "printable",
    "prose_to_text",
    "safe_address",
]
