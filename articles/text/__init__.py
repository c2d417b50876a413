"""Stored text: plain lines, plain text of several lines, prose as sanitised HTML, and web addresses."""

from articles.text.fields import LineField, WordsField, one_line, printable
from articles.text.prose import ProseField, add_heading_ids, clean_prose, prose_to_text
from articles.text.web_addresses import WebAddressField, address_is_safe, safe_address

__all__ = [
    "LineField",
    "ProseField",
    "WebAddressField",
    "WordsField",
    "add_heading_ids",
    "address_is_safe",
    "clean_prose",
    "one_line",
    "printable",
    "prose_to_text",
    "safe_address",
]
